"""Read the cells of one column, each distinct value once, by the type that the sheet's model declares."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import Column
from assistcheck.submission.line_marks import line_marks
from assistcheck.submission.parsed import ValueWithWarning
from assistcheck.submission.sheet_faults import CellDefect
from assistcheck.workbook.cell_values import Cell, CellContext, CellError, PackFacts, normalize, normalize_all, spelling
from assistcheck.workbook.exact_numbers import to_decimal

_TOO_LARGE = 10**15
_PROBE = 4096  # cells after which a column is known to repeat itself or not
_WRITTEN = LocalizedText("写出的数值或编号（不用“同上”代替）", "the number itself, not a ditto mark")
_REMEMBERED = 50_000  # cells; a column of titles or vouchers would fill the memory for nothing
_EXAMPLE_LEFT = CellDefect("example-cell")
_NOTHING = ValueWithWarning(None, CellDefect("placeholder"))


DITTO = CellDefect("ditto")
"""What a mark that repeats the cell above is read as, till it is known what stands there."""


class ColumnReader(dict[Any, Any]):
    """A memo from raw cell to value, ``None`` (blank), :class:`CellDefect` or :class:`ValueWithWarning`.

    ``has_marked`` is set once any text may have been the label of a total row or of a part of one, ``has_ditto`` once any
    was a mark that repeats the cell above, so that other columns are never searched.
    """

    def __init__(self, column: Column, factor: int, facts: Callable[[], PackFacts], *, suggests: bool = True) -> None:
        """Read cells of ``column``, whose unit is ``factor`` of the currency's own; ``facts``: of the rule pack.

        ``suggests``: whether a word that is not allowed is told with the nearest that is.
        """
        super().__init__({"": None, None: None})
        self.column = column
        self.has_marked = False
        self.has_ditto = False
        self._context = CellContext(facts, column.id, column.counters, factor, suggests)
        self._seen = 0
        self.is_text = column.kind in {"text", "name"}
        self._plain_money = column.kind == "amount" and factor == 1
        self._money = column.conventions.money
        self._marks = line_marks(column.conventions)
        self._small = self._money.currency.small or 0

    def take(self, cells: tuple[Cell, ...]) -> list[Any]:
        """Return what a run of cells holds; a column that hardly repeats itself is read without the memo."""
        if self._seen > _PROBE and len(self) > self._seen // 2 and (found := self._read_uncached(cells)) is not None:
            return found
        if self.is_text and not self._seen:
            self._warm_cache(cells)
        self._seen += len(cells)
        return list(map(self.__getitem__, cells))

    def _warm_cache(self, cells: tuple[Cell, ...]) -> None:
        """Read the texts that a column begins with at once, sooner than one after the other."""
        texts = [cell for cell in {*cells}.difference(self) if type(cell) is str]
        plain = normalize_all(texts)
        self.update(zip(texts, map(self.read, texts) if self._is_unusual(plain) else plain, strict=True))
        self.has_marked = self._marks.any_marked(plain, "\n".join(plain))

    def _is_unusual(self, texts: list[str]) -> bool:
        """Whether any of some folded texts is blank, or may be a mark, a total or a shortened number."""
        if not all(texts):
            return True
        together = "\n".join(texts)
        return "E+" in together or "e+" in together or self._marks.any_mark(texts, together)

    def _read_uncached(self, cells: tuple[Cell, ...]) -> list[Any] | None:
        """Return plain texts, or amounts that are mostly plain, as they are; ``None`` where other cells are something else."""
        kinds = set(map(type, cells))
        if self.is_text and kinds == {str}:
            texts = normalize_all(list(cast("tuple[str, ...]", cells)))
            return None if self._is_unusual(texts) else texts
        if not self._plain_money:
            return None
        if float not in kinds:
            return self._written_amounts(cells) if str in kinds else None
        if kinds == {float}:
            return self._amounts(cast("tuple[float, ...]", cells))
        amounts = self._amounts([cell for cell in cells if type(cell) is float])
        if amounts is None:
            return None
        plain = iter(amounts)
        return [next(plain) if type(cell) is float else self[cell] for cell in cells]

    def _amounts(self, cells: Sequence[float]) -> list[Any] | None:
        """Return plain amounts as they are: they become exact numbers when the sheet is handed on."""
        if not 0 <= min(cells) <= max(cells) < _TOO_LARGE or math.isnan(sum(cells)):
            return None
        amounts: list[Any] = list(cells)
        small = self._small
        for at in [at for at, cell in enumerate(cells) if 0 < cell < small]:
            amounts[at] = ValueWithWarning(amounts[at], CellDefect("suspicious-amount"))
        return amounts

    def _written_amounts(self, cells: tuple[Cell, ...]) -> list[Any]:
        """Return the amounts of a text table; those that are not plainly written are looked at one by one."""
        is_plain = self._plain_amount
        return [Decimal(cell) if type(cell) is str and is_plain(cell) else self[cell] for cell in cells]

    @cached_property
    def _plain_amount(self) -> Callable[[str], object]:
        """Tells an amount that is read alike in every pack: not small, and of no more digits than a spreadsheet keeps."""
        below = len(str(self._small - 1)) if self._small else 0
        return re.compile(rf"[1-9][0-9]{{{below},11}}(?:\.[0-9]{{1,3}})?").fullmatch

    def __missing__(self, cell: Cell) -> Any:  # noqa: ANN401 - whatever the column holds
        if self._plain_money and type(cell) is float and self._small <= cell < _TOO_LARGE:
            value: Any = to_decimal(cell)
        elif self._plain_money and type(cell) is str and self._plain_amount(cell):
            value = Decimal(cell)
        else:
            value = self.read(cell)
            self.has_marked = self.has_marked or (self.is_text and self._marks.is_marked(cell))
        if len(self) > _REMEMBERED:
            self.clear()
            self[""] = self[None] = None
        self[cell] = value
        return value

    def read(self, cell: Cell) -> Any:  # noqa: ANN401
        """Return what ``cell`` holds."""
        if type(cell) is str:
            text = normalize(cell)
            if not text:
                return None
            if self._marks.is_placeholder(text) and not self._is_word(text):
                return _NOTHING
            if self._marks.is_ditto(text):
                return self._ditto()
            if self._marks.is_example(text):
                return _EXAMPLE_LEFT
            if self.is_text and "+" not in text:
                return text
        value = self._value(cell)
        if type(value) is CellDefect:
            return value
        if self.column.kind == "amount" and self._in_wrong_unit(value, cell):
            return ValueWithWarning(value, CellDefect("suspicious-amount"))
        if self._context.notes:
            return ValueWithWarning(value, CellDefect("assumed-year", self._context.notes.pop()))
        return value

    def _is_word(self, text: str) -> bool:
        """Whether a folded text is an allowed word of the column, or another spelling of one."""
        if not self.column.words:
            return False
        listed = self._context.facts().spellings.get(self.column.id, {}) if self.column.conventions.english else {}
        return text in self.column.words or spelling(text) in listed

    def _ditto(self) -> CellDefect:
        """Return :data:`DITTO`, or the fault that a ditto mark is where a number or a voucher should stand."""
        match self.column.kind:
            case "amount":
                return CellDefect("bad-amount", _WRITTEN)
            case "whole" | "percent":
                return CellDefect("bad-number", _WRITTEN)
            case _:
                self.has_ditto = self.has_ditto or not self.column.is_voucher
                return CellDefect("missing-value", _WRITTEN) if self.column.is_voucher else DITTO

    def _value(self, cell: Cell) -> Any:  # noqa: ANN401
        """Return the value by the field's own reader."""
        try:
            return self.column.read(cell, self._context)
        except CellError as error:
            return CellDefect(error.code, error.expected)

    def _in_wrong_unit(self, value: Any, cell: Cell) -> bool:  # noqa: ANN401 - a Decimal
        """Whether a plain number looks as if typed in a larger unit, or the reverse; a cell that names its unit is believed."""
        if not self._small or (isinstance(cell, str) and self._money.names_unit(cell)):
            return False
        factor = self._context.factor
        return bool(0 < value < self._small) if factor == 1 else bool(value / factor >= factor)
