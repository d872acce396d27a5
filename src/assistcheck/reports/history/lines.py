"""The lines of a history, as every format draws them: the whole, then each region, then each reporter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from assistcheck.comparison.history.trend import Counts, History

LineKind = Literal["whole", "region", "reporter"]


class Line(NamedTuple):
    """How the duties of one group stand from report to report."""

    kind: LineKind
    name: str
    """Empty for the whole."""
    region: str | None
    counts: tuple[Counts | None, ...]
    """``None`` where a report has no duty of the group."""

    @property
    def first(self) -> Counts:
        """The first counts that there are."""
        return next((one for one in self.counts if one), Counts())

    @property
    def last(self) -> Counts:
        """The last counts that there are."""
        return next((one for one in reversed(self.counts) if one), Counts())

    @property
    def most(self) -> int:
        """The most duties that were owed in any report."""
        return max((one.owed for one in self.counts if one), default=0)


def whole_line(history: History) -> Line:
    """Return the line of all duties."""
    return Line("whole", "", None, tuple(point.whole for point in history.points))


def region_lines(history: History) -> Iterator[Line]:
    """Yield the line of each region."""
    return (Line("region", name, name, history.of_region(name)) for name in history.regions)


def reporter_lines(history: History) -> Iterator[Line]:
    """Yield the line of each who reports."""
    return (Line("reporter", one.name, one.region, history.of_reporter(one.name)) for one in history.reporters)
