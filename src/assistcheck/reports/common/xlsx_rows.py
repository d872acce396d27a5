"""Sheets of very many rows: each row is written as one text, which takes a tenth of the time that its cells take one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from assistcheck.reports.common.xlsx_styles import LINE, TALLEST, Cells, height_in_lines
from assistcheck.reports.tabular.model import Cell

_ROW = "\0"
"""What stands for the number of the row; no text of a sheet may hold it."""
_FIRST_DAY = date(1899, 12, 30)
"""The day that a sheet numbers 0."""


class RowCell(NamedTuple):
    """A cell of any row: its XML, in which the row has no number yet, and how many lines its text takes."""

    xml: str
    lines: int


class LongSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet whose rows are written in their order, in XlsxWriter's ``constant_memory``."""

    def row_cell(self, cells: Cells, column: int, cell: Cell, width: int) -> RowCell:
        """Return a cell as its kind is shown in a column that is ``width`` narrow characters wide."""
        value, look = cells.shown(cell)
        style = look._get_xf_index()  # noqa: SLF001 - XlsxWriter numbers a format when a cell first asks it to
        start = f'<c r="{xl_col_to_name(column)}{_ROW}" s="{style}"'
        if isinstance(value, str):
            return RowCell(f"{start} {self._text(value)}</c>", height_in_lines(cell, width) if isinstance(cell, str) else 1)
        if isinstance(value, date):
            value = (value - _FIRST_DAY).days
        return RowCell(f"{start}/>" if value is None else f"{start}><v>{value:.16G}</v></c>", 1)

    def _text(self, text: str) -> str:
        space = ' xml:space="preserve"' if text != text.strip() else ""
        return f't="inlineStr"><is><t{space}>{self._escape_data(self._escape_control_characters(text))}</t></is>'

    def put_row(self, row: int, cells: Sequence[RowCell]) -> None:
        """Write a row, as high as its longest text; the rows before it must have been written."""
        if row > self.previous_row:
            self._write_single_row(row)
        self._check_dimensions(row, len(cells) - 1)
        lines = max([cell.lines for cell in cells])
        height = f' ht="{min(TALLEST, LINE * lines)}" customHeight="1"' if lines > 1 else ""
        xml = "".join([cell.xml for cell in cells]).replace(_ROW, str(row + 1))
        self.fh.write(f'<row r="{row + 1}"{height}>{xml}</row>')


def long_sheet(book: Any, title: str) -> LongSheet:  # noqa: ANN401 - XlsxWriter's own
    """Add a sheet to a workbook that is written in ``constant_memory``."""
    sheet: LongSheet = book.add_worksheet(title, LongSheet)
    return sheet
