"""One cell to one value: text, day, amount, whole number, percentage, year, quarter, choice.

Cells come as the reader gives them: ``str``, ``float``, ``int``, ``bool``, ``date``, ``datetime``, ``time``
or ``timedelta``. Every function returns an exact value or raises :class:`CellError`; none guesses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple

from assistcheck.calendar import ProgrammeYear
from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.workbook import typed_months
from assistcheck.workbook.chinese_numerals import chinese_number
from assistcheck.workbook.conventions import PLAIN, Conventions
from assistcheck.workbook.exact_numbers import EXACT_DIGITS, to_decimal
from assistcheck.workbook.money_units import NUMBER

Cell = str | float | int | bool | date | datetime | time | timedelta | None
"""What a spreadsheet reader hands over for one cell."""

_UNSEEN = dict.fromkeys(
    code
    for first, last in (
        *((one, one) for one in (0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF)),
        *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),  # no width, directions
        *((0xFE00, 0xFE0F), (0xE0001, 0xE007F), (0xE0100, 0xE01EF)),  # variants of a character, tags
    )
    for code in range(first, last + 1)
)
_INVISIBLE = frozenset(map(chr, _UNSEEN))
_UNTOLD = re.compile("[\u034f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Those of them that pass for printable."""


class CellError(ValueError):
    """A cell that cannot be read: ``code`` of the problem, and what was ``expected``."""

    def __init__(self, code: str, expected: LocalizedText = EMPTY_TEXT) -> None:
        """Keep the problem code and the words for what was expected."""
        super().__init__(code)
        self.code = code
        self.expected = expected


ColumnId = tuple[str, str]
"""A ledger's id and the id of a column of it."""


class PackFacts(NamedTuple):
    """What cannot be read without the rule pack: it is asked for only where a cell needs it."""

    year: ProgrammeYear | None = None
    """The programme year, for dates and quarters written without one; ``None``: they are refused."""
    spellings: Mapping[ColumnId, Mapping[str, str]] = {}
    """Column of a choice -> another spelling of an allowed word, as :func:`spelling` gives it -> the word."""
    names: Mapping[str, str] = {}
    """Recorded spellings of names, folded -> the roster's own."""


@dataclass(slots=True)
class CellContext:
    """What a cell needs from around it, and the remarks that reading it gave."""

    facts: Callable[[], PackFacts] = PackFacts
    column: ColumnId = ("", "")
    """Whose other spellings count."""
    counters: tuple[str, ...] = ()
    """Counters (量词) that may follow a number of the column."""
    factor: int = 1
    """How many of the currency's own units one of the column is: 10,000 under a header in 万元."""
    suggests: bool = True
    """Whether a word that is not allowed is told with the nearest that is."""
    notes: list[LocalizedText] = field(default_factory=list)


def normalize(text: str) -> str:
    """Return ``text`` as names and words are compared: NFKC, no invisible characters, no outer white space."""
    if text.isascii():
        return text.strip()
    text = unicodedata.normalize("NFKC", text).strip()
    return text if _is_visible(text) else text.translate(_UNSEEN).strip()


def _is_visible(text: str) -> bool:
    """Whether no character of a text is invisible; most texts are of printable ones alone, which is told sooner."""
    return not _UNTOLD.search(text) if text.isprintable() else _INVISIBLE.isdisjoint(text)


def normalize_all(texts: list[str]) -> list[str]:
    """Return texts as :func:`normalize` does each, at once where none of them changes."""
    together = "\n".join(texts)
    unspaced = together.split() == texts
    plain = together.isascii() or (unicodedata.is_normalized("NFKC", together) and _is_visible("".join(texts)))
    return texts if unspaced and plain else list(map(normalize, texts))


def strip_whitespace(text: str) -> str:
    """Return ``text`` folded and without any white space, as headers and written numbers are compared."""
    return "".join(normalize(text).split())


def display(cell: Cell) -> str:
    """Return a cell as a person would read it, for messages."""
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d") if cell.time() == time() else cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() and abs(cell) < 1e15 else f"{cell:.15g}"
    return "" if cell is None else str(cell)


def as_text(cell: Cell, limit: int = 60) -> str:
    """Return a raw cell for a message, cut at ``limit`` characters."""
    text = display(cell)
    return text if len(text) <= limit else text[: limit - 1] + "…"


