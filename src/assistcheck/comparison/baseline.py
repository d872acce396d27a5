"""An earlier report as the baseline of a run: what stood in it already does not fail the run unless it is worse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from itertools import repeat
from typing import NamedTuple, TypeVar

from assistcheck.audit.baseline import FaultCounts, Since, Source, State, Was
from assistcheck.audit.exit_code import FailOn, fails
from assistcheck.audit.outcomes import Outcome
from assistcheck.audit.published import published_gap
from assistcheck.audit.request import Request
from assistcheck.comparison.change import OPEN, change_of
from assistcheck.comparison.inputs import partners
from assistcheck.comparison.kinds import Side
from assistcheck.comparison.record import (
    Key,
    OutcomeRecord,
    ProblemRecord,
    ReportRecord,
    parsed,
    record_bytes,
)
from assistcheck.comparison.row_faults import Cell, Fault, cell_of, cells_of, faults_of, match
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.location import column_number
from assistcheck.problem_codes import PROBLEM_LEVELS, ProblemLevel
from assistcheck.problems import Problem
from assistcheck.rules.model import RulePack
from assistcheck.sanitize import visible
from assistcheck.submission.row_accounts import InputAccount, InputStatus
from assistcheck.submission.row_marks import RowMarks

MOST_FAULTS = 5_000_000
"""Faults, cell by cell, that a baseline may have."""

T = TypeVar("T")
_NOTHING = Since(None)
_CELLS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::\1([0-9]{1,7}))?")


def load_baseline(path: str, pack: RulePack, request: Request) -> EarlierReport:
    """Return a report that was written as JSON as the baseline of what is requested.

    Raises:
        UsageError: the file cannot be read, is no JSON report of this tool, or is one of another pack or programme year.
    """
    content = record_bytes(path)
    record = parsed(ReportRecord, content, path)
    _refuse_other(record, path, pack)
    return EarlierReport(record, Source(path, sha256(content).hexdigest(), record.as_of), pack, request)


def _refuse_other(record: ReportRecord, path: str, pack: RulePack) -> None:
    """Raise for a report of another pack, or of another year of it."""
    theirs, ours, year = record.rules, pack.manifest.name, pack.programme_year
    if theirs.pack == ours and (theirs.year is None or theirs.year.first_day == year.first_day):
        return
    shown = visible(theirs.pack)
    zh, en = (f"（{theirs.year.number} 年）", f" ({theirs.year.number})") if theirs.year else ("", "")
    raise UsageError(
        LocalizedText(
            f"{path}：这份报告用的规则包是 {shown}{zh}，本次是 {ours}（{year.number} 年）；请给出同一规则包、年度的报告",
            f"{path}: a report by the rule pack {shown}{en}, and this run is by {ours} ({year.number});"
            " give a report of the same pack and year",
        )
    )


class _File(NamedTuple):
    """A file of an earlier report."""

    path: str
    sha256: str | None
    reporter: str | None
    status: InputStatus


class EarlierReport:
    """An earlier report: what was open in it, and the faults that it had."""

    def __init__(self, record: ReportRecord, source: Source, pack: RulePack, request: Request) -> None:
        """Keep what a run of ``pack`` can be held against, and no more."""
        self.source = source
        self.remarks = (*_remarks(record, pack, request),)
        roles = pack.subjects.roles
        self.belongs = tuple(dict.fromkeys((roles.region, roles.reporting)))
        self.level: FailOn = "shortfall" if request.fail_on == "never" else request.fail_on
        self.fail_on = request.fail_on
        self.selection = request.selection
        side = Side.of(record)
        self.was = {key: _was(one, self.level) for key, one in record.by_key.items() if side.is_open(one)}
        self.before = tuple(was for was in self.was.values() if self.asks_all_of(was.rule))
        self.files = tuple(_File(one.path, one.sha256, one.reporter, one.status) for one in record.inputs)
        self.faults = tuple(_faults(record, source.path))

    def asks_all_of(self, rule: str) -> bool:
        """Whether the run was asked for all subjects of a rule, so that what has no outcome is gone."""
        selection = self.selection
        return not (selection.subjects or selection.within) and (not selection.rules or rule in selection.rules)

    def found_in(self, entries: Mapping[Key, T], outcome: Outcome) -> T | None:
        """Return what an earlier report has of an outcome, by the keys of :attr:`ReportRecord.by_key`."""
        rule, subject = outcome[:2]
        short = (rule.id, subject.kind, subject.name)
        if short in entries:
            return entries[short]
        belongs = (subject.region, subject.reporter)[-len(self.belongs) :]
        return entries.get((*short, *(name or "" for name in belongs)))

    def hold(self, inputs: Sequence[InputAccount], problems: Sequence[Problem], row_marks: RowMarks) -> HeldReport:
        """Return what a run is held against, by what it found in the data."""
        found = partners(self.files, inputs, only_ones=True)
        renamed = {self.files[old].path: inputs[new].path for new, old in found.items()}
        before = [one._replace(path=renamed.get(one.path, one.path)) for one in self.faults]
        return HeldReport(self, before, faults_of(inputs, problems, row_marks))


class HeldReport:
    """One run held against an earlier report."""

    def __init__(self, earlier: EarlierReport, before: Sequence[Fault], faults: Iterable[Fault]) -> None:
        """Hold the faults of the run against those of before, which are in the files of the run where these are known again."""
        self.source, self.remarks, self.before = earlier.source, earlier.remarks, earlier.before
        self.earlier = earlier
        self._level, self._fail_on = earlier.level, earlier.fail_on
        self._new: Counter[Cell] = Counter()
        counts = Counter[str]()
        for level, some in _by_level(faults).items():
            found = match(some, (one for one in before if one.level == level))
            self._new.update(map(cell_of, found.new))
            if level == "error" or (level == "warning" and self._fail_on == "any"):
                fatal, fatal_new = (sum(map(self._fault_fails, group)) for group in (some, found.new))
                counts.update(new=len(found.new), known=found.known, closed=found.closed)
                counts.update(failing=fatal_new, excused=fatal - fatal_new)
        self.faults = FaultCounts(**counts)

    def _fault_fails(self, fault: Fault) -> bool:
        return self._fail_on == "any" or (fault.rejects and self._fail_on != "never")

    def since(self, outcome: Outcome) -> Since:
        """Return what has become of an outcome."""
        rule, _, status = outcome[:3]
        was = self.earlier.found_in(self.earlier.was, outcome)
        if status not in OPEN or (status == "undetermined" and not outcome.is_due):
            return Since("closed", was) if was else _NOTHING
        failing = fails(status, rule.level, self._level, is_due=outcome.is_due)
        state = _state(was, outcome, failing=failing)
        return Since(state, was, failing and state in {"new", "worse"} and self._fail_on != "never")

    def state_of(self, found: Outcome | Problem) -> State | None:
        """Return what has become of an outcome or a problem; ``None``: it is not open, and was not."""
        if isinstance(found, Outcome):
            return self.since(found).state
        return "new" if self.new_cells(found) else "known"

    def is_new(self, cell: Cell) -> bool:
        """Whether the fault of a cell is new."""
        return cell in self._new

    def new_cells(self, problem: Problem) -> int:
        """Return how many faults that a problem stands for are new."""
        return sum(cell in self._new for cell in cells_of(problem)) if self._new else 0


def _by_level(faults: Iterable[Fault]) -> Mapping[ProblemLevel, Sequence[Fault]]:
    """Return the errors, the warnings and the notes."""
    found: dict[ProblemLevel, list[Fault]] = {level: [] for level in PROBLEM_LEVELS}
    for fault in faults:
        found[fault.level].append(fault)
    return found


def _state(was: Was | None, outcome: Outcome, *, failing: bool) -> State:
    """Return what has become of an open outcome; one that fails now and did not is not known."""
    if was is None:
        return "new"
    gap = published_gap(outcome)
    now = (outcome.status, None if gap is None else Decimal(gap), outcome.missing)
    change = change_of((was.status, was.gap, was.missing), now)
    if failing and not was.failed:
        return "worse"
    return "better" if was.failed and not failing else change


def _was(record: OutcomeRecord, level: FailOn) -> Was:
    """Return what an earlier report says of something open; what could not be judged is open only where it was due."""
    failed = fails(record.status, record.level, level, is_due=True)
    rule, kind, name, *_ = record.key
    return Was(rule, kind, name, record.status, record.gap, frozenset(record.missing), failed)


def _remarks(record: ReportRecord, pack: RulePack, request: Request) -> Iterator[LocalizedText]:
    """Yield what a reader has to know before one report is held against the other."""
    if record.as_of > request.as_of:
        yield LocalizedText(
            f"基线统计截止 {record.as_of}，晚于本次的 {request.as_of}",
            f"the baseline is as of {record.as_of}, later than this run ({request.as_of})",
        )
    if not record.is_complete:
        yield LocalizedText(
            "基线那次有内容未能读取，其结论不完整", "some input of the baseline could not be read: its verdict is not complete"
        )
    if record.rules.sha256 != pack.sha256:
        yield LocalizedText(
            "基线所用规则包的内容与本次不同，变化可能由规则引起",
            "the rule pack has changed since the baseline: what changed may be due to the rules",
        )
    if dict(record.rules.readings) != dict(request.readings):
        yield LocalizedText(
            "基线所用口径与本次不同，变化可能由口径引起",
            "the baseline was judged by other readings: what changed may be due to them",
        )


def _faults(record: ReportRecord, path: str) -> Iterator[Fault]:
    """Yield the faults of a report, cell by cell.

    Raises:
        UsageError: they are too many.
    """
    sheets = {(one.path, sheet.name): sheet for one in record.inputs for sheet in one.sheets}
    number = 0
    for problem in record.problems:
        place = (problem.path or "", problem.sheet or "")
        sheet = sheets.get(place)
        marks = sheet.marks if sheet else {}
        for row, column in _cells(problem):
            if (number := number + 1) > MOST_FAULTS:
                words = f"{path}：基线中的问题超过 {MOST_FAULTS:,} 处，无法比对"
                raise UsageError(LocalizedText(words, f"{path}: more than {MOST_FAULTS:,} faults are too many for a baseline"))
            value = "" if row else problem.value
            ledger = sheet.ledger if sheet else ""
            yield Fault(problem.code, *place, row, column, value, ledger, marks.get(row), problem.level)


def _cells(problem: ProblemRecord) -> Iterator[tuple[int, int]]:
    """Yield row and column of each cell that a problem stands for; zeros for what is of no row."""
    found = [cells for one in problem.cells if (cells := _CELLS.fullmatch(one))]
    if not found:
        yield from repeat((0, 0), problem.count)
    for cells in found:
        letters, first, last = cells.groups()
        column = column_number(letters.encode())
        yield from ((row, column) for row in range(int(first), int(last or first) + 1))
