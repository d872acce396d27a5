"""Find the header row of a sheet, under title rows, in any column order, in one line or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistcheck.workbook.values import Cell, shown, squeeze

HEADER_ROWS = 20
"""The header is looked for within this many rows."""
_TEN_THOUSAND = "(万元)"

Merge = tuple[tuple[int, int], tuple[int, int]]


class Wanted(Protocol):
    """What the search needs to know of a column."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def required(self) -> bool: ...  # noqa: D102
    @property
    def headers(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(slots=True)
class Header:
    """Where the columns of a sheet stand."""

    first: int = 0
    """The one-based row of the header."""
    last: int = 0
    """The last row of it: ``first``, or the next one of a header in two lines."""
    positions: dict[str, int] = field(default_factory=dict)
    """Column name -> zero-based position in each row."""
    factors: dict[str, int] = field(default_factory=dict)
    """Amount column -> 元 in one unit of it."""
    texts: tuple[str, ...] = ()
    """The header's cells, squeezed, for recognising it where it is repeated."""
    unknown: list[tuple[int, str]] = field(default_factory=list)
    """Positions and texts of headers that the sheet does not know."""
    duplicates: dict[str, list[int]] = field(default_factory=dict)
    """Columns that several headers name, with their positions."""
    missing: tuple[str, ...] = ()
    """Required columns that no header names."""

    @property
    def usable(self) -> bool:
        """Whether every required column stands there, and each column once."""
        return not self.missing and not self.duplicates


def accepted_headers(wanted: Sequence[Wanted]) -> dict[str, tuple[str, int]]:
    """Return every accepted header text, squeezed -> (column name, factor)."""
    accepted: dict[str, tuple[str, int]] = {}
    for column in wanted:
        for text in column.headers:
            accepted.setdefault(text.casefold(), (column.name, 1))
            if column.kind == "amount" and not text.endswith(")"):
                accepted.setdefault(text.casefold() + _TEN_THOUSAND, (column.name, 10_000))
    return accepted


def find_header(rows: Sequence[Sequence[Cell]], wanted: Sequence[Wanted], merges: Sequence[Merge], first_column: int) -> Header:
    """Return the first header, in one row or two, that names every required column, else the fullest one."""
    accepted = accepted_headers(wanted)
    lines = [[_header_text(cell) for cell in row] for row in rows[: HEADER_ROWS + 1]]
    best = Header(missing=tuple(column.name for column in wanted if column.required))
    for number, line in enumerate(lines[:HEADER_ROWS], 1):
        single = _match([(text,) for text in line], accepted, wanted, number, number)
        below = lines[number] if number < len(lines) else []
        if not single.missing and not any(map(_is_unit, below)):
            return single
        if below:
            above = _spread(line, number, merges, first_column)
            pairs = zip(above, below, strict=False)
            # a unit belongs to the header above it: one that is not known must not be dropped
            both = [(high + low,) if high and _is_unit(low) else (low, high + low, high) for high, low in pairs]
            double = _match(both, accepted, wanted, number, number + 1)
            if not double.missing and (not single.missing or len(double.positions) > len(single.positions) > 0):
                return double
        best = max(best, single, key=lambda header: len(header.positions))
    return best


def _header_text(cell: Cell) -> str:
    return squeeze(shown(cell)).replace("*", "")


def _is_unit(text: str) -> bool:
    """Whether a cell under a header holds nothing but a unit, such as (万元)."""
    return text.startswith("(") and text.endswith(")")


def _spread(line: list[str], number: int, merges: Sequence[Merge], first_column: int) -> list[str]:
    """Return an upper header line with its horizontally merged texts over every column they span."""
    spread = list(line)
    for (top, left), (_, right) in merges:
        start = left - first_column + 1
        if top == number - 1 and 0 <= start < len(line):
            for position in range(start, min(right - first_column + 2, len(line))):
                spread[position] = line[start]
    return spread


def _match(
    cells: Sequence[tuple[str, ...]], accepted: dict[str, tuple[str, int]], wanted: Sequence[Wanted], first: int, last: int
) -> Header:
    header = Header(first, last, texts=tuple(texts[0] for texts in cells))
    for position, texts in enumerate(cells):
        found = next((accepted[text.casefold()] for text in texts if text.casefold() in accepted), None)
        if found is None:
            if text := next((text for text in texts if text), ""):
                header.unknown.append((position, text))
            continue
        name, factor = found
        if name in header.positions:
            header.duplicates.setdefault(name, [header.positions[name]]).append(position)
        else:
            header.positions[name], header.factors[name] = position, factor
    header.missing = tuple(c.name for c in wanted if c.required and c.name not in header.positions)
    return header
