"""What happened from one week to the next, and why: by the model alone, which can let each thing change by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from .rows import Row
from .truth import Key, Periods, Setting, Verdict, excused, last_day, setting_of, shows, unexcused, used, verdicts
from .world import Team
from .year import Week, Year

DATA, RULES, WAIVERS, TIME = "data", "rules", "waivers", "time"
FACTORS = (DATA, RULES, WAIVERS, TIME)
_FIELDS = {DATA: "version", RULES: "readings", TIME: "day"}
_BEST_FIRST = ("met", "not_applicable", "waived", "on_pace", "not_due", "behind", "shortfall", "undetermined")
_WEIGHED = {"on_pace", "not_due", "behind", "shortfall"}
_HAPPENED = {"R01.5", "R05.2", "R05.4", "R07.4", "R11.3"}
"""The duties that count or add up what has happened, which cannot un-happen."""


class Event(NamedTuple):
    """What became of one duty."""

    key: Key
    kind: str
    causes: frozenset[str]
    before: Verdict
    after: Verdict


def events(year: Year, before: Week, after: Week) -> Iterator[Event]:
    """Yield every duty that is not as it was.

    A report tells of a waiver only while it excuses something. One that excuses in the one week what was not open in the
    other counts as on record in both.
    """
    for team in year.teams:
        old, new = setting_of(before, team), setting_of(after, team)
        worlds = {changed: unexcused(team, _mixed(old, new, changed)) for changed in _subsets()}
        for key, found in worlds[frozenset(FACTORS)].items():
            periods = _on_record(key, (worlds[frozenset()][key], before), (found, after))
            mine = {changed: excused(world[key], periods[WAIVERS in changed]) for changed, world in worlds.items()}
            was, now = mine[frozenset()], mine[frozenset(FACTORS)]
            if (kind := kind_of(was, now)) != "unchanged":
                yield Event(key, kind, _causes(mine), was, now)


def _on_record(key: Key, old: tuple[Verdict, Week], new: tuple[Verdict, Week]) -> tuple[Periods, Periods]:
    """Return what waivers excuse of a duty before and after, as far as two reports tell."""
    first, then = used(key, *old), used(key, *new)
    still = {one for one in first if last_day(key, one, old[1]) >= new[1].day}
    return first | {one for one in then if not shows(one, old[0])}, then | {one for one in still if not shows(one, new[0])}


def kind_of(before: Verdict, after: Verdict) -> str:
    """Return what became of a duty."""
    if after.is_open and not before.is_open:
        return "reopened" if before.status in {"met", "waived"} else "new"
    if before.is_open and after.status in {"met", "waived"}:
        return "closed"
    if (before.status == "undetermined") != (after.status == "undetermined") and before.is_open and after.is_open:
        return "worse"
    ranks = [_BEST_FIRST.index(one.status) for one in (before, after)]
    if ranks[0] != ranks[1]:
        return "better" if ranks[1] < ranks[0] else "worse"
    if after.status not in _WEIGHED:
        return "unchanged"
    if before.missing != after.missing:  # a month more is worse, whatever else was filled in
        return "worse" if {*after.missing} - {*before.missing} else "better"
    if before.gap is None or after.gap is None or before.gap == after.gap:
        return "unchanged"
    return "better" if after.gap < before.gap else "worse"


def _subsets() -> Iterator[frozenset[str]]:
    for size in range(len(FACTORS) + 1):
        yield from map(frozenset, combinations(FACTORS, size))


def _mixed(old: Setting, new: Setting, changed: frozenset[str]) -> Setting:
    """Return the setting in which only some things have changed."""
    values = {field: getattr(new if one in changed else old, field) for one, field in _FIELDS.items()}
    rows = [one.version.rows if one.version else () for one in (old, new)]
    return Setting(**values, fresh=frozenset(rows[1]) - frozenset(rows[0]), fresh_day=new.day)


def _causes(worlds: dict[frozenset[str], Verdict]) -> frozenset[str]:
    """Return without which of them it would not have come so; where there is none, which were enough alone."""
    everything = frozenset(FACTORS)
    was, now = worlds[frozenset()], worlds[everything]

    def alike(one: Verdict, other: Verdict) -> bool:
        if was.status != now.status:
            return (one.status, one.is_open) == (other.status, other.is_open)
        return (one.status, one.is_open, one.gap, one.missing) == (other.status, other.is_open, other.gap, other.missing)

    needed = {one for one in FACTORS if not alike(worlds[everything - {one}], now)}
    return frozenset(needed or {one for one in FACTORS if alike(worlds[frozenset({one})], now)})


def falls(year: Year, before: Week, after: Week) -> Iterator[tuple[Key, Verdict, Verdict]]:
    """Yield each figure of what has happened that is lower than it was, under one reading."""
    for team in year.teams:
        was, now = verdicts(team, before), verdicts(team, after)
        for key, found in now.items():
            old = was[key]
            read_alike = before.readings.get(key[0]) == after.readings.get(key[0])
            if key[0] in _HAPPENED and read_alike and None not in {old.value, found.value} and found.value < old.value:  # type: ignore[operator]
                yield key, old, found


def rows_moved(before: Week, after: Week, team: Team) -> tuple[Counter[Row], Counter[Row]]:
    """Return the rows that went and that came, whatever became of their places; a row changed is one of each."""
    contents = []
    for week in (before, after):
        file = week.counting(team)
        contents.append(file.version.content if file else Counter())
    return contents[0] - contents[1], contents[1] - contents[0]
