"""Money of any currency by its symbols, words and multiples: $1,234.50, USD 3k, Amount (USD thousands), in $000."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from assistcheck.workbook.cell_values import normalize
from assistcheck.workbook.chinese_numerals import chinese_number
from assistcheck.workbook.currency_names import AMBIGUOUS, ENGLISH_SCALES, FOREIGN, ZEROS
from assistcheck.workbook.money_units import NUMBER, SILENT, Currency, Factors, IsOther, Statement
from assistcheck.workbook.word_patterns import NEVER, any_of

_QUOTES = str.maketrans(dict.fromkeys("’‘ʼ`´′", "'"))
_HAN = re.compile("[\u4e00-\u9fff]")
_HAN_MONEY = re.compile("[元圆圓币幣镑鎊]|人民币")
_LONG = 4
"""Letters from which the word of a scale is one, wherever it stands: mil is not, million is."""
_JOINTS = ("in", "of", "unit", "units", "currency", "单位", "货币", "币种", *":,.-–—/()[]'*")
"""What may stand beside a unit where nothing else does."""
_LINKS = (
    *_JOINTS,
    *("the", "all", "amount", "amounts", "figure", "figures", "value", "values", "money", "expressed", "stated", "shown"),
    *("reported", "given", "are", "is", "as", "whole", "金额"),
)
"""What may stand beside a unit in the part of a header that names it."""
_GENERIC = frozenset(
    (
        *("a", "all", "amount", "amounts", "and", "are", "as", "be", "below", "above", "currency", "data", "dollar", "dollars"),
        *("enter", "expressed", "figure", "figures", "financial", "for", "given", "here", "in", "is", "listed", "measure"),
        *(
            "monetary",
            "money",
            "nearest",
            "note",
            "notes",
            "number",
            "numbers",
            "of",
            "on",
            "or",
            "page",
            "please",
            "presented",
        ),
        *("report", "reported", "rounded", "sheet", "shown", "state", "stated", "sum", "sums", "table", "tables", "that"),
        *("the", "these", "this", "to", "unit", "units", "value", "values", "whole"),
    )
)
"""Words before a unit that say it of a whole table."""
_TAIL = r"[\s)\]}.:;,*]*(?:(?:unless|except where) otherwise (?:stated|noted|indicated|specified|shown))?[\s)\].]*"
_OMITTED = r"(?:\s+omitted)?"


class _Said(NamedTuple):
    """A unit that stands in a text: where, and how many of the currency's own it is."""

    start: int
    end: int
    factor: int | None
    larger: bool
    """Whether it is a multiple, be it honoured or not."""


