"""The reports of a year as one history: how the duties stand from report to report, in sum, by region and by reporter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from assistcheck.audit.outcomes import STATUSES, Status
from assistcheck.audit.request import Selection
from assistcheck.comparison.history.reports import StatusRecord, TrendRecord
from assistcheck.comparison.history.sendings import Habit, Sending, Workbook, habit_of, sendings_of, workbooks_of
from assistcheck.comparison.record import OF_EVERY_SUBJECT
from assistcheck.i18n import LocalizedText
from assistcheck.rules.subjects import Subjects

_ORDER = {status: at for at, status in enumerate(STATUSES)}

NoteCode = Literal["broken", "other-file", "other-pack", "same-day", "repeated", "narrower", "other-rules", "other-readings"]


class Note(NamedTuple):
    """Something that a reader of a history has to know: what was left out, what cannot be compared."""

    code: NoteCode
    words: LocalizedText


class Counts(NamedTuple):
    """How many duties stand how in one report; the fields are the statuses, in their order."""

    met: int = 0
    on_pace: int = 0
    not_due: int = 0
    behind: int = 0
    shortfall: int = 0
    over: int = 0
    undetermined: int = 0
    not_applicable: int = 0
    waived: int = 0

    @property
    def open(self) -> int:
        """Those that somebody has to act on: short or behind."""
        return self.shortfall + self.behind

    @property
    def owed(self) -> int:
        """All but those that bind nobody."""
        return sum(self) - self.not_applicable


class Roles(NamedTuple):
    """The kinds of subject that reports are grouped by: the region, if there is one, and who reports."""

    region: str | None
    reporting: str


class Point(NamedTuple):
    """One report of a history."""

    as_of: date
    path: str
    rules: str
    """The SHA-256 of the rule pack."""
    readings: Mapping[str, str]
    judged: frozenset[str]
    """The rules that it has outcomes of."""
    duties: int
    """How many outcomes it has, chosen or not."""
    whole: Counts
    regions: Mapping[str, Counts]
    reporters: Mapping[str, Counts]
    workbooks: Mapping[str, tuple[Workbook, ...]]
    """Whose are whose, of those that are of somebody who reports."""
    unreadable: int
    """How many files could not be read."""

    @property
    def counting(self) -> int:
        """How many workbooks of reporters count."""
        return len(self.workbooks)


class Reporter(NamedTuple):
    """Somebody whose workbooks come in."""

    name: str
    region: str | None


@dataclass(frozen=True)
class History:
    """Reports of one rule pack, by their days; each day has one."""

    pack: str
    title: LocalizedText
    roles: Roles
    subjects: Subjects | None
    """The kinds of the pack, where it is at hand."""
    selection: Selection
    points: tuple[Point, ...]
    regions: tuple[str, ...]
    reporters: tuple[Reporter, ...]
    notes: tuple[Note, ...]
    complete: bool
    """Whether every report that was found could be read."""
    files: tuple[str, ...] = ()
    """Every file that was looked into."""

    @property
    def days(self) -> tuple[date, ...]:
        """The day of each report."""
        return tuple(point.as_of for point in self.points)

    def of_region(self, name: str) -> tuple[Counts | None, ...]:
        """Return how the duties of a region stand in each report; ``None`` where it has none."""
        return tuple(point.regions.get(name) for point in self.points)

    def of_reporter(self, name: str) -> tuple[Counts | None, ...]:
        """Return how the duties that a reporter's workbooks speak of stand in each report, likewise."""
        return tuple(point.reporters.get(name) for point in self.points)

    @cached_property
    def sendings(self) -> Mapping[str, tuple[Sending, ...]]:
        """What each reporter had sent by each report."""
        workbooks = [point.workbooks for point in self.points]
        return {one.name: tuple(sendings_of(one.name, workbooks)) for one in self.reporters}

    @cached_property
    def habits(self) -> Mapping[str, Habit]:
        """How each reporter sent over all reports."""
        return {name: habit_of(self.days, found) for name, found in self.sendings.items()}


