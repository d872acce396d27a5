"""Find the header row of a sheet, under title rows, in any column order, in one line or two."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from assistcheck.places import Range
from assistcheck.workbook.values import Cell, shown, squeeze

HEADER_ROWS = 20
"""The header is looked for within this many rows."""
_FACTORS = {"元": 1, "万元": 10_000}
_MONEY = re.compile(r"\(?(?:单位:?)?(?:人民币)?([百千万亿]*元)\)?")
_MONEY_WORD = re.compile(r"[百千万亿]*元|[万亿]")
_YUAN = r"([百千万亿]*元|[百千万亿])(?![\u4e00-\u9fff])"  # 单位：万江街道 names no unit
_UNIT_SAID = re.compile(rf"单位[:为是]?\(?(?:人民币|\w{{1,2}}[、,/;])*{_YUAN}|以([百千万亿]*元)(?:为单位|计)")
_UNIT_ABOVE = re.compile(rf"{_UNIT_SAID.pattern}|\((?:人民币)?([百千万亿]*元)\)")
_UNIT = re.compile(r"\(([百千万亿]*元)\)$")


class Accepted(NamedTuple):
    """The column that a header text names."""

    name: str
    is_money: bool
    factor: int
    """元 in one unit of it."""
    stated: bool
    """Whether the header says its unit."""


class UnitAbove(NamedTuple):
    """A unit of money in a title, for columns that state none: 单位：万元."""

    row: int
    """One-based."""
    position: int
    """Zero-based, in the row."""
    text: str
    factor: int | None
    """元 in one unit; ``None`` for a unit that is not known, or where several are named."""


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
    stated: set[str] = field(default_factory=set)
    """Amount columns whose header says its unit."""
    unit_above: UnitAbove | None = None
    """A unit of money that a title above the header states."""
    texts: tuple[str, ...] = ()
    """The header's cells, squeezed, for recognising it where it is repeated."""
    above: tuple[str, ...] = ()
    """The upper line of a header in two."""
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


def accepted_headers(wanted: Sequence[Wanted]) -> dict[str, Accepted]:
    """Return every accepted header text, squeezed, with the column it names and its 元 in one unit."""
    accepted: dict[str, Accepted] = {}
    for column in wanted:
        for text in column.headers:
            accepted.setdefault(text.casefold(), Accepted(column.name, column.kind == "amount", 1, text.endswith("元)")))
            if column.kind == "amount" and not text.endswith(")"):
                accepted.setdefault(text.casefold() + "(万元)", Accepted(column.name, True, _FACTORS["万元"], True))
    return accepted


def find_header(rows: Sequence[Sequence[Cell]], wanted: Sequence[Wanted], merges: Sequence[Range], first_column: int) -> Header:
    """Return the first header, in one row or two, that names every required column, else the fullest one."""
    lines = _Lines(rows)
    header = _search(lines, wanted, merges, first_column)
    header.unit_above = _unit_above(lines, header)
    if header.unit_above:
        _measure(header, header.unit_above.factor, wanted)
    return header


class _Lines(dict[int, list[str]]):
    """The first rows of a sheet as header texts, by one-based number, each read when it is looked at; none below the last."""

    def __init__(self, rows: Sequence[Sequence[Cell]]) -> None:
        super().__init__()
        self._rows = rows
        self.candidates = range(1, min(len(rows), HEADER_ROWS) + 1)

    def __missing__(self, number: int) -> list[str]:
        row = self._rows[number - 1] if number <= min(len(self._rows), HEADER_ROWS + 1) else ()
        found = self[number] = [_header_text(cell) for cell in row]
        return found


def _search(lines: _Lines, wanted: Sequence[Wanted], merges: Sequence[Range], first_column: int) -> Header:
    accepted = accepted_headers(wanted)
    best = Header(missing=tuple(column.name for column in wanted if column.required))
    for number in lines.candidates:
        line, below = lines[number], lines[number + 1]
        single = _match([(text, "") for text in line], accepted, wanted, number, number)
        if not single.missing and not _continues(single, line, below, accepted, wanted):
            return single
        above = _spread(line, number, merges, first_column)
        double = _match(list(zip(above, below, strict=False)), accepted, wanted, number, number + 1)
        double.above = tuple(line)
        if not single.missing:
            return double
        lower = _match([(text, "") for text in below], accepted, wanted, number + 1, number + 1)
        merged = any(high and high == low and high.casefold() in accepted for high, low in zip(above, below, strict=False))
        adds = merged or double.positions != lower.positions or double.factors != lower.factors
        if not double.missing and len(double.positions) > len(single.positions) > 0 and (lower.missing or adds):
            return double
        best = max(best, single, key=lambda header: len(header.positions))
    return best


