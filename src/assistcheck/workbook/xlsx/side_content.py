"""What stands beside the cells of an .xlsx: floating pictures, comments, and the text on each printed page."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from assistcheck.errors import WorkbookError
from assistcheck.location import column_number
from assistcheck.workbook.archive import parsed_xml
from assistcheck.workbook.limits import KIB, MIB, Limits
from assistcheck.workbook.xlsx.package import relations

_PRINTED = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^<>]*>([^<]*)<")
_PAGE_CODE = re.compile(r'&(?:([LCR])|"[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d+|(&)|.)')
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::.*)?")
_LARGEST = 64 * MIB
"""A part beyond this is no list of remarks that a person wrote, and is let be."""
_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor"})


class Beside(NamedTuple):
    """What stands beside the cells of one sheet, by one-based (row, column)."""

    pictures: frozenset[tuple[int, int]]
    comments: dict[tuple[int, int], str]


def plain_header(text: str) -> str:
    """Return the words of a page's head or foot, without the codes for fonts, page numbers and the like."""
    words = _PAGE_CODE.sub(lambda code: "\n" if code[1] else code[2] or "", text)
    return "\n".join(line for one in words.splitlines() if (line := one.strip()))


def printed_text(xml: bytes) -> str:
    """Return what stands at the head and foot of each printed page, by what stands behind the rows of a sheet's XML."""
    found = (html.unescape(text.decode("utf-8", "replace")) for text in _PRINTED.findall(xml))
    return "\n".join(dict.fromkeys(words for text in found if (words := plain_header(text))))


def look_beside(parts: zipfile.ZipFile, names: dict[str, str], sheet: str, limits: Limits) -> Beside:
    """Return what stands beside the cells of the sheet in part ``sheet``; a part that is not well-formed tells nothing."""
    pictures: set[tuple[int, int]] = set()
    comments: dict[tuple[int, int], str] = {}
    links = relations(parts, names, sheet, limits).values()
    for kind, target, _ in sorted(links):  # comments before the threads that they stand for
        if kind not in {"comments", "drawing", "threadedComment"} or target not in names:
            continue
        root = _part(parts, names[target], limits)
        if root is None:
            continue
        if kind == "drawing":
            pictures.update(_pictures(root))
        else:
            comments.update(_comments(root, limits))
    return Beside(frozenset(pictures), comments)


def _part(parts: zipfile.ZipFile, name: str, limits: Limits) -> ET.Element | None:
    if parts.getinfo(name).file_size > _LARGEST:
        return None
    try:
        return parsed_xml(parts.read(name), limits)
    except WorkbookError as error:
        if error.code != "unreadable-file":
            raise
        return None


def _name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _pictures(drawing: ET.Element) -> Iterator[tuple[int, int]]:
    """Yield the cell under the upper left corner of each picture that is fixed to one."""
    for anchor in drawing.iter():
        if _name(anchor) not in _ANCHORS or not any(_name(one) == "pic" for one in anchor.iter()):
            continue
        corner = next((one for one in anchor if _name(one) == "from"), None)
        told = {_name(one): (one.text or "").strip() for one in corner} if corner is not None else {}
        row, column = told.get("row", ""), told.get("col", "")
        if row.isdecimal() and column.isdecimal() and len(row) + len(column) < 20:
            yield int(row) + 1, int(column) + 1


def _comments(root: ET.Element, limits: Limits) -> dict[tuple[int, int], str]:
    """Return the comments of one part, those of one thread one below the other."""
    found: dict[tuple[int, int], list[str]] = {}
    for one in root.iter():
        if _name(one) not in {"comment", "threadedComment"} or not (address := _ADDRESS.fullmatch(one.get("ref", ""))):
            continue
        text = "".join(_said(one)).strip()[: limits.text * KIB]
        if text:
            found.setdefault((int(address[2]), column_number(address[1].encode())), []).append(text)
    return {place: "\n".join(texts) for place, texts in found.items()}


def _said(element: ET.Element) -> Iterator[str]:
    """Yield the texts of a comment, without the guide to their reading."""
    for one in element:
        if _name(one) == "t" or (_name(one) == "text" and not len(one)):
            yield one.text or ""
        elif _name(one) != "rPh":
            yield from _said(one)
