"""How something that is short, behind or not judged stands beside what an earlier report says of it."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from typing import Literal

from assistcheck.audit.outcomes import Status

OPEN: frozenset[Status] = frozenset({"shortfall", "behind", "undetermined"})
"""Statuses of what is open: somebody has to do something, or to look."""

_GRAVITY: dict[Status, int] = {"behind": 1, "shortfall": 2}
"""Statuses that rest on a figure, and how grave each is."""

Change = Literal["worse", "known", "better"]


def change_of(
    then: tuple[Status, Decimal | None, Collection[str]], now: tuple[Status, Decimal | None, Collection[str]]
) -> Change:
    """Return what has become of something that was open and is: its status, gap and missing periods, then and now.

    What could not be judged and now is short, or the other way round, is worse: somebody has to look at it anew. Gaps are those
    that are published, so that equal ones are never taken for different.
    """
    status, gap, missing = now
    old_status, old_gap, old_missing = then
    if (status in _GRAVITY) != (old_status in _GRAVITY):
        return "worse"
    if status not in _GRAVITY:
        return "known"
    graver = _GRAVITY[status] - _GRAVITY[old_status]
    more = _more(gap, old_gap)
    further, fewer = set(missing) - set(old_missing), set(old_missing) - set(missing)
    if graver > 0 or more > 0 or further:
        return "worse"
    return "better" if graver < 0 or more < 0 or fewer else "known"


def _more(gap: Decimal | None, old: Decimal | None) -> int:
    """Return 1 for a larger gap than before, -1 for a smaller one; one that cannot be told is larger than any."""
    if gap is None or old is None:
        return (gap is None) - (old is None)
    return (gap > old) - (gap < old)
