"""Numbers that a cell's format shows as something else: percentages, texts, another unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import Column
from assistcheck.submission.parsed import ValueWithWarning
from assistcheck.submission.sheet_faults import CellDefect
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.exact_numbers import to_decimal
from assistcheck.workbook.header import Header
from assistcheck.workbook.number_formats import FOREIGN
from assistcheck.workbook.raw_sheet import RawSheet

_AS_SHOWN = LocalizedText(
    "所显示的数值（单元格格式另加了单位或缩小了显示）",
    "the number as it is shown (the cell's format adds a unit or scales it)",
)
_IN_THE_CURRENCY = LocalizedText(
    "本表货币的金额（单元格格式显示的是另一种货币）",
    "an amount in the currency of the table (the cell's format shows another one)",
)
_OTHER_UNIT = CellDefect("suspicious-amount", _AS_SHOWN)
_UNREADABLE = frozenset({CellDefect, ValueWithWarning})


class AsShown:
    """The cells of one sheet whose formats say more than the number that is stored."""

    def __init__(self, raw: RawSheet, header: Header, wanted: tuple[Column, ...]) -> None:
        """Keep the formats of ``raw`` and the columns that stand there, with their positions."""
        self._look = raw.look
        self._offset = raw.first_column
        self._columns = [(column, header.positions[column.name]) for column in wanted if column.name in header.positions]
        self._factors = header.factors

    def put(self, chunk: list[list[Cell]], first: int) -> None:
        """Put what is shown in place of what is stored: 9.5% for 0.095 among percentages, A-01 for 1 among texts."""
        for column, at in self._columns:
            place = at + self._offset
            if column.kind == "percent" and self._look.percents:
                for row_number, row in enumerate(chunk, first):
                    cell = row[at]
                    if (row_number, place) in self._look.percents and isinstance(cell, float):
                        exact = to_decimal(cell)
                        row[at] = cell if exact is None else f"{exact * 100}%"
            elif column.kind in {"text", "name"} and self._look.texts:
                for row_number, row in enumerate(chunk, first):
                    row[at] = self._look.texts.get((row_number, place), row[at])

    def otherwise(self, chunk: list[list[Cell]], first: int, values: Mapping[str, list[Any]]) -> Iterator[int]:
        """Yield the positions of rows with a number that its cell's format shows in another unit than it is stored in."""
        for column, at in self._columns if self._look.units else ():
            if column.kind not in {"amount", "whole"}:
                continue
            found, factor, whole = values[column.name], self._factors[column.name], column.kind == "whole"
            for offset, row in enumerate(chunk):
                unit = self._look.units.get((first + offset, at + self._offset), factor)
                if unit != factor and row[at] and isinstance(row[at], int | float) and type(found[offset]) not in _UNREADABLE:
                    if whole:
                        found[offset] = CellDefect("bad-number", _AS_SHOWN)
                    elif unit == FOREIGN:
                        found[offset] = CellDefect("bad-amount", _IN_THE_CURRENCY)
                    else:
                        found[offset] = ValueWithWarning(found[offset], _OTHER_UNIT)
                    yield offset
