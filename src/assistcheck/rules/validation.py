"""What must hold of a clause beyond its shape: quotes stand in the source, measures name real columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from assistcheck.rules.model import Clause, Deadline, Manifest, Measure, Quantity, Rule, Target
from assistcheck.rules.vocabulary import Figure


class KnownColumn(NamedTuple):
    """What is known of a column: its kind (``amount``, ``whole``, ``day``, ``choice`` …) and, of a choice, its words."""

    kind: str
    words: tuple[str, ...] = ()


Known = Mapping[str, Mapping[str, KnownColumn]]
"""Ledger id -> column id -> what is known of the column."""

Fault = tuple[tuple[str | int, ...], str]
"""The path of a key in the clause's file; what is wrong there, and the remedy."""

_SUMMED: dict[str, Quantity] = {"amount": "money", "whole": "count", "percent": "points"}


def faults_of(clause: Clause, source: str, manifest: Manifest, known: Known) -> Iterator[Fault]:
    """Yield the faults of one clause against the ``source`` text and the ``known`` ledgers."""
    text = squeezed(source)
    for part in ("rules", "judged"):
        for index, item in enumerate(getattr(clause, part)):
            if squeezed(item.quote) not in text:
                yield (part, index, "quote"), f"these words are not in {manifest.source}; quote the document verbatim"
    for index, rule in enumerate(clause.rules):
        at = ("rules", index)
        if rule.clause != clause.clause:
            yield (*at, "id"), f"{rule.id} is not of clause {clause.clause}; its id begins with R{clause.clause:02d}"
        yield from _rule_faults(rule, at, known)
        for number, reading in enumerate(rule.readings):
            where = (*at, "readings", number)
            if reading.name in {other.name for other in rule.readings[:number]}:
                yield (*where, "name"), "two readings of one rule have this name; name each differently"
            elif reading.measure or reading.target or reading.period:
                yield from _rule_faults(rule.under(reading.name), where, known)
            else:
                yield (*where, "name"), "the reading changes nothing; give it a measure, a target or a period"


def squeezed(text: str) -> str:
    """Return ``text`` without white space, as quotes are compared."""
    return "".join(text.split())


def _rule_faults(rule: Rule, at: tuple[str | int, ...], known: Known) -> Iterator[Fault]:
    ledger = rule.measure.ledger
    if ledger not in known:
        yield (*at, "measure", "ledger"), f"there is no ledger {ledger}; known: {', '.join(known)}"
        return
    kinds = known[ledger]
    for where, column in _columns(rule.measure):
        if column not in kinds:
            yield (*at, "measure", *where), f"{ledger} has no column {column}; it has {', '.join(kinds)}"
            return
    if isinstance(rule.period, Deadline) and kinds.get(rule.period.column, KnownColumn("")).kind != "day":
        yield (*at, "period", "column"), f"{rule.period.column} is not a date column of {ledger}"
    for path, column, words in _words(rule.measure):
        if unknown := [word for word in words if kinds[column].words and word not in kinds[column].words]:
            yield (
                (*at, "measure", *path),
                f"{column} never holds {', '.join(unknown)}; it holds {', '.join(kinds[column].words)}",
            )
    quantity = _quantity(rule.measure.figure, kinds)
    if quantity != rule.quantity:
        yield (*at, "quantity"), f"the figure is a {quantity}, not a {rule.quantity}; correct one of them"
    if rule.quantity == "count" and any(n != n.to_integral_value() for n in _numbers(rule.target)):
        yield (*at, "target"), "a count is compared with a whole number"
    if rule.pace == "quarterly" and (rule.target.at_least is None or rule.period.kind != "year"):
        yield (*at, "pace"), "only a yearly target of the kind at_least has a quarterly pace"


def _numbers(target: Target) -> list[Decimal]:
    single = [n for n in (target.at_least, target.more_than, target.exactly) if n is not None]
    return [*single, *(target.between or ())]


def _words(measure: Measure) -> Iterator[tuple[tuple[str | int, ...], str, tuple[str, ...]]]:
    """Yield the words that a measure looks for in a column: the key's path, the column, the words."""
    for index, condition in enumerate(measure.where):
        match condition.test:
            case "one_of":
                yield ("where", index, "values"), condition.column, condition.values
            case "contains":
                yield ("where", index, "value"), condition.column, (condition.value,)
            case _:
                continue
    if measure.figure.kind == "every":
        yield ("figure", "value"), measure.figure.column, (measure.figure.value,)


def _columns(measure: Measure) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for index, column in enumerate(measure.by):
        yield ("by", index), column
    for index, condition in enumerate(measure.where):
        for key in ("column", "town", "after"):
            if name := getattr(condition, key, None):
                yield ("where", index, key), name
    figure = measure.figure
    keys = ("column", "columns", "part", "whole", "by", "minus", "part_where")
    for key in keys:
        value = getattr(figure, key, None)
        if isinstance(value, str):
            yield ("figure", key), value
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield ("figure", key, index), item if isinstance(item, str) else item.column


def _quantity(figure: Figure, kinds: Mapping[str, KnownColumn]) -> Quantity:
    match figure.kind:
        case "ratio" | "best_ratio" | "paired_once":
            return "ratio"
        case "sum" | "newest":
            return _SUMMED.get(kinds[figure.column].kind, "count")
        case _:
            return "count"