def _unit_above(lines: _Lines, header: Header) -> UnitAbove | None:
    """Return the unit of money that the titles above a header state, or its upper line beside the columns' own."""
    found: list[UnitAbove] = []
    for row in range(1, header.last):
        pattern = _UNIT_ABOVE if row < header.first else _UNIT_SAID
        for position, text in enumerate(lines[row]):
            units = {next(filter(None, match)) for match in pattern.findall(text)}
            if units:
                factor = _FACTORS.get(units.pop()) if len(units) == 1 else None
                found.append(UnitAbove(row, position, text, factor))
    if not found:
        return None
    return found[0] if len({unit.factor for unit in found}) == 1 else found[-1]._replace(factor=None)


def _measure(header: Header, factor: int | None, wanted: Sequence[Wanted]) -> None:
    """Give the amount columns that state no unit the title's; one that is not known leaves them unnamed, never in 元."""
    for column in wanted:
        if column.kind != "amount" or column.name in header.stated or column.name not in header.positions:
            continue
        if factor is None:
            position = header.positions.pop(column.name)
            header.unknown.append((position, header.texts[position]))
        else:
            header.factors[column.name] = factor
    header.missing = _missing(header, wanted)


def _missing(header: Header, wanted: Sequence[Wanted]) -> tuple[str, ...]:
    return tuple(column.name for column in wanted if column.required and column.name not in header.positions)


def _header_text(cell: Cell) -> str:
    return squeeze(shown(cell)).replace("*", "")


def _continues(
    header: Header, line: list[str], below: list[str], accepted: dict[str, Accepted], wanted: Sequence[Wanted]
) -> bool:
    """Whether the row under a complete header is its second line: units, or further headers, and no data."""

    def is_header(position: int) -> bool:
        low = below[position]
        return _is_money(low) or low.casefold() in accepted or (line[position] + low).casefold() in accepted

    required = [header.positions[column.name] for column in wanted if column.required]
    filled = [position for position, text in enumerate(below) if text]
    if any(below[at] and not (is_header(at) or _in_brackets(below[at])) for at in required if at < len(below)):
        return False
    return any(is_header(at) and below[at] != line[at] for at in filled) or (
        bool(filled) and all(_in_brackets(below[at]) for at in filled)
    )


def _in_brackets(text: str) -> bool:
    return text.startswith("(") and text.endswith(")")


def _is_money(text: str) -> bool:
    """Whether a cell holds nothing but a unit of money: (万元), 万元, 单位:元."""
    return _MONEY.fullmatch(text) is not None


def _named(high: str, low: str, accepted: dict[str, Accepted]) -> Accepted | None:
    """Return the column that the two lines over it name.

    A unit of money in the line that does not name the column belongs to it; one that is not known, or that
    contradicts the column's own, leaves it unnamed: it must never be dropped.
    """
    if low and not _in_brackets(low) and not _is_money(low):
        pairs = [(low, high), (high + low, "")]
    else:
        pairs = [(high + low, ""), (high, low)]
    for text, other in pairs:
        named = accepted.get(text.casefold()) if text else None
        if named is None:
            continue
        units = set(_MONEY_WORD.findall(other)) if named.is_money else set()
        if not units:
            return named
        own = _UNIT.search(text)
        unit = units.pop() if len(units) == 1 else ""
        if unit not in _FACTORS or (own and own[1] != unit):
            return None
        return named if own else named._replace(factor=_FACTORS[unit], stated=True)
    return None


def _spread(line: list[str], number: int, merges: Sequence[Range], first_column: int) -> list[str]:
    """Return an upper header line with its horizontally merged texts over every column they span."""
    spread = list(line)
    for (top, left), (_, right) in merges:
        start = left - first_column + 1
        if top == number - 1 and 0 <= start < len(line):
            for position in range(start, min(right - first_column + 2, len(line))):
                spread[position] = line[start]
    return spread


def _match(
    cells: Sequence[tuple[str, str]], accepted: dict[str, Accepted], wanted: Sequence[Wanted], first: int, last: int
) -> Header:
    header = Header(first, last, texts=tuple(low or high for high, low in cells))
    for position, (high, low) in enumerate(cells):
        found = _named(high, low, accepted)
        if found is None:
            if text := low or high:
                header.unknown.append((position, text))
        elif found.name in header.positions:
            header.duplicates.setdefault(found.name, [header.positions[found.name]]).append(position)
        else:
            header.positions[found.name], header.factors[found.name] = position, found.factor
            if found.stated:
                header.stated.add(found.name)
    header.missing = _missing(header, wanted)
    return header
