"""Days, quarters and numbers as letters write them."""

from __future__ import annotations

from datetime import date

import pytest

from assistcheck.i18n import LocalizedText
from assistcheck.reports.common.day_words import long_day, numeral, period_up_to, with_numerals
from builders.support import pack
from unit.reports.library import library


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (105, "一百零五"), (110, "一百一十")],
)
def test_numbers_are_written_in_chinese(number: int, text: str) -> None:
    assert numeral(number) == text


def test_a_day_is_written_as_the_pack_writes_dates() -> None:
    day = date(2022, 7, 1)
    assert long_day(day, pack()) == LocalizedText("2022年7月1日", "1 July 2022")
    assert long_day(day, library()).en == "July 1, 2022"


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (date(2022, 6, 30), "2022年第二季度", "2022Q2"),
        (date(2022, 12, 31), "2022年第四季度", "2022Q4"),
        (date(2023, 3, 31), "2023年第一季度", "2023Q1"),
        (date(2022, 6, 29), "截至2022年6月29日", "as of 29 June 2022"),
        (date(2022, 7, 1), "截至2022年7月1日", "as of 1 July 2022"),
    ],
)
def test_a_period_is_the_quarter_that_ends_with_the_day_else_the_day(day: date, zh: str, en: str) -> None:
    assert period_up_to(day, pack()) == LocalizedText(zh, en)


def test_a_quarter_is_named_as_the_pack_does() -> None:
    assert period_up_to(date(2026, 3, 31), library()) == LocalizedText("2026财年第三季度", "FY2026 Q3")
    assert period_up_to(date(2026, 3, 30), library()).en == "as of March 30, 2026"


def test_other_numbers_of_a_text_stay() -> None:
    assert with_numerals("缺2022年3月至2022Q2、第 4 季度") == "缺2022年3月至2022年第二季度、第四季度"
