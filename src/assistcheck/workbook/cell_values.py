"""One cell to one value: text, day, amount, whole number, percentage, year, quarter, choice.

Cells come as the reader gives them: ``str``, ``float``, ``int``, ``bool``, ``date``, ``datetime``, ``time``
or ``timedelta``. Every function returns an exact value or raises :class:`CellError`; none guesses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.workbook.chinese_numerals import chinese_number

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
_EXACT_DIGITS = 15  # a spreadsheet keeps 15 significant digits of a number
_TOO_LONG = 10**_EXACT_DIGITS


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

    year: int = 0
    """The programme year, for dates and quarters written without one; 0: they are refused."""
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
    """元 in one unit of the column: 10,000 under a header in 万元."""
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
    if shortened or (isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= 10**_EXACT_DIGITS):
        raise CellError(
            "bad-number",
            LocalizedText(
                "按文本填写的编号（数字格式只能保存 15 位）", "a long number typed as text (a numeric cell keeps 15 digits)"
            ),
        )
    return text


def to_decimal(cell: float) -> Decimal | None:
    """Return a numeric cell exactly as the spreadsheet shows it, at most 15 significant digits; ``None`` beyond them."""
    if not -_TOO_LONG < cell < _TOO_LONG:  # not a number, infinite, or too long
        return None
    if cell == (whole := int(cell)):
        return Decimal(whole)
    text = repr(cell)
    return Decimal(text if len(text) <= _EXACT_DIGITS + 1 else f"{cell:.{_EXACT_DIGITS}g}")  # one for the point


_NOT_NUMBERS = frozenset({"nan", "inf", "-inf", "-0.0"})
"""Texts of floats that are no number, or one with a sign that means nothing."""


def to_decimals(cells: Sequence[float]) -> list[Decimal | None]:
    """Return a run of numeric cells as :func:`to_decimal` would, quicker where none is large or has too many digits."""
    texts = list(map(repr, cells))
    small = not cells or -_TOO_LONG < min(cells) <= max(cells) < _TOO_LONG
    if not small or not _NOT_NUMBERS.isdisjoint(texts):
        return list(map(to_decimal, cells))
    if max(map(len, texts), default=0) <= _EXACT_DIGITS + 1:
        return [Decimal(text.removesuffix(".0")) for text in texts]
    pairs = zip(texts, cells, strict=True)
    return [Decimal(text.removesuffix(".0")) if len(text) <= _EXACT_DIGITS + 1 else to_decimal(cell) for text, cell in pairs]


def exact(values: list[Any]) -> list[Any]:
    """Return a column of exact numbers; plain ones in it may still be as the file has them."""
    if set(map(type, values)) == {float}:
        return to_decimals(values)
    return [to_decimal(value) if type(value) is float else value for value in values]


_LONGEST_NUMBER = 60
_SPLIT_NUMBER = re.compile(r"\d\s+\d")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_AMOUNT = re.compile(rf"(?:人民币)?¥?({_NUMBER})(亿元?|万元?|元)?整?")
_PLAIN = re.compile(rf"[+-]?{_NUMBER}")
_FACTOR = {"元": 1, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}
_AN_AMOUNT = LocalizedText("不小于 0 的金额，如 50000、5万元", "an amount of zero or more, such as 50000 or 5万元")


def read_amount(cell: Cell, context: CellContext) -> Decimal:
    """Return an amount in 元, zero or more; a unit in the cell beats the header's."""
    amount = None
    if isinstance(cell, str):
        amount = _written_amount(cell, context.factor)
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        plain = to_decimal(cell)
        amount = None if plain is None else plain * context.factor
    if amount is None or not 0 <= amount < 10**_EXACT_DIGITS:
        raise CellError("bad-amount", _AN_AMOUNT)
    return amount


def _written(cell: str) -> str | None:
    """Return a written number without white space, or ``None`` for one that is too long or falls into two."""
    return None if len(cell) > _LONGEST_NUMBER or _SPLIT_NUMBER.search(normalize(cell)) else strip_whitespace(cell)


def _written_amount(cell: str, factor: int) -> Decimal | None:
    text = _written(cell)
    if text is None:
        return None
    if found := _AMOUNT.fullmatch(text):
        unit = found[2]
        return Decimal(found[1].replace(",", "")) * (_FACTOR[unit] if unit else factor)
    words = text.removeprefix("人民币")
    written = chinese_number(words)
    if written is None:
        return None
    return written if re.search("[元圆万亿萬億]", words) else written * factor


