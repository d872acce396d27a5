"""Find the header row of a sheet, under title rows, in any column order, in one line or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assistcheck.location import Range
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.header_matching import Names, Wanted, header_text, in_brackets, money_of

HEADER_ROWS = 20
"""The header is looked for within this many rows."""
_WORD = re.compile(r"(?=.*[^\W\d_])(?!\d+[-/.年]\d+).+")


class UnitSaid(NamedTuple):
    """A unit of money that is said around a table: 单位：万元."""

    row: int
    """One-based; 0: not in a cell."""
    position: int
    """Zero-based, in the row."""
    text: str
    factor: int | None
    """How many of the currency's own units one is; ``None`` for a unit that is not known, or where several are named."""


class Split(NamedTuple):
    """A header of a column over several sub-columns, none of which is that column more than the others."""

    row: int
    """One-based, of the header that stands over them."""
    span: range
    """The positions that it stands over."""
    subs: tuple[tuple[int, str], ...]
    """Positions and texts of the sub-headers in the row below; none where it is merged over columns without any."""


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
    """Amount column -> how many of the currency's own units one of it is."""
    stated: set[str] = field(default_factory=set)
    """Amount columns whose header says its unit."""
    unit_said: UnitSaid | None = None
    """The unit of money that is said around the table."""
    contradicted: UnitSaid | None = None
    """What is said around the table of another unit than a header's own."""
    unclear: UnitSaid | None = None
    """Where a larger unit is said, not clearly of what, of amounts whose header states no unit."""
    texts: tuple[str, ...] = ()
    """The header's cells, squeezed, for recognising it where it is repeated."""
    above: tuple[str, ...] = ()
    """The upper line of a header in two."""
    unknown: list[tuple[int, str]] = field(default_factory=list)
    """Positions and texts of headers that the sheet does not know."""
    duplicates: dict[str, list[int]] = field(default_factory=dict)
    """Columns that several headers name, with their positions."""
    splits: dict[str, Split] = field(default_factory=dict)
    """Columns whose header stands over several sub-columns."""
    missing: tuple[str, ...] = ()
    """Required columns that no header names."""

    @property
    def usable(self) -> bool:
        """Whether every required column stands there, and each column once."""
        return not self.missing and not self.duplicates and not self.splits


class Lines(dict[int, list[str]]):
    """The first rows of a sheet as header texts, by one-based number, each read when it is looked at; none below the last."""

    def __init__(self, rows: Sequence[Sequence[Cell]], merges: Sequence[Range], first_column: int) -> None:
        """Look at the first of ``rows``, whose first cell stands in sheet column ``first_column``."""
        super().__init__()
        self._rows = rows[: HEADER_ROWS + 1]
        self.candidates = range(1, min(len(rows), HEADER_ROWS) + 1)
        near = len(self._rows)
        wide = [one for one in merges if one[0][0] < near and one[1][1] > one[0][1]]
        self._ends = {(top + 1, left - first_column + 1): right - first_column + 2 for (top, left), (_, right) in wide}

    def __missing__(self, number: int) -> list[str]:
        row = self._rows[number - 1] if 0 < number <= len(self._rows) else ()
        found = self[number] = [header_text(cell) for cell in row]
        return found

    def span(self, number: int, position: int) -> range:
        """Return the positions that a cell is merged over, itself among them; a text under a merge is a header of its own."""
        line = self[number]
        end = min(self._ends.get((number, position), position + 1), len(line))
        return range(position, next((at for at in range(position + 1, end) if line[at]), end))

    def is_wide(self, number: int, position: int) -> bool:
        """Whether a cell is merged over several columns, be there nothing else in them."""
        return (number, position) in self._ends

    def is_narrow(self, number: int) -> bool:
        """Whether no cell of a row is merged over several columns."""
        return not self._ends or all(row != number for row, _ in self._ends)

    def spread(self, number: int) -> list[str]:
        """Return an upper header line with its horizontally merged texts over every column they span."""
        spread = list(self[number])
        for position, text in enumerate(self[number]):
            for at in self.span(number, position)[1:]:
                spread[at] = text
        return spread

    def text_at(self, number: int, position: int) -> str:
        """Return the text of a cell, or nothing where the rows do not reach."""
        line = self[number]
        return line[position] if 0 <= position < len(line) else ""

    def has_word(self, number: int, position: int) -> bool:
        """Whether a cell holds text that is no number and no date."""
        return isinstance(self._rows[number - 1][position], str) and _WORD.fullmatch(self[number][position]) is not None

    def below(self, number: int) -> Iterator[int]:
        """Yield the rows below one, as far as they are looked at."""
        yield from range(number + 1, len(self._rows) + 1)


