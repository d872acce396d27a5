"""The rows of the sheet of recorded waivers (备案) in a workbook that was given for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.ledgers.registry import Ledgers
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.submission.parsed import ParsedSheet, ParsedWorkbook
from assistcheck.submission.sources.at_hand import GivenBytes
from assistcheck.submission.waiver_sheet import waiver_ledgers
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import ReadOptions


class WaiverRow(NamedTuple):
    """One row of the sheet: what its cells hold, by the ids of their columns, and where they stand."""

    values: dict[str, Any]
    """Text, a day for ``expires``; ``None`` where nothing stands."""
    cells: dict[str, Location]
    """Of those that have a column."""
    is_whole: bool
    """Whether none of the cells has a fault, which the problems tell."""


class WaiverSheet(NamedTuple):
    """What a workbook says of waivers."""

    rows: tuple[WaiverRow, ...]
    problems: tuple[Problem, ...]
    """What is wrong with the sheet and its rows, and with the file as such; other sheets are not looked at."""
    found: bool
    """Whether it has such a sheet."""
    titles: tuple[str, ...]
    """The sheets that are none."""
    error: WorkbookError | None = None
    """Why the file could not be read."""


Reader = Callable[[Job, ReadOptions, Ledgers, PackFacts], ParsedWorkbook]
"""Reads a file by itself; whatever is wrong with it becomes a problem."""


def in_guarded_process(job: Job, options: ReadOptions, ledgers: Ledgers, facts: PackFacts) -> ParsedWorkbook:
    """Read a file in the guarded process of this thread."""
    from assistcheck.submission.workers.guarded_reader import pack_kit, read_guarded, unpack_book  # noqa: PLC0415 - by need

    return unpack_book(read_guarded(job, options, pack_kit(ledgers, facts)), ledgers)


def read_waiver_sheet(
    content: bytes,
    path: str,
    ledgers: Ledgers,
    facts: PackFacts,
    options: ReadOptions,
    *,
    reader: Reader = in_guarded_process,
) -> WaiverSheet:
    """Read the sheet of waivers of a workbook of any kind by the rules of every other sheet.

    Args:
        content: The whole file.
        path: What messages call it.
        ledgers: The sheets of the rule pack, for how its people write.
        facts: Those of the rule pack.
        options: The limits, and the passwords to try.
        reader: What reads the file.
    """
    return _sheet_of(reader(Job(GivenBytes(path, content), roster_only=False), options, waiver_ledgers(ledgers), facts))


def _sheet_of(book: ParsedWorkbook) -> WaiverSheet:
    titles = {sheet.title for sheet in book.sheets}
    problems = [one for one in book.problems if not one.place.sheet or one.place.sheet in titles]
    problems += [problem for sheet in book.sheets for problem in (*sheet.problems, *sheet.found())]
    others = tuple(one.place.sheet for one in book.problems if one.code == "unknown-sheet")
    rows = tuple(row for sheet in book.sheets for row in _rows(sheet))
    return WaiverSheet(rows, tuple(problems), bool(book.sheets), others, book.error)


def _rows(sheet: ParsedSheet) -> Iterator[WaiverRow]:
    for position in range(len(sheet.rows)):
        values = {name: column[position] for name, column in sheet.columns.items()}
        cells = {name: sheet.place(position, name) for name in sheet.positions}
        yield WaiverRow(values, cells, position not in sheet.rejected)
