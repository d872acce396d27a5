"""Rows that are written as one text are the rows that XlsxWriter writes cell by cell."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from xlsxwriter import Workbook

from assistcheck.reports.common.xlsx_rows import long_sheet
from assistcheck.reports.common.xlsx_styles import Cells, options
from assistcheck.reports.tabular.model import Cell, Figure, Mark

ROWS: list[tuple[Cell, ...]] = [
    ("青禾镇", 1234, Figure(Decimal("57.25"), "money"), Mark("shortfall"), date(2022, 6, 30), None),
    ("<a & b>", 0, Figure(Decimal("0.575000"), "ratio"), Mark("met"), date(1999, 1, 1), ""),
    (" spaces ", -3, Figure(4, before="≥"), Mark("over"), None, "_x0041_"),
    ("\t=1+1", 10**9, Figure(1, after="–2"), Mark("waived"), date(2022, 12, 31), "a\nb"),
    ("长" * 30, 1, None, None, None, "https://example.org"),
]
WIDTHS = [12] * 6


def written(*, whole_rows: bool, folder: Path) -> bytes:
    out = io.BytesIO()
    with Workbook(out, options(str(folder))) as book:
        book.set_properties({"created": datetime(2022, 12, 31)})  # noqa: DTZ001 - as a workbook has it
        cells, page = Cells(book, "zh"), long_sheet(book, "甲")
        for number, row in enumerate(ROWS):
            if whole_rows:
                page.put_row(number, [page.row_cell(cells, *at, WIDTHS[at[0]]) for at in enumerate(row)])
                continue
            for at in enumerate(row):
                cells.put(page, number, *at)
            cells.fit_row(page, number, row, WIDTHS)
    return out.getvalue()


def test_every_cell_is_the_same(tmp_path: Path) -> None:
    one, other = (load_workbook(io.BytesIO(written(whole_rows=way, folder=tmp_path)))["甲"] for way in (True, False))
    assert one.dimensions == other.dimensions == "A1:F5"
    for row, expected in zip(one.iter_rows(), other.iter_rows(), strict=True):
        assert [(cell.value, cell.data_type, cell.style_id) for cell in row] == [
            (cell.value, cell.data_type, cell.style_id) for cell in expected
        ]
    heights = [{number: row.height for number, row in page.row_dimensions.items() if row.height} for page in (one, other)]
    assert heights[0] == heights[1] == {4: 30, 5: 90}


def test_the_same_rows_are_the_same_bytes(tmp_path: Path) -> None:
    assert written(whole_rows=True, folder=tmp_path) == written(whole_rows=True, folder=tmp_path)
