"""The cells of a problem, for a person."""

from __future__ import annotations

from assistcheck.i18n import Lang
from assistcheck.problems import Problem

RANGES = 6
"""Ranges of cells that a person is usually shown."""


def cells_shown(problem: Problem, lang: Lang, most: int = RANGES) -> str:
    """Return the addresses of all cells with a fault: the first few ranges, and how many cells where there are more."""
    cells = problem.cells
    shown = ("、" if lang == "zh" else ", ").join(cells[:most])
    if len(cells) <= most:
        return shown
    return shown + (f" 等共 {problem.count} 处" if lang == "zh" else f" and more, {problem.count} in all")
