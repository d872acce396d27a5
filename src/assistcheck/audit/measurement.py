"""Rows to figures: for each rule and subject the figure, the rows behind it, and the rows that do not count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from assistcheck.audit.aggregates import Aggregate, figure_of
from assistcheck.audit.conditions import PlaceNames, failed, localities, own_reason, row_reasons
from assistcheck.audit.outcomes import Reason, Subject
from assistcheck.audit.required_rosters import lacking_roster
from assistcheck.audit.subjects import subjects_of, value_in
from assistcheck.audit.targets import meets, threshold_for
from assistcheck.calendar import Number, ProgrammeYear
from assistcheck.ledgers.schema import Column, Sheet, Tasks
from assistcheck.rules.model import ByDate, Deadline, InEach, Rule
from assistcheck.rules.subjects import Kind
from assistcheck.rules.vocabulary import Condition, Filled, NamesPlace, OneOf
from assistcheck.submission.assemble import Submission
from assistcheck.submission.coverage import CoverageGap
from assistcheck.submission.evidence_key import cell_text
from assistcheck.submission.ledger_table import LedgerTable

Key = tuple[object, ...]


def conditions_of(rule: Rule, sheet: Sheet) -> tuple[Condition, ...]:
    """Return the tests that a row passes to count for a rule; ``sheet`` is the one that it measures.

    An attested duty counts the rows of the task list that say it is done, with a date and evidence.
    """
    tasks = sheet.tasks if rule.attested else None
    return attested_conditions(tasks) if tasks else rule.measure.where


@cache
def attested_conditions(tasks: Tasks) -> tuple[Condition, ...]:
    """Return what the row of an attested duty must say to count as met."""
    return (
        OneOf(test="one_of", column=tasks.state, values=tasks.done),
        Filled(test="filled", column=tasks.date),
        Filled(test="filled", column=tasks.evidence),
    )


@dataclass(slots=True)
class Measured:
    """The figure of one subject: its value or why there is none, and the rows on both sides."""

    value: Number | None = None
    reason: Reason | None = None
    gap: CoverageGap | None = None
    """Why its own workbook says nothing, where rows that stand elsewhere may have reached the target already."""
    used: list[int] = field(default_factory=list)
    excluded: dict[int, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    starts_on: date | None = None
    """For deadlines: the day they are counted from."""


class Measures:
    """Measures subjects of one submission at one as-of date; each ledger is grouped once for each key."""

    def __init__(self, submission: Submission, programme: ProgrammeYear, as_of: date) -> None:
        """Keep the submission, the programme year and the as-of date."""
        self.submission = submission
        self.programme = programme
        self.as_of = as_of
        self._excluded: dict[str, list[str | None]] = {}
        """Why each row does not count, by what its tests belong to."""
        self._groups: dict[tuple[str, tuple[str, ...]], dict[Key, list[int]]] = {}
        self._subjects: dict[tuple[str, str | None], tuple[Subject, ...]] = {}
        self._gaps: dict[tuple[str, tuple[str, ...]], CoverageGap | None] = {}
        self.names = cache(submission.roster.names)
        """What may stand in a column that names members of some kinds; once for each."""
        self._places: dict[tuple[str, ...], PlaceNames] = {}

    def places(self, condition: NamesPlace) -> PlaceNames:
        """Return the names of the places that count under a condition."""
        if condition.kinds not in self._places:
            self._places[condition.kinds] = PlaceNames(localities(condition, self.submission.roster))
        return self._places[condition.kinds]

    def subjects(self, kind: str, *, per: str | None) -> tuple[Subject, ...]:
        """Return every subject of a kind; the same ones for every rule."""
        key = (kind, per)
        if key not in self._subjects:
            self._subjects[key] = tuple(subjects_of(kind, self.submission.roster, per=per))
        return self._subjects[key]

    def gap(self, ledger: str, reporters: tuple[str, ...]) -> CoverageGap | None:
        """Return why nothing can be said of a subject of ``reporters`` from ``ledger``, or ``None`` if it can."""
        key = (ledger, reporters)
        if key not in self._gaps:
            self._gaps[key] = self.submission.coverage.gap(ledger, reporters)
        return self._gaps[key]

    def groups(self, table: LedgerTable, by: tuple[str, ...]) -> dict[Key, list[int]]:
        """Return the rows of ``table`` by what stands in the columns ``by``."""
        found = self._groups.get((table.id, by))
        if found is None:
            found = self._groups[table.id, by] = _grouped(table, by)
        return found

    def reasons(self, rule: Rule, table: LedgerTable) -> list[str | None]:
        """Return why each row of ``table`` does not count under ``rule``; one pass for all rules of the same tests."""
        conditions = conditions_of(rule, table.sheet)
        late = rule.period.date if isinstance(rule.period, ByDate) else None
        tests = rule.id if late or (conditions and not rule.attested) else "attested" if rule.attested else table.id
        found = self._excluded.get(tests)
        if found is None:
            found = row_reasons(conditions, table, self.submission.roster, self.as_of)
            found = self._excluded[tests] = _without_late(found, table, late, self.programme) if late else found
        return found


def _without_late(reasons: list[str | None], table: LedgerTable, last: date, year: ProgrammeYear) -> list[str | None]:
    """Return why rows do not count, those that are dated after the ``last`` day among them."""
    dated = table.sheet.dated_by
    match table.sheet.dating:
        case "date":
            late = {value for value in set(table.columns[dated]) - {None} if value > last}
        case "quarter" | "month":
            late = {value for value in set(table.columns[dated]) - {None} if year.period_end(value) > last}
        case _:
            late = set()
    if not late:
        return reasons
    words = {value: f"{dated}={cell_text(value)}" for value in late}
    return [why or words.get(value) for why, value in zip(reasons, table.columns[dated], strict=True)]


class RuleMeasures:
    """Measures the subjects of one rule."""

    def __init__(self, rule: Rule, measures: Measures) -> None:
        """Keep what is the same for all subjects of ``rule``."""
        self.rule = rule
        self._measures = measures
        self.table = measures.submission.tables.get(rule.measure.ledger)
        self._sheet = measures.submission.ledgers[rule.measure.ledger]
        self._conditions = conditions_of(rule, self._sheet)
        self._own = tuple(one for one in self._conditions if one.test == "own")
        self.needs = tuple(kind for one in self._own for kind in self._sheet.by_name[one.column].names)
        """Kinds of which the rule asks for the subject's own."""
        self.lacking = lacking_roster(rule, measures.submission.roster)
        """A roster that nobody supplied, without which the figure or its target means nothing."""
        self._in_each = rule.period if isinstance(rule.period, InEach) else None
        self._deadline = rule.period if isinstance(rule.period, Deadline) else None
        self._counts = rule.measure.figure.kind in {"count", "attested"}
        self._is_covered = measures.submission.coverage.is_whole(rule.measure.ledger)
        self._is_plain = self._counts and not (self.table is None or self._in_each or self._deadline or self._own)
        if self.table is not None:
            by = rule.measure.by
            duty = [column.name for column in self._sheet.columns if column.is_duty] if rule.attested else []
            groups = measures.groups(self.table, (*duty, *by))
            first = (rule.id,) if rule.attested else ()
            columns = [self._sheet.by_name[column] for column in by]
            self._own_rows = own_rows(groups, first, columns, measures.submission.roster.kind(rule.subject.kind))
            self._reasons = measures.reasons(rule, self.table)
            columns_of = self.table.columns
            self._own_columns = [(one, columns_of[one.column], self._sheet.by_name[one.column].names) for one in self._own]
            if self._in_each:
                self._label_of = label_function(self.table, self._in_each, measures.programme)
                spans = measures.programme.spans(self._in_each.kind, self._in_each.first, self._in_each.last)
                self._ended = [span.label for span in spans if span.last <= measures.as_of]
                self._goal = threshold_for(rule.target, rule.quantity)

    def measure(self, subject: Subject) -> Measured:
        """Return the figure of ``subject``."""
        table = self.table
        lack = self._gap(subject)
        rows = self._own_rows(subject) if table is not None else ()
        if table is None or lack == "unreadable" or (lack and not rows):
            return Measured(reason=lack or "not-submitted")
        found, lost = self._sorted_rows(table, subject, rows)
        found.gap = lack
        if lost and not found.used:
            found.reason = "rows-rejected"
        elif table.sheet.state and not found.used:
            found.reason = "not-submitted"
        elif self._in_each:
            self._by_period(table, found)
        else:
            self._whole(table, found)
        return found

    def plain_rows(self, subject: Subject) -> Sequence[int] | None:
        """Return the rows of ``subject`` where it has some, all of them count, and their number is the figure."""
        if not self._is_plain or self._gap(subject):
            return None
        rows, reasons = self._own_rows(subject), self._reasons
        for row in rows:
            if reasons[row] is not None:
                return None
        return rows or None

    def _gap(self, subject: Subject) -> CoverageGap | None:
        """Return why nothing can be said of a subject from the ledger, or ``None`` if it can."""
        return None if self._is_covered else self._measures.gap(self.rule.measure.ledger, subject.reporters)

    def has_counted_row(self, subject: Subject) -> bool:
        """Whether the subject stands in a counted row of the rule's ledger, or nothing can be said of that."""
        if self.table is None or self._gap(subject):
            return True
        fates = self.table.fates
        return any(fates[row] == "counted" for row in self._own_rows(subject))

    def _sorted_rows(self, table: LedgerTable, subject: Subject, rows: Sequence[int]) -> tuple[Measured, bool]:
        """Return the subject's rows, those that count apart from those that do not.

        Also whether a row was lost: rejected, though what can be read of it would not exclude it.
        """
        reasons = self._reasons
        used = [row for row in rows if reasons[row] is None]
        if len(used) == len(rows) and not self._own:
            return Measured(used=used), False
        excluded = {row: why for row in rows if (why := reasons[row]) is not None} if len(used) < len(rows) else {}
        for own, column, kinds in self._own_columns:
            names = {name for kind in kinds for name in subject.groups.get(kind, ())}
            apart = [row for row in used if column[row] not in names]
            others = {row: why for row in apart if (why := own_reason(own, table, row, subject)) is not None}
            if others:
                excluded |= others
                used = [row for row in used if row not in others]
        rejected = (row for row, why in excluded.items() if why == "rejected" and row not in table.foreign)
        lost = any(self._may_have_counted(table, row, subject) for row in rejected)
        return Measured(used=used, excluded=excluded), lost

    def _may_have_counted(self, table: LedgerTable, row: int, subject: Subject) -> bool:
        """Whether nothing that can be read of a rejected row would exclude it."""
        readable = [one for one in self._conditions if table.columns[one.column][row] is not None]
        if any(own_reason(one, table, row, subject) for one in readable if one.test == "own"):
            return False
        return self._failed(readable, table, row) is None

    def _failed(self, conditions: Sequence[Condition], table: LedgerTable, row: int) -> str | None:
        return failed(conditions, table, row, self._measures.submission.roster, self._measures.as_of)

    def _whole(self, table: LedgerTable, found: Measured) -> None:
        if self._deadline:
            starts = [table.columns[self._deadline.column][row] for row in found.used]
            if None in starts:
                found.reason = "baseline-missing"
                return
            found.starts_on = max(starts)
        if self._counts:
            found.value = len(found.used)
            return
        total = self._figure(table, found.used)
        found.value = total.value
        if total.value is None:
            found.reason = "baseline-missing"
        for row, why in total.left_out.items():
            found.used.remove(row)
            found.excluded[row] = why

    def _figure(self, table: LedgerTable, rows: Sequence[int]) -> Aggregate:
        """Return what rows add up to; a ratio takes its part from those that pass its own conditions."""
        figure = self.rule.measure.figure
        conditions = figure.part_where if figure.kind == "ratio" else ()
        return figure_of(figure, table, rows, lambda row: self._failed(conditions, table, row) is None)

    def _by_period(self, table: LedgerTable, found: Measured) -> None:
        """Count the ended months or quarters that have their number; name those that have not."""
        dated = table.columns[table.sheet.dated_by]
        rows: dict[str, list[int]] = {label: [] for label in self._ended}
        outside: dict[int, str] = {}
        for row in found.used:
            label = self._label_of(dated[row])
            if label in rows:
                rows[label].append(row)
            else:
                outside[row] = f"period={label}"
        if outside:
            found.excluded |= outside
            found.used = [row for row in found.used if row not in outside]
        missing = [label for label, of_label in rows.items() if not self._is_enough(table, of_label)]
        found.missing = tuple(missing)
        found.value = len(rows) - len(missing)

    def _is_enough(self, table: LedgerTable, rows: Sequence[int]) -> bool:
        """Whether rows of one month or quarter add up to what it needs."""
        value = len(rows) if self._counts else self._figure(table, rows).value
        return value is not None and meets(value, self._goal)


