"""One rule to outcomes: each of its subjects measured and judged, with the rows behind the verdict and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from assistcheck.audit.measurement import Measured, Measures, RuleMeasures
from assistcheck.audit.near_misses import near_misses
from assistcheck.audit.outcomes import REASONS, Outcome, Rows, Subject
from assistcheck.audit.subjects import is_doubtful, outside_test
from assistcheck.audit.verdict import VerdictCalculator
from assistcheck.i18n import LocalizedText
from assistcheck.location import row_ranges
from assistcheck.rules.model import Rule
from assistcheck.submission.coverage import Coverage
from assistcheck.submission.ledger_table import LedgerTable, picked

_NEEDS_NEAR_MISSES = frozenset({"shortfall", "behind", "undetermined"})
"""Statuses for which it matters which rows nearly counted."""


_REACHED = frozenset({"met", "over"})
"""Statuses that what is still to come does not undo."""


class RuleJudge:
    """Judges the subjects of one rule."""

    def __init__(self, rule: Rule, measures: Measures, reading: str | None) -> None:
        """Keep what is the same for all subjects of ``rule``; ``reading`` is the one that was asked for."""
        self.rule = rule
        self._reading = reading
        self._measures = measures
        self._roster = measures.submission.roster
        self._of_rule = RuleMeasures(rule, measures)
        self._verdict_on = VerdictCalculator(rule, measures.programme, measures.as_of).verdict
        self._verdict_on_number = cache(lambda number: self._verdict_on(Measured(value=number), 1))
        asks = rule.subject.only_if or rule.subject.per or rule.target.per or self._roster.doubtful or self._of_rule.lacking
        self._asks_nothing = not asks
        self._why_outside = outside_test(rule.subject, self._roster, self._of_rule.has_counted_row)
        self._evidence = _evidence_in(self._of_rule.table)
        self._excluded = _excluded_in(self._of_rule.table)

    def outcome(self, subject: Subject) -> Outcome:
        """Return the verdict on one subject."""
        return self._plain_outcome(subject) or self._judged(subject)

    def _plain_outcome(self, subject: Subject) -> Outcome | None:
        """Return the verdict on a subject of whom nothing has to be asked but how many rows it has."""
        rows = self._of_rule.plain_rows(subject) if self._asks_nothing else None
        if rows is None:
            return None
        number = len(rows)
        status, goal, expected, gap, due, is_due = self._verdict_on_number(number)
        if status in _NEEDS_NEAR_MISSES:
            return None
        caveat = None if subject.reporters else self._caveat
        known = (self.rule, subject, status, number, goal, expected, gap, due, (), None, caveat, self._reading)
        return Outcome._make((*known, self._evidence(rows), (), (), is_due, ()))  # half the time of calling it

    def _judged(self, subject: Subject) -> Outcome:
        rule = self.rule
        measured = self._measured(subject)
        times = self._times(subject) if rule.target.per else 1
        verdict = self._verdict_on(measured, times)
        if measured.gap and verdict.status not in _REACHED:
            measured.value, measured.reason, measured.missing = None, measured.gap, ()
            verdict = self._verdict_on(measured, times)
        status, goal, expected, gap, due, is_due = verdict
        reason, used, excluded = measured.reason, measured.used, measured.excluded
        is_inside = reason != "outside-duty"
        return Outcome(  # by position: named arguments take twice the time, and there are very many outcomes
            rule,
            subject,
            status if is_inside else "not_applicable",
            None if status == "undetermined" else measured.value,
            goal,
            expected,
            gap,
            due,
            measured.missing,
            reason,
            self._reason_text(subject, measured) if reason else None if subject.reporters else self._caveat,
            self._reading,
            self._evidence(used) if used else (),
            self._excluded(excluded) if excluded else (),
            near_misses(rule, subject, measured, self._measures) if is_inside and status in _NEEDS_NEAR_MISSES else (),
            is_due,
        )

    def _times(self, subject: Subject) -> int:
        """Return for how many members of a kind the target is owed, where it is owed for each."""
        target = self.rule.target
        return len(self._roster.belonging(target.per or "", target.within or "", subject.group(target.within or "") or ""))

    def _measured(self, subject: Subject) -> Measured:
        """Return the figure of a subject, or why it has none: only faulty rows name it, or it is outside the duty."""
        applies, of_rule = self.rule.subject, self._of_rule
        if (applies.per or self._roster.doubtful) and is_doubtful(subject, self._roster, per=applies.per, needs=of_rule.needs):
            return Measured(reason="rows-rejected")
        outside = self._why_outside(subject) if applies.only_if else None
        if outside or of_rule.lacking:
            return Measured(reason=outside or "not-submitted")
        return of_rule.measure(subject)

    def _reason_text(self, subject: Subject, measured: Measured) -> LocalizedText | None:
        """Return why there is no figure; what the verdict does not rest on, where that cannot be said."""
        rule, roster, of_rule, coverage = self.rule, self._roster, self._of_rule, self._measures.submission.coverage
        if measured.reason == "outside-duty" and rule.subject.otherwise:
            return rule.subject.otherwise
        if measured.reason == "rows-rejected" and is_doubtful(subject, roster, per=rule.subject.per, needs=of_rule.needs):
            return LocalizedText("名册中它的这一行有误", "its row in the roster has a fault")
        if measured.reason == "not-submitted" and any(map(coverage.is_absent, subject.reporters)):
            reporting = self._reporting
            return LocalizedText(f"所在{reporting.zh}尚未报送", f"its {reporting.en} has not sent anything")
        if measured.reason == "not-submitted" and of_rule.lacking:
            title = self._measures.submission.ledgers[of_rule.lacking].title
            return LocalizedText(f"未报送{title}", f"{title} was not sent")
        if measured.reason == "not-submitted" and coverage.gap(rule.measure.ledger, subject.reporters) is None:
            return LocalizedText("表中没有该主体本年度的数", "the sheet has no row of it for the year")
        return REASONS[measured.reason] if measured.reason else self._caveat

    @property
    def _reporting(self) -> LocalizedText:
        """Who sends workbooks."""
        return self._roster.kind(self._roster.subjects.roles.reporting).name

    @cached_property
    def _caveat(self) -> LocalizedText | None:
        """What a verdict on a subject of nobody's workbook does not rest on."""
        notes = list(_caveats(self.rule, self._measures.submission.coverage, self._reporting))
        return LocalizedText("；".join(note.zh for note in notes), "; ".join(note.en for note in notes)) if notes else None


