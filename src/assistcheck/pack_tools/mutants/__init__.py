"""Rules broken on purpose: a mutant is a rule with one thing changed, and some case should notice it.

Mutants that cannot change any verdict, by what the sheet and the vocabulary say, are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from assistcheck.pack_tools.mutants.measures import measures
from assistcheck.pack_tools.mutants.periods import paces, periods
from assistcheck.pack_tools.mutants.subjects import bindings
from assistcheck.pack_tools.mutants.targets import targets
from assistcheck.rules.ledgers import LedgerSpec
from assistcheck.rules.model import Reading, Rule, RulePack


class Mutant(NamedTuple):
    """A rule with one thing changed."""

    words: str
    """What was changed to what, in the words of the pack's keys."""
    rule: Rule


def mutants_of(rule: Rule, pack: RulePack) -> Iterator[Mutant]:
    """Yield every mutant of a rule and of its readings."""
    for part, words, changed in _changes(rule, pack):
        yield Mutant(words, rule.model_copy(update={part: changed}))
    for words, changed in bindings(rule.subject, pack):
        yield Mutant(words, rule.model_copy(update={"subject": changed}))
    for words, changed in paces(rule):
        yield Mutant(words, rule.model_copy(update={"pace": changed}))
    for reading in rule.readings:
        yield Mutant(f"read as {reading.name}", rule.under(reading.name))
        for words, other in _readings(rule, reading, pack):
            others = tuple(other if one is reading else one for one in rule.readings)
            yield Mutant(f"reading {reading.name}: {words}", rule.model_copy(update={"readings": others}))


def _changes(rule: Rule, pack: RulePack) -> Iterator[tuple[str, str, Any]]:
    """Yield changes of what a reading may change too: the part, words, and what it is changed to."""
    spec = _spec(rule, pack)
    for words, target in targets(rule, spec, pack.subjects):
        yield "target", words, target
    for words, measure in measures(rule, spec, pack):
        yield "measure", words, measure
    for words, period in periods(rule, spec, pack.programme_year):
        yield "period", words, period


def _readings(rule: Rule, reading: Reading, pack: RulePack) -> Iterator[tuple[str, Reading]]:
    yield "read as the default", reading.model_copy(update={"measure": None, "target": None, "period": None})
    for part, words, changed in _changes(rule.under(reading.name), pack):
        if getattr(reading, part) is not None:
            yield words, reading.model_copy(update={part: changed})


def _spec(rule: Rule, pack: RulePack) -> LedgerSpec:
    return next(spec for spec in pack.ledgers if spec.id == rule.measure.ledger)
