"""The pack broken by hand, rule by rule: of every wrong rule some case must say so.

A mutant is a rule with one thing changed: a target, a condition, a date. The cases are read once and audited
again under each mutant; a mutant under which all of them still hold has survived, and the cases lack one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from assistcheck.ledgers.schema import Column, FieldKind
from assistcheck.rules.model import (
    AppliesTo,
    ByDate,
    Clause,
    Deadline,
    InEach,
    Measure,
    Period,
    Reading,
    Rule,
    Target,
    Yearly,
)
from assistcheck.rules.vocabulary import Applicability, Blank, Condition, Count, Distinct, Figure, Filled, Ratio, SameGroup, Sum
from builders.packs import LEDGERS, PACK, PROGRAMME
from cases.casebook import BOOK

MEASURED = tuple(rule for rule in PACK.rules if not rule.attested)

Changes = Iterator[tuple[str, Any]]
"""What a part of a rule is changed to, with words for the change."""

ONE_ROW = (
    "identity, or what a roster says once, leaves one counted row for each of these values, so rows and values are as many"
)
ONE_IS_ENOUGH = "a period needs one row, and wherever there is a row there is one value"
DATED_LATER = "a row of a later quarter is dated after the day that the duty is due by, and never counts"
NEVER_ABOVE = "the figure is 0 or 1, one row at most, or a share: it is never above 1"
EQUIVALENT: dict[tuple[str, str], str] = {
    ("R00.1", "figure distinct town -> count"): ONE_ROW,
    ("R00.2", "figure distinct town village -> count"): ONE_ROW,
    ("R05.3", "figure count -> distinct title"): ONE_ROW,
    ("R10.6", "figure count -> distinct project"): ONE_ROW,
    ("R14.1", "figure count -> distinct project"): ONE_ROW,
    ("R15.2", "figure distinct home partner -> count"): ONE_ROW,
    ("R15.3", "figure distinct home partner -> count"): ONE_ROW,
    ("R19.1", "figure distinct name -> count"): ONE_ROW,
    ("R19.4", "figure distinct enterprise -> count"): ONE_ROW,
    ("R08.5", "figure count -> distinct"): ONE_ROW,
    ("R08.7", "figure count -> distinct"): ONE_ROW,
    ("R05.4", "figure count -> distinct"): ONE_IS_ENOUGH,
    ("R05.5", "figure count -> distinct"): ONE_IS_ENOUGH,
    ("R08.3", "figure count -> distinct"): ONE_IS_ENOUGH,
    ("R08.4", "figure count -> distinct"): ONE_IS_ENOUGH,
    ("R08.5", "where one_of quarter"): DATED_LATER,
    ("R08.7", "where one_of quarter"): DATED_LATER,
    ("R06.1", "target at_least -> exactly 1"): NEVER_ABOVE,
    ("R08.5", "target at_least -> exactly 1"): NEVER_ABOVE,
    ("R08.7", "target at_least -> exactly 1"): NEVER_ABOVE,
    ("R16.1", "target at_least -> exactly 1"): NEVER_ABOVE,
}
"""(rule, how the change begins) of the mutants that cannot change any verdict, and why."""


@pytest.mark.parametrize("rule", MEASURED, ids=lambda rule: rule.id)
def test_some_case_notices_each_mutant_of(rule: Rule) -> None:
    excused = tuple(start for rule_id, start in EQUIVALENT if rule_id == rule.id)
    survivors = [f"{rule.id}: {words} survived" for words, mutant in mutants_of(rule) if not noticed(mutant)]
    assert [line for line in survivors if not line.startswith(tuple(f"{rule.id}: {start}" for start in excused))] == []


@pytest.mark.parametrize(("rule_id", "start"), EQUIVALENT)
def test_no_case_can_notice_the_equivalent_mutant(rule_id: str, start: str) -> None:
    rule = next(rule for rule in MEASURED if rule.id == rule_id)
    found = [(words, mutant) for words, mutant in mutants_of(rule) if words.startswith(start)]
    assert found
    assert [words for words, mutant in found if noticed(mutant)] == []


def noticed(mutant: Rule) -> bool:
    """Whether some case does not hold when the pack has ``mutant`` in place of the rule."""
    pack = PACK.model_copy(update={"clauses": (Clause.model_construct(rules=(mutant,)),)})
    return any(case.faults(pack) for case in BOOK.cases_of(mutant))


def mutants_of(rule: Rule) -> Changes:
    """Yield every mutant of a rule and of its readings, each with words for what is changed."""
    for part, changes in (
        ("target", targets(rule)),
        ("measure", measures(rule)),
        ("period", periods(rule)),
        ("subject", bindings(rule.subject)),
        ("pace", paces(rule)),
    ):
        for words, changed in changes:
            yield words, rule.model_copy(update={part: changed})
    for reading in rule.readings:
        yield f"read as {reading.name}", rule.under(reading.name)
        for words, changed in readings(rule, reading):
            others = tuple(changed if other is reading else other for other in rule.readings)
            yield f"reading {reading.name}: {words}", rule.model_copy(update={"readings": others})


def readings(rule: Rule, reading: Reading) -> Changes:
    """Yield changes of what a reading itself says."""
    yield "read as the default", reading.model_copy(update={"measure": None, "target": None, "period": None})
    read = rule.under(reading.name)
    for part, changes in (("target", targets(read)), ("measure", measures(read)), ("period", periods(read))):
        if getattr(reading, part) is not None:
            yield from ((words, reading.model_copy(update={part: changed})) for words, changed in changes)


# --- what is owed, and when ---------------------------------------------------------------------

STEPS = {"count": ("1",), "money": ("0.01",), "ratio": ("0.01", "0.000001"), "points": ("0.000001",)}
KINDS = {"at_least": ("more_than", "exactly"), "more_than": ("at_least",), "exactly": ("at_least",)}


def targets(rule: Rule) -> Changes:
    given = rule.target.model_dump(exclude_none=True)
    owed_for = {name: given.pop(name) for name in ("per", "within") if name in given}
    for kind, number in given.items():
        ends = number if isinstance(number, tuple) else (number,)
        for step in (Decimal(sign + step) for step in STEPS[rule.quantity] for sign in "+-"):
            for place, end in enumerate(ends):
                changed = (*ends[:place], end + step, *ends[place + 1 :])
                if changed == tuple(sorted(changed)):
                    value = changed if len(ends) > 1 else changed[0]
                    yield (
                        f"target {kind} {shown(number)} -> {shown(value)}",
                        Target.model_validate({kind: value, **owed_for}),
                    )
        for other in KINDS.get(kind, ("at_least",)):
            yield f"target {kind} -> {other} {shown(ends[0])}", Target.model_validate({other: ends[0], **owed_for})
    if rule.subject.kind in {"team", "town", "village"} and not isinstance(rule.period, InEach):
        flipped = {"per": None, "within": None} if rule.target.per else {"per": "village", "within": "town"}
        yield f"target per -> {flipped['per']}", rule.target.model_copy(update=flipped)


def paces(rule: Rule) -> Changes:
    if rule.period.kind == "year" and rule.target.at_least is not None:
        flipped = "none" if rule.pace == "quarterly" else "quarterly"
        yield f"pace {rule.pace} -> {flipped}", flipped


def periods(rule: Rule) -> Changes:
    match rule.period:
        case Yearly():
            for day in (date(2022, 6, 30), date(2022, 12, 30), date(2023, 1, 1)):
                yield f"period year -> by {day}", ByDate(kind="by", date=day)
        case ByDate(date=day):
            for other in (day - timedelta(days=1), day + timedelta(days=1)):
                yield f"period by {day} -> by {other}", ByDate(kind="by", date=other)
            yield f"period by {day} -> year", Yearly(kind="year")
        case Deadline() as deadline:
            for days in (deadline.days - 1, deadline.days + 1):
                yield f"period deadline {deadline.days} -> {days}", deadline.model_copy(update={"days": days})
            yield "period deadline -> year", Yearly(kind="year")
            yield "period deadline from paid_on", deadline.model_copy(update={"column": "paid_on"})
        case InEach() as each:
            yield from repeated(each, LEDGERS[rule.measure.ledger].dating)


def repeated(each: InEach, dating: FieldKind | None) -> Changes:
    """Yield other months or quarters that a duty could be owed in, of rows that are dated by a ``dating``."""
    swapped = "quarter" if each.kind == "month" else "month"
    if dating != "quarter":
        yield f"period {each.kind} -> {swapped}", each.model_copy(update={"kind": swapped})
    firsts = [None, date(2022, 1, 1), date(2022, 2, 1), date(2022, 4, 1)]
    lasts = [None, date(2022, 3, 30), date(2022, 6, 30), date(2022, 11, 30)]
    ends: list[Period] = [each.model_copy(update={"first": day}) for day in firsts]
    ends += [each.model_copy(update={"last": day}) for day in lasts]
    for changed in ends:
        if isinstance(changed, InEach) and spans(changed) != spans(each):
            yield f"period {each.kind} -> {' '.join(spans(changed)) or 'never'}", changed


def spans(each: InEach) -> list[str]:
    return [span.label for span in PROGRAMME.spans(each.kind, each.first, each.last)]


# --- whom it binds ------------------------------------------------------------------------------


def bindings(subject: AppliesTo) -> Changes:
    for place, test in enumerate(subject.only_if):
        rest = (subject.only_if[:place], subject.only_if[place + 1 :])
        yield f"subject only_if {test.test} removed", subject.model_copy(update={"only_if": (*rest[0], *rest[1])})
        for value in other_values(test, subject.kind):
            changed = (*rest[0], test.model_copy(update={"values": (value,)}), *rest[1])
            yield f"subject only_if {test.test} -> {value}", subject.model_copy(update={"only_if": changed})
    if subject.kind == "unit":
        yield "subject per flipped", subject.model_copy(update={"per": None if subject.per else "team"})


def other_values(test: Applicability, kind: str) -> list[str]:
    match test.test:
        case "is":
            return [name for name in PACK.subjects.kind(kind).members if name not in test.values]
        case "says":
            return other_words(column_of(PACK.subjects.kind(kind).roster or "", test.column), test.values)
        case "group_says":
            return other_words(column_of(test.roster, test.column), test.values)
        case _:
            return []


# --- what is measured ---------------------------------------------------------------------------


def measures(rule: Rule) -> Changes:
    measure = rule.measure
    for column in measure.by:
        by = tuple(other for other in measure.by if other != column)
        yield f"by {column} removed", measure.model_copy(update={"by": by})
    for words, where in conditions(measure.where, measure.ledger):
        yield f"where {words}", measure.model_copy(update={"where": where})
    for words, figure in figures(measure):
        yield f"figure {words}", measure.model_copy(update={"figure": figure})


def conditions(where: tuple[Condition, ...], ledger: str) -> Changes:
    for place, condition in enumerate(where):
        before, after = where[:place], where[place + 1 :]
        yield f"{condition.test} {condition.column} removed", (*before, *after)
        for words, changed in condition_changes(condition, ledger):
            yield f"{condition.test} {condition.column} {words}", (*before, changed, *after)


def condition_changes(condition: Condition, ledger: str) -> Changes:
    match condition.test:
        case "one_of":
            added = other_words(column_of(ledger, condition.column), condition.values)
            yield from value_changes(condition, "values", condition.values, added)
        case "contains":
            for word in other_words(column_of(ledger, condition.column), (condition.value,)):
                yield f"-> {word}", condition.model_copy(update={"value": word})
        case "starts_with":
            yield from value_changes(condition, "values", condition.values, [value[:1] for value in condition.values])
            for value in condition.values:
                longer = tuple(f"{one}市" if one == value else one for one in condition.values)
                yield f"{value} -> {value}市", condition.model_copy(update={"values": longer})
        case "names_place":
            yield from value_changes(condition, "kinds", condition.kinds, [])
        case "same_group":
            yield from donor_changes(condition)
        case "within_days":
            for days in (condition.days - 1, condition.days + 1):
                yield f"{condition.days} -> {days} days", condition.model_copy(update={"days": days})
        case "blank":
            yield "-> filled", Filled(test="filled", column=condition.column)
        case "filled":
            yield "-> blank", Blank(test="blank", column=condition.column)


def donor_changes(condition: SameGroup) -> Changes:
    kinds = condition.says.get("kind", ())
    added = other_words(column_of("units", "kind"), kinds)
    if kinds:
        yield "any kind", condition.model_copy(update={"says": {}})
        changes = [*((f"without {kind}", [other for other in kinds if other != kind]) for kind in kinds if len(kinds) > 1)]
        changes += [(f"with {kind}", [*kinds, kind]) for kind in added]
    else:
        changes = [(f"not {kind}", [other for other in added if other != kind]) for kind in added]
    for words, changed in changes:
        yield words, condition.model_copy(update={"says": {"kind": tuple(changed)}})


def value_changes(condition: Condition, name: str, values: tuple[str, ...], added: list[str]) -> Changes:
    for value in values if len(values) > 1 else ():
        yield f"without {value}", condition.model_copy(update={name: tuple(other for other in values if other != value)})
    for value in added:
        yield f"with {value}", condition.model_copy(update={name: (*values, value)})


def figures(measure: Measure) -> Changes:
    figure = measure.figure
    match figure.kind:
        case "count":
            for column in LEDGERS[measure.ledger].columns:
                if column.name not in measure.by:
                    yield f"count -> distinct {column.name}", Distinct(kind="distinct", columns=(column.name,))
        case "distinct":
            yield f"distinct {' '.join(figure.columns)} -> count", Count(kind="count")
            for column_name in figure.columns if len(figure.columns) > 1 else ():
                yield f"distinct -> {column_name}", figure.model_copy(update={"columns": (column_name,)})
        case "ratio" | "best_ratio":
            yield from ratios(figure, measure.ledger)
        case "newest":
            yield "newest -> sum", Sum(kind="sum", column=figure.column)
            if figure.minus:
                yield "newest minus removed", figure.model_copy(update={"minus": None})
                yield "newest sides swapped", figure.model_copy(update={"column": figure.minus, "minus": figure.column})
        case "every":
            for word in other_words(column_of(measure.ledger, figure.column), (figure.value,)):
                yield f"every {figure.value} -> {word}", figure.model_copy(update={"value": word})
            yield "every -> count", Count(kind="count")
        case "sum" | "paired_once":
            yield f"{figure.kind} -> count", Count(kind="count")


def ratios(figure: Figure, ledger: str) -> Changes:
    if figure.kind not in {"ratio", "best_ratio"}:
        return
    for side in ("part", "whole"):
        here = column_of(ledger, getattr(figure, side))
        for column in LEDGERS[ledger].columns:
            if column.kind == here.kind and column.name != here.name:
                yield f"{side} {here.name} -> {column.name}", figure.model_copy(update={side: column.name})
    if figure.kind == "best_ratio":
        yield "best_ratio -> ratio", Ratio(kind="ratio", part=figure.part, whole=figure.whole)
    if figure.kind == "ratio":
        for words, part_where in conditions(figure.part_where, ledger):
            yield f"part_where {words}", figure.model_copy(update={"part_where": part_where})


# --- words --------------------------------------------------------------------------------------


def column_of(ledger: str, name: str) -> Column:
    return LEDGERS[ledger].by_name[name]


def other_words(column: Column, given: tuple[str, ...]) -> list[str]:
    """Return the values that a column could hold besides those ``given``."""
    match column.kind:
        case "quarter":
            known = [f"2022Q{number}" for number in range(1, 5)]
        case "year":
            known = [str(int(year) + step) for year in given for step in (-1, 1)]
        case _:
            known = list(column.words)
    return [word for word in known if word not in given]


def shown(number: Decimal | tuple[Decimal, ...]) -> str:
    return " to ".join(map(str, number)) if isinstance(number, tuple) else str(number)
