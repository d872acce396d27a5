"""Draws of working days of 2022, and who falls short of which duty."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol, TypeVar

from assistcheck.sample.draw import Draw as SeededDraw

YEAR = 2022
MID_YEAR = date(YEAR, 6, 30)

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


class Draw(SeededDraw):
    """Draws of one topic, also of working days of the programme year."""

    def workday(self, first: date = WORKDAYS[0], last: date = WORKDAYS[-1]) -> date:
        """Return a working day from ``first`` to ``last``."""
        return self.pick([day for day in WORKDAYS if first <= day <= last])

    def workdays(self, number: int, first: date = date(YEAR, 1, 17), last: date = date(YEAR, 12, 16)) -> list[date]:
        """Return ``number`` working days in order, one in each equal part of the time."""
        days = [day for day in WORKDAYS if first <= day <= last]
        edges = [len(days) * part // number for part in range(number + 1)] if number else [0]
        return [days[self.between(low, high - 1)] for low, high in pairwise(edges)]


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
