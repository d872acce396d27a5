"""The smallest change that would meet a duty: so many rows, so much money, one cell, one sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Literal

from assistcheck.audit.outcomes import Outcome
from assistcheck.calendar import Number
from assistcheck.location import Location
from assistcheck.rules.model import InEach
from assistcheck.rules.vocabulary import BestRatio, Newest, PairedOnce, Ratio
from assistcheck.submission.ledger_table import LedgerTable

RemedyKind = Literal[
    "nothing",
    "send",
    "header",
    "baseline",
    "correct",
    "rows",
    "distinct",
    "amount",
    "periods",
    "part",
    "best-part",
    "value",
    "every",
    "pairs",
    "attest",
]
"""What has to be done: nothing; send the sheet; mend its header; fill in a baseline; correct rejected rows; more rows;
more different ones; more 元; rows in some periods; a greater numerator, of all rows or of one; a greater newest value;
one word in every row; pairs of one partner each; a task done, dated and evidenced."""

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Remedy:
    """The smallest change, exactly; what it is not said to need stays as it is."""

    kind: RemedyKind
    amount: Number | None = None
    """How many rows, how much 元, by how much a cell is to grow; for ``value``: what it has to exceed or to reach."""
    columns: tuple[str, ...] = ()
    """The ids of the columns concerned: of several only for ``distinct``."""
    periods: tuple[str, ...] = ()
    """Ended months or quarters that need ``amount`` rows each; with none, each of those to come does."""
    places: tuple[Location, ...] = ()
    """The cells concerned, where single cells are."""

    @property
    def column(self) -> str:
        """The id of the column concerned, where it is one; else nothing."""
        return self.columns[0] if len(self.columns) == 1 else ""


_NONE = frozenset({"met", "over", "not_applicable", "waived"})
_LACKS: dict[str, RemedyKind] = {"not-submitted": "send", "unreadable": "header", "rows-rejected": "correct"}


def remedy_of(outcome: Outcome, table: LedgerTable | None, counted: Sequence[int]) -> Remedy:
    """Return the smallest change that would make ``outcome`` met; ``counted``: the positions of its rows in ``table``."""
    if outcome.status in _NONE:
        return Remedy("nothing")
    if outcome.reason in _LACKS:
        return Remedy(_LACKS[outcome.reason])
    if outcome.reason == "baseline-missing":
        return _baseline(outcome, table, counted)
    if isinstance(outcome.rule.period, InEach):
        return Remedy("periods", int(outcome.rule.target.at_least or 1), periods=outcome.missing)
    return _figure(outcome, table, counted)


def _baseline(outcome: Outcome, table: LedgerTable | None, counted: Sequence[int]) -> Remedy:
    """Return the cells whose blank or zero leaves nothing to divide by, or to count days from."""
    figure, period = outcome.rule.measure.figure, outcome.rule.period
    column = period.column if period.kind == "deadline" else figure.whole if isinstance(figure, Ratio | BestRatio) else ""
    places = [table.place(row, column) for row in counted if not table.columns[column][row]] if table and column else []
    return Remedy("baseline", columns=(column,) if column else (), places=tuple(places))


def _figure(outcome: Outcome, table: LedgerTable | None, counted: Sequence[int]) -> Remedy:
    figure, gap = outcome.rule.measure.figure, outcome.gap
    if table is None:
        return Remedy("send")
    match figure.kind:
        case "count":
            return Remedy("rows", gap)
        case "attested":
            return Remedy("attest")
        case "distinct":
            return Remedy("distinct", gap, figure.columns)
        case "sum":
            return Remedy("amount", gap, (figure.column,))
        case "ratio":
            return _ratio(outcome, figure, table, counted)
        case "best_ratio":
            return _best(outcome, figure, table, counted)
        case "newest":
            return _newest(outcome, figure, table, counted)
        case "every":
            places = [table.place(row, figure.column) for row in counted if table.columns[figure.column][row] != figure.value]
            return Remedy("every", len(places), (figure.column,), places=tuple(places))
        case "paired_once":
            return _pairs(figure, table, counted)


def _up(number: Fraction, table: LedgerTable, column: str) -> Number:
    """Return a number rounded up as a column writes it: a whole number, or 元 with 分."""
    kind = next(one.kind for one in table.sheet.columns if one.name == column)
    if kind == "whole":
        return -(-number.numerator // number.denominator)
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(_CENT, ROUND_CEILING)


def _ratio(outcome: Outcome, figure: Ratio, table: LedgerTable, counted: Sequence[int]) -> Remedy:
    """Return by how much the numerator has to grow: (target - share) × denominator."""
    whole = sum(Fraction(table.columns[figure.whole][row]) for row in counted)
    more = (Fraction(outcome.goal.low) - Fraction(outcome.value or 0)) * whole
    return Remedy("part", _up(more, table, figure.part), (figure.part,))


def _best(outcome: Outcome, figure: BestRatio, table: LedgerTable, counted: Sequence[int]) -> Remedy:
    """Return by how much the numerator of the row that needs least has to grow."""
    needs = []
    for row in counted:
        part, whole = (Fraction(table.columns[name][row]) for name in (figure.part, figure.whole))
        needs.append((Fraction(outcome.goal.low) * whole - part, row))
    if not needs:
        return Remedy("rows", 1)
    least, row = min(needs)
    return Remedy("best-part", _up(least, table, figure.part), (figure.part,), places=(table.place(row, figure.part),))


def _newest(outcome: Outcome, figure: Newest, table: LedgerTable, counted: Sequence[int]) -> Remedy:
    """Return what the newest value has to exceed (or to reach, by the target's sign)."""
    less = [table.columns[figure.minus][row] for row in counted] if figure.minus else []
    low = outcome.goal.low
    limit = low if isinstance(low, Decimal) else Decimal(low.numerator) / Decimal(low.denominator)
    places = tuple(table.place(row, figure.column) for row in counted)
    return Remedy("value", limit + sum(less, Decimal(0)), (figure.column,), places=places)


def _pairs(figure: PairedOnce, table: LedgerTable, counted: Sequence[int]) -> Remedy:
    """Return the cells of institutions that stand in several pairs; with no pair at all, one is needed."""
    if not counted:
        return Remedy("rows", 1)
    pairs = {tuple(table.columns[name][row] for name in figure.columns): row for row in counted}
    times = Counter((side, name) for pair in pairs for side, name in enumerate(pair))
    places = [
        table.place(row, figure.columns[side])
        for pair, row in pairs.items()
        for side, name in enumerate(pair)
        if times[side, name] > 1
    ]
    return Remedy("pairs", sum(1 for count in times.values() if count > 1), places=tuple(places))
