"""What one evidence is known by: free texts without any white space, vouchers with one kind of dash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from assistcheck.ledgers.schema import Voucher
from assistcheck.submission.ledger_table import LedgerTable, picked
from assistcheck.submission.roster.roster import Roster

_DASHES = "‐‑‒–—―−─⁃"
_ONE_DASH = str.maketrans(dict.fromkeys(_DASHES, "-"))
_BRACKETS = "()[]{}<>\"'【】〔〕「」『』“”‘’《》〈〉"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def spaceless(values: list[Any]) -> list[Any]:
    """Return texts without any white space, as identities are compared; blanks stay blanks."""
    together = "".join(filter(None, values))
    if "".join(together.split()) == together:
        return values
    return [value and "".join(value.split()) for value in values]


def compared(table: LedgerTable, name: str, rows: Sequence[int]) -> list[Any]:
    """Return what stands in a column at ``rows``, as it is told apart from others."""
    values = picked(table.columns[name], rows)
    return spaceless(values) if name in table.sheet.free_texts else values


def plain_texts(texts: Sequence[str | None]) -> dict[str, str]:
    """Return each text without case, kinds of dashes, and brackets; nothing where no two of them become one."""
    together = "\n".join(filter(None, texts))
    if _without_marks(together) == together:
        return {}
    distinct = list({*texts} - {None, ""})
    found = _without_marks("\n".join(filter(None, distinct))).split("\n")
    return dict(zip(filter(None, distinct), found, strict=True)) if len({*found}) < len(found) else {}


def _without_marks(text: str) -> str:
    """Return a text without brackets, every dash as ``-``, and in one case if a letter stands in both."""
    for mark in _BRACKETS:
        text = text.replace(mark, "")
    for mark in _DASHES:
        text = text.replace(mark, "-")
    while "--" in text:
        text = text.replace("--", "-")
    return text.casefold() if any(letter in text and letter.upper() in text for letter in _LETTERS) else text


class Evidence:
    """What the evidence of each row of one table is known by."""

    def __init__(self, table: LedgerTable, roster: Roster) -> None:
        """Compare the rows of ``table``; ``roster`` tells whose each is."""
        self._table, self._roster = table, roster
        self._free = table.sheet.free_texts
        self._voucher = table.sheet.voucher
        self.has_vouchers = self._voucher is not None
        self.vouchers: list[str | None] = self._vouchers(self._voucher) if self._voucher else []
        self._blanks = self.vouchers.count(None)
        self.voucher_repeats = len({*self.vouchers}) - bool(self._blanks) < len(self.vouchers) - self._blanks
        self.is_distinct = self.has_vouchers and not (self.voucher_repeats or self._blanks)
        """Whether each row is known by a voucher of its own, so that nothing else need be compared."""

    @cached_property
    def claimants(self) -> list[str | None]:
        """Who claims each row: the one that its owner column names, or whose the one that it names is."""
        owner = self._table.sheet.by_name.get(self._table.sheet.owner)
        if owner is None:
            return [None] * len(self._table)
        names, of = self._table.columns[owner.name], self._roster.reporters_of
        known = {name: next(iter(of(owner.names, name)), None) for name in {*names} - {None}}
        return [known.get(name) for name in names]

    @cached_property
    def keys(self) -> list[tuple[Any, ...]]:
        """What each row is known by: its identity, the whole row, or within a team its voucher, amount and village."""
        table = self._table
        whole = [self._column(name) for name in table.sheet.identity or table.columns]
        if not self._voucher:
            return list(zip(*whole, strict=True))
        known = [table.columns[name] for name in (self._voucher.amount, *self._voucher.also)]
        return [
            tuple(column[at] for column in whole) if voucher is None else (whose, voucher, *(column[at] for column in known))
            for at, (whose, voucher) in enumerate(zip(self.claimants, self.vouchers, strict=True))
        ]

    def near(self) -> dict[str, str]:
        """Return the texts of which some differ only by case, dashes or brackets, without these; mostly there are none."""
        names = {*(self._table.sheet.identity or self._table.columns)}
        if self._voucher and not self._blanks:
            names = {self._voucher.number}
        found: dict[str, str] = {}
        for name in names & self._free:
            found |= plain_texts(self._column(name))
        return found

    def difference(self, one: int, other: int) -> str:
        """Return the first column of their evidence in which two rows differ; that of the voucher where they differ in it."""
        names: tuple[str, ...] = (*known_by(self._table, other), *((self._voucher.number,) if self._voucher else ()))
        return next(name for name in names if self._column(name)[one] != self._column(name)[other])

    def _vouchers(self, voucher: Voucher) -> list[str | None]:
        """Return the vouchers as compared; a row whose amount is merged over several is known by all that it says."""
        vouchers, amounts = _as_compared(self._table.columns[voucher.number]), self._table.columns[voucher.amount]
        if type(None) not in set(map(type, amounts)):
            return vouchers
        sharing = {at for at in self._table.counted_rows() if amounts[at] is None}
        return [None if at in sharing else number for at, number in enumerate(vouchers)] if sharing else vouchers

    def _column(self, name: str) -> list[Any]:
        if self._voucher and name == self._voucher.number:
            return self.vouchers
        column = self._table.columns[name]
        return spaceless(column) if name in self._free else column


def _as_compared(vouchers: list[Any]) -> list[Any]:
    """Return vouchers without white space, every dash as ``-``."""
    values = spaceless(vouchers)
    together = "".join(filter(None, values))
    if not any(mark in together for mark in _DASHES):
        return values
    return [value and value.translate(_ONE_DASH) for value in values]


def known_by(table: LedgerTable, position: int) -> tuple[str, ...]:
    """Return the columns that the evidence of a row is known by."""
    voucher = table.sheet.voucher
    if voucher and table.columns[voucher.number][position] is not None:
        return table.sheet.identity or (voucher.number, voucher.amount, *voucher.also)
    return table.sheet.identity or tuple(table.columns)


def precedence(table: LedgerTable, position: int) -> tuple[bool, date, tuple[str, ...], tuple[str, ...], tuple[int, int]]:
    """Order rows of equal evidence: the earliest date, then the remaining cells as text, then all cells, then the place.

    A row without its number, which is merged over several, comes last.
    """
    lacking = any(table.columns[one.name][position] is None for one in table.sheet.columns if one.required)
    dated = table.sheet.dated_by if table.sheet.dating == "date" else ""
    known = known_by(table, position)
    cells = {name: cell_text(column[position]) for name, column in table.columns.items() if name != dated}
    day = table.columns[dated][position] if dated else None
    rest = tuple(text for name, text in cells.items() if name not in known)
    return lacking, day or date.max, rest, tuple(cells.values()), table.part_at(position)


def cell_text(value: Any) -> str:  # noqa: ANN401 - a value of any column
    """Return a value as text for ordering: equal values have equal texts."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "、".join(value) if isinstance(value, tuple) else str(value)
