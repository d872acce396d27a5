"""Where a value stands: file, sheet, row and column."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple


def column_letters(column: int) -> str:
    """Return the letters of a one-based column number: 1 -> A, 27 -> AA."""
    letters = ""
    while column > 0:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def column_number(letters: bytes) -> int:
    """Return the one-based number of a column: A -> 1, AA -> 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


Range = tuple[tuple[int, int], tuple[int, int]]
"""A rectangle of cells as zero-based ((row, column), (row, column)) of a sheet, both ends included."""

Ranges = tuple[tuple[int, int], ...]
"""Sheet rows as sorted inclusive ranges: (7, 7), (11, 12)."""

STDIN = "-"
"""The path of standard input."""


class Location(NamedTuple):
    """One place in the submissions; ``row`` and ``column`` are one-based, 0 where there is none."""

    path: str
    sheet: str = ""
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """The A1 address, or an empty string for a whole file, sheet or row."""
        return f"{column_letters(self.column)}{self.row}" if self.row and self.column else ""


NO_LOCATION = Location("")
"""Where something is said of no file."""


def row_ranges(rows: Collection[int]) -> Ranges:
    """Return sheet rows as sorted inclusive ranges: 7, 11, 12 -> (7, 7), (11, 12)."""
    if len(rows) == 1:
        (row,) = rows
        return ((row, row),)
    ordered = sorted(set(rows))
    if ordered and ordered[0] > 0 and ordered[-1] - ordered[0] < len(ordered):  # no row between them is lacking
        return ((ordered[0], ordered[-1]),)
    ranges: list[tuple[int, int]] = []
    first = last = -1
    for row in ordered:
        if row == last + 1:
            last = row
            continue
        if first > 0:
            ranges.append((first, last))
        first = last = row
    if first > 0:
        ranges.append((first, last))
    return tuple(ranges)
