"""Sheets as they stand in a file, small enough to be handed on whole: for forms that are no ledgers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from assistcheck.location import Range

if TYPE_CHECKING:
    from assistcheck.workbook.cell_values import Cell
    from assistcheck.workbook.limits import Limits
    from assistcheck.workbook.open import OpenedFile
    from assistcheck.workbook.xlsx.cell_issues import CellIssue

_MOST_ROWS, _MOST_COLUMNS = 60_000, 64
"""What is handed on of one sheet at most."""


class Grid(NamedTuple):
    """One sheet: the rows in which something stands, and what is to be known of its cells, by one-based (row, column)."""

    title: str
    first_column: int
    """The one-based sheet column of each row's first cell."""
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    """The sheet row of each, and its cells."""
    merges: tuple[Range, ...]
    doubts: Mapping[tuple[int, int], CellIssue]
    """Error values, formulas without a result, pictures."""
    formulas: frozenset[tuple[int, int]]
    """Cells whose value is the stored result of a formula, which nothing calculates; known of .xlsx alone."""


def grids_of(file: OpenedFile, data: bytes, limits: Limits) -> list[Grid]:
    """Return the sheets of an open file, whose bytes are ``data``.

    Raises:
        WorkbookError: a sheet cannot be read.
    """
    formulas: Mapping[str, frozenset[tuple[int, int]]] = {}
    if file.kind == "xlsx" and not file.encrypted:
        from assistcheck.workbook.xlsx.formulas import formula_cells  # noqa: PLC0415 - only where sheets are taken so

        formulas = formula_cells(data, limits)
    found = []
    for title in file.sheets.titles():
        sheet = file.sheets.sheet(title)
        rows = ((number, tuple(row[:_MOST_COLUMNS])) for number, row in enumerate(islice(sheet.rows, _MOST_ROWS), 1))
        filled = tuple((number, row) for number, row in rows if any(cell not in (None, "") for cell in row))
        where = formulas.get(title, frozenset())
        found.append(Grid(title, sheet.first_column, filled, tuple(sheet.merges), dict(sheet.look.doubts), where))
    return found
