"""Pages of tables in workbooks: the look that shortfall lists and their index share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from assistcheck.audit.outcomes import STATUSES
from assistcheck.i18n import Lang
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.common.faulty_cells import cells_shown
from assistcheck.reports.common.open_items import Item
from assistcheck.reports.common.phrases import sign
from assistcheck.reports.common.xlsx_styles import STATUS_LOOKS, Cells
from assistcheck.reports.shortfalls.messages import words_of
from assistcheck.reports.tabular.model import Cell, Figure, Mark, display_width, unit_word
from assistcheck.rules.model import RulePack

_A4 = 9
_HEADER = 32
"""Points of a header."""
_FOOTER = 100
"""Characters of a footer, which holds 255 once each & is doubled."""
MOST = 50_000
"""Rows of a table; of more, the number is said."""


class Column(NamedTuple):
    """One column of a table."""

    head: str
    """The key of its header in the list of words."""
    most: int
    """How wide it grows, in narrow characters, of which a Chinese one takes two; what is longer wraps."""
    least: int = 6


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

    def __init__(self, book: Any, pack: RulePack, lang: Lang) -> None:  # noqa: ANN401 - XlsxWriter's own
        """Write into ``book``, an XlsxWriter workbook, of a programme."""
        super().__init__(book, lang)
        self.pack = pack
        self.words = words_of(pack)

    def say(self, key: str, **values: object) -> str:
        """Return words of lists in the book's language."""
        return self.words[key].text(self.lang).format(**values)

    def waived(self, item: Item) -> list[Cell]:
        """Return the row of something that is waived, whole or for some periods."""
        rule, words, lang = item.outcome.rule, item.words, self.lang
        whom = (words.whom.text(lang), words.debtor.text(lang))
        return [rule.id, rule.title.text(lang), *whom, Mark(item.outcome.status), words.reason.text(lang)]

    def page(self, key: str, footer: str) -> Any:  # noqa: ANN401 - XlsxWriter's own
        """Return a new sheet that prints on A4 across, as wide as the paper."""
        page = self.book.add_worksheet(self.say(key))
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.25, right=0.25, top=0.6, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        page.set_footer(f"&L{footer[:_FOOTER].replace('&', '&&')}&R&P / &N")
        return page

    def table(
        self,
        page: Any,  # noqa: ANN401
        first: int,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        least: int = 1,
    ) -> None:
        """Write a table with its header in row ``first``; the header stays in sight and is printed on each page.

        Columns are as wide, and rows as high, as what they hold asks for; a row has at least ``least`` lines.
        """
        heads = [self.say(column.head) for column in columns]
        held = rows[:MOST]
        shown = [[_lines(cell, self.lang) for cell in row] for row in held]
        widths = [_width(column, heads[at], [row[at] for row in shown]) for at, column in enumerate(columns)]
        for position, width in enumerate(widths):
            page.set_column(position, position, width)
        self.put_headers(page, first, heads)
        page.set_row(first, _HEADER)
        for number, row in enumerate(held, first + 1):
            for position, cell in enumerate(row):
                self.put(page, number, position, cell)
            self.fit_row(page, number, row, widths, least)
        if len(held) < len(rows):
            self.put(page, first + len(held) + 1, 0, self.say("more", n=len(rows) - len(held)))
        page.repeat_rows(first)
        page.autofilter(first, 0, first + max(1, len(held)), len(columns) - 1)

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


def _lines(cell: Cell, lang: Lang) -> list[Cell]:
    return list(cell.split("\n")) if isinstance(cell, str) else [cell.text(lang) if isinstance(cell, Mark) else cell]


def _width(column: Column, head: str, cells: Sequence[Sequence[Cell]]) -> int:
    """Return how wide a column is: texts wrap, numbers and days do not."""
    lines = [line for cell in cells for line in cell]
    texts = max((display_width(line) for line in lines if isinstance(line, str)), default=0)
    others = max((display_width(line) for line in lines if not isinstance(line, str)), default=0)
    title = -(-display_width(head) // 2) + 1
    return max(column.least, min(column.most, max(texts, title) + 2), others + 3 if others else 0)
