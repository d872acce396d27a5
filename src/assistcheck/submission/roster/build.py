"""The roster sheets of all workbooks to one roster, with the accounts of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from assistcheck.calendar import ProgrammeYear
from assistcheck.ledgers.registry import Ledgers
from assistcheck.ledgers.schema import Sheet
from assistcheck.problems import Problem
from assistcheck.rules.subjects import Kind, Subjects
from assistcheck.submission.ledger_table import LedgerTable, join_parts
from assistcheck.submission.parsed import ParsedSheet, ParsedWorkbook
from assistcheck.submission.roster.conflicts import named, reject_rivals
from assistcheck.submission.roster.resolve import Resolver
from assistcheck.submission.roster.roster import Key, Member, Roster, RosterRow
from assistcheck.submission.row_classification import classify_rows


@dataclass(slots=True)
class RosterResult:
    """The roster, the tables it was drawn from, and the problems found on the way."""

    roster: Roster
    tables: dict[str, LedgerTable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def build_roster(
    books: Sequence[ParsedWorkbook],
    superseded: Mapping[int, ParsedWorkbook],
    programme: ProgrammeYear,
    aliases: Mapping[str, str],
    ledgers: Ledgers,
    subjects: Subjects,
) -> RosterResult:
    """Draw the roster from the roster file where one is given, else from every workbook that counts."""
    given = any(book.roster_only for book in books)
    sources = [book for book in books if (book.roster_only or not given) and id(book) not in superseded]
    parts = {sheet.id: _parts(sources, sheet) for sheet in ledgers.rosters}
    roster = Roster(subjects)
    roster.missing = frozenset(ident for ident, found in parts.items() if not any(part.rows for part in found))
    result = RosterResult(roster)
    for kind in subjects.kinds:
        if kind.members:
            roster.members[kind.id] = {(name,): Member(kind.id, (name,), name, {kind.id: (name,)}) for name in kind.members}
    for sheet in ledgers.rosters:
        table = join_parts(sheet, parts[sheet.id])
        if table.parts:
            result.tables[table.id] = table
        _settle(table, result, programme, Resolver(roster, {}, aliases, any_case=ledgers.conventions.any_case))
        _grow(roster, table, [kind for kind in subjects.kinds if kind.roster == sheet.id])
    _close_groups(roster)
    return result


def _parts(books: Sequence[ParsedWorkbook], sheet: Sheet) -> list[ParsedSheet]:
    return [one for book in books for one in book.sheets if one.sheet.id == sheet.id and one.usable]


def _settle(table: LedgerTable, result: RosterResult, programme: ProgrammeYear, resolver: Resolver) -> None:
    resolver.resolve(table)
    for number, part in enumerate(table.parts):
        for local in part.rejected:
            table.fates[table.starts[number] + local] = "rejected"
    reject_rivals(table, result.tables)
    result.problems += classify_rows(table, programme, result.roster, date.max)


# --- members ------------------------------------------------------------------------------------


def _grow(roster: Roster, table: LedgerTable, kinds: Sequence[Kind]) -> None:
    """Add to the roster what the rows of one roster sheet say; whom only rejected rows name is ``doubtful``."""
    doubtful: set[Key] = set()
    for kind in kinds:
        groups = tuple(_Named(of, group_columns(table.sheet, of)) for of in map(roster.kind, kind.belongs_to))
        found = dict(_members(kind, table, groups, doubtful))
        if kind.several:
            _gather(kind, table, groups, found, doubtful)
        roster.members[kind.id] = found
        roster.tellers[table.id] = partial(_said, table)
        roster.unsettled |= frozenset(_rejected(kind, table, groups))
    roster.doubtful |= doubtful


class _Named(NamedTuple):
    """The columns of a roster that name a member of a kind."""

    kind: Kind
    columns: tuple[str, ...]

    def at(self, table: LedgerTable, position: int) -> str:
        """Return who is named in a row, as it is written; empty where a part of the name is blank."""
        if len(self.columns) == 1 and not self.kind.shown:
            return table.columns[self.columns[0]][position] or ""
        texts = tuple(table.columns[column][position] for column in self.columns)
        return self.kind.name_of(texts) if all(texts) and texts else ""


def group_columns(sheet: Sheet, kind: Kind) -> tuple[str, ...]:
    """Return the columns of a roster that name what its rows belong to of ``kind``: those of its ids, or one of its type."""
    if all(column in sheet.by_name for column in kind.key):
        return kind.key
    return tuple(column.name for column in sheet.columns if kind.id in column.names)[:1]


def _members(kind: Kind, table: LedgerTable, groups: Sequence[_Named], doubtful: set[Key]) -> Iterator[tuple[Key, Member]]:
    """Yield the members that a roster names, with what their own row says; whom only rejected rows name is doubtful."""
    for name, at, stands in named(table, kind.key):
        key = tuple(map(str, name))
        if not stands:
            doubtful.add((kind.id, *key))
        direct = {group.kind.id: (text,) for group in groups if (text := group.at(table, at))}
        shown = kind.name_of(key)
        yield key, Member(kind.id, key, shown, {kind.id: (shown,)} | direct, (_row(table, at, groups),))


def _gather(kind: Kind, table: LedgerTable, groups: Sequence[_Named], found: dict[Key, Member], doubtful: set[Key]) -> None:
    """Let members that may belong to several have a row for each of these, in the roster's order."""
    columns = tuple(column for group in groups for column in group.columns)
    rows: dict[Key, list[int]] = {key: [] for key in found}
    for name, at, stands in named(table, (*kind.key, *columns)):
        if not stands:
            doubtful.add((kind.id, *map(str, name)))
        rows[tuple(map(str, name[: len(kind.key)]))].append(at)
    for key, member in found.items():
        direct = {one.kind.id: tuple(dict.fromkeys(one.at(table, at) for at in rows[key])) for one in groups if rows[key]}
        own = {kind.id: (member.name,)}
        found[key] = member._replace(groups=own | direct, rows=tuple(_row(table, at, groups) for at in rows[key]))


