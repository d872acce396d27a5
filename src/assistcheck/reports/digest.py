"""What a reader wants first, drawn from a report: who is short, the worst first, and what could not be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistcheck.audit.outcomes import Outcome, Report, Status
from assistcheck.problems import Problem
from assistcheck.reports.wording import OPEN, pressing
from assistcheck.rules.model import Level


@dataclass(frozen=True, slots=True)
class Party:
    """One team with its units, town and villages; or a city, a county, a work group, the programme."""

    name: str
    county: str | None
    items: tuple[Outcome, ...]
    """Its open items, most pressing first."""

    @property
    def weight(self) -> tuple[int, int, int]:
        """How badly it stands: binding duties short, then all short, then behind."""
        short = [item for item in self.items if item.status == "shortfall"]
        binding = sum(item.rule.level in {"binding", "general"} for item in short)
        return binding, len(short), len(self.items) - len(short)


def parties(report: Report) -> list[Party]:
    """Return everybody with open items, the worst first; equals stay in the roster's order."""
    grouped: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in report.outcomes:
        if outcome.status in OPEN:
            subject = outcome.subject
            key = ("team", subject.team) if subject.team else (subject.kind, subject.name)
            grouped.setdefault(key, []).append(outcome)
    found = [Party(name, items[0].subject.county, tuple(sorted(items, key=pressing))) for (_, name), items in grouped.items()]
    return sorted(found, key=lambda party: tuple(-n for n in party.weight))


def subjects_short(report: Report) -> int:
    """Return how many subjects have at least one shortfall: a team, and each of its units, town and villages, by itself."""
    return len({(one.subject.kind, one.subject.name) for one in report.outcomes if one.status == "shortfall"})


def status_counts(report: Report) -> dict[Status, Counter[Level]]:
    """Return how many outcomes of each level have each status."""
    counts: dict[Status, Counter[Level]] = {}
    pairs = Counter((outcome.status, outcome.rule.level) for outcome in report.outcomes)
    for (status, level), number in pairs.items():
        counts.setdefault(status, Counter())[level] = number
    return counts


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Subjects of one rule that could not be judged for one reason, though the duty is due."""

    first: Outcome
    names: tuple[str, ...]


def unjudged(report: Report) -> list[Unjudged]:
    """Return what is due and could not be judged, by rule and reason; binding duties first."""
    grouped: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in report.outcomes:
        if outcome.status == "undetermined" and outcome.is_due:
            why = outcome.reason_text.zh if outcome.reason_text else ""
            grouped.setdefault((outcome.rule.id, why), []).append(outcome)
    found = [Unjudged(group[0], tuple(one.subject.name for one in group)) for group in grouped.values()]
    return sorted(found, key=lambda one: pressing(one.first))


def by_code(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Return problems by their code, the most frequent first."""
    grouped: dict[str, list[Problem]] = {}
    for problem in problems:
        grouped.setdefault(problem.code, []).append(problem)
    return dict(sorted(grouped.items(), key=lambda item: -len(item[1])))
