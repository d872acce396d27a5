"""A comparison as a workbook: a page to begin with, the closing list (销号清单), all changes, and the rows behind them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from typing import Any, Literal, NamedTuple

from assistcheck.comparison.changes import Change, Comparison
from assistcheck.comparison.kinds import KINDS
from assistcheck.comparison.record import OutcomeRecord
from assistcheck.comparison.what_if import FACTORS
from assistcheck.i18n import Lang
from assistcheck.output_marker import OWN_MARK
from assistcheck.reports import View
from assistcheck.reports.common.xlsx_styles import Cells, options, set_print
from assistcheck.reports.comparison.closing_list import ClosedItem, closed_items
from assistcheck.reports.comparison.document import Grid, Line, compared_parts
from assistcheck.reports.comparison.messages import FACTOR_WORDS
from assistcheck.reports.comparison.phrases import Phrases, kind_word
from assistcheck.reports.tabular.model import Cell, Figure, Mark
from assistcheck.rules.labels import LEVELS

_ACROSS = 7
"""Columns of the first page."""
_ROWS = 1_000_000
"""Rows that a sheet holds."""


class _Column(NamedTuple):
    head: str
    width: int


_HEADER = 24
"""Points of a header."""
_LONGEST_TAB = 31
_TABS = {"rows_title": "rows_tab", "files_title": "files_tab", "rules_title": "rules_tab", "by_debtor": "debtors_tab"}
_CLOSED = (
    *(_Column("number", 6), _Column("debtor", 22), _Column("whom", 20), _Column("rule", 8), _Column("duty", 28)),
    *(_Column("level", 10), _Column("status", 18), _Column("have_need", 26), _Column("gap", 16), _Column("evidence", 48)),
)
_CHANGES = (
    *(_Column("kind", 11), _Column("debtor", 22), _Column("whom", 20), _Column("rule", 8), _Column("duty", 28)),
    *(_Column("level", 10), _Column("status_before", 12), _Column("status_after", 12), _Column("have_before", 14)),
    *(_Column("have_after", 14), _Column("need_now", 14), _Column("gap_before", 14), _Column("gap_after", 14)),
    *(_Column("factors", 14), _Column("cause", 70)),
)


def to_xlsx(compared: Comparison, view: View) -> Iterator[bytes]:
    """Yield the comparison as a workbook; the same comparison gives the same bytes. No text becomes a formula or a link."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    out = io.BytesIO()
    with Workbook(out, options()) as book:
        words = Phrases(compared, view.lang)
        created = datetime.combine(compared.after.day, time())
        book.set_properties({"title": words.title[:255], "author": "assistcheck", "keywords": OWN_MARK, "created": created})
        _Book(book, compared, view.lang).write(quiet=view.quiet)
    yield out.getvalue()


