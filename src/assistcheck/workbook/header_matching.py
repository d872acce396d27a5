"""The texts of header cells: which column each names, as written or under the marks and remarks that people add."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from assistcheck.workbook.cell_values import Cell, display, strip_whitespace
from assistcheck.workbook.conventions import Conventions
from assistcheck.workbook.money_units import Money

_LAYERS = 8
"""What is taken off a header text at most: numbers, brackets, another language, remarks after a slash."""
_LONGEST = 80
"""The characters of the longest text that may be a header."""
_MARKS = "*★☆※●○◆◇▲△■□√#:;,.、。·_-—–~|/\\!?"
_SEPARATORS = dict.fromkeys(map(ord, "()[]【】〔〕「」/|、,·"))
_BRACKETS = dict(zip(")]】〕」』}>》", "([【〔「『{<《", strict=True))
# Patterns that few headers need are compiled when one does.
_NUMBER = (
    r"(?i)(?:[(\[【〔](?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z])[)\]】〕][.、:,]*"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[a-z])[.、:,)\-]+"
    r"|\d{1,2}(?=[^\d季月年])|第\d{1,2}[列栏项][:、]?)(?=.)"
)
_NEEDED = r"(?:必填项?|选填项?|可选|可不填)$"
_LATIN_LAST = r"(?i)(.*(?:[^\x00-\x7f]|[)\]]))[_\-/|:.·、,]*([a-z][a-z0-9_&'.\-]*)"
_LATIN_FIRST = r"(?i)([a-z][a-z0-9_&'.\-]*?)[_\-/|:.·、,]*([^\x00-\x7f].*)"
_OTHERWISE = "计划|规划|预算|预计|预估|拟|目标|意向|上年|上一年|去年|往年|累计|起始|开始|起止|结束|截止|截至"
_OTHERWISE += "|作废|不计|^[起止始末自至从到]$"
"""Remarks that make another column of it."""
_LATIN_OTHERWISE = r"(?:id|no|code|url|start|end|begin|from|to|plan|planned|budget|target|last.*|prior)\.?"
_ENGLISH_OTHERWISE = (
    rf"{_LATIN_OTHERWISE}|(?:budget|target|project|forecast|estimat|expect|anticipat|propos|request)(?:e?d|ion|e)?s?|goals?"
    r"|prior.*|previous.*|cumulative|ytd|year-?to-?date|to-?date|per(?!cent).+|averages?|avg\.?|void(?:ed)?|cancell?ed|not(?!e|required|mandatory|applicable).*"
)
"""The same in workbooks that may be in English."""
_SCALED = {
    "whole": r"[百千万亿十](?![\u4e00-\u9fff])|[百千万亿十][人台个次名户件]|元|%",
    "percent": "‰|[千万]分|元",
}
"""Remarks under which a number would be another."""


class Accepted(NamedTuple):
    """The column that a header text names."""

    name: str
    is_money: bool
    factor: int
    """How many of the currency's own units one of it is."""
    stated: bool
    """Whether the header says its unit."""


class Wanted(Protocol):
    """What the search needs to know of a column."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def header(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def required(self) -> bool: ...  # noqa: D102
    @property
    def headers(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def bare_headers(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def conventions(self) -> Conventions: ...  # noqa: D102


def header_text(cell: Cell) -> str:
    """Return a cell as headers are compared."""
    return strip_whitespace(display(cell)).replace("*", "")


def money_of(wanted: Sequence[Wanted]) -> Money:
    """Return how money is written in the columns of a sheet."""
    return wanted[0].conventions.money


def accepted_headers(wanted: Sequence[Wanted]) -> dict[str, Accepted]:
    """Return every accepted header text, squeezed, with the column it names and how many of the currency's units one is."""
    accepted: dict[str, Accepted] = {}
    money = money_of(wanted)
    for column in wanted:
        is_money, own = column.kind == "amount", 1
        for text in column.headers:
            factors = money.factors(text[_opening(text) + 1 : -1]) if is_money and text.endswith(")") else None
            factor = next(iter(factors)) if factors else None
            own = factor or own
            accepted.setdefault(text.casefold(), Accepted(column.name, is_money, own, factor is not None))
            if is_money and not text.endswith(")"):
                for unit, worth in money.multiples.items():
                    accepted.setdefault(f"{text.casefold()}({unit})", Accepted(column.name, True, worth, True))
    return accepted


class Found(NamedTuple):
    """The column that a header cell, in one line or two, names, and whether just as the template writes it."""

    column: Accepted
    exactly: bool


