"""How far a figure can reach: what the vocabulary and the sheet alone say about its greatest and least value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from math import prod

from assistcheck.rules.ledgers import LedgerSpec
from assistcheck.rules.model import InEach, Rule
from assistcheck.rules.subjects import Subjects

_ONE = Decimal(1)


def related(subjects: Subjects, kind: str) -> set[str]:
    """Return the kinds that a member of ``kind`` belongs to, directly or through another, and ``kind`` itself."""
    found, ahead = {kind}, [kind]
    while ahead:
        for other in subjects.kind(ahead.pop()).belongs_to:
            if other not in found:
                found.add(other)
                ahead.append(other)
    return found


def most(rule: Rule, spec: LedgerSpec, subjects: Subjects) -> Decimal | None:
    """Return the greatest value that a rule's figure can have (in each period, where it is owed in each); ``None``: any."""
    figure = rule.measure.figure
    match figure.kind:
        case "paired_once" | "every" | "attested":
            return _ONE
        case "count":
            return _ONE if rows_are_values(rule, spec, subjects, ()) else None
        case "distinct":
            values = [_values(column, rule, spec, subjects) for column in figure.columns]
            return None if None in values else Decimal(prod(filter(None, values)))
        case _:
            return None


def least(rule: Rule) -> Decimal | None:
    """Return the least value that a rule's figure can have; ``None``: any, as of a growth, which may be negative."""
    return None if rule.measure.figure.kind == "newest" else Decimal(0)


def rows_are_values(rule: Rule, spec: LedgerSpec, subjects: Subjects, columns: tuple[str, ...]) -> bool:
    """Whether the rows that count and the different values of ``columns`` in them are equally many.

    They are where what tells rows of the sheet apart is what the subject, the conditions, the period and the columns say, and
    what a roster says once of these.
    """
    known = {*rule.measure.by, *_fixed(rule, spec), *_own(rule, spec, subjects), *columns}
    for _ in spec.once:  # one may rest on another
        known |= {name for once in spec.once if {*once.key} <= known for name in once.says}
    return bool(spec.identity) and {*spec.identity} <= known


def one_is_enough(rule: Rule) -> bool:
    """Whether one row meets the target of each month or quarter: then rows and different values of them say the same."""
    return isinstance(rule.period, InEach) and (rule.target.at_least == 1 or rule.target.more_than == 0)


def _fixed(rule: Rule, spec: LedgerSpec) -> Iterator[str]:
    """Yield the columns that hold one value in every row that counts (in each period)."""
    for condition in rule.measure.where:
        if condition.test == "blank" or (condition.test == "one_of" and len(condition.values) == 1):
            yield condition.column
    if spec.dated_by and isinstance(rule.period, InEach):
        column = spec.column(spec.dated_by)
        if column and column.type == rule.period.kind:
            yield column.id


def _own(rule: Rule, spec: LedgerSpec, subjects: Subjects) -> Iterator[str]:
    """Yield the columns that hold the one thing that the subject belongs to."""
    kinds = [subjects.kind(kind) for kind in related(subjects, rule.subject.kind)]
    if not any(kind.several for kind in kinds) or rule.subject.per:
        for condition in rule.measure.where:
            column = spec.column(condition.column)
            if condition.test == "own" and column and len(column.names) == 1:
                yield column.id


def _values(name: str, rule: Rule, spec: LedgerSpec, subjects: Subjects) -> int | None:
    """Return how many different values a column can hold in the rows that count for one subject; ``None``: any number."""
    column = spec.column(name)
    if name in {*rule.measure.by, *_fixed(rule, spec)} or column is None:
        return 1
    chosen = [len(one.values) for one in rule.measure.where if one.test == "one_of" and one.column == name]
    if chosen:
        return min(chosen)
    blank = 0 if column.required else 1
    if column.type == "choice":
        return len(column.words) + blank
    kinds = {kind.id: kind for kind in subjects.kinds}
    listed = [len(kinds[one].members) for one in column.names if one in kinds]
    return sum(listed) + blank if listed and all(listed) else None
