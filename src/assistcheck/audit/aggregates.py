"""One table of figures: what the rows that count add up to, exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from assistcheck.calendar import Number
from assistcheck.rules.vocabulary import Figure
from assistcheck.submission.evidence_key import compared
from assistcheck.submission.ledger_table import LedgerTable, picked

RowPredicate = Callable[[int], bool]
"""Whether a row passes the figure's own conditions on its part."""


class Aggregate(NamedTuple):
    """A figure, or ``None`` where its baseline is blank or zero; ``left_out``: rows it could not use, and why."""

    value: Number | None
    left_out: Mapping[int, str] = MappingProxyType({})


def figure_of(figure: Figure, table: LedgerTable, rows: Sequence[int], passes: RowPredicate) -> Aggregate:
    """Return what ``rows`` of ``table`` add up to."""
    columns = table.columns
    match figure.kind:
        case "count" | "attested":
            return Aggregate(len(rows))
        case "sum":
            return Aggregate(_total(columns[figure.column], rows))
        case "distinct":
            return Aggregate(len(_distinct(table, figure.columns, rows)))
        case "ratio":
            part = _total(columns[figure.part], [row for row in rows if passes(row)])
            whole = picked(columns[figure.whole], rows)
            return Aggregate(_quotient(part, None if None in whole else sum(whole)))
        case "best_ratio":
            return _best(columns[figure.part], columns[figure.whole], rows, figure.whole)
        case "newest" if not rows:
            return Aggregate(None)
        case "newest":
            newest = max(rows, key=lambda row: columns[figure.by][row])
            less = columns[figure.minus][newest] if figure.minus else Decimal(0)
            value = columns[figure.column][newest]
            left_out = {row: "not-newest" for row in rows if row != newest}
            return Aggregate(None if None in {value, less} else value - less, left_out)
        case "every":
            return Aggregate(int(bool(rows) and all(columns[figure.column][row] == figure.value for row in rows)))
        case "paired_once":
            return Aggregate(_paired_once(_distinct(table, figure.columns, rows)))


def _total(column: list[Any], rows: Sequence[int]) -> Number:
    found = picked(column, rows)
    if type(None) in set(map(type, found)):
        found = [value for value in found if value is not None]
    return sum(found, start=Decimal(0)) if found and isinstance(found[0], Decimal) else sum(found)


def _quotient(part: Number, whole: Number | None) -> Fraction | None:
    return Fraction(part) / Fraction(whole) if whole else None


def _best(part: list[Any], whole: list[Any], rows: Sequence[int], name: str) -> Aggregate:
    if not rows:
        return Aggregate(Fraction(0))
    usable = {row: Fraction(part[row]) / Fraction(whole[row]) for row in rows if whole[row] and part[row] is not None}
    left_out = {row: f"{name}={'' if whole[row] is None else whole[row]}" for row in rows if row not in usable}
    return Aggregate(max(usable.values(), default=None), left_out)


def _distinct(table: LedgerTable, names: Sequence[str], rows: Sequence[int]) -> set[tuple[Any, ...]]:
    """Return what stands in some columns, each once, told apart as evidence is."""
    return set(zip(*(compared(table, name, rows) for name in names), strict=True))


def _paired_once(pairs: Collection[tuple[Any, ...]]) -> Fraction:
    seen = Counter((side, name) for pair in pairs for side, name in enumerate(pair))
    return Fraction(sum(1 for times in seen.values() if times == 1), len(seen)) if seen else Fraction(0)
