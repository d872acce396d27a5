"""The parts of an .xlsx: which sheet each holds, and which cell formats show more than the number."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from posixpath import dirname, join, normpath
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from assistcheck.i18n import LocalizedText
from assistcheck.workbook.archive import corrupt_file, parsed_xml
from assistcheck.workbook.detect import unsupported
from assistcheck.workbook.limits import Limits
from assistcheck.workbook.number_formats import IsForeign, is_percent_format, unit_in
from assistcheck.workbook.text_formats import text_format

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


_DETOUR = re.compile(r"[\\%]|(?:^|/)\.\.?/")


_PERCENT_FORMATS = {9: "0%", 10: "0.00%"}  # built-in number formats


class Styles(NamedTuple):
    """Cell formats (the ``s`` of a cell) that show something else than the number that is stored."""

    percents: frozenset[int] = frozenset()
    """They show percentages."""
    units: Mapping[int, int] = MappingProxyType({})
    """Those that show a unit or fewer digits: how many 元 a stored 1 is by what they show; 0: under any header another."""
    texts: Mapping[int, str] = MappingProxyType({})
    """Those that show letters or zeros around a number, and their codes."""

    @property
    def all(self) -> frozenset[int]:
        """All of them."""
        return self.percents | self.units.keys() | self.texts.keys()


class Link(NamedTuple):
    """A relation of a part."""

    kind: str
    part: str
    """What it leads to, in lower case."""
    is_plain: bool = True
    """Whether it is written without detours."""


class ContainerIndex(NamedTuple):
    """What the container says of its sheets; part names are in lower case, as readers compare them."""

    titles: dict[str, str]
    """Part -> title of the sheet it holds."""
    styles: Styles
    root: str
    """The part of the workbook."""
    links: dict[str, Link]
    """Its relations."""
    recalculates: bool = False
    """Whether it asks to be calculated when it is opened: a stored 0 may be no result then."""
    is_plain: bool = True
    """Whether its names and targets are such as the native reader wants them."""


class UnplainError(Exception):
    """The container is one that other programs read, and not as the native reader wants it."""


def read_index(parts: zipfile.ZipFile, limits: Limits, is_foreign: IsForeign | None = None) -> ContainerIndex:
    """Read which part holds which sheet, by the container's own relations, and its cell formats.

    Raises:
        WorkbookError: the container holds no workbook of this kind, or its index is damaged.
    """
    names = part_names(parts)
    start = relations(parts, names, "", limits)
    root = next((link.part for link in start.values() if link.kind == "officeDocument"), None)
    if root is None or not root.endswith(".xml") or root not in names:
        raise unsupported(LocalizedText("没有工作簿的压缩包", "an archive without a workbook"))
    links = relations(parts, names, root, limits)
    book = parsed_xml(parts.read(names[root]), limits)
    titles: dict[str, str] = {}
    is_plain = all(link.is_plain for link in (*start.values(), *links.values())) and all(
        part_name(name) == name for name in names.values() if name.endswith((".xml", ".rels"))
    )
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            if not link and sheet.get("state") == "veryHidden":  # nobody can show it, and there is nothing in it
                is_plain = False
                continue
            target = links[link].part if link in links else ""
            if target in titles:
                raise corrupt_file(LocalizedText("两张工作表共用一个部分", "two sheets of one part"))
            titles[target] = sheet.get("name", "")
    styles = next((link.part for link in links.values() if link.kind == "styles"), "")
    formats = _styles(parsed_xml(parts.read(names[styles]), limits), is_foreign) if styles in names else Styles()
    return ContainerIndex(titles, formats, root, links, _recalculates(book), is_plain)


def _recalculates(book: ET.Element) -> bool:
    asked = (one.get(name) for one in book if one.tag.endswith("}calcPr") for name in ("fullCalcOnLoad", "forceFullCalc"))
    return any(one in {"1", "true"} for one in asked)


def part_name(written: str) -> str:
    """Return the name of a part as it should be written: some programs write backslashes, or begin at the root."""
    return written.replace("\\", "/").lstrip("/")


def part_names(parts: zipfile.ZipFile) -> dict[str, str]:
    """Return the parts: name in lower case -> name as it is written."""
    return {part_name(name).lower(): name for name in parts.namelist()}


def relations(parts: zipfile.ZipFile, names: Mapping[str, str], part: str, limits: Limits) -> dict[str, Link]:
    """Return the relations of a part, by their ids."""
    folder = dirname(part)
    file = names.get(join(folder, "_rels", f"{part.rpartition('/')[2]}.rels"))
    if file is None:
        return {}
    found = {}
    for relation in parsed_xml(parts.read(file), limits).iter(_RELATION):
        target = relation.get("Target", "")
        plain = target.replace("\\", "/").lower()
        path = normpath(plain.lstrip("/") if plain.startswith("/") else join(folder, plain))
        if path not in names and "%" in path:
            path = unquote(path)
        is_plain = path not in names or not _DETOUR.search(target)
        found[relation.get("Id", "")] = Link(relation.get("Type", "").rpartition("/")[2], path, is_plain)
    return found


def _styles(part: ET.Element, is_foreign: IsForeign | None) -> Styles:
    codes: dict[int, str] = {}
    formats: list[int] = []
    for group in part:
        tag = group.tag.rpartition("}")[2]
        if tag == "numFmts":
            codes.update((int(one.get("numFmtId", "0")), one.get("formatCode", "")) for one in group)
        elif tag == "cellXfs":
            formats = [int(xf.get("numFmtId", "0")) for xf in group]
    return styles_of(formats, codes, is_foreign)


def styles_of(formats: Sequence[int], codes: Mapping[int, str], is_foreign: IsForeign | None = None) -> Styles:
    """Return the cell formats that show more than the number.

    ``formats``: the number format of each cell format, by its id; ``codes``: what the file defines each id to be;
    ``is_foreign``: which texts name another currency than that of the amounts.
    """
    codes = {**_PERCENT_FORMATS, **codes}
    percents = {one for one, code in codes.items() if is_percent_format(code)}
    units = {one: unit for one, code in codes.items() if (unit := unit_in(code, is_foreign)) is not None}
    texts = {one: code for one, code in codes.items() if text_format(code)}
    return Styles(
        frozenset(number for number, one in enumerate(formats) if one in percents),
        {number: units[one] for number, one in enumerate(formats) if one in units},
        {number: texts[one] for number, one in enumerate(formats) if one in texts},
    )
