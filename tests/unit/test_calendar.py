"""The programme year, of the calendar or fiscal: months, quarters and the pace, at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from assistcheck.calendar import Number, ProgrammeYear, month_start

YEAR = ProgrammeYear(2022, date(2022, 1, 1), date(2022, 3, 22), date(2025, 12, 31))
FISCAL = ProgrammeYear(2026, date(2025, 7, 1), date(2025, 8, 15), date(2026, 6, 30))
"""One that people number by the year it ends in."""


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
    assert len(ProgrammeYear(2022, date(2022, 1, 1), effective, date(2025, 12, 31)).spans("month")) == months


def test_spans_may_be_bounded_otherwise() -> None:
    assert len(YEAR.spans("month", date(2022, 1, 1))) == 12
    assert [s.label for s in YEAR.spans("quarter", last=date(2022, 3, 31))] == ["2022Q1"]
    assert [s.label for s in YEAR.spans("month", date(2022, 2, 28), date(2022, 3, 30))] == ["2022-02"]


def test_february_of_a_leap_year_ends_on_its_last_day() -> None:
    assert ProgrammeYear(2024, date(2024, 1, 1), date(2024, 1, 1), date(2024, 12, 31)).spans("month")[1].last == date(
        2024, 2, 29
    )


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


# --- labels -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("2022Q1", date(2022, 3, 31)),
        ("2022q2", date(2022, 6, 30)),
        (" 2022Q4 ", date(2022, 12, 31)),
        ("2025Q3", date(2025, 9, 30)),
        ("2022-02", date(2022, 2, 28)),
        (" 2024-02", date(2024, 2, 29)),
        ("2021-12", date(2021, 12, 31)),
    ],
)
def test_a_month_or_quarter_ends_on_its_last_day(label: str, day: date) -> None:
    assert YEAR.period_end(label) == day


NO_PERIODS = ["", "2022", "2022Q", "2022Q0", "2022Q5", "22Q1", "Q1", "2022Q11", "2022-Q1", "0000Q1", "二〇二二Q1"]
NO_PERIODS += ["2022-13", "2022-00", "2022-1", "22-01", "2022-01-01", "二〇二二-01"]


@pytest.mark.parametrize("label", NO_PERIODS)
@pytest.mark.parametrize("year", [YEAR, FISCAL], ids=["calendar", "fiscal"])
def test_what_is_no_month_or_quarter_is_refused(year: ProgrammeYear, label: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the label is the message
        year.period_end(label)


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2022, 3, 31), 0, date(2022, 3, 1)),
        (date(2022, 12, 31), 1, date(2023, 1, 1)),
        (date(2022, 1, 1), -1, date(2021, 12, 1)),
        (date(2024, 2, 29), 12, date(2025, 2, 1)),
        (date(2022, 1, 31), -13, date(2020, 12, 1)),
    ],
)
def test_a_month_so_many_later_or_earlier_begins_on_its_first_day(day: date, months: int, first: date) -> None:
    assert month_start(day, months) == first


# --- a fiscal year ------------------------------------------------------------------------------


def test_a_fiscal_year_runs_over_twelve_months_from_its_first_day() -> None:
    assert (FISCAL.first_day, FISCAL.last_day) == (date(2025, 7, 1), date(2026, 6, 30))


def test_its_quarters_are_its_own_and_its_months_those_of_the_calendar() -> None:
    assert [(s.label, s.first, s.last) for s in FISCAL.spans("quarter")] == [
        ("2026Q1", date(2025, 7, 1), date(2025, 9, 30)),
        ("2026Q2", date(2025, 10, 1), date(2025, 12, 31)),
        ("2026Q3", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026Q4", date(2026, 4, 1), date(2026, 6, 30)),
    ]
    assert [s.label for s in FISCAL.spans("month")] == [
        *(f"2025-{month:02d}" for month in range(8, 13)),
        *(f"2026-{month:02d}" for month in range(1, 7)),
    ]


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2025, 9, 30), None, ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]),
        (date(2025, 10, 1), None, ["2026Q2", "2026Q3", "2026Q4"]),
        (None, date(2026, 3, 30), ["2026Q1", "2026Q2"]),
        (None, date(2026, 3, 31), ["2026Q1", "2026Q2", "2026Q3"]),
        (date(2026, 7, 1), None, []),
    ],
)
def test_its_quarters_are_bounded_by_the_days_they_end_on(first: date | None, last: date | None, labels: list[str]) -> None:
    assert [span.label for span in FISCAL.spans("quarter", first, last)] == labels


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2025, 6, 30), "2025Q4"),
        (date(2025, 7, 1), "2026Q1"),
        (date(2025, 9, 30), "2026Q1"),
        (date(2025, 10, 1), "2026Q2"),
        (date(2025, 12, 31), "2026Q2"),
        (date(2026, 1, 1), "2026Q3"),
        (date(2026, 6, 30), "2026Q4"),
        (date(2026, 7, 1), "2027Q1"),
        (date(2024, 7, 1), "2025Q1"),
    ],
)
def test_a_day_lies_in_the_quarter_and_the_year_of_its_own(day: date, quarter: str) -> None:
    assert FISCAL.quarter_of(day) == quarter
    assert FISCAL.number_of(day) == int(quarter[:4])
    assert FISCAL.period_end(quarter) >= day


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("2026Q1", date(2025, 9, 30)),
        ("2026q2", date(2025, 12, 31)),
        ("2026Q4", date(2026, 6, 30)),
        ("2025Q4", date(2025, 6, 30)),
        ("2027Q1", date(2026, 9, 30)),
        ("2026-02", date(2026, 2, 28)),
        ("2025-07", date(2025, 7, 31)),
    ],
)
def test_a_label_means_its_own_quarter_and_the_calendars_month(label: str, day: date) -> None:
    assert FISCAL.period_end(label) == day


@pytest.mark.parametrize("year", [YEAR, FISCAL], ids=["calendar", "fiscal"])
def test_every_span_ends_where_its_label_says_and_holds_its_days(year: ProgrammeYear) -> None:
    for kind in ("month", "quarter"):
        spans = year.spans(kind, year.first_day)
        assert [year.period_end(span.label) for span in spans] == [span.last for span in spans]
        assert spans[0].first == year.first_day
        assert spans[-1].last == year.last_day
    quarters = year.spans("quarter", year.first_day)
    assert all(year.quarter_of(day) == span.label for span in quarters for day in (span.first, span.last))


@pytest.mark.parametrize(
    ("month", "day", "found"),
    [
        (7, 1, date(2025, 7, 1)),
        (12, 31, date(2025, 12, 31)),
        (1, 1, date(2026, 1, 1)),
        (6, 30, date(2026, 6, 30)),
    ],
)
def test_a_day_without_a_year_is_that_of_the_fiscal_year(month: int, day: int, found: date) -> None:
    assert FISCAL.day_of(month, day) == found
    assert YEAR.day_of(month, day) == found.replace(year=2022)


def test_a_day_that_neither_of_its_calendar_years_has_is_refused() -> None:
    assert ProgrammeYear(2024, date(2023, 7, 1), date(2023, 7, 1), date(2024, 6, 30)).day_of(2, 29) == date(2024, 2, 29)
    for year in (YEAR, FISCAL):
        with pytest.raises(ValueError):  # noqa: PT011 - a day that is none
            year.day_of(2, 29)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 6, 30), 0),
        (date(2025, 7, 1), 1),
        (date(2025, 9, 30), 1),
        (date(2025, 10, 1), 3),
        (date(2025, 12, 31), 3),
        (date(2026, 1, 1), 4),
        (date(2026, 3, 31), 4),
        (date(2026, 4, 1), 6),
        (date(2026, 6, 30), 6),
        (date(2026, 7, 1), 6),
    ],
)
def test_the_pace_goes_by_the_fiscal_quarters(as_of: date, expected: int) -> None:
    assert FISCAL.expected(6, as_of, whole=True) == expected
