"""Days, years, quarters and months as people write them in English: July 1, 2025; FY26; Q1 FY2026; first quarter."""

from __future__ import annotations

import re
from datetime import date

from assistcheck.i18n import LocalizedText
from assistcheck.workbook.cell_values import ITS_WEEKDAY, CellContext, CellError, day_in_year, day_of, written_day
from assistcheck.workbook.conventions import Conventions

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = 3
"""Letters to which names of months and days of the week are cut."""
_MONTH = f"({'|'.join(f'{name[:_SHORT]}(?:{name[_SHORT:]})?' for name in _MONTHS)}|sept)\\.?"
_DAY_OF_WEEK = "(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\.?"
_BEFORE = rf"{_DAY_OF_WEEK}(?:\s*,\s*|\s+)(?=\S)"
_BEHIND = rf"(?:\s*,\s*|\s+){_DAY_OF_WEEK}$|\s*\({_DAY_OF_WEEK}\)$"
_TIME = r"(?:\s*,\s*|\s+)(?:at\s+)?\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?|\s*[ap]\.?m\.?)$"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_APART = r"(?:\s*[-/.]\s*|\s+)"
_DAYS = (
    (rf"{_MONTH}{_APART}?{_DAY}(?:\s*,\s*|{_APART})(\d{{4}})", (3, 1, 2)),
    (rf"{_DAY}(?:\s+of\s+|{_APART})?{_MONTH}(?:\s*,\s*|{_APART})?(\d{{4}})", (3, 2, 1)),
    (rf"(\d{{4}}){_APART}?{_MONTH}{_APART}?{_DAY}", (1, 2, 3)),
)
"""Ways to write a day, with the groups of its year, month and day."""
_YEARLESS = ((rf"{_MONTH}{_APART}?{_DAY}", (1, 2)), (rf"{_DAY}(?:\s+of\s+|{_APART})?{_MONTH}", (2, 1)))
_NUMERIC = r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4})"


def english_day(text: str, context: CellContext, ways: Conventions) -> date | None:
    """Return the day that a folded text names, or ``None``.

    Raises:
        CellError: it may be one of two days, is none, or does not fall on its day of the week.
    """
    rest, on = _without_weekday(re.sub(_TIME, "", " ".join(text.casefold().split())))
    rest = re.sub(_TIME, "", rest)
    day = _spoken(rest, context, ways) or written_day(rest, context, ways)
    if day and on and not _WEEK[day.weekday()].startswith(on[:_SHORT]):
        raise CellError("bad-date", ITS_WEEKDAY)
    return day


def _without_weekday(text: str) -> tuple[str, str]:
    """Return a text without the day of the week at its beginning or its end, and that."""
    if found := re.match(_BEFORE, text):
        return text[found.end() :], found[1]
    if found := re.search(_BEHIND, text):
        return text[: found.start()], found[1] or found[2]
    return text, ""


def _spoken(text: str, context: CellContext, ways: Conventions) -> date | None:
    for pattern, groups in _DAYS:
        if found := re.fullmatch(pattern, text):
            year, month, day = (found[group] for group in groups)
            return day_of((year, _month_number(month), day), ways)
    for pattern, pair in _YEARLESS:
        if found := re.fullmatch(pattern, text):
            month, day = (found[group] for group in pair)
            return day_in_year(int(_month_number(month)), int(day), context, ways)
    return _numeric(text, ways)


def _numeric(text: str, ways: Conventions) -> date | None:
    """Return the day of a text such as 7/1/2025 in the order that the pack says."""
    found = re.fullmatch(_NUMERIC, text)
    if found is None:
        return None
    first, mark, second, year = found.groups()
    if ways.dates is None or (ways.dates == "mdy" and mark == "."):
        raise CellError("bad-date", _either(ways))
    return day_of((year, first, second) if ways.dates == "mdy" else (year, second, first), ways)


