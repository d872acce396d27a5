"""The faults and remarks of rows that need a look, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.ledgers.schema import Column
from assistcheck.submission.parsed import ParsedSheet, ValueWithWarning, plain
from assistcheck.submission.sheet_faults import CellDefect, SheetFaults
from assistcheck.workbook.cell_values import Cell, as_text
from assistcheck.workbook.header import Header
from assistcheck.workbook.raw_sheet import RawSheet

if TYPE_CHECKING:
    from assistcheck.workbook.xlsx.cell_issues import CellIssue

NOTHING_ABOVE = CellDefect(
    "missing-value", LocalizedText("写出的内容（上面没有可重复的内容）", "the value itself (there is none above to repeat)")
)
"""What a mark that repeats the cell above is where there is none."""
_UNREAD_EVIDENCE = CellDefect("unread-evidence")

FAULTY = frozenset({CellDefect, ValueWithWarning})
LOOKED_AT = FAULTY | {type(None)}
"""Kinds of values that make a row worth a look: a fault, a remark, a blank in a required column."""


class Chunk(NamedTuple):
    """Rows that are read together: their cells, their sheet rows, and what each column's cells were read as."""

    cells: Sequence[Sequence[Cell]]
    numbers: range
    values: Mapping[str, Sequence[Any]]


class Looked(NamedTuple):
    """What a look at some rows of a chunk gave; a row is known by its position in the chunk."""

    rows: frozenset[int]
    """Those that were looked at."""
    faults: SheetFaults
    rejected: set[int]
    lacking: Counter[int]
    """How many required cells a row lacks."""


class RowInspector:
    """Finds the faults in rows of one sheet."""

    def __init__(self, data: ParsedSheet, raw: RawSheet, header: Header, doubts: Mapping[tuple[int, int], CellIssue]) -> None:
        """Keep what is the same for all rows; ``doubts``: cells that cannot be believed, by sheet row and column."""
        self._columns, self._header = data.sheet.columns, header
        self._places, self._doubts = data.positions, doubts
        self.doubtful_rows = frozenset(row for row, _ in doubts)
        self._missing = {one.name: CellDefect("missing-value", untranslated(one.header)) for one in self._columns}
        tasks = data.sheet.tasks
        self.evidence = tasks.evidence if tasks and tasks.evidence in header.positions else ""
        """The column of the evidence of tasks, in a list of tasks that has it."""
        self.beside = dict(self._beside_evidence(raw)) if self.evidence else {}
        """The rows with a picture or a comment on the cell of the evidence, and what the comment says."""

    def _beside_evidence(self, raw: RawSheet) -> Iterator[tuple[int, str]]:
        """Yield the rows with a picture or a comment on the cell of the evidence, and what the comment says."""
        place = self._places[self.evidence]
        yield from ((row, "") for row, column in raw.look.pictures if column == place)
        yield from ((row, as_text(text)) for (row, column), text in raw.look.comments.items() if column == place)

    def beside_rows(self, numbers: range) -> Iterator[int]:
        """Yield the positions of rows with a picture or a comment on the cell of the evidence."""
        return (row - numbers.start for row in self.beside if row in numbers)

    def inspect(self, chunk: Chunk, rows: Sequence[int], shared: set[tuple[int, str]]) -> Looked:
        """Return the faults and remarks of some rows, given from the top, which are rejected, and how much they lack.

        ``shared``: blank cells, by sheet row and column, that a number merged over several rows stands for.
        """
        looked = Looked(frozenset(rows), SheetFaults(), set(), Counter())
        for column in self._columns if rows else ():
            found: dict[CellDefect, list[int]] = {}
            cells, kinds = chunk.values[column.name], LOOKED_AT if column.required or column.required_when else FAULTY
            for at in [at for at in rows if type(cells[at]) in kinds]:
                if fault := self._fault_at(column, at, chunk, shared, looked):
                    found.setdefault(fault, []).append(at)
            for fault, places in found.items():
                looked.faults.add(column.name, fault, places, self._seen(column, chunk, places))
        for at in rows if self.beside else ():
            number = chunk.numbers[at]
            if number in self.beside and plain(chunk.values[self.evidence][at]) is None:
                looked.faults.add(self.evidence, _UNREAD_EVIDENCE, [at], [self.beside[number]])
        return looked

    def _fault_at(
        self, column: Column, at: int, chunk: Chunk, shared: set[tuple[int, str]], looked: Looked
    ) -> CellDefect | None:
        """Return the fault of one cell, if any; note whether it rejects its row, and what the row lacks."""
        value = chunk.values[column.name][at]
        is_defect = type(value) is CellDefect
        required = column.required or (
            column.required_when is not None and plain(chunk.values[column.required_when[0]][at]) == column.required_when[1]
        )
        is_blank = required and not is_defect and plain(value) is None
        missing = is_blank and (chunk.numbers[at], column.name) not in shared
        fault = self._missing[column.name] if missing else _fault(value)
        if column.required and (missing or fault is NOTHING_ABOVE):
            looked.lacking[at] += 1
        if (missing or is_defect) and (required or column.rejects_row):
            looked.rejected.add(at)
        return fault

    def _seen(self, column: Column, chunk: Chunk, rows: Sequence[int]) -> list[str]:
        """Return what stands in a column of some rows, as text."""
        position = self._header.positions.get(column.name)
        seen = [""] * len(rows) if position is None else [as_text(chunk.cells[at][position]) for at in rows]
        if not self.doubtful_rows.isdisjoint(chunk.numbers):
            place = self._places.get(column.name, 0)
            doubts = [self._doubts.get((chunk.numbers[at], place)) for at in rows]
            seen = [doubt.value if doubt else text for doubt, text in zip(doubts, seen, strict=True)]
        return seen


def _fault(value: Any) -> CellDefect | None:  # noqa: ANN401 - a value of any column
    if type(value) is ValueWithWarning:
        fault: CellDefect = value.fault
        return fault
    return value if type(value) is CellDefect else None