class Names:
    """Which header texts name which column of one sheet."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        """Know the columns of a sheet."""
        self._money, self._english = money_of(wanted), wanted[0].conventions.english
        self._exact = accepted_headers(wanted)
        self._kinds = {column.name: column.kind for column in wanted}
        whole = {text: one for text, one in self._exact.items() if "(" in text and text[: text.index("(")] not in self._exact}
        self._parts = {_compact(text): one for text, one in whole.items()}
        self._parted = {text[: text.index("(")]: ({*_compact(text)}, one) for text, one in whole.items()}
        self._within = {*self._parts, *map(_compact, (*self._exact, *self._parted))}
        """One of these stands in each text that names a column when it is loosened, as :func:`_compact` gives it."""
        self._loose: dict[str, Accepted | None] = {}

    def exact(self, text: str) -> Accepted | None:
        """Return the column of a text that is written as in the template."""
        return self._exact.get(text.casefold())

    def column(self, text: str) -> Accepted | None:
        """Return the column of a text, as written or loosened."""
        return self.exact(text) or self._loosened(text)

    def named(self, high: str, low: str) -> Found | None:
        """Return the column that the two lines of a header over it name.

        A unit of money in the line that does not name the column belongs to it; one that is not known, or that
        contradicts the column's own, leaves it unnamed: it must never be dropped.
        """
        if low and not in_brackets(low) and not self._money.is_unit(low):
            pairs = [(low, high), (high + low, "")]
        else:
            pairs = [(high + low, ""), (high, low)]
        for find in (self.exact, self._loosened):
            for text, other in pairs:
                if text and (column := find(text)):
                    if not other:
                        return Found(column, find == self.exact)
                    remark = text != low or not low
                    column = self._qualified(column, [other.strip("()")]) if remark else self._grouped(column, other)
                    return Found(column, find == self.exact) if column else None
        return None

    def _loosened(self, text: str) -> Accepted | None:
        if len(text) > _LONGEST:
            return None
        if text not in self._loose:
            may_name = any(map(_compact(text).__contains__, self._within))
            self._loose[text] = self._first_reading(text) if may_name else None
        return self._loose[text]

    def _first_reading(self, text: str) -> Accepted | None:
        return next(filter(None, (self._reading(*one) for one in _peeled(text, self._money))), None)

    def _reading(self, text: str, remarks: Sequence[str]) -> Accepted | None:
        column = self.exact(text) or (self._parts.get(_compact(text)) if self._parts else None)
        if column is None and remarks and text in self._parted:  # 县(区): with less in the brackets
            inside, whole = self._parted[text]
            column = whole if any({*_compact(remark)} <= inside for remark in remarks) else None
        return self._qualified(column, remarks) if column else None

    def _qualified(self, column: Accepted, remarks: Sequence[str]) -> Accepted | None:
        """Return a column with the unit that the remarks on it state; ``None`` where one makes another column of it."""
        for remark in remarks:
            other = self.exact(remark)
            if (other and other.name != column.name) or not self._is_harmless(remark, column):
                return None
        return self._measured(column, remarks)

    def _grouped(self, column: Accepted, group: str) -> Accepted | None:
        """Return a column under a text that stands over several; an amount takes the unit that it names."""
        return self._measured(column, [group]) if column.is_money else column

    def _measured(self, column: Accepted, texts: Sequence[str]) -> Accepted | None:
        factors = {factor for text in texts for factor in self._money.factors(text, of_money=column.is_money)}
        if not factors:
            return column
        factor = factors.pop()
        if not column.is_money or factors or factor is None:
            return None
        return None if column.stated and column.factor != factor else column._replace(factor=factor, stated=True)

    def _is_harmless(self, remark: str, column: Accepted) -> bool:
        if remark.isascii() and re.search("[a-z]", remark, re.IGNORECASE):
            otherwise = _ENGLISH_OTHERWISE if self._english else _LATIN_OTHERWISE
            return remark.casefold() == column.name or not re.fullmatch(otherwise, remark.casefold())
        scaled = _SCALED.get(self._kinds[column.name])
        return not (re.search(_OTHERWISE, remark) or (scaled and remark != "%" and re.search(scaled, remark)))


def in_brackets(text: str) -> bool:
    """Whether a header text is a remark of its own."""
    return text[:1] in _BRACKETS.values() and text[-1:] in _BRACKETS


def _compact(text: str) -> str:
    """Return a header whose parts are separated in many ways without what separates them: 县(市/区) -> 县市区."""
    return text.casefold().translate(_SEPARATORS)


@lru_cache(maxsize=10_000)
def _peeled(text: str, money: Money) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(_peeling(text, money))


def _peeling(text: str, money: Money) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what is left of a header text as one thing after the other is taken off it, with the remarks among them."""
    remarks: tuple[str, ...] = ()
    for _ in range(_LAYERS):
        text = re.sub(_NEEDED, "", text).strip(_MARKS)
        yield text, remarks
        if number := re.match(_NUMBER, text):
            text = text[number.end() :]
            continue
        parted = _parted(text, money)
        if parted is None:
            return
        text, remark = parted
        if text.isascii() and not remark.isascii():  # Date(日期), Date/日期
            yield text, (*remarks, remark)
            text, remark = remark, text
        remarks = (*remarks, *filter(None, [remark.strip(_MARKS)]))


def _parted(text: str, money: Money) -> tuple[str, str] | None:
    """Return a header text without its last remark, unit or second language, and that; ``None`` where there is none."""
    if text[-1:] in _BRACKETS and (start := _opening(text)) >= 0:
        return (text[:start], text[start + 1 : -1]) if start else (text[1:-1], "")
    if text[:1] in _BRACKETS.values():
        closing = next((at for at, char in enumerate(text) if _BRACKETS.get(char) == text[0]), -1)
        if 0 < closing < len(text) - 1:
            return text[closing + 1 :], text[1:closing]
    if parted := money.parted(text):
        return parted
    if found := re.fullmatch(_LATIN_LAST, text):
        return found[1], found[2]
    if found := re.fullmatch(_LATIN_FIRST, text):
        return found[2], found[1]
    head, slash, tail = text.rpartition("/")
    return (head, tail) if slash and head else None


def _opening(text: str) -> int:
    """Return where the bracket opens that closes at the end of ``text``; -1: nowhere."""
    closed = 0
    for at in range(len(text) - 1, -1, -1):
        closed += (text[at] in _BRACKETS) - (text[at] in _BRACKETS.values())
        if not closed:
            return at
    return -1
