"""CSV that opens right in Excel and WPS: one row for each outcome, UTF-8 with a byte order mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistcheck.audit.outcomes import Report
from assistcheck.reports import View
from assistcheck.reports.common.escaping import csv_text
from assistcheck.reports.tabular.model import Cell, Figure, Mark, in_pieces
from assistcheck.reports.tabular.outcomes import outcomes

_BOM = "\ufeff"


def to_csv(report: Report, view: View) -> Iterator[str]:
    """Yield every outcome as a line of CSV, with a header; figures stand as in the JSON report.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """

    def written(_: int, cell: Cell) -> str:
        match cell:
            case "" | None:
                return ""
            case str():
                return _field(cell)
            case Figure():
                return str(cell.exact)
            case Mark():
                return _field(cell.text(view.lang))
            case date():
                return cell.isoformat()
            case _:
                return str(cell)

    table = outcomes(report, view.lang, has_due=True)
    yield _BOM + _line([_field(header) for header in table.headers])
    yield from in_pieces(map(_line, table.rows.written(written)))


def _line(fields: Sequence[str]) -> str:
    return f"{','.join(fields)}\r\n"


def _field(text: str) -> str:
    """Return a text as a field, quoted where it has to be: equal fields are made once, which the csv module cannot know."""
    shown = csv_text(text)
    return f'"{shown.replace(_QUOTE, _TWO)}"' if "," in shown or _QUOTE in shown else shown


_QUOTE, _TWO = '"', '""'