def _either(ways: Conventions) -> LocalizedText:
    iso, named = ways.example_days
    return LocalizedText(
        f"年份在前或写出月份的日期，如 {iso} 或 {named}（现在的写法可以是两个日期）",
        f"a date with its year first or its month in letters, such as {iso} or {named} (it may be one of two days)",
    )


def _month_number(name: str) -> str:
    return str(next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:_SHORT])))


# --- years and quarters -------------------------------------------------------------------------

_FISCAL = r"(?:FY|F\.Y\.|FISCAL(?:YEAR)?)"
_SPAN = r"(\d{4})[-/–—](\d{4}|\d{2})"
_NUMBERED = r"'?(\d{4}|\d{2})"
_YEARS = (rf"{_FISCAL}?{_SPAN}", rf"{_FISCAL}{_NUMBERED}|(\d{{4}}){_FISCAL}|(\d{{4}})(?:财年|财政年度|会计年度)")
_CENTURY = 100
_ORDINALS = {"1ST": 1, "2ND": 2, "3RD": 3, "4TH": 4, "FIRST": 1, "SECOND": 2, "THIRD": 3, "FOURTH": 4}
_ORDINAL = f"(?P<word>{'|'.join(_ORDINALS)})"
_QUARTER = rf"(?:Q(?:UARTER|TR\.?)?(?P<behind>[1-4])|(?P<before>[1-4])Q|{_ORDINAL}(?:QUARTER|QTR\.?|Q))"


def english_year(text: str, ways: Conventions) -> int | None:
    """Return the number of the programme year that a squeezed text in capitals names: FY2026, FY26, 2025-26."""
    if (found := re.fullmatch(_YEARS[0], text)) and ways.is_fiscal and ways.year:
        start, end = found.groups()
        number, first_day = ways.year
        follows = int(end) == (int(start) + 1 if len(end) == len(start) else (int(start) + 1) % _CENTURY)
        return int(start) + number - first_day.year if follows else None
    if found := re.fullmatch(_YEARS[1], text):
        year = next(filter(None, found.groups()))
        return int(year) if len(year) > 2 else _in_century(int(year), ways)
    return None


def _in_century(year: int, ways: Conventions) -> int | None:
    """Return the year of two digits that is nearest to the programme year."""
    if ways.year is None:
        return None
    number = ways.year[0]
    return number + (year - number + _CENTURY // 2) % _CENTURY - _CENTURY // 2


def english_quarter(text: str, ways: Conventions) -> tuple[int | None, int] | None:
    """Return the year (``None``: the programme's) and the number of the quarter that a squeezed text in capitals names.

    ``Q1 2026`` is refused in a fiscal year: it may be that of the calendar.
    """
    found = re.fullmatch(rf"(?P<year>.*?)[-,/.]?{_QUARTER}", text) or re.fullmatch(
        rf"{_QUARTER}[-,/.]?(?:OF)?(?P<year>.+)", text
    )
    if found is None:
        return None
    digit = found["behind"] or found["before"]
    number, written = int(digit) if digit else _ORDINALS[found["word"]], found["year"]
    if not written:
        return None, number
    if re.fullmatch(r"\d{4}", written):
        return None if ways.is_fiscal else (int(written), number)
    year = english_year(written, ways)
    return None if year is None else (year, number)


def english_month(text: str) -> tuple[int, int] | None:
    """Return the year and the month that a folded text names: May 2026, 2026 May, 5/2026."""
    text = " ".join(text.casefold().split())
    if found := re.fullmatch(rf"{_MONTH}(?:\s*,\s*|{_APART})(\d{{4}})", text):
        return int(found[2]), int(_month_number(found[1]))
    if found := re.fullmatch(rf"(\d{{4}}){_APART}{_MONTH}", text):
        return int(found[1]), int(_month_number(found[2]))
    if found := re.fullmatch(r"(\d{1,2})[-/](\d{4})", text):
        return int(found[2]), int(found[1])
    return None
