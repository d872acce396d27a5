"""Cells that the fast reader hands over as blanks although they are none: error values and uncalculated formulas.

They are looked up in the sheet's own XML, which only .xlsx and .xlsm files have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Literal, NamedTuple

from assistcheck.location import column_number
from assistcheck.workbook.cell_runs import Place


class CellIssue(NamedTuple):
    """One such cell: the code of its problem, and what stands there (``#REF!``, ``=DISPIMG(…)``)."""

    code: Literal["error-cell", "formula-without-value", "picture-cell"]
    value: str


_SHOWN = 60  # characters of a formula that a message shows
_PICTURE_FORMULA = re.compile(r"=?\s*(?:(?:_xlfn|of|com)[.:]=?)*((?:DISPIMG|IMAGE)\s*\(.*)", re.IGNORECASE | re.DOTALL)


def picture_of(formula: str) -> CellIssue | None:
    """Return the doubt of a cell whose formula puts a picture into it, as WPS and Excel do; ``None``: it is another."""
    found = _PICTURE_FORMULA.match(formula)
    return CellIssue("picture-cell", f"={found[1]}"[:_SHOWN]) if found else None


_CELL = re.compile(rb"<(?:\w+:)?c\b([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_END = b"</c>"
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_PICTURE_SIGN = re.compile(rb"(?i)DISPIMG|IMAGE")
_RICH_VALUE = re.compile(rb"""\bvm\s*=\s*["'](\d{1,9})["']""")
_ZERO = re.compile(rb"\s*[+-]?(?:0+(?:\.0*)?|\.0+)(?:[eE][+-]?[0-9]+)?\s*")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^<>]*>([^<]*)<")
_TYPE = re.compile(rb"""\bt\s*=\s*["'](\w+)["']""")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_LETTERS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]+)\d""")
_DIGITS = re.compile(rb"""\br\s*=\s*["'][A-Za-z]*(\d+)["']""")
_PLAIN_LETTERS = re.compile(rb'r="(?<!\w...)([A-Za-z]+)[0-9]')
_PLAIN_DIGITS = re.compile(rb'r="(?<!\w...)[A-Za-z]*([0-9]+)"')
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*\bhidden\s*=\s*["'](?:1|true)["']""")


class Corners:
    """The first and last row and the last column of a sheet, by the addresses of its rows and cells."""

    def __init__(self) -> None:
        """Have seen nothing."""
        self._rows: set[int] = set()
        self._letters: set[bytes] = set()

    def take(self, xml: bytes, *, plain: bool) -> None:
        """Look at the addresses in a piece of XML; ``plain``: it is written as spreadsheet programs write it."""
        rows = set(map(int, set((_PLAIN_DIGITS if plain else _DIGITS).findall(xml))))
        if rows:
            self._rows |= {min(rows), max(rows)}
        self._letters.update((_PLAIN_LETTERS if plain else _LETTERS).findall(xml))

    def widest(self) -> int:
        """Return the one-based number of the last column; 1 if there is none."""
        return max((column_number(letters.upper()) for letters in self._letters), default=1)

    def area(self) -> int:
        """Return an upper bound of the cells between the corners."""
        height = max(self._rows) - min(self._rows) + 1 if self._rows else 0
        return height * self.widest()


def find_cell_issues(xml: bytes, *, recalculates: bool = False, pictures: Collection[int] = ()) -> dict[Place, CellIssue]:
    """Return the doubtful cells of a sheet's XML, by one-based (row, column).

    Args:
        xml: The sheet.
        recalculates: Whether the workbook asks to be calculated when it is opened, so that a 0 is no result.
        pictures: The numbers of the rich values that are pictures.
    """
    found = (
        (place, _doubt(attributes, content, pictures, recalculates=recalculates)) for place, attributes, content in _cells(xml)
    )
    return {place: doubt for place, doubt in found if doubt}


_STYLE = re.compile(rb"""\bs\s*=\s*["'](\d+)["']""")


def find_styles(xml: bytes, styles: Collection[int]) -> Iterator[tuple[Place, int]]:
    """Yield the cells that have one of the cell formats ``styles``, and which it is; of a cell told twice, the last holds."""
    for place, attributes, _ in _cells(xml):
        found = _STYLE.search(attributes)
        style = int(found[1]) if found else 0
        if style in styles:
            yield place, style


_PLAIN_NUMBER = re.compile(rb"\s*[0-9]{1,15}(?:\.0*)?\s*")


def find_texts(xml: bytes, texts: Mapping[int, str]) -> dict[Place, str]:
    """Return what cells with one of the cell formats ``texts`` show for whole numbers, by one-based (row, column)."""
    from assistcheck.workbook.text_formats import text_shown  # noqa: PLC0415 - few sheets have such formats

    found: dict[Place, str] = {}
    for place, attributes, content in _cells(xml):
        style, kind = _STYLE.search(attributes), _TYPE.search(attributes)
        code = texts.get(int(style[1]) if style else 0)
        value = _VALUE.search(content) if code is not None and (kind is None or kind[1] == b"n") else None
        if code is not None and value and _PLAIN_NUMBER.fullmatch(value[1]):
            shown = text_shown(code, float(value[1]))
            if shown is not None:
                found[place] = shown
    return found


def find_formulas(xml: bytes) -> frozenset[Place]:
    """Return the cells of a sheet's XML that hold formulas, by one-based (row, column)."""
    return frozenset(place for place, _, content in _cells(xml) if _FORMULA.search(content))


def count_hidden_rows(xml: bytes) -> int:
    """Return how many rows of a sheet's XML are hidden."""
    return len(_HIDDEN_ROW.findall(xml))


def _cells(xml: bytes) -> Iterator[tuple[Place, bytes, bytes]]:
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


def _doubt(attributes: bytes, content: bytes, pictures: Collection[int], *, recalculates: bool) -> CellIssue | None:
    value = _VALUE.search(content)
    kind = _TYPE.search(attributes)
    formula = _FORMULA.search(content)
    if formula and _PICTURE_SIGN.search(content):
        from html import unescape  # noqa: PLC0415 - few sheets have such formulas

        text = content[formula.end() :].partition(b">")[2].partition(b"<")[0].decode("utf-8", "replace")
        if picture := picture_of(unescape(text).strip()):
            return picture
    if kind and kind[1] == b"e":
        shown = value[1].decode("utf-8", "replace") if value else ""
        rich = _RICH_VALUE.search(attributes) if pictures else None
        return CellIssue("picture-cell" if rich and int(rich[1]) in pictures else "error-cell", shown)
    if formula is None:
        return None
    is_text = kind is not None and kind[1] == b"str"
    if value is None or not (value[1].strip() or is_text):
        return CellIssue("formula-without-value", "")
    is_number = kind is None or kind[1] == b"n"
    return CellIssue("formula-without-value", "") if recalculates and is_number and _ZERO.fullmatch(value[1]) else None
