"""Rows of the rosters that contradict each other: both are told, and one stands, whatever the order of rows and files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import Agrees, Once
from assistcheck.location import Location
from assistcheck.submission.evidence_key import cell_text
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.sheet_faults import CellDefect

Key = tuple[object, ...]


def reject_rivals(table: LedgerTable, others: Mapping[str, LedgerTable]) -> None:
    """Reject the rows of one roster that contradict a row that stands; note the fault at both cells.

    ``others``: the rosters that were settled before it; what one of them says, and this one has to agree with, stands.
    """
    between, other = table.sheet.agrees, None
    if between:
        other = others.get(between.roster)
    known = _told(other, between) if other is not None and between else {}
    for once in table.sheet.once:
        told = list(_columns(table, once.says))
        for rows in _groups(table, once.key).values():
            if len({told[row] for row in rows}) == 1:
                continue
            first = known.get(_cells(table, between.key, rows[0])) if between and between.says == once.says else None
            _settle(table, once, rows, first[1] if first else None)
    if other is not None and between:
        _settle_between(table, other, between, known)


def _groups(table: LedgerTable, key: tuple[str, ...]) -> dict[Key, list[int]]:
    """Return the rows that stand so far by what they say it of; nothing is said of a blank."""
    found: dict[Key, list[int]] = {}
    for position, (name, fate) in enumerate(zip(_columns(table, key), table.fates, strict=True)):
        if fate == "counted" and None not in name:
            found.setdefault(name, []).append(position)
    return found


def _told(table: LedgerTable, between: Agrees) -> dict[Key, tuple[int, Key]]:
    """Return what a roster says, and the first row that says it."""
    return {name: (rows[0], _cells(table, between.says, rows[0])) for name, rows in _groups(table, between.key).items()}


def _settle(table: LedgerTable, once: Once, rows: Sequence[int], favoured: Key | None) -> None:
    """Let stand what is ``favoured``, else what most rows say, else what comes first as text."""
    told = Counter(_cells(table, once.says, row) for row in rows)
    best = min(told, key=lambda what: (what != favoured, -told[what], [cell_text(cell) for cell in what]))
    standing = min(row for row in rows if _cells(table, once.says, row) == best)
    for row in rows:
        if (other := _cells(table, once.says, row)) != best:
            column = once.column or next(name for name, one, two in zip(once.says, best, other, strict=True) if one != two)
            _note(table, row, column, table.place(standing, column), stands=False)
            _note(table, standing, column, table.place(row, column), stands=True)


def _settle_between(table: LedgerTable, other: LedgerTable, between: Agrees, known: Mapping[Key, tuple[int, Key]]) -> None:
    """Reject the rows that contradict another roster, which stands."""
    (column,), (there,) = between.says, between.key
    for position in list(table.counted_rows()):
        row, told = known.get(_cells(table, between.key, position), (0, None))
        if told is not None and _cells(table, between.says, position) != told:
            _note(table, position, column, other.place(row, there), stands=False)
            _note(other, row, there, table.place(position, column), stands=True)


def _columns(table: LedgerTable, names: tuple[str, ...]) -> Iterator[Key]:
    """Yield what stands in some columns of each row."""
    return zip(*(table.columns[name] for name in names), strict=True)


def _cells(table: LedgerTable, names: tuple[str, ...], position: int) -> Key:
    return tuple(table.columns[name][position] for name in names)


def _note(table: LedgerTable, position: int, column: str, other: Location, *, stands: bool) -> None:
    """Note a contradiction with what stands at ``other``; the cell that stands has one note, whatever contradicts it."""
    number, local = table.part_at(position)
    part = table.parts[number]
    if not stands:
        part.rejected.add(local)
        table.fates[position] = "rejected"
    if not any(one.column == column and one.fault.code == "conflicting-row" for one in part.faults.of(local)):
        where = f"{other.path}《{other.sheet}》{other.cell}"
        zh, en = ("现以此格为准", "this cell stands") if stands else ("现以彼处为准", "that one stands")
        expected = LocalizedText(
            f"与 {where} 一致的内容（{zh}）", f"what {other.path}, {other.sheet}, {other.cell} says ({en})"
        )
        seen = cell_text(table.columns[column][position])
        part.faults.add(column, CellDefect("conflicting-row", expected), [local], [seen])


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
