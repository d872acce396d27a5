"""Shortfall lists (督办清单): the open items of a report, one list for each member of a kind of subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from assistcheck.audit.outcomes import Outcome, Report, Status, Subject
from assistcheck.equal_problems import told_once
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import file_names, visible
from assistcheck.reports.common.input_notices import head_problems
from assistcheck.reports.common.names import joined
from assistcheck.reports.common.open_items import LISTED, UNJUDGED, Item, Items, order_of

_OF_THE_FOLDER = "left-out-file"
"""A problem of which no list speaks: lists written before lie in the folder, and would change what they say."""


@dataclass(frozen=True, slots=True)
class ShortfallList:
    """What one subject has to do, and where it stands in all; everything a list shows."""

    by: str
    """The kind that it is a member of."""
    name: str
    """Whom or what it was made for, harmless to show."""
    addressee: str
    """Who owes what is listed: the same, or whoever answers for it; for a region without either, those that report in it."""
    regions: tuple[str, ...]
    file: str
    """The name of its file, safe on every system and no other list's."""
    report: Report
    files: Mapping[str, str]
    """What each input is called in words."""
    counts: Mapping[Status, int]
    """How many of its duties have each status; together all that it owes."""
    items: tuple[Item, ...]
    """What is short or behind, the most pressing first."""
    unjudged: tuple[Item, ...]
    """What could not be judged, by rule."""
    waived: tuple[Item, ...]
    """What recorded waivers excuse, whole or for some periods, by rule."""
    problems: tuple[Problem, ...]
    """Problems in its rows that stand under no item."""
    heads: tuple[Problem, ...]
    """What is wrong with the workbooks that speak of it as such, which stands before everything else."""
    absent: tuple[str, ...]
    """Those of them that have sent nothing."""
    only_short: bool
    """Only what is short is listed; the counts are of all."""

    @property
    def as_of(self) -> date:
        """The day of judgement."""
        return self.report.as_of

    @property
    def weight(self) -> tuple[int, int, int, int]:
        """How badly it stands: binding duties short, all short, behind, not judged."""
        binding = sum(one.outcome.status == "shortfall" and one.outcome.rule.level in _BINDING for one in self.items)
        short, behind, unjudged = (self.counts[status] for status in LISTED)
        return binding, short, behind, unjudged


_BINDING = frozenset({"binding", "general"})


@dataclass(frozen=True, slots=True)
class Lists:
    """All lists of a report, the worst first, and what stands in none of them."""

    by: str
    report: Report
    lists: tuple[ShortfallList, ...]
    without: tuple[tuple[str, Mapping[Status, int]], ...]
    """Whom no list was made for since nothing is short, with how its duties stand; only where that was asked for."""
    others: tuple[Item, ...]
    """Open items that no list is for."""
    waived: tuple[Item, ...]
    """What recorded waivers excuse, in a list or not."""
    problems: tuple[Problem, ...]
    """Problems that stand in no list."""
    only_short: bool


def lists_of(report: Report, by: str, suffix: str, *, only_short: bool = False) -> Lists:
    """Return the lists of a report, one for each member of the kind ``by``; ``suffix`` ends the name of each file.

    Each outcome stands in one list at most, so that the lists add up: that of the member of the kind that owes it, or that
    its subject is or belongs to. Duties that a subject owes once, though it belongs to several of the kind, are in the list
    of the first of them, as in the JSON report.
    """
    items = Items(report)
    shelf = _Shelf(report, by)
    groups: dict[str, list[Outcome]] = {}
    others: list[Outcome] = []
    ledgers: set[str] = set()
    for outcome in report.outcomes:
        ledgers.add(outcome.rule.measure.ledger)
        name = shelf.member(outcome.subject)
        (others if name is None else groups.setdefault(name, [])).append(outcome)
    listed = {name: found for name, found in groups.items() if not only_short or any(o.status == "shortfall" for o in found)}
    addressees = {name: shelf.addressee(name, [outcome.subject for outcome in found]) for name, found in groups.items()}
    made = [
        _list_of(items, by, (name, addressees[name], file), found, only_short=only_short)
        for (name, found), file in zip(listed.items(), file_names([*listed], suffix), strict=True)
    ]
    if by == report.pack.subjects.roles.reporting:
        made = _with_unowned(made, items, ledgers)
    without = tuple((visible(addressees[name]), _counts(found)) for name, found in groups.items() if name not in listed)
    told = _told(made)
    return Lists(
        by=by,
        report=report,
        lists=tuple(sorted(made, key=lambda one: tuple(-number for number in one.weight))),
        without=without,
        others=_items(items, others, ("shortfall",) if only_short else LISTED),
        waived=tuple(items.item(outcome) for outcome in report.outcomes if outcome.excuses),
        problems=tuple(told_once(one for one in items.problems if id(one) not in told and one.code != _OF_THE_FOLDER)),
        only_short=only_short,
    )


def debtors_left_out(report: Report, by: str, *, only_short: bool = False) -> dict[str, str]:
    """Return who owes something open that no list of the members of ``by`` is for: each name with the id of its kind."""
    shelf, statuses = _Shelf(report, by), ("shortfall",) if only_short else LISTED
    left = (one.subject for one in report.outcomes if one.status in statuses and shelf.member(one.subject) is None)
    return {subject.owed_by.name: subject.owed_by.kind for subject in left}


