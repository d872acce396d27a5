"""Problems as people read them: equal faults of one sheet and column are one, with all their cells."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from assistcheck.i18n import Lang
from assistcheck.location import column_letters, row_ranges
from assistcheck.problems import Problem

_EACH_NAMED = frozenset({"unknown-name", "unknown-alias", "unknown-sheet", "unknown-column"})
"""Codes whose faults are alike only where the same text stands in the cells: each name has to be looked up by itself."""

RANGES = 6
"""Ranges of cells that a person is usually shown."""


class ProblemGroup(NamedTuple):
    """One or more equal faults."""

    problem: Problem
    """The first of them, which speaks for all."""
    rows: tuple[tuple[int, int], ...]
    """The sheet rows of all as inclusive ranges; empty for a whole file or sheet."""
    times: int
    """How many."""

    @property
    def cells(self) -> tuple[str, ...]:
        """The addresses of all as inclusive ranges: ``A7``, ``A9:A12``."""
        if not self.problem.place.cell:
            return ()
        letters = column_letters(self.problem.place.column)
        return tuple(f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}" for first, last in self.rows)

    def cells_shown(self, lang: Lang, most: int = RANGES) -> str:
        """Return the addresses for a person: the first few ranges, and how many cells there are where they are more."""
        shown = ("、" if lang == "zh" else ", ").join(self.cells[:most])
        if len(self.cells) <= most:
            return shown
        return shown + (f" 等共 {self.times} 处" if lang == "zh" else f" and more, {self.times} in all")


def grouped(problems: Iterable[Problem]) -> list[ProblemGroup]:
    """Return equal faults of one sheet and column as one, each where the first of them stands in the list."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        path, sheet, row, column = problem.place
        named = problem.value if problem.code in _EACH_NAMED or not row else ""
        groups.setdefault((problem.code, problem.level, path, sheet, column, problem.expected, named), []).append(problem)
    return [_group(found) for found in groups.values()]


def alone(problem: Problem) -> ProblemGroup:
    """Return one problem by itself."""
    return _group([problem])


def _group(found: list[Problem]) -> ProblemGroup:
    rows = [problem.place.row for problem in found if problem.place.row]
    return ProblemGroup(found[0], row_ranges(rows) if rows else (), len(found))
