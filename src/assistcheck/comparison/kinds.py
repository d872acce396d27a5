"""What became of a duty from one report to the next: every outcome is of exactly one kind."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from assistcheck.audit.outcomes import Status
from assistcheck.calendar import ProgrammeYear
from assistcheck.comparison.change import OPEN
from assistcheck.comparison.record import OutcomeRecord, ReportRecord
from assistcheck.i18n import LocalizedText

Kind = Literal["new", "reopened", "worse", "closed", "better", "came", "left", "unchanged"]

KINDS: dict[Kind, LocalizedText] = {
    "new": LocalizedText("新增", "new"),
    "reopened": LocalizedText("再次出现", "reopened"),
    "worse": LocalizedText("变差", "worse"),
    "closed": LocalizedText("销号", "closed"),
    "better": LocalizedText("好转", "better"),
    "came": LocalizedText("新列入", "came in"),
    "left": LocalizedText("不再列入", "left"),
    "unchanged": LocalizedText("未变", "unchanged"),
}
"""Every kind, with its word in each language, the most pressing first."""

PRESSING: frozenset[Kind] = frozenset({"new", "reopened", "worse"})
"""What somebody has to act on."""

DONE = frozenset({"met", "over"})
"""Statuses of what has been done."""

_BEST_FIRST: tuple[Status, ...] = (
    *("met", "over", "not_applicable", "waived", "on_pace", "not_due", "behind", "shortfall", "undetermined"),
)
"""Statuses in order."""
_WEIGHED = frozenset({"on_pace", "not_due", "behind", "shortfall"})
"""Statuses under which it matters how much is missing."""


class Side(NamedTuple):
    """One of the two reports, with the calendar that it was judged by."""

    report: ReportRecord
    year: ProgrammeYear
    day: date

    @classmethod
    def of(cls, report: ReportRecord) -> Side:
        """Return a report as a side; one that does not tell its year is of the calendar year of its as-of date."""
        known = report.rules.year
        first = date(report.as_of.year, 1, 1)
        year = known.programme if known else ProgrammeYear(first.year, first, first, date(first.year, 12, 31))
        return cls(report, year, report.as_of)

    def owes_periods(self, outcome: OutcomeRecord) -> bool:
        """Whether a duty is owed in each month or quarter."""
        duty = self.report.duty.get(outcome.rule)
        return duty.period in {"month", "quarter"} if duty else bool(outcome.missing)

    def is_due(self, outcome: OutcomeRecord) -> bool:
        """Whether a duty, or a period of it, has fallen due."""
        if self.owes_periods(outcome):
            return outcome.expected > 0
        return self.day >= (outcome.due or self.year.last_day)

    def is_open(self, outcome: OutcomeRecord) -> bool:
        """Whether somebody has to act: short, behind, or due and not to be judged."""
        status = outcome.status
        return status in {"shortfall", "behind"} or (status == "undetermined" and self.is_due(outcome))


def kind_of(old: OutcomeRecord | None, new: OutcomeRecord | None, before: Side, after: Side) -> Kind:
    """Return what became of a duty; ``None``: that report does not have it."""
    if new is None:
        return "left"
    is_open = after.is_open(new)
    if old is None:
        return "new" if is_open else "came"
    was_open = before.is_open(old)
    if is_open and not was_open:
        return "reopened" if old.status in DONE or old.status == "waived" else "new"
    if was_open and (new.status in DONE or new.status == "waived"):
        return "closed"
    return _compared(old, new)


def _compared(old: OutcomeRecord, new: OutcomeRecord) -> Kind:
    """Return which of two outcomes is better, by status and then by what is missing.

    What could not be judged and now is short, or the other way round, is worse: somebody has to look at it anew. So is a month
    that lacks its number and did not before, whatever else was filled in.
    """
    statuses = {old.status, new.status}
    if len(statuses) > 1 and "undetermined" in statuses and statuses <= OPEN:
        return "worse"
    ranks = _BEST_FIRST.index(old.status), _BEST_FIRST.index(new.status)
    if ranks[0] != ranks[1]:
        return "better" if ranks[1] < ranks[0] else "worse"
    if new.status not in _WEIGHED:
        return "unchanged"
    further, fewer = {*new.missing} - {*old.missing}, {*old.missing} - {*new.missing}
    if further or fewer:
        return "worse" if further else "better"
    if old.gap is None or new.gap is None or old.gap == new.gap:
        return "unchanged"
    return "better" if new.gap < old.gap else "worse"
