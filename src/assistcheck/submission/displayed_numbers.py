"""Numbers that a cell's format shows as something else: percentages, texts, another unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import Column
from assistcheck.submission.parsed import ValueWithWarning
from assistcheck.submission.sheet_faults import CellDefect
from assistcheck.workbook.cell_runs import runs_of
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
        self._texts = raw.look.texts
        self._percents, self._units = runs_of(raw.look.percents), runs_of(raw.look.units)
        self._offset = raw.first_column
        self._columns = [(column, header.positions[column.name]) for column in wanted if column.name in header.positions]
        self._factors = header.factors

    def put(self, chunk: list[list[Cell]], first: int) -> None:
        """Put what is shown in place of what is stored: 9.5% for 0.095 among percentages, A-01 for 1 among texts."""
        last = first + len(chunk) - 1
        for column, at in self._columns:
            place = at + self._offset
            if column.kind == "percent":
                for top, bottom, _ in self._percents.between(place, first, last):
                    for row in chunk[top - first : bottom - first + 1]:
                        cell = row[at]
                        if isinstance(cell, float) and (exact := to_decimal(cell)) is not None:
                            row[at] = f"{exact * 100}%"
            elif column.kind in {"text", "name"} and self._texts:
                for row_number, row in enumerate(chunk, first):
                    row[at] = self._texts.get((row_number, place), row[at])

    def otherwise(self, chunk: list[list[Cell]], first: int, values: Mapping[str, list[Any]]) -> Iterator[int]:
        """Yield the positions of rows with a number that its cell's format shows in another unit than it is stored in."""
        for column, at in self._columns:
            if column.kind not in {"amount", "whole"}:
                continue
            found, factor = values[column.name], self._factors[column.name]
            for top, bottom, unit in self._units.between(at + self._offset, first, first + len(chunk) - 1):
                for offset in range(top - first, bottom - first + 1) if unit != factor else ():
                    cell = chunk[offset][at]
                    if cell and isinstance(cell, int | float) and type(found[offset]) not in _UNREADABLE:
                        found[offset] = _otherwise(column, unit, found[offset])
                        yield offset


def _otherwise(column: Column, unit: int, found: Any) -> CellDefect | ValueWithWarning:  # noqa: ANN401 - a value of the column
    """Return what there is to tell of a number that is shown in another ``unit`` than that of its column."""
    if column.kind == "whole":
        return CellDefect("bad-number", _AS_SHOWN)
    return CellDefect("bad-amount", _IN_THE_CURRENCY) if unit == FOREIGN else ValueWithWarning(found, _OTHER_UNIT)
