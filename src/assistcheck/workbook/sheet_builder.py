"""A sheet gathered cell by cell, for the formats that are read here and not by the fast reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from assistcheck.location import Range
from assistcheck.workbook.archive import reject_duplicate_titles
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.limits import KIB, Limits, place_in_sheet
from assistcheck.workbook.raw_sheet import RawSheet
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from assistcheck.workbook.xlsx.sheet_scan import SheetScan

MOST_UTF_8 = 4
"""The bytes that one character may take."""


@dataclass(slots=True)
class SheetBuilder:
    """The cells of one sheet as they come; rows and columns are zero-based. Every limit of a sheet is kept on the way."""

    title: str
    limits: Limits
    hidden: bool = False
    merges: list[Range] = field(default_factory=list)
    doubts: dict[tuple[int, int], CellIssue] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    units: dict[tuple[int, int], int] = field(default_factory=dict)
    hidden_rows: int = 0
    pictures: set[tuple[int, int]] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    print_header: str = ""
    _rows: dict[int, list[Cell]] = field(default_factory=dict)
    _width: int = 0
    _last: int = -1
    _cells: int = 0

    @property
    def height(self) -> int:
        """The rows up to the last one in use."""
        return self._last + 1

    def add_cell(self, row: int, column: int, value: Cell, doubt: CellIssue | None = None) -> None:
        """Put a value, or a cell that is in doubt; ``WorkbookError`` where the sheet grows beyond a limit."""
        self.reserve(row + 1, column + 1, 1)
        if isinstance(value, str) and len(value) * MOST_UTF_8 > self.limits.text * KIB < len(value.encode("utf-8", "replace")):
            raise self.limits.limit_error("text", place_in_sheet(self.title))
        self.set_cell(row, column, value, doubt)

    def set_cell(self, row: int, column: int, value: Cell, doubt: CellIssue | None = None) -> None:
        """Put a cell for which :meth:`reserve` has made room, and whose text is known to be short enough."""
        cells = self._rows.setdefault(row, [])
        if len(cells) <= column:
            cells.extend([None] * (column + 1 - len(cells)))
        cells[column] = value
        if doubt:
            self.doubts[row + 1, column + 1] = doubt

    def set_row(self, row: int, cells: list[Cell]) -> None:
        """Put a row for which :meth:`reserve` has made room, and which has nothing but values."""
        self._rows[row] = cells

    def reserve(self, height: int, width: int, cells: int) -> None:
        """Make room for ``cells`` more, in as many rows and columns; ``WorkbookError`` where a limit does not allow it."""
        limits, height, width = self.limits, max(self.height, height), max(self._width, width)
        if height > limits.rows:
            raise limits.limit_error("rows", place_in_sheet(self.title))
        if self._cells + cells > limits.cells:
            raise limits.limit_error("cells", place_in_sheet(self.title))
        if height * width > limits.area:
            raise limits.limit_error("area", place_in_sheet(self.title))
        self._cells += cells
        self._last, self._width = height - 1, width

    def sheet(self) -> RawSheet:
        """Return the sheet, its rows equally wide from A1 on; ``WorkbookError`` where merged cells cover too much."""
        if sum(bottom - top for (top, _), (bottom, _) in self.merges) > self.limits.area:  # each row of each is looked at
            raise self.limits.limit_error("area", place_in_sheet(self.title))
        look = SheetScan(
            self.doubts,
            frozenset(self.percents),
            self.hidden_rows,
            self.units,
            pictures=frozenset(self.pictures),
            comments=self.comments,
            print_header=self.print_header,
            texts=self.texts,
        )
        return RawSheet(self.title, self.hidden, 1, self._padded(), look, self.merges, again=self._padded)

    def _padded(self) -> Iterator[list[Cell]]:
        for number in range(self.height):
            cells = self._rows.get(number, [])
            yield cells + [None] * (self._width - len(cells))


@dataclass(slots=True)
class BuiltWorkbook:
    """A workbook whose sheets are gathered when they are asked for."""

    makers: dict[str, Callable[[], SheetBuilder]]
    """Title -> what reads the sheet."""

    def titles(self) -> list[str]:
        """Return the titles of the worksheets, in the file's order."""
        return list(self.makers)

    def sheet(self, title: str) -> RawSheet:
        """Return one worksheet; ``WorkbookError`` if it cannot be read."""
        return self.makers[title]().sheet()


def workbook_from(grids: list[SheetBuilder]) -> BuiltWorkbook:
    """Return the workbook of sheets that are there already; ``WorkbookError`` where two have one name."""
    reject_duplicate_titles([grid.title for grid in grids])
    return BuiltWorkbook({grid.title: partial(_as_it_is, grid) for grid in grids})


def _as_it_is(grid: SheetBuilder) -> SheetBuilder:
    return grid
