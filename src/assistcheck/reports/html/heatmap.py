"""The heat map: who stands how under which duty, as lines of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assistcheck.audit.outcomes import Outcome, Report, Status
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.reports.html.rows import SEVERITY_ORDER
from assistcheck.rules.model import Rule, SubjectKind

LineKind = Literal["county", "team", "subject"]
"""What a line sums up: all of a county, all of a team (its units, town and villages), or one debtor above them."""

CENTRAL: tuple[SubjectKind, ...] = ("programme", "city", "work_group")
"""The kinds of subjects above counties and teams; their duties have a map of their own."""
_ORDER: tuple[SubjectKind, ...] = (*CENTRAL, "county", "team", "unit", "town", "village")


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
    county: str | None
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """One map: its rules in the document's order, and its lines in the roster's, each county above its teams."""

    name: Literal["local", "central"]
    rules: tuple[Rule, ...]
    lines: tuple[MapLine, ...]

    @property
    def clauses(self) -> list[tuple[int, int]]:
        """The clauses above the rules: number, and how many columns each has."""
        return list(Counter(rule.clause for rule in self.rules).items())


def maps_of(report: Report) -> tuple[HeatMap, HeatMap]:
    """Return the map of counties and teams, and that of the programme, the cities and the work groups.

    Every outcome stands in exactly one of the two; in the first it counts for its team's line and its county's.
    """
    local = [outcome for outcome in report.outcomes if outcome.subject.kind not in CENTRAL]
    central = [outcome for outcome in report.outcomes if outcome.subject.kind in CENTRAL]
    return _map("local", local), _map("central", central)


def _map(name: Literal["local", "central"], outcomes: list[Outcome]) -> HeatMap:
    rules = tuple({outcome.rule.id: outcome.rule for outcome in outcomes}.values())
    columns = {rule.id: number for number, rule in enumerate(rules)}
    grouped: dict[tuple[LineKind, LocalizedText, str | None], list[list[Outcome]]] = {}
    for outcome in sorted(outcomes, key=lambda one: _ORDER.index(one.subject.kind)):
        for key in _lines_of(outcome):
            cells = grouped.setdefault(key, [[] for _ in rules])
            cells[columns[outcome.rule.id]].append(outcome)
    lines = [MapLine(*key, tuple(_cell(found) for found in cells)) for key, cells in grouped.items()]
    return HeatMap(name, rules, tuple(_county_by_county(lines)))


def _lines_of(outcome: Outcome) -> Iterator[tuple[LineKind, LocalizedText, str | None]]:
    subject = outcome.subject
    if subject.kind in CENTRAL:
        yield "subject", subject.owed_by.words, subject.county
        return
    if subject.county:
        yield "county", untranslated(subject.county), subject.county
    if subject.team:
        yield "team", untranslated(subject.team), subject.county


def _county_by_county(lines: Iterable[MapLine]) -> Iterator[MapLine]:
    """Yield lines with each county's teams below it; the counties, and what is of no county, keep their order."""
    found = list(lines)
    yield from (line for line in found if line.county is None)
    for county in dict.fromkeys(line.county for line in found if line.county is not None):
        own = [line for line in found if line.county == county]
        yield from sorted(own, key=lambda line: line.kind != "county")


def _cell(outcomes: list[Outcome]) -> Cell | None:
    if not outcomes:
        return None
    counts = Counter(outcome.status for outcome in outcomes)
    status = min(counts, key=SEVERITY_ORDER.index)
    return Cell(status, counts[status], len(outcomes))
