"""Which cells of an .xlsx hold formulas."""

from __future__ import annotations

import io

import openpyxl
import pytest

from assistcheck.errors import WorkbookError
from assistcheck.workbook.limits import Limits
from assistcheck.workbook.xlsx.cell_issues import find_formulas
from assistcheck.workbook.xlsx.formulas import formula_cells


def test_the_formulas_of_each_sheet_are_found_by_its_title() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first["A1"], first["B3"], first["C1"] = "=1", "=A1&2", "text"
    book.create_sheet("二")["D4"] = "=SUM(1,2)"
    out = io.BytesIO()
    book.save(out)
    assert formula_cells(out.getvalue(), Limits()) == {first.title: {(1, 1), (3, 2)}, "二": {(4, 4)}}


def test_a_cell_that_only_speaks_of_a_formula_has_none() -> None:
    cells = b'<c r="A1" t="inlineStr"><is><t>=1+1</t></is></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><v>2</v></c>'
    xml = b'<row r="1">' + cells + b"</row>"
    assert find_formulas(xml) == {(1, 2)}


def test_a_damaged_file_is_an_error() -> None:
    with pytest.raises(WorkbookError):
        formula_cells(b"PK\x03\x04broken", Limits())
