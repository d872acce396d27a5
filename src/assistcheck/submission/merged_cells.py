"""Cells that are merged over rows: what they fill in, and numbers that stand in one of them for several rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import Column
from assistcheck.submission.parsed import plain
from assistcheck.submission.sheet_faults import CellDefect, RowDefect
from assistcheck.workbook.cell_values import PackFacts, as_text
from assistcheck.workbook.header import Header
from assistcheck.workbook.raw_sheet import RawSheet

NUMBERS = frozenset({"amount", "whole", "percent"})
"""Kinds of columns in which a merged cell is one number, not the same in each row."""


_NOT_SHARED = CellDefect(
    "merged-number",
    LocalizedText(
        "每行各填一个数（合并的各行不是同一对象，无法分摊）",
        "a number in each row (it cannot be shared by rows of several subjects)",
    ),
    "error",
)


class _Spans(NamedTuple):
    """The cells merged over rows in one column, from the top: their first rows and their last."""

    tops: list[int]
    bottoms: list[int]


class MergedRows:
    """Which cells of a sheet are merged over rows; rows are sheet rows, positions are those in a row."""

    def __init__(
        self, raw: RawSheet, header: Header, wanted: tuple[Column, ...], facts: Callable[[], PackFacts] = PackFacts
    ) -> None:
        """Take the merged cells of ``raw`` below ``header``; ``facts``: of the rule pack, for recorded spellings."""
        self._facts = facts
        self._at: dict[int, _Spans] = {}
        for (top, left), (bottom, _) in sorted(raw.merges):
            if bottom > top >= header.last:
                spans = self._at.setdefault(left - raw.first_column + 1, _Spans([], []))
                spans.tops.append(top + 1)
                spans.bottoms.append(bottom + 1)
        kinds = {header.positions[column.name]: column for column in wanted if column.name in header.positions}
        self._matched = [column.name for column in wanted if column.names]
        self._numbers = {kinds[at].name: spans for at, spans in self._at.items() if at in kinds and kinds[at].kind in NUMBERS}

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._at)

    def fills(self, row: int, position: int) -> bool:
        """Whether a cell has been filled in from one further up."""
        spans = self._at.get(position)
        return spans is not None and (at := bisect_left(spans.tops, row) - 1) >= 0 and row <= spans.bottoms[at]

    def cover(self, positions: Mapping[str, int]) -> bool:
        """Whether cells are merged over rows in all of some columns."""
        return all(position in self._at for position in positions.values())

    def end(self, row: int) -> int:
        """Return the row at which all numbers end that are merged over ``row``, one with the other; else ``row``."""
        while (reached := max([row, *(spans.bottoms[at] for spans, at in self._numbers_from(row + 1))])) > row:
            row = reached
        return row

    def start(self, row: int) -> int:
        """Return the row at which all numbers begin that are merged over ``row`` and the one above, one with the other."""
        while (
            reached := min([row, *(spans.tops[at] for spans, at in self._numbers_from(row) if spans.bottoms[at] >= row)])
        ) < row:
            row = reached
        return row

    def _numbers_from(self, row: int) -> Iterator[tuple[_Spans, int]]:
        """Yield the last number of each column that begins above ``row``."""
        for spans in self._numbers.values():
            if (at := bisect_left(spans.tops, row) - 1) >= 0:
                yield spans, at

    def numbers(self, first: int, last: int) -> Iterator[tuple[str, int, int]]:
        """Yield the numbers that begin in rows ``first`` to ``last``: the column's name, the first row and the last."""
        for name, spans in self._numbers.items():
            for at in range(bisect_left(spans.tops, first), bisect_right(spans.tops, last)):
                yield name, spans.tops[at], spans.bottoms[at]

    def _differ(self, names: Collection[str | None]) -> bool:
        """Whether names mean more than one, recorded spellings of one apart."""
        if len(names) <= 1:
            return False
        aliases = self._facts().names
        return len({None if name is None else aliases.get(name, name) for name in names}) > 1

    def share(
        self, values: Mapping[str, list[Any]], rows: range, dropped: Collection[int]
    ) -> tuple[set[tuple[int, str]], dict[int, list[RowDefect]]]:
        """Count each number that is merged over some of ``rows`` once, on the first of them that is not ``dropped``.

        Return the cells, by sheet row and column, that are left without it; and for each row concerned what there is to tell.
        """
        shared: set[tuple[int, str]] = set()
        told: dict[int, list[RowDefect]] = {}
        for name, top, bottom in self.numbers(rows[0], rows[-1]):
            column = values[name]
            over = [at for at in range(top - rows[0], min(bottom - rows[0] + 1, len(rows))) if at not in dropped]
            if len(over) <= 1 or plain(column[over[0]]) is None:
                continue
            first, *others = over
            if any(self._differ({plain(values[name][at]) for at in over}) for name in self._matched):
                told |= {at: told.get(at, []) for at in over}
                for at in over:
                    column[at] = _NOT_SHARED
                continue
            told.setdefault(first, []).append(RowDefect(name, CellDefect("merged-number"), as_text(plain(column[first]))))
            shared.update((rows[at], name) for at in others)
            for at in others:
                column[at] = None
        return shared, told
