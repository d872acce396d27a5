"""Cells that the fast reader hands over as blanks although they are none: error values and uncalculated formulas.

They are looked up in the sheet's own XML, which only .xlsx and .xlsm files have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from assistcheck.places import column_number


class Doubt(NamedTuple):
    """One such cell: the code of its problem, and what stands there (``#REF!``, ``=DISPIMG(…)``)."""

    code: Literal["error-cell", "formula-without-value", "picture-cell"]
    value: str


_SHOWN = 60  # characters of a formula that a message shows
_PICTURE_FORMULA = re.compile(r"=?\s*(?:(?:_xlfn|of|com)[.:]=?)*(?:DISPIMG|IMAGE)\s*\(", re.IGNORECASE)


def picture_of(formula: str) -> Doubt | None:
    """Return the doubt of a cell whose formula puts a picture into it, as those of WPS and Excel do; ``None``: it is another."""
    if not _PICTURE_FORMULA.match(formula):
        return None
    return Doubt("picture-cell", f"={formula.removeprefix('=').removeprefix('_xlfn.')}"[:_SHOWN])


_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_END = b"</c>"
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^<>]*>([^<]*)<")
_TYPE = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_LETTERS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)\d""")
_DIGITS = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*(\d+)["']""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*\bhidden\s*=\s*["'](?:1|true)["']""")


def dense_cells(xml: bytes) -> int:
    """Return an upper bound of the cells between the corners of a sheet's XML, by the addresses of its rows and cells."""
    rows = set(map(int, set(_DIGITS.findall(xml))))
    height = max(rows) - min(rows) + 1 if rows else 0
    return height * widest_column(xml)


def widest_column(xml: bytes) -> int:
    """Return the one-based number of the last column that a sheet's XML addresses; 1 if it addresses none."""
    return max((column_number(letters.upper()) for letters in set(_LETTERS.findall(xml))), default=1)


def find_doubts(xml: bytes) -> dict[tuple[int, int], Doubt]:
    """Return the doubtful cells of a sheet's XML, by one-based (row, column)."""
    return dict(_doubtful(xml))


_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d+)["']""")


def find_styles(xml: bytes, styles: Collection[int]) -> dict[tuple[int, int], int]:
    """Return the cells that have one of the cell formats ``styles``, by one-based (row, column), and which it is."""
    cells = ((place, _STYLE.search(attributes)) for place, attributes, _ in _cells(xml))
    return {place: style for place, found in cells if (style := int(found[1]) if found else 0) in styles}


def count_hidden_rows(xml: bytes) -> int:
    """Return how many rows of a sheet's XML are hidden."""
    return len(_HIDDEN_ROW.findall(xml))


def _doubtful(xml: bytes) -> Iterator[tuple[tuple[int, int], Doubt]]:
    for place, attributes, content in _cells(xml):
        if doubt := _doubt(attributes, content):
            yield place, doubt


def _cells(xml: bytes) -> Iterator[tuple[tuple[int, int], bytes, bytes]]:
    """Yield each cell's one-based (row, column), its attributes and its content."""
    row, column = 0, 0
    starts = iter([(m.start(), _ROW_NUMBER.search(m[1])) for m in _ROW.finditer(xml)])
    upcoming = next(starts, None)
    for cell in _CELL.finditer(xml + _END):  # so that the search for the end of a cell is never in vain, over and over
        while upcoming and upcoming[0] < cell.start():
            row, column = (int(upcoming[1][1]) if upcoming[1] else row + 1), 0
            upcoming = next(starts, None)
        if address := _ADDRESS.search(cell[1]):
            row, column = int(address[2]), column_number(address[1])
        else:
            column += 1
        yield (row, column), cell[1], cell[2] or b""


def _doubt(attributes: bytes, content: bytes) -> Doubt | None:
    value = _VALUE.search(content)
    kind = _TYPE.search(attributes)
    if kind and kind[1] == b"e":
        return Doubt("error-cell", value[1].decode("utf-8", "replace") if value else "")
    is_text = kind is not None and kind[1] == b"str"
    uncalculated = value is None or not (value[1].strip() or is_text)
    return Doubt("formula-without-value", "") if uncalculated and _FORMULA.search(content) else None