_SHORTENED = re.compile(r"[+-]?\d(?:\.\d+)?[Ee]\+\d+")
"""A long number as Excel shows it, and saves it in a .csv file: 4.40301E+17."""


def read_text(cell: Cell) -> str:
    """Return the text of a cell, folded; numbers as they are written, without a needless ``.0``."""
    text = normalize(cell) if isinstance(cell, str) else display(cell)
    shortened = isinstance(cell, str) and "+" in text and _SHORTENED.fullmatch(text)
    if shortened or (isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 10**EXACT_DIGITS):
        raise CellError(
            "bad-number",
            LocalizedText(
                "按文本填写的编号（数字格式只能保存 15 位）", "a long number typed as text (a numeric cell keeps 15 digits)"
            ),
        )
    return text


_LONGEST_NUMBER = 60
_SPLIT_NUMBER = re.compile(r"\d\s+\d")
_PLAIN = re.compile(rf"[+-]?{NUMBER}")


def read_amount(cell: Cell, context: CellContext, ways: Conventions = PLAIN) -> Decimal:
    """Return an amount in the currency of a pack, zero or more; a unit in the cell beats the header's."""
    amount = None
    if isinstance(cell, str):
        text = _written(cell)
        amount = None if text is None else ways.money.amount(text, context.factor)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        plain = to_decimal(cell)
        amount = None if plain is None else plain * context.factor
    if amount is None or not 0 <= amount < 10**EXACT_DIGITS:
        raise CellError("bad-amount", _an_amount(ways))
    return amount


def _an_amount(ways: Conventions) -> LocalizedText:
    example = ways.money.example
    return LocalizedText(f"不小于 0 的金额，如 50000、{example}", f"an amount of zero or more, such as 50000 or {example}")


def _written(cell: str) -> str | None:
    """Return a written number without white space, or ``None`` for one that is too long or falls into two."""
    return None if len(cell) > _LONGEST_NUMBER or _SPLIT_NUMBER.search(normalize(cell)) else strip_whitespace(cell)


def read_whole(cell: Cell, context: CellContext, ways: Conventions = PLAIN) -> int:
    """Return a whole number of zero or more, which may be followed by a counter of its column: 40台."""
    value = _plain_number(_uncounted(cell, context.counters, ways) if isinstance(cell, str) else cell)
    if value is None or not 0 <= value < 10**EXACT_DIGITS or value != value.to_integral_value():
        raise CellError("bad-number", LocalizedText("不小于 0 的整数", "a whole number of zero or more"))
    return int(value)


def _uncounted(cell: str, counters: tuple[str, ...], ways: Conventions) -> str:
    text = normalize(cell)
    same = text.casefold() if ways.any_case else text
    return text[: len(text) - len(next(filter(same.endswith, counters), ""))]


def read_percent(cell: Cell, context: CellContext) -> Decimal:  # noqa: ARG001 - one signature for every reader
    """Return percentage points: 9.5, "9.5" and "9.5%" are all 9.5."""
    value = _plain_number(normalize(cell).removesuffix("%") if isinstance(cell, str) else cell)
    if value is None or abs(value) >= 10**EXACT_DIGITS:
        raise CellError("bad-number", LocalizedText("百分数，如 9.5 或 9.5%", "a percentage such as 9.5 or 9.5%"))
    return value


def _plain_number(cell: Cell) -> Decimal | None:
    if isinstance(cell, str):
        text = _written(cell)
        if text is None:
            return None
        return Decimal(text.replace(",", "")) if _PLAIN.fullmatch(text) else chinese_number(text)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return to_decimal(cell)
    return None


# Patterns that few files need are compiled when one does.
_DATED = r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)"
_TIME = r"(?:T|\s|(?<=[日号]))\s*\d{1,2}(?::\d{2}(?::\d{2}(?:\.\d+)?)?Z?|时(?:\d{1,2}分(?:\d{1,2}秒)?)?)$"
_COMPACT = r"(\d{4})(\d{2})(\d{2})"
_YEARLESS = r"(\d{1,2})月(\d{1,2})[日号]"
_WEEKDAY = r"(?:(?<=[日号])|\s)\s*(?:星期|周|礼拜)([一二三四五六日天])$|\s*\((?:星期|周|礼拜)([一二三四五六日天])\)$"
_WEEK = "一二三四五六日"
ITS_WEEKDAY = LocalizedText("与星期相符的日期", "a date that falls on its day of the week")


