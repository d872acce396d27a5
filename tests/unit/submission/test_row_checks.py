"""Rows that count but that somebody should look at."""

from __future__ import annotations

from datetime import date

import pytest

from builders.support import OTHER_TOWN, TOWN, codes, fates, ledger, submit_one

DAY = date(2022, 3, 5)


@pytest.mark.parametrize(("used", "told"), [(0, []), (1000, []), (1000.01, [("used-exceeds-allocated", "F2")])])
def test_more_used_than_allocated_is_told_and_counts(used: float, told: list[tuple[str, str]]) -> None:
    usage = {"quarter": "2022Q1", "fiscal_year": 2021, "town": TOWN, "allocated": 1000, "used": used}
    submission = submit_one(ledger("fund_usage", usage))
    assert codes(submission.problems) == told
    assert fates(submission, "fund_usage") == ["counted"]


@pytest.mark.parametrize(
    ("unit", "town", "told"),
    [
        ("甲街道", TOWN, []),
        ("甲街道", OTHER_TOWN, [("visit-elsewhere", "D2")]),
        ("乙局", TOWN, []),
        ("乙局", OTHER_TOWN, []),
    ],
)
def test_a_visit_to_a_town_that_is_not_the_units_own_is_told_and_counts(
    unit: str, town: str, told: list[tuple[str, str]]
) -> None:
    submission = submit_one(ledger("visits", {"date": DAY, "unit": unit, "role": "其他", "town": town}))
    assert codes(submission.problems) == told
    assert fates(submission, "visits") == ["counted"]


def test_rows_that_do_not_count_are_not_remarked_on() -> None:
    visit = {"date": date(2021, 1, 1), "unit": "甲街道", "role": "其他", "town": OTHER_TOWN}
    assert codes(submit_one(ledger("visits", visit)).problems) == [("out-of-period", "A2")]
