"""The workbook that lists every file of a run: what must be corrected in it, by whom, and what goes back."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from assistcheck.i18n import EMPTY_TEXT, Lang
from assistcheck.i18n import listed as joined
from assistcheck.output_marker import OWN_MARK
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import link_to_file
from assistcheck.reports.common.item_phrases import day_words
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.common.phrases import where
from assistcheck.reports.common.subject_phrases import pack_words
from assistcheck.reports.common.xlsx_styles import Cells, options
from assistcheck.reports.corrections.kinds import kind_words, kinds_of
from assistcheck.reports.corrections.messages import said, times
from assistcheck.reports.corrections.model import Returned, Review
from assistcheck.reports.corrections.table import COLUMNS, merge_rows
from assistcheck.reports.tabular.model import Cell
from assistcheck.sanitize import visible

_A4 = 9
_HEADS = ("number", "who", "file", "errors", "warnings", "left_out", "what", "goes_back", "open", "remarks")
_WIDTHS = (5, 15, 16, 7, 7, 8, 39, 19, 5, 12)
"""In narrow characters: together as wide as A4 across holds them in letters of 10 points."""
_OPEN = _HEADS.index("open")
_NUMBERS = tuple(_HEADS.index(head) for head in ("errors", "warnings", "left_out"))
_KINDS, _PLACES = 8, 4
"""Kinds of faults that a row tells, and places of each."""
_MERGE_WIDTHS = (18, 20, 12, 8, 8, 8, 58, 30, 30, 12, 20)
_PRINTED = 7
"""Columns of the table for a mail merge that are printed, since no more of them fit on the paper."""
_COLOURS = ("#FFC7CE", "#FFEB9C", "#D9D9D9")
"""How errors, warnings and rows left out are filled where their number is not 0."""


def to_index(review: Review, letter: Letter, lang: Lang) -> bytes:
    """Return the index as a workbook: the list of files, and the table for a mail merge; the same review, the same bytes."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - only where a workbook is written

    out = io.BytesIO()
    with Workbook(out, options()) as book:
        day = datetime.combine(review.as_of, time())
        book.set_properties({"title": said("index", lang), "author": "assistcheck", "keywords": OWN_MARK, "created": day})
        _Index(book, review, lang).write()
        _write_table(Cells(book, lang), merge_rows(review, letter, lang))
    return out.getvalue()


