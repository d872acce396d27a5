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


class Stroke(NamedTuple):
    """One line of a chart."""

    measure: str
    """The field of the counts that it shows."""
    path: str
    """The data of an SVG path: a piece for every run of reports without a gap."""


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


def spread(days: Sequence[date], most: int = 5) -> list[date]:
    """Return at most so many of some days, the first and the last among them, evenly between."""
    if len(days) <= most:
        return [*days]
    return [days[at * (len(days) - 1) // (most - 1)] for at in range(most)]
