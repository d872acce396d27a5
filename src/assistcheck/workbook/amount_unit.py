"""The unit of a table's amounts, wherever it is said around it: above, below, on the header, on each printed page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from assistcheck.workbook.cell_values import Cell, display, normalize
from assistcheck.workbook.header import Header, UnitSaid, missing_in
from assistcheck.workbook.header_matching import Wanted, header_text, money_of
from assistcheck.workbook.money_units import Statement

_PRINT_CODES = r'&(?:"[^"]*"|[LCRlcr]|\d{1,3}|[KkA-Za-z&](?:[0-9A-F]{6})?)'
NumberedRow = tuple[int, list[Cell]]
"""A row with its one-based number."""
_ASKS = ("单位", "单位:")
"""What leaves the unit to the next cell."""
_GENERIC = frozenset({"单位", "金额", "备注", "说明", "合计", "小计", "序号"})


class Around(NamedTuple):
    """What stands around a table besides the rows above its header."""

    title: str = ""
    """Of the sheet."""
    print_header: str = ""
    comments: Mapping[tuple[int, int], str] = MappingProxyType({})
    """By one-based row and zero-based position in the row."""
    notes_below: Callable[[Header], Sequence[NumberedRow]] = lambda _: ()
    """Gives the rows below the table that are no evidence, with their one-based numbers."""


def weigh(header: Header, rows: Sequence[Sequence[Cell]], wanted: Sequence[Wanted], around: Around) -> None:
    """Give the amount columns whose header states no unit the one that is said around the table.

    One that is not known, or not clearly said, leaves them unnamed, never in the currency's own unit.
    """
    money = [column.name for column in wanted if column.kind == "amount" and column.name in header.positions]
    if not money:
        return
    ear = _Ear(header, wanted)
    ear.listen(rows, around)
    bare = [name for name in money if name not in header.stated]
    if bare:
        for number, row in around.notes_below(header):
            ear.hear_row(number, row)
    header.unit_said = ear.agreed()
    header.contradicted = ear.contradiction()
    table = {one.factor for one in ear.said}
    if bare and ear.unclear and (len(table) > 1 or table <= {1, None}):
        header.unclear = ear.unclear
    for name in bare:
        own = ear.own.get(name)
        units = table | ({own.factor} if own else set())
        if (header.unclear and own is None) or len(units) > 1 or units == {None}:
            if said := header.unit_said or own:
                header.unit_said = said._replace(factor=None)
            position = header.positions.pop(name)
            header.unknown.append((position, header.texts[position]))
        elif factor := next(iter(units), None):
            header.factors[name] = factor
    if bare and all(name in header.positions for name in bare):
        header.unclear = None
    header.missing = tuple(name for name in missing_in(header, wanted) if name not in header.splits)


def contradiction_below(header: Header, wanted: Sequence[Wanted], around: Around) -> UnitSaid | None:
    """Return what a note below a table says of another unit than a header's own."""
    ear = _Ear(header, wanted)
    for number, row in around.notes_below(header):
        ear.hear_row(number, row)
    return ear.contradiction()


