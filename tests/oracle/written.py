"""A folder of workbooks as files."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped, unused-ignore]

from .folder import Book
from .tables import SHEETS, Row

DRAWN_ON = datetime(2022, 1, 1, 8)  # noqa: DTZ001 - as files have it
_MODIFIED = re.compile(rb"<dcterms:modified.*?</dcterms:modified>")


def write_book(book: Book, folder: Path, rosters: dict[str, list[Row]] | None = None) -> None:
    """Write a workbook into a folder, with rosters where there are any, and note its digest."""
    buffer = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as made:
        made.set_properties({"created": book.modified or DRAWN_ON})
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in {**(rosters or {}), **book.sheets}.items():
            page = made.add_worksheet(SHEETS[name].title)
            columns = list(SHEETS[name].columns)
            grid = [list(SHEETS[name].columns.values()), *([row[column] for column in columns] for row in rows)]
            _write(page, grid, day)
            for sheet, column, first, last in book.merged:
                if sheet == name:
                    at = columns.index(column)
                    page.merge_range(first + 1, at, last + 1, at, None)
                    _write_cell(page, first + 1, at, grid[first + 1][at], day)
        if book.declared:
            _write(made.add_worksheet("填报信息"), [["项目", "内容"], *map(list, book.declared)], day)
    data = buffer.getvalue() if book.modified else _undated(buffer)
    book.digest = hashlib.sha256(data).hexdigest()
    (folder / book.path).write_bytes(data)


def _undated(buffer: io.BytesIO) -> bytes:
    """Return a workbook whose properties do not say when it was changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, _MODIFIED.sub(b"", old.read(entry)))
    return out.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, grid: list[list[object]], day: xlsxwriter.format.Format) -> None:
    for line, row in enumerate(grid):
        for column, value in enumerate(row):
            _write_cell(page, line, column, value, day)


def _write_cell(
    page: xlsxwriter.worksheet.Worksheet, line: int, column: int, value: object, day: xlsxwriter.format.Format
) -> None:
    match value:
        case None:
            return
        case date():
            page.write_datetime(line, column, value, day)
        case int() | Decimal():
            page.write_number(line, column, float(value))
        case _:
            page.write_string(line, column, str(value))