class _Book(Cells):
    def __init__(self, book: Any, compared: Comparison, lang: Lang) -> None:  # noqa: ANN401 - XlsxWriter's own
        super().__init__(book, lang)
        self.compared = compared
        self.words = Phrases(compared, lang)
        self.say = self.words.say

    def write(self, *, quiet: bool) -> None:
        """Write the first page, and unless ``quiet`` a sheet for each list."""
        self._first_page()
        if quiet:
            return
        if items := closed_items(self.compared, self.words):
            self._sheet(
                self.say("list"),
                self._said(_CLOSED),
                [self._closed(number, item) for number, item in enumerate(items, 1)],
                "#00B050",
            )
        order = [*KINDS]
        changes = sorted(self.compared.changes, key=lambda one: order.index(one.kind))
        self._sheet(self.say("changes"), self._said(_CHANGES), [self._change(one) for one in changes[:_ROWS]], "#C00000")
        self._grids()

    def _said(self, columns: Sequence[_Column]) -> list[_Column]:
        return [_Column(self.say(column.head), column.width) for column in columns]

    def _first_page(self) -> None:
        """Write what the terminal shows first: conclusion, counts, and who has sent."""
        page = self._page(self.say("overview"), "#1F4E78", landscape=False)
        page.set_column(0, 0, 18)
        page.set_column(1, _ACROSS - 1, 12)
        row = 0
        for part in compared_parts(self.compared, self.lang, everything=True):
            if isinstance(part, Line) and part.is_heading and row:
                break
            row = self._line(page, row, part) if isinstance(part, Line) else row
        row += 1
        self.put_headers(page, row, [self.say("kind"), self.say("total"), *(self._factor(one) for one in FACTORS)])
        for number, (kind, total) in enumerate(self.compared.kinds.items(), row + 1):
            causes = [{cause.kind for cause in one.causes} for one in self.compared.of(kind)]
            cells: list[Cell] = [kind_word(kind, self.lang), total, *(sum(one in found for found in causes) for one in FACTORS)]
            for column, cell in enumerate(cells):
                self.put(page, number, column, None if cell == 0 else cell)

    def _line(self, page: Any, row: int, line: Line) -> int:  # noqa: ANN401
        """Write a line over the whole page; return the row below."""
        look = {"good": "fine", "bad": "conclusion"}.get(line.tone, "title" if line.is_title else "plain")
        page.merge_range(row, 0, row, _ACROSS - 1, "", self.look(look))
        page.write_string(row, 0, line.text, self.look(look))
        self.fit_row(page, row, [line.text], [60 if line.is_title else 92], least=2 if line.is_title else 1)
        return row + 1

    def _factor(self, factor: Any) -> str:  # noqa: ANN401
        return FACTOR_WORDS[factor].text(self.lang)

    # --- lists

    def _closed(self, number: int, item: ClosedItem) -> list[Cell]:
        change, words = item.change, self.words
        one = change.either
        return [
            number,
            words.debtor_of(one),
            words.name_of(one),
            words.rule_of(one),
            words.title_of(one),
            LEVELS[one.level].text(self.lang),
            words.both(change, words.status),
            words.have_need(change),
            words.both(change, words.gap),
            item.evidence,
        ]

    def _change(self, change: Change) -> list[Cell]:
        one, words = change.either, self.words
        factors = dict.fromkeys(cause.kind for cause in change.causes)
        return [
            kind_word(change.kind, self.lang),
            words.debtor_of(one),
            words.name_of(one),
            words.rule_of(one),
            words.title_of(one),
            LEVELS[one.level].text(self.lang),
            self._mark(change.before),
            self._mark(change.after),
            self._figure(change.before, "value"),
            self._figure(change.after, "value"),
            words.need(one),
            self._figure(change.before, "gap"),
            self._figure(change.after, "gap"),
            self.say("comma").join(self._factor(factor) for factor in factors),
            words.causes(change) + words.missing(change),
        ]

    def _mark(self, outcome: OutcomeRecord | None) -> Cell:
        return Mark(outcome.status) if outcome else None

    def _figure(self, outcome: OutcomeRecord | None, name: Literal["value", "gap"]) -> Cell:
        """Return a figure that stays a number, and shows every digit that the report has."""
        value = getattr(outcome, name) if outcome else None
        duty = self.words.duty(outcome.rule) if outcome else None
        return None if value is None else Figure(value, duty.quantity if duty else "points")

    def _grids(self) -> None:
        """Write a sheet for each table that the terminal shows besides: falls, who owes, rows, files, rules."""
        titles = {self.say(key): self.say(tab) for key, tab in _TABS.items()}
        titles[self.say("fell_title", n=len(self.compared.fell))] = self.say("fell_tab")
        heading = ""
        for part in compared_parts(self.compared, self.lang, everything=True):
            if isinstance(part, Line):
                heading = part.text if part.is_heading else heading
            elif heading in titles:
                self._grid(titles[heading], part)

    def _grid(self, title: str, grid: Grid) -> None:
        first = len(grid.headers) if grid.numbers is None else grid.numbers
        columns = [_Column(head, 36 if at < first else 10) for at, head in enumerate(grid.headers)]
        rows = [[*row[:first], *map(_number, row[first:])] for row in grid.rows]
        self._sheet(title, columns, rows, "#7F7F7F")

    def _sheet(self, title: str, columns: Sequence[_Column], rows: Sequence[Sequence[Cell]], colour: str) -> None:
        """Write a table on a sheet of its own, ready to filter and to print."""
        page = self._page(title, colour, landscape=True)
        for at, column in enumerate(columns):
            page.set_column(at, at, column.width)
        self.put_headers(page, 0, [column.head for column in columns])
        page.set_row(0, _HEADER)
        widths = [column.width for column in columns]
        for number, row in enumerate(rows[:_ROWS], 1):
            for at, cell in enumerate(row):
                self.put(page, number, at, cell)
            self.fit_row(page, number, row, widths)
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)

    def _page(self, title: str, colour: str, *, landscape: bool) -> Any:  # noqa: ANN401
        page = self.book.add_worksheet(title[:_LONGEST_TAB])
        page.set_tab_color(colour)
        set_print(page, landscape=landscape, side=0.4, top=0.6, bottom=0.6)
        page.hide_gridlines(2)
        page.set_footer("&R&P / &N")
        return page


def _number(text: str) -> Cell:
    """Return a number that a table shows as a text; nothing for a dash."""
    return int(text.replace(",", "")) if text != "-" else None