class WordScript:
    """Reads a currency that is written by symbols and words."""

    multiples: Mapping[str, int] = MappingProxyType({})

    def __init__(self, currency: Currency) -> None:
        """Know what a pack lists, the usual English words of the multiples that it has, and what means other currencies."""
        own = {form: None for word in (*currency.symbols, *currency.words) for form in _forms(word)}
        self._own = tuple(own)
        self._scales: dict[str, int | None] = dict(self._listed(currency.multiples))
        honoured = {*self._scales.values()}
        for factor, words in ENGLISH_SCALES.items():
            self._scales |= {word: factor if factor in honoured else None for word in words if word not in self._scales}
        self._scales |= {word: None for word in AMBIGUOUS if word not in self._scales}
        self._foreign = tuple(word for word in FOREIGN if _squeezed(word) not in {_squeezed(one) for one in own})

    def _listed(self, multiples: Mapping[str, int]) -> Iterator[tuple[str, int]]:
        """Yield the words of the multiples alone: of USD thousands, thousands."""
        units = sorted(map(_squeezed, self._own), key=len, reverse=True)
        for key, factor in multiples.items():
            text = _squeezed(key)
            for unit in units:
                text = text.removeprefix(unit).removesuffix(unit)
            yield text.removesuffix("of") or _squeezed(key), factor

    # --- cells ---

    def amount(self, text: str, factor: int) -> Decimal | None:
        """Return the amount that a squeezed text writes.

        One that names the currency alone is refused in a column of a larger unit: it may be of either.
        """
        text = _squeezed(text)
        found = re.fullmatch(self._cell, text)
        if found is None:
            return self._in_numerals(text, factor)
        number, scale = Decimal(found["number"].replace(",", "")), found["before"] or found["after"]
        if scale:
            worth = self._scales[scale]
            return None if worth is None else number * worth
        named = found["lead"] or found["tail"] or found["other"]
        return None if named and factor != 1 else number * factor

    @cached_property
    def _cell(self) -> str:
        units = any_of(map(_squeezed, self._own))
        scales = any_of(word for word in self._scales if word.isalpha())
        return (
            rf"(?P<lead>{units}*)(?P<number>{NUMBER})"
            rf"(?:(?P<before>{scales})?(?P<tail>{units}*)|(?P<other>{units}+)(?P<after>{scales}))"
        )

    def _in_numerals(self, text: str, factor: int) -> Decimal | None:
        """Return an amount in Chinese numerals, of a currency with a Chinese word: 三十万美元."""
        words = [word for word in self._own if _HAN.search(word)]
        if not words:
            return None
        bare = text
        for word in words:
            bare = bare.removesuffix(word)
        if re.search("[元圆角分整正]", bare) or (number := chinese_number(bare)) is None:
            return None
        if re.search("[万亿萬億]", bare):
            return number
        return None if bare != text and factor != 1 else number * factor

    def names_unit(self, text: str) -> bool:
        """Whether the text of a cell names a unit."""
        return re.search(self._unit, _squeezed(text)) is not None

    @cached_property
    def _unit(self) -> str:
        return any_of(self._tokens)

    def is_foreign(self, text: str) -> bool:
        """Whether another currency stands in a text that a cell shows."""
        small, own = _small(normalize(text)), {*map(_squeezed, self._own)}
        found = re.findall(f"{_bounded((*self._own, *self._foreign))}|{_HAN_MONEY.pattern}", small)
        return any(_squeezed(one) not in own for one in found)

    # --- headers ---

    def is_unit(self, text: str) -> bool:
        """Whether a squeezed text holds nothing but a unit of money: USD, ($000), in thousands."""
        text = _squeezed(text)
        return self._phrase(text, _JOINTS) is not None and self._is_plain(text)

    def names_larger(self, text: str) -> bool:
        """Whether a larger unit that is honoured stands in a squeezed text."""
        told = self._phrase(_squeezed(text))
        return bool(told and told.larger and told.factor)

    def factors(self, text: str, *, of_money: bool = True) -> Factors:
        """Return the units that a part of a squeezed header names; pounds ``of_money`` are another currency."""
        text = _squeezed(text)
        if (told := self._phrase(text)) and (of_money or told.factor is not None or told.larger):
            return frozenset({told.factor})
        return frozenset({None} if of_money and self._is_plain(text) else ())

    def parted(self, text: str) -> tuple[str, str] | None:
        """Return a squeezed header text without the unit at its end, and that unit; ``None`` where there is none."""
        small = text.lower().translate(_QUOTES)
        if len(small) != len(text) or not (found := re.fullmatch(self._unit_last, small)):
            return None
        return text[: found.end(1)], text[found.start(2) :]

    @cached_property
    def _unit_last(self) -> str:
        foreign = [word for word in map(_squeezed, self._foreign) if word.isalpha() or len(word) == 1]  # Amount$, not NT$
        known = {*self._tokens, *foreign}
        some, strong = any_of(known), any_of(known.intersection(self._strong))
        return rf"(.+?)[:\-_–—,;|]*(?:in)?((?:{some}(?:of|in|-)?)*{strong}(?:(?:of|in|-)?{some})*)"

    @cached_property
    def _tokens(self) -> tuple[str, ...]:
        """The units and scales, squeezed."""
        return (*map(_squeezed, self._own), *self._scales)

    @cached_property
    def _strong(self) -> tuple[str, ...]:
        """Those of them, and of other currencies, that mean a unit wherever they stand apart."""
        scales = [word for word in self._scales if len(word) >= _LONG or word in ZEROS or not word.isascii()]
        return (*map(_squeezed, self._own), *scales, *map(_squeezed, self._foreign))

    def _phrase(self, text: str, links: tuple[str, ...] = _LINKS) -> _Said | None:
        """Return the unit that a squeezed text consists of, among words that say nothing else."""
        kinds = dict.fromkeys(links, "") | dict.fromkeys(map(_squeezed, self._foreign), "foreign")
        kinds |= dict.fromkeys(map(_squeezed, self._own), "own") | dict.fromkeys(self._scales, "scale")
        at, found = 0, list[tuple[str, str]]()
        for token in re.finditer(any_of(kinds), text):
            if token.start() != at:
                return None
            at = token.end()
            found += [(kinds[token[0]], token[0])] if kinds[token[0]] else []
        return _worth(found, self._scales, len(text)) if at == len(text) else None

    def _is_plain(self, text: str) -> bool:
        """Whether a unit of this or another currency, or a multiple, stands apart in a squeezed text."""
        if _HAN_MONEY.search(text) or any(unicodedata.category(char) == "Sc" for char in text):
            return True
        for token in re.finditer(any_of(self._strong), text):
            before, after = text[: token.start()], text[token.end() :]
            if token[0] in ZEROS and before[-1:].isdigit():  # of the year 2000
                continue
            if not before[-1:].isalpha() or not after[:1].isalpha() or before.endswith(("in", "of", "per")):
                return True
        return False

    # --- around a table ---

    def said_in(self, text: str, amounts: tuple[str, ...], is_other: IsOther, *, titled: bool) -> Statement:
        """Return what a folded text says; see :meth:`assistcheck.workbook.money_units.Money.said_in`."""
        text = _small(text)
        said = list(self._said(text))
        if not said:
            return SILENT
        clear, unclear = set[int | None](), False
        for one in said:
            if self._is_clear(text, one, amounts, is_other, titled=titled):
                clear.add(one.factor)
            else:
                unclear = unclear or one.larger
        return Statement(frozenset(clear), unclear)

    def said_of_column(self, text: str) -> Statement:
        """Return what a folded comment on the header of an amount says of its unit: the only unit in it, amounts aside."""
        text = _small(text)
        factors = frozenset(one.factor for one in self._said(text))
        if not factors and (told := self._phrase(_squeezed(text))):
            factors = frozenset({told.factor})
        return Statement(factors, unclear=False) if len(factors) < 2 else Statement(frozenset(), unclear=True)

    def _said(self, text: str) -> Iterator[_Said]:
        """Yield the units that stand in a text, amounts aside."""
        rest = re.sub(self._amounts, lambda found: " " * len(found[0]), text)
        for found in re.finditer(self._units, rest):
            words = _squeezed(found[0]).removeprefix("in").removesuffix("omitted")
            if told := self._phrase(words):
                yield told._replace(start=found.start(), end=found.end())

    @cached_property
    def _amounts(self) -> str:
        """What finds an amount, which says nothing of other cells: $1.2 million. A year before a unit is none."""
        units, one = (
            _bounded((*self._own, *self._foreign)),
            _bounded(word for word in self._scales if word.isalpha() and word[-1] != "s"),
        )
        many = _bounded(word for word in self._scales if word not in ZEROS)
        return (
            rf"(?:{units}\s*)?(?<![\w.,'])(?!000)\d[\d,.]*(?<![,.])(?![\w'])"
            rf"(?:\s*{one}(?:\s*{units})?|\s*{units}(?!\s*[-–]?\s*(?:in\s+)?(?:{many}|'?000)))?"
            rf"|(?:{units}\s*)?(?<![\w.,'])\d[\d,.]*{one}(?:\s*{units})?"
        )

    @cached_property
    def _units(self) -> str:
        """What finds a unit in a text with white space: thousands of US dollars, $000s, USD in thousands, in thousands."""
        units, scales = _bounded((*self._own, *self._foreign)), _bounded(self._scales)
        long, zeros = _bounded(word for word in self._scales if len(word) >= _LONG or word in ZEROS), _bounded(ZEROS)
        return (
            rf"(?:\bin\s+)?(?:{scales}(?:\s+of)?\s+{units}|{units}\s*[-–]?\s*(?:in\s+)?{scales}{_OMITTED}|{units})"
            rf"|\bin\s+{long}(?!\s+of\b){_OMITTED}|(?<=[(\[])\s*{long}{_OMITTED}\s*(?=[)\]])|{zeros}{_OMITTED}"
        )

    def _is_clear(self, text: str, said: _Said, amounts: tuple[str, ...], is_other: IsOther, *, titled: bool) -> bool:
        """Whether a unit is plainly said of the amounts of the table."""
        lead, tail = text[: said.start], text[said.end :]
        words, name = re.findall(r"\b[^\W\d]+\b", lead), _squeezed(lead).strip("([{:-–—,;.*")
        if "nearest" in words and said.larger:
            return False
        if titled and re.search(r"[(\[{]\s*(?:in\s+)?$", lead) and re.match(r"\s*[)\]}]", tail):
            return not is_other(name)
        if not re.fullmatch(_TAIL, tail):
            return False
        if {*words} <= _GENERIC:
            return titled or bool(words)
        own = re.sub(r"(?:are|is|shown|stated|reported|given|expressed|all|:)+$", "", name)
        return own.endswith(tuple(one.casefold() for one in amounts)) and not is_other(own)


