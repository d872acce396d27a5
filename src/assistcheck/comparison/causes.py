"""Why an outcome changed, each cause told apart, with the facts that show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from assistcheck.comparison.inputs import senders
from assistcheck.comparison.kinds import Side
from assistcheck.comparison.record import OutcomeRecord
from assistcheck.comparison.rows import KnownRows, RowMove
from assistcheck.comparison.what_if import FACTORS, Factor, WhatIf

DataHow = Literal["rows", "sent", "unsent", "superseded", "unreadable", "readable", "terms", "roster", "elsewhere", "unknown"]
RulesHow = Literal["reading", "rule", "pack", "program", "rule-came", "rule-left"]
WaiversHow = Literal["granted", "ended", "expired", "periods"]
TimeHow = Literal["due", "period", "pace", "countable", "day"]
How = DataHow | RulesHow | WaiversHow | TimeHow
"""In which way a factor worked."""


class Cause(NamedTuple):
    """One cause: which factor, in which way, and the facts by name."""

    kind: Factor
    how: How
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def fact(self) -> dict[str, str]:
        """The facts by name."""
        return dict(self.facts)


class Causes:
    """Finds the causes of changes between two reports."""

    def __init__(self, before: Side, after: Side, known: KnownRows) -> None:
        """Hold the two sides and the rows of both."""
        self._before, self._after = before, after
        self._known = known
        self._sent, self._sending = senders(before.report), senders(after.report)
        self._status = (
            {one.reporter: one.status for one in before.report.inputs if one.reporter},
            {one.reporter: one.status for one in after.report.inputs if one.reporter},
        )
        self._superseded = {one.reporter for one in after.report.inputs if one.status == "superseded"} - {
            one.reporter for one in before.report.inputs if one.status == "superseded"
        }
        self._same_files = {one.sha256 for one in before.report.inputs} == {one.sha256 for one in after.report.inputs}
        self._rules = ({one.rule for one in before.report.outcomes}, {one.rule for one in after.report.outcomes})

    def of(self, old: OutcomeRecord, new: OutcomeRecord, moves: tuple[RowMove, ...]) -> tuple[Cause, ...]:
        """Return the causes of a change of one outcome, in the order of :data:`FACTORS`."""
        what_if = WhatIf((old, self._before), (new, self._after), moves)
        found = what_if.causes
        if found == {"data"} and self._same_files and not moves:
            return (self._of_program(),)
        tellers = {"data": self._data, "rules": self._of_rules, "waivers": self._waivers, "time": self._time}
        return tuple(cause for factor in FACTORS if factor in found for cause in tellers[factor](old, new, what_if, moves))

    def of_lone(self, outcome: OutcomeRecord, *, came: bool) -> tuple[Cause, ...]:
        """Return why only one report has an outcome."""
        if outcome.rule not in self._rules[0 if came else 1]:
            return (Cause("rules", "rule-came" if came else "rule-left"),)
        reporter = self._reporter(outcome)
        if came and reporter in self._sending - self._sent:
            return (Cause("data", "sent", (("reporter", reporter),)),)
        return (Cause("data", "roster"),)

    # --- each factor

    def _data(self, old: OutcomeRecord, new: OutcomeRecord, _: WhatIf, moves: tuple[RowMove, ...]) -> Iterator[Cause]:
        reporter = self._reporter(new)
        who = (("reporter", reporter),)
        if reporter in self._sending - self._sent:
            how: How = "readable" if self._status[0].get(reporter) == "unreadable" else "sent"
            yield Cause("data", how, who)
        elif reporter in self._sent - self._sending:
            yield Cause("data", "unreadable" if self._status[1].get(reporter) == "unreadable" else "unsent", who)
        elif reporter in self._superseded:
            yield Cause("data", "superseded", who)
        elif moves:
            yield Cause("data", "rows")
        elif not (self._known.knows_all(old) and self._known.knows_all(new)):
            yield Cause("data", "unknown")
        elif old.target != new.target or old.due != new.due:
            yield Cause("data", "terms")
        elif "not_applicable" in {old.status, new.status}:
            yield Cause("data", "roster")
        else:
            yield Cause("data", "elsewhere")

    def _of_rules(self, old: OutcomeRecord, new: OutcomeRecord, what_if: WhatIf, _: tuple[RowMove, ...]) -> Iterator[Cause]:
        if old.reading != new.reading:
            yield Cause("rules", "reading", (("before", old.reading or ""), ("after", new.reading or "")))
        elif what_if.rule_differs:
            yield Cause("rules", "rule")
        else:
            yield self._of_program()

    def _of_program(self) -> Cause:
        """Return the cause of a change for which there is no other: the rest of the pack, else the program itself."""
        before, after = self._before.report, self._after.report
        if before.rules.sha256 != after.rules.sha256:
            return Cause("rules", "pack")
        return Cause("rules", "program", (("before", before.tool.version), ("after", after.tool.version)))

    def _waivers(self, old: OutcomeRecord, new: OutcomeRecord, _: WhatIf, __: tuple[RowMove, ...]) -> Iterator[Cause]:
        gone = [one for one in old.waivers if one not in new.waivers]
        last = max((one.expires for one in gone), default=None)
        if last and all(self._before.day <= one.expires < self._after.day for one in gone):
            yield Cause("waivers", "expired", (("last", last.isoformat()), ("words", old.reason_text or "")))
        elif old.status == "waived" and new.status != "waived":
            yield Cause("waivers", "ended", (("words", old.reason_text or ""),))
        elif new.status == "waived" and old.status != "waived":
            yield Cause("waivers", "granted", (("words", new.reason_text or ""),))
        else:
            yield Cause("waivers", "periods", (("words", new.reason_text or old.reason_text or ""),))

    def _time(self, old: OutcomeRecord, new: OutcomeRecord, what_if: WhatIf, _: tuple[RowMove, ...]) -> Iterator[Cause]:
        before, after = self._before, self._after
        due = new.due or after.year.last_day
        if self._after.owes_periods(new) and old.target != new.target:
            yield Cause("time", "period", (("before", str(old.expected)), ("after", str(new.expected))))
        elif before.day < due <= after.day:
            yield Cause("time", "due", (("due", due.isoformat()),))
        elif what_if.time_moved:
            yield Cause("time", "countable")
        elif old.expected != new.expected:
            yield Cause("time", "pace", (("before", str(old.expected)), ("after", str(new.expected))))
        else:
            yield Cause("time", "day", (("before", before.day.isoformat()), ("after", after.day.isoformat())))

    def _reporter(self, outcome: OutcomeRecord) -> str:
        """Return whose workbook speaks of a subject: the last of the names that it belongs to; empty for nobody's."""
        return next(reversed(outcome.belongs), "")