class _Ear:
    """Hears what is said of units around a table."""

    def __init__(self, header: Header, wanted: Sequence[Wanted]) -> None:
        self.header = header
        self.said: list[UnitSaid] = []
        self.unclear: UnitSaid | None = None
        self.own: dict[str, UnitSaid] = {}
        """Amount column -> what a comment on its header says."""
        self._money = money_of(wanted)
        self._bare = {text: column.name for column in wanted if column.kind == "amount" for text in column.bare_headers}
        self._amounts = {header.positions[name]: name for name in self._bare.values() if name in header.positions}
        strangers = {re.split(r"[(\[【/]", text)[0] for _, text in header.unknown}
        self._others = tuple(text for text in strangers if len(text) > 1 and text not in _GENERIC)

    def listen(self, rows: Sequence[Sequence[Cell]], around: Around) -> None:
        """Hear all but the notes below."""
        header = self.header
        self._hear(0, 0, around.title)
        self._hear(0, 0, re.sub(_PRINT_CODES, " ", around.print_header) if around.print_header else "")
        for number, row in enumerate(rows[: header.first - 1], 1):
            self.hear_row(number, row)
        for number in range(header.first, header.last):
            self.hear_row(number, rows[number - 1], titled=False)
        for position, text in header.unknown:
            self._hear(header.last, position, text, titled=False)
            money = self._money
            if money.is_unit(text) and money.names_larger(text) and not self.said:  # 金额 | 万元: of which it is, nobody says
                self.unclear = UnitSaid(header.last, position, text, None)
        for (number, position), text in around.comments.items():
            if number <= header.last:
                self._hear_comment(number, position, text)

    def hear_row(self, number: int, row: Sequence[Cell], *, titled: bool = True) -> None:
        """Hear the cells of a title or a note; 单位： may stand in one of them and 万元 in the next."""
        before = ""
        for position, cell in enumerate(row):
            text = header_text(cell)
            if text and self._money.is_unit(text) and before.endswith(_ASKS):
                self._hear(number, position, f"单位:{text}", titled=titled)
            elif text and not (self._money.is_unit(text) and before[-1:].isdigit()):  # 300 | 万元 is an amount
                self._hear(number, position, cell, titled=titled)
            before = text or before

    def agreed(self) -> UnitSaid | None:
        """Return the unit that is said; one without a factor where several are."""
        if not self.said:
            return None
        return self.said[0] if len({one.factor for one in self.said}) == 1 else self.said[-1]._replace(factor=None)

    def contradiction(self) -> UnitSaid | None:
        """Return the first that is said of another unit than a header's own."""
        own = {self.header.factors[name] for name in self.header.stated}
        return next((one for one in self.said if own - {one.factor}), None)

    def _hear(self, row: int, position: int, cell: Cell, *, titled: bool = True) -> None:
        text = _folded(cell)
        told = self._money.said_in(text, tuple(self._bare), self._is_other, titled=titled)
        self._note(UnitSaid(row, position, _shown(text), None), told, strict=titled)

    def _hear_comment(self, row: int, position: int, text: str) -> None:
        heard, name = _folded(text), self._amounts.get(position)
        if name is None or row < self.header.first:
            self._hear(row, position, text)
            return
        told = self._money.said_of_column(heard)
        one = UnitSaid(row, position, _shown(heard), _factor(told))
        if told.unclear:
            self.unclear = self.unclear or one
        elif told.factors and name not in self.header.stated:
            self.own[name] = one
        elif one.factor is not None and one.factor > 1:  # a template's own comment says 元 under any header
            self.said += [one] if one.factor != self.header.factors[name] else []

    def _note(self, one: UnitSaid, told: Statement, *, strict: bool) -> None:
        if told.factors:
            self.said.append(one._replace(factor=_factor(told)))
        if strict and told.unclear:
            self.unclear = self.unclear or one

    def _is_other(self, lead: str) -> bool:
        """Whether words end with the header of a column that is no amount of the sheet, or of one of several amounts alone."""
        if any(lead.endswith(other) for other in self._others):
            return True
        named = [name for bare, name in self._bare.items() if bare in lead]
        specific = any(lead.endswith(bare) for bare in self._bare)
        return specific and not {*self._amounts.values()} - self.header.stated <= {*named}


def _factor(told: Statement) -> int | None:
    return next(iter(told.factors)) if len(told.factors) == 1 else None


def _folded(cell: Cell) -> str:
    """Return a cell as words in it are looked for."""
    return normalize(display(cell)).replace("*", "")


def _shown(text: str) -> str:
    """Return a folded text as messages show it, without white space where no words in Latin letters need it."""
    return text if text.isascii() else "".join(text.split())


def notes_below(rows: Iterable[NumberedRow], header: Header, required: Sequence[str]) -> list[NumberedRow]:
    """Return those of the last rows that stand below the last full one: they lack more than half of the required cells."""
    places = [header.positions[name] for name in required if name in header.positions]
    notes: list[NumberedRow] = []
    for number, row in rows:
        filled = sum(1 for at in places if row[at] not in {None, ""})
        if number <= header.last or filled * 2 >= len(places):
            notes.clear()
        else:
            notes.append((number, row))
    return notes
