"""How much of each part of the terminal report is shown: all of it, or what there is room for on three screens."""

from __future__ import annotations

from typing import NamedTuple

MOST_LINES = 60
"""Lines of a report that a person looks through."""
_ALL = 1_000_000


class Room(NamedTuple):
    """The most that is shown of each part."""

    parties: int
    items: int
    """Of each party."""
    rules: int
    """Of what could not be judged, or is waived."""
    faults: int
    kinds: int
    """Of remarks."""
    names: int = 5
    cells: int = 6
    """Ranges of cells of one fault."""
    examples: int = 2
    """Places of one kind of remark."""
    changes: int = 8
    totals: bool = True
    """Whether it is said how many duties have each status."""
    tables: bool = True
    """Whether counts and rows stand in tables; else in sentences."""
    labels: bool = True
    """Whether each command stands below what it is for; else all of them below one line."""


UNCUT = Room(*(_ALL,) * 9)
"""All of it."""
_SHORT = Room(2, 2, 4, 12, 12, names=3, changes=3, tables=False)
_LISTS_ALONE = _SHORT._replace(parties=0, items=0)
"""Without the items that those of the first screen are the first of."""
_NO_TOTALS = _LISTS_ALONE._replace(totals=False, labels=False)
"""Without what the five figures say already."""
_KINDS_ALONE = _NO_TOTALS._replace(examples=0)
"""Without the places of remarks."""
ROOMS = (
    Room(6, 6, 12, 12, 12),
    Room(4, 4, 8, 12, 12),
    Room(6, 6, 6, 12, 12, tables=False),
    Room(3, 3, 6, 12, 12, tables=False),
    _SHORT._replace(parties=4, items=6, totals=False),
    _SHORT,
    _SHORT._replace(totals=False),
    _LISTS_ALONE,
    _LISTS_ALONE._replace(faults=8),
    _NO_TOTALS._replace(faults=6, rules=2),
    _KINDS_ALONE._replace(faults=6, rules=1),
    _KINDS_ALONE._replace(faults=5, rules=1, changes=2),
    *(_KINDS_ALONE._replace(faults=5, kinds=kinds, rules=0, changes=1, names=2) for kinds in (12, 5, 4, 3, 2)),
    _KINDS_ALONE._replace(faults=4, kinds=2, rules=0, changes=1, names=2),
    _KINDS_ALONE._replace(faults=3, kinds=2, rules=0, changes=1, names=2),
    _KINDS_ALONE._replace(faults=2, kinds=1, rules=0, changes=1, names=2),
    _KINDS_ALONE._replace(faults=1, kinds=1, rules=0, changes=1, names=2),
)
"""The first of them in which a report has no more than so many lines is taken; the last where none has."""
NARROW = 72
"""Columns below which a table of six columns says nothing: what stands in such is left to the list of the first screen."""


def rooms_of(width: int) -> tuple[Room, ...]:
    """Return those of them that a terminal of so many columns has."""
    return ROOMS if width >= NARROW else tuple(room for room in ROOMS if not room.parties)
