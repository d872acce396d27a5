"""The programme year: months, quarters and the pace, at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assistcheck.calendar import Number, ProgrammeYear, quarter_end

YEAR = ProgrammeYear("东莞市", ("韶关市", "揭阳市"), 2022, date(2022, 3, 22), date(2025, 12, 31))


def test_the_year_runs_from_january_to_december() -> None:
    assert (YEAR.first_day, YEAR.last_day) == (date(2022, 1, 1), date(2022, 12, 31))


def test_months_are_owed_from_the_month_of_issue() -> None:
    spans = YEAR.spans("month")
    assert [span.label for span in spans] == [f"2022-{month:02d}" for month in range(3, 13)]
    assert (spans[0].first, spans[0].last) == (date(2022, 3, 1), date(2022, 3, 31))


def test_all_quarters_are_owed_since_the_first_ends_after_the_issue() -> None:
    assert [(s.label, s.last) for s in YEAR.spans("quarter")] == [
        ("2022Q1", date(2022, 3, 31)),
        ("2022Q2", date(2022, 6, 30)),
        ("2022Q3", date(2022, 9, 30)),
        ("2022Q4", date(2022, 12, 31)),
    ]


@pytest.mark.parametrize(
    ("effective", "months"), [(date(2022, 3, 31), 10), (date(2022, 4, 1), 9), (date(2022, 1, 1), 12), (date(2023, 1, 1), 0)]
)
def test_a_month_that_ends_on_the_day_of_issue_is_owed(effective: date, months: int) -> None:
    assert len(ProgrammeYear("", (), 2022, effective, date(2025, 12, 31)).spans("month")) == months


def test_spans_may_be_bounded_otherwise() -> None:
    assert len(YEAR.spans("month", date(2022, 1, 1))) == 12
    assert [s.label for s in YEAR.spans("quarter", last=date(2022, 3, 31))] == ["2022Q1"]
    assert [s.label for s in YEAR.spans("month", date(2022, 2, 28), date(2022, 3, 30))] == ["2022-02"]


def test_february_of_a_leap_year_ends_on_its_last_day() -> None:
    assert ProgrammeYear("", (), 2024, date(2024, 1, 1), date(2024, 12, 31)).spans("month")[1].last == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2021, 12, 31), 0),
        (date(2022, 1, 1), 1),
        (date(2022, 3, 31), 1),
        (date(2022, 4, 1), 3),
        (date(2022, 6, 30), 3),
        (date(2022, 7, 1), 4),
        (date(2022, 9, 30), 4),
        (date(2022, 10, 1), 6),
        (date(2022, 12, 31), 6),
        (date(2023, 1, 1), 6),
    ],
)
def test_the_quarter_under_way_counts_in_full_and_counts_are_rounded_down(as_of: date, expected: int) -> None:
    assert YEAR.expected(6, as_of, whole=True) == expected


@pytest.mark.parametrize(
    ("target", "quarters"),
    [(Decimal(100_000), ["25000", "50000", "75000", "100000"]), (Decimal("0.01"), ["0.0025", "0.005", "0.0075", "0.01"])],
)
def test_the_pace_of_money_is_exact(target: Decimal, quarters: list[str]) -> None:
    days = [date(2022, 3, 1), date(2022, 6, 1), date(2022, 9, 1), date(2022, 12, 1)]
    found: list[Number] = [YEAR.expected(target, day, whole=False) for day in days]
    assert found == [Decimal(text) for text in quarters]
    assert all(isinstance(number, Decimal) for number in found)


def test_the_pace_of_a_ratio_is_a_fraction() -> None:
    assert YEAR.expected(Fraction(1, 3), date(2022, 6, 1), whole=False) == Fraction(1, 6)


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("2022Q1", date(2022, 3, 31)),
        ("2022q2", date(2022, 6, 30)),
        (" 2022Q4 ", date(2022, 12, 31)),
        ("2025Q3", date(2025, 9, 30)),
    ],
)
def test_a_quarter_ends_on_its_last_day(label: str, day: date) -> None:
    assert quarter_end(label) == day


@pytest.mark.parametrize(
    "label", ["", "2022", "2022Q", "2022Q0", "2022Q5", "22Q1", "Q1", "2022Q11", "2022-Q1", "0000Q1", "二〇二二Q1"]
)
def test_what_is_no_quarter_is_refused(label: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the label is the message
        quarter_end(label)
