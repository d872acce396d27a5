"""A cell that names a month or a quarter, or the whole of a duty."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from functools import cache

from assistcheck.i18n import LocalizedText
from assistcheck.workbook.cell_values import Cell, CellContext, CellError, read_month, read_quarter, strip_whitespace
from assistcheck.workbook.conventions import PLAIN, Conventions

_WHOLE = frozenset({"全年", "全部", "全部时段", "整项", "ALL", "WHOLEYEAR", "WHOLEDUTY", "THEWHOLEYEAR", "THEWHOLEDUTY"})
"""Texts, squeezed and in capitals, that name no single period."""


def read_period(cell: Cell, context: CellContext, ways: Conventions = PLAIN) -> str | None:
    """Return a month (``2022-05``) or a quarter (``2022Q2``); ``None`` where a cell says that every one is meant.

    A real date stands for its month only on the first day of it, which is what spreadsheets make of a month.

    Raises:
        CellError: it is neither, or more than one.
    """
    if isinstance(cell, str):
        if strip_whitespace(cell).upper() in _WHOLE:
            return None
        with suppress(CellError):
            return read_quarter(cell, context, ways)
    if isinstance(cell, str) or (isinstance(cell, date) and cell.day == 1):
        with suppress(CellError):
            return read_month(cell, context, ways)
    raise CellError("bad-date", _a_period(ways))


@cache
def _a_period(ways: Conventions) -> LocalizedText:
    month, quarter = ways.example_months[0], ways.example_quarters[0]
    return LocalizedText(
        f"一个月份或季度，如 {month}、{quarter}；几个时段的，一个时段一行",
        f"one month or quarter, such as {month} or {quarter}; give each period a row of its own",
    )
