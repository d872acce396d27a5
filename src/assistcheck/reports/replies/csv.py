"""What came back as CSV: an item a row, UTF-8 with a byte order mark; a text that looks like a formula is none."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from assistcheck.replies.model import Replies
from assistcheck.reports import View
from assistcheck.reports.common.escaping import csv_text
from assistcheck.reports.replies.table import HEADS, rows_of, shown
from assistcheck.reports.replies.words import Phrases

_BOM = "\ufeff"


def to_csv(found: Replies, view: View) -> Iterator[str]:
    """Yield every item that was sent as a line, with what was answered and what became of it."""
    words = Phrases(found, view.lang)
    yield _BOM + _row([words.say(head) for head in HEADS])
    for row in rows_of(found, words):
        yield _row([shown(cell) for cell in row])


def _row(cells: Sequence[object]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow([csv_text(cell) if isinstance(cell, str) else cell for cell in cells])
    return written.getvalue()