def _told(made: Iterable[ShortfallList]) -> set[int]:
    """Return the ids of the problems that lists speak of."""
    told = {id(problem) for one in made for problem in (*one.problems, *one.heads)}
    return told | {id(problem) for one in made for item in (*one.items, *one.unjudged) for problem in item.problems}


def _with_unowned(made: Sequence[ShortfallList], items: Items, ledgers: Collection[str]) -> list[ShortfallList]:
    """Return the lists of reporters, each with the faults of rows of its own workbooks that nobody's list speaks of.

    Such a row does not say whose it is; only the sheets that a duty of the list rests on are looked at.
    """
    report, told = items.report, _told(made)
    sheets: dict[tuple[str, str], str] = {
        (account.path, sheet.title): visible(account.reporter)
        for account in report.inputs
        if account.reporter
        for sheet in account.sheets
        if sheet.ledger in ledgers
    }
    found: dict[str, list[Problem]] = {}
    for problem in items.problems:
        place = problem.place
        if problem.level == "error" and place.row and id(problem) not in told and (place.path, place.sheet) in sheets:
            found.setdefault(sheets[place.path, place.sheet], []).append(problem)
    by_place = attrgetter("place")
    return [replace(one, problems=tuple(sorted([*one.problems, *found.get(one.name, ())], key=by_place))) for one in made]


class _Shelf:
    """Whose list an outcome stands in."""

    def __init__(self, report: Report, by: str) -> None:
        """Sort by the members of the kind ``by``."""
        subjects = report.pack.subjects
        self.report = report
        self.by = by
        self.roles = subjects.roles
        above = subjects.above(by)
        self.is_above = by in subjects.above(self.roles.reporting) and self.roles.reporting not in above
        """Whether those that report belong to members of the kind, and not the other way round as well."""
        past = frozenset({self.roles.reporting})
        self.below = {kind.id for kind in subjects.kinds if kind.id not in above and by in subjects.above(kind.id, past=past)}
        """The kinds whose members belong to one of the kind, but not through whoever reports for them."""

    def member(self, subject: Subject) -> str | None:
        """Return the member that a subject's duties are listed with, or ``None``."""
        owed_by = subject.owed_by
        if self.by == self.roles.reporting:
            return subject.reporter
        if owed_by.kind == self.by:
            return owed_by.name
        if self.is_above:
            name = subject.region if self.by == self.roles.region else subject.group(self.by)
            return name if owed_by.kind != self.roles.whole else None
        return subject.group(self.by) if subject.kind == self.by or subject.kind in self.below else None

    def addressee(self, name: str, subjects: Sequence[Subject]) -> str:
        """Return who owes what is listed together with ``name``, which it may only be for."""
        if self.by == self.roles.reporting or any(subject.owed_by.kind == self.by for subject in subjects):
            return name
        if not self.is_above:
            return self._joined(subject.owed_by.name for subject in subjects)
        debtor = self.report.regions.get(name) if self.by == self.roles.region else None
        if debtor is not None and debtor.kind != self.roles.whole:
            return debtor.name
        return self._joined(subject.reporter or subject.owed_by.name for subject in subjects)

    def _joined(self, names: Iterable[str]) -> str:
        return joined(dict.fromkeys(names), self.report.pack)


def _list_of(items: Items, by: str, names: tuple[str, str, str], outcomes: list[Outcome], *, only_short: bool) -> ShortfallList:
    statuses: tuple[Status, ...] = ("shortfall",) if only_short else LISTED
    found = _items(items, outcomes, statuses)
    reporters = {outcome.subject.reporter for outcome in outcomes if outcome.subject.reporter}
    own = {one.path for one in items.report.inputs if one.reporter in reporters}
    heads = tuple(one for one in head_problems(items.report) if one.place.path in own or _is_copy_of(one, reporters))
    told = {id(problem) for item in found for problem in item.problems} | {id(problem) for problem in heads}
    problems: dict[int, Problem] = {}
    for outcome in outcomes:
        for problem in items.problems_of(outcome):
            if id(problem) not in told:
                problems[id(problem)] = problem
    return ShortfallList(
        by=by,
        name=visible(names[0]),
        addressee=visible(names[1]),
        regions=tuple(dict.fromkeys(visible(o.subject.region) for o in outcomes if o.subject.region)),
        file=names[2],
        report=items.report,
        files=items.files,
        counts=_counts(outcomes),
        items=tuple(item for item in found if item.outcome.status != UNJUDGED),
        unjudged=tuple(item for item in found if item.outcome.status == UNJUDGED),
        waived=() if only_short else tuple(items.item(outcome) for outcome in outcomes if outcome.excuses),
        problems=tuple(sorted(problems.values(), key=lambda problem: problem.place)),
        heads=heads,
        absent=tuple(name for name in items.report.absent if name in reporters),
        only_short=only_short,
    )


def _is_copy_of(problem: Problem, reporters: Collection[str | None]) -> bool:
    """Whether a problem is that one of those who report has sent a marked copy in place of a workbook."""
    return problem.code == _OF_THE_FOLDER and problem.value in reporters


def _items(items: Items, outcomes: Iterable[Outcome], statuses: tuple[Status, ...]) -> tuple[Item, ...]:
    found = (outcome for outcome in outcomes if outcome.status in statuses)
    return tuple(map(items.item, sorted(found, key=order_of)))


def _counts(outcomes: Iterable[Outcome]) -> Counter[Status]:
    return Counter(outcome.status for outcome in outcomes)
