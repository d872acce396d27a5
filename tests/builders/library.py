"""The second pack for tests of reading: US dollars, a fiscal year from July, English sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from assistcheck import api
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.pending import facts_of
from assistcheck.submission.assemble import Submission, assemble
from assistcheck.submission.column_reader import ColumnReader
from assistcheck.submission.file_reader import read_book
from assistcheck.submission.parsed import CellDefect, ParsedSheet, ValueWithWarning
from assistcheck.submission.sheet_reader import read_sheet
from builders.support import Grid, book, opened

LIBRARY = api.load_pack("county-library-grants")
SHEETS = ledgers_of(LIBRARY)
FACTS = facts_of(LIBRARY)
DISTRICT, OTHER = "Quillfen Library District", "Marlowick Library District"
OFFICE = "Wendlemere County Library Office"
YEAR_END = date(2026, 6, 30)


def read(sheet: str, column: str, cell: Any, factor: int = 1) -> Any:
    """Return what a cell of a column holds, without a remark; a fault as its code."""
    found = ColumnReader(SHEETS.column((sheet, column)), factor, lambda: FACTS).read(cell)
    match found:
        case CellDefect():
            return found.code
        case ValueWithWarning():
            return found.value
    return found


def expected(sheet: str, column: str, cell: Any) -> str:
    """Return in English what was expected of a cell that is refused."""
    found = ColumnReader(SHEETS.column((sheet, column)), 1, lambda: FACTS).read(cell)
    assert isinstance(found, CellDefect)
    return found.expected.en


def headers(ident: str) -> list[str]:
    """Return the headers of a sheet as the template has them."""
    return [column.header for column in SHEETS[ident].columns]


def rows_of(ident: str, *rows: Mapping[str, object]) -> dict[str, Grid]:
    """Return one sheet by its title: its header and these rows, given by column id."""
    names = [column.name for column in SHEETS[ident].columns]
    return {SHEETS[ident].title: [headers(ident), *([row.get(name) for name in names] for row in rows)]}


def read_rows(ident: str, rows: Sequence[Sequence[object]]) -> ParsedSheet:
    """Return a sheet of these rows as read."""
    sheet = SHEETS[ident]
    return read_sheet(opened({sheet.title: rows}).sheet(sheet.title), sheet, "data.xlsx", lambda: FACTS)


def rosters() -> dict[str, Grid]:
    """Return the rosters of two districts with a branch each."""
    grantees = rows_of(
        "grantees",
        {"grantee": DISTRICT, "region": "Upper Fells Region"},
        {"grantee": OTHER, "region": "Salt Shore Region"},
    )
    branches = rows_of(
        "branches",
        {"grantee": DISTRICT, "branch": "Mill Lane", "open_to_public": "Yes"},
        {"grantee": OTHER, "branch": "Harbor", "open_to_public": "Yes"},
    )
    return grantees | branches


def submit(*sheets: Mapping[str, Grid], as_of: date = YEAR_END) -> Submission:
    """Return workbooks as a submission."""
    books = [read_book(f"{number}.xlsx", partial(book, one), SHEETS, lambda: FACTS) for number, one in enumerate(sheets, 1)]
    return assemble(books, LIBRARY, as_of)
