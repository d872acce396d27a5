"""Sheets as they stand: rows with something in them, merges, formulas; nothing of them is understood."""

from __future__ import annotations

import io

import openpyxl
import pytest

from assistcheck.submission.grids import Grid, grids_of
from assistcheck.workbook.limits import Limits, ReadOptions
from assistcheck.workbook.open import open_file


def grids(book: openpyxl.Workbook) -> list[Grid]:
    out = io.BytesIO()
    book.save(out)
    data = out.getvalue()
    return grids_of(open_file(data, "a.xlsx", ReadOptions()), data, Limits())


@pytest.fixture
def book() -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.title = "甲"
    page["B2"], page["C2"], page["B5"] = "x", "=1+1", 3
    page.merge_cells("B2:B3")
    made.create_sheet("空")
    return made


def test_only_rows_with_something_in_them_are_kept_with_their_numbers(book: openpyxl.Workbook) -> None:
    first, second = grids(book)
    assert (first.title, first.first_column) == ("甲", 2)
    assert [(number, row[0]) for number, row in first.rows] == [(2, "x"), (5, 3.0)]
    assert (second.title, second.rows) == ("空", ())


def test_merges_and_formulas_are_told_and_no_formula_is_calculated(book: openpyxl.Workbook) -> None:
    first, second = grids(book)
    assert first.merges == (((1, 1), (2, 1)),)
    assert first.formulas == {(2, 3)}
    assert not second.formulas
    assert {place: doubt.code for place, doubt in first.doubts.items()} == {(2, 3): "formula-without-value"}


def test_a_sheet_of_very_many_columns_is_cut() -> None:
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.append([*range(1, 101)])
    (first,) = grids(made)
    assert len(first.rows[0][1]) == 64
