"""What a sentence of a document says in numbers: counts, sums, shares, days, dates, and the words that compare them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from assistcheck.rules.model import Currency
from assistcheck.workbook.chinese_numerals import chinese_number

Kind = Literal["count", "money", "percent", "days"]
Comparison = Literal["at_least", "more_than", "at_most", "exactly"]

_ARABIC = r"\d[\d,，]*(?:\.\d+)?"
_HAN = "[零〇一二两三四五六七八九十百千万亿]+"
_BELOW_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_BELOW_TWENTY)} | {word: 10 * ten for ten, word in enumerate(_TENS, 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6}
_TIMES = {"once": 1, "twice": 2}
_ENGLISH = (
    rf"\b(?:{'|'.join((*_WORDS, *_SCALES, *_TIMES))})(?:(?:[ -]|\band\b)*(?:{'|'.join((*_WORDS, *_SCALES))}))*\b(?! of\b)"
)
CLASSIFIERS = "次条个家名对台人项件场篇期户所座份种套批位本轮处间亩公里人次"
_UNIT = re.compile(
    r"\s*(人次|公里|个百分点|百分点|自然日|工作日|[次条个家名对台人项件场篇期户所座份种套批位本轮处间亩天日月年成])"
)
_NUMBER = re.compile(rf"{_ARABIC}|{_HAN}|{_ENGLISH}", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:[-–—~～至到]|to\b)\s*", re.IGNORECASE)
_DAYS = re.compile(r"\s*(?:个)?(?:自然日|工作日|天|日|(?:calendar |working |natural )?days?\b)")
_PERCENT = re.compile(r"\s*(?:[%％]|per ?cent\b|percentage points?\b|个?百分点)", re.IGNORECASE)
_IGNORED_BEFORE = re.compile(
    r"(?:第|〔|\b(?:clause|section|article|chapter|item|no\.|fiscal year|FY|quarter|Q))\s*$", re.IGNORECASE
)
_YEAR_AFTER = re.compile(r"\s*(?:年|财年|〕|/|-\d\d-\d\d)")
_COMPARING: dict[Comparison, str] = {
    "at_most": "不超过|不高于|不多于|不得超过|不大于|至多|最多|at most|no more than|not more than|no later than|up to|within",
    "at_least": "不少于|不低于|不得少于|不得低于|不小于|至少|达到|at least|(?:no|not) (?:fewer|less) than|a minimum of",
    "more_than": "超过|高于|多于|大于|more than|over|exceed(?:s|ing)?|above",
    "exactly": "exactly|正好|恰好",
}
"""Words that compare, the longer before those that stand within them (不超过 before 超过)."""
_BEFORE = {kind: re.compile(rf"(?:{words})[^，。；、,.;]{{0,6}}$", re.IGNORECASE) for kind, words in _COMPARING.items()}
_AFTER: tuple[tuple[Comparison, re.Pattern[str]], ...] = (
    ("at_least", re.compile(r"[^，。；、,.;]{0,2}?(?:及?以上|or more\b)")),
    ("at_most", re.compile(r"[^，。；、,.;]{0,2}?(?:以内|之内|内|及?以下|or fewer\b|or less\b)")),
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DATES = (
    re.compile(r"(?:(?P<y>\d{4})\s*年)?\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]"),
    re.compile(rf"(?P<n>{'|'.join(_MONTHS)}) (?P<d>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:,? (?P<y>\d{{4}}))?", re.IGNORECASE),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<n>{'|'.join(_MONTHS)})(?:,? (?P<y>\d{{4}}))?", re.IGNORECASE
    ),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"),
)
_GOAL_YEAR = re.compile(r"(?:到|至|截至)\s*(\d{4})\s*年|\bby (?:the end of )?(?:fiscal year )?(\d{4})\b", re.IGNORECASE)


class Quantity(NamedTuple):
    """A number in a sentence."""

    value: Decimal
    """As a share is written: 60 for 60 %; a sum in the currency's unit."""
    kind: Kind
    unit: str
    """The classifier (量词) after it; empty where there is none."""
    compared: Comparison | None
    written: str


class Day(NamedTuple):
    """A day in a sentence; without its year where none is written."""

    month: int
    day: int
    year: int | None
    written: str

    def is_on(self, day: date) -> bool:
        """Whether it may be ``day``."""
        return (self.month, self.day) == (day.month, day.day) and self.year in {None, day.year}


