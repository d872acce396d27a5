"""What an audit finds: one outcome for each rule and subject, and the report that holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, groupby
from operator import eq, itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, overload

from assistcheck.audit.exit_code import FailOn, exit_code
from assistcheck.calendar import Number
from assistcheck.exit_codes import ExitCode
from assistcheck.gc_pause import without_collecting
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.rules.model import Level, Rule, RulePack
from assistcheck.submission.row_accounts import InputAccount
from assistcheck.submission.row_marks import RowMarks

if TYPE_CHECKING:
    from assistcheck.audit.baseline import Held, StateTally

Status = Literal["met", "on_pace", "not_due", "behind", "shortfall", "over", "undetermined", "not_applicable", "waived"]

STATUSES: dict[Status, LocalizedText] = {
    "met": LocalizedText("达标", "met"),
    "on_pace": LocalizedText("达到序时进度", "on pace"),
    "not_due": LocalizedText("未到期", "not due"),
    "behind": LocalizedText("滞后", "behind"),
    "shortfall": LocalizedText("未达标", "short"),
    "over": LocalizedText("超出区间", "over"),
    "undetermined": LocalizedText("无法判定", "undetermined"),
    "not_applicable": LocalizedText("不适用", "not applicable"),
    "waived": LocalizedText("已备案", "waived"),
}
"""Every status of an outcome, with its word in each language."""

Reason = Literal["not-submitted", "baseline-missing", "rows-rejected", "unreadable", "outside-duty", "waived"]

REASONS: dict[Reason, LocalizedText] = {
    "not-submitted": LocalizedText("未报送此表", "the sheet was not sent"),
    "baseline-missing": LocalizedText("基数空缺或为零", "the baseline is blank or zero"),
    "rows-rejected": LocalizedText("仅有的填报行都有错误，未能计入", "its only rows have faults and could not be counted"),
    "unreadable": LocalizedText(
        "所在工作表缺列或表头重复，无法读取", "its sheet lacks a column, or has one twice, and cannot be read"
    ),
    "outside-duty": LocalizedText("不在责任范围内", "outside the duty"),
    "waived": LocalizedText("已备案", "waived"),
}
"""Why an outcome is undetermined, not applicable or waived."""


class Debtor(NamedTuple):
    """Who owes a duty (责任主体), which is not always whom it is for."""

    kind: str
    name: str
    """As the roster names it."""
    words: LocalizedText
    """The same, with whom it answers for where it does not owe this to all: Port Alder (for North Quay)."""


class Subject(NamedTuple):
    """Whom a duty binds or is for, as the roster names it."""

    kind: str
    name: str
    """As it is written: a village is 镇/村."""
    key: tuple[str, ...] = ()
    """What stands in the columns that name it."""
    groups: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Kind -> the names of what it belongs to, its own kind included."""
    reporters: tuple[str, ...] = ()
    """Whose workbooks speak of it; empty: any workbook does."""
    region: str | None = None
    """What reports group it by."""
    debtor: Debtor | None = None
    """Who owes what is for it; ``None``: it owes its duties itself."""

    @property
    def reporter(self) -> str | None:
        """The first whose workbook speaks of it."""
        return self.reporters[0] if self.reporters else None

    def group(self, kind: str) -> str | None:
        """Return the first of a kind that it belongs to, or itself."""
        found = self.groups.get(kind)
        return found[0] if found else None

    @property
    def owed_by(self) -> Debtor:
        """Who owes its duties."""
        return self.debtor or Debtor(self.kind, self.name, untranslated(self.name))


class Threshold(NamedTuple):
    """What a figure is compared with: ``low`` and, for a range, ``high``; in the figure's own unit."""

    kind: Literal["at_least", "more_than", "exactly", "between"]
    low: Number
    high: Number | None = None


class Rows(NamedTuple):
    """Rows of one sheet as inclusive ranges; with a ``reason``: rows that do not count, and why not."""

    path: str
    sheet: str
    ranges: tuple[tuple[int, int], ...]
    reason: str | None = None