class Trend:
    """A history while reports are added to it, in any order; of each is kept what it counts."""

    def __init__(self, subjects: Subjects | None, selection: Selection) -> None:
        """Start from nothing, for what a selection takes."""
        self._subjects = subjects
        self._selection = selection
        self._newest: tuple[date, LocalizedText, Roles] | None = None
        self.known: set[tuple[str, str]] = set()
        """Every subject, and what it belongs to: kind and name."""
        self.rules: set[str] = set()
        """Every rule that some report has outcomes of."""
        self._regions: dict[str, None] = {}
        self._reporters: dict[str, str | None] = {}

    @property
    def endings(self) -> tuple[str, ...]:
        """How names may end that people write without it, as far as the pack says."""
        return self._subjects.endings if self._subjects else ()

    def point(self, record: TrendRecord, path: str) -> Point:
        """Return what a history keeps of a report."""
        roles = _roles(record, self._subjects)
        known = self._note_subjects(record, roles)
        chosen = [one for one in record.outcomes if self._takes(one)]
        self._place(chosen, roles)
        if self._newest is None or record.as_of >= self._newest[0]:
            self._newest = (record.as_of, record.rules.title.words, roles)
        region, reporting = roles.region or "", roles.reporting
        return Point(
            record.as_of,
            path,
            record.rules.sha256,
            record.rules.readings,
            frozenset(one.rule for one in record.outcomes),
            len(record.outcomes),
            _counts(Counter(one.status for one in chosen)),
            _grouped((one.subject.get(region), one.status) for one in chosen),
            _grouped((one.subject.get(reporting), one.status) for one in chosen),
            workbooks_of(record, {name for kind, name in known if kind == reporting}),
            sum(one.status == "unreadable" for one in record.inputs),
        )

    def history(self, pack: str, points: Iterable[Point], notes: Iterable[Note], *, complete: bool) -> History:
        """Return the history of some points, each of its own day."""
        _, title, roles = self._newest or (None, LocalizedText(pack, pack), Roles(None, ""))
        reporters = (Reporter(name, region) for name, region in self._reporters.items())
        ordered = tuple(sorted(points, key=lambda point: point.as_of))
        return History(
            pack, title, roles, self._subjects, self._selection, ordered, tuple(self._regions), tuple(reporters),
            (*notes, *_changes(ordered)), complete,
        )  # fmt: skip

    def _note_subjects(self, record: TrendRecord, roles: Roles) -> set[tuple[str, str]]:
        """Remember who is named at all, and return who is in this report."""
        self.rules.update(one.rule for one in record.outcomes)
        groups = [kind for kind in roles if kind]
        found = {(one.subject.get("kind") or "", one.subject.get("name") or "") for one in record.outcomes}
        found |= {(kind, name) for one in record.outcomes for kind in groups if (name := one.subject.get(kind))}
        self.known |= found
        return found

    def _place(self, chosen: Sequence[StatusRecord], roles: Roles) -> None:
        """Remember regions and reporters, those that have duties of their own first, as the roster orders them."""
        own = [one for one in chosen if one.subject.get("kind") in roles]
        for one in (*own, *chosen):
            region = one.subject.get(roles.region) if roles.region else None
            if region:
                self._regions.setdefault(region)
            if reporter := one.subject.get(roles.reporting):
                self._reporters.setdefault(reporter, region)

    def _takes(self, one: StatusRecord) -> bool:
        rules, subjects, within = self._selection
        if rules and one.rule not in rules:
            return False
        if subjects and one.subject.get("name") not in subjects:
            return False
        return all((kind, _of_kind(one, kind)) in within for kind in {kind for kind, _ in within})


def _of_kind(one: StatusRecord, kind: str) -> str:
    """Return what of a kind a subject belongs to, or itself."""
    return one.subject.get(kind) or (one.subject.get("name") or "" if one.subject.get("kind") == kind else "")


def _roles(record: TrendRecord, subjects: Subjects | None) -> Roles:
    """Return the kinds that a report is grouped by: those of the pack, else the keys of its subjects in their order."""
    keys = [key for key in record.outcomes[0].subject if key not in OF_EVERY_SUBJECT] if record.outcomes else []
    if subjects and set(keys) <= {subjects.roles.region, subjects.roles.reporting}:
        roles = subjects.roles
        return Roles(None if roles.region in {roles.whole, roles.reporting} else roles.region, roles.reporting)
    if not keys:
        return Roles(None, "")
    return Roles(keys[0] if len(keys) > 1 else None, keys[-1])


def _counts(counted: Mapping[Status, int]) -> Counts:
    return Counts(*(counted.get(status, 0) for status in _ORDER))


def _grouped(pairs: Iterable[tuple[str | None, Status]]) -> dict[str, Counts]:
    """Return how many duties stand how in each group; what belongs to none is left out."""
    counted: dict[str, Counter[Status]] = {}
    for (name, status), number in Counter(pairs).items():
        if name:
            counted.setdefault(name, Counter())[status] = number
    return {name: _counts(found) for name, found in counted.items()}


def _changes(points: Sequence[Point]) -> Iterator[Note]:
    """Yield where reports cannot be compared with those before: other rules, other readings, fewer duties."""
    everything: frozenset[str] = frozenset().union(*(point.judged for point in points))
    fullest = max((point.duties for point in points), default=0)
    for before, point in zip((None, *points), points, strict=False):
        day = point.as_of.isoformat()
        if before and before.rules != point.rules:
            zh, en = f"{day} 起规则包有改动，前后的数不完全可比", f"the rule pack is another from {day} on"
            yield Note("other-rules", LocalizedText(zh, f"{en}: figures before and after are not quite of one kind"))
        if before and before.readings != point.readings:
            told = "、".join(f"{rule}={name}" for rule, name in sorted(point.readings.items())) or "-"
            zh, en = f"{day} 起口径为 {told}", f"from {day} on the readings are {told.replace('、', ', ')}"
            yield Note("other-readings", LocalizedText(zh, en))
        if lacking := len(everything - point.judged):
            zh = f"{day} 的报告只核对了一部分规则（少 {lacking} 条）"
            yield Note("narrower", LocalizedText(zh, f"the report of {day} is of some rules alone ({lacking} fewer)"))
        elif point.duties * 2 < fullest:
            zh = f"{day} 的报告只有 {point.duties} 项，最全的有 {fullest} 项"
            yield Note("narrower", LocalizedText(zh, f"the report of {day} has {point.duties} duties, the fullest {fullest}"))
