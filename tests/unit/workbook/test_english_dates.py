"""Days, years, quarters and months as they are written in English, and in a fiscal year."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from assistcheck.calendar import ProgrammeYear
from assistcheck.i18n import LocalizedText
from assistcheck.workbook.cell_values import CellContext, CellError, PackFacts, read_day, read_month, read_quarter, read_year
from assistcheck.workbook.conventions import PLAIN, Conventions, DateOrder
from builders.library import SHEETS, expected, read
from builders.packs import LEDGERS

JULY_1 = date(2025, 7, 1)
JULY = date(2025, 7, 1)
FISCAL = ProgrammeYear(2026, JULY, JULY, date(2026, 6, 30))


def context() -> CellContext:
    return CellContext(lambda: PackFacts(FISCAL))


def english(dates: DateOrder | None = None, year: tuple[int, date] = (2026, JULY)) -> Conventions:
    return Conventions(("en",), dates=dates, year=year)


# --- days ---------------------------------------------------------------------------------------

DAYS = [
    *("2025-07-01", "2025/7/1", "20250701", "2025年7月1日"),
    *("July 1, 2025", "July 1 2025", "Jul 1, 2025", "Jul. 1, 2025", "JULY 1, 2025", "July 1st, 2025", "July 01, 2025"),
    *("1 July 2025", "1 Jul 2025", "1st of July 2025", "1-Jul-2025", "01.jul.2025", "1 July, 2025", "July1,2025"),
    *("2025 July 1", "2025-Jul-01"),
    *("Tuesday, July 1, 2025", "Tue July 1, 2025", "Tues., 1 July 2025", "July 1, 2025 (Tuesday)", "2025-07-01 Tue"),
    *(
        "July 1, 2025 10:30",
        "July 1, 2025, 3:05 pm",
        "July 1, 2025 at 3 p.m.",
        "2025-07-01 10:30 AM",
        "Tuesday, July 1, 2025 9:00",
    ),
    *(" July  1,  2025 ", "Ｊｕｌｙ　1, 2025"),
]


@pytest.mark.parametrize("text", DAYS)
def test_a_day_with_its_month_by_name_or_its_year_first(text: str) -> None:
    assert read_day(text, context(), english()) == JULY_1


@pytest.mark.parametrize(
    "name", ["January", "February", "March", "April", "May", "June", "August", "September", "Sept", "October"]
)
def test_each_month_has_its_name(name: str) -> None:
    months = [date(2025, month, 3) for month in range(1, 13)]
    assert read_day(f"{name} 3, 2025", context(), english()) in months
    assert read_day(f"{name[:3]} 3, 2025", context(), english()).strftime("%b") == name[:3]


NO_DAYS = [
    *(
        "July 2025",
        "July 32, 2025",
        "February 29, 2026",
        "Febuary 1, 2025",
        "July 1, 25",
        "1-Jul-25",
        "7/1/25",
        "July",
        "1, 2025",
    ),
    *(
        "Wednesday, July 1, 2025",
        "2025-07-01 Wed",
        "July 1, 2025 and July 2, 2025",
        "July 1-2, 2025",
        "July 1, 1899",
        "early July 2025",
    ),
]


@pytest.mark.parametrize("text", NO_DAYS)
def test_a_text_that_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(CellError) as caught:
        read_day(text, context(), english("mdy"))
    assert caught.value.code == "bad-date"


@pytest.mark.parametrize(("text", "day"), [("July 1", JULY_1), ("1 July", JULY_1), ("Feb 28", date(2026, 2, 28))])
def test_a_day_without_a_year_is_the_programme_years_and_noted(text: str, day: date) -> None:
    noting = context()
    assert read_day(text, noting, english()) == day
    assert [note.en for note in noting.notes] == [f"a date with its year (taken as {day.year})"]


def test_a_day_without_a_year_that_the_year_does_not_have_is_refused() -> None:
    for text, known in (("February 29", context()), ("July 1", CellContext())):
        with pytest.raises(CellError):
            read_day(text, known, english())


ORDERED: list[tuple[str, DateOrder, date]] = [
    ("7/1/2025", "mdy", JULY_1),
    ("07/01/2025", "mdy", JULY_1),
    ("7-1-2025", "mdy", JULY_1),
    ("12/31/2025", "mdy", date(2025, 12, 31)),
    ("7/1/2025 10:30", "mdy", JULY_1),
    ("Tuesday 7/1/2025", "mdy", JULY_1),
    ("1/7/2025", "dmy", JULY_1),
    ("1.7.2025", "dmy", JULY_1),
    ("31/12/2025", "dmy", date(2025, 12, 31)),
]


@pytest.mark.parametrize(("text", "order", "day"), ORDERED)
def test_a_day_in_digits_is_read_in_the_order_that_the_pack_says(text: str, order: DateOrder, day: date) -> None:
    assert read_day(text, context(), english(order)) == day


WRONG_ORDER: list[tuple[str, DateOrder]] = [
    *(
        ("13/7/2025", "mdy"),
        ("7.1.2025", "mdy"),
        ("7/13/2025", "dmy"),
        ("2/30/2026", "mdy"),
        ("7/1-2025", "mdy"),
        ("7/1/025", "mdy"),
    ),
]


@pytest.mark.parametrize(("text", "order"), WRONG_ORDER)
def test_a_day_in_another_order_than_the_packs_is_never_turned_round(text: str, order: DateOrder) -> None:
    with pytest.raises(CellError):
        read_day(text, context(), english(order))


@pytest.mark.parametrize("text", ["7/1/2025", "13/7/2025", "7/7/2025", "7-1-2025", "7.1.2025"])
def test_where_the_pack_says_no_order_such_a_day_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(CellError) as caught:
        read_day(text, context(), english())
    assert "2026-03-05 or March 5, 2026" in caught.value.expected.en
    assert "one of two days" in caught.value.expected.en


@pytest.mark.parametrize("text", ["July 1, 2022", "1-Jul-2022", "7/1/2022", "2022-07-01 Fri", "July 1"])
def test_a_chinese_workbook_has_no_english_dates(text: str) -> None:
    with pytest.raises(CellError) as caught:
        read_day(text, context(), LEDGERS.conventions)
    assert caught.value.expected == LocalizedText(
        "日期，如 2022-03-05 或 2022年3月5日", "a date such as 2022-03-05 or 2022年3月5日"
    )


def test_the_order_counts_in_a_chinese_workbook_too() -> None:
    chinese = Conventions(("zh",), dates="dmy")
    assert read_day("1/7/2025", context(), chinese) == JULY_1
    assert read_day("2025-07-01", context(), chinese) == JULY_1


def test_real_days_need_no_reading() -> None:
    assert read_day(datetime(2025, 7, 1, 9, 30), context(), english()) == JULY_1  # noqa: DTZ001 - spreadsheets have no zones


# --- years --------------------------------------------------------------------------------------

FISCAL_YEARS = [
    *(
        "2026",
        2026,
        2026.0,
        "FY2026",
        "FY 2026",
        "fy2026",
        "FY26",
        "FY'26",
        "F.Y. 2026",
        "fiscal year 2026",
        "Fiscal 2026",
        "2026 FY",
    ),
    *("2025-26", "2025/26", "2025–26", "2025-2026", "FY2025-26", "FY 2025/2026", "2026财年", "2026年"),
]


@pytest.mark.parametrize("cell", FISCAL_YEARS)
def test_a_fiscal_year(cell: str | float) -> None:
    assert read_year(cell, context(), english()) == 2026


@pytest.mark.parametrize(
    ("text", "year"), [("2024-25", 2025), ("FY99", 1999), ("FY00", 2000), ("FY2027", 2027), ("FY75", 2075), ("FY76", 1976)]
)
def test_another_fiscal_year(text: str, year: int) -> None:
    assert read_year(text, context(), english()) == year


@pytest.mark.parametrize(
    "text", ["26", "2025-27", "2025-24", "2025-7", "FY", "FY2", "FY20266", "2025-07-01", "FY2026 Q1", "year 2026", "FY1899"]
)
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(CellError) as caught:
        read_year(text, context(), english())
    assert caught.value.expected.en == "a year of four digits, such as 2026 or FY2026"


def test_a_year_that_is_numbered_by_its_beginning() -> None:
    assert read_year("2025-26", context(), english(year=(2025, JULY))) == 2025


@pytest.mark.parametrize("text", ["2022-23", "FY22", "FY2022"])
def test_a_calendar_year_is_no_fiscal_year(text: str) -> None:
    with pytest.raises(CellError) as caught:
        read_year(text, CellContext(), LEDGERS.conventions)
    assert caught.value.expected.en == "a year of four digits, such as 2022"


def test_a_span_is_none_of_a_calendar_year_in_english() -> None:
    calendar = english(year=(2026, date(2026, 1, 1)))
    assert read_year("FY26", context(), calendar) == 2026
    with pytest.raises(CellError):
        read_year("2025-26", context(), calendar)


# --- quarters -----------------------------------------------------------------------------------

FIRST_QUARTERS = [
    *(
        "2026Q1",
        "2026 Q1",
        "2026-Q1",
        "FY2026 Q1",
        "FY2026Q1",
        "FY 2026 – Q1".replace("–", "-"),
        "fy26 q1",
        "FY26-Q1",
        "2025-26 Q1",
    ),
    *(
        "Q1 FY2026",
        "Q1 FY26",
        "Q1, FY2026",
        "Q1 of FY2026",
        "1Q FY26",
        "Fiscal Year 2026 Quarter 1",
        "2026财年第1季度",
        "2026财年第一季度",
    ),
    *(
        "Q1",
        "q1",
        "1st quarter",
        "First Quarter",
        "first  quarter",
        "Quarter 1",
        "Qtr 1",
        "Qtr. 1",
        "1st Qtr.",
        "一季度",
        "第1季度",
    ),
    *("First quarter FY2026", "FY2026, first quarter", "1st Quarter of FY 2026"),
]


@pytest.mark.parametrize("text", FIRST_QUARTERS)
def test_a_quarter_of_the_fiscal_year(text: str) -> None:
    assert read("quarterly_returns", "quarter", text) == "2026Q1"


@pytest.mark.parametrize(
    ("text", "quarter"),
    [("second quarter", "2026Q2"), ("3rd Quarter", "2026Q3"), ("fourth qtr", "2026Q4"), ("Q4 FY27", "2027Q4")],
)
def test_another_quarter(text: str, quarter: str) -> None:
    assert read("quarterly_returns", "quarter", text) == quarter


NO_QUARTERS = [
    "Q5",
    "Q0",
    "FY2026 Q5",
    "fifth quarter",
    "1rst quarter",
    "2026",
    "FY2026",
    "Q1 Q2",
    "Q1-Q2",
    "quarter",
    "2025-27 Q1",
]


@pytest.mark.parametrize("text", [*NO_QUARTERS, "Q1 2026", "first quarter 2026", "2026年第一季度", "2026年度一季度"])
def test_no_quarter_and_one_that_may_be_the_calendars_are_refused(text: str) -> None:
    assert read("quarterly_returns", "quarter", text) == "bad-date"


def test_the_message_has_a_quarter_of_the_packs_year_as_its_people_write_it() -> None:
    assert expected("quarterly_returns", "quarter", "Q5") == "a quarter such as 2026Q1 or FY2026 Q1"


@pytest.mark.parametrize("text", ["Q1 2026", "first quarter of 2026", "2026 Q1", "2026 first quarter", "2026年第一季度"])
def test_in_a_calendar_year_the_year_may_stand_on_either_side(text: str) -> None:
    assert read_quarter(text, CellContext(), english(year=(2026, date(2026, 1, 1)))) == "2026Q1"


@pytest.mark.parametrize("text", ["FY2022 Q1", "Q1 2022", "1st quarter", "first quarter"])
def test_a_chinese_workbook_has_no_english_quarters(text: str) -> None:
    with pytest.raises(CellError) as caught:
        read_quarter(text, CellContext(), LEDGERS.conventions)
    assert caught.value.expected.zh == "季度，如 2022Q1、2022年第一季度"


# --- months -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["May 2026", "may, 2026", "2026 May", "May-2026", "5/2026", "05-2026", "2026-05", "2026年5月"])
def test_a_month(text: str) -> None:
    assert read_month(text, context(), english()) == "2026-05"


@pytest.mark.parametrize("text", ["13/2026", "May", "Mayday 2026", "May 26", "5/26", "May 1, 2026"])
def test_no_month(text: str) -> None:
    with pytest.raises(CellError):
        read_month(text, context(), english())


def test_english_months_are_none_elsewhere() -> None:
    with pytest.raises(CellError):
        read_month("May 2026", context(), LEDGERS.conventions)


# --- examples -----------------------------------------------------------------------------------


def test_examples_lie_in_the_packs_year() -> None:
    assert SHEETS.conventions.example_days == ("2026-03-05", "March 5, 2026")
    assert SHEETS.conventions.example_months == ("2026-05", "May 2026")
    assert LEDGERS.conventions.example_days == ("2022-03-05", "2022年3月5日")
    assert Conventions(("zh",), year=(2025, date(2025, 4, 1))).example_days[0] == "2026-03-05"
    assert PLAIN.example_quarters == ("2026Q1", "2026年第一季度")