def own_rows(
    groups: Mapping[Key, list[int]], first: Key, by: Sequence[Column], kind: Kind
) -> Callable[[Subject], Sequence[int]]:
    """Return what gives the rows of a subject of ``kind``: those of ``first`` and of its values in the columns ``by``."""
    if not by:
        every = groups.get(first, ())
        return lambda _: every
    if tuple(column.name for column in by) == kind.key:
        if not first:
            return lambda subject: groups.get(subject.key, ())
        return lambda subject: groups.get((*first, *subject.key), ())
    value, *others = [value_in(column, kind) for column in by]
    if not others:
        return lambda subject: groups.get((*first, value(subject)), ())
    return lambda subject: groups.get((*first, value(subject), *(other(subject) for other in others)), ())


def _grouped(table: LedgerTable, by: tuple[str, ...]) -> dict[Key, list[int]]:
    if not by:
        return {(): list(range(len(table)))}
    groups: defaultdict[Key, list[int]] = defaultdict(list)
    for row, key in enumerate(zip(*(table.columns[column] for column in by), strict=True)):
        groups[key].append(row)
    return groups


def label_function(table: LedgerTable, period: InEach, year: ProgrammeYear) -> Callable[[Any], str]:
    """Return what gives the month or quarter, as its label, that a value of the column that dates rows falls in."""
    match table.sheet.dating:
        case kind if kind == period.kind:
            return str
        case "month":
            return cache(lambda label: year.quarter_of(year.period_end(label)))
        case _ if period.kind == "month":
            return cache(lambda day: day.isoformat()[:7])
        case _:
            return cache(year.quarter_of)


def period_label(table: LedgerTable, row: int, period: InEach, year: ProgrammeYear) -> str | None:
    """Return the month or quarter that one row falls in; ``None`` where its day or quarter cannot be read."""
    value = table.columns[table.sheet.dated_by][row]
    return None if value is None else label_function(table, period, year)(value)


def last_allowed(starts_on: date, period: Deadline) -> date:
    """Return the last day of a deadline; the day it is counted from is not counted."""
    return starts_on + timedelta(days=period.days)
