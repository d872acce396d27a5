"""Cells that are merged over rows: what they fill in, and numbers that stand in one of them for several rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assistcheck.submission.fields import Column
from assistcheck.workbook.header import Header
from assistcheck.workbook.open import RawSheet

NUMBERS = frozenset({"amount", "whole", "percent"})
"""Kinds of columns in which a merged cell is one number, not the same in each row."""


class _Spans(NamedTuple):
    """The cells merged over rows in one column, from the top: their first rows and their last."""

    tops: list[int]
    bottoms: list[int]


class MergedRows:
    """Which cells of a sheet are merged over rows; rows are sheet rows, positions are those in a row."""

    def __init__(self, raw: RawSheet, header: Header, wanted: tuple[Column, ...]) -> None:
        """Take the merged cells of ``raw`` below ``header``."""
        self._at: dict[int, _Spans] = {}
        for (top, left), (bottom, _) in sorted(raw.merges):
            if bottom > top >= header.last:
                spans = self._at.setdefault(left - raw.first_column + 1, _Spans([], []))
                spans.tops.append(top + 1)
                spans.bottoms.append(bottom + 1)
        kinds = {header.positions[column.name]: column for column in wanted if column.name in header.positions}
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
