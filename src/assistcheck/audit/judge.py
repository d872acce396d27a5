"""A figure, a target and a date to a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assistcheck.audit.goals import above, goal_of, reached
from assistcheck.audit.measures import Measured, last_allowed
from assistcheck.audit.outcomes import Goal, Status
from assistcheck.programme import Number, Programme
from assistcheck.rules.model import ByDate, Deadline, InEach, Rule


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, and the numbers that it rests on."""

    status: Status
    goal: Goal
    expected: Number
    gap: Number | None
    due: date | None
    is_due: bool


def judge(rule: Rule, measured: Measured, programme: Programme, as_of: date, villages: int) -> Verdict:
    """Return the verdict on a measured figure; ``villages``: the key villages of the subject's town."""
    if isinstance(rule.period, InEach):
        return _each_period(rule.period, measured, programme, as_of)
    goal = goal_of(rule.target, rule.quantity, villages)
    due = _due(rule, measured, programme)
    is_due = as_of >= (due or programme.last_day)
    expected = _expected(rule, goal, programme, as_of, is_due=is_due)
    value = measured.value
    if measured.reason or value is None:
        return Verdict("undetermined", goal, expected, None, due, is_due)
    paced = rule.pace == "quarterly"
    status = _status(value, goal, is_due=is_due, is_behind=paced and value < expected)
    return Verdict(status, goal, expected, _gap(value, goal), due, is_due)


def _each_period(period: InEach, measured: Measured, programme: Programme, as_of: date) -> Verdict:
    spans = programme.spans(period.kind, period.first, period.last)
    ended = sum(span.last <= as_of for span in spans)
    goal = Goal("at_least", ended)
    due = spans[-1].last if spans else None
    if measured.reason:
        return Verdict("undetermined", goal, ended, None, due, ended > 0)
    status: Status = "shortfall" if measured.missing else "met" if ended == len(spans) else "on_pace"
    return Verdict(status, goal, ended, len(measured.missing), due, ended > 0)


def _due(rule: Rule, measured: Measured, programme: Programme) -> date | None:
    """Return the day a target falls due; ``None`` where a deadline's first day is not known."""
    match rule.period:
        case ByDate(date=day):
            return day
        case Deadline() as deadline:
            return last_allowed(measured.starts_on, deadline) if measured.starts_on else None
        case _:
            return programme.last_day


def _expected(rule: Rule, goal: Goal, programme: Programme, as_of: date, *, is_due: bool) -> Number:
    if is_due:
        return goal.low
    if rule.pace == "quarterly":
        return programme.expected(goal.low, as_of, whole=rule.quantity == "count")
    return 0


def _status(value: Number, goal: Goal, *, is_due: bool, is_behind: bool) -> Status:
    if reached(value, goal):
        return "met"
    if above(value, goal):
        return "over"
    if is_due:
        return "shortfall"
    return "behind" if is_behind else "on_pace"


def _gap(value: Number, goal: Goal) -> Number:
    if reached(value, goal) or above(value, goal):
        return 0
    if isinstance(goal.low, Fraction) or isinstance(value, Fraction):
        return Fraction(goal.low) - Fraction(value)
    return goal.low - value