def _row(table: LedgerTable, at: int, groups: Sequence[_Named]) -> RosterRow:
    named = {one.kind.id: name for one in groups if (name := one.at(table, at))}
    cells = dict(zip(table.columns, [column[at] for column in table.columns.values()], strict=True))
    cells |= {name: cells[other] for name, other in table.sheet.blanks_as if cells[name] is None}
    return RosterRow(named, cells)


def _said(table: LedgerTable, kind: Kind, name: str) -> Mapping[str, frozenset[Any]]:
    """Return what the rows that stand say in one column of each member of a kind that they name."""
    own = _Named(kind, kind.key if kind.roster == table.id else group_columns(table.sheet, kind))
    values, others = table.columns[name], table.columns[table.sheet.by_name[name].blank_as or name]
    found: dict[str, set[Any]] = {}
    for at in table.counted_rows():
        value = others[at] if values[at] is None else values[at]
        found.setdefault(own.at(table, at), set()).update(value if isinstance(value, tuple) else (value,))
    return {named_one: frozenset(said) for named_one, said in found.items()}


def _rejected(kind: Kind, table: LedgerTable, groups: Sequence[_Named]) -> Iterator[tuple[str, str, str]]:
    """Yield whom rejected rows name."""
    for at, fate in enumerate(table.fates):
        if fate == "rejected":
            for one in (_Named(kind, kind.key), *groups):
                if name := one.at(table, at):
                    yield table.id, one.kind.id, name


# --- what each belongs to -----------------------------------------------------------------------


def _close_groups(roster: Roster) -> None:
    """Let each member belong to what it belongs to through others, too.

    A kind that is named first in ``belongs_to`` goes before a later one, with all that it leads to: a village's team is that
    of its town, then that of its own row.
    """
    above = {kind.id: kind.belongs_to for kind in roster.subjects.kinds}
    direct = {kind: {one.name: one.groups for one in members.values()} for kind, members in roster.members.items()}

    def add(kind: str, found: dict[str, tuple[str, ...]]) -> None:
        own = direct.get(kind, {})
        for group in above[kind]:
            if group in found:
                continue
            through = [own[name].get(group, ()) for name in found[kind] if name in own]
            if names := through[0] if len(through) == 1 else tuple(dict.fromkeys(chain.from_iterable(through))):
                found[group] = names
                add(group, found)

    def closed(member: Member) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {member.kind: (member.name,)}
        add(member.kind, found)
        return found

    for members in roster.members.values():
        for key, member in members.items():
            members[key] = member._replace(groups=closed(member))
    roster.forget_names()
