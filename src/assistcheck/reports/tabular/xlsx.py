"""The whole report as a workbook: a page to begin with, then one sheet for each table, ready to filter and to print."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import chain, islice
from typing import Any

from assistcheck.audit.outcomes import Report
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import Lang
from assistcheck.output_marker import OWN_MARK
from assistcheck.reports import View
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.input_notices import head_lines
from assistcheck.reports.common.since_baseline import baseline_lines
from assistcheck.reports.common.xlsx_rows import long_sheet
from assistcheck.reports.common.xlsx_styles import A3, A4, TALLEST, Cells, held, in_margin, options, set_print
from assistcheck.reports.tabular.messages import MORE, OVERVIEW, OVERVIEW_WORDS
from assistcheck.reports.tabular.model import Cell, Mark, Sheet, display_width
from assistcheck.reports.tabular.tables import conclusion, run_tables
from assistcheck.scratch import scratch_folder

_TABS = {"items": "#C00000", "matrix": "#2E75B6", "outcomes": "#1F4E78", "remedies": "#C55A11", "problems": "#C55A11"}
_LAST_ROW = 1_048_575
"""The last row of a sheet, zero-based."""
_LEAST, _MOST, _MEASURED = 7, 46, 2_000
_MATRIX = 13
_PIECE = 1 << 20
_LONGEST_TAB, _NOT_IN_TABS = 31, r"[\[\]:*?/\\']"
"""What the file format allows in the name of a tab."""
_ON_FIRST_PAGE = ("details", "counts")
_WIDE = 12


def to_xlsx(report: Report, view: View) -> Iterator[bytes]:
    """Yield the report as a workbook; with ``view.quiet`` its first page alone. The same report gives the same bytes.

    No text becomes a formula or a link. A text or a table that is longer than a sheet holds is cut, and says so.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415

    out = io.BytesIO()
    with scratch_folder() as folder:
        book = Workbook(out, options(folder))
        book.use_zip64()  # where a sheet needs it
        title = visible(report.pack.manifest.title.text(view.lang))
        day = datetime.combine(report.as_of, time())
        book.set_properties({"title": title, "author": "assistcheck", "keywords": OWN_MARK, "created": day})
        _Book(book, report, view.lang).write(list(run_tables(report, view.lang)), quiet=view.quiet)
        try:
            book.close()
        except FileCreateError as error:
            raise OSError(*error.args[0].args) from None  # what kept a temporary file from being written
    out.seek(0)
    while piece := out.read(_PIECE):
        yield piece


