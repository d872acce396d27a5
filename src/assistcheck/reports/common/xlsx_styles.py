"""Cells of a written workbook: one look for each kind of cell, a status in its colour, nothing taken for a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from assistcheck.audit.outcomes import Status
from assistcheck.i18n import Lang
from assistcheck.reports.tabular.messages import CUT
from assistcheck.reports.tabular.model import Cell, Figure, Mark, display_width

_FONT = {"font_name": "微软雅黑", "font_size": 10}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 15},
    "conclusion": {"bold": True, "font_size": 11, "font_color": "#9C0006"},
    "fine": {"bold": True, "font_size": 11, "font_color": "#006100"},
    "section": {"bold": True, "font_size": 11, "font_color": "#1F4E78", "bottom": 2, "bottom_color": "#1F4E78"},
    "header": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F4E78", "border": 1, "border_color": "#BFBFBF"},
    "plain": {},
    "text": {"border": 1, "border_color": "#BFBFBF"},
    "number": {"border": 1, "border_color": "#BFBFBF", "align": "right", "text_wrap": False},
    "day": {"border": 1, "border_color": "#BFBFBF", "num_format": "yyyy-mm-dd", "align": "center"},
    "mark": {"border": 1, "border_color": "#BFBFBF", "align": "center"},
    "link": {"border": 1, "border_color": "#BFBFBF", "font_color": "#0563C1", "underline": 1},
}
STATUS_LOOKS: dict[Status, dict[str, Any]] = {
    "met": {"bg_color": "#C6EFCE", "font_color": "#006100"},
    "on_pace": {"bg_color": "#DDEBF7", "font_color": "#1F4E78"},
    "not_due": {"bg_color": "#F1ECE1", "font_color": "#564D3C", "italic": True},
    "behind": {"bg_color": "#FFEB9C", "font_color": "#594300"},
    "shortfall": {"bg_color": "#FFC7CE", "font_color": "#9C0006", "bold": True},
    "over": {"bg_color": "#E4DFEC", "font_color": "#5F497A"},
    "undetermined": {"bg_color": "#FCE4D6", "font_color": "#833C0B"},
    "not_applicable": {"bg_color": "#F2F2F2", "font_color": "#7F7F7F"},
    "waived": {"bg_color": "#F2F2F2", "font_color": "#595959"},
}
LINE, TALLEST = 15, 409
"""Points of a line, and of the highest row there is."""
A4, A3, LETTER = 9, 8, 1
"""Papers, as workbooks number them."""
_LONGEST = 32_767
"""Characters that a cell holds."""


def options(folder: str | None = None, font: Mapping[str, Any] = _FONT) -> dict[str, Any]:
    """Return how a workbook is written: no text becomes a formula, a link or a number; made anew since XlsxWriter keeps it.

    ``font`` is that by which the widths of columns are measured. With a ``folder`` rows are written in their order, into
    files there, and memory holds one at a time.
    """
    texts = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    way = {"constant_memory": True, "tmpdir": folder} if folder else {"in_memory": True}
    return {**way, **texts, "default_format_properties": dict(font)}


def set_print(
    page: Any,  # noqa: ANN401 - XlsxWriter's own
    *,
    paper: int = A4,
    landscape: bool = True,
    side: float,
    top: float = 0.75,
    bottom: float = 0.75,
) -> None:
    """Let a sheet print as wide as the paper and on as many pages as it takes; margins are in inches."""
    if landscape:
        page.set_landscape()
    page.set_paper(paper)
    page.set_margins(left=side, right=side, top=top, bottom=bottom)
    page.fit_to_pages(1, 0)


def in_margin(text: str) -> str:
    """Return a text as the head or the foot of a printed page has it, where & begins a code."""
    return text.replace("&", "&&")


class Cells:
    """Writes cells in one language; each look is made once for a workbook."""

    font: Mapping[str, Any] = _FONT
    """What all looks have in common."""

    def __init__(self, book: Any, lang: Lang) -> None:  # noqa: ANN401 - XlsxWriter's own
        """Write into ``book``, an XlsxWriter workbook."""
        self.book = book
        self.lang = lang
        self.formats: dict[object, Any] = {}

    def look(self, name: str, **more: Any) -> Any:  # noqa: ANN401
        """Return a format by its name, with ``more`` properties; each is made once."""
        key = (name, *more.items())
        if key not in self.formats:
            properties = {**self.font, "valign": "vcenter", "text_wrap": name != "section", **_LOOKS[name], **more}
            self.formats[key] = self.book.add_format(properties)
        return self.formats[key]

    def put(self, page: Any, row: int, column: int, cell: Cell, **more: Any) -> None:  # noqa: ANN401
        """Write a cell as its kind is shown: numbers, days and text as such, a status in its colour."""
        value, look = self.shown(cell, **more)
        match value:
            case None:
                page.write_blank(row, column, None, look)
            case str():
                page.write_string(row, column, value, look)
            case date():
                page.write_datetime(row, column, datetime.combine(value, time()), look)
            case _:
                page.write_number(row, column, value, look)

    def shown(self, cell: Cell, **more: Any) -> tuple[str | float | date | None, Any]:  # noqa: ANN401
        """Return what a cell holds, and the format that it has, with ``more`` properties."""
        match cell:
            case str():
                return held(cell, self.lang), self.look("text", **more)
            case None:
                return None, self.look("text", **more)
            case Figure():
                return float(cell.exact), self.look("number", num_format=number_format(cell), **more)
            case Mark():
                return cell.text(self.lang), self.look("mark", **STATUS_LOOKS[cell.status], **more)
            case date():
                return cell, self.look("day", **more)
            case _:
                return cell, self.look("number", num_format="#,##0", **more)

    def fit_row(self, page: Any, row: int, cells: Sequence[Cell], widths: Sequence[int], least: int = 1) -> None:  # noqa: ANN401
        """Make a row as high as its longest text, of at least so many lines: not every reader finds out by itself."""
        if (lines := max(least, _lines(cells, widths))) > 1:
            page.set_row(row, min(TALLEST, LINE * lines))

    def put_headers(self, page: Any, row: int, headers: Sequence[str]) -> None:  # noqa: ANN401
        """Write a line of headers from the first column on."""
        for column, header in enumerate(headers):
            page.write_string(row, column, header, self.look("header", align="center"))


def _lines(row: Sequence[Cell], widths: Sequence[int]) -> int:
    """Return how many lines the longest text of a row takes in columns of these widths."""
    texts = ((cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str))
    return max((height_in_lines(cell, width) for cell, width in texts), default=1)


def height_in_lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column of a width in narrow characters."""
    if len(text) * 2 < width and "\n" not in text:
        return 1
    return sum(max(1, -(-display_width(line) // (width - 1))) for line in text.split("\n"))


def number_format(figure: Figure) -> str:
    """Return the number format in which a cell shows every digit of a figure, and its sign of comparison."""
    zeros = f".{'0' * figure.places}" if figure.places else ""
    percent = "%" if figure.quantity == "ratio" else ""
    before, after = (f'"{text}"' if text else "" for text in (figure.before, figure.after))
    return f"{before}#,##0{zeros}{percent}{after}"


def held(text: str, lang: Lang) -> str:
    """Return a text as long as a cell holds it."""
    more = CUT.text(lang)
    return text if len(text) <= _LONGEST else text[: _LONGEST - len(more)] + more
