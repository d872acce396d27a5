"""Days, years and quarters: every writing that is accepted, and every one that is refused."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from assistcheck.calendar import ProgrammeYear
from assistcheck.workbook.cell_values import Cell, CellContext, CellError, PackFacts, read_day, read_quarter, read_year
from builders.packs import PROGRAMME
from unit.workbook.refusals import refusal

MARCH_5 = date(2022, 3, 5)
DAYS: list[Cell] = [
    MARCH_5,
    datetime.fromisoformat("2022-03-05"),
    datetime.fromisoformat("2022-03-05 23:59:59"),
    20220305,
    20220305.0,
    "2022-03-05",
    "2022-3-5",
    "2022/3/5",
    "2022/03/05",
    "2022.3.5",
    "2022.03.05",
    "2022年3月5日",
    "2022年03月05日",
    "2022年3月5号",
    "2022年3月5",
    "2022 年 3 月 5 日",
    "２０２２－０３－０５",
    "２０２２．３．５",
    "20220305",
    " 2022-03-05 ",
    "2022-03-05 10:30",
    "2022-03-05 10:30:59",
    "2022-03-05T10:30:00",
    "2022年3月5日 10:30",
    "二〇二二年三月五日",
    "二零二二年三月五日",
    "2022-3-5 星期六",
    "2022-03-05（周六）",
    "2022年3月5日星期六",
    "2022年3月5日 礼拜六",
    "二〇二二年三月五日(星期六)",
]


@pytest.mark.parametrize("cell", DAYS)
def test_accepted_days(cell: Cell) -> None:
    context = CellContext()
    assert read_day(cell, context) == MARCH_5
    assert context.notes == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("二〇二二年十月十日", date(2022, 10, 10)),
        ("二〇二二年十二月三十一日", date(2022, 12, 31)),
        ("2022年十月二十日", date(2022, 10, 20)),
        ("2024-02-29", date(2024, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2100-12-31", date(2100, 12, 31)),
    ],
)
def test_days_in_numerals_and_at_the_edges(text: str, day: date) -> None:
    assert read_day(text, CellContext()) == day


NOT_DAYS: list[Cell] = [
    2022.1,
    "2022.1",
    "2022.10",
    2022.10,
    2022,
    44625,
    44625.0,
    "44625",
    "22.3.5",
    "22-03-05",
    "2022-03/05",
    "2022-13-01",
    "2022-02-29",
    "2022-02-30",
    20221301,
    "20220230",
    "2022-00-01",
    "1899-12-31",
    "2101-01-01",
    "05/03/2022",
    "3/5",
    "3月5",
    "2022年3月",
    "2022年",
    "3月",
    "5日",
    "today",
    "去年",
    "2022-03-05至2022-03-06",
    "2022年3月5日上午",
    "2022.6",
    "2022年6月",
    "22年3月5日",
    "2022-3-5 星期五",
    "2022年3月5日（周日）",
    "2022-3-5 星期",
    "星期六",
    "2022年3月 星期六",
    "",
    None,
    True,
    time(8, 30),
    timedelta(days=44625),
]


@pytest.mark.parametrize("cell", NOT_DAYS)
def test_refused_days(cell: Cell) -> None:
    assert refusal(read_day, cell) == "bad-date"


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        (datetime.fromisoformat("1905-07-14 02:24"), "2022.1"),
        (datetime.fromisoformat("1905-07-14 01:12"), "2022.05"),
        (datetime.fromisoformat("1905-07-14"), "2022"),
        (date(1905, 6, 12), "1990"),
        (date(1905, 9, 30), "2100"),
    ],
)
def test_a_year_and_a_month_in_a_cell_formatted_as_a_date_are_no_day(cell: date, typed: str) -> None:
    with pytest.raises(CellError) as refused:
        read_day(cell, CellContext())
    assert refused.value.code == "bad-date"
    assert f"“{typed}”" in refused.value.expected.zh


@pytest.mark.parametrize("day", [date(1905, 6, 11), date(1905, 10, 1), date(1904, 7, 14), date(1906, 7, 14)])
def test_other_days_of_long_ago_are_days(day: date) -> None:
    assert read_day(day, CellContext()) == day


@pytest.mark.parametrize("text", ["3月5日", "3月5号", "03月05日", "３月５日", "三月五日", "3 月 5 日"])
def test_a_day_without_a_year_takes_the_programme_year_with_a_note(text: str) -> None:
    context = CellContext(lambda: PackFacts(ProgrammeYear(2023, date(2023, 1, 1), date(2023, 1, 1), date(2023, 12, 31))))
    assert read_day(text, context) == date(2023, 3, 5)
    assert len(context.notes) == 1
    assert "2023" in context.notes[0].en


def test_a_day_without_a_year_that_the_year_lacks_is_refused() -> None:
    assert refusal(read_day, "2月29日") == "bad-date"


@pytest.mark.parametrize("text", ["2022- 3-1 10:30", "2022年 3月1 10:30", "2022-3-110:30"])
def test_a_time_never_lends_its_digits_to_the_day(text: str) -> None:
    try:
        assert read_day(text, CellContext()) == date(2022, 3, 1)
    except CellError as refused:
        assert refused.code == "bad-date"  # noqa: PT017 - refusing is as good


# --- years and quarters -------------------------------------------------------------------------


@pytest.mark.parametrize("cell", [2022, 2022.0, "2022", "2022年", "2022年度", "２０２２", "二〇二二年", " 2022 "])
def test_accepted_years(cell: Cell) -> None:
    assert read_year(cell, CellContext()) == 2022


@pytest.mark.parametrize(
    "cell",
    [
        22,
        2022.5,
        1899,
        2101,
        "22",
        "2022.0",
        "去年",
        "2022-2023",
        "",
        None,
        True,
        MARCH_5,
        datetime.fromisoformat("2022-01-01"),
    ],
)
def test_refused_years(cell: Cell) -> None:
    assert refusal(read_year, cell) == "bad-number"


@pytest.mark.parametrize(
    ("text", "quarter"),
    [
        ("2022Q1", "2022Q1"),
        ("2022q4", "2022Q4"),
        ("２０２２Ｑ２", "2022Q2"),
        ("2022年第一季度", "2022Q1"),
        ("2022年一季度", "2022Q1"),
        ("2022年第3季度", "2022Q3"),
        ("2022 年 第 四 季 度", "2022Q4"),
        ("2021年四季度", "2021Q4"),
        ("一季度", "2022Q1"),
        ("第二季度", "2022Q2"),
        ("3季度", "2022Q3"),
        ("Q4", "2022Q4"),
    ],
)
def test_accepted_quarters(text: str, quarter: str) -> None:
    assert read_quarter(text, CellContext(lambda: PackFacts(PROGRAMME))) == quarter


@pytest.mark.parametrize(
    "cell",
    [
        1,
        1.0,
        20221,
        "2022",
        "2022Q5",
        "2022Q0",
        "Q",
        "22Q1",
        "0000Q1",
        "1899Q4",
        "2101Q1",
        "五季度",
        "上半年",
        "2022-03-31",
        "",
        None,
        True,
        MARCH_5,
    ],
)
def test_refused_quarters(cell: Cell) -> None:
    assert refusal(read_quarter, cell) == "bad-date"