class _Book(Cells):
    """The sheets of one report, and the formats that they share."""

    def __init__(self, book: Any, report: Report, lang: Lang) -> None:  # noqa: ANN401 - XlsxWriter's own
        super().__init__(book, lang)
        self.report = report

    def write(self, tables: Sequence[Sheet], *, quiet: bool) -> None:
        """Write the first page, and a sheet for each table that does not stand on it."""
        others = [] if quiet else [table for table in tables if table.id not in _ON_FIRST_PAGE]
        tabs = tab_names([OVERVIEW.text(self.lang), *(table.title for table in others)])[1:]
        self._first_page(tables, others, tabs)
        for table, tab in zip(others, tabs, strict=True):
            self._table(table, tab)

    def _first_page(self, tables: Sequence[Sheet], others: Sequence[Sheet], tabs: Sequence[str]) -> None:
        page = self._page(OVERVIEW.text(self.lang), "#1F4E78", landscape=False)
        page.set_column(0, 0, 24)
        page.set_column(1, 5, 15)
        page.set_row(0, 30)
        page.set_row(1, 36)
        page.merge_range(0, 0, 0, 5, visible(self.report.pack.manifest.title.text(self.lang)), self.look("title"))
        fine = self.report.exit_code == ExitCode.FINE
        page.merge_range(1, 0, 1, 5, conclusion(self.report, self.lang), self.look("fine" if fine else "conclusion"))
        details, counts = tables[:2]
        row = self._section(page, self._heads(page, 2) + 1, details.title)
        for key, value in details.rows:
            self.put(page, row, 0, key)
            page.merge_range(row, 1, row, 5, "", self.look("text"))
            self.put(page, row, 1, value, align="left")
            page.set_row(row, 16 * max(1, -(-display_width(value) // 74)))
            row += 1
        row = self._section(page, row + 1, counts.title)
        self.put_headers(page, row, counts.headers)
        for number, line in enumerate(counts.rows, row + 1):
            for column, value in enumerate(line):
                self.put(page, number, column, None if value == 0 else value)
        if others:
            self._contents(page, row + len(counts.rows) + 2, others, tabs)

    def _heads(self, page: Any, row: int) -> int:  # noqa: ANN401
        """Write what has to be known before the figures, a line each; return the row below."""
        for line in chain(baseline_lines(self.report, self.lang), head_lines(self.report, self.lang)):
            look = self.look("conclusion" if line.level == "error" else "plain", bold=True)
            page.merge_range(row, 0, row, 5, "", look)
            page.write_string(row, 0, held(line.text, self.lang), look)
            page.set_row(row, min(TALLEST, 16 * max(1, -(-display_width(line.text) // 90))))
            row += 1
        return row

    def _contents(self, page: Any, row: int, others: Sequence[Sheet], tabs: Sequence[str]) -> None:  # noqa: ANN401
        """List the other sheets, with a link to each."""
        row = self._section(page, row, OVERVIEW_WORDS["contents"].text(self.lang))
        for table, tab in zip(others, tabs, strict=True):
            page.write_url(row, 0, f"internal:'{tab}'!A1", self.look("link"), table.title)
            self.put(page, row, 1, len(table.rows))
            page.merge_range(row, 2, row, 5, table.note, self.look("text"))
            row += 1

    def _section(self, page: Any, row: int, title: str) -> int:  # noqa: ANN401
        for column in range(6):
            page.write_string(row, column, title if column == 0 else "", self.look("section"))
        return row + 1

    def _page(self, title: str, colour: str | None, *, landscape: bool, paper: int = A4) -> Any:  # noqa: ANN401
        page = long_sheet(self.book, title)
        if colour:
            page.set_tab_color(colour)
        set_print(page, paper=paper, landscape=landscape, side=0.4, top=0.7, bottom=0.6)
        page.hide_gridlines(2)
        document = in_margin(visible(self.report.pack.manifest.title.text(self.lang)))
        page.set_header(f"&L{document}&R{in_margin(title)}  {self.report.as_of.isoformat()}")
        page.set_footer(f"&C{OVERVIEW_WORDS['page'].text(self.lang)}")
        return page

    def _table(self, table: Sheet, tab: str) -> None:
        wide = len(table.columns) > _WIDE
        page = self._page(tab, _TABS.get(table.id), landscape=True, paper=A3 if wide else A4)
        if table.id == "matrix":
            page.set_row(0, 84)
        self.put_headers(page, 0, table.headers)
        widths = _widths(table, self.lang)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        held = min(len(table.rows), _LAST_ROW - 1)
        rows = table.rows.written(lambda column, cell: page.row_cell(self, column, cell, widths[column]))
        for number, row in enumerate(islice(rows, held), 1):
            page.put_row(number, row)
        if held < len(table.rows):
            page.write_string(_LAST_ROW, 0, MORE.text(self.lang).format(n=len(table.rows) - held), self.look("text"))
        page.freeze_panes(1, _FROZEN.get(table.id, 1))
        page.repeat_rows(0)
        page.autofilter(0, 0, max(1, held), len(table.headers) - 1)


def tab_names(titles: Sequence[str]) -> list[str]:
    """Return a name for the tab of each title: at most 31 characters, none that a tab may not hold, no two alike."""
    names: list[str] = []
    taken: set[str] = set()
    for title in titles:
        name = plain = re.sub(_NOT_IN_TABS, " ", title).strip()[:_LONGEST_TAB] or "-"
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{plain[: _LONGEST_TAB - len(str(number)) - 1]} {number}"
        taken.add(name.casefold())
        names.append(name)
    return names


_FROZEN = {"items": 3, "matrix": 1, "outcomes": 2, "problems": 1, "accounts": 2}
"""How many columns stay in sight."""


def _widths(table: Sheet, lang: Lang) -> list[int]:
    """Return how wide each column is drawn, in narrow characters; what is longer wraps."""
    widths = []
    first = list(islice(table.rows, _MEASURED))
    for column, header in enumerate(table.headers):
        if table.id == "matrix" and table.columns[column].startswith("R"):
            widths.append(_MATRIX)
            continue
        cells = (row[column] for row in first)
        longest = max([display_width(header) + 3, *(display_width(_shown(cell, lang)) for cell in cells)])
        widths.append(max(_LEAST, min(_MOST, longest + 2)))
    return widths


def _shown(cell: Cell, lang: Lang) -> Cell:
    return cell.text(lang) if isinstance(cell, Mark) else cell
