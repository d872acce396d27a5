"""Who sent when, by what the generator itself put into the exports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from .rows import Version
from .world import Team
from .year import Year


class Sent(NamedTuple):
    """What a team had in an export, beside what it had before."""

    state: str
    late: bool = False
    conflicting: bool = False


def sent(year: Year, team: Team) -> Iterator[Sent]:
    """Yield what a team had in each week's export."""
    before: Version | None = None
    for week in year.weeks:
        file = week.counting(team)
        if file is None:
            yield Sent("missing")
            continue
        late = _quarter(file.version.until) < _quarter(week.day)
        yield Sent(_state(file.version, before), late, len(week.of(team)) > 1)
        before = file.version


def _state(version: Version, before: Version | None) -> str:
    if before is None:
        return "first"
    if version is before:
        return "same"
    return "resaved" if version.content == before.content else "changed"


def _quarter(day: date) -> int:
    return (day.month - 1) // 3
