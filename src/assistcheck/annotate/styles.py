"""Colours and comments in the submitter's own sheets; no value and no formula is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from copy import copy
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from assistcheck.annotate.copying import OpenedBook
from assistcheck.annotate.marks import Marks
from assistcheck.annotate.messages import AUTHOR, COLOURS, GREY, WORDS
from assistcheck.i18n import Lang
from assistcheck.problem_codes import ProblemLevel
from assistcheck.reports.tabular.model import display_width
from assistcheck.submission.parsed import RESULT_SHEET
from assistcheck.submission.row_status import ROW_STATUS_TEXTS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MAX_COMMENTS = 5_000
"""Cells that get a comment; with more of them a workbook opens slowly."""
MANY_CELLS, FIRST_COMMENTS = 1_000, 100
"""Of a problem in more cells than the one, the other says how many get a comment: nobody reads the same words more often."""
_GRAVEST: tuple[ProblemLevel, ...] = ("error", "warning", "note")
_OURS = frozenset({*COLOURS.values(), GREY})
_BOX, _LINE, _CHARACTERS = 340, 19, 44


class Painted(NamedTuple):
    """What was painted beside openpyxl, and whether each marked cell has a comment."""

    rows: dict[str, bytes]
    """The rows of long sheets, by title."""
    uncommented: bool


def paint(opened: OpenedBook, marks: Marks, lang: Lang) -> Painted:
    """Fill what is at fault, grey the rows that do not count, and say why in comments; an earlier marking is taken off."""
    pages = {page.title: page for page in opened.book.worksheets}
    if any(title in pages for title in RESULT_SHEET):
        for page in pages.values():
            _clean(page)
    painting = _Painting(pages, lang)
    painting.mark_rows(marks)
    painting.mark_cells(marks)
    painting.comment()
    return Painted(painting.fill(opened), painting.uncommented)


class _Painting:
    def __init__(self, pages: Mapping[str, Worksheet], lang: Lang) -> None:
        self.pages = pages
        self.lang: Lang = lang
        self.colours: dict[str, dict[int, dict[int, str]]] = {title: {} for title in pages}
        """What each cell is filled with, by sheet, row and column."""
        self.notes: dict[tuple[str, int, int], list[str]] = {}
        """What is said of each cell, by sheet, row and column."""
        self.uncommented = False
        self.anchors = {title: _anchors(page) for title, page in pages.items()}

    def mark_rows(self, marks: Marks) -> None:
        """Grey the rows that do not count, and say why."""
        left_out: Counter[tuple[str, str]] = Counter((marked.sheet, marked.fate) for marked in marks.rows)
        done: Counter[tuple[str, str]] = Counter()
        for marked in marks.rows:
            if marked.sheet not in self.pages:
                continue
            left, right = marked.columns
            self.colours[marked.sheet].setdefault(marked.row, {}).update(dict.fromkeys(range(left, right + 1), GREY))
            kind = (marked.sheet, marked.fate)
            if done[kind] < self._commented(left_out[kind]):
                why = ROW_STATUS_TEXTS[marked.fate].format(reporter=marks.reporter).text(self.lang)
                self._say(marked.sheet, marked.row, left, WORDS["comment_row"].text(self.lang).format(why=why))
            done[kind] += 1

    def mark_cells(self, marks: Marks) -> None:
        """Colour the cells with problems, and say what they are."""
        problems = [one for one in marks.problems if one.place.sheet in self.pages and one.place.cell]
        for level in reversed(_GRAVEST):
            for problem in (one for one in problems if one.level == level):
                rows, anchors = self.colours[problem.place.sheet], self.anchors[problem.place.sheet]
                for place in problem.places:
                    row, column = anchors.get((place.row, place.column), (place.row, place.column))
                    rows.setdefault(row, {})[column] = COLOURS[level]
        for problem in problems:
            remedy = WORDS["comment_remedy"].text(self.lang).format(remedy=problem.remedy.text(self.lang))
            for one in islice(problem.each(), self._commented(problem.count)):
                self._say(
                    one.place.sheet,
                    one.place.row,
                    one.place.column,
                    f"{marks.plain(one.message(self.lang), self.lang)}\n{remedy}",
                )

    def _commented(self, count: int) -> int:
        """Return how many of ``count`` equal comments are written."""
        self.uncommented = self.uncommented or count > MANY_CELLS
        return FIRST_COMMENTS if count > MANY_CELLS else count

    def _say(self, title: str, row: int, column: int, text: str) -> None:
        self.notes.setdefault((title, *self.anchors[title].get((row, column), (row, column))), []).append(text)

    def comment(self) -> None:
        """Write the comments."""
        self.uncommented = self.uncommented or len(self.notes) > MAX_COMMENTS
        for (title, row, column), texts in islice(self.notes.items(), MAX_COMMENTS):
            _comment(_cell(self.pages[title], row, column), texts, self.lang)

    def fill(self, opened: OpenedBook) -> dict[str, bytes]:
        """Fill the cells; return the rows that openpyxl does not have."""
        from openpyxl.cell.cell import Cell  # noqa: PLC0415 - loaded with the workbook

        fills = {colour: fill_of(colour) for colour in _OURS}
        for title, page in self.pages.items():
            if title not in opened.long:
                for row, colours in self.colours[title].items():
                    for column, colour in colours.items():
                        _cell(page, row, column).fill = fills[colour]
        book: Any = opened.book
        styles = book._cell_styles  # noqa: SLF001 - the library's own list, by the numbers of the file

        def style_of(number: int, colour: str) -> int:
            cell = Cell(book.worksheets[0], row=1, column=1, style_array=styles[number])
            cell.fill = fills[colour]
            return cell.style_id

        return {title: sheet.coloured(self.colours[title], style_of) for title, sheet in opened.long.items()}


def _cell(page: Any, row: int, column: int) -> Any:  # noqa: ANN401 - openpyxl's own
    """Return a cell; one that was not there is as its column says: in a protected sheet it can be filled in if that can be."""
    is_new = (row, column) not in page._cells  # noqa: SLF001 - asking in another way makes it
    cell = page.cell(row, column)
    of_column = next(
        (one for one in page.column_dimensions.values() if is_new and (one.min or 0) <= column <= (one.max or 0)), None
    )
    if of_column is not None:
        cell._style = copy(of_column._style)  # noqa: SLF001 - the library copies it so itself
    return cell


def fill_of(colour: str) -> Any:  # noqa: ANN401 - openpyxl's own
    """Return a plain fill of one colour, as AARRGGBB."""
    from openpyxl.styles import PatternFill  # noqa: PLC0415 - loaded with the workbook

    return PatternFill("solid", fgColor=colour)


def _clean(page: Worksheet) -> None:
    """Take off the colours and comments of an earlier marking."""
    from openpyxl.styles import PatternFill  # noqa: PLC0415

    for row in page.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment = None
            if cell.has_style and cell.fill.fgColor.rgb in _OURS:
                cell.fill = PatternFill()


def _anchors(page: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the cell that shows at each place of merged cells: the first of them."""
    return {place: (one.min_row, one.min_col) for one in page.merged_cells.ranges for place in one.cells}


def _comment(cell: Any, texts: list[str], lang: Lang) -> None:  # noqa: ANN401 - openpyxl's own
    from openpyxl.comments import Comment  # noqa: PLC0415

    lines = list(dict.fromkeys(texts))
    if cell.comment is not None:
        lines.append(WORDS["earlier"].text(lang).format(text=cell.comment.text))
    text = "\n".join(lines)
    tall = sum(-(-max(1, display_width(line)) // _CHARACTERS) for line in text.splitlines())
    cell.comment = Comment(text, AUTHOR, height=_LINE * (tall + 1), width=_BOX)
