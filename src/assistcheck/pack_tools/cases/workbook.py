"""The rows of a case as a workbook that was read: no file is written, and every cell is read as one of a file is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial

from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Sheet
from assistcheck.location import Location
from assistcheck.pack_tools.cases.model import Value
from assistcheck.rules.model import RulePack
from assistcheck.submission.choice_spellings import pack_facts
from assistcheck.submission.parsed import ParsedSheet, ParsedWorkbook
from assistcheck.submission.sheet_reader import read_sheet
from assistcheck.workbook.cell_values import Cell, PackFacts
from assistcheck.workbook.limits import Limits
from assistcheck.workbook.sheet_builder import SheetBuilder

PlainRow = Mapping[str, Value]
_LIMITS = Limits()


def workbook_of(sheets: Mapping[str, Sequence[PlainRow]], pack: RulePack, path: str) -> ParsedWorkbook:
    """Return the workbook of the whole programme that holds these rows, each by column id.

    An empty sheet of it is a zero: the programme speaks for everybody.
    """
    book = ParsedWorkbook(path, "", declared=True)
    book.reporter_place = Location(path)
    book.reporters[pack.subjects.whole] = book.reporter_place
    ledgers, facts = ledgers_of(pack), partial(_facts_of, pack)
    book.sheets = [_read(ledgers[name], rows, path, facts) for name, rows in sheets.items()]
    return book


def _facts_of(pack: RulePack) -> PackFacts:
    listed = (((one.ledger, one.column), one.word, one.spellings) for one in pack.synonyms)
    return pack_facts(pack.programme_year, ledgers_of(pack), listed)


def _read(sheet: Sheet, rows: Sequence[PlainRow], path: str, facts: Callable[[], PackFacts]) -> ParsedSheet:
    builder = SheetBuilder(sheet.title, _LIMITS)
    for place, column in enumerate(sheet.columns):
        builder.add_cell(0, place, column.header)
    for line, row in enumerate(rows, 1):
        for place, column in enumerate(sheet.columns):
            value = row.get(column.name)
            if value is not None and value != "":
                builder.add_cell(line, place, _cell(value))
    return read_sheet(builder.sheet(), sheet, path, facts)


def _cell(value: Value) -> Cell:
    """Return a value as a file holds it: numbers are floats, and days are dates."""
    match value:
        case bool() | datetime() | date() | None:
            return value
        case int() | float():
            return float(value)
        case _:
            return value
