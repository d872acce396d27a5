"""The rows below a sheet's header to columns of values: whole columns first, then the few rows that need a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from assistcheck.language import Say, same
from assistcheck.submission.cells import ColumnReader, is_note, is_nothing, is_total
from assistcheck.submission.data import CellFault, Fault, Noted, SheetData
from assistcheck.submission.exchange import Outlet
from assistcheck.submission.fields import Column, columns
from assistcheck.submission.halves import LONG, Later, earlier
from assistcheck.workbook.header import Header
from assistcheck.workbook.open import RawSheet
from assistcheck.workbook.values import Cell, PackFacts, as_text, exact, number, shown, squeeze

_BANNER = 2  # columns beyond its first that a merged title within a table spans at least
CHUNK = 2048
"""Rows that are read at a time."""
_PIECE = 4 * CHUNK  # rows
_AS_SHOWN = Say(
    "所显示的数值（单元格格式另加了单位或缩小了显示）",
    "the number as it is shown (the cell's format adds a unit or scales it)",
)
_OTHER_UNIT = Fault("suspicious-amount", _AS_SHOWN)

_NOTHING = frozenset({None, ""})
_FAULTY = frozenset({Fault, Noted})
_LOOKED_AT = _FAULTY | {type(None)}
"""Kinds of values that make a row worth a look: a fault, a remark, a blank in a required column."""


def blank(row: Iterable[Cell]) -> bool:
    """Whether a row holds nothing but white space."""
    return all(cell is None or cell == "" or (isinstance(cell, str) and not squeeze(cell)) for cell in row)


def read_body(
    data: SheetData,
    raw: RawSheet,
    header: Header,
    facts: Callable[[], PackFacts],
    rows: Iterable[list[Cell]],
    outlet: Outlet | None = None,
) -> None:
    """Read the rows below ``header`` into ``data``, long sheets in pieces into ``outlet``; ``facts``: of the rule pack."""
    upcoming, first = iter(rows), header.last + 1
    height = raw.height - header.last
    if outlet is None or not outlet.halves or height < LONG:
        _Body(data, raw, header, facts).read(upcoming, first, outlet)
        if outlet is None:
            data.columns |= {one.name: exact(data.columns[one.name]) for one in columns(data.model) if one.kind == "amount"}
        return
    facts()  # the other process could not ask
    near = earlier(height)

    def read_later(kept: Outlet) -> SheetData:
        rest = SheetData(data.model, data.path, data.title, {name: [] for name in data.columns}, positions=data.positions)
        _Body(rest, raw, header, facts).read(islice(upcoming, near, None), first + near, kept)
        return rest

    later = Later(read_later)
    _Body(data, raw, header, facts).read(islice(upcoming, near), first, outlet)
    _hand_on(data, outlet)
    later.join(data, outlet)


def _hand_on(data: SheetData, outlet: Outlet) -> None:
    outlet.piece(data.title, data.columns, data.rows)
    data.spilled += len(data.rows)
    data.columns, data.rows = {name: [] for name in data.columns}, []


class _Body:
    def __init__(self, data: SheetData, raw: RawSheet, header: Header, facts: Callable[[], PackFacts]) -> None:
        self.data = data
        self.header = header
        self.columns = columns(data.model)
        self.readers = {
            column.name: ColumnReader(column, header.factors[column.name], facts)
            for column in self.columns
            if column.name in header.positions
        }
        self.doubts = {**raw.inherited, **raw.look.doubts}
        self.doubtful_rows = {row for row, _ in self.doubts}
        known = set(data.positions.values())
        self.own_doubts = {row for row, column in raw.look.doubts if column in known}
        self.percents = raw.look.percents
        self.units = raw.look.units
        self.banners = {top + 1 for (top, left), (_, right) in raw.merges if right - left >= _BANNER}

    def read(self, rows: Iterator[list[Cell]], number: int, outlet: Outlet | None) -> None:
        """Read ``rows``, the first of which is sheet row ``number``, in pieces into ``outlet``."""
        while chunk := list(islice(rows, CHUNK)):
            self.take(chunk, number)
            number += len(chunk)
            if outlet and len(self.data.rows) >= _PIECE:
                _hand_on(self.data, outlet)

    def take(self, chunk: list[list[Cell]], first: int) -> None:
        """Read one chunk of rows, whose first is sheet row ``first``."""
        values: dict[str, list[Any]] = {}
        doubtful = {row - first for row in self.doubtful_rows if first <= row < first + len(chunk)}
        if not doubtful and all(map(_NOTHING.__contains__, chain.from_iterable(chunk))):  # as below a table, in any number
            self.data.skipped += len(chunk)
            return
        if self.percents:
            self._show_percents(chunk, first)
        suspects = self._read_columns(list(zip(*chunk, strict=True)), len(chunk), values)
        if self.units:
            suspects.update(self._shown_otherwise(chunk, first, values))
        suspects.update(self._conditional(values))
        suspects.update(doubtful)
        dropped: set[int] = set()
        looked: dict[int, tuple[list[CellFault], bool]] = {}
        for at in sorted(suspects):
            if self._to_skip(chunk[at], first + at):
                dropped.add(at)
            else:
                looked[at] = self._look(chunk[at], first + at, {name: column[at] for name, column in values.items()})
        self._settle(values, looked)
        self._keep(values, range(first, first + len(chunk)), dropped, looked)

    def _show_percents(self, chunk: list[list[Cell]], first: int) -> None:
        """Put 9.5% for the stored 0.095 in columns of percentages, as the cell shows it."""
        for column in self.columns:
            if column.kind == "percent" and column.name in self.header.positions:
                at, place = self.header.positions[column.name], self.data.positions[column.name]
                for offset, row in enumerate(chunk):
                    cell = row[at]
                    if (first + offset, place) in self.percents and isinstance(cell, float):
                        exact = number(cell)
                        row[at] = cell if exact is None else f"{exact * 100}%"

    def _shown_otherwise(self, chunk: list[list[Cell]], first: int, values: dict[str, list[Any]]) -> Iterator[int]:
        """Yield the positions of rows with a number that its cell's format shows in another unit than it is stored in."""
        for column in self.columns:
            if column.kind not in {"amount", "whole"} or column.name not in self.header.positions:
                continue
            found, place = values[column.name], self.data.positions[column.name]
            at, factor = self.header.positions[column.name], self.header.factors[column.name]
            for offset, row in enumerate(chunk):
                fits = self.units.get((first + offset, place), factor) == factor
                if not fits and row[at] and isinstance(row[at], int | float) and type(found[offset]) not in _FAULTY:
                    whole = column.kind == "whole"
                    found[offset] = Fault("bad-number", _AS_SHOWN) if whole else Noted(found[offset], _OTHER_UNIT)
                    yield offset

    def _read_columns(self, cells: list[tuple[Cell, ...]], height: int, values: dict[str, list[Any]]) -> set[int]:
        """Fill ``values`` column by column; return the positions of rows that need a look."""
        suspects: set[int] = set()
        for position in set(range(len(cells))) - set(self.header.positions.values()):
            suspects.update(i for i, cell in enumerate(cells[position]) if is_total(cell))
        for column in self.columns:
            reader = self.readers.get(column.name)
            if reader is None:
                values[column.name] = [None] * height
                continue
            raw = _without_booleans(cells[self.header.positions[column.name]])
            found = reader.take(raw)
            values[column.name] = found
            kinds = set(map(type, found)) & (_LOOKED_AT if column.required else _FAULTY)
            if kinds:
                suspects.update(i for i, value in enumerate(found) if type(value) in kinds)
            if reader.has_totals:
                suspects.update(i for i, cell in enumerate(raw) if is_total(cell))
        if all(reader.is_text for reader in self.readers.values()):  # no cell of a repeated header is a fault there
            suspects.update(i for i, row in enumerate(zip(*cells, strict=True)) if self._is_header(row))
        return suspects

    def _conditional(self, values: dict[str, list[Any]]) -> Iterator[int]:
        for column in self.columns:
            if column.required_when:
                other, word = column.required_when
                pairs = zip(values[other], values[column.name], strict=True)
                yield from (i for i, (state, value) in enumerate(pairs) if state == word and value is None)

    def _to_skip(self, row: list[Cell], number: int) -> bool:
        """Whether a row is blank, a total, the header over again, or nothing but a title, remarks and signatures."""
        if all(is_nothing(row[at]) for at in self.header.positions.values()):
            return number not in self.own_doubts
        filled = [cell for cell in row if not blank([cell])]
        known = next(cell for at in sorted(self.header.positions.values()) if not blank([cell := row[at]]))
        if is_total(filled[0]) or is_total(known) or self._is_header(row):
            return True
        if number in self.own_doubts:
            return False
        return all(map(is_note, filled)) or (len(filled) == 1 and (is_note(filled[0]) or number in self.banners))

    def _is_header(self, row: Sequence[Cell]) -> bool:
        """Whether a row is the header over again, or one of its two lines, in every column that the sheet knows."""
        places = list(self.header.positions.values())
        texts = [squeeze(shown(row[at])).replace("*", "") for at in places]
        lines = [line for line in (self.header.texts, self.header.above) if line]
        return any(texts == [line[at] for at in places] for line in lines)

    def _look(self, row: list[Cell], number: int, values: dict[str, Any]) -> tuple[list[CellFault], bool]:
        """Return the faults and remarks of one row, and whether they reject it."""
        faults, rejected = [], False
        for column in self.columns:
            value = values[column.name]
            required = column.required or (
                column.required_when is not None and values[column.required_when[0]] == column.required_when[1]
            )
            fault = self._doubt(column, number)
            missing = fault is None and required and (value is None or (type(value) is Noted and value.value is None))
            fault = fault or (Fault("missing-value", same(column.header)) if missing else _fault(value))
            if fault is not None:
                faults.append(CellFault(column.name, fault, self._seen(column, row, number)))
                rejected = rejected or ((missing or type(value) is not Noted) and (required or column.spoils))
        return faults, rejected

    def _doubt(self, column: Column, number: int) -> Fault | None:
        doubt = self.doubts.get((number, self.data.positions.get(column.name, 0)))
        return Fault(doubt.code) if doubt else None

    def _seen(self, column: Column, row: list[Cell], number: int) -> str:
        doubt = self.doubts.get((number, self.data.positions.get(column.name, 0)))
        position = self.header.positions.get(column.name)
        return doubt.value if doubt else "" if position is None else as_text(row[position])

    def _settle(self, values: dict[str, list[Any]], looked: dict[int, tuple[list[CellFault], bool]]) -> None:
        """Put plain values in place of remarks, and nothing in place of faults."""
        for at, (faults, _) in looked.items():
            for fault in faults:
                value = values[fault.column][at]
                values[fault.column][at] = value.value if type(value) is Noted else None

    def _keep(
        self,
        values: dict[str, list[Any]],
        numbers: range,
        dropped: set[int],
        looked: dict[int, tuple[list[CellFault], bool]],
    ) -> None:
        """Append the rows that are not ``dropped`` to the sheet's columns."""
        data = self.data
        base = data.spilled + len(data.rows)
        kept: Sequence[int] = range(len(numbers))
        if dropped:
            kept = [at for at in kept if at not in dropped]
            values = {name: [column[at] for at in kept] for name, column in values.items()}
        for name, column in values.items():
            data.columns[name].extend(column)
        data.rows.extend([numbers[at] for at in kept] if dropped else numbers)
        data.skipped += len(dropped)
        if looked:
            places = {at: base + index for index, at in enumerate(kept)}
            for at, (faults, rejected) in looked.items():
                if faults:
                    data.faults[places[at]] = faults
                if rejected:
                    data.rejected.add(places[at])


def _fault(value: Any) -> Fault | None:  # noqa: ANN401 - a value of any column
    if type(value) is Noted:
        fault: Fault = value.fault
        return fault
    return value if type(value) is Fault else None


def _without_booleans(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells with TRUE and FALSE as words, so that they are never looked up as 1 and 0."""
    if bool not in set(map(type, cells)):
        return cells
    return tuple(str(cell).upper() if isinstance(cell, bool) else cell for cell in cells)
