"""Shortfall lists as teams send them back: filled in, sorted, cut, with rows of their own."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Cells = Mapping[str, object]
COLUMNS = {"measures": 8, "finish": 9, "person": 10, "proof": 11, "state": 12, "key": 13}
"""The one-based columns of a list that is written into."""
HEADS = frozenset({"序号", "No."})


class Words(str):
    """A text of a cell, though it looks like a formula."""

    __slots__ = ()


def header_row(page: Worksheet) -> int:
    """Return the row of the header."""
    return next(row[0].row for row in page.iter_rows() if row[0].value in HEADS)


def answered(content: bytes, answers: Mapping[int, Cells], change: Callable[[Worksheet], None] | None = None) -> bytes:
    """Return a list with answers in the rows of its items, by their numbers, and whatever else ``change`` does to the sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.worksheets[0]
    head = header_row(page)
    for number, cells in answers.items():
        for name, value in cells.items():
            cell = page.cell(head + number, COLUMNS[name])
            cell.value = str(value) if isinstance(value, Words) else value
            if isinstance(value, Words):
                cell.data_type = "s"
    if change:
        change(page)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rows_of(page: Worksheet) -> list[list[Any]]:
    """Return the rows below the header."""
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=header_row(page) + 1)]


def put_rows(page: Worksheet, rows: list[list[Any]]) -> None:
    """Write rows below the header in place of those that stand there."""
    head = header_row(page)
    for number in range(head + 1, page.max_row + len(rows) + 1):
        for column in range(1, COLUMNS["key"] + 1):
            page.cell(number, column).value = None
    for number, row in enumerate(rows, head + 1):
        for column, value in enumerate(row, 1):
            page.cell(number, column).value = value


def folder_of(folder: Path, files: Mapping[str, bytes]) -> str:
    """Write files into a folder, and return its path."""
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return str(folder)
