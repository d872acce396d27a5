"""Sheets of English workbooks under other titles than the template's."""

from __future__ import annotations

import pytest

from builders.library import DISTRICT, rosters, rows_of, submit

SPENT = {"date": "2025-09-15", "grantee": DISTRICT, "category": "Books", "supplier": "Tarn", "amount": 5, "invoice": "A"}
((_, ROWS),) = rows_of("expenditures", SPENT).items()


@pytest.mark.parametrize("title", ["Expenditures FY26", "Q1 expenditures", "Sheet1", "Library District Spending"])
def test_a_sheet_is_known_by_what_its_title_holds_or_by_its_header(title: str) -> None:
    found = submit(rosters() | {title: ROWS})
    assert found.tables["expenditures"].fates == ["counted"]
    assert "sheet-by-header" in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    "title", ["Instructions", "Expenditures - example", "Sample Expenditures", "READ ME", "Drop-down options"]
)
def test_a_sheet_that_shows_how_to_fill_in_another_is_none(title: str) -> None:
    found = submit(rosters() | {title: ROWS})
    assert "expenditures" not in found.tables
    assert "unknown-sheet" in {problem.code for problem in found.problems}
