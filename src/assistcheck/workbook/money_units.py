"""Money as people write it in cells, and its units in headers, titles, notes and comments, in the currency of a pack.

Two ways of writing are known: 元 in Chinese texts (:mod:`assistcheck.workbook.yuan`), and any currency by the symbols, words
and multiples that the pack lists (:mod:`assistcheck.workbook.money_words`). A pack in both languages may need both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from assistcheck.i18n import EMPTY_TEXT, LocalizedText

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""A number as it is written, without white space."""

YUAN = "元"
"""The unit of a currency that is written as in Chinese texts."""

IsOther = Callable[[str], bool]
Factors = frozenset[int | None]
"""Units that a text names, as how many of the currency's own each is; ``None`` for one that is not honoured."""


class Statement(NamedTuple):
    """What a text around a table says of its unit."""

    factors: Factors
    """The units that it states."""
    unclear: bool
    """Whether a larger unit stands there, and it cannot be told of what."""


SILENT = Statement(frozenset(), unclear=False)


class Currency(NamedTuple):
    """What a pack says of its currency; without it, numbers alone are amounts."""

    unit: LocalizedText = EMPTY_TEXT
    symbols: tuple[str, ...] = ()
    """What may stand before or after a number: ``$``, ``USD``."""
    words: tuple[str, ...] = ()
    """What the unit is called in headers and after numbers."""
    multiples: Mapping[str, int] = {}
    """Larger units -> how many units each is."""
    small: int | None = None
    """A plain amount below it looks as if it were typed in a larger unit."""


if TYPE_CHECKING:

    class Script(Protocol):
        """One way of writing money; :class:`Money` says what each method gives."""

        @property
        def multiples(self) -> Mapping[str, int]: ...  # noqa: D102
        def amount(self, text: str, factor: int) -> Decimal | None: ...  # noqa: D102
        def names_unit(self, text: str) -> bool: ...  # noqa: D102
        def is_unit(self, text: str) -> bool: ...  # noqa: D102
        def names_larger(self, text: str) -> bool: ...  # noqa: D102
        def factors(self, text: str, *, of_money: bool) -> Factors: ...  # noqa: D102
        def parted(self, text: str) -> tuple[str, str] | None: ...  # noqa: D102
        def said_in(self, text: str, amounts: tuple[str, ...], is_other: IsOther, *, titled: bool) -> Statement: ...  # noqa: D102
        def said_of_column(self, text: str) -> Statement: ...  # noqa: D102


class Money:
    """Reads money of one currency."""

    def __init__(self, currency: Currency, *, english: bool) -> None:
        """Know a currency; ``english``: whether workbooks may be in English."""
        self.currency = currency
        self._english = english

    @cached_property
    def _scripts(self) -> tuple[Script, ...]:
        """The ways of writing that the currency has; each is loaded where a text has to be read."""
        scripts: list[Script] = []
        if YUAN in self.currency.words:
            from assistcheck.workbook.yuan import YuanScript  # noqa: PLC0415 - it needs what is defined here

            scripts.append(YuanScript(self.currency.multiples))
        if self._english or not scripts:
            from assistcheck.workbook.money_words import WordScript  # noqa: PLC0415 - as above

            scripts.append(WordScript(self.currency))
        return tuple(scripts)

    @cached_property
    def example(self) -> str:
        """An amount with its unit, for messages: 5万元, $1,234.50."""
        currency = self.currency
        if YUAN in currency.words:
            return f"5{next(iter(currency.multiples), YUAN)}"
        sign, word = next(iter(currency.symbols), ""), next(iter(currency.words), "")
        return f"{sign}1,234.50" if sign else f"1,234.50 {word}".strip()

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The unit, and the first of its multiples, as headers have them: 元, 万元."""
        return (*self.currency.words[:1], *tuple(self.currency.multiples)[:1])

    @cached_property
    def multiples(self) -> Mapping[str, int]:
        """Larger units as the headers of columns have them in brackets, squeezed -> how many units each is."""
        return {unit: factor for script in self._scripts for unit, factor in script.multiples.items()}

    @property
    def is_foreign(self) -> Callable[[str], bool] | None:
        """Whether a text that a cell shows names another currency; ``None``: that is not asked of 元, which many ways show."""
        if YUAN in self.currency.words:
            return None
        from assistcheck.workbook.money_words import WordScript  # noqa: PLC0415 - packs in 元 need none

        return next((one.is_foreign for one in self._scripts if isinstance(one, WordScript)), None)

    def amount(self, text: str, factor: int) -> Decimal | None:
        """Return the amount that a squeezed text writes, or ``None``; one without a unit is in units of ``factor``."""
        return next((amount for one in self._scripts if (amount := one.amount(text, factor)) is not None), None)

    def names_unit(self, text: str) -> bool:
        """Whether the text of a cell names a unit."""
        return any(one.names_unit(text) for one in self._scripts)

    def is_unit(self, text: str) -> bool:
        """Whether a squeezed text holds nothing but a unit of money: (万元), 单位:元, USD, $000."""
        return any(one.is_unit(text) for one in self._scripts)

    def names_larger(self, text: str) -> bool:
        """Whether a larger unit that is honoured stands in a squeezed text."""
        return any(one.names_larger(text) for one in self._scripts)

    def factors(self, text: str, *, of_money: bool = True) -> Factors:
        """Return the units that a part of a squeezed header names, of a column of money or of other numbers.

        Another currency, and a price, are not honoured.
        """
        return frozenset[int | None]().union(*(one.factors(text, of_money=of_money) for one in self._scripts))

    def parted(self, text: str) -> tuple[str, str] | None:
        """Return a squeezed header text without the unit at its end, and that unit; ``None`` where there is none."""
        return next((found for one in self._scripts if (found := one.parted(text))), None)

    def said_in(self, text: str, amounts: tuple[str, ...], is_other: IsOther, *, titled: bool = True) -> Statement:
        """Return what a folded text says.

        Args:
            text: A cell, a comment, a title.
            amounts: What the amounts of the table are called, squeezed.
            is_other: Whether the words before a statement, squeezed, end with something else than all amounts of the table.
            titled: A unit alone, or in brackets, counts too.
        """
        return _joined([one.said_in(text, amounts, is_other, titled=titled) for one in self._scripts])

    def said_of_column(self, text: str) -> Statement:
        """Return what a folded comment on the header of an amount says of its unit: the only unit in it, amounts aside."""
        return _joined([one.said_of_column(text) for one in self._scripts])


def _joined(told: Sequence[Statement]) -> Statement:
    factors = frozenset[int | None]().union(*(one.factors for one in told))
    return Statement(factors, any(one.unclear for one in told))
