"""Seeded draws: every topic has a sequence of its own, so that a change to one ledger leaves the others as they are."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Protocol, TypeVar

SEED = "assistcheck sample"
YEAR = 2022
MID_YEAR = date(YEAR, 6, 30)

T = TypeVar("T")

_HOLIDAYS = (
    (date(2022, 1, 1), date(2022, 1, 3)),
    (date(2022, 1, 31), date(2022, 2, 6)),
    (date(2022, 4, 3), date(2022, 4, 5)),
    (date(2022, 4, 30), date(2022, 5, 4)),
    (date(2022, 6, 3), date(2022, 6, 5)),
    (date(2022, 9, 10), date(2022, 9, 12)),
    (date(2022, 10, 1), date(2022, 10, 7)),
)
"""The public holidays of 2022, first and last day."""


def _is_workday(day: date) -> bool:
    return day.weekday() < 5 and not any(first <= day <= last for first, last in _HOLIDAYS)


WORKDAYS = tuple(day for n in range(365) if _is_workday(day := date(YEAR, 1, 1) + timedelta(days=n)))
"""The working days of the programme year."""


class Draw:
    """Draws of one topic; only ``Random.random`` is used, whose sequence Python keeps from version to version."""

    def __init__(self, topic: str) -> None:
        """Seed the draws with the topic's name."""
        self._random = Random(f"{SEED}/{topic}")  # noqa: S311 - a sample, not a secret

    def chance(self, share: float) -> bool:
        """Return True in this share of draws."""
        return self._random.random() < share

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of ``choices``."""
        return choices[self.between(0, len(choices) - 1)]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in a random order."""
        found = list(items)
        for last in range(len(found) - 1, 0, -1):
            other = self.between(0, last)
            found[last], found[other] = found[other], found[last]
        return found

    def workday(self, first: date = WORKDAYS[0], last: date = WORKDAYS[-1]) -> date:
        """Return a working day from ``first`` to ``last``."""
        return self.pick([day for day in WORKDAYS if first <= day <= last])

    def workdays(self, number: int, first: date = date(YEAR, 1, 17), last: date = date(YEAR, 12, 16)) -> list[date]:
        """Return ``number`` working days in order, one in each equal part of the time."""
        days = [day for day in WORKDAYS if first <= day <= last]
        edges = [len(days) * part // number for part in range(number + 1)] if number else [0]
        return [days[self.between(low, high - 1)] for low, high in pairwise(edges)]

    def amount(self, low: int, high: int, step: int = 100) -> int:
        """Return an amount in whole 元 that ``step`` divides."""
        return self.between(low // step, high // step) * step


class HasWeakTeam(Hashable, Protocol):
    """Somebody who owes duties, in a team that does well or does not."""

    @property
    def weak(self) -> bool:
        """Whether the team often falls short."""
        ...


S = TypeVar("S", bound=HasWeakTeam)
_SHARE_WEAK, _SHARE_OTHERS = 0.4, 0.012


def draw_shortfalls(rule: str, subjects: Sequence[S], more: float = 0.0) -> frozenset[S]:
    """Return who falls short of a rule: many of the weak teams, few others; always somebody, never everybody.

    Args:
        rule: The rule's id, which seeds the draw.
        subjects: Who owes the duty.
        more: A share on top, for duties that are only encouraged.
    """
    draw = Draw(rule)
    short = {one for one in subjects if draw.chance((_SHARE_WEAK if one.weak else _SHARE_OTHERS) + more)}
    if not short:
        short.add(next((one for one in subjects if one.weak), subjects[0]))
    if len(short) == len(subjects):
        short.remove(subjects[-1])
    return frozenset(short)
