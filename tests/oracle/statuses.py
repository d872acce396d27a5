"""From a figure, a target and an as-of date to a verdict, in the words of the status table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

YEAR_END = date(2022, 12, 31)
END_OF_2025 = date(2025, 12, 31)
Figure = int | Decimal | Fraction


class Verdict(NamedTuple):
    """What is said of one duty and subject."""

    status: str
    value: object
    gap: object = None
    missing: tuple[str, ...] = ()
    reason: str | None = None


Goal = Callable[[date, Figure], str]
"""An as-of date and a figure -> the status."""


class Target(NamedTuple):
    """What is to be reached, and the status of a figure on a date."""

    least: Figure
    goal: Goal


def undetermined(reason: str) -> Verdict:
    """Return the verdict on a duty that nothing can be said of."""
    return Verdict("undetermined", None, reason=reason)


OUTSIDE = Verdict("not_applicable", None, reason="outside-duty")


def unreached(as_of: date, due: date = YEAR_END) -> str:
    """Return the status of a target that is not reached and has no pace."""
    return "shortfall" if as_of >= due else "not_due"


def unpaced(least: Figure, due: date = YEAR_END) -> Target:
    """Return a target of which nothing is owed before its due day."""
    return Target(least, lambda as_of, value: "met" if value >= least else unreached(as_of, due))


def more_than(least: Figure, due: date) -> Target:
    """Return a target that has to be exceeded."""
    return Target(least, lambda as_of, value: "met" if value > least else unreached(as_of, due))


def ranged(low: int, high: int) -> Target:
    """Return a target between two numbers, or of exactly one."""
    return Target(low, lambda as_of, value: "over" if value > high else "met" if value >= low else unreached(as_of))


def quarter_number(as_of: date) -> int:
    """Return the quarter under way in the programme year: 0 before it, 4 after it."""
    if as_of.year != 2022:
        return 0 if as_of.year < 2022 else 4
    return (as_of.month - 1) // 3 + 1


def paced(least: int, *, money: bool = False) -> Target:
    """Return a target owed evenly over the quarters, its pace rounded down for counts and exact for money."""

    def goal(as_of: date, value: Figure) -> str:
        if value >= least:
            return "met"
        if as_of >= YEAR_END:
            return "shortfall"
        pace = Fraction(least * quarter_number(as_of), 4)
        return "behind" if Fraction(value) < (pace if money else pace // 1) else "on_pace"

    return Target(least, goal)


def verdict(as_of: date, value: Figure, target: Target) -> Verdict:
    """Return the verdict on a figure, with what is still to come."""
    return Verdict(target.goal(as_of, value), value, max(target.least - value, value * 0))  # type: ignore[operator]


def period_verdict(ended: list[str], total: int, good: Callable[[str], bool]) -> Verdict:
    """Return the verdict on a duty of every month or quarter, of which these have ended."""
    missing = tuple(period for period in ended if not good(period))
    value = len(ended) - len(missing)
    if missing:
        return Verdict("shortfall", value, len(missing), missing)
    if not ended:
        return Verdict("not_due", 0, 0)
    return Verdict("met" if len(ended) == total else "on_pace", value, 0)


def as_reported(value: object) -> object:
    """Return a figure as the JSON report has it: money with two decimals, ratios rounded down to six."""
    if isinstance(value, Fraction):
        return f"{Decimal(int(value * 10**6 // 1)).scaleb(-6):.6f}"
    return f"{value:.2f}" if isinstance(value, Decimal) else value
