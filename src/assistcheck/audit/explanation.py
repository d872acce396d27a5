"""How one verdict came about: the rows that count, the rows that do not, the periods, and what would meet the duty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assistcheck.audit.conditions import failed
from assistcheck.audit.measurement import conditions_of, period_label
from assistcheck.audit.outcomes import Outcome, Report, Rows, Subject
from assistcheck.audit.pipeline import run_audit
from assistcheck.audit.remedy import Remedy, remedy_of
from assistcheck.audit.request import Request, Selection, find_rule, with_suggestions
from assistcheck.audit.subjects import subjects_of, value_in
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.rules.model import Clause, Deadline, InEach, Rule, RulePack
from assistcheck.sanitize import visible
from assistcheck.submission.assemble import Submission
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.row_status import ROW_STATUSES
from assistcheck.suggest import closest_matches

CellValue = date | Decimal | int | str | tuple[str, ...] | None
"""What a cell holds, as read: a day, money or a percentage, a whole number, text, the words of a list; ``None``: blank."""
_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the measured ledger: where it stands, what it says, and why it does not count."""

    place: Location
    """The row; its column is that of the first cell."""
    cells: tuple[CellValue, ...]
    """What stands in the explanation's columns, as read."""
    reason: str | None = None
    """That of the outcome's excluded rows; ``None`` for a row that counts."""
    part_reason: str | None = None
    """For a ratio: why a row that counts gives nothing to the numerator, in the form of a reason."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with it, or should be looked at."""


@dataclass(frozen=True, slots=True)
class PeriodShown:
    """One month or quarter of a duty that is owed in each."""

    label: str
    rows: int
    """How many rows count in it."""
    ended: bool
    missing: bool
    """Whether it has ended without its number."""
    waived: bool = False
    """Whether a recorded waiver excuses that it has."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The chain from the document's words to one verdict."""

    outcome: Outcome
    clause: Clause
    identified_by: Mapping[str, str | None]
    """The columns by which the subject's rows are found -> what they hold; empty: every row."""
    columns: tuple[str, ...]
    """The ids of the ledger's columns that the rule reads, in the ledger's order."""
    counted: tuple[ShownRow, ...]
    left_out: tuple[ShownRow, ...]
    unplaced: tuple[ShownRow, ...]
    """Rejected rows of the ledger that do not say, in words that can be read, whose they are."""
    periods: tuple[PeriodShown, ...]
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class Explained:
    """The verdicts that were asked for: one, or one for each team of a unit that owes the duty to each of them."""

    report: Report
    explanations: tuple[Explanation, ...]


def explain(pack: RulePack, submission: Submission, request: Request, rule_id: str, name: str | None) -> Explained:
    """Explain the verdict on the duty ``rule_id`` of the subject ``name``; ``None``: the rule's only subject.

    ``name`` is folded as names are compared; a village may be named without its town where no other has its name, and any
    subject as reports show it, with substitutes for what nobody would see.
    The request's own selection, and what fails it, are not looked at: explaining fails where input could not be read.

    Raises:
        UsageError: no such rule; none, or several, of its subjects are meant by ``name``: the words suggest some.
    """
    rule = find_rule(pack, rule_id)
    bound = list(subjects_of(rule.subject.kind, submission.roster, per=rule.subject.per))
    subject = _meant(rule, bound, name, pack.subjects.endings)
    only = request._replace(selection=Selection(frozenset({rule.id}), frozenset({subject})), fail_on="never")
    report = run_audit(pack, submission, only)
    clause = next(one for one in pack.clauses if one.clause == rule.clause)
    return Explained(report, tuple(_Chain(outcome, clause, submission, report).explanation() for outcome in report.outcomes))


# --- whose verdict ------------------------------------------------------------------------------


def _meant(rule: Rule, subjects: Sequence[Subject], name: str | None, endings: Sequence[str]) -> str:
    """Return the roster's name of the one subject that is meant."""
    names = list(dict.fromkeys(subject.name for subject in subjects))
    if name is None:
        if len(names) == 1:
            return names[0]
        words = LocalizedText(
            f"{rule.id} 有 {len(names)} 个责任主体，请用 --subject 指明一个", f"{rule.id} binds {len(names)}: name one"
        )
        raise UsageError(_such_as(words, names))
    found = [one for one in names if one == name] or [one for one in names if visible(one) == name or one.endswith(f"/{name}")]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            _such_as(LocalizedText(f"“{name}”不止一个，请写全称", f'"{name}" is not the only one: write it whole'), found)
        )
    related = [
        one.name for one in subjects if any(name in names for names in one.groups.values()) or (name and name in one.name)
    ]
    words = LocalizedText(f"{rule.id} 没有责任主体“{name}”", f'{rule.id} has no subject "{name}"')
    near = tuple(dict.fromkeys(related))[:_SUGGESTED] or closest_matches(name, names, endings=endings)
    raise UsageError(with_suggestions(words, near))


def _such_as(words: LocalizedText, names: Sequence[str]) -> LocalizedText:
    shown, more = names[:_SUGGESTED], len(names) > _SUGGESTED
    return LocalizedText(
        f"{words.zh}：{'、'.join(shown)}{' 等' if more else ''}", f"{words.en}: {', '.join(shown)}{' …' if more else ''}"
    )


