"""What a reader wants first, drawn from a report: who is short, the worst first, and what could not be judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from assistcheck.audit.outcomes import Outcome, Subject
from assistcheck.i18n import EMPTY_TEXT, LocalizedText, untranslated
from assistcheck.problems import Problem
from assistcheck.reports.common.phrases import SHORT_OR_BEHIND, urgency
from assistcheck.rules.model import RulePack


@dataclass(frozen=True, slots=True)
class PartySummary:
    """Who has to act: one that reports, with all that belongs to it, or another that owes a duty, itself or for others."""

    name: LocalizedText
    region: str | None
    items: tuple[Outcome, ...]
    """Its open items, most pressing first; the first of them, where only so many are shown."""
    weight: tuple[int, int, int]
    """How badly it stands: binding duties short, then all short, then behind."""

    @property
    def number(self) -> int:
        """How many open items it has."""
        _, short, behind = self.weight
        return short + behind

    def names(self, subject: Subject) -> bool:
        """Whether its name says already whom a duty is for."""
        owed_by = subject.owed_by
        return self.name in {untranslated(subject.name), owed_by.words} and subject.name in owed_by.words.zh


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Subjects of one rule with one reason why they could not be judged, though the duty is due, or are waived."""

    first: Outcome
    names: tuple[str, ...]
    debtors: tuple[LocalizedText, ...]
    """Who owes it to them, where others do."""


class Digest:
    """Who is short or behind, the worst first, and what could not be judged: gathered in one pass over the outcomes."""

    def __init__(self, pack: RulePack, most: int | None = None) -> None:
        """Start from nothing; ``most``: how many items of each party are shown, ``None``: all."""
        self._pack = pack
        self._most = most
        self._parties: dict[tuple[str, LocalizedText], _Party] = {}
        self._unjudged: dict[tuple[str, str], _Group] = {}
        self._waived: dict[tuple[str, str], _Group] = {}

    def add(self, outcomes: Iterable[Outcome]) -> None:
        """Take the next outcomes."""
        for outcome in outcomes:
            status = outcome.status
            if status in SHORT_OR_BEHIND:
                key = party_of(outcome.subject, self._pack)
                party = self._parties.get(key)
                if party is None:
                    party = self._parties[key] = _Party(outcome.subject.region, self._most)
                party.add(outcome)
            elif status == "undetermined" and outcome.is_due:
                _group(self._unjudged, outcome)
            if outcome.excuses:
                _group(self._waived, outcome)

    @cached_property
    def parties(self) -> list[PartySummary]:
        """Everybody with open items, the worst first; equals stay in the roster's order."""
        found = [party.summary(name) for (_, name), party in self._parties.items()]
        return sorted(found, key=lambda party: tuple(-number for number in party.weight))

    @cached_property
    def unjudged(self) -> list[Unjudged]:
        """What is due and could not be judged, by rule and reason; binding duties first."""
        return sorted((group.whole() for group in self._unjudged.values()), key=lambda one: urgency(one.first))

    @property
    def waived(self) -> list[Unjudged]:
        """What recorded waivers excuse, whole or for some periods, in the order of the document."""
        return [group.whole() for group in self._waived.values()]


class _Party:
    """The open items of one party while they are gathered."""

    def __init__(self, region: str | None, most: int | None) -> None:
        self.region = region
        self.most = most
        self.items: list[Outcome] = []
        self.binding = self.short = self.behind = 0

    def add(self, outcome: Outcome) -> None:
        """Take one more; of those that nobody will see some go."""
        if outcome.status == "shortfall":
            self.short += 1
            self.binding += outcome.rule.level in {"binding", "general"}
        else:
            self.behind += 1
        self.items.append(outcome)
        if self.most is not None and len(self.items) > max(_ROOM, 2 * self.most):
            self.items = self._first()

    def summary(self, name: LocalizedText) -> PartySummary:
        """Return what has been gathered."""
        return PartySummary(name, self.region, tuple(self._first()), (self.binding, self.short, self.behind))

    def _first(self) -> list[Outcome]:
        return sorted(self.items, key=urgency)[: self.most]


_ROOM = 40
"""Items of a party that are kept before those that are not shown are left out."""


class _Group:
    """Subjects of one rule with one reason, while they are gathered."""

    def __init__(self, first: Outcome) -> None:
        self.first = first
        self.names: list[str] = []
        self.debtors: dict[LocalizedText, None] = {}

    def add(self, subject: Subject) -> None:
        """Take one more."""
        self.names.append(subject.name)
        if (words := debtor_words(subject)) != EMPTY_TEXT:
            self.debtors[words] = None

    def whole(self) -> Unjudged:
        """Return what has been gathered."""
        return Unjudged(self.first, tuple(self.names), tuple(self.debtors))


def _group(groups: dict[tuple[str, str], _Group], outcome: Outcome) -> None:
    """Add an outcome to the group of its rule and reason."""
    why = outcome.reason_text.zh if outcome.reason_text else ""
    groups.setdefault((outcome.rule.id, why), _Group(outcome)).add(outcome.subject)


def party_of(subject: Subject, pack: RulePack) -> tuple[str, LocalizedText]:
    """Return with whom a subject's duties are shown: whose workbook speaks of it, or else who owes them; by kind and name."""
    owed_by = subject.owed_by
    if subject.reporter:
        return pack.subjects.roles.reporting, untranslated(subject.reporter)
    return owed_by.kind, owed_by.words


def debtor_words(subject: Subject) -> LocalizedText:
    """Return who owes a subject's duties where that is another than itself; else nothing."""
    return EMPTY_TEXT if subject.debtor is None or subject.debtor.name == subject.name else subject.debtor.words


def faults_in(problems: Iterable[Problem]) -> int:
    """Return how many places of the data problems stand in, however many of them are told as one."""
    return sum(problem.count for problem in problems)


def errors_in(problems: Iterable[Problem]) -> int:
    """Return how many places of the data are errors."""
    return faults_in(problem for problem in problems if problem.level == "error")


def by_code(problems: Iterable[Problem]) -> dict[str, list[Problem]]:
    """Return problems by their code, the most frequent first."""
    grouped: dict[str, list[Problem]] = {}
    for problem in problems:
        grouped.setdefault(problem.code, []).append(problem)
    return dict(sorted(grouped.items(), key=lambda item: -faults_in(item[1])))
