"""What many cells have in common, a column at a time: runs of rows instead of a key for each cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import itemgetter

Place = tuple[int, int]
"""A cell's one-based (row, column)."""
Run = tuple[int, int, int]
"""The first row, the last row, and the number that all cells between have."""

_FIRST, _LAST = itemgetter(0), itemgetter(1)


class CellRuns(Mapping[Place, int]):
    """A number for each of some cells, kept as runs of rows that have the same one."""

    def __init__(self) -> None:
        """Hold no cell."""
        self._columns: dict[int, list[Run]] = {}
        self._late: dict[int, dict[int, int]] = {}
        """Cells that did not come in the order of their rows, column by column."""

    def add(self, row: int, column: int, number: int) -> None:
        """Take a cell; one that has been told takes the new number."""
        runs = self._columns.get(column)
        if runs is None:
            self._columns[column] = [(row, row, number)]
            return
        first, last, same = runs[-1]
        if row == last + 1 and number == same:
            runs[-1] = (first, row, number)
        elif row > last:
            runs.append((row, row, number))
        else:
            self._late.setdefault(column, {})[row] = number

    def add_rows(self, rows: Sequence[int], column: int, number: int) -> None:
        """Take the cells of some rows, at least one, in a column."""
        first, last = rows[0], rows[-1]
        runs = self._columns.get(column)
        if list(rows) == list(range(first, last + 1)) and not (runs and runs[-1][1] >= first):
            self.add(first, column, number)
            begun, _, _ = self._columns[column][-1]
            self._columns[column][-1] = (begun, last, number)
            return
        for row in rows:
            self.add(row, column, number)

    def column(self, column: int) -> list[Run]:
        """Return the runs of a column, from the top."""
        late = self._late.pop(column, None)
        if late:
            cells = {row: number for first, last, number in self._columns[column] for row in range(first, last + 1)} | late
            del self._columns[column]
            for row in sorted(cells):
                self.add(row, column, cells[row])
        return self._columns.get(column, [])

    def between(self, column: int, first: int, last: int) -> Iterator[Run]:
        """Yield the runs of a column from row ``first`` to row ``last``, cut at these."""
        runs = self.column(column)
        for top, bottom, number in runs[bisect_left(runs, first, key=_LAST) : bisect_right(runs, last, key=_FIRST)]:
            yield max(top, first), min(bottom, last), number

    def translated(self, numbers: Mapping[int, int]) -> CellRuns:
        """Return the cells whose number is one of ``numbers``, with the number that stands for it there."""
        made = CellRuns()
        for column in list(self._columns):
            runs = [(first, last, numbers[number]) for first, last, number in self.column(column) if number in numbers]
            if runs:
                made._columns[column] = runs
        return made

    def __getitem__(self, place: Place) -> int:
        """Return the number of a cell; ``KeyError`` where it has none."""
        row, column = place
        for _, _, number in self.between(column, row, row):
            return number
        raise KeyError(place)

    def __iter__(self) -> Iterator[Place]:
        """Yield the cells, column by column."""
        for column in list(self._columns):
            yield from ((row, column) for first, last, _ in self.column(column) for row in range(first, last + 1))

    def __len__(self) -> int:
        """Return how many cells there are."""
        return sum(last - first + 1 for column in list(self._columns) for first, last, _ in self.column(column))


class RunPlaces(AbstractSet[Place]):
    """The cells of runs, whatever their numbers are."""

    def __init__(self, runs: CellRuns) -> None:
        """Be the cells of ``runs``."""
        self.runs = runs

    def __contains__(self, place: object) -> bool:
        """Whether a cell is one of them."""
        return place in self.runs

    def __iter__(self) -> Iterator[Place]:
        """Yield the cells."""
        return iter(self.runs)

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self.runs)


def runs_of(cells: Mapping[Place, int] | AbstractSet[Place]) -> CellRuns:
    """Return cells as runs; those without a number have 1."""
    if isinstance(cells, CellRuns):
        return cells
    if isinstance(cells, RunPlaces):
        return cells.runs
    runs = CellRuns()
    for row, column in sorted(cells):
        runs.add(row, column, cells[row, column] if isinstance(cells, Mapping) else 1)
    return runs
