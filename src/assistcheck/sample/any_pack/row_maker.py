"""Rows of evidence that are right in every column: whatever is not given is drawn to go with the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from assistcheck.calendar import month_start
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.sample.any_pack.world import World
from assistcheck.sample.invented_names import stems
from assistcheck.sample.rows import Value
from assistcheck.submission.roster.roster import Member

Row = dict[str, Value]

_NAMED, _NOTED, _FIRST_WORD = 0.5, 0.5, 0.4
"""The shares of optional names and of optional texts that are filled in, and of choices that are the first word."""
_AMOUNTS, _WHOLES, _PERCENTS = (1_000, 20_000), (4, 60), (20, 600)
_USED = (0.5, 0.95)
"""How much of what was allotted has been used."""


class RowMaker:
    """Makes the rows of one sheet."""

    def __init__(self, world: World, sheet: Sheet) -> None:
        """Make rows of ``sheet``."""
        self.world, self.sheet = world, sheet
        self.draw = world.draw(f"rows of {sheet.id}")
        self.lang = world.pack.manifest.languages[0]
        self._stems = {one.name: stems(f"{sheet.id}/{one.name}", self.lang) for one in sheet.columns if one.kind == "text"}
        self._serial = 0

    def made(self, given: Mapping[str, Value], day: date) -> Row | None:
        """Return a row that holds what is given, under a day; ``None`` where nobody goes with whom it names."""
        row: Row = {**self.dated(day), **given}
        if not self._name(row):
            return None
        for column in self.sheet.columns:
            if column.name not in row:
                row[column.name] = self._cell(column, row, day)
        self._keep_limits(row, given)
        return {column.name: row.get(column.name) for column in self.sheet.columns}

    def dated(self, day: date) -> Row:
        """Return the cell that dates a row."""
        year, sheet = self.world.pack.programme_year, self.sheet
        match sheet.dating:
            case None:
                return {}
            case "year":
                return {sheet.dated_by: year.number_of(day)}
            case "quarter":
                label = year.quarter_of(day)
                name = self.world.pack.manifest.quarter_name.format(year=int(label[:4]), n=int(label[-1]))
                return {sheet.dated_by: name.text(self.lang)}
            case "month":
                return {sheet.dated_by: f"{month_start(day):%Y-%m}"}
            case _:
                return {sheet.dated_by: day}

    # --- names ----------------------------------------------------------------------------------

    def _name(self, row: Row) -> bool:
        """Fill in the names that are missing; whether somebody goes with all the others."""
        columns = [column for column in self.sheet.columns if column.names and column.names != ("subject",)]
        columns.sort(key=lambda column: max(len(self.world.roster.kind(kind).key) for kind in column.names))
        for column in columns:
            if column.name in row:
                continue
            fitting = [one for one in self.world.members(column.names) if self.fits(one, column, row)]
            needed = column.required or self._is_needed(column, row)
            if not fitting and needed:
                return False
            is_filled = bool(fitting) and (needed or self.draw.chance(_NAMED))
            row[column.name] = self.draw.pick(fitting).key[-1] if is_filled else None
        return True

    def fits(self, member: Member, column: Column, row: Row) -> bool:
        """Whether a member can stand in a column beside whom the row names already."""
        key = self.world.roster.kind(member.kind).key
        if any(row.get(part) not in {None, name} for part, name in zip(key[:-1], member.key[:-1], strict=True)):
            return False
        return all(_go_together(member, other) for other in self.named(row, column.name))

    def named(self, row: Row, besides: str = "") -> Iterator[Member]:
        """Yield whom a row names, but in one column."""
        for column in self.sheet.columns:
            if column.name != besides and column.names and isinstance(text := row.get(column.name), str):
                yield from self.members_at(column, text, row)

    def members_at(self, column: Column, text: str, row: Row) -> Iterator[Member]:
        """Yield whom a text of a column stands for."""
        for kind in column.names if column.names != ("subject",) else ():
            key = self.world.roster.kind(kind).key
            parts = (*(str(row.get(part)) for part in key[:-1]), text)
            if member := self.world.roster.of(kind).get(parts):
                yield member

    def _is_needed(self, column: Column, row: Row) -> bool:
        return column.required_when is not None and row.get(column.required_when[0]) == column.required_when[1]

    # --- everything else ------------------------------------------------------------------------

    def _cell(self, column: Column, row: Row, day: date) -> Value:
        needed = column.required or self._is_needed(column, row)
        match column.kind:
            case "choice" | "choices":
                return self._word(column) if needed or self.draw.chance(_NOTED) else None
            case "text":
                return self._text(column) if needed or column.is_voucher or self.draw.chance(_NOTED) else None
            case "date":
                return day if needed else None
            case _:
                return self._number(column, day) if needed else None

    def value(self, column: Column, day: date) -> Value:
        """Return what a column may hold that has to be filled in."""
        return self._cell(column._replace(required=True), {}, day)

    def words(self, column: str) -> tuple[str, ...]:
        """Return the allowed words of a column."""
        return self.sheet.by_name[column].words

    def _word(self, column: Column) -> str:
        others = [word for other in self.sheet.columns if other.required_when for word in other.required_when[1:]]
        words = [word for word in column.words if word not in others] or [*column.words]
        return words[0] if self.draw.chance(_FIRST_WORD) else self.draw.pick(words)

    def _number(self, column: Column, day: date) -> Value:
        match column.kind:
            case "amount":
                return self.draw.amount(*_AMOUNTS)
            case "percent":
                return self.draw.between(*_PERCENTS) / 10
            case "year":
                return self.world.pack.programme_year.number_of(day)
            case "quarter" | "month":
                return f"{self.world.pack.programme_year.quarter_of(day)}" if column.kind == "quarter" else f"{day:%Y-%m}"
            case _:
                return self.draw.between(*_WHOLES)

    def _text(self, column: Column) -> str:
        """Return an invented text: like the column's example, or of its header; a new one each time."""
        if column.is_voucher:
            self._serial += 1
            prefix = re.sub(r"[\d\W_]+", "", column.example)[:3] or "V"
            return f"{prefix}-{self._serial:04d}"
        stem, example = next(self._stems[column.name]), column.example.split()
        if self.lang == "zh":
            return f"{stem}{column.header}"
        return " ".join([stem, *(example[1:] if len(example) > 1 else [column.header])])

    def _keep_limits(self, row: Row, given: Mapping[str, Value]) -> None:
        """Let no amount exceed what limits it."""
        for check in self.sheet.checks:
            limit = row.get(check.other)
            if check.test == "exceeds" and check.column not in given and isinstance(limit, int | float):
                share = self.draw.between(*(int(100 * part) for part in _USED))
                row[check.column] = int(limit) * share // 100


def _go_together(one: Member, other: Member) -> bool:
    """Whether two members belong to the same ones of each kind that both belong to, or are of one kind."""
    shared = (kind for kind, names in one.groups.items() if names and other.groups.get(kind))
    return one.kind == other.kind or all({*one.groups[kind]} & {*other.groups[kind]} for kind in shared)
