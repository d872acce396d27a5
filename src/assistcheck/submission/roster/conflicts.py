"""Rows of the rosters that contradict each other: both are told, and one stands, whatever the order of rows and files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from assistcheck.i18n import LocalizedText
from assistcheck.location import Location
from assistcheck.submission.evidence_key import cell_text
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.parsed import CellDefect, RowDefect

Key = tuple[object, ...]


class Says(NamedTuple):
    """What a roster may say only once: of each ``key`` one thing in the columns ``told``."""

    key: tuple[str, ...]
    told: tuple[str, ...]
    column: str = ""
    """The column that the contradiction is shown in; empty: the first of ``told`` that differs."""


_ONCE: Mapping[str, tuple[Says, ...]] = {
    "teams": (
        Says(("team",), ("city", "county", "town", "lead_unit")),
        Says(("town",), ("team",), "town"),
        Says(("county",), ("city",)),
    ),
    "units": (Says(("unit", "team"), ("kind", "sends_cadres", "first_secretary")),),
    "villages": (Says(("town", "village"), ("team",)),),
    "work_groups": (Says(("work_group",), ("level", "city", "county")),),
}
_BETWEEN: Mapping[str, Says] = {"villages": Says(("town",), ("team",)), "work_groups": Says(("county",), ("city",))}
"""What 组团名册 has said already."""


def reject_rivals(table: LedgerTable, teams: LedgerTable | None) -> None:
    """Reject the rows of one roster that contradict a row that stands, in it or in 组团名册; note the fault at both cells."""
    between = _BETWEEN.get(table.id) if teams is not None else None
    known = _told(teams, between) if teams is not None and between else {}
    for says in _ONCE[table.id]:
        told = list(_columns(table, says.told))
        for rows in _groups(table, says.key).values():
            if len({told[row] for row in rows}) == 1:
                continue
            other = known.get(_cells(table, between.key, rows[0])) if between and between.told == says.told else None
            _settle(table, says, rows, other[1] if other else None)
    if teams is not None and between:
        _settle_between(table, teams, between, known)


def _groups(table: LedgerTable, key: tuple[str, ...]) -> dict[Key, list[int]]:
    """Return the rows that stand so far by what they say it of; nothing is said of a blank."""
    found: dict[Key, list[int]] = {}
    for position, (name, fate) in enumerate(zip(_columns(table, key), table.fates, strict=True)):
        if fate == "counted" and None not in name:
            found.setdefault(name, []).append(position)
    return found


def _told(table: LedgerTable, says: Says) -> dict[Key, tuple[int, Key]]:
    """Return what a roster says, and the first row that says it."""
    return {name: (rows[0], _cells(table, says.told, rows[0])) for name, rows in _groups(table, says.key).items()}


def _settle(table: LedgerTable, says: Says, rows: Sequence[int], favoured: Key | None) -> None:
    """Let stand what is ``favoured``, else what most rows say, else what comes first as text."""
    told = Counter(_cells(table, says.told, row) for row in rows)
    best = min(told, key=lambda what: (what != favoured, -told[what], [cell_text(cell) for cell in what]))
    standing = min(row for row in rows if _cells(table, says.told, row) == best)
    for row in rows:
        if (other := _cells(table, says.told, row)) != best:
            column = says.column or next(name for name, one, two in zip(says.told, best, other, strict=True) if one != two)
            _note(table, row, column, table.place(standing, column), stands=False)
            _note(table, standing, column, table.place(row, column), stands=True)


def _settle_between(table: LedgerTable, teams: LedgerTable, says: Says, known: Mapping[Key, tuple[int, Key]]) -> None:
    """Reject the rows that contradict 组团名册, which stands."""
    (column,), (there,) = says.told, says.key
    for position in list(table.counted_rows()):
        other, told = known.get(_cells(table, says.key, position), (0, None))
        if told is not None and _cells(table, says.told, position) != told:
            _note(table, position, column, teams.place(other, there), stands=False)
            _note(teams, other, there, table.place(position, column), stands=True)


def _columns(table: LedgerTable, names: tuple[str, ...]) -> Iterator[Key]:
    """Yield what stands in some columns of each row."""
    return zip(*(table.columns[name] for name in names), strict=True)


def _cells(table: LedgerTable, names: tuple[str, ...], position: int) -> Key:
    return tuple(table.columns[name][position] for name in names)


def _note(table: LedgerTable, position: int, column: str, other: Location, *, stands: bool) -> None:
    """Note a contradiction with what stands at ``other``; the cell that stands has one note, whatever contradicts it."""
    number, local = table.part_at(position)
    part = table.parts[number]
    faults = part.faults.setdefault(local, [])
    if not stands:
        part.rejected.add(local)
        table.fates[position] = "rejected"
    if not any(fault.column == column and fault.fault.code == "conflicting-row" for fault in faults):
        where = f"{other.path}《{other.sheet}》{other.cell}"
        zh, en = ("现以此格为准", "this cell stands") if stands else ("现以彼处为准", "that one stands")
        expected = LocalizedText(
            f"与 {where} 一致的内容（{zh}）", f"what {other.path}, {other.sheet}, {other.cell} says ({en})"
        )
        faults.append(RowDefect(column, CellDefect("conflicting-row", expected), cell_text(table.columns[column][position])))


def named(table: LedgerTable, key: tuple[str, ...]) -> Iterator[tuple[Key, int, bool]]:
    """Yield whom a roster names, in its order: the key, the row that speaks for it, and whether that row stands.

    A row that was rejected for one cell still names its subject, where no row that stands does.
    """
    found: dict[Key, int] = {}
    for position, (name, fate) in enumerate(zip(_columns(table, key), table.fates, strict=True)):
        if fate in {"counted", "rejected"} and None not in name:
            rival = found.setdefault(name, position)
            if rival != position and _rank(table, position) < _rank(table, rival):
                found[name] = position
    for name, position in found.items():
        yield name, position, table.fates[position] == "counted"


def _rank(table: LedgerTable, position: int) -> tuple[bool, list[str]]:
    return table.fates[position] != "counted", [cell_text(column[position]) for column in table.columns.values()]
