"""The rosters that rules need: without them nobody is known whom a rule binds, and nothing of it can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from assistcheck.audit.measurement import conditions_of
from assistcheck.problems import Problem
from assistcheck.rules.model import Rule, SubjectKind
from assistcheck.submission.models import ROSTERS
from assistcheck.submission.roster.roster import Roster

_ROSTER_OF: Mapping[SubjectKind, str] = {
    "team": "teams",
    "town": "teams",
    "county": "teams",
    "unit": "units",
    "village": "villages",
    "work_group": "work_groups",
}
"""The roster that names the subjects of a kind."""
_TITLES = {model.sheet.title: model.sheet.id for model in ROSTERS}


def names_nobody(rule: Rule, roster: Roster) -> bool:
    """Whether the roster that names a rule's subjects is missing, so that it binds nobody who is known."""
    return _ROSTER_OF.get(rule.subject.kind) in roster.missing


def missing_rosters(rules: Iterable[Rule], problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return ``problems`` with the missing rosters that ``rules`` need first, as errors."""
    if not any(_is_roster(problem) for problem in problems):
        return tuple(problems)
    needed = {roster for rule in rules for roster in _needed(rule)}
    grave = [one for one in problems if _is_roster(one) and _TITLES[one.value] in needed]
    return *(replace(one, grade="error") for one in grave), *(one for one in problems if one not in grave)


def _is_roster(problem: Problem) -> bool:
    return problem.code == "missing-sheet" and problem.value in _TITLES


def _needed(rule: Rule) -> Iterator[str]:
    """Yield the rosters that tell whom a rule binds, what it counts, and which rows count."""
    if roster := _ROSTER_OF.get(rule.subject.kind):
        yield roster
    yield rule.measure.ledger
    tests = {one.test for one in (*rule.subject.only, *conditions_of(rule))}
    if tests & {"own_unit", "team_has_kind"}:
        yield "units"
