"""CSV that opens right in Excel and WPS: one row for each outcome, UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from itertools import islice

from assistcheck.audit.outcomes import Report
from assistcheck.reports import View
from assistcheck.reports.common.escaping import csv_text
from assistcheck.reports.tabular.model import Cell, Figure, Mark
from assistcheck.reports.tabular.outcomes import outcomes

_BOM = "\ufeff"
_AT_ONCE = 10_000
"""How many lines make a piece."""


def to_csv(report: Report, view: View) -> Iterator[str]:
    """Yield every outcome as a line of CSV, with a header; figures stand as in the JSON report.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """

    def written(_: int, cell: Cell) -> str:
        match cell:
            case None:
                return ""
            case Figure():
                return str(cell.exact)
            case Mark():
                return cell.text(view.lang)
            case date():
                return cell.isoformat()
            case int():
                return str(cell)
            case _:
                return csv_text(cell)

    table = outcomes(report, view.lang, has_due=True)
    yield _BOM + _lines([table.headers])
    rows = table.rows.written(written)
    while some := list(islice(rows, _AT_ONCE)):
        yield _lines(some)


def _lines(rows: list[tuple[str, ...]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()
