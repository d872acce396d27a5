"""Days, quarters and numbers as letters write them: 2022年第二季度, 1 July 2022, July 1, 2022, 二十一."""

from __future__ import annotations

import re
from datetime import date

from assistcheck.i18n import LocalizedText
from assistcheck.reports.common.phrases import period_name
from assistcheck.rules.model import RulePack

_DIGITS = "〇一二三四五六七八九"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PLAIN_QUARTER = re.compile(r"(\d{4})Q(\d)")
_QUARTER = re.compile(r"第\s*([1-4])\s*季度")


def long_day(day: date, pack: RulePack) -> LocalizedText:
    """Return a day in full: 2022年7月1日; July 1, 2022 where the pack's dates begin with the month, else 1 July 2022."""
    month = _MONTHS[day.month - 1]
    en = f"{month} {day.day}, {day.year}" if pack.manifest.dates == "mdy" else f"{day.day} {month} {day.year}"
    return LocalizedText(f"{day.year}年{day.month}月{day.day}日", en)


def period_up_to(day: date, pack: RulePack) -> LocalizedText:
    """Return what an as-of date closes: the quarter that ends with it, by the pack's name of it, else the day itself."""
    year = pack.programme_year
    label = year.quarter_of(day)
    if year.period_end(label) == day:
        return LocalizedText(with_numerals(period_name(label, "zh", pack)), period_name(label, "en", pack))
    return LocalizedText("截至{day}", "as of {day}").format(day=long_day(day, pack))


def with_numerals(text: str) -> str:
    """Return a Chinese text with its quarters in Chinese numerals: 2022年第二季度 for 2022Q2 and 2022年第2季度."""
    text = _PLAIN_QUARTER.sub(r"\1年第\2季度", text)
    return _QUARTER.sub(lambda found: f"第{numeral(int(found[1]))}季度", text)


def numeral(number: int) -> str:
    """Return a number from 1 to 999 in Chinese numerals: 十, 二十一, 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")
