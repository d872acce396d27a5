"""One sheet as it stands in a file, before anything in it is understood; and the digest of a file."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from assistcheck.location import Range
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.xlsx.sheet_scan import SheetScan

if TYPE_CHECKING:
    from assistcheck.workbook.xlsx.cell_issues import CellIssue


@dataclass(slots=True)
class Fields:
    """How many cells the rows of a text table have, where a comma within a cell makes one more."""

    head: list[int]
    """Of the first rows, the blank cells at the end included."""
    rows: Sequence[list[Cell]]
    """What stands in them; blank cells are ``None``, or not there at the end."""

    def first_beyond(self, width: int, above: int) -> tuple[int, int] | None:
        """Return the first row below row ``above`` with more than ``width`` cells up to the last not blank, and how many."""
        for number, row in enumerate(islice(self.rows, above, None), above + 1):
            if len(row) > width and (filled := _filled(row)) > width:
                return number, filled
        return None


def _filled(row: list[Cell]) -> int:
    return max((at for at, cell in enumerate(row, 1) if cell is not None and not str(cell).isspace()), default=0)


@dataclass(slots=True)
class RawSheet:
    """One sheet as it stands in the file; ``rows`` begin with sheet row 1."""

    title: str
    hidden: bool
    first_column: int
    """The one-based sheet column of each row's first cell."""
    rows: Iterator[list[Cell]]
    look: SheetScan
    merges: Sequence[Range] = ()
    """Merged ranges."""
    inherited: dict[tuple[int, int], CellIssue] = field(default_factory=dict)
    """Doubts of merged cells, at the cells further down that repeat their value."""
    height: int = 0
    """How many rows there are, where that is known beforehand."""
    fields: Fields | None = None
    """Of a text table."""
    again: Callable[[], Iterator[list[Cell]]] = lambda: iter(())
    """Gives the rows once more, from the first."""

    def last_rows(self, most: int) -> Iterator[tuple[int, list[Cell]]]:
        """Return the last rows in which something stands, with their sheet rows."""
        return iter(deque(((number, row) for number, row in enumerate(self.again(), 1) if any(row)), maxlen=most))


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
