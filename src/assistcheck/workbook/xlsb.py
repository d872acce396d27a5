"""The binary .xlsb: values by the fast reader, and what it does not tell from the records of BIFF12.

Error values, percentages, merged cells and hidden rows are looked up here, and the corners of each sheet before the
fast reader makes room for it. The format always stores a result with a formula, so that none is without one.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

from assistcheck.workbook.archive import ArchiveGuard, archive_errors, reject_duplicate_titles
from assistcheck.workbook.limits import Limits, place_in_sheet
from assistcheck.workbook.number_formats import IsForeign
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from assistcheck.workbook.xlsx.package import Styles, relations, styles_of
from assistcheck.workbook.xlsx.reader import RawWorkbook, parsed
from assistcheck.workbook.xlsx.sheet_scan import SheetScan

_ROW, _CELL_KINDS, _CELL_ERROR, _FORMULA_ERROR = 0, range(1, 12), 3, 11
_FORMAT, _STYLE, _SHEET, _MERGE, _BEGIN_STYLES, _END_STYLES = 44, 47, 156, 176, 617, 618
_BLANK = 1
_HIDDEN_ROW = 0x10
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def open_xlsb(data: bytes, limits: Limits, is_foreign: IsForeign | None = None) -> RawWorkbook:
    """Open the bytes of an .xlsb file; ``WorkbookError`` if it is damaged or passes a limit."""
    looks = _looks(data, limits, is_foreign)
    workbook = RawWorkbook(parsed(data), looks, limits)
    reject_duplicate_titles(workbook.titles())
    return workbook


def _looks(data: bytes, limits: Limits, is_foreign: IsForeign | None) -> dict[str, SheetScan]:
    """Read every part against its checksum; return the look at each sheet, by title."""
    with archive_errors(IndexError, struct.error), zipfile.ZipFile(io.BytesIO(data)) as parts:
        unpacking = ArchiveGuard(parts, limits)
        names = {entry.filename.lower(): entry for entry in parts.infolist()}
        root = next(name for name in names if name.endswith("workbook.bin"))
        links = relations(parts, {name: entry.filename for name, entry in names.items()}, root, limits)
        listed = _titles(parts.read(names[root]))
        if len(listed) > limits.sheets:
            raise limits.limit_error("sheets")
        titles = {links[link].part if link in links else "": title for link, title in listed}
        styles = next((link.part for link in links.values() if link.kind == "styles"), "")
        formats = _styles(parts.read(names[styles]), is_foreign) if styles in names else Styles()
        looks: dict[str, SheetScan] = {}
        for name, entry in names.items():
            chunks = unpacking.chunks(parts, entry)
            if name in titles:
                looks[titles[name]] = _look(b"".join(chunks), titles[name], formats, limits)
            else:
                for _ in chunks:
                    pass
        return looks


def _records(part: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield kind, position and size of each record of a part; ``IndexError`` where it is cut off."""
    at, end = 0, len(part)
    while at < end:
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (part[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while True:
            byte = part[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        if at + size > end:
            raise IndexError("a record is cut off")
        yield kind, at, size
        at += size


def _text(part: bytes, at: int) -> tuple[str, int]:
    """Return a text with its length before it, and the position after it; no text is an empty one."""
    (length,) = struct.unpack_from("<I", part, at)
    length = 0 if length == 0xFFFFFFFF else length
    end = at + 4 + 2 * length
    return part[at + 4 : end].decode("utf-16-le", "replace"), end


def _titles(part: bytes) -> list[tuple[str, str]]:
    """Return the relation and the title of each sheet of the workbook part."""
    found = []
    for kind, at, _ in _records(part):
        if kind == _SHEET:
            link, after = _text(part, at + 8)
            found.append((link, _text(part, after)[0]))
    return found


def _styles(part: bytes, is_foreign: IsForeign | None) -> Styles:
    codes: dict[int, str] = {}
    formats, inside = [], False
    for kind, at, _ in _records(part):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", part, at)[0]] = _text(part, at + 2)[0]
        elif kind in {_BEGIN_STYLES, _END_STYLES}:
            inside = kind == _BEGIN_STYLES
        elif kind == _STYLE and inside:
            formats.append(struct.unpack_from("<H", part, at + 2)[0])
    return styles_of(formats, codes, is_foreign)


def _look(part: bytes, title: str, styles: Styles, limits: Limits) -> SheetScan:
    """Pass once over a sheet's records."""
    doubts: dict[tuple[int, int], CellIssue] = {}
    percents: set[tuple[int, int]] = set()
    units: dict[tuple[int, int], int] = {}
    merges, hidden, row, cells = [], 0, 0, 0
    first, last, width = limits.rows, -1, 0
    for kind, at, size in _records(part):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", part, at)
            hidden += size > 11 and bool(part[at + 11] & _HIDDEN_ROW)
        elif kind in _CELL_KINDS:
            column, style = struct.unpack_from("<II", part, at)
            cells += 1
            if kind != _BLANK:
                first, last, width = min(first, row), max(last, row), max(width, column + 1)
                if (style := style & 0xFFFFFF) in styles.percents:
                    percents.add((row + 1, column + 1))
                if style in styles.units:
                    units[row + 1, column + 1] = styles.units[style]
                if kind in {_CELL_ERROR, _FORMULA_ERROR}:
                    doubts[row + 1, column + 1] = CellIssue("error-cell", _ERRORS.get(part[at + 8], "#"))
        elif kind == _MERGE:
            top, bottom, left, right = struct.unpack_from("<IIII", part, at)
            merges.append(((top, left), (bottom, right)))
    place = place_in_sheet(title)
    for name, found, most in (
        ("rows", last + 1, limits.rows),
        ("cells", cells, limits.cells),
        ("area", (last - first + 1) * width if last >= 0 else 0, limits.area),
    ):
        if found > most:
            raise limits.limit_error(name, place)
    return SheetScan(doubts, frozenset(percents), hidden, units, tuple(merges))
