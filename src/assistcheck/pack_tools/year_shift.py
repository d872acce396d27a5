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
_SPAN = re.compile(r"(?<![\d.])((?:19|20)\d\d|(?<=FY)\d\d|(?<=FY )\d\d)([-/–])((?:19|20)?\d\d)(?![\d/-])")
"""Two years in one: 2025-26, 2025/2026, FY25/26."""
_SHORT = re.compile(r"(?<=\bFY)(\d\d)(?![\d/–-])|(?<=\bFY )(\d\d)(?![\d/–-])")
_WHOLE = re.compile(r"(['\"]?)((?:19|20)\d\d)\1")


def moved_day(day: date, years: int) -> date:
    """Return the same day of another year; 29 February becomes the last of that month."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1) - timedelta(days=1)


def moved_text(text: str, years: int) -> str:
    """Return a text whose days, months, quarters and marked years (2022年, FY26, 2025-26) are moved; other numbers stay."""

    def day(match: re.Match[str]) -> str:
        year, sign, month, number = match.groups()
        try:
            moved = moved_day(date(int(year), int(month), int(number)), years)
        except ValueError:  # no day: 2022-02-30
            return f"{int(year) + years}{match[0][len(year) :]}"
        width = len(month), len(number)
        return f"{moved.year}{sign}{moved.month:0{width[0]}}{sign}{moved.day:0{width[1]}}"

    held: list[str] = []

    def put_by(moved: str) -> str:
        held.append(moved)
        return f"\0{len(held) - 1}\0"

    text = _DAY.sub(lambda match: put_by(day(match)), text)
    text = _SPAN.sub(lambda match: match[0] if (new := _moved_span(match, years)) == match[0] else put_by(new), text)
    text = _SHORT.sub(lambda match: _moved_short(match[0], years), text)
    text = _NAMED.sub(lambda match: f"{match[1]}{int(match[2]) + years}", text)
    text = _MARKED.sub(lambda match: str(int(match[0]) + years), text)
    return re.sub("\0(\\d+)\0", lambda match: held[int(match[1])], text)


def moved_title(text: str, number: int, years: int) -> str:
    """Return a title whose years are moved, the ``number`` of the programme year too, wherever it stands."""
    moved = moved_text(text, years)
    return moved if moved != text else re.sub(rf"(?<!\d){number}(?!\d|[-/–]\d)", str(number + years), text)


def moved_year(text: str, years: int) -> str:
    """Return a year alone (2026, FY26, 2025/26), in quotes or not, moved; any other text as it is."""
    match = _WHOLE.fullmatch(text.strip())
    if match:
        return f"{match[1]}{int(match[2]) + years}{match[1]}"
    bare = text.strip("'\" ")
    is_year = bool(re.fullmatch(r"FY ?(?:\d\d){1,2}", bare) or _SPAN.fullmatch(bare.removeprefix("FY").lstrip()))
    return moved_text(text, years) if is_year else text


def _moved_span(match: re.Match[str], years: int) -> str:
    """Return two years in one, moved; a month (2025-10) or a longer time (2021-25) as it is."""
    first, sign, second = match.groups()
    is_next = (int(first) + 1) % 100 == int(second) % 100
    if not is_next or (sign == "-" and len(first) == 4 and len(second) == 2 and int(second) <= 12):
        return match[0]
    return f"{_moved_short(first, years)}{sign}{_moved_short(second, years)}"


def _moved_short(year: str, years: int) -> str:
    """Return a year of two digits or four, moved."""
    return str(int(year) + years) if len(year) == 4 else f"{(int(year) + years) % 100:02}"
