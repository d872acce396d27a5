"""Colours and comments in the submitter's own sheets; no value and no formula is touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from assistcheck.annotate.marks import Marks
from assistcheck.annotate.messages import AUTHOR, COLOURS, GREY, WORDS
from assistcheck.i18n import Lang
from assistcheck.location import column_letters
from assistcheck.problem_codes import ProblemLevel
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.tabular.model import display_width
from assistcheck.submission.parsed import RESULT_SHEET
from assistcheck.submission.row_status import ROW_STATUS_TEXTS

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_COMMENTS = 5_000
"""Cells that get a comment; with more of them a workbook opens slowly."""
_GRAVEST: tuple[ProblemLevel, ...] = ("error", "warning", "note")
_OURS = frozenset({*COLOURS.values(), GREY})
_BOX, _LINE, _CHARACTERS = 340, 19, 44


Noted = dict[tuple[str, int, int], list[str]]
"""What is said of each cell, by sheet, row and column."""


def paint(book: Workbook, marks: Marks, lang: Lang) -> None:
    """Fill what is at fault, grey the rows that do not count, and say why in comments; an earlier marking is taken off."""
    pages = {page.title: page for page in book.worksheets}
    if any(title in pages for title in RESULT_SHEET):
        for page in pages.values():
            _clean(page)
    notes: Noted = {}
    _grey_rows(pages, marks, notes, lang)
    _colour_cells(pages, marks.problems, notes, lang)
    for (title, row, column), texts in list(notes.items())[:MAX_COMMENTS]:
        _comment(pages[title].cell(row, column), texts, lang)


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


def _grey_rows(pages: Mapping[str, Worksheet], marks: Marks, notes: Noted, lang: Lang) -> None:
    fill = fill_of(GREY)
    for marked in marks.rows:
        page = pages.get(marked.sheet)
        if page is None:
            continue
        left, right = marked.columns
        for column in range(left, right + 1):
            page.cell(marked.row, column).fill = fill
        why = ROW_STATUS_TEXTS[marked.fate].format(reporter=marks.reporter).text(lang)
        first = anchor(page, marked.row, left)
        notes.setdefault((marked.sheet, *first), []).append(WORDS["comment_row"].text(lang).format(why=why))


def _colour_cells(pages: Mapping[str, Worksheet], problems: Iterable[Problem], notes: Noted, lang: Lang) -> None:
    gravest: dict[tuple[str, int, int], ProblemLevel] = {}
    for problem in problems:
        place = problem.place
        page = pages.get(place.sheet)
        if page is None or not (place.row and place.column):
            continue
        cell = (place.sheet, *anchor(page, place.row, place.column))
        gravest[cell] = min(gravest.get(cell, problem.level), problem.level, key=_GRAVEST.index)
        remedy = WORDS["comment_remedy"].text(lang).format(remedy=problem.remedy.text(lang))
        notes.setdefault(cell, []).append(f"{visible(problem.message(lang))}\n{remedy}")
    fills = {level: fill_of(colour) for level, colour in COLOURS.items()}
    for (title, row, column), level in gravest.items():
        pages[title].cell(row, column).fill = fills[level]


def anchor(page: Worksheet, row: int, column: int) -> tuple[int, int]:
    """Return the cell that shows at a place: of merged cells the first."""
    from openpyxl.cell.cell import MergedCell  # noqa: PLC0415

    if not isinstance(page.cell(row, column), MergedCell):
        return row, column
    address = f"{column_letters(column)}{row}"
    merged = next(one for one in page.merged_cells.ranges if address in one)
    return merged.min_row, merged.min_col


def _comment(cell: Any, texts: list[str], lang: Lang) -> None:  # noqa: ANN401 - openpyxl's own
    from openpyxl.comments import Comment  # noqa: PLC0415

    lines = list(dict.fromkeys(texts))
    if cell.comment is not None:
        lines.append(WORDS["earlier"].text(lang).format(text=cell.comment.text))
    text = "\n".join(lines)
    tall = sum(-(-max(1, display_width(line)) // _CHARACTERS) for line in text.splitlines())
    cell.comment = Comment(text, AUTHOR, height=_LINE * (tall + 1), width=_BOX)
