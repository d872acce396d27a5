"""Two neighbouring columns that hold each other's values: said once, not at each of their cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, takewhile
from typing import Any

from assistcheck.i18n import LocalizedText
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.submission.fields import Column, columns
from assistcheck.submission.parsed import ParsedSheet, RowDefect
from assistcheck.workbook.cell_values import CellContext, CellError, PackFacts, display

_FEWEST = 2  # rows
_UNREADABLE = frozenset({"bad-date", "bad-number", "bad-amount", "bad-choice"})
_WORDS = frozenset({"text", "name"})


def tell_exchanged(data: ParsedSheet, count: int) -> None:
    """Put one problem in place of the faults of exchanged columns, in the first ``count`` rows that have not been handed on.

    The rows stay rejected; what stands in the two columns is put into the other one, so that it is known whose rows they are.
    """
    rows = range(data.spilled, data.spilled + count)
    faulty = takewhile(lambda at: at >= data.spilled, reversed(data.faults))
    wrong = Counter(f.column for at in faulty if at in rows for f in data.faults[at] if f.fault.code in _UNREADABLE)
    if not wrong or max(wrong.values()) < max(_FEWEST, count / 2):
        return
    order = sorted((c for c in columns(data.model) if c.name in data.positions), key=lambda one: data.positions[one.name])
    for left, right in pairwise(order):
        if data.positions[right.name] - data.positions[left.name] > 1 or wrong.keys().isdisjoint({left.name, right.name}):
            continue
        found = list(_rows(data, rows, left, right))
        if len(found) < max(_FEWEST, count / 2):
            continue
        for at, (one, other) in found:
            data.faults[at] = [f for f in data.faults[at] if f.column not in {left.name, right.name}]
            data.columns[left.name][at - data.spilled] = _read(other, left)
            data.columns[right.name][at - data.spilled] = _read(one, right)
        _tell(data, found[0][0], left, right)


def _rows(data: ParsedSheet, rows: range, left: Column, right: Column) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the rows in which each of two cells fits the other column, and not its own, with what stands in the two."""
    for at in rows:
        if at in data.rejected:
            faults = {fault.column: fault for fault in data.faults[at]}
            one, other = (_seen(data, at, column, faults.get(column.name)) for column in (left, right))
            if one and other and _fits(one, right, left) and _fits(other, left, right):
                yield at, (one, other)


def _seen(data: ParsedSheet, at: int, column: Column, fault: RowDefect | None) -> str:
    """Return the text of a cell that cannot be read, or of one that any text could be; empty for others."""
    if fault is not None:
        return fault.seen if fault.fault.code in _UNREADABLE else ""
    return display(data.columns[column.name][at - data.spilled]) if column.kind in _WORDS else ""


def _fits(text: str, column: Column, own: Column) -> bool:
    """Whether a text can be read in ``column``, and could not be mistaken for one of its own."""
    return _read(text, column) is not None and not (column.kind in _WORDS and own.kind in _WORDS)


def _read(text: str, column: Column) -> Any:  # noqa: ANN401 - a value of any column
    try:
        return column.read(text, CellContext(lambda: PackFacts(2000), column.id))
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
