"""Two columns that hold each other's values: said once, not at each of their cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import combinations
from typing import Any

from assistcheck.calendar import ProgrammeYear
from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import Column
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.submission.parsed import ParsedSheet
from assistcheck.workbook.cell_values import CellContext, CellError, PackFacts, display

_FEWEST = 2  # rows
_TRIED = 64
"""Faulty rows of which one at least must be exchanged, or no others are tried."""
_UNREADABLE = frozenset({"bad-date", "bad-number", "bad-amount", "bad-choice"})
_WORDS = frozenset({"text", "name"})

_ANY_YEAR = PackFacts(ProgrammeYear(2000, date(2000, 1, 1), date(2000, 1, 1), date(2000, 12, 31)))
"""For dates without a year, which fit in any."""


def tell_exchanged(data: ParsedSheet, count: int) -> None:
    """Put one problem in place of the faults of exchanged columns, in the first ``count`` rows that have not been handed on.

    The rows stay rejected; what stands in the two columns is put into the other one, so that it is known whose rows they are.
    """
    fewest = max(_FEWEST, count / 2)
    rows = [at for at in range(data.spilled, data.spilled + count) if at in data.rejected]
    if len(rows) < fewest:
        return
    order = sorted((c for c in data.sheet.columns if c.name in data.positions), key=lambda one: data.positions[one.name])
    for left, right in combinations(order, 2):
        if not _comparable(left, right, data.positions[right.name] - data.positions[left.name]):
            continue
        found = _exchanged(data, rows[:_TRIED], left, right) and _exchanged(data, rows, left, right)
        if len(found) < fewest:
            continue
        data.faults.remove({left.name, right.name}, found.keys())
        for at, (one, other) in found.items():
            data.columns[left.name][at - data.spilled] = _read(other, left)
            data.columns[right.name][at - data.spilled] = _read(one, right)
        _tell(data, min(found), left, right)


def _comparable(left: Column, right: Column, apart: int) -> bool:
    """Whether it can be told that two columns are exchanged; of two that are no neighbours, by the words of a choice alone."""
    kinds = {left.kind, right.kind}
    return not kinds <= _WORDS and (apart == 1 or "choice" in kinds)


def _exchanged(data: ParsedSheet, rows: Sequence[int], left: Column, right: Column) -> dict[int, tuple[str, str]]:
    """Return the rows in which each of two cells fits the other column, and not its own, with what stands in the two."""
    if not any(_unread(data, rows, column) for column in (left, right) if column.kind not in _WORDS):
        return {}
    texts = [_texts(data, rows, column) for column in (left, right)]
    return {
        at: (one, other)
        for at, one, other in zip(rows, *texts, strict=True)
        if one and other and _read(one, right) is not None and _read(other, left) is not None
    }


def _unread(data: ParsedSheet, rows: Sequence[int], column: Column) -> dict[int, str]:
    """Return the text of each cell of a column that cannot be read, in the rows from the first to the last of some."""
    faults = data.faults.in_column(column.name, range(rows[0], rows[-1] + 1))
    return {at: one.seen if one.fault.code in _UNREADABLE else "" for at, one in faults.items()}


def _texts(data: ParsedSheet, rows: Sequence[int], column: Column) -> list[str]:
    """Return the text of each cell that cannot be read, or of one that any text could be; empty for others."""
    unread, cells = _unread(data, rows, column), data.columns[column.name]
    if column.kind not in _WORDS:
        return [unread.get(at, "") for at in rows]
    return [unread[at] if at in unread else display(cells[at - data.spilled]) for at in rows]


def _read(text: str, column: Column) -> Any:  # noqa: ANN401 - a value of any column
    try:
        return column.read(text, CellContext(lambda: _ANY_YEAR, column.id))
    except CellError:
        return None


def _tell(data: ParsedSheet, at: int, left: Column, right: Column) -> None:
    place = Location(data.path, data.title, data.rows[at - data.spilled], data.positions[left.name])
    told = any(p.code == "exchanged-columns" and p.place.column == place.column for p in data.problems)
    if not told:
        names = f"{left.header}、{right.header}"
        expected = LocalizedText(
            f"“{left.header}”与“{right.header}”各填在自己的表头之下",
            f"{left.header} and {right.header} each under its own header",
        )
        data.problems.append(Problem("exchanged-columns", place, names, expected))
