"""Months and quarters in one column."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from assistcheck.calendar import ProgrammeYear
from assistcheck.workbook.cell_values import Cell, CellContext, CellError, PackFacts
from assistcheck.workbook.periods import read_period

YEAR = ProgrammeYear(2022, date(2022, 1, 1), date(2022, 3, 1), date(2022, 12, 31))


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2022-05", "2022-05"),
        ("2022年5月", "2022-05"),
        ("2022.5", "2022-05"),
        ("２０２２年５月", "2022-05"),
        (date(2022, 5, 1), "2022-05"),
        (datetime(2022, 5, 1), "2022-05"),  # noqa: DTZ001 - as cells hold it
        ("2022Q2", "2022Q2"),
        ("2022q2", "2022Q2"),
        ("2022年第二季度", "2022Q2"),
        ("二季度", "2022Q2"),
        ("全年", None),
        (" 全 年 ", None),
        ("All", None),
    ],
)
def test_a_month_a_quarter_or_the_whole_duty(cell: Cell, period: str | None) -> None:
    assert read_period(cell, CellContext(lambda: PackFacts(YEAR))) == period


@pytest.mark.parametrize(
    "cell", ["2022-05-17", date(2022, 5, 2), 2022.5, 202205, "5月", "2022-05、2022-06", "2022-13", "2022Q5", "长期", True]
)
def test_anything_else_is_refused_with_what_was_expected(cell: Cell) -> None:
    with pytest.raises(CellError) as caught:
        read_period(cell, CellContext(lambda: PackFacts(YEAR)))
    assert caught.value.code == "bad-date"
    assert "一个时段一行" in caught.value.expected.zh
    assert "a row of its own" in caught.value.expected.en
