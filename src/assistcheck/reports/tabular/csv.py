"""CSV that opens right in Excel and WPS: one row for each outcome, UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
import io
from datetime import date

from assistcheck.audit.outcomes import Report
from assistcheck.reports import View
from assistcheck.reports.common.escaping import csv_text
from assistcheck.reports.tabular.model import Cell, Figure, Mark
from assistcheck.reports.tabular.tables import outcomes

_BOM = "\ufeff"


def to_csv(report: Report, view: View) -> str:
    """Return every outcome as a line of CSV, with a header; figures stand as in the JSON report.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    table = outcomes(report, view.lang)
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(table.headers)
    lines.writerows([_written(cell, view) for cell in row] for row in table.rows)
    return _BOM + text.getvalue()


def _written(cell: Cell, view: View) -> str:
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