NearKind = Literal["blank", "unreadable", "lacks", "under-way", "otherwise"]
"""What keeps a row out: a blank; a cell that cannot be read; a list without a word; a duty not yet done; a near value."""


class NearMiss(NamedTuple):
    """A row that would count if one cell said otherwise."""

    place: Location
    """The cell."""
    kind: NearKind
    column: str
    """The id of its column."""
    value: str
    """What stands there, as text; empty where nothing does."""
    wanted: tuple[str, ...] = ()
    """The words one of which would make the row count; empty: any value that can be read."""


class Excuse(NamedTuple):
    """What a recorded waiver (备案) says that excuses a duty, or one of its months or quarters."""

    period: str | None
    """The month or quarter; ``None``: the whole duty."""
    document: str | None
    reason: str
    approved_by: str
    expires: date
    """Its last day."""


class Outcome(NamedTuple):
    """The verdict on one duty of one subject, with the rows behind it."""

    rule: Rule
    """The rule as it was read, an alternative reading included."""
    subject: Subject
    status: Status
    value: Number | None
    """The figure, exact; for month and quarter duties the ended periods that have their number."""
    goal: Threshold
    expected: Number
    """What the pace asks for at the as-of date."""
    gap: Number | None
    """How much is missing to the goal; 0 where it is reached, ``None`` where nothing can be said."""
    due: date | None
    missing: tuple[str, ...] = ()
    """Ended months or quarters without their number."""
    reason: Reason | None = None
    reason_text: LocalizedText | None = None
    reading: str | None = None
    evidence: tuple[Rows, ...] = ()
    excluded: tuple[Rows, ...] = ()
    near: tuple[NearMiss, ...] = ()
    """For what is open or could not be judged: rows that a single cell keeps out."""
    is_due: bool = False
    """Whether the duty, or a period of it, has fallen due, whatever became of it."""
    excuses: tuple[Excuse, ...] = ()
    """The waivers that excuse it, or some of its periods: of these ``missing`` and ``gap`` are free."""


def _since(held: Held) -> StateTally:
    from assistcheck.audit.baseline import StateTally  # noqa: PLC0415 - most runs are held against nothing

    return StateTally(held)


