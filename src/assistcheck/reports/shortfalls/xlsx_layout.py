"""Pages of tables in workbooks: the look that shortfall lists and their index share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistcheck.audit.outcomes import STATUSES
from assistcheck.i18n import Lang
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.faulty_cells import cells_shown
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.common.phrases import sign
from assistcheck.reports.common.xlsx_styles import A4, LETTER, STATUS_LOOKS, TALLEST, Cells, in_margin, set_print
from assistcheck.reports.shortfalls.messages import words_of
from assistcheck.reports.shortfalls.print_width import FONT, LINE, MARGIN, Column, fitted, height_of
from assistcheck.reports.tabular.model import Cell, Figure, Mark, unit_word
from assistcheck.rules.model import RulePack

_TITLE, _AROUND = 30, 4
"""Points of the row of a title, and of a row beside its lines."""
_BETWEEN = 0.7
"""Narrow characters that a cell over several columns has of each besides its width."""
_FOOTER = 100
"""Characters of a footer, which holds 255 once each & is doubled."""
MOST = 50_000
"""Rows of a table; of more, the number is said."""


PROBLEMS = (
    *(Column("number", 7), Column("file", 24), Column("sheet", 14), Column("cell", 9)),
    *(Column("what", 66), Column("remedy", 46)),
)
"""The columns of a table of problems."""
WAIVED = (
    Column("rule", 8),
    Column("duty", 26),
    Column("whom", 24),
    Column("to", 24),
    Column("status", 10),
    Column("reason", 70),
)
"""The columns of a table of what is waived."""


class ListPages(Cells):
    """Pages of tables in the look that lists and their index share."""

    font = FONT

    def __init__(self, book: Any, pack: RulePack, lang: Lang) -> None:  # noqa: ANN401 - XlsxWriter's own
        """Write into ``book``, an XlsxWriter workbook, of a programme."""
        super().__init__(book, lang)
        self.pack = pack
        self.words = words_of(pack)
        self.american = pack.manifest.dates == "mdy"
        """Whether pages are US Letter; else they are A4."""

    def say(self, key: str, **values: object) -> str:
        """Return words of lists in the book's language."""
        return self.words[key].text(self.lang).format(**values)

    def waived(self, item: Item) -> list[Cell]:
        """Return the row of something that is waived, whole or for some periods."""
        rule, words, lang = item.outcome.rule, item.words, self.lang
        whom = (words.whom.text(lang), words.debtor.text(lang))
        return [rule.id, rule.title.text(lang), *whom, Mark(item.outcome.status), words.reason.text(lang)]

    def page(self, key: str, footer: str) -> Any:  # noqa: ANN401 - XlsxWriter's own
        """Return a new sheet that prints across, as wide as the paper."""
        page = self.book.add_worksheet(self.say(key))
        set_print(page, paper=LETTER if self.american else A4, side=MARGIN, top=0.6, bottom=0.6)
        page.hide_gridlines(2)
        page.set_footer(f"&L{in_margin(footer[:_FOOTER])}&R&P / &N")
        return page

    def table(
        self,
        page: Any,  # noqa: ANN401
        first: int,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
    ) -> None:
        """Write a table with its header in row ``first``; the header stays in sight and is printed on each page.

        All columns fit on the page as they are printed; rows are as high as what they hold asks for.
        """
        heads, held = [self.say(column.head) for column in columns], rows[:MOST]
        widths = self.set_columns(page, columns, heads, held)
        self.put_headers(page, first, heads)
        self.fit(page, first, heads, widths)
        for number, row in enumerate(held, first + 1):
            for position, cell in enumerate(row):
                self.put(page, number, position, cell)
            self.fit(page, number, row, widths)
        if len(held) < len(rows):
            self.put(page, first + len(held) + 1, 0, self.say("more", n=len(rows) - len(held)))
        page.repeat_rows(first)
        page.autofilter(first, 0, first + max(1, len(held)), len(columns) - 1)

    def set_columns(
        self,
        page: Any,  # noqa: ANN401
        columns: Sequence[Column],
        heads: Sequence[str],
        rows: Sequence[Sequence[Cell]],
    ) -> list[float]:
        """Make columns as wide as fits on the page, and return their widths."""
        widths = fitted(columns, heads, rows, self.lang, american=self.american)
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        return widths

    def fit(self, page: Any, row: int, cells: Sequence[Cell], widths: Sequence[float], least: int = 1) -> None:  # noqa: ANN401
        """Make a row as high as its longest text, of at least so many lines: not every program finds out by itself."""
        taken = (height_of(cell, width) for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str))
        page.set_row(row, min(TALLEST, max(least * LINE, *taken, LINE) + _AROUND))

    def heading(self, page: Any, lines: Sequence[str], last: int, width: float) -> None:  # noqa: ANN401
        """Write lines over all columns up to ``last``, the first of them as the title."""
        for row, text in enumerate(lines):
            look = self.look("plain") if row else self.look("title", align="center")
            page.merge_range(row, 0, row, last, "", look)
            page.write_string(row, 0, text, look)
            page.set_row(row, height_of(text, width + last * _BETWEEN) + _AROUND if row else _TITLE)

    def put_look(self, page: Any, row: int, column: int, look: Any) -> None:  # noqa: ANN401
        """Write a blank cell with a look of its own."""
        page.write_blank(row, column, None, look)

    def link(self, page: Any, place: tuple[int, int], target: str, text: str) -> None:  # noqa: ANN401
        """Write a link to a place in this workbook, or to a file beside it."""
        page.write_url(*place, target, self.look("link", align="center"), text)

    def coloured(self, page: Any, area: tuple[int, int, int, int]) -> None:  # noqa: ANN401
        """Colour the statuses in an area by their word, so that a word that is changed changes its colour."""
        for status in ("shortfall", "behind", "undetermined"):
            word = STATUSES[status].text(self.lang)
            look = self.book.add_format(STATUS_LOOKS[status])
            page.conditional_format(*area, {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": look})

    def with_unit(self, item: Item, figure: Figure | None) -> Figure | None:
        """Return a figure of an item with its unit behind it, apart from the next column; the cell stays a number.

        The sign of a currency stands before it.
        """
        if figure is None:
            return None
        if before := sign(item.outcome.rule, self.lang):
            return figure._replace(before=figure.before + before)
        unit = unit_word(item.outcome, self.lang, figure.exact)
        return figure._replace(after=figure.after + (f" {unit} " if unit else ""))

    def notes(self, item: Item) -> str:
        """Return what is to be said of an item besides its figures, a line each."""
        words = item.words
        notes = (words.missing, words.pace, words.reading, words.reason, *words.near)
        return "\n".join(text for note in notes if (text := note.text(self.lang)))

    def problem(self, number: int | None, problem: Problem) -> list[Cell]:
        """Return a problem as a row of :data:`PROBLEMS`; ``number`` is that of its item."""
        place = problem.place
        cells = [visible(place.path), visible(place.sheet), cells_shown(problem, self.lang)]
        return [number, *cells, visible(problem.message(self.lang)), problem.remedy.text(self.lang)]
