"""What an audit finds: one outcome for each rule and subject, and the report that holds them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal, NamedTuple

from assistcheck.calendar import Number
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.rules.model import Rule, RulePack
from assistcheck.submission.row_accounts import InputAccount

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


class Report(NamedTuple):
    """One audit: what was audited, as of when, by which pack, and everything found."""

    pack: RulePack
    readings: Mapping[str, str]
    as_of: date
    inputs: tuple[InputAccount, ...]
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]
    absent: tuple[str, ...]
    """Who has sent nothing of those that report, where that can be told."""
    complete: bool
    """Whether every input could be read and judged whole."""
    exit_code: int
    regions: Mapping[str, Debtor] = MappingProxyType({})
    """Each region of the roster, and who owes what is for it."""
