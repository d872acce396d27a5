"""The rosters that rules need: without them nobody is known whom a rule binds, and nothing of it can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistcheck.ledgers.registry import Ledgers
from assistcheck.problems import Problem
from assistcheck.rules.conditions import conditions_of
from assistcheck.rules.model import Rule
from assistcheck.submission.roster.roster import Roster


def names_nobody(rule: Rule, roster: Roster) -> bool:
    """Whether the roster that names a rule's subjects is missing, so that it binds nobody who is known."""
    return roster.kind(rule.subject.kind).roster in roster.missing


def lacking_roster(rule: Rule, roster: Roster) -> str | None:
    """Return a missing roster without which a rule's figure or target means nothing; ``None`` where there is none such."""
    kinds = [rule.target.per] if rule.target.per else []
    for _, condition in conditions_of(rule.measure):
        kinds += condition.kinds if condition.test == "names_place" else ()
    return next((one for kind in kinds if (one := roster.kind(kind).roster) in roster.missing), None)


def missing_rosters(
    rules: Iterable[Rule], problems: Sequence[Problem], ledgers: Ledgers, roster: Roster
) -> tuple[Problem, ...]:
    """Return ``problems`` with the missing rosters that ``rules`` need first, as errors."""
    titles = {sheet.title: sheet.id for sheet in ledgers.rosters}
    missing = [one for one in problems if one.code == "missing-sheet" and one.value in titles]
    if not missing:
        return tuple(problems)
    needed = {found for rule in rules for found in _needed(rule, roster)}
    grave = [one for one in missing if titles[one.value] in needed]
    return *(replace(one, grade="error") for one in grave), *(one for one in problems if one not in grave)


def _needed(rule: Rule, roster: Roster) -> Iterator[str]:
    """Yield the rosters that tell whom a rule binds, what it counts, and which rows count."""
    if own := roster.kind(rule.subject.kind).roster:
        yield own
    yield rule.measure.ledger
    yield from (test.roster for test in rule.subject.only_if if test.test == "group_says")
    if lacking := lacking_roster(rule, roster):
        yield lacking
    for test in rule.measure.where:
        if test.test == "same_group":
            yield from (
                kind.roster for kind in roster.subjects.kinds if kind.several and test.group in kind.belongs_to and kind.roster
            )
