"""The lines of a history as SVG: numbers alone, no text of a report goes into them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistcheck.reports.history.lines import Line
from assistcheck.reports.history.words import MEASURES

WIDTH, HEIGHT = 1000, 200
"""Of the surface that is drawn on; a page stretches it, the strokes keep their width."""
_TICKS = 4
_APART = 150
"""How far the middles of two labels lie from each other at least, by the same measure."""


class Stroke(NamedTuple):
    """One line of a chart."""

    measure: str
    """The field of the counts that it shows."""
    path: str
    """The data of an SVG path: a piece for every run of reports without a gap."""


class Label(NamedTuple):
    """A day under a chart, and how far from the left it lies."""

    day: date
    at: str
    """As a share of the width: ``25.0%``."""


class Chart(NamedTuple):
    """The three lines of one group, over the time from the first report to the last."""

    strokes: tuple[Stroke, ...]
    top: int
    """What the upper edge stands for."""
    rungs: tuple[int, ...]
    """Where lines of the grid lie across, from the top."""


def chart_of(line: Line, days: Sequence[date]) -> Chart:
    """Return the chart of a line; its upper edge is what was owed at most."""
    top = max(1, line.most)
    across = _positions(days)
    strokes = tuple(Stroke(measure, " ".join(_pieces(line, measure, across, top))) for measure in MEASURES)
    return Chart(strokes, top, tuple(HEIGHT * at // _TICKS for at in range(_TICKS + 1)))


def _positions(days: Sequence[date]) -> list[int]:
    """Return where each day lies from left to right; one alone lies in the middle."""
    first, span = days[0], (days[-1] - days[0]).days
    return [(day - first).days * WIDTH // span if span else WIDTH // 2 for day in days]


def _pieces(line: Line, measure: str, across: Sequence[int], top: int) -> Iterator[str]:
    """Yield the data of a path; a report that stands alone is a point."""
    begun = False
    for x, counts in zip(across, line.counts, strict=True):
        if counts is None:
            begun = False
            continue
        y = HEIGHT - getattr(counts, measure) * HEIGHT // top
        yield f"{'L' if begun else 'M'}{x} {y}" if begun else f"M{x} {y}h0"
        begun = True


def labels(days: Sequence[date], most: int = 5) -> list[Label]:
    """Return at most so many of some days with where they lie: the first, the last, and those nearest to even steps between."""
    across = [*zip(_positions(days), days, strict=True)]
    last, _ = across[-1]
    found = across[:1]
    for step in range(1, most - 1):
        x, day = min(across, key=lambda one: abs(one[0] - WIDTH * step // (most - 1)))
        if x - found[-1][0] >= _APART <= last - x:
            found.append((x, day))
    if len(days) > 1:
        found.append(across[-1])
    return [Label(day, f"{x / WIDTH:.1%}") for x, day in found]