class Tally:
    """How many outcomes there are of each sort, counted as they are judged."""

    def __init__(self, held: Held | None = None) -> None:
        """Start from nothing; ``held``: what the outcomes are held against."""
        self.since = _since(held) if held else None
        """What has become of them since the baseline, where there is one."""
        self.counts: Counter[tuple[Status, Level, bool]] = Counter()
        """By status, how binding the duty is, and whether it is due."""
        self.short: set[tuple[str, str]] = set()
        """Kind and name of each subject with a shortfall."""

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Count outcomes of one rule."""
        if self.since is not None:
            self.since.add(outcomes)
        for (status, is_due), number in Counter(map(_STANDING, outcomes)).items():
            self.counts[status, outcomes[0].rule.level, is_due] += number
            if status == "shortfall":
                self.short.update((one.subject.kind, one.subject.name) for one in outcomes if one.status == status)

    @cached_property
    def levels(self) -> Mapping[Status, Counter[Level]]:
        """How many outcomes of each level have each status."""
        found: dict[Status, Counter[Level]] = {}
        for (status, level, _), number in self.counts.items():
            found.setdefault(status, Counter())[level] += number
        return found

    @cached_property
    def statuses(self) -> Counter[Status]:
        """How many outcomes have each status."""
        return Counter({status: levels.total() for status, levels in self.levels.items()})


_STANDING = itemgetter(Outcome._fields.index("status"), Outcome._fields.index("is_due"))


class Outcomes(Sequence[Outcome]):
    """The outcomes of one audit, in the order of the rules and of the roster.

    They are judged when somebody goes through them. Few are kept then; many are judged as they are gone through, and again
    the next time, so that memory never holds them all, unless one is asked for by its number.
    """

    KEPT = 50_000
    """How many are few."""

    def __init__(self, number: int, judged: Callable[[], Iterator[Sequence[Outcome]]], held: Held | None = None) -> None:
        """Go through what ``judged`` yields, some outcomes of one rule at a time, ``number`` in all.

        ``held``: what they are held against as they are judged.
        """
        self._number = number
        self._judged = judged
        self._held_against = held
        self._kept: Sequence[Sequence[Outcome]] | None = None
        self._tally: Tally | None = None

    @classmethod
    def of(cls, outcomes: Iterable[Outcome], held: Held | None = None) -> Outcomes:
        """Return outcomes that have been judged already."""
        batches = [tuple(group) for _, group in groupby(outcomes, key=lambda one: one.rule.id)]
        return cls(sum(map(len, batches)), lambda: iter(batches), held)

    def batches(self) -> Iterator[Sequence[Outcome]]:
        """Yield all of them, some of one rule at a time."""
        if self._kept is not None or self._number <= self.KEPT:
            yield from self._held()
            return
        tally = Tally(self._held_against)
        for batch in self._judged():
            tally.add(batch)
            yield batch
        self._tally = tally

    def _held(self) -> Sequence[Sequence[Outcome]]:
        """Return all of them, judged at once and kept."""
        if self._kept is None:
            tally = Tally(self._held_against)
            with without_collecting():
                self._kept = [*self._judged()]
                for batch in self._kept:
                    tally.add(batch)
            self._tally = tally
        return self._kept

    @property
    def tally(self) -> Tally:
        """How many there are of each sort; they are judged for it where nobody has gone through them to the end."""
        while self._tally is None:
            for _ in self.batches():
                pass
        return self._tally

    @property
    def since(self) -> StateTally:
        """What has become of them since the baseline; ``ValueError`` without one."""
        if self.tally.since is None:
            raise ValueError
        return self.tally.since

    def __iter__(self) -> Iterator[Outcome]:
        """Yield one after the other."""
        return chain.from_iterable(self.batches())

    def __len__(self) -> int:
        """Return how many there are, judged or not."""
        return self._number

    def __eq__(self, other: object) -> bool:
        """Whether others are the same ones in the same order."""
        return isinstance(other, Outcomes) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # what goes through everything is no key

    def __reduce__(self) -> tuple[Callable[..., Outcomes], tuple[tuple[Outcome, ...], Held | None]]:
        """Return how a copy, or another process, gets them: judged."""
        return Outcomes.of, (tuple(self), self._held_against)

    @overload
    def __getitem__(self, at: int) -> Outcome: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Outcome]: ...
    def __getitem__(self, at: int | slice) -> Outcome | Sequence[Outcome]:
        """Return one or some of them by number; from then on all are kept."""
        return tuple(chain.from_iterable(self._held()))[at]


class Report(NamedTuple):
    """One audit: what was audited, as of when, by which pack, and everything found."""

    pack: RulePack
    readings: Mapping[str, str]
    as_of: date
    inputs: tuple[InputAccount, ...]
    outcomes: Outcomes
    problems: tuple[Problem, ...]
    absent: tuple[str, ...]
    """Who has sent nothing of those that report, where that can be told."""
    complete: bool
    """Whether every input could be read and judged whole."""
    fail_on: FailOn = "shortfall"
    """What fails the run."""
    regions: Mapping[str, Debtor] = MappingProxyType({})
    """Each region of the roster, and who owes what is for it."""
    reporters: frozenset[str | None] = frozenset()
    """The first whose workbook speaks of each subject; ``None`` among them: some subject is of nobody's workbook."""
    row_marks: RowMarks = RowMarks()
    """By what the rows of the ledgers are known again in a later report."""
    baseline: Held | None = None
    """What the run is held against: an earlier report."""

    @property
    def exit_code(self) -> ExitCode:
        """How the run ends; the outcomes are judged for it where that depends on them and they have not been."""
        return exit_code(self)