def days_in(sentence: str) -> list[Day]:
    """Return the days that a sentence names."""
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(sentence):
            parts = match.groupdict()
            month = _MONTHS.index(parts["n"].lower()) + 1 if parts.get("n") else int(parts["m"])
            found.append(Day(month, int(parts["d"]), int(parts["y"]) if parts.get("y") else None, match[0].strip()))
    return found


def goal_years(sentence: str) -> list[int]:
    """Return the years up to which a sentence sets a goal: 到2025年, by 2028."""
    return [int(first or second) for first, second in _GOAL_YEAR.findall(sentence)]


def comparisons(sentence: str) -> set[Comparison]:
    """Return how a sentence compares, wherever its numbers are."""
    found: set[Comparison] = set()
    rest = sentence
    for kind, words in _COMPARING.items():
        rest, times = re.subn(words, "|", rest, flags=re.IGNORECASE)
        if times:
            found.add(kind)
    return found


def quantities(sentence: str, currency: Currency) -> list[Quantity]:
    """Return the numbers of a sentence that count something: no years, days of the calendar, clauses or ordinals."""
    blank = sentence
    for pattern in _DATES:
        blank = pattern.sub(lambda match: " " * len(match[0]), blank)
    return list(_quantities(blank, currency))


def _quantities(sentence: str, currency: Currency) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(sentence):
        before, after = sentence[: match.start()], sentence[match.end() :]
        text = match[0].rstrip(",，")
        after = match[0][len(text) :] + after
        is_han = bool(re.fullmatch(_HAN, text))
        value = _value(text)
        if value is None or _IGNORED_BEFORE.search(before) or _is_year(text, after) or _is_scale(text, before):
            continue
        share = re.search(r"百分之\s*$", before)
        if share:
            before = before[: share.start()]
        scale, after = _scale(after, currency)
        money = _money(before, after, currency)
        kind: Kind = "count"
        unit = ""
        if share or (percent := _PERCENT.match(after)):
            kind = "percent"
            after = after if share else after[percent.end() :] if percent else after
        elif money is not None:
            kind, after = "money", after[money:]
        elif days := _DAYS.match(after):
            kind, after = "days", after[days.end() :]
        elif found := _UNIT.match(after):
            unit = found[1]
            if unit in {"月", "年"}:
                continue
            after = after[found.end() :]
        elif is_han and not (_RANGE.match(after) and _NUMBER.match(after, _end(_RANGE, after))):
            continue
        yield Quantity(value * scale, kind, unit, _compared(before, after), text)


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _value(text: str) -> Decimal | None:
    plain = text.replace(",", "").replace("，", "")
    if plain[:1].isdecimal():
        return Decimal(plain)
    if not text.isascii():
        return chinese_number(text) if re.search("[一二两三四五六七八九十]", text) else None
    total, part = 0, 0
    for word in re.findall(r"[a-z]+", text.lower()):
        if word in _TIMES:
            return Decimal(_TIMES[word])
        if word == "hundred":
            part = (part or 1) * 100
        elif word in _SCALES:
            total, part = total + (part or 1) * _SCALES[word], 0
        else:
            part += _WORDS.get(word, 0)
    return Decimal(total + part)


def _is_year(text: str, after: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text) and (_YEAR_AFTER.match(after) or not (after.strip() or " ")[0].isalnum()))


def _is_scale(text: str, before: str) -> bool:
    """Whether a word is the larger unit of the number before it: 1.2 million."""
    return text.lower() in _SCALES and bool(re.search(r"\d\s*$", before))


def _scale(after: str, currency: Currency) -> tuple[int, str]:
    """Return how many units a larger unit after a number is, and what follows; the currency's own name stays there."""
    scales = {"亿": 10**8, "万": 10**4, "million": 10**6, "thousand": 1000, **currency.multiples}
    text = after.lstrip()
    for word in sorted(scales, key=len, reverse=True):
        if text.startswith(word):
            unit = next((one for one in currency.words if word.endswith(one)), "")
            return scales[word], text[len(word) - len(unit) :]
    return 1, after


def _money(before: str, after: str, currency: Currency) -> int | None:
    """Return how many characters after a number name the currency; ``None`` where nothing says that it is money."""
    text = after.lstrip()
    for word in sorted((*currency.words, *currency.symbols, *currency.unit), key=len, reverse=True):
        if text.startswith(word):
            return len(after) - len(text) + len(word)
    return 0 if currency.symbols and before.rstrip().endswith(currency.symbols) else None


def _compared(before: str, after: str) -> Comparison | None:
    for kind, pattern in _BEFORE.items():
        if pattern.search(before):
            return kind
    return next((kind for kind, pattern in _AFTER if pattern.match(after)), None)
