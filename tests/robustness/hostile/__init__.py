"""Hostile files, made in memory: every bomb, attack, damage, disguise and odd cell the reader is proved against.

Each is a named :class:`robustness.hostile.case.Case` that says what must come of it; ``tests/robustness/test_hostile.py``
runs them through the real command line.
``python -m robustness.hostile FOLDER``, run in ``tests``, writes them out for a look by hand.
"""

from robustness.hostile import bombs, cells, containers, disguises, found, markup, pages, places
from robustness.hostile.case import Case

CASES: tuple[Case, ...] = (
    *bombs.CASES,
    *cells.CASES,
    *containers.CASES,
    *disguises.CASES,
    *found.CASES,
    *markup.CASES,
    *pages.CASES,
    *places.CASES,
)
"""Every case; their names are unique."""