def _caveats(rule: Rule, coverage: Coverage, reporting: LocalizedText) -> Iterator[LocalizedText]:
    if absent := coverage.absent:
        yield LocalizedText(
            f"按已报送的内容判定；尚有 {len(absent)} 个{reporting.zh}未报送：{'、'.join(absent)}",
            f"judged on what has come; {len(absent)} {reporting.en}s have not sent: {', '.join(absent)}",
        )
    if broken := coverage.broken.get(rule.measure.ledger):
        yield LocalizedText(
            f"有 {len(broken)} 份工作簿的这张表无法读取，未计在内",
            f"this sheet of {len(broken)} workbooks cannot be read and is not in it",
        )


def _evidence_in(table: LedgerTable | None) -> Callable[[Sequence[int]], tuple[Rows, ...]]:
    """Return what gives rows of ``table`` that count as ranges, by sheet."""
    if table is None or len(table.parts) != 1:
        return lambda used: tuple(sorted(Rows(*place, row_ranges(rows)) for place, rows in _by_sheet(table, used)))
    (part,) = table.parts
    path, title, rows = part.path, part.title, part.rows

    def of_one_sheet(used: Sequence[int]) -> tuple[Rows, ...]:
        if len(used) == 1:
            row = rows[used[0]]
            return (Rows._make((path, title, ((row, row),), None)),)
        return (Rows(path, title, row_ranges(picked(rows, used))),)

    return of_one_sheet


def _by_sheet(table: LedgerTable | None, positions: Sequence[int]) -> Iterator[tuple[tuple[str, str], list[int]]]:
    return iter(table.sheet_rows(positions).items() if table is not None else ())


def _excluded_in(table: LedgerTable | None) -> Callable[[Mapping[int, str]], tuple[Rows, ...]]:
    """Return what gives rows of ``table`` that do not count, with why, as ranges by sheet and by reason."""

    def excluded(positions: Mapping[int, str]) -> tuple[Rows, ...]:
        by_reason: dict[str, list[int]] = {}
        for position, reason in positions.items():
            by_reason.setdefault(reason, []).append(position)
        found = [
            Rows(*place, row_ranges(rows), reason)
            for reason, group in by_reason.items()
            for place, rows in _by_sheet(table, group)
        ]
        return tuple(found if len(found) == 1 else sorted(found))

    return excluded
