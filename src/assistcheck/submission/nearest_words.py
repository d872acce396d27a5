"""The nearest allowed words to what stands in columns of choices: looked up once for a text, and for few texts of a column."""

from __future__ import annotations

from collections.abc import Callable

from assistcheck.equal_problems import MOST_KINDS
from assistcheck.ledgers.schema import Column
from assistcheck.submission.parsed import ParsedSheet
from assistcheck.submission.sheet_faults import CellDefect
from assistcheck.workbook.cell_values import CellContext, CellError, PackFacts


def suggest_words(data: ParsedSheet, facts: Callable[[], PackFacts]) -> None:
    """Name the nearest words in the faults of choices, of the first texts of each column that has any."""
    for (name, fault), (positions, seen) in list(data.faults.cells.items()):
        if fault.code != "bad-choice":
            continue
        column = data.sheet.by_name[name]
        told = {text: _told(column, text, fault, facts) for text in list(dict.fromkeys(seen))[:MOST_KINDS]}
        groups: dict[CellDefect, list[int]] = {}
        for at, text in enumerate(seen):
            groups.setdefault(told.get(text, fault), []).append(at)
        if groups.keys() != {fault}:
            del data.faults.cells[name, fault]
            for one, found in groups.items():
                data.faults.add(name, one, [positions[at] for at in found], [seen[at] for at in found])


def _told(column: Column, text: str, fault: CellDefect, facts: Callable[[], PackFacts]) -> CellDefect:
    """Return the fault of a text with the words that are nearest to it."""
    try:
        column.read(text, CellContext(facts, column.id))
    except CellError as error:
        return fault._replace(expected=error.expected) if error.code == fault.code else fault
    return fault  # more may stand in the cell than its text shows
