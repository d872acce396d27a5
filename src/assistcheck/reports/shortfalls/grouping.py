"""Shortfall lists (督办清单): the open items of a report, one list for each team, unit, work group, county or town."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistcheck.audit.outcomes import Outcome, Report, Status
from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import file_names, visible
from assistcheck.reports.common.input_notices import head_problems
from assistcheck.reports.common.open_items import LISTED, UNJUDGED, Item, Items

By = Literal["team", "unit", "work-group", "county", "town"]
BY: dict[By, LocalizedText] = {
    "team": LocalizedText("组团", "team"),
    "unit": LocalizedText("帮扶单位", "unit"),
    "work-group": LocalizedText("工作组", "work group"),
    "county": LocalizedText("县（市、区）", "county"),
    "town": LocalizedText("重点镇", "town"),
}
"""Whom lists can be made for."""

_OF_THE_FOLDER = "left-out-file"
"""A problem of which no list speaks: lists written before lie in the folder, and would change what they say."""

Key = tuple[str, str]
"""Whom an outcome is listed with: a name, and the county where one name may stand in two."""


@dataclass(frozen=True, slots=True)
class ShortfallList:
    """What one subject has to do, and where it stands in all; everything a list shows."""

    by: By
    name: str
    """Whom or what it was made for, harmless to show."""
    addressee: str
    """Who owes what is listed: the same, with its county where another one has that name; for a town its team;
    for a county its work group, or where it has none, the teams in it."""
    counties: tuple[str, ...]
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
    problems: tuple[Problem, ...]
    """Problems in its rows that stand under no item."""
    heads: tuple[Problem, ...]
    """What is wrong with the workbooks of its teams as such, which stands before everything else."""
    absent: tuple[str, ...]
    """Those of its teams that have sent nothing."""
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

    by: By
    report: Report
    lists: tuple[ShortfallList, ...]
    without: tuple[tuple[str, Mapping[Status, int]], ...]
    """Whom no list was made for since nothing is short, with how its duties stand; only where that was asked for."""
    others: tuple[Item, ...]
    """Open items whose debtor no list is for: the programme, for itself or for a city."""
    problems: tuple[Problem, ...]
    """Problems that stand in no list."""
    only_short: bool


def lists_of(report: Report, by: By, suffix: str, *, only_short: bool = False) -> Lists:
    """Return the lists of a report; ``suffix`` ends the name of each file.

    Each outcome stands in one list at most, so that the lists add up. A unit's duties that it owes once, though it stands in
    several teams, are in the list of the first of them, as ``team`` in the JSON report.
    """
    items = Items(report)
    groups: dict[Key, list[Outcome]] = {}
    others: list[Outcome] = []
    for outcome in report.outcomes:
        key = _key(outcome, by)
        (others if key is None else groups.setdefault(key, [])).append(outcome)
    listed = {key: found for key, found in groups.items() if not only_short or any(o.status == "shortfall" for o in found)}
    files = file_names([_title(key, groups) for key in listed], suffix)
    addressees = {key: _addressee(key, groups, report, by) for key in groups}
    made = [
        _list_of(items, by, (key[0], addressees[key], file), found, only_short=only_short)
        for (key, found), file in zip(listed.items(), files, strict=True)
    ]
    without = tuple((visible(addressees[key]), _counts(found)) for key, found in groups.items() if key not in listed)
    told = {id(problem) for one in made for problem in one.problems}
    told |= {id(problem) for one in made for problem in one.heads}
    told |= {id(problem) for one in made for item in (*one.items, *one.unjudged) for problem in item.problems}
    return Lists(
        by=by,
        report=report,
        lists=tuple(sorted(made, key=lambda one: tuple(-number for number in one.weight))),
        without=without,
        others=_items(items, others, ("shortfall",) if only_short else LISTED),
        problems=tuple(one for one in report.problems if id(one) not in told and one.code != _OF_THE_FOLDER),
        only_short=only_short,
    )


def _key(outcome: Outcome, by: By) -> Key | None:
    """Return the list that an outcome stands in, or ``None``."""
    subject, owed_by = outcome.subject, outcome.subject.owed_by
    county = subject.county or ""
    match by:
        case "team":
            return (subject.team, county) if subject.team else None
        case "town":
            return (subject.town, county) if subject.town and subject.kind in {"town", "village"} else None
        case "unit":
            return (subject.name, "") if subject.kind == "unit" else None
        case "work-group":
            return (owed_by.name, "") if owed_by.kind == "work_group" else None
        case "county":
            return (county, "") if county and owed_by.kind != "programme" else None


def _title(key: Key, groups: Mapping[Key, object]) -> str:
    """Return a subject's name, with its county where another one has the same name."""
    name, county = key
    return f"{name}（{county}）" if county and sum(other == name for other, _ in groups) > 1 else name


def _addressee(key: Key, groups: Mapping[Key, Sequence[Outcome]], report: Report, by: By) -> str:
    """Return who owes what is listed together; never a county or a town, which it is for."""
    subjects = [outcome.subject for outcome in groups[key]]
    match by:
        case "county":
            debtor = report.counties.get(key[0])
            if debtor is not None and debtor.kind == "work_group":
                return debtor.name
            return "、".join(dict.fromkeys(subject.team or subject.owed_by.name for subject in subjects))
        case "town":
            return "、".join(dict.fromkeys(subject.owed_by.name for subject in subjects))
        case _:
            return _title(key, groups)


def _list_of(items: Items, by: By, names: tuple[str, str, str], outcomes: list[Outcome], *, only_short: bool) -> ShortfallList:
    statuses: tuple[Status, ...] = ("shortfall",) if only_short else LISTED
    found = _items(items, outcomes, statuses)
    teams = {outcome.subject.team for outcome in outcomes if outcome.subject.team}
    own = {one.path for one in items.report.inputs if one.reporter in teams}
    heads = tuple(one for one in head_problems(items.report) if one.place.path in own)
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
        counties=tuple(dict.fromkeys(visible(o.subject.county) for o in outcomes if o.subject.county)),
        file=names[2],
        report=items.report,
        files=items.files,
        counts=_counts(outcomes),
        items=tuple(item for item in found if item.outcome.status != UNJUDGED),
        unjudged=tuple(item for item in found if item.outcome.status == UNJUDGED),
        problems=tuple(sorted(problems.values(), key=lambda problem: problem.place)),
        heads=heads,
        absent=tuple(team for team in items.report.absent if team in teams),
        only_short=only_short,
    )


def _items(items: Items, outcomes: Iterable[Outcome], statuses: tuple[Status, ...]) -> tuple[Item, ...]:
    found = (items.item(outcome) for outcome in outcomes if outcome.status in statuses)
    return tuple(sorted(found, key=lambda item: item.order))


def _counts(outcomes: Iterable[Outcome]) -> Counter[Status]:
    return Counter(outcome.status for outcome in outcomes)
