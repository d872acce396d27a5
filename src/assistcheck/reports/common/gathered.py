"""What the answers to a superior rest on, gathered in one pass over the outcomes of a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from operator import itemgetter

from assistcheck.audit.outcomes import Outcome, Report, Status
from assistcheck.i18n import LANGUAGES, LocalizedText, listed
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.headline_words import WORDS
from assistcheck.reports.common.since_baseline import Changes
from assistcheck.reports.common.summary import Digest
from assistcheck.rules.model import InEach, Rule

_STANDING = itemgetter(Outcome._fields.index("status"), Outcome._fields.index("due"))
_STILL_OWED: frozenset[Status] = frozenset({"not_due", "on_pace", "behind", "shortfall"})
_OWED_AGAIN: frozenset[Status] = _STILL_OWED | {"met"}
_LONGEST = 40
"""Characters of a name in a sentence; a longer one is cut."""


class Gathered:
    """What the answers rest on, gathered as the outcomes go by."""

    def __init__(self, report: Report, items: int | None = None, changes: int = 10) -> None:
        """Start from nothing; at most so many items of each party are kept (``None``: all), and changes of each state."""
        self.digest = Digest(report.pack, items)
        self.changes = Changes(report.baseline, changes) if report.baseline else None
        self.coming: dict[date, dict[str, Rule]] = {}
        """What falls due after the as-of date, by day."""
        self.behind_due: date | None = None
        """The first day on which something falls due that is behind."""
        self.first: Outcome | None = None
        """The first that could be judged."""
        self._report = report

    @classmethod
    def of(cls, report: Report, items: int | None = None, changes: int = 10) -> Gathered:
        """Return what is gathered from all outcomes of a report."""
        found = cls(report, items, changes)
        for batch in report.outcomes.batches():
            found.add(batch)
        return found

    def add(self, outcomes: Sequence[Outcome]) -> None:
        """Take the next outcomes, all of one rule."""
        self.digest.add(outcomes)
        if self.changes:
            self.changes.add(outcomes)
        if self.first is None:
            self.first = next((one for one in outcomes if one.value is not None), None)
        rule, standing = outcomes[0].rule, set(map(_STANDING, outcomes))
        for day in self._days(rule, standing):
            self.coming.setdefault(day, {})[rule.id] = rule
        for status, due in standing:
            if status == "behind" and due:
                self.behind_due = min(due, self.behind_due or due)

    def _days(self, rule: Rule, standing: Iterable[tuple[Status, date | None]]) -> Iterable[date]:
        """Return the days after the as-of date on which something of a rule falls due."""
        as_of = self._report.as_of
        if isinstance(rule.period, InEach):
            if not any(status in _OWED_AGAIN for status, _ in standing):
                return ()
            spans = self._report.pack.programme_year.spans(rule.period.kind, first=as_of + timedelta(days=1))
            return [span.last for span in spans[:1]]
        return {due for status, due in standing if due and due > as_of and status in _STILL_OWED}


def unjudged_due(report: Report) -> int:
    """Return how many duties have fallen due and could not be judged."""
    counts = report.outcomes.tally.counts
    return sum(number for (status, _, is_due), number in counts.items() if status == "undetermined" and is_due)


def has_roster(report: Report) -> bool:
    """Whether some sheet says who those that report are, or the pack knows them otherwise."""
    roster = report.pack.subjects.kind(report.pack.subjects.roles.reporting).roster
    return not roster or any(sheet.ledger == roster and sheet.rows["counted"] for one in report.inputs for sheet in one.sheets)


def has_rows(report: Report) -> bool:
    """Whether any sheet of evidence holds a row that is not skipped: rosters and cover sheets report nothing."""
    evidence = {sheet.id for sheet in ledgers_of(report.pack).evidence}
    sheets = (sheet for one in report.inputs for sheet in one.sheets if sheet.ledger in evidence)
    return any(sheet.rows["read"] > sheet.rows["skipped"] for sheet in sheets)


def is_judged(report: Report) -> bool:
    """Whether there is anything that a conclusion can rest on."""
    return has_roster(report) and has_rows(report)


def some_names(names: Sequence[str | LocalizedText], most: int) -> LocalizedText:
    """Return at most so many names as one text, harmless to show, and of how many they are some: 甲、乙等 5 个."""
    found = []
    for lang in LANGUAGES:
        spelt = [visible(name if isinstance(name, str) else name.text(lang)) for name in names[:most]]
        found.append(listed([name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…" for name in spelt], lang))
    if len(names) <= most:
        return LocalizedText(*found)
    return WORDS["and_others"].format(names=LocalizedText(*found), n=f"{len(names):,}", more=f"{len(names) - most:,}")
