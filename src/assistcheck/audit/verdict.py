"""A figure, a target and a date to a verdict."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from assistcheck.audit.measurement import Measured, last_allowed
from assistcheck.audit.outcomes import Status, Threshold
from assistcheck.audit.targets import exceeds, meets, threshold_for
from assistcheck.calendar import Number, ProgrammeYear
from assistcheck.rules.model import ByDate, Deadline, InEach, Rule


class Verdict(NamedTuple):
    """A status, and the numbers that it rests on."""

    status: Status
    goal: Threshold
    expected: Number
    gap: Number | None
    due: date | None
    is_due: bool


class Requirement(NamedTuple):
    """What a rule asks at the as-of date: the goal, what the pace expects, when it falls due."""

    goal: Threshold
    expected: Number
    due: date | None
    is_due: bool


class VerdictCalculator:
    """Judges the subjects of one rule at one as-of date."""

    def __init__(self, rule: Rule, programme: ProgrammeYear, as_of: date) -> None:
        """Keep the rule, the programme year and the as-of date."""
        self._rule = rule
        self._programme = programme
        self._as_of = as_of
        self._terms: dict[tuple[int, date | None], Requirement] = {}
        self._known: dict[tuple[int | None, int, date | None], Verdict] = {}
        """What has been judged already, by whole numbers and none: most subjects have one of a few."""
        self._paced = rule.pace == "quarterly"
        self._each = _EachPeriod(rule.period, programme, as_of) if isinstance(rule.period, InEach) else None

    def verdict(self, measured: Measured, times: int) -> Verdict:
        """Return the verdict on a measured figure; ``times``: for how many the target is owed."""
        if self._each:
            return self._each.verdict(measured)
        value = None if measured.reason else measured.value
        if not (value is None or isinstance(value, int)):
            return self._judged(measured, times)
        key = (value, times, measured.starts_on)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._judged(measured, times)
        return found

    def _judged(self, measured: Measured, times: int) -> Verdict:
        key = (times, measured.starts_on)
        terms = self._terms.get(key)
        if terms is None:
            terms = self._terms[key] = self._terms_of(*key)
        goal, expected, due, is_due = terms
        value = measured.value
        if measured.reason or value is None:
            return Verdict("undetermined", goal, expected, None, due, is_due)
        status = status_of(value, goal, expected, is_due=is_due, paced=self._paced)
        return Verdict(status, goal, expected, 0 if status in {"met", "over"} else _gap(value, goal), due, is_due)

    def _terms_of(self, times: int, starts_on: date | None) -> Requirement:
        rule, programme = self._rule, self._programme
        goal = threshold_for(rule.target, rule.quantity, times)
        due = _due(rule, starts_on, programme)
        is_due = self._as_of >= (due or programme.last_day)
        return Requirement(goal, _expected(rule, goal, programme, self._as_of, is_due=is_due), due, is_due)


class _EachPeriod:
    """Judges a duty that is owed in each month or quarter."""

    def __init__(self, period: InEach, programme: ProgrammeYear, as_of: date) -> None:
        spans = programme.spans(period.kind, period.first, period.last)
        self._ended = sum(span.last <= as_of for span in spans)
        self._all = len(spans)
        self._goal = Threshold("at_least", self._ended)
        self._due = spans[-1].last if spans else None

    def verdict(self, measured: Measured) -> Verdict:
        ended, goal, due = self._ended, self._goal, self._due
        if measured.reason:
            return Verdict("undetermined", goal, ended, None, due, ended > 0)
        status = period_status(len(measured.missing), ended, is_last=ended == self._all)
        return Verdict(status, goal, ended, len(measured.missing) if ended else 0, due, is_due=ended > 0)


def status_of(value: Number, goal: Threshold, expected: Number, *, is_due: bool, paced: bool) -> Status:
    """Return how a figure stands; one that is not reached and not yet due owes nothing by now where it has no pace."""
    if meets(value, goal):
        return "met"
    if exceeds(value, goal):
        return "over"
    if is_due:
        return "shortfall"
    if not paced:
        return "not_due"
    return "behind" if value < expected else "on_pace"


def period_status(missing: int, ended: int, *, is_last: bool) -> Status:
    """Return how a duty of each month or quarter stands: ``ended`` are over, ``is_last``: and no more will be."""
    if not ended:
        return "not_due"
    return "shortfall" if missing else "met" if is_last else "on_pace"


def _due(rule: Rule, starts_on: date | None, programme: ProgrammeYear) -> date | None:
    """Return the day a target falls due; ``None`` where a deadline's first day is not known."""
    match rule.period:
        case ByDate(date=day):
            return day
        case Deadline() as deadline:
            return last_allowed(starts_on, deadline) if starts_on else None
        case _:
            return programme.last_day


def _expected(rule: Rule, goal: Threshold, programme: ProgrammeYear, as_of: date, *, is_due: bool) -> Number:
    if is_due:
        return goal.low
    if rule.pace == "quarterly":
        return programme.expected(goal.low, as_of, whole=rule.quantity == "count")
    return 0


def _gap(value: Number, goal: Threshold) -> Number:
    """Return how much is missing; of a strict target in whole numbers up to the next one: 1 at 20 of more than 20."""
    if goal.kind == "more_than" and isinstance(goal.low, int) and isinstance(value, int):
        return goal.low + 1 - value
    if isinstance(goal.low, Fraction) or isinstance(value, Fraction):
        return Fraction(goal.low) - Fraction(value)
    return goal.low - value
