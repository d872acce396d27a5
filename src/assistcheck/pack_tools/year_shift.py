"""Days, months, quarters and years as packs write them, moved by a number of years."""

from __future__ import annotations

import re
from datetime import date, timedelta

_YEAR = r"(?<![\d.])((?:19|20)\d\d)"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"{_YEAR}([-/.])(\d\d?)\2(\d\d?)(?!\d)")
_MARKED = re.compile(
    rf"{_YEAR}(?=\s*(?:年|财年|财政年度|Q[1-4])|-(?:0[1-9]|1[0-2])(?![\d-]))"
    r"|(?:(?<=FY)|(?<=FY )|(?<=year )|(?<=Year )|(?<=\bin )|(?<=\bIn )|(?<=\bby )|(?<=\bBy )|(?<=\bof )|(?<=\buntil ))"
    r"((?:19|20)\d\d)(?![\d,.]\d|\d)"
)
_NAMED = re.compile(rf"((?:{_MONTHS})(?: \d\d?,)? |\d\d? (?:{_MONTHS}) ){_YEAR}")
_WHOLE = re.compile(r"(['\"]?)((?:19|20)\d\d)\1")


def moved_day(day: date, years: int) -> date:
    """Return the same day of another year; 29 February becomes the last of that month."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1) - timedelta(days=1)


def moved_text(text: str, years: int) -> str:
    """Return a text whose days, months, quarters and marked years (2022年, FY2026, in 2022) are moved; other numbers stay."""

    def day(match: re.Match[str]) -> str:
        year, sign, month, number = match.groups()
        try:
            moved = moved_day(date(int(year), int(month), int(number)), years)
        except ValueError:  # no day: 2022-02-30
            return f"{int(year) + years}{match[0][len(year) :]}"
        width = len(month), len(number)
        return f"{moved.year}{sign}{moved.month:0{width[0]}}{sign}{moved.day:0{width[1]}}"

    held: list[str] = []

    def put_by(match: re.Match[str]) -> str:
        held.append(day(match))
        return "\0"

    text = _DAY.sub(put_by, text)
    text = _NAMED.sub(lambda match: f"{match[1]}{int(match[2]) + years}", text)
    text = _MARKED.sub(lambda match: str(int(match[0]) + years), text)
    return re.sub("\0", lambda _: held.pop(0), text)


def moved_year(text: str, years: int) -> str:
    """Return a year alone, in quotes or not, moved; any other text as it is."""
    match = _WHOLE.fullmatch(text.strip())
    return f"{match[1]}{int(match[2]) + years}{match[1]}" if match else text
