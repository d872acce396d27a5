"""Other measures: a column of the subject left out, a condition dropped or changed, another figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistcheck.pack_tools.mutants.figures import figures
from assistcheck.pack_tools.mutants.words import other_words
from assistcheck.rules.ledgers import LedgerSpec
from assistcheck.rules.model import Measure, Rule, RulePack
from assistcheck.rules.vocabulary import Blank, Condition, Filled, SameGroup


def measures(rule: Rule, spec: LedgerSpec, pack: RulePack) -> Iterator[tuple[str, Measure]]:
    """Yield other measures of a rule, each with words for the change."""
    measure = rule.measure
    for column in measure.by:
        by = tuple(other for other in measure.by if other != column)
        yield f"by {column} removed", measure.model_copy(update={"by": by})
    for words, where in conditions(measure.where, spec, pack):
        yield f"where {words}", measure.model_copy(update={"where": where})
    for words, figure in figures(rule, spec, pack.subjects):
        yield f"figure {words}", measure.model_copy(update={"figure": figure})
    if measure.figure.kind == "ratio":
        for words, part_where in conditions(measure.figure.part_where, spec, pack):
            figure = measure.figure.model_copy(update={"part_where": part_where})
            yield f"figure part_where {words}", measure.model_copy(update={"figure": figure})


def conditions(where: tuple[Condition, ...], spec: LedgerSpec, pack: RulePack) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """Yield conditions of which one is left out or changed."""
    for place, condition in enumerate(where):
        before, after = where[:place], where[place + 1 :]
        yield f"{condition.test} {condition.column} removed", (*before, *after)
        for words, changed in _changes(condition, spec, pack):
            yield f"{condition.test} {condition.column} {words}", (*before, changed, *after)


def _changes(condition: Condition, spec: LedgerSpec, pack: RulePack) -> Iterator[tuple[str, Condition]]:
    match condition.test:
        case "one_of":
            added = other_words(pack, spec.id, condition.column, condition.values)
            yield from _with_values(condition, "values", condition.values, added)
        case "contains":
            for word in other_words(pack, spec.id, condition.column, (condition.value,)):
                yield f"-> {word}", condition.model_copy(update={"value": word})
        case "starts_with":
            yield from _with_values(condition, "values", condition.values, [value[:1] for value in condition.values])
            for value in condition.values:
                longer = tuple(f"{one}{one[-1]}" if one == value else one for one in condition.values)
                yield f"{value} -> {value}{value[-1]}", condition.model_copy(update={"values": longer})
        case "names_place":
            yield from _with_values(condition, "kinds", condition.kinds, [])
        case "same_group":
            yield from _said(condition, spec, pack)
        case "within_days":
            for days in (condition.days - 1, condition.days + 1):
                yield f"{condition.days} -> {days} days", condition.model_copy(update={"days": days})
        case "blank":
            yield "-> filled", Filled(test="filled", column=condition.column)
        case "filled":
            yield "-> blank", Blank(test="blank", column=condition.column)
        case _:
            return


def _with_values(
    condition: Condition, name: str, values: Sequence[str], added: Sequence[str]
) -> Iterator[tuple[str, Condition]]:
    for value in values if len(values) > 1 else ():
        yield f"without {value}", condition.model_copy(update={name: tuple(other for other in values if other != value)})
    for value in added:
        yield f"with {value}", condition.model_copy(update={name: (*values, value)})


def _said(condition: SameGroup, spec: LedgerSpec, pack: RulePack) -> Iterator[tuple[str, Condition]]:
    """Yield what else the roster rows of the ones that are compared could have to say."""
    column = spec.column(condition.column)
    rosters = [roster for kind in (column.names if column else ()) if (roster := pack.subjects.kind(kind).roster)]
    if not rosters:
        return
    if condition.says:
        yield "says anything", condition.model_copy(update={"says": {}})
        for name, values in condition.says.items():
            for words, changed in _other_values(values, other_words(pack, rosters[0], name, values)):
                yield f"says {name} {words}", condition.model_copy(update={"says": {**condition.says, name: changed}})
        return
    choices = [one for found in pack.ledgers if found.id == rosters[0] for one in found.columns if one.type == "choice"]
    for one in choices:
        for word in one.words if one.required and len(one.words) > 2 else ():
            rest = tuple(other for other in one.words if other != word)
            yield f"says {one.id} not {word}", condition.model_copy(update={"says": {one.id: rest}})


def _other_values(values: tuple[str, ...], others: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for value in values if len(values) > 1 else ():
        yield f"without {value}", tuple(other for other in values if other != value)
    for value in others:
        yield f"with {value}", (*values, value)