def read_day(cell: Cell, context: CellContext, ways: Conventions = PLAIN) -> date:
    """Return the day of a real or written date; a bare number is refused unless it has the eight digits of one."""
    if isinstance(cell, date):
        if cell.year == typed_months.YEAR and (expected := typed_months.typed_month(cell, ways.a_date)):
            raise CellError("bad-date", expected)
        return cell.date() if isinstance(cell, datetime) else cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        parts = re.fullmatch(_COMPACT, display(cell))
        return day_of(parts.groups() if parts else None, ways)
    if not isinstance(cell, str):
        raise CellError("bad-date", ways.a_date)
    text = normalize(cell)
    day = _of_weekday(text, context, ways)
    if day is None and (ways.english or ways.dates):
        from assistcheck.workbook.english_dates import english_day  # noqa: PLC0415 - other packs need none

        day = english_day(text, context, ways)
    if day is None:
        raise CellError("bad-date", ways.a_date)
    return day


def _of_weekday(text: str, context: CellContext, ways: Conventions) -> date | None:
    """Return the day that a folded text writes in digits, with or without its day of the week, or ``None``."""
    if text.isascii() or not (found := re.search(_WEEKDAY, text)):
        return written_day(text, context, ways)
    day = written_day(text[: found.start()], context, ways)
    if day and day.weekday() != _WEEK.index((found[1] or found[2]).replace("天", "日")):
        raise CellError("bad-date", ITS_WEEKDAY)
    return day


def written_day(text: str, context: CellContext, ways: Conventions) -> date | None:
    """Return the day that a folded text writes in digits, or ``None``; ``CellError`` for one that there is not."""
    if not (text.isascii() and text.isprintable() and " " not in text and "T" not in text):  # else it is one word
        written = re.sub(_TIME, "", _arabic(text))
        text = "" if _SPLIT_NUMBER.search(written) else "".join(written.split())
    if found := re.fullmatch(_DATED, text):
        return day_of((found[1], found[3] or found[5], found[4] or found[6]), ways)
    if found := re.fullmatch(_COMPACT, text):
        return day_of(found.groups(), ways)
    if found := re.fullmatch(_YEARLESS, text):
        return day_in_year(int(found[1]), int(found[2]), context, ways)
    return None


def day_in_year(month: int, day: int, context: CellContext, ways: Conventions) -> date | None:
    """Return the day of the programme year with a month and a day of it, and note the year; ``None``: no year is known."""
    year = context.facts().year
    if year is None:
        return None
    found = day_of((str(_year_of(year, month, day)), str(month), str(day)), ways)
    context.notes.append(
        LocalizedText(f"写全年份的日期（现按 {found.year} 年计）", f"a date with its year (taken as {found.year})")
    )
    return found


def _year_of(year: ProgrammeYear, month: int, day: int) -> int:
    """Return the calendar year in which a month and a day of the programme year lie; 0 where there is no such day."""
    try:
        return year.day_of(month, day).year
    except ValueError:
        return 0


def day_of(parts: tuple[str, ...] | None, ways: Conventions) -> date:
    """Return the day of a year, a month and a day in digits; ``CellError`` if there is none."""
    year, month, day = map(int, parts or (0, 0, 0))
    if 1900 <= year <= 2100 and 1 <= month <= 12:
        with suppress(ValueError):
            return date(year, month, day)
    raise CellError("bad-date", ways.a_date)


_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def _arabic(text: str) -> str:
    """Return a written date with its Chinese numerals as digits: 二〇二二年三月十五日 -> 2022年3月15日."""
    if not re.search("[〇零○一二三四五六七八九十]", text):
        return text
    tens = re.sub("([一二三四五六七八九]?)十([一二三四五六七八九]?)", lambda m: (m[1] or "一") + (m[2] or "〇"), text)
    return tens.translate(_DIGITS)


_YEAR = re.compile(r"(\d{4})年?度?")
_QUARTER = re.compile(r"(?:(\d{4})(?:年度?)?[-/.]?)?(?:Q([1-4])|第?([一二三四1-4])季度?)")


