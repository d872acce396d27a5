"""The heat map: who stands how under which duty, as lines of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from assistcheck.audit.outcomes import Outcome, Report, Status
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.reports.html.rows import SEVERITY_ORDER
from assistcheck.rules.model import Rule
from assistcheck.rules.subjects import Subjects

LineKind = Literal["region", "reporter", "subject"]
"""What a line sums up: all of a region, one that reports with all that belongs to it, or one debtor beside them."""

MapName = Literal["local", "central"]
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
    subjects = report.pack.subjects
    central = central_kinds(subjects)
    local = [outcome for outcome in report.outcomes if outcome.subject.kind not in central]
    others = [outcome for outcome in report.outcomes if outcome.subject.kind in central]
    lines_of = partial(_local_lines, has_regions=has_regions(subjects))
    return _map("local", local, subjects, lines_of), _map("central", others, subjects, _own_line)


def _map(name: MapName, outcomes: Sequence[Outcome], subjects: Subjects, lines_of: Callable[[Outcome], list[_Line]]) -> HeatMap:
    rules = tuple({outcome.rule.id: outcome.rule for outcome in outcomes}.values())
    columns = {rule.id: number for number, rule in enumerate(rules)}
    order = {kind.id: number for number, kind in enumerate(subjects.kinds)}
    grouped: dict[_Line, list[list[Outcome]]] = {}
    for outcome in sorted(outcomes, key=lambda one: order[one.subject.kind]):
        for line in lines_of(outcome):
            cells = grouped.setdefault(line, [[] for _ in rules])
            cells[columns[outcome.rule.id]].append(outcome)
    found = [MapLine(*line, tuple(_cell(one) for one in cells)) for line, cells in grouped.items()]
    return HeatMap(name, rules, tuple(_region_by_region(found)))


def _local_lines(outcome: Outcome, *, has_regions: bool) -> list[_Line]:
    """Return the lines of whoever reports for a subject and of its region; of one without either, a line of its own."""
    subject = outcome.subject
    lines: list[_Line] = []
    if subject.region and has_regions:
        lines.append(("region", untranslated(subject.region), subject.region))
    if subject.reporter:
        lines.append(("reporter", untranslated(subject.reporter), subject.region))
    return lines or _own_line(outcome)


def _own_line(outcome: Outcome) -> list[_Line]:
    return [("subject", outcome.subject.owed_by.words, outcome.subject.region)]


def _region_by_region(lines: Iterable[MapLine]) -> Iterator[MapLine]:
    """Yield lines with those of each region below its own; the regions, and what is of no region, keep their order."""
    found = list(lines)
    yield from (line for line in found if line.region is None)
    for region in dict.fromkeys(line.region for line in found if line.region is not None):
        own = [line for line in found if line.region == region]
        yield from sorted(own, key=lambda line: line.kind != "region")


def _cell(outcomes: list[Outcome]) -> Cell | None:
    if not outcomes:
        return None
    counts = Counter(outcome.status for outcome in outcomes)
    status = min(counts, key=SEVERITY_ORDER.index)
    return Cell(status, counts[status], len(outcomes))
