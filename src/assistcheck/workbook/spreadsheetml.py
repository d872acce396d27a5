"""XML Spreadsheet 2003, which office systems export under .xls and .xml, to raw cells in one pass.

Names match with and without their prefixes, since files are written without declaring them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import NamedTuple

from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.location import Range
from assistcheck.workbook.archive import corrupt_file, event_parser, reader_errors, well_formed
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.declared_encoding import declared_text
from assistcheck.workbook.limits import KIB, MIB, Limits
from assistcheck.workbook.number_formats import IsForeign, is_date_format, is_percent_format, unit_in
from assistcheck.workbook.sheet_builder import MOST_UTF_8, BuiltWorkbook, SheetBuilder, workbook_from
from assistcheck.workbook.text_formats import text_shown
from assistcheck.workbook.xls import day_of_serial
from assistcheck.workbook.xlsx.cell_issues import CellIssue, picture_of
from assistcheck.workbook.xlsx.side_content import plain_header

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
_COUNT = re.compile(r"\d{1,9}", re.ASCII)
_LONGEST_ERROR = 20
_FAR = 10**10  # beyond any column
_NAMED_FORMATS = {
    "Percent": "0.00%",
    "Currency": "#,##0.00",
    "Euro Currency": "#,##0.00",
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Scientific": "0.00E+00",
    **dict.fromkeys(("General Date", "Long Date", "Medium Date", "Short Date"), "yyyy-mm-dd"),
    **dict.fromkeys(("Long Time", "Medium Time", "Short Time"), "h:mm:ss"),
    **dict.fromkeys(("General", "General Number", "Yes/No", "True/False", "On/Off"), ""),
}
_FIRST_DAYS = frozenset({date(1899, 12, 30), date(1899, 12, 31)})
"""Days that stand before a time of day alone."""
_MARKUP_LEFT_OUT = frozenset({"rt", "rp", "phonetictext"})
"""What guides the reading of a text and is none of it."""


def open_xml2003(data: bytes, limits: Limits, is_foreign: IsForeign | None = None) -> BuiltWorkbook:
    """Open the bytes of an XML Spreadsheet 2003 and read all its sheets.

    Raises:
        WorkbookError: it does not decode, is not well-formed, declares a document type, contradicts itself, or passes a limit.
    """
    text = declared_text(data)
    reader = _Reader(limits, is_foreign)
    with reader_errors():
        reader.read(text)
    return workbook_from(reader.grids)


class _Style(NamedTuple):
    parent: str
    format: str | None
    """``None``: that of its parent."""


class _Format(NamedTuple):
    """How one style shows numbers."""

    code: str
    percent: bool
    unit: int | None
    day: bool


class _Reader:
    """Reads the file as it streams by; the sheets read so far stand in ``grids``."""

    def __init__(self, limits: Limits, is_foreign: IsForeign | None) -> None:
        self.grids: list[SheetBuilder] = []
        self._limits, self._is_foreign = limits, is_foreign
        self._path: list[str] = []
        self._styles: dict[str, _Style] = {}
        self._style = ""
        self._formats: dict[str, _Format] = {}
        self._since_1904 = False
        self._table = self._row_style = ""
        self._columns: list[tuple[int, int, str]] = []
        self._column = self._next_column = 0
        self._row = self._next_row = self._left = self._top = 0
        self._covered: dict[int, int] = {}
        """Column -> the last row that a merged cell from above covers."""
        self._room = limits.area
        """How many columns of cells that are merged downwards there may be yet."""
        self._cell: Mapping[str, str] = {}
        self._type: str | None = None
        self._text: list[str] = []
        self._said: list[str] | None = None
        """What collects text now; ``None``: it is no content."""
        self._length = self._aside = 0
        self._above = -1
        self._starts, self._ends = self._beginnings(), self._endings()

    def _beginnings(self) -> dict[tuple[str, str], Callable[[Mapping[str, str]], None]]:
        """Return what is done where an element begins, by its parent's name and its own."""
        return {
            ("Styles", "Style"): self._start_style,
            ("Style", "NumberFormat"): self._number_format,
            ("Workbook", "Worksheet"): self._start_sheet,
            ("Worksheet", "Table"): self._start_table,
            ("Table", "Column"): self._start_column,
            ("Table", "Row"): self._start_row,
            ("Row", "Cell"): self._start_cell,
            ("Cell", "Data"): self._start_data,
            ("Comment", "Data"): lambda _: self._listen(),
            ("ExcelWorkbook", "Date1904"): lambda _: self._date_1904(),
            ("WorksheetOptions", "Visible"): lambda _: self._listen(),
            ("PageSetup", "Header"): self._page_text,
            ("PageSetup", "Footer"): self._page_text,
        }

    def _endings(self) -> dict[tuple[str, str], Callable[[], None]]:
        """Return what is done where an element ends."""
        return {
            ("Row", "Cell"): self._end_cell,
            ("Cell", "Data"): self._end_data,
            ("Comment", "Data"): self._end_comment,
            ("WorksheetOptions", "Visible"): self._end_visible,
        }

    def read(self, text: str) -> None:
        parser = event_parser(self._start, self._end, self._characters)
        with well_formed():
            for at in range(0, len(text), MIB):
                parser.Parse(text[at : at + MIB], False)
            parser.Parse("", True)

    # --- events ---------------------------------------------------------------------------------

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = tag.rpartition(":")[2]
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if len(self._path) > self._limits.depth:
            raise self._limits.limit_error("depth")
        if self._said is not None:
            self._markup(name.lower())
        elif start := self._starts.get((parent, name)):
            start({key.rpartition(":")[2]: value for key, value in attributes.items()})

    def _end(self, _: str) -> None:
        name = self._path.pop()
        if self._aside > len(self._path):
            self._aside = 0
        if end := self._ends.get((self._path[-1] if self._path else "", name)):
            end()

    def _markup(self, name: str) -> None:
        if name in _MARKUP_LEFT_OUT and not self._aside:
            self._aside = len(self._path)
        elif name == "br":
            self._characters("\n")

    def _characters(self, text: str) -> None:
        if self._said is None or self._aside:
            return
        self._said.append(text)
        self._length += len(text)
        if self._length * MOST_UTF_8 > self._limits.text * KIB < len("".join(self._said).encode("utf-8", "replace")):
            raise self._limits.limit_error("text")

    def _listen(self) -> None:
        self._said, self._length, self._aside = [], 0, 0

    def _heard(self) -> str:
        said, self._said = "".join(self._said or ()), None
        return said

    # --- the workbook and its sheets --------------------------------------------------------------

    def _start_style(self, attributes: Mapping[str, str]) -> None:
        self._style = attributes.get("ID", "")
        parent = attributes.get("Parent", "Default" if self._style != "Default" else "")
        self._styles[self._style] = _Style(parent, None)

    def _number_format(self, attributes: Mapping[str, str]) -> None:
        code = attributes.get("Format", "")
        self._styles[self._style] = self._styles[self._style]._replace(format=_NAMED_FORMATS.get(code, code))

    def _date_1904(self) -> None:
        self._since_1904 = True

    def _start_sheet(self, attributes: Mapping[str, str]) -> None:
        if len(self.grids) >= self._limits.sheets:
            raise self._limits.limit_error("sheets")
        self.grids.append(SheetBuilder(attributes.get("Name", ""), self._limits))
        self._table, self._columns, self._top = "", [], -1

    def _start_table(self, attributes: Mapping[str, str]) -> None:
        if self._top >= 0:
            raise corrupt_file(LocalizedText("行写在两处", "rows in two places"))
        self._covered = {}
        self._top, self._left = (_count(attributes, name) - 1 for name in ("TopCell", "LeftCell"))
        self._table = attributes.get("StyleID", "")
        self._next_row = self._next_column = 0

    def _start_column(self, attributes: Mapping[str, str]) -> None:
        first = self._place(attributes, self._next_column)
        self._next_column = first + 1 + _count(attributes, "Span", 0)
        if style := attributes.get("StyleID"):
            self._columns.append((first, self._next_column, style))

    def _page_text(self, attributes: Mapping[str, str]) -> None:
        if text := plain_header(attributes.get("Data", "")):
            grid = self.grids[-1]
            grid.print_header = f"{grid.print_header}\n{text}".strip()

    def _end_visible(self) -> None:
        self.grids[-1].hidden = self._heard().strip() in {"SheetHidden", "SheetVeryHidden"}

    # --- rows and cells ---------------------------------------------------------------------------

    def _place(self, attributes: Mapping[str, str], following: int) -> int:
        """Return the zero-based place of a row, column or cell; ``WorkbookError`` where something stands there already."""
        place = _count(attributes, "Index") - 1 if "Index" in attributes else following
        if place < following:
            raise corrupt_file(LocalizedText("有行、列或单元格出现两次", "a row, column or cell that stands there twice"))
        return place

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        row = self._place(attributes, self._next_row)
        more = _count(attributes, "Span", 0)
        self._next_row = row + 1 + more
        self._row, self._row_style, self._column = self._top + row, attributes.get("StyleID", ""), 0
        if attributes.get("Hidden") in {"1", "true"}:
            self.grids[-1].hidden_rows += min(1 + more, self._limits.rows)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._cell, self._type, self._text = attributes, None, []
        column = self._place(attributes, self._column)
        across, down = _count(attributes, "MergeAcross", 0), _count(attributes, "MergeDown", 0)
        self._column, self._above = column, self._covered.get(column, -1)
        if across or down:
            top, left = self._row, self._left + column
            merged: Range = ((top, left), (top + down, left + across))
            self.grids[-1].merges.append(merged)
            self._cover(range(column, column + across + 1), self._row + down)

    def _cover(self, columns: range, bottom: int) -> None:
        """Note what a cell that is merged downwards covers; ``WorkbookError`` where it is too much."""
        self._room -= len(columns)
        if self._room < 0:
            raise self._limits.limit_error("area")
        self._covered.update(dict.fromkeys(columns, bottom) if bottom > self._row else ())

    def _start_data(self, attributes: Mapping[str, str]) -> None:
        if self._type is not None:
            raise corrupt_file(LocalizedText("有单元格的值写在两处", "a cell with two values"))
        self._type = attributes.get("Type", "String")
        self._listen()

    def _end_data(self) -> None:
        self._text = [self._heard()]

    def _end_comment(self) -> None:
        if text := self._heard().strip():
            self.grids[-1].comments[self._row + 1, self._left + self._column + 1] = text

    def _end_cell(self) -> None:
        grid, at = self.grids[-1], (self._row, self._left + self._column)
        text = "".join(self._text)
        doubt = _doubt(self._cell.get("Formula", ""), self._type, text)
        value = "" if doubt else self._value(text)
        if value is not None:
            if self._above >= self._row:
                raise corrupt_file(LocalizedText("有单元格被合并单元格盖住", "a cell that a merged one covers"))
            grid.add_cell(*at, value, doubt)
            if type(value) is float:
                self._take_format(grid, (at[0] + 1, at[1] + 1), value)
        self._column += 1 + _count(self._cell, "MergeAcross", 0)

    def _value(self, text: str) -> Cell:
        """Return what a cell holds by its type; what is not of that form is the text that it shows."""
        match self._type:
            case "Number" if _NUMBER.fullmatch(written := text.strip()):
                number = float(written)
                return day_of_serial(number, 1 if self._since_1904 else 0) if self._shown().day else number
            case "Number" | "DateTime" | "Boolean" if not text.strip():
                return None
            case "DateTime":
                return _moment(text.strip(), since_1904=self._since_1904) or text
            case "Boolean":
                return text.strip() in {"1", "true", "True", "TRUE"}
            case _:
                return text or None

    # --- formats ----------------------------------------------------------------------------------

    def _take_format(self, grid: SheetBuilder, place: tuple[int, int], value: float) -> None:
        shown = self._shown()
        if shown.percent:
            grid.percents.add(place)
        if shown.unit is not None:
            grid.units[place] = shown.unit
        elif (text := text_shown(shown.code, value)) is not None:
            grid.texts[place] = text

    def _shown(self) -> _Format:
        """Return how the cell at hand shows numbers: by its style, else its row's, its column's, the table's."""
        style = self._cell.get("StyleID") or self._row_style or self._style_of_column() or self._table or "Default"
        if (found := self._formats.get(style)) is None:
            code = self._code(style)
            found = _Format(code, is_percent_format(code), unit_in(code, self._is_foreign), is_date_format(code))
            self._formats[style] = found
        return found

    def _style_of_column(self) -> str:
        at = bisect_right(self._columns, (self._column, _FAR, "")) - 1
        _, end, style = self._columns[at] if at >= 0 else (0, 0, "")
        return style if self._column < end else ""

    def _code(self, style: str) -> str:
        """Return the number format of a style, or of the nearest one that it is like."""
        for _ in range(self._limits.depth):
            found = self._styles.get(style)
            if found is None:
                return ""
            if found.format is not None:
                return found.format
            style = found.parent
        raise self._limits.limit_error("depth")


def _count(attributes: Mapping[str, str], name: str, least: int = 1) -> int:
    """Return a place or how far something spans; ``WorkbookError`` where that is no number."""
    text = attributes.get(name, "").strip()
    if not text:
        return least
    if not _COUNT.fullmatch(text) or int(text) < least:
        raise corrupt_file(untranslated(f"{name}={text[:20]}"))
    return int(text)


def _doubt(formula: str, kind: str | None, text: str) -> CellIssue | None:
    """Return what makes a cell doubtful: a picture, an error value, a formula without a result."""
    if formula and (picture := picture_of(formula)):
        return picture
    if kind == "Error":
        return CellIssue("error-cell", text.strip()[:_LONGEST_ERROR])
    if formula and (kind is None or (kind != "String" and not text.strip())):
        return CellIssue("formula-without-value", "")
    return None


def _moment(written: str, *, since_1904: bool) -> Cell:
    """Return a day, with its time if there is one, or the time alone; ``None``: it is none."""
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    first_day = moment.date() in _FIRST_DAYS or (since_1904 and moment.date() == date(1904, 1, 1))
    if moment.time() == time():
        return moment.date()
    return moment.time() if first_day else moment
