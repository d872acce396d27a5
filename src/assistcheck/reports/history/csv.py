"""A history as CSV: one row for each report and each line, UTF-8 with a byte order mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from assistcheck.audit.outcomes import STATUSES
from assistcheck.comparison.history.sendings import Sending
from assistcheck.comparison.history.trend import History
from assistcheck.reports import View
from assistcheck.reports.common.escaping import csv_text
from assistcheck.reports.history.lines import Line, region_lines, reporter_lines, whole_line

_BOM = "\ufeff"
_COLUMNS = (
    "as_of",
    "kind",
    "name",
    "region",
    *STATUSES,
    "open",
    "owed",
    "sent",
    "workbooks",
    "until",
    "path",
    "sha256",
    "report",
)


def to_csv(history: History, _: View) -> Iterator[str]:
    """Yield the counts of every line in every report, and what each reporter had sent by then; words are ids."""
    yield _BOM + _row(_COLUMNS)
    lines = (whole_line(history), *region_lines(history), *reporter_lines(history))
    for at, point in enumerate(history.points):
        for line in lines:
            if (counts := line.counts[at]) is not None:
                sending = history.sendings[line.name][at] if line.kind == "reporter" else None
                figures = (*counts, counts.open, counts.owed)
                yield _row(
                    (
                        point.as_of.isoformat(),
                        _kind(line, history),
                        line.name,
                        line.region or "",
                        *figures,
                        *_sent(sending),
                        point.path,
                    )
                )


def _kind(line: Line, history: History) -> str:
    """Return the id of the kind of a line's subject; nothing for the whole."""
    return {"whole": "", "region": history.roles.region or "", "reporter": history.roles.reporting}[line.kind]


def _sent(sending: Sending | None) -> tuple[object, ...]:
    if sending is None:
        return ("", "", "", "", "")
    if not sending.workbooks:
        return (sending.state, 0, "", "", "")
    book = sending.workbooks[0]
    return (sending.state, len(sending.workbooks), book.until or "", book.path, book.sha256 or "")


def _row(cells: Sequence[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([csv_text(cell) if isinstance(cell, str) else cell for cell in cells])
    return written.getvalue()
