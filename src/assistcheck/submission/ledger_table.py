"""A ledger over all workbooks: equally long columns, the fate of each row, and where each row stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, chain
from operator import itemgetter
from typing import Any, TypeVar

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import Sheet
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.submission.parsed import ParsedSheet
from assistcheck.submission.row_status import RowStatus

V = TypeVar("V")


@dataclass(slots=True)
class LedgerTable:
    """The rows of every sheet of one name."""

    sheet: Sheet
    parts: list[ParsedSheet]
    columns: dict[str, list[Any]]
    fates: list[RowStatus]
    starts: list[int] = field(default_factory=list)
    """Position of each part's first row."""
    foreign: set[int] = field(default_factory=set)
    """Positions of rows that were rejected because they are another team's."""

    @property
    def id(self) -> str:
        """The ledger's id."""
        return self.sheet.id

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.fates)

    def part_at(self, position: int) -> tuple[int, int]:
        """Return the part that a row stands in, and its position there."""
        part = bisect_right(self.starts, position) - 1
        return part, position - self.starts[part]

    def place(self, position: int, column: str = "") -> Location:
        """Return where a row stands, and its cell in ``column``."""
        part, local = self.part_at(position)
        return self.parts[part].place(local, column)

    def row_for(self, position: int, readers: Sequence[int]) -> LocalizedText:
        """Return where a row stands, said at other rows: its file only where one of them is in another one."""
        path, sheet, row, _ = self.place(position)
        file = "" if all(self.place(reader).path == path for reader in readers) else path
        return LocalizedText(
            f"{file and f' {file}'}《{sheet}》第 {row} 行", f"{file}, {sheet}, row {row}" if file else f"{sheet}, row {row}"
        )

    def settled(
        self,
        code: str,
        fate: RowStatus,
        positions: Sequence[int],
        seen: Sequence[str],
        expected: LocalizedText,
        column: str = "",
    ) -> Iterator[Problem]:
        """Give some rows, from the top, a fate, and yield the problem that they are, for each sheet by itself.

        ``seen``: what stands in the ``column`` of each, or what its evidence is known by.
        """
        found: dict[int, list[int]] = {}
        for number, position in enumerate(positions):
            self.fates[position] = fate
            found.setdefault(self.part_at(position)[0], []).append(number)
        for part, numbers in found.items():
            rows = [self.parts[part].rows[positions[number] - self.starts[part]] for number in numbers]
            place = self.place(positions[numbers[0]], column)
            yield Problem(code, place, "", expected).in_cells(rows, [seen[number] for number in numbers])

    def span(self, part: int) -> range:
        """Return the positions of one part's rows."""
        return range(self.starts[part], self.starts[part] + len(self.parts[part].rows))

    def fates_of(self, part: int) -> list[RowStatus]:
        """Return what became of one part's rows."""
        span = self.span(part)
        return self.fates[span.start : span.stop]

    def counted_rows(self) -> Iterator[int]:
        """Yield the positions that count so far."""
        return (position for position, fate in enumerate(self.fates) if fate == "counted")

    def sheet_rows(self, positions: Sequence[int]) -> dict[tuple[str, str], list[int]]:
        """Return the sheet rows at ``positions``, by (path, sheet)."""
        if len(self.parts) == 1:
            (part,) = self.parts
            return {(part.path, part.title): picked(part.rows, positions)}
        ends = {self.part_at(position)[0] for position in (min(positions), max(positions))} if positions else set()
        if len(ends) == 1:
            only = ends.pop()
            part, start = self.parts[only], self.starts[only]
            return {(part.path, part.title): [part.rows[position - start] for position in positions]}
        found: dict[tuple[str, str], list[int]] = {}
        for position in positions:
            number, local = self.part_at(position)
            part = self.parts[number]
            found.setdefault((part.path, part.title), []).append(part.rows[local])
        return found


def picked(values: list[V], positions: Sequence[int]) -> list[V]:
    """Return the values at ``positions``."""
    return list(itemgetter(*positions)(values)) if len(positions) > 1 else [values[position] for position in positions]


def join_parts(sheet: Sheet, parts: list[ParsedSheet]) -> LedgerTable:
    """Return the sheets of one name as one table; a single sheet's columns are taken as they are."""
    if len(parts) == 1:
        columns = parts[0].columns
    else:
        columns = {name: list(chain.from_iterable(part.columns[name] for part in parts)) for name in sheet.by_name}
    sizes = [len(part.rows) for part in parts]
    starts = [0, *accumulate(sizes)][: len(parts)]
    fates: list[RowStatus] = ["counted"] * sum(sizes)
    return LedgerTable(sheet, parts, columns, fates, starts)
