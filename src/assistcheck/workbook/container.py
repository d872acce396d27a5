"""The parts of an .xlsx container: which sheet each holds, and which cell formats are percentages."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from xml.etree import ElementTree as ET

from assistcheck.errors import WorkbookError
from assistcheck.language import Say

KINDS = ".xlsx .xlsm"
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # what a number format shows as it stands, or as space
_PERCENT_IDS = frozenset({9, 10})  # built-in number formats


@dataclass(frozen=True, slots=True)
class ContainerIndex:
    """What the container says of its sheets; part names are in lower case, as readers compare them."""

    titles: dict[str, str]
    """Part -> title of the sheet it holds."""
    percent_styles: frozenset[int]
    """Cell formats (the ``s`` of a cell) that show percentages."""


def damaged(why: str) -> WorkbookError:
    """Return the error for a container that is not whole."""
    return WorkbookError("unreadable-file", Say(f"完整的表格文件（{why}）", f"a whole spreadsheet ({why})"))


def unsupported() -> WorkbookError:
    """Return the error for a file of another kind."""
    return WorkbookError("unsupported-file", Say(f"{KINDS} 文件", f"a file of the kind {KINDS}"))


def read_index(parts: zipfile.ZipFile) -> ContainerIndex:
    """Read which part holds which sheet, by the container's own relations, and its percentage formats.

    Raises:
        WorkbookError: the container holds no workbook of this kind, or its index is damaged.
    """
    names = {name.lower(): name for name in parts.namelist()}
    root = next((target for kind, target in _relations(parts, names, "").values() if kind == "officeDocument"), None)
    if root is None or not root.endswith(".xml") or root not in names:
        raise unsupported()
    relations = _relations(parts, names, root)
    book = _xml(parts.read(names[root]))
    titles: dict[str, str] = {}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            _, target = relations.get(link, ("", ""))
            titles.setdefault(target, sheet.get("name", ""))
    styles = next((target for kind, target in relations.values() if kind == "styles"), "")
    return ContainerIndex(titles, _percent_styles(_xml(parts.read(names[styles]))) if styles in names else frozenset())


def _relations(parts: zipfile.ZipFile, names: dict[str, str], part: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part: id -> (kind, target part in lower case)."""
    folder = dirname(part)
    file = names.get(join(folder, "_rels", f"{part.rpartition('/')[2]}.rels"))
    if file is None:
        return {}
    found = {}
    for relation in _xml(parts.read(file)).iter(_RELATION):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
        found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], path.lower())
    return found


def _percent_styles(styles: ET.Element) -> frozenset[int]:
    percents = set(_PERCENT_IDS)
    formats: list[int] = []
    for group in styles:
        tag = group.tag.rpartition("}")[2]
        if tag == "numFmts":
            shown = (one for one in group if "%" in _LITERAL.sub("", one.get("formatCode", "")))
            percents.update(int(one.get("numFmtId", "0")) for one in shown)
        elif tag == "cellXfs":
            formats = [int(xf.get("numFmtId", "0")) for xf in group]
    return frozenset(number for number, format_id in enumerate(formats) if format_id in percents)


def _xml(text: bytes) -> ET.Element:
    if any(mark in text for mark in DOCTYPES):
        raise damaged("DOCTYPE")
    try:
        return ET.fromstring(text)  # noqa: S314 - without a DOCTYPE there are no entities to resolve
    except ET.ParseError as error:
        raise damaged(f"XML: {error}") from None