def _worth(found: Iterable[tuple[str, str]], scales: Mapping[str, int | None], end: int) -> _Said | None:
    """Return the unit that tokens are; ``None`` where there is none, or more than one multiple."""
    kinds = [kind for kind, _ in found]
    multiples = [scales[word] for kind, word in found if kind == "scale"]
    if not kinds or len(multiples) > 1:
        return None
    factor = None if "foreign" in kinds else multiples[0] if multiples else 1
    return _Said(0, end, factor, bool(multiples))


def _squeezed(text: str) -> str:
    """Return a text as its words are compared where white space has been taken out."""
    return "".join(_small(normalize(text)).split())


def _small(text: str) -> str:
    """Return a folded text as its words are compared."""
    return text.casefold().translate(_QUOTES).replace("u.s.", "us")


def _forms(word: str) -> Iterator[str]:
    """Yield a word of the pack as it is compared, in Latin letters also in the singular and the plural."""
    small = _small(normalize(word))
    yield small
    if small.isascii() and small[-1:].isalpha() and len(small) > _LONG:
        yield small.removesuffix("s") if small.endswith("s") else f"{small}s"


def _bounded(words: Iterable[str]) -> str:
    """Return the pattern of any of some words in a text with white space, in which words stand apart."""
    patterns = []
    for word in sorted({*words}, key=len, reverse=True):
        before = r"(?<![a-z0-9])" if word[0].isascii() and word[0].isalpha() else r"(?<![\d.,])" if word[0] == "0" else ""
        after = r"(?![a-z0-9])" if word[-1].isascii() and word[-1].isalnum() else ""
        patterns.append(before + r"\s*".join(map(re.escape, word.split())) + after)
    return f"(?:{'|'.join(patterns)})" if patterns else NEVER
