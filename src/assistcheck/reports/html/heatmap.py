"""The heat map: who stands how under which duty, as lines of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from assistcheck.audit.outcomes import Outcome, Report, Status, Subject
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.reports.html.rows import SEVERITY_ORDER
from assistcheck.rules.model import Rule
from assistcheck.rules.subjects import Subjects

LineKind = Literal["region", "reporter", "subject"]
"""What a line sums up: all of a region, one that reports with all that belongs to it, or one debtor beside them."""

MapName = Literal["local", "central"]
DRAWN = 200
"""How many lines of a map the page draws by itself; of a longer one the regions alone, and one at a time by its script."""
_Line = tuple[LineKind, LocalizedText, str | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one line has under one rule: the gravest status, how many outcomes have it, and how many there are."""

    status: Status
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class MapLine:
    """One line of the map; a cell is ``None`` where the rule binds nobody of it."""

    kind: LineKind
    name: LocalizedText
    region: str | None
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """One map: its rules in the document's order, and its lines in the roster's, each region above those that report in it."""

    name: MapName
    rules: tuple[Rule, ...]
    lines: tuple[MapLine, ...]

    @property
    def clauses(self) -> list[tuple[int, int]]:
        """The clauses above the rules: number, and how many columns each has."""
        return list(Counter(rule.clause for rule in self.rules).items())

    @property
    def is_long(self) -> bool:
        """Whether the map is shown region by region."""
        return len(self.lines) > DRAWN and any(line.kind == "region" for line in self.lines)

    @property
    def drawn(self) -> tuple[MapLine, ...]:
        """The lines that the page draws by itself."""
        return tuple(line for line in self.lines if line.kind != "reporter") if self.is_long else self.lines

    def cut(self, most: int) -> HeatMap:
        """Return the map with its first lines alone; of lines that are shown region by region, all."""
        return self if self.is_long else replace(self, lines=self.lines[:most])


def has_regions(subjects: Subjects) -> bool:
    """Whether the regions are others than the whole and than those that report."""
    roles = subjects.roles
    return roles.region not in {roles.whole, roles.reporting}


def central_kinds(subjects: Subjects) -> tuple[str, ...]:
    """Return the kinds of which no workbook that comes in speaks, but for the regions; their duties have a map of their own."""
    roles = subjects.roles
    local = {roles.reporting, roles.region} if has_regions(subjects) else {roles.reporting}
    kinds = [kind.id for kind in subjects.kinds if kind.id not in local]
    return tuple(kind for kind in kinds if roles.reporting not in subjects.above(kind))


def maps_of(report: Report) -> tuple[HeatMap, HeatMap]:
    """Return the map of the regions and of those that report, and that of everybody else.

    Every outcome stands in exactly one of the two; in the first it counts for the line of whoever reports and for its region's.
    """
    maps = Maps(report.pack.subjects)
    for batch in report.outcomes.batches():
        maps.add(batch)
    return maps.found()


class Maps:
    """The two maps while outcomes are counted for them."""

    def __init__(self, subjects: Subjects, *, by_region: bool = False) -> None:
        """Start from nothing; ``by_region``: those that report have no lines of their own where there are regions."""
        self._central = central_kinds(subjects)
        regions = has_regions(subjects)
        order = {kind.id: number for number, kind in enumerate(subjects.kinds)}
        lines_of = partial(_local_lines, has_regions=regions, with_reporters=not (by_region and regions))
        self._local_map = _MapCounts("local", order, lines_of)
        self._central_map = _MapCounts("central", order, _own_line)

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Count outcomes of one rule."""
        is_central = outcomes[0].subject.kind in self._central
        (self._central_map if is_central else self._local_map).add(outcomes)

    def found(self) -> tuple[HeatMap, HeatMap]:
        """Return the maps."""
        return self._local_map.drawn(), self._central_map.drawn()


@dataclass(slots=True)
class _LineCounts:
    """One line while it is counted."""

    first: tuple[int, int]
    """Where it stands among others: by the kind of its first subject, then as they come."""
    counts: dict[str, Counter[Status]] = field(default_factory=dict)
    """By rule."""


class _MapCounts:
    def __init__(self, name: MapName, order: Mapping[str, int], lines_of: Callable[[Subject], list[_Line]]) -> None:
        self._name = name
        self._order = order
        self._lines_of = lines_of
        self._rules: dict[str, Rule] = {}
        self._lines: dict[_Line, _LineCounts] = {}
        self._of_subject: dict[int, list[_LineCounts]] = {}  # by identity: the report keeps them

    def add(self, outcomes: Sequence[Outcome]) -> None:
        rule = outcomes[0].rule
        self._rules[rule.id] = rule
        for outcome in outcomes:
            lines = self._of_subject.get(id(outcome.subject))
            if lines is None:
                lines = self._of_subject[id(outcome.subject)] = self._found(outcome.subject)
            for line in lines:
                counts = line.counts.get(rule.id)
                if counts is None:
                    counts = line.counts[rule.id] = Counter()
                counts[outcome.status] += 1

    def _found(self, subject: Subject) -> list[_LineCounts]:
        first = (self._order[subject.kind], len(self._of_subject))
        found = []
        for key in self._lines_of(subject):
            line = self._lines.setdefault(key, _LineCounts(first))
            line.first = min(line.first, first)
            found.append(line)
        return found

    def drawn(self) -> HeatMap:
        lines = sorted(self._lines.items(), key=lambda item: item[1].first)
        found = [MapLine(*key, tuple(_cell(line.counts.get(rule)) for rule in self._rules)) for key, line in lines]
        return HeatMap(self._name, tuple(self._rules.values()), tuple(_region_by_region(found)))


def _local_lines(subject: Subject, *, has_regions: bool, with_reporters: bool) -> list[_Line]:
    """Return the lines of whoever reports for a subject and of its region; of one without either, a line of its own."""
    lines: list[_Line] = []
    if subject.region and has_regions:
        lines.append(("region", untranslated(subject.region), subject.region))
    if subject.reporter and (with_reporters or not lines):
        lines.append(("reporter", untranslated(subject.reporter), subject.region))
    return lines or _own_line(subject)


def _own_line(subject: Subject) -> list[_Line]:
    return [("subject", subject.owed_by.words, subject.region)]


def _region_by_region(lines: Iterable[MapLine]) -> Iterator[MapLine]:
    """Yield lines with those of each region below its own; the regions, and what is of no region, keep their order."""
    found = list(lines)
    yield from (line for line in found if line.region is None)
    for region in dict.fromkeys(line.region for line in found if line.region is not None):
        own = [line for line in found if line.region == region]
        yield from sorted(own, key=lambda line: line.kind != "region")


def _cell(counts: Counter[Status] | None) -> Cell | None:
    if not counts:
        return None
    status = min(counts, key=SEVERITY_ORDER.index)
    return Cell(status, counts[status], counts.total())