def find_header(rows: Sequence[Sequence[Cell]], wanted: Sequence[Wanted], merges: Sequence[Range], first_column: int) -> Header:
    """Return the first header, in one row or two, that names every required column, else the fullest one."""
    lines, names = Lines(rows, merges, first_column), Names(wanted)
    header = _search(lines, names, wanted)
    for name, split in _splits(header, lines, names, {column.name for column in wanted if column.required}).items():
        header.splits[name] = split
        header.positions.pop(name, None)
        header.duplicates.pop(name, None)
    header.missing = tuple(name for name in missing_in(header, wanted) if name not in header.splits)
    if not header.texts:
        header.texts = tuple(max((lines[number] for number in lines.candidates), key=_words, default=[]))
    return header


def missing_in(header: Header, wanted: Sequence[Wanted]) -> tuple[str, ...]:
    """Return the required columns that stand nowhere."""
    return tuple(column.name for column in wanted if column.required and column.name not in header.positions)


def _words(line: Iterable[str]) -> int:
    return sum(bool(_WORD.fullmatch(text)) for text in line)


def _search(lines: Lines, names: Names, wanted: Sequence[Wanted]) -> Header:
    best = Header(missing=tuple(column.name for column in wanted if column.required))
    for number in lines.candidates:
        line, below = lines[number], lines[number + 1]
        single = _match([(text, "") for text in line], names, wanted, (number, number))
        two_lined = not single.missing and (_continues(single, line, below, names, wanted) or _has_subs(single, lines, number))
        if not single.missing and not two_lined:
            return single
        if not single.positions and not two_lined:  # a title, or blank
            continue
        above = lines.spread(number)
        double = _match(_pairs(lines, names, number), names, wanted, (number, number + 1))
        double.above = tuple(line)
        if two_lined:
            return double
        lower = _match([(text, "") for text in below], names, wanted, (number + 1, number + 1))
        merged = any(high and high == low and names.exact(high) for high, low in zip(above, below, strict=False))
        adds = merged or double.positions != lower.positions or double.factors != lower.factors
        fuller = len(double.positions) > len(single.positions) > 0
        if not double.missing and fuller and (lower.missing or adds):
            return double
        best = max(best, single, key=lambda header: len(header.positions))
        if fuller and len(double.positions) > len(lower.positions):
            best = max(best, double, key=lambda header: len(header.positions))
    return best


def _pairs(lines: Lines, names: Names, number: int) -> list[tuple[str, str]]:
    """Return the cells of two lines, one over the other; a merged text over each sub-header, or over the first."""
    below = lines[number + 1]
    pairs = list(zip(lines[number], below, strict=False))
    for start, text in enumerate(lines[number][: len(below)]):
        span = lines.span(number, start)
        if text and lines.is_wide(number, start):
            subs = [at for at in span if below[at]] or [start]
            for at in span:
                pairs[at] = (text if at in subs else "", below[at])
            if below[start] and lines.span(number + 1, start) == span and not names.named(text, below[start]):
                pairs[start] = (text, f"({below[start]})")  # a sub-header as wide as its header is a remark on it
    return pairs


def _continues(header: Header, line: list[str], below: list[str], names: Names, wanted: Sequence[Wanted]) -> bool:
    """Whether the row under a complete header is its second line: units, or further headers, and no data."""

    def is_header(position: int) -> bool:
        low = below[position]
        return money_of(wanted).is_unit(low) or names.exact(low) is not None or names.exact(line[position] + low) is not None

    required = [header.positions[column.name] for column in wanted if column.required]
    filled = [position for position, text in enumerate(below) if text]
    if any(below[at] and not (is_header(at) or in_brackets(below[at])) for at in required if at < len(below)):
        return False
    return any(is_header(at) and below[at] != line[at] for at in filled) or (
        bool(filled) and all(in_brackets(below[at]) for at in filled)
    )