class _Index(Cells):
    def __init__(self, book: Any, review: Review, lang: Lang) -> None:  # noqa: ANN401 - XlsxWriter's own
        super().__init__(book, lang)
        self.review = review
        self.page = book.add_worksheet(said("index", lang))
        self.row = 0

    def say(self, key: str, **values: object) -> str:
        return said(key, self.lang, **values)

    def write(self) -> None:
        """Write the sheet from top to bottom."""
        self._set_up()
        self._heading()
        self._files()
        self._absent()
        self._elsewhere()

    def _set_up(self) -> None:
        """Let it be printed on A4 across, as wide as the paper."""
        page, footer = self.page, visible(self.review.pack.manifest.title.text(self.lang)).replace("&", "&&")
        page.set_landscape()
        page.set_paper(_A4)
        page.set_margins(left=0.25, right=0.25, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        page.set_footer(f"&L{footer[:100]}&R&P / &N")
        for column, width in enumerate(_WIDTHS):
            page.set_column(column, column, width)

    def _across(self, text: str, look: str = "plain", **more: Any) -> None:  # noqa: ANN401
        """Write a text over the whole width, and go on to the next row."""
        self.page.merge_range(self.row, 0, self.row, len(_WIDTHS) - 1, "", self.look(look, **more))
        self.page.write_string(self.row, 0, text, self.look(look, **more))
        self.fit_row(self.page, self.row, [text], [sum(_WIDTHS)])
        self.row += 1

    def _heading(self) -> None:
        review = self.review
        self._across(self.say("index"), "title")
        self.page.set_row(0, 26)
        title = visible(review.pack.manifest.title.text(self.lang))
        self._across(f"{self.say('as_of', day=day_words(review.as_of).text(self.lang))}    {title}")
        sorts = review.sorts
        errors = times(review.errors, self.lang)
        numbers = {sort: sorts[sort] for sort in ("wrong", "doubtful", "unread", "fine")}
        look = "conclusion" if sorts["wrong"] or sorts["unread"] else "fine"
        self._across(self.say("conclusion", files=len(review.files), errors=errors, **numbers), look)
        self.row += 1

    def _files(self) -> None:
        first = self.row
        self.put_headers(self.page, first, [self.say(f"head_{head}") for head in _HEADS])
        self.page.set_row(first, 32)
        self.page.repeat_rows(first)
        self.page.freeze_panes(first + 1, 0)
        ordered = sorted(self.review.files, key=_pressing)
        for number, one in enumerate(ordered, 1):
            self.row += 1
            self._file(number, one)
        self.row += 1
        for column in range(len(_WIDTHS)):
            self.put(self.page, self.row, column, self.say("sum") if column == 1 else None)
        sums = [sum(numbers) for numbers in zip(*map(_numbers, self.review.files), strict=True)]
        for column, total in zip(_NUMBERS, sums, strict=True):
            self.put(self.page, self.row, column, total)
        self.row += 1

    def _file(self, number: int, one: Returned) -> None:
        reviewed, numbers = one.reviewed, _numbers(one)
        sent = "\n".join(name for name in (one.copy, one.message) if name) or self.say("nothing_sent")
        cells: list[Cell] = [
            number,
            reviewed.addressee(self.lang),
            reviewed.file,
            *numbers,
            self._what(one),
            sent,
            None,
            self._remarks(one),
        ]
        for column, cell in enumerate(cells):
            self.put(self.page, self.row, column, cell)
        for column, number_of, colour in zip(_NUMBERS, numbers, _COLOURS, strict=True):
            if number_of:
                self.put(self.page, self.row, column, number_of, bg_color=colour)
        if one.copy:
            target = f"external:{link_to_file(one.copy)}"
            self.page.write_url(self.row, _OPEN, target, self.look("link", align="center"), self.say("open"))
        self.fit_row(self.page, self.row, cells, _WIDTHS)

    def _what(self, one: Returned) -> str:
        """Return what has to be corrected, a line for each kind; what is only to be looked at, where that is all."""
        errors, warnings = kinds_of(one.reviewed.problems, "error"), kinds_of(one.reviewed.problems, "warning")
        kinds, head = (errors, "") if errors else (warnings, self.say("only_warnings"))
        lines = [kind_words(kind, self.lang, _PLACES) for kind in kinds[:_KINDS]]
        lines += [self.say("more_in_copy", n=len(kinds) - _KINDS)] if len(kinds) > _KINDS else []
        missing = one.reviewed.missing
        whole = [self.say("missing_sheets", sheets=joined(missing, self.lang))] if missing else []
        found = "\n".join([*whole, *([head + "\n".join(lines)] if lines else [])])
        return found or self.say("nothing")

    def _remarks(self, one: Returned) -> str:
        """Return why there is no marked copy, what it lacks, or what is to be done with a file that could not be read."""
        if one.sort == "unread":
            remedies = dict.fromkeys(problem.remedy.text(self.lang) for problem in one.reviewed.problems)
            return visible(joined(remedies, self.lang))
        if one.why != EMPTY_TEXT:
            return visible(one.why.text(self.lang))
        lacks = [what.text(self.lang) for what in one.lacks]
        return visible(self.say("lacks", what=joined(lacks, self.lang)) if lacks else self.say("whole" if one.copy else "fine"))

    def _absent(self) -> None:
        """Write who has sent nothing."""
        if self.review.absent:
            self.row += 1
            words = pack_words(self.review.pack, self.lang)
            self._across(self.say("absent", n=len(self.review.absent), **words), "section")
            self._across(joined(map(visible, self.review.absent), self.lang))
            if unknown := [one.reviewed.file for one in self.review.files if one.reviewed.is_nobodys]:
                self._across(self.say("unplaced", n=len(unknown), files=joined(unknown, self.lang), **words))

    def _elsewhere(self) -> None:
        """Write what is wrong outside the files, each with its remedy."""
        if not self.review.elsewhere:
            return
        self.row += 1
        self._across(self.say("elsewhere"), "section")
        for problem in self.review.elsewhere:
            self._across(self._problem(problem))

    def _problem(self, problem: Problem) -> str:
        place, stop = where(problem.place, self.lang), "。" if self.lang == "zh" else ". "
        text = visible(f"{place}{self.say('colon') if place else ''}{problem.message(self.lang)}")
        return f"{text}{stop}{problem.remedy.text(self.lang)}"


def _numbers(one: Returned) -> tuple[int, int, int]:
    """Return how many errors, warnings, and rows that do not count a file has."""
    counts = one.reviewed.counts
    return counts["error"], counts["warning"], one.reviewed.left_out


def _pressing(one: Returned) -> tuple[bool, int, int]:
    """Return how a file stands among others: those that were not read first, then those with most to correct."""
    counts = one.reviewed.counts
    return one.reviewed.status != "unreadable", -counts["error"], -counts["warning"]


def _write_table(cells: Cells, rows: Sequence[Sequence[str]]) -> None:
    """Write the table for a mail merge on a sheet of its own, with nothing above its header."""
    page = cells.book.add_worksheet(said("merge", cells.lang))
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.25, right=0.25)
    page.print_area(0, 0, max(1, len(rows)), _PRINTED - 1)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_row(0, 32)
    for column, width in enumerate(_MERGE_WIDTHS):
        page.set_column(column, column, width)
    cells.put_headers(page, 0, [said(column, cells.lang) for column in COLUMNS])
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            cells.put(page, number, column, text)
        cells.fit_row(page, number, row, _MERGE_WIDTHS)
    page.freeze_panes(1, 0)