# --- the chain ----------------------------------------------------------------------------------


class _Chain:
    """Everything behind one outcome."""

    def __init__(self, outcome: Outcome, clause: Clause, submission: Submission, report: Report) -> None:
        self.outcome = outcome
        self.clause = clause
        self.submission = submission
        self.report = report
        self.rule = outcome.rule
        self.table = submission.tables.get(self.rule.measure.ledger)
        self.names = columns_read(self.rule, self.table) if self.table else ()
        columns = ledgers_of(report.pack)[self.rule.measure.ledger].by_name
        kind = submission.roster.kind(outcome.subject.kind)
        self.own = {name: value_in(columns[name], kind)(outcome.subject) for name in self.rule.measure.by}
        self.problems: dict[tuple[str, str, int], list[Problem]] = {}
        """Those of each row, by file, sheet and row."""
        sheets = {(part.path, part.title) for part in self.table.parts} if self.table else set()
        for problem in report.problems:
            for one in problem.each() if problem.place[:2] in sheets else ():
                self.problems.setdefault(one.place[:3], []).append(one)

    def explanation(self) -> Explanation:
        """Return the chain whole."""
        table = self.table
        counted = list(self._positions(self.outcome.evidence))
        return Explanation(
            outcome=self.outcome,
            clause=self.clause,
            identified_by=self.own,
            columns=self.names,
            counted=tuple(self._shown(table, row, None) for row, _ in counted) if table else (),
            left_out=tuple(self._shown(table, *found) for found in self._excluded()) if table else (),
            unplaced=tuple(self._unplaced(table)) if table else (),
            periods=tuple(self._periods(table, [row for row, _ in counted])),
            remedy=remedy_of(self.outcome, table, [row for row, _ in counted]),
        )

    def _positions(self, groups: Iterable[Rows]) -> Iterator[tuple[int, str | None]]:
        """Yield the position of each row in the ledger, and why it does not count, in the order of files and rows."""
        table = self.table
        if table is None:
            return
        wanted = {
            (group.path, group.sheet, row): group.reason
            for group in groups
            for first, last in group.ranges
            for row in range(first, last + 1)
        }
        if not wanted:
            return
        for number, part in enumerate(table.parts):
            for local, row in enumerate(part.rows):
                if (part.path, part.title, row) in wanted:
                    yield table.starts[number] + local, wanted[part.path, part.title, row]

    def _excluded(self) -> list[tuple[int, str | None]]:
        """Return the rows left out: those with a fault or a fate of their own first, then those of another kind."""
        return sorted(self._positions(self.outcome.excluded), key=lambda found: found[1] not in ROW_STATUSES)

    def _shown(self, table: LedgerTable, position: int, reason: str | None) -> ShownRow:
        place = table.place(position)
        cells = tuple(table.columns[name][position] for name in self.names)
        figure = self.rule.measure.figure
        tests = figure.part_where if figure.kind == "ratio" and reason is None else ()
        part = failed(tests, table, position, self.submission.roster, self.report.as_of)
        return ShownRow(place, cells, reason, part, tuple(self.problems.get(place[:3], ())))

    def _unplaced(self, table: LedgerTable) -> Iterator[ShownRow]:
        """Yield rejected rows that may be the subject's: a name by which its rows are found cannot be read."""
        own = dict(self.own)
        if self.rule.attested:
            own |= {column.name: self.rule.id for column in table.sheet.columns if column.is_duty}
        for position, fate in enumerate(table.fates):
            cells = {name: table.columns[name][position] for name in own}
            if fate == "rejected" and None in cells.values() and all(cell in {None, own[name]} for name, cell in cells.items()):
                yield self._shown(table, position, "rejected")

    def _periods(self, table: LedgerTable | None, counted: Sequence[int]) -> Iterator[PeriodShown]:
        period = self.rule.period
        if table is None or not isinstance(period, InEach):
            return
        year = self.report.pack.programme_year
        labels = [period_label(table, row, period, year) for row in counted]
        outcome = self.outcome
        excused = {one.period for one in outcome.excuses} - {None}
        for span in year.spans(period.kind, period.first, period.last):
            label, ended = span.label, span.last <= self.report.as_of
            yield PeriodShown(label, labels.count(label), ended, label in outcome.missing, waived=label in excused)


def columns_read(rule: Rule, table: LedgerTable) -> tuple[str, ...]:
    """Return the ids of the columns that a rule reads, and of those by which evidence is known, in the ledger's order."""
    sheet, figure = table.sheet, rule.measure.figure
    tests = conditions_of(rule, sheet) + (figure.part_where if figure.kind == "ratio" else ())
    wanted = {*rule.measure.by, *sheet.identity, sheet.dated_by}
    for test in tests:
        wanted |= {str(value) for key, value in test.model_dump().items() if key in {"column", "beside", "after"}}
    for key, value in figure.model_dump(exclude={"kind", "value", "part_where"}).items():
        wanted |= set(value) if isinstance(value, (tuple, list)) else {str(value)} if value and key else set()
    if isinstance(rule.period, Deadline):
        wanted.add(rule.period.column)
    if rule.attested:
        wanted |= {column.name for column in sheet.columns}
    return tuple(column.name for column in table.sheet.columns if column.name in wanted)
