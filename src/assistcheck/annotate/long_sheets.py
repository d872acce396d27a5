"""The rows of long sheets: taken out before openpyxl opens a workbook, and put back as they were, marked.

openpyxl makes an object of each cell. What stands around the rows is its work in long sheets as in others: styles, comments,
links, merged cells, tables. The rows themselves only get other style numbers; openpyxl keeps the numbers that a file has.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from assistcheck.annotate.size_check import SHEET_PART
from assistcheck.location import column_letters, column_number

MIN_BYTES = 1 << 20
"""How much XML makes a sheet long; what is shorter openpyxl reads and writes in half a second."""
Colours = Mapping[int, Mapping[int, str]]
"""What the cells of a sheet are filled with, by row and column."""
StyleOf = Callable[[int, str], int]
"""Tells the number of the style that is as the one of a number, but for its colour."""

_HEAD = re.compile(
    rb"""(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="utf-8")?(?: standalone="\w+")? ?\?>)?\s*"""
    rb"""<worksheet\s(?:[^<>]*\s)?xmlns="http://schemas\.openxmlformats\.org/spreadsheetml/2006/main"[^<>]*>(?:(?!<[!?]).)*""",
    re.IGNORECASE | re.DOTALL,
)
_SPACING = re.compile(rb'(<row [^<>]*?) x14ac:dyDescent="[0-9.]*"')
"""An attribute of rows that openpyxl does not keep either."""
_UNUSUAL = re.compile(rb'<(?:[!?]|row(?! r="[1-9][0-9]*"[\s/>])|c(?=[\s/>])(?! r="[A-Z]{1,3}[1-9][0-9]*"[\s/>]))')
"""What ends tags in another way, and rows and cells whose addresses do not come first."""
_METADATA = (b' cm="', b' vm="')
"""Attributes of cells that lead to a part that the copy lacks."""
_ROW = re.compile(rb'<row r="([0-9]+)"')
_CELL = re.compile(rb'(<c r="([A-Z]+)[0-9]+")([^<>]*?)(/?>)')
_STYLE = re.compile(rb"""\ss\s*=\s*["']([0-9]+)["']""")
_WRITTEN_ROWS = re.compile(rb"<sheetData ?/>|<sheetData>.*?</sheetData>", re.DOTALL)
_WRITTEN_DIMENSION = re.compile(rb"<dimension [^<>]*>(?:</dimension>)?")
_column = cache(column_number)


class LongSheet(NamedTuple):
    """A long sheet as it stands in the file."""

    frame: bytes
    """All but its rows."""
    rows: bytes
    numbers: list[int]
    """The rows that there are."""
    starts: list[int]
    """Where each of them begins in ``rows``, and where the last one ends."""

    def coloured(self, colours: Colours, style_of: StyleOf) -> bytes:
        """Return the rows with other colours."""
        return b"".join(self._coloured(colours, _attributes_of(style_of)))

    def _coloured(self, colours: Colours, attributes_of: _AttributesOf) -> Iterator[bytes]:
        done = 0
        for row in sorted(colours):
            at = bisect_left(self.numbers, row, done)
            is_there = self.numbers[at : at + 1] == [row]
            yield self.rows[self.starts[done] : self.starts[at]]
            old = self.rows[self.starts[at] : self.starts[at + 1]] if is_there else b'<row r="%d"></row>' % row
            yield _coloured_row(old, row, colours[row], attributes_of)
            done = at + is_there
        yield self.rows[self.starts[done] :]


_AttributesOf = Callable[[bytes, str], bytes]
"""Tells the attributes of a cell that has some, in another colour."""


def without_rows(content: bytes) -> tuple[bytes, dict[str, LongSheet]]:
    """Return a workbook whose long sheets have no rows, and those sheets by the names of their parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        large = [one.filename for one in parts.infolist() if SHEET_PART.fullmatch(one.filename) and one.file_size >= MIN_BYTES]
        found = {name: sheet for name in large if (sheet := taken_out(parts.read(name))) is not None}
        if not found:
            return content, {}
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as rest:
            for name in dict.fromkeys(parts.namelist()):
                rest.writestr(name, found[name].frame if name in found else parts.read(name))
    return out.getvalue(), found


def taken_out(part: bytes) -> LongSheet | None:
    """Return the rows of a sheet, if it is written as most programs do: then each ``<row r="`` in it is a row."""
    head, opened, rest = part.partition(b"<sheetData>")
    rows, closed, tail = rest.partition(b"</sheetData>")
    if not (opened and closed and _HEAD.fullmatch(head)) or b"sheetData" in tail:
        return None
    rows = (_SPACING.sub(rb"\1", rows) if b"x14ac:dyDescent" in rows else rows).lstrip()
    if _UNUSUAL.search(rows) or any(one in rows for one in _METADATA) or not _is_well_formed(rows):
        return None
    found = [(int(one[1]), one.start()) for one in _ROW.finditer(rows)]
    numbers, starts = [number for number, _ in found], [start for _, start in found]
    if not found or starts[0] != 0 or any(one >= after for one, after in pairwise(numbers)):
        return None
    return LongSheet(head + b"<sheetData/>" + tail, rows, numbers, [*starts, len(rows)])


def _is_well_formed(rows: bytes) -> bool:
    """Whether rows are whole without what stands around them; a name from elsewhere would lack its declaration."""
    parser = ParserCreate("utf-8", "}")
    try:
        parser.Parse(b"<sheetData>", False)
        parser.Parse(rows, False)
        parser.Parse(b"</sheetData>", True)
    except ExpatError:
        return False
    return True


def _attributes_of(style_of: StyleOf) -> _AttributesOf:
    @cache
    def attributes_of(old: bytes, colour: str) -> bytes:
        style = _STYLE.search(old)
        return b' s="%d"' % style_of(int(style[1]) if style else 0, colour) + _STYLE.sub(b"", old)

    return attributes_of


def _coloured_row(row: bytes, number: int, colours: Mapping[int, str], attributes_of: _AttributesOf) -> bytes:
    """Return a row with other colours, and with the cells that are coloured and were not there."""
    blank = dict(colours)

    def coloured(cell: re.Match[bytes]) -> bytes:
        colour = blank.pop(_column(cell[2]), None)
        return cell[0] if colour is None else cell[1] + attributes_of(cell[3], colour) + cell[4]

    row = _CELL.sub(coloured, row)
    for column in sorted(blank):
        cell = b'<c r="%b%d"%b/>' % (column_letters(column).encode(), number, attributes_of(b"", blank[column]))
        row = _with_cell(row, column, cell)
    return row


def _with_cell(row: bytes, column: int, cell: bytes) -> bytes:
    """Return a row with one more cell, in its place among the others."""
    for other in _CELL.finditer(row):
        if _column(other[2]) > column:
            return row[: other.start()] + cell + row[other.start() :]
    end = row.rfind(b"</row>")
    if end >= 0:
        return row[:end] + cell + row[end:]
    return row[: row.rindex(b"/>")] + b">" + cell + b"</row>"


def put_back(part: bytes, rows: bytes) -> bytes:
    """Return a sheet as openpyxl wrote it, with its rows.

    Raises:
        ValueError: openpyxl has written it in another way than it is known to.
    """
    found = _WRITTEN_ROWS.search(part)
    if found is None:
        raise ValueError("no rows")
    head = _WRITTEN_DIMENSION.sub(b"", part[: found.start()])  # of the few cells that openpyxl has
    return b"".join((head, b"<sheetData>", rows, b"</sheetData>", part[found.end() :]))
