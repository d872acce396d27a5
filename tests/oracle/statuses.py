"""From a value, a target and an as-of date to a status, in the words of the status table."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal

YEAR_END = date(2022, 12, 31)
Verdict = tuple[str, object]
UNDETERMINED: Verdict = ("undetermined", None)
NOT_APPLICABLE: Verdict = ("not_applicable", None)


def unreached(as_of: date, due: date = YEAR_END) -> str:
    """Return the status of a target that is not reached and has no pace."""
    return "shortfall" if as_of >= due else "on_pace"


def unpaced(as_of: date, reached: bool, due: date = YEAR_END) -> str:  # noqa: FBT001 - reads as a sentence
    """Return the status of a duty of which nothing is owed before its due day."""
    return "met" if reached else unreached(as_of, due)


def quarter_number(as_of: date) -> int:
    """Return the quarter under way in the programme year: 0 before it, 4 after it."""
    if as_of.year < 2022:
        return 0
    if as_of.year > 2022:
        return 4
    return (as_of.month - 1) // 3 + 1


def paced_count(as_of: date, value: int, target: int) -> str:
    """Return the status of a count owed evenly over the quarters, the pace rounded down."""
    if value >= target:
        return "met"
    if as_of >= YEAR_END:
        return "shortfall"
    return "behind" if value < target * quarter_number(as_of) // 4 else "on_pace"


def paced_money(as_of: date, value: Decimal, target: int) -> str:
    """Return the status of a sum in 元 owed evenly over the quarters, the pace exact."""
    if value >= target:
        return "met"
    if as_of >= YEAR_END:
        return "shortfall"
    return "behind" if value * 4 < target * quarter_number(as_of) else "on_pace"


def ranged(as_of: date, value: int, low: int, high: int) -> str:
    """Return the status of a count that should lie between two numbers (or be exactly one)."""
    if value > high:
        return "over"
    return unpaced(as_of, value >= low)


def month_verdict(as_of: date, first_month: int, enough: Callable[[int], bool]) -> Verdict:
    """Return the verdict of a duty of every month from the first one to December."""
    months = range(first_month, 13)
    ended = [m for m in months if date(2022, m, monthrange(2022, m)[1]) <= as_of]
    return _periods(ended, len(months), enough)


def quarter_verdict(as_of: date, last_quarter: int, enough: Callable[[int], bool]) -> Verdict:
    """Return the verdict of a duty of every quarter from the first one to the last one named."""
    last_days = {1: date(2022, 3, 31), 2: date(2022, 6, 30), 3: date(2022, 9, 30), 4: date(2022, 12, 31)}
    ended = [q for q in range(1, last_quarter + 1) if last_days[q] <= as_of]
    return _periods(ended, last_quarter, enough)


def _periods(ended: list[int], total: int, enough: Callable[[int], bool]) -> Verdict:
    good = sum(1 for period in ended if enough(period))
    if good < len(ended):
        return "shortfall", good
    return ("met" if len(ended) == total else "on_pace"), good