def read_whole(cell: Cell, context: CellContext) -> int:
    """Return a whole number of zero or more, which may be followed by a counter of its column: 40台."""
    value = _plain_number(_uncounted(cell, context.counters) if isinstance(cell, str) else cell)
    if value is None or not 0 <= value < 10**_EXACT_DIGITS or value != value.to_integral_value():
        raise CellError("bad-number", LocalizedText("不小于 0 的整数", "a whole number of zero or more"))
    return int(value)


def _uncounted(cell: str, counters: tuple[str, ...]) -> str:
    text = normalize(cell)
    return text.removesuffix(next(filter(text.endswith, counters), ""))


def read_percent(cell: Cell, context: CellContext) -> Decimal:  # noqa: ARG001 - one signature for every reader
    """Return percentage points: 9.5, "9.5" and "9.5%" are all 9.5."""
    value = _plain_number(normalize(cell).removesuffix("%") if isinstance(cell, str) else cell)
    if value is None or abs(value) >= 10**_EXACT_DIGITS:
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
_ITS_WEEKDAY = LocalizedText("与星期相符的日期", "a date that falls on its day of the week")
_A_DATE = LocalizedText("日期，如 2022-03-05 或 2022年3月5日", "a date such as 2022-03-05 or 2022年3月5日")


def read_day(cell: Cell, context: CellContext) -> date:
    """Return the day of a real or written date; a bare number is refused unless it has the eight digits of one."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        text = display(cell)
        parts = re.fullmatch(_COMPACT, text)
        return _day(parts.groups() if parts else None)
    if not isinstance(cell, str):
        raise CellError("bad-date", _A_DATE)
    text = normalize(cell)
    if not (found := re.search(_WEEKDAY, text)):
        return _written_day(text, context)
    day = _written_day(text[: found.start()], context)
    if day.weekday() != _WEEK.index((found[1] or found[2]).replace("天", "日")):
        raise CellError("bad-date", _ITS_WEEKDAY)
    return day


def _written_day(text: str, context: CellContext) -> date:
    written = re.sub(_TIME, "", _arabic(text))
    text = "" if _SPLIT_NUMBER.search(written) else "".join(written.split())
    if found := re.fullmatch(_DATED, text):
        return _day((found[1], found[3] or found[5], found[4] or found[6]))
    if found := re.fullmatch(_COMPACT, text):
        return _day(found.groups())
    if (found := re.fullmatch(_YEARLESS, text)) and (year := context.facts().year):
        day = _day((str(year), *found.groups()))
        context.notes.append(LocalizedText(f"写全年份的日期（现按 {year} 年计）", f"a date with its year (taken as {year})"))
        return day
    raise CellError("bad-date", _A_DATE)


def _day(parts: tuple[str, ...] | None) -> date:
    try:
        year, month, day = map(int, parts or ())
        found = date(year, month, day)
    except ValueError:
        raise CellError("bad-date", _A_DATE) from None
    if not 1900 <= found.year <= 2100:
        raise CellError("bad-date", _A_DATE)
    return found


_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def _arabic(text: str) -> str:
    """Return a written date with its Chinese numerals as digits: 二〇二二年三月十五日 -> 2022年3月15日."""
    if not re.search("[〇零○一二三四五六七八九十]", text):
        return text
    tens = re.sub("([一二三四五六七八九]?)十([一二三四五六七八九]?)", lambda m: (m[1] or "一") + (m[2] or "〇"), text)
    return tens.translate(_DIGITS)


_YEAR = re.compile(r"(\d{4})年?度?")
_QUARTER = re.compile(r"(?:(\d{4})(?:年度?)?[-/.]?)?(?:Q([1-4])|第?([一二三四1-4])季度?)")
_A_QUARTER = LocalizedText("季度，如 2022Q1、2022年第一季度", "a quarter such as 2022Q1 or 2022年第一季度")


def read_year(cell: Cell, context: CellContext) -> int:  # noqa: ARG001
    """Return a year written as 2022, "2022" or 2022年."""
    text = _arabic(strip_whitespace(cell)) if isinstance(cell, str) else display(cell) if isinstance(cell, int | float) else ""
    found = _YEAR.fullmatch(text)
    if not found or not 1900 <= int(found[1]) <= 2100:
        raise CellError("bad-number", LocalizedText("四位年份，如 2022", "a year of four digits, such as 2022"))
    return int(found[1])


def read_quarter(cell: Cell, context: CellContext) -> str:
    """Return a quarter as ``2022Q1``; one without a year is the programme year's."""
    found = _QUARTER.fullmatch(strip_whitespace(cell).upper()) if isinstance(cell, str) else None
    if not found:
        raise CellError("bad-date", _A_QUARTER)
    year = int(found[1] or context.facts().year)
    if not 1900 <= year <= 2100:
        raise CellError("bad-date", _A_QUARTER)
    return f"{year}Q{found[2] or found[3].translate(_DIGITS)}"


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
