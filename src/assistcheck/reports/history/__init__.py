"""A history in its formats: the trend of the duties met, and who sent when.

Its files::

    lines.py      the lines of a history, as every format draws them; words.py has their words
    text.py       for a terminal; sparklines.py draws its lines in signs
    csv.py json.py    for programs; model.py is the shape of the JSON, schema.py its schema
    html.py       one page; charts.py draws its lines as SVG
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.reports import HISTORY_FORMATS, View, historian_of

if TYPE_CHECKING:
    from assistcheck.comparison.history.trend import History


def render_history(history: History, format_name: str, view: View) -> Iterator[str]:
    """Return a history in one of the formats of :data:`assistcheck.reports.HISTORY_FORMATS`, piece by piece.

    Raises:
        UsageError: there is no such format.
    """
    if format_name not in HISTORY_FORMATS:
        raise UsageError(LocalizedText(f"没有格式 {format_name}", f"there is no format {format_name}"))
    return historian_of(format_name)(history, view)
