"""Near misses: rows that would count if a single cell said otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.audit.conditions import failed, own_reason
from assistcheck.audit.measurement import Measured, Measures, conditions_of, period_label
from assistcheck.audit.outcomes import NearKind, NearMiss, Subject
from assistcheck.problem_codes import CODES
from assistcheck.rules.model import InEach, Rule
from assistcheck.rules.vocabulary import Condition
from assistcheck.submission.evidence_key import cell_text
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.row_classification import timing
from assistcheck.submission.sheet_faults import RowDefect
from assistcheck.workbook.cell_values import strip_whitespace


def near_misses(rule: Rule, subject: Subject, measured: Measured, measures: Measures) -> tuple[NearMiss, ...]:
    """Return the rows of a subject that one cell alone keeps out: one that is blank, unreadable, or near to what counts.

    A row that says plainly that something else happened (another kind of event, a lower level) is none.
    """
    table = measures.submission.tables.get(rule.measure.ledger)
    if table is None or not (measured.used or measured.excluded):
        return ()
    found = _NearMisses(rule, subject, measured, measures, table)
    return tuple(sorted(found.all(), key=lambda miss: miss.place))


class _NearMisses:
    def __init__(self, rule: Rule, subject: Subject, measured: Measured, measures: Measures, table: LedgerTable) -> None:
        self.rule = rule
        self.subject = subject
        self.measured = measured
        self.measures = measures
        self.table = table
        self.conditions = conditions_of(rule, table.sheet)
        self.nearness: dict[str, Condition | None] = {}
        """The condition that a reason names, where the cell is near to passing it."""

    def all(self) -> Iterator[NearMiss]:
        for row, why in self.measured.excluded.items():
            miss = self._rejected(row) if why == "rejected" else self._left_out(row, why)
            if miss is not None and self._helps(row):
                yield miss
        yield from self._blanks(self.measured.used)

    def _left_out(self, row: int, why: str) -> NearMiss | None:
        """Return the miss of a row that fails one condition only, and that narrowly."""
        if why not in self.nearness:
            self.nearness[why] = self._near_condition(row, why)
        condition = self.nearness[why]
        if condition is None:
            return next(self._blanks([row]), None) if self.rule.measure.figure.kind == "best_ratio" and "=" in why else None
        others = [one for one in self.conditions if one is not condition]
        if not self._passes(row, others):
            return None
        kind: NearKind = "lacks" if condition.test == "contains" else "under-way" if self.rule.attested else "otherwise"
        return self._miss(row, condition.column, cell_text(self._cell(row, condition.column)), kind, condition)

    def _near_condition(self, row: int, why: str) -> Condition | None:
        name = why.partition("=")[0]
        for condition in self.conditions:
            if condition.column == name and self._is_near(condition, self._cell(row, name)):
                return condition
        return None

    def _is_near(self, condition: Condition, value: object) -> bool:
        match condition.test:
            case "one_of":
                tasks = self.table.sheet.tasks if self.rule.attested else None
                return value is None or (tasks is not None and value in tasks.under_way)
            case "contains":
                return True
            case "starts_with":
                return value is None or any(word in str(value) for word in condition.values)
            case "names_place":
                places = self.measures.places(condition)
                return value is None or places.stand_in(strip_whitespace(str(value)))
            case "filled":
                return True
            case _:
                return False

    def _rejected(self, row: int) -> NearMiss | None:
        """Return the miss of a rejected row with one fault, that would count if its cell could be read."""
        faults = self._faults(row)
        if len(faults) != 1 or row in self.table.foreign:
            return None
        fault = faults[0]
        on_it = next((one for one in self.conditions if one.column == fault.column), None)
        others = [one for one in self.conditions if one.column != fault.column]
        if self._out_of_time(row) or self._repeats(row, fault.column) or not self._passes(row, others):
            return None
        return self._miss(row, fault.column, fault.seen, "unreadable", on_it)

    def _faults(self, row: int) -> list[RowDefect]:
        part, local = self.table.part_at(row)
        faults = self.table.parts[part].faults.of(local)
        return [one for one in faults if (one.fault.grade or CODES[one.fault.code].level) == "error"]

    def _out_of_time(self, row: int) -> bool:
        judge = timing(self.table, self.measures.programme, self.measures.as_of)
        value = None if judge is None else self._cell(row, judge[0])
        return judge is not None and value is not None and judge[1](value) != "counted"

    def _repeats(self, row: int, faulty: str) -> bool:
        """Whether a row is the same evidence as one that counts, whatever its faulty cell will say."""
        sheet = self.table.sheet
        voucher = sheet.voucher.number if sheet.voucher else ""
        names = sheet.identity or ((voucher,) if voucher and self._cell(row, voucher) is not None else ())
        if not names or faulty in names:
            return False
        evidence = [self._cell(row, name) for name in names]
        return any([self._cell(other, name) for name in names] == evidence for other in self.measured.used)

    def _blanks(self, rows: list[int]) -> Iterator[NearMiss]:
        """Yield rows whose share of a ratio lacks one cell only."""
        figure = self.rule.measure.figure
        if figure.kind not in {"ratio", "best_ratio"}:
            return
        tests = figure.part_where if figure.kind == "ratio" else ()
        starts = [one.after for one in tests if one.test == "within_days"]
        names = dict.fromkeys([*starts, *(one.column for one in tests), figure.part, figure.whole])
        for row in rows:
            blank = [name for name in names if self._cell(row, name) is None]
            if len(blank) == 1:
                yield self._miss(row, blank[0], "", "blank", None)

    def _helps(self, row: int) -> bool:
        """Whether a row would fill a month or quarter that lacks its number."""
        if not isinstance(self.rule.period, InEach):
            return True
        label = period_label(self.table, row, self.rule.period, self.measures.programme)
        return label is None or label in self.measured.missing or self.measured.reason is not None

    def _passes(self, row: int, conditions: list[Condition]) -> bool:
        own = [one for one in conditions if one.test == "own"]
        if any(own_reason(one, self.table, row, self.subject) for one in own):
            return False
        return failed(conditions, self.table, row, self.measures.submission.roster, self.measures.as_of) is None

    def _cell(self, row: int, column: str) -> object:
        return self.table.columns[column][row]

    def _miss(self, row: int, column: str, value: str, kind: NearKind, condition: Condition | None) -> NearMiss:
        wanted = () if condition is None else self._wanted(condition)
        return NearMiss(self.table.place(row, column), kind if value else "blank", column, value, wanted)

    def _wanted(self, condition: Condition) -> tuple[str, ...]:
        match condition.test:
            case "one_of" | "starts_with":
                return condition.values
            case "contains":
                return (condition.value,)
            case "names_place":
                return self.measures.names(condition.kinds[:1])
            case "own":
                kinds = self.table.sheet.by_name[condition.column].names
                return next((found for kind in kinds if (found := self.subject.groups.get(kind))), ())
            case _:
                return ()
