"""The faults and remarks of a sheet's rows: equal ones of one column are held once, with the rows that have them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import ProblemWords


class CellDefect(NamedTuple):
    """A cell that cannot be used: the problem's code and what was expected."""

    code: str
    expected: LocalizedText = EMPTY_TEXT
    grade: ProblemLevel | None = None
    """How grave it is, where that differs from what the code says."""
    words: ProblemWords | None = None
    """What is said of it, where that differs from what the code says."""


class RowDefect(NamedTuple):
    """A fault of one row: the column it stands in, and what was seen there."""

    column: str
    fault: CellDefect
    seen: str


class FaultyCells(NamedTuple):
    """The cells with equal faults in one column, from the top: their positions, and what was seen in each."""

    positions: list[int]
    seen: list[str]


@dataclass(slots=True)
class SheetFaults:
    """Every fault of the rows of one sheet, by column and fault; a position is that of a row in the sheet's columns."""

    cells: dict[tuple[str, CellDefect], FaultyCells] = field(default_factory=dict)
    _by_row: dict[int, list[RowDefect]] | None = field(default=None, compare=False)

    def add(self, column: str, fault: CellDefect, positions: Sequence[int], seen: Sequence[str]) -> None:
        """Note a fault of some rows, given from the top, and what was seen in each."""
        found = self.cells.setdefault((column, fault), FaultyCells([], []))
        is_behind = not found.positions or found.positions[-1] < positions[0]
        found.positions.extend(positions)
        found.seen.extend(seen)
        if not is_behind:
            order = sorted(range(len(found.positions)), key=found.positions.__getitem__)
            self.cells[column, fault] = FaultyCells([found.positions[n] for n in order], [found.seen[n] for n in order])
        if self._by_row is not None:
            _index(self._by_row, column, fault, positions, seen)

    def add_all(self, other: SheetFaults, base: int = 0) -> None:
        """Add the faults of another piece of the sheet, whose first row stands at ``base``."""
        for (column, fault), (positions, seen) in other.cells.items():
            self.add(column, fault, [base + position for position in positions], seen)

    @property
    def by_row(self) -> Mapping[int, Sequence[RowDefect]]:
        """The faults of each row that has any, by its position."""
        if self._by_row is None:
            self._by_row = {}
            for (column, fault), cells in self.cells.items():
                _index(self._by_row, column, fault, *cells)
        return self._by_row

    def of(self, position: int) -> Sequence[RowDefect]:
        """Return the faults of one row."""
        return self.by_row.get(position, ())

    def in_column(self, column: str, rows: range) -> dict[int, RowDefect]:
        """Return the last fault of each cell of a column that has one, by its position, within ``rows``."""
        found: dict[int, RowDefect] = {}
        for (name, fault), (positions, seen) in self.cells.items():
            if name == column:
                part = range(bisect_left(positions, rows.start), bisect_left(positions, rows.stop))
                found.update((positions[n], RowDefect(column, fault, seen[n])) for n in part)
        return found

    def remove(self, columns: Collection[str], rows: Collection[int]) -> None:
        """Forget the faults of some rows in some columns."""
        self._keep(lambda column, position: position if column not in columns or position not in rows else None)

    def drop(self, rows: Collection[int], moved: Mapping[int, int]) -> None:
        """Forget the faults of rows that are taken out; others may have ``moved``."""
        self._keep(lambda _, position: None if position in rows else moved.get(position, position))

    def _keep(self, place: Callable[[str, int], int | None]) -> None:
        """Give each fault its new position; ``None``: it is forgotten."""
        kept = SheetFaults()
        for (column, fault), cells in self.cells.items():
            left = [(to, seen) for at, seen in zip(*cells, strict=True) if (to := place(column, at)) is not None]
            if left:
                kept.add(column, fault, [at for at, _ in left], [seen for _, seen in left])
        self.cells, self._by_row = kept.cells, None


def _index(
    by_row: dict[int, list[RowDefect]], column: str, fault: CellDefect, positions: Sequence[int], seen: Sequence[str]
) -> None:
    """Add a fault of some rows to what is known of each row."""
    for at, text in zip(positions, seen, strict=True):
        by_row.setdefault(at, []).append(RowDefect(column, fault, text))
