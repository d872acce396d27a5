"""Whom a template is for: everybody, or one who reports, with the sheets, names and tasks that are theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistcheck.audit.outcomes import Subject
from assistcheck.audit.subjects import outside_test, subjects_of
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.rules.model import Measure, Rule, RulePack
from assistcheck.submission.roster.roster import Member, Roster


class Task(NamedTuple):
    """A line of the task list that is there beforehand: an attested duty, and whose it is."""

    rule: Rule
    subject: str


class Names(NamedTuple):
    """The names that a column offers, and whether no other one can be right."""

    offered: tuple[str, ...] = ()
    alone: bool = False


class Scope:
    """What a template holds for everybody: all sheets, and the members of kinds that the pack lists."""

    reporter: str | None = None
    """Whose workbook it is."""
    tasks: tuple[Task, ...] = ()
    """The lines of the task list that are there beforehand."""

    def __init__(self, pack: RulePack) -> None:
        """Take all sheets of ``pack``."""
        self.pack = pack
        self.sheets: tuple[Sheet, ...] = tuple(ledgers_of(pack))

    def has(self, ledger: str) -> bool:
        """Whether the sheet of this id is in the workbook."""
        return any(sheet.id == ledger for sheet in self.sheets)

    def is_owed(self, rule: Rule) -> bool:
        """Whether the instructions speak of a duty."""
        return self.has(rule.measure.ledger)

    def names(self, sheet: Sheet, column: Column) -> Names:  # noqa: ARG002 - a reporter's own are known by the sheet too
        """Return what a column offers that names a subject."""
        if column.names == ("subject",):
            return Names()
        kinds = [self.pack.subjects.kind(kind) for kind in column.names]
        members = tuple(name for kind in kinds for name in kind.members)
        return Names(members) if all(kind.members for kind in kinds) else Names()

    def duties(self) -> tuple[str, ...]:
        """Return the ids of the attested duties that the task list offers."""
        return tuple(rule.id for rule in self.pack.rules if rule.attested)


class OwnScope(Scope):
    """What a template holds for one who reports: the sheets with a duty of theirs, their own names, their tasks."""

    def __init__(self, pack: RulePack, roster: Roster, member: Member, owed: Sequence[Rule], tasks: Sequence[Task]) -> None:
        """Take the cover sheet, which is filled in first, and the sheets of the ``owed`` duties."""
        super().__init__(pack)
        self.reporter = member.name
        self.tasks = tuple(tasks)
        self._roster, self._member = roster, member
        self._owed = {rule.id for rule in owed}
        ledgers = {one.ledger for rule in owed for one in _measures(rule)}
        covers = [sheet for sheet in self.sheets if sheet.cover]
        self.sheets = (*covers, *(sheet for sheet in self.sheets if sheet.is_evidence and sheet.id in ledgers))

    def is_owed(self, rule: Rule) -> bool:
        """Whether the duty is that of the reporter, or of somebody that belongs to them."""
        return rule.id in self._owed

    def names(self, sheet: Sheet, column: Column) -> Names:
        """Return what a column offers that names a subject.

        No other one can be right where the column says whose the row is, and the rosters are whole: a row of another's is
        refused.
        """
        if column.names == ("subject",):
            return Names(tuple(dict.fromkeys(task.subject for task in self.tasks)))
        found = tuple(dict.fromkeys(name for kind in column.names for name in self._of_kind(kind)))
        alone = column.name == sheet.owner and all(map(self._is_own, column.names)) and self._is_whole
        return Names(found, alone)

    def duties(self) -> tuple[str, ...]:
        """Return the ids of the attested duties of the reporter, and of those that belong to them."""
        return tuple(dict.fromkeys(task.rule.id for task in self.tasks))

    @property
    def _is_whole(self) -> bool:
        roster = self._roster
        return not (roster.missing or roster.doubtful or roster.unsettled)

    def _is_own(self, kind: str) -> bool:
        return _belongs(self.pack, kind)

    def _of_kind(self, kind: str) -> Iterator[str]:
        """Yield the members of a kind that belong to the reporter, or what the reporter belongs to."""
        reporting = self.pack.subjects.roles.reporting
        if kind == reporting:
            yield self._member.name
        elif self._is_own(kind):
            yield from (one.key[-1] for one in self._roster.belonging(kind, reporting, self._member.name))
        else:
            yield from self._member.groups.get(kind, ())


def scopes_of(pack: RulePack, roster: Roster) -> Iterator[OwnScope]:
    """Yield what each who reports has to fill in, in the order of the roster.

    A sheet is owed by those for whom something in it may count: of whom it cannot be told whether a duty binds them, it is
    taken to bind them. What a subject of several reporters owes once is a task of the first.
    """
    owed: dict[str, dict[str, Rule]] = {member.name: {} for member in roster.reporters.values()}
    tasks: dict[str, list[Task]] = {name: [] for name in owed}
    for rule in pack.rules:
        if not _belongs(pack, rule.subject.kind):
            continue
        for subject in _bound(rule, roster):
            for reporter in subject.reporters:
                owed[reporter][rule.id] = rule
            if rule.attested and subject.reporter:
                tasks[subject.reporter].append(Task(rule, subject.name))
        if roster.kind(rule.subject.kind).roster in roster.missing:
            for rules in owed.values():
                rules[rule.id] = rule
    for member in roster.reporters.values():
        yield OwnScope(pack, roster, member, [*owed[member.name].values()], tasks[member.name])


def _bound(rule: Rule, roster: Roster) -> Iterator[Subject]:
    """Yield the subjects that report, or for whom somebody does, and that a duty may bind."""
    outside = outside_test(rule.subject, roster, lambda _: True)
    for subject in subjects_of(rule.subject.kind, roster, per=rule.subject.per):
        if subject.reporters and outside(subject) != "outside-duty":
            yield subject


def _belongs(pack: RulePack, kind: str) -> bool:
    """Whether members of a kind report, or belong to those who do."""
    reporting = pack.subjects.roles.reporting
    return kind == reporting or reporting in pack.subjects.above(kind)


def _measures(rule: Rule) -> Iterator[Measure]:
    yield rule.measure
    yield from (reading.measure for reading in rule.readings if reading.measure)
