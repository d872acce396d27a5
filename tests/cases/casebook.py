"""The cases of the shipped pack, and each of them as a file that somebody sends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cached_property, partial
from io import BytesIO
from typing import Any

import xlsxwriter

from assistcheck import DEFAULT_PACK
from assistcheck.pack_tools.cases.reader import CASES, Case, Casebook
from assistcheck.pending import facts_of
from assistcheck.rules.folders import pack_folder
from assistcheck.submission.assemble import Submission, assemble
from assistcheck.submission.file_reader import read_book
from builders.packs import LEDGERS, PACK

BOOK = Casebook(PACK, pack_folder(DEFAULT_PACK) / CASES)


class FiledCase(Case):
    """A case whose workbook is written to a file and read back."""

    @cached_property
    def submission(self) -> Submission:
        """The workbook as it was read back and matched with its rosters."""
        content = _content(self.sheets)
        book = read_book(f"{self.name}.xlsx", lambda: content, LEDGERS, partial(facts_of, PACK))
        return assemble([book], PACK, self.as_of)


def filed(case: Case) -> FiledCase:
    """Return the same case, sent as a file."""
    return FiledCase(*(getattr(case, field.name) for field in fields(case)))


def _content(sheets: Mapping[str, Sequence[Mapping[str, Any]]]) -> bytes:
    """Return a workbook of the whole programme: Chinese titles and headers, real dates, numbers as numbers."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            _write_sheet(book, day, name, rows)
        book.add_worksheet("填报信息").write_row(0, 0, ("填报主体", PACK.subjects.whole))
    return stream.getvalue()


def _write_sheet(book: xlsxwriter.Workbook, day: Any, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
    page = book.add_worksheet(LEDGERS[name].title)
    places = {column.name: at for at, column in enumerate(LEDGERS[name].columns)}
    for column in LEDGERS[name].columns:
        page.write_string(0, places[column.name], column.header)
    for line, row in enumerate(rows, 1):
        for key, cell in row.items():
            match cell:
                case None:
                    continue
                case date():
                    page.write_datetime(line, places[key], cell, day)
                case int() | float():
                    page.write_number(line, places[key], cell)
                case _:
                    page.write_string(line, places[key], cell)
