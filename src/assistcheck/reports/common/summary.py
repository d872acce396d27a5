"""What a reader wants first, drawn from a report: who is short, the worst first, and what could not be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistcheck.audit.outcomes import Outcome, Report, Status, Subject
from assistcheck.i18n import EMPTY_TEXT, LocalizedText, untranslated
from assistcheck.problems import Problem
from assistcheck.reports.common.phrases import SHORT_OR_BEHIND, urgency
from assistcheck.rules.model import Level, RulePack


@dataclass(frozen=True, slots=True)
class PartySummary:
    """Who has to act: one that reports, with all that belongs to it, or another that owes a duty, itself or for others."""

    name: LocalizedText
    region: str | None
    items: tuple[Outcome, ...]
    """Its open items, most pressing first."""

    def names(self, subject: Subject) -> bool:
        """Whether its name says already whom a duty is for."""
        owed_by = subject.owed_by
        return self.name in {untranslated(subject.name), owed_by.words} and subject.name in owed_by.words.zh

    @property
    def weight(self) -> tuple[int, int, int]:
        """How badly it stands: binding duties short, then all short, then behind."""
        short = [item for item in self.items if item.status == "shortfall"]
        binding = sum(item.rule.level in {"binding", "general"} for item in short)
        return binding, len(short), len(self.items) - len(short)


def parties(report: Report) -> list[PartySummary]:
    """Return everybody with open items, the worst first; equals stay in the roster's order."""
    grouped: dict[tuple[str, LocalizedText], list[Outcome]] = {}
    for outcome in report.outcomes:
        if outcome.status in SHORT_OR_BEHIND:
            grouped.setdefault(party_of(outcome.subject, report.pack), []).append(outcome)
    found = [
        PartySummary(name, items[0].subject.region, tuple(sorted(items, key=urgency))) for (_, name), items in grouped.items()
    ]
    return sorted(found, key=lambda party: tuple(-n for n in party.weight))


def party_of(subject: Subject, pack: RulePack) -> tuple[str, LocalizedText]:
    """Return with whom a subject's duties are shown: whose workbook speaks of it, or else who owes them; by kind and name."""
    owed_by = subject.owed_by
    if subject.reporter:
        return pack.subjects.roles.reporting, untranslated(subject.reporter)
    return owed_by.kind, owed_by.words


def debtor_words(subject: Subject) -> LocalizedText:
    """Return who owes a subject's duties where that is another than itself; else nothing."""
    return EMPTY_TEXT if subject.debtor is None or subject.debtor.name == subject.name else subject.debtor.words


def subjects_short(report: Report) -> int:
    """Return how many subjects have at least one shortfall, each by itself: one that reports, and whatever belongs to it."""
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
    debtors: tuple[LocalizedText, ...]
    """Who owes it to them, where others do."""


def unjudged(report: Report) -> list[Unjudged]:
    """Return what is due and could not be judged, by rule and reason; binding duties first."""
    grouped: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in report.outcomes:
        if outcome.status == "undetermined" and outcome.is_due:
            why = outcome.reason_text.zh if outcome.reason_text else ""
            grouped.setdefault((outcome.rule.id, why), []).append(outcome)
    found = [
        Unjudged(
            group[0],
            tuple(one.subject.name for one in group),
            tuple(dict.fromkeys(words for one in group if (words := debtor_words(one.subject)) != EMPTY_TEXT)),
        )
        for group in grouped.values()
    ]
    return sorted(found, key=lambda one: urgency(one.first))


def by_code(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Return problems by their code, the most frequent first."""
    grouped: dict[str, list[Problem]] = {}
    for problem in problems:
        grouped.setdefault(problem.code, []).append(problem)
    return dict(sorted(grouped.items(), key=lambda item: -sum(one.count for one in item[1])))