def _has_subs(header: Header, lines: Lines, number: int) -> bool:
    """Whether the row under a complete header holds nothing but sub-headers of columns of it."""
    if all(lines[number]) and lines.is_narrow(number):
        return False
    spans = {at: _over(lines, number, at) for at in header.positions.values()}
    over = {at for place, span in spans.items() if len(span) > 1 or lines.is_wide(number, place) for at in span}
    above = lines.spread(number)
    below = {at: text for at, text in enumerate(lines[number + 1]) if text and text != above[at]}
    beside = [at for at in header.positions.values() if at not in over]
    subs = [at for at in below if at in over]
    if not subs or not beside or any(at in below for at in beside):
        return False
    return all(lines.has_word(number + 1, at) for at in subs)


def _over(lines: Lines, number: int, position: int) -> range:
    """Return the positions that a header stands over: merged, or blank beside it where texts stand in the row below."""
    span = lines.span(number, position)
    if len(span) > 1:
        return span
    first, end = position, position + 1
    while first > 0 and not lines.text_at(number, first - 1) and lines.text_at(number + 1, first - 1):
        first -= 1
    while end < len(lines[number]) and not lines.text_at(number, end) and lines.text_at(number + 1, end):
        end += 1
    return range(first, end) if lines.text_at(number + 1, position) else span


def _splits(header: Header, lines: Lines, names: Names, required: set[str]) -> dict[str, Split]:
    """Return the columns whose header stands over several sub-columns, unless exactly one of these is the column."""
    found = {}
    for number in range(max(header.first - 1, 1), header.last + 1):
        if number == header.last and lines.is_narrow(number):
            break
        for position, text in enumerate(lines[number]):
            column = names.column(text) if text else None
            if column is None or (number < header.first and column.name not in header.missing):
                continue
            span = lines.span(number, position)
            if number < header.last:
                span = _over(lines, number, position)
            split = _split(lines, names, Split(number, span, ()), header) if len(span) > 1 else None
            if split and (split.subs or column.name in required or _filled_beside(lines, split, header.last)):
                found[column.name] = split
    return found


def _split(lines: Lines, names: Names, split: Split, header: Header) -> Split | None:
    """Return a header over several columns with its sub-headers; ``None`` where one column alone is meant."""
    row, span = split.row, split.span
    text = next(lines[row][at] for at in span if lines[row][at])
    name = names.column(text)
    subs = tuple((at, low) for at in span if (low := lines.text_at(row + 1, at))) if row < header.last else ()
    if all(low == text for _, low in subs):
        return None if _one_column(lines, split, header.last) else split
    own = [at for at, low in subs if (it := names.named(text, low)) and name and it.column.name == name.name]
    alone = len(subs) == 1 and lines.span(row + 1, subs[0][0]) == span and name and name.name in header.positions
    bare = {*span} - {at for at, _ in subs}
    is_one = len(own) == 1 and not any(lines.text_at(at, beside) for at in lines.below(header.last) for beside in bare)
    return None if is_one or alone else split._replace(subs=subs)


def _one_column(lines: Lines, split: Split, last: int) -> bool:
    """Whether nothing stands below a merged header, or what does is merged like it."""
    rows = [row for row in lines.below(last) if any(lines.text_at(row, at) for at in split.span)]
    return all(lines.span(row, split.span.start) == split.span for row in rows)


def _filled_beside(lines: Lines, split: Split, last: int) -> bool:
    return any(lines.text_at(row, at) for row in lines.below(last) for at in split.span[1:])


def _match(cells: Sequence[tuple[str, str]], names: Names, wanted: Sequence[Wanted], rows: tuple[int, int]) -> Header:
    """Return the header that these cells, of an upper and a lower line, are; what is written exactly stands first."""
    header = Header(*rows, texts=tuple(low or high for high, low in cells))
    found = {at: one for at, (high, low) in enumerate(cells) if (high or low) and (one := names.named(high, low))}
    by_name: Mapping[str, list[int]] = {}
    for exactly in (True, False):
        here: dict[str, list[int]] = {}
        for at, one in found.items():
            if one.exactly is exactly and one.column.name not in by_name:
                here.setdefault(one.column.name, []).append(at)
        by_name = {**by_name, **here}
    for name, places in by_name.items():
        column = found[places[0]].column
        header.positions[name], header.factors[name] = places[0], column.factor
        if column.stated:
            header.stated.add(name)
        if len(places) > 1:
            header.duplicates[name] = places
    taken = {at for places in by_name.values() for at in places}
    header.unknown = [(at, low or high) for at, (high, low) in enumerate(cells) if (high or low) and at not in taken]
    header.missing = missing_in(header, wanted)
    return header