def read_year(cell: Cell, context: CellContext, ways: Conventions = PLAIN) -> int:  # noqa: ARG001
    """Return a year written as 2022, "2022" or 2022年; of a fiscal year, or in English, also FY2026, FY26, 2025-26."""
    text = _arabic(strip_whitespace(cell)) if isinstance(cell, str) else display(cell) if isinstance(cell, int | float) else ""
    found = _YEAR.fullmatch(text)
    year = int(found[1]) if found else None
    if year is None and (ways.english or ways.is_fiscal) and isinstance(cell, str):
        from assistcheck.workbook.english_dates import english_year  # noqa: PLC0415 - other packs need none

        year = english_year(text.upper(), ways)
    if year is None or not 1900 <= year <= 2100:
        also = (f"、FY{ways.number}", f" or FY{ways.number}") if ways.is_fiscal else ("", "")
        zh, en = f"四位年份，如 {ways.number}{also[0]}", f"a year of four digits, such as {ways.number}{also[1]}"
        raise CellError("bad-number", LocalizedText(zh, en))
    return year


def read_quarter(cell: Cell, context: CellContext, ways: Conventions = PLAIN) -> str:
    """Return a quarter as ``2022Q1``; one without a year is the programme year's."""
    written = _quarter(strip_whitespace(cell).upper(), ways) if isinstance(cell, str) else None
    year, number = written or (0, 0)
    year = year if year is not None else of.number if (of := context.facts().year) else 0
    if not 1900 <= year <= 2100:
        raise CellError("bad-date", _a_quarter(ways))
    return f"{year}Q{number}"


def _quarter(text: str, ways: Conventions) -> tuple[int | None, int] | None:
    """Return year and number of the quarter that a squeezed text in capitals names; 2026年第一季度 of no fiscal year."""
    found = next((found for name in ways.quarter_patterns if (found := re.fullmatch(name, text))), None)
    if found or ((found := _QUARTER.fullmatch(text)) and not (ways.is_fiscal and "年" in text)):
        year, number = found[1], found[2] or found[3]
        return int(year) if year else None, int(number.translate(_DIGITS))
    if ways.english or ways.is_fiscal:
        from assistcheck.workbook.english_dates import english_quarter  # noqa: PLC0415 - other packs need none

        return english_quarter(text, ways)
    return None


def _a_quarter(ways: Conventions) -> LocalizedText:
    label, named = ways.example_quarters
    return LocalizedText(f"季度，如 {label}、{named}", f"a quarter such as {label} or {named}")


_MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")


def read_month(cell: Cell, context: CellContext, ways: Conventions = PLAIN) -> str:  # noqa: ARG001 - one signature for every reader
    """Return a month as ``2022-05``; a real date stands for its month."""
    if isinstance(cell, date):
        return f"{cell:%Y-%m}"
    found = _MONTH.fullmatch(_arabic(strip_whitespace(cell))) if isinstance(cell, str) else None
    told = (int(found[1]), int(found[2])) if found else None
    if told is None and ways.english and isinstance(cell, str):
        from assistcheck.workbook.english_dates import english_month  # noqa: PLC0415 - other packs need none

        told = english_month(normalize(cell))
    if not told or not (1900 <= told[0] <= 2100 and 1 <= told[1] <= 12):
        raise CellError("bad-date", _a_month(ways))
    return f"{told[0]}-{told[1]:02d}"


def _a_month(ways: Conventions) -> LocalizedText:
    iso, named = ways.example_months
    return LocalizedText(f"月份，如 {iso}、{named}", f"a month such as {iso}{'' if named[0].isdigit() else f' or {named}'}")


def spelling(text: str) -> str:
    """Return a text as the other spellings of words are compared: folded, in any case."""
    return normalize(text).upper()


def read_choice(cell: Cell, context: CellContext, words: tuple[str, ...] = ()) -> str:
    """Return the one of ``words`` that a cell holds, folded, or that its listed spelling stands for; else what stands there."""
    return _word(read_text(cell), context, words)


def _word(text: str, context: CellContext, words: tuple[str, ...]) -> str:
    return text if text in words else context.facts().spellings.get(context.column, {}).get(spelling(text), text)


_LIST_MARKS = re.compile(r"[、,;/\n\r]")


def read_choices(cell: Cell, context: CellContext, words: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the words that a cell lists, each once, in alphabetical order; one that lists none is refused."""
    parts = {normalize(part) for part in _LIST_MARKS.split(unicodedata.normalize("NFKC", display(cell)))} - {""}
    if not parts:
        raise CellError("bad-choice")
    return tuple(sorted({_word(part, context, words) for part in parts}))
