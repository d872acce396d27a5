"""The rows below a sheet's header to columns of values: whole columns first, then the few rows that need a look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from assistcheck.i18n import LocalizedText
from assistcheck.submission.column_reader import DITTO, ColumnReader
from assistcheck.submission.displayed_numbers import AsShown
from assistcheck.submission.line_marks import line_marks
from assistcheck.submission.merged_cells import MergedRows
from assistcheck.submission.nearest_words import suggest_words
from assistcheck.submission.parsed import ParsedSheet, SkippedLine, ValueWithWarning, plain
from assistcheck.submission.row_filter import Skip, Skips, void
from assistcheck.submission.row_inspection import FAULTY, LOOKED_AT, NOTHING_ABOVE, Chunk, Looked, RowInspector
from assistcheck.submission.row_removal import drop, note_lines
from assistcheck.submission.sheet_faults import CellDefect
from assistcheck.submission.swapped_columns import tell_exchanged
from assistcheck.submission.workers.protocol import ResultStream
from assistcheck.submission.workers.split_sheet import LONG, SecondHalf, SplitFailed, first_half_rows
from assistcheck.workbook.cell_values import Cell, PackFacts, as_text
from assistcheck.workbook.exact_numbers import exact
from assistcheck.workbook.header import Header
from assistcheck.workbook.raw_sheet import RawSheet

CHUNK = 2048
"""Rows that are read at a time."""
_PIECE = 4 * CHUNK  # rows
_A_PICTURE = CellDefect(
    "picture-cell",
    LocalizedText("文字写明的佐证（请人工查看图片）", "evidence in words (let a person look at the picture)"),
    "note",
)

_UNTOLD = object()
"""Stands for what may stand further up than was looked."""

_NOTHING = frozenset({None, ""})


def read_body(
    data: ParsedSheet,
    raw: RawSheet,
    header: Header,
    facts: Callable[[], PackFacts],
    rows: Iterable[list[Cell]],
    outlet: ResultStream | None = None,
) -> None:
    """Read the rows below ``header`` into ``data``, long sheets in pieces into ``outlet``; ``facts``: of the rule pack."""
    upcoming, first = iter(rows), header.last + 1
    height = raw.height - header.last
    body = RowReader(data, raw, header, facts)
    divided = outlet is not None and outlet.halves and height >= LONG and not raw.fields
    near = body.merged.start(first + first_half_rows(height)) - first if divided else 0
    if outlet is None or near <= 0:
        body.read(upcoming, first, outlet)
        body.end(followed=False)
        if outlet is None:
            data.columns |= {one.name: exact(data.columns[one.name]) for one in data.sheet.columns if one.kind == "amount"}
    else:
        facts()  # the other process could not ask
        later = SecondHalf(lambda kept: _read_later(body, upcoming, near, first, kept))
        body.read(islice(upcoming, near), first, outlet)
        later.join(data, outlet, lambda followed: body.hand_on_all(outlet, followed=followed))
    note_lines(data)
    suggest_words(data, facts)


def _read_later(body: RowReader, rows: Iterator[list[Cell]], near: int, first: int, outlet: ResultStream) -> ParsedSheet:
    """Read all but the first ``near`` of ``rows``; what may be repeated of those above is read where it is asked for."""
    above = list(islice(rows, max(near - CHUNK, 0), near))

    def before() -> dict[str, Any]:
        scratch = body.like(lambda: dict.fromkeys(body.data.columns, _UNTOLD))
        scratch.read_chunk(above, first + near - len(above))
        found = scratch.above()
        if any(plain(value) is _UNTOLD for value in found.values()):
            raise SplitFailed  # it may stand further up: one process finds it
        return found

    later = body.like(before)
    later.read(rows, first + near, outlet)
    later.end(followed=False)
    return later.data


class RowReader:
    """Reads the rows below one header, chunk by chunk, into the columns of its sheet."""

    def __init__(
        self,
        data: ParsedSheet,
        raw: RawSheet,
        header: Header,
        facts: Callable[[], PackFacts],
        before: Callable[[], dict[str, Any]] = dict,
    ) -> None:
        self.data = data
        self.raw = raw
        self.header = header
        self.facts = facts
        self.columns = data.sheet.columns
        self.marks = line_marks(self.columns[0].conventions)
        self.readers = {
            column.name: ColumnReader(column, header.factors[column.name], facts, suggests=False)
            for column in self.columns
            if column.name in header.positions
        }
        self.doubts = {**raw.inherited, **raw.look.doubts}
        self.shown = AsShown(raw, header, self.columns)
        self.merged = MergedRows(raw, header, self.columns, facts)
        self.required = {c.name: header.positions[c.name] for c in self.columns if c.required and c.name in header.positions}
        self.all_text = all(reader.is_text for reader in self.readers.values())
        self.wordy = all(self.readers[name].is_text for name in self.required)
        """Whether a line that is no evidence may fill all that is required."""
        self.inspector = RowInspector(data, raw, header, self.doubts)
        self.doubtful_rows = self.inspector.doubtful_rows
        self.skips = Skips(raw, header, self.columns, self.merged, self.inspector.beside)
        self.below: dict[int, SkippedLine] = {}
        """Positions of rows that are no evidence if no whole row follows."""
        self._before = before
        self._above: dict[str, Any] | None = None

    def like(self, before: Callable[[], dict[str, Any]]) -> RowReader:
        """Return a body of the same sheet that has read nothing; ``before`` gives what stands above its first row."""
        data = self.data
        rest = ParsedSheet(data.sheet, data.path, data.title, {name: [] for name in data.columns}, positions=data.positions)
        return RowReader(rest, self.raw, self.header, self.facts, before)

    def read(self, rows: Iterator[list[Cell]], number: int, outlet: ResultStream | None) -> None:
        """Read ``rows``, the first of which is sheet row ``number``, in pieces into ``outlet``."""
        while chunk := list(islice(rows, CHUNK)):
            last = number + len(chunk) - 1
            chunk += islice(rows, self.merged.end(last) - last)
            self.read_chunk(chunk, number)
            number += len(chunk)
            if outlet and len(self.data.rows) >= _PIECE:
                self.hand_on(outlet)

    def hand_on(self, outlet: ResultStream) -> None:
        """Hand on the rows that are settled: those above any that may be no evidence."""
        data = self.data
        ready = next(iter(self.below)) - data.spilled if self.below else len(data.rows)
        if not ready:
            return
        tell_exchanged(data, ready)
        if ready == len(data.rows):
            outlet.piece(data.title, data.columns, data.rows)
            data.columns, data.rows = {name: [] for name in data.columns}, []
        else:
            outlet.piece(data.title, {name: column[:ready] for name, column in data.columns.items()}, data.rows[:ready])
            data.columns, data.rows = {name: column[ready:] for name, column in data.columns.items()}, data.rows[ready:]
        data.spilled += ready

    def hand_on_all(self, outlet: ResultStream, *, followed: bool) -> None:
        """Hand on what is left at the end of these rows, which whole rows have ``followed`` or not."""
        self.end(followed=followed)
        self.hand_on(outlet)

    def end(self, *, followed: bool) -> None:
        """Settle the last rows, which whole rows have ``followed`` or not."""
        if self.below and not followed:
            drop(self.data, self.below)
        self.below.clear()
        tell_exchanged(self.data, len(self.data.rows))

    def read_chunk(self, chunk: list[list[Cell]], first: int) -> None:
        """Read one chunk of rows, whose first is sheet row ``first``."""
        values: dict[str, list[Any]] = {}
        numbers = range(first, first + len(chunk))
        doubtful = {at for at, number in enumerate(numbers) if number in self.doubtful_rows} if self.doubtful_rows else set()
        if not doubtful and all(map(_NOTHING.__contains__, chain.from_iterable(chunk))):  # as below a table, in any number
            self.data.skipped += len(chunk)
            return
        self.shown.put(chunk, first)
        suspects = self._read_columns(list(zip(*chunk, strict=True)), len(chunk), values)
        suspects.update(self.shown.otherwise(chunk, first, values))
        suspects.update(self._conditional(values), doubtful, self.inspector.beside_rows(numbers))
        if self.merged and self.merged.cover(self.required):  # rows may be whole, and hold nothing of their own
            suspects.update(range(len(chunk)))
        dropped = self._skip(chunk, first, sorted(suspects), values)
        shared, told = self.merged.share(values, numbers, dropped)
        looked = self.inspector.inspect(Chunk(chunk, numbers, values), sorted(suspects.union(told) - dropped), shared)
        for at, faults in told.items():
            for name, fault, seen in faults:
                looked.faults.add(name, fault, [at], [seen])
        self._unwrap(values, numbers, dropped, looked)
        self._append(values, numbers, dropped, looked)
        self._mark_below(chunk, numbers, dropped, looked)

    def _skip(self, chunk: list[list[Cell]], first: int, suspects: list[int], values: dict[str, list[Any]]) -> set[int]:
        """Return which of the suspects are no evidence; put doubts, and what is repeated, into the values of the others."""
        dropped: set[int] = set()
        repeated = [values[name] for name, reader in self.readers.items() if reader.has_ditto]
        plain_rows = self.skips.are_plain({first + at: chunk[at] for at in suspects})
        for at, is_plain in zip(suspects, plain_rows, strict=True):
            row, number = chunk[at], first + at
            why = None if is_plain else self.skips.why(row, number, {name: column[at] for name, column in values.items()})
            if why is None:
                if number in self.doubtful_rows:
                    self._doubt(at, number, values)
                if any(column[at] is DITTO for column in repeated):
                    self._repeat(at, values, dropped)
                continue
            dropped.add(at)
            self.data.prefilled += why is Skip.TEMPLATE
            if why is Skip.LINE:
                self.data.lines.append(self._line(row, number))
        return dropped

    def _line(self, row: list[Cell], number: int) -> SkippedLine:
        at, cell = next(((at, cell) for at, cell in enumerate(row) if not void(cell)), (0, None))
        return SkippedLine(number, self.raw.first_column + at, as_text(cell))

    def _doubt(self, at: int, number: int, values: dict[str, list[Any]]) -> None:
        """Put its fault in place of a cell that cannot be believed; a picture is evidence that is there."""
        for column in self.columns:
            doubt = self.doubts.get((number, self.data.positions.get(column.name, 0)))
            if doubt and doubt.code == "picture-cell" and column.name == self.inspector.evidence:
                values[column.name][at] = ValueWithWarning(doubt.value or "图片", _A_PICTURE)
            elif doubt:
                values[column.name][at] = CellDefect(doubt.code)

    def _repeat(self, at: int, values: dict[str, list[Any]], dropped: set[int]) -> None:
        """Put what stands above in place of ditto marks."""
        above = next((before for before in range(at - 1, -1, -1) if before not in dropped), None)
        for name, column in values.items():
            if column[at] is DITTO:
                found = self.above().get(name, NOTHING_ABOVE) if above is None else column[above]
                column[at] = NOTHING_ABOVE if type(found) is CellDefect else ValueWithWarning(plain(found), DITTO)

    def above(self) -> dict[str, Any]:
        """Return what was read of the last row of evidence before this chunk."""
        if self._above is None:
            self._above = self._before()
        return self._above

    def _read_columns(self, cells: list[tuple[Cell, ...]], height: int, values: dict[str, list[Any]]) -> set[int]:
        """Fill ``values`` column by column; return the positions of rows that need a look."""
        suspects: set[int] = set()
        for position in set(range(len(cells))) - set(self.header.positions.values()):
            if self.marks.may_hold_marked(cells[position]):
                suspects.update(_holding(cells[position], self.marks.is_marked))
        for column in self.columns:
            reader = self.readers.get(column.name)
            if reader is None:
                values[column.name] = [None] * height
                continue
            raw = cells[self.header.positions[column.name]]
            raw = raw if self.raw.fields else _without_booleans(raw)
            found = reader.take(raw)
            values[column.name] = found
            kinds = set(map(type, found)) & (LOOKED_AT if column.required else FAULTY)
            if kinds:
                suspects.update(i for i, value in enumerate(found) if type(value) in kinds)
            if reader.has_marked:
                suspects.update(_holding(raw, self.marks.is_marked))
        if self.all_text:  # no cell of a repeated header is a fault there
            suspects.update(i for i, row in enumerate(zip(*cells, strict=True)) if self.skips.is_header(row))
        if self.wordy:
            suspects.update(_holding(cells[min(self.header.positions.values())], self.marks.begins_as_line))
        return suspects

    def _conditional(self, values: dict[str, list[Any]]) -> Iterator[int]:
        for column in self.columns:
            if column.required_when:
                other, word = column.required_when
                pairs = zip(values[other], values[column.name], strict=True)
                yield from (i for i, (state, value) in enumerate(pairs) if state == word and value is None)

    def _unwrap(self, values: dict[str, list[Any]], numbers: range, dropped: set[int], looked: Looked) -> None:
        """Remember the last row, then put plain values in place of remarks, and nothing in place of faults."""
        last = next((at for at in range(len(numbers) - 1, -1, -1) if at not in dropped), None)
        if last is not None:
            self._above = {name: column[last] for name, column in values.items()}
        for (name, _), (places, _) in looked.faults.cells.items():
            column = values[name]
            for at in places:
                column[at] = plain(column[at])

    def _append(self, values: dict[str, list[Any]], numbers: range, dropped: set[int], looked: Looked) -> None:
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
        if not (looked.faults.cells or looked.rejected):
            return
        places = {at: base + index for index, at in enumerate(kept)} if dropped else range(base, base + len(kept))
        data.rejected.update(map(places.__getitem__, looked.rejected))
        for (name, fault), (found, seen) in looked.faults.cells.items():
            data.faults.add(name, fault, list(map(places.__getitem__, found)), seen)

    def _mark_below(self, chunk: list[list[Cell]], numbers: range, dropped: set[int], looked: Looked) -> None:
        """Note the rows that are no evidence if no whole row follows them."""
        position = self.data.spilled + len(self.data.rows)
        found: dict[int, SkippedLine] = {}
        for at in range(len(chunk) - 1, -1, -1):
            if at in dropped:
                continue
            position -= 1
            lacking = looked.lacking[at]
            if (lacking or (self.wordy and at in looked.rows)) and self.skips.is_below(chunk[at], numbers[at], lacking):
                found[position] = self._line(chunk[at], numbers[at])
            elif not lacking:  # a whole row
                self.below.clear()
                self.data.whole, self.data.last_whole = True, numbers[at]
                break
        self.below |= reversed(found.items())


def _holding(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> Iterator[int]:
    """Yield the positions of the cells that pass a test, which each distinct one is put to once."""
    found = set(filter(test, set(cells)))
    if found:
        yield from (at for at, cell in enumerate(cells) if cell in found)


def _without_booleans(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return cells with TRUE and FALSE as words, so that they are never looked up as 1 and 0."""
    if bool not in set(map(type, cells)):
        return cells
    return tuple(str(cell).upper() if isinstance(cell, bool) else cell for cell in cells)
