"""A second opinion: what openpyxl reads in the same bytes, cell by cell, against what the project's reader hands over.

Where both read a file, every cell that openpyxl finds says the same, or the project tells that cell as doubtful. (openpyxl
drops texts whose cell is typed as a number, and what stands under a merge.)
"""

from __future__ import annotations

import io
import math
import warnings
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from assistcheck.workbook.xlsx.reader import open_workbook

Cells = dict[tuple[str, int, int], object]
"""Sheet title, row and column, one-based, to value."""
_FORMULA = object()
_LAST_DAY = 2_958_466  # a number beyond it, shown as a day, is an error to openpyxl
_FIRST_YEAR = 1901  # both count the days before in ways of their own


def differences(data: bytes) -> list[str]:
    """Return how the project's reading of an .xlsx differs from openpyxl's; nothing where openpyxl cannot read it.

    Raises:
        WorkbookError: the project refuses the file.
    """
    ours, doubts = _ours(data)
    theirs = _theirs(data)
    if theirs is None:
        return []
    told = []
    for place in sorted({*ours, *theirs}):
        mine, other = ours.get(place), theirs.get(place)
        if place in doubts or other is None or _same(mine, other) or (isinstance(mine, float) and abs(mine) >= _LAST_DAY):
            continue
        told.append(f"{place}: {mine!r} here, {other!r} there")
    return told


def _ours(data: bytes) -> tuple[Cells, set[tuple[str, int, int]]]:
    raw = open_workbook(data)
    cells: Cells = {}
    doubts = set()
    for title in raw.titles():
        sheet = raw.sheet(title)
        doubts.update((title, row, column) for row, column in sheet.look.doubts)
        for number, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row, sheet.first_column):
                if (plain := _plain(value)) is not None:
                    cells[title, number, column] = plain
    return cells, doubts


def _theirs(data: bytes) -> Cells | None:
    cells: Cells = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            written = openpyxl.load_workbook(io.BytesIO(data))
        except Exception:  # noqa: BLE001 - it has no list of what it raises
            return None
    for page in shown.worksheets:
        formulas = written[page.title]
        for line in page.iter_rows():
            for cell in line:
                value: Any = cell.value
                if value is None and _is_formula(formulas[cell.coordinate].value):
                    value = _FORMULA
                elif cell.data_type == "e":
                    value = f"error {value}"
                if (plain := _plain(value)) is not None:
                    cells[page.title, cell.row, cell.column] = plain
    return cells


def _is_formula(value: object) -> bool:
    return isinstance(value, ArrayFormula | DataTableFormula) or (isinstance(value, str) and value.startswith("="))


def _plain(value: object) -> object:
    """Return a value as both readers can be compared: days as their numbers, text without its outer space."""
    match value:
        case None | "":
            return None
        case bool():
            return value
        case datetime() | date():
            return float(to_excel(value)) if value.year >= _FIRST_YEAR else None
        case time():
            return (value.hour * 3600 + value.minute * 60 + value.second) / 86400
        case timedelta():
            return value.total_seconds() / 86400
        case int() | float():
            return float(value)
        case str():
            return value.replace("_x000D_", "\r").replace("\r\n", "\n").strip() or None
    return value


def _same(mine: object, other: object) -> bool:
    if isinstance(mine, float) and isinstance(other, float):
        return math.isclose(mine, other, rel_tol=1e-12, abs_tol=1e-5) or (math.isnan(mine) and math.isnan(other))
    return type(mine) is type(other) and mine == other
