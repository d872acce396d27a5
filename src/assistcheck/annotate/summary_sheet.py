"""The first sheet of a marked workbook: what was found, where, and what became of the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from copy import copy
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from assistcheck.annotate.losses import Loss
from assistcheck.annotate.marks import MarkedRow, Marks, runs_of
from assistcheck.annotate.messages import COLOURS, GREY, LEVELS, WORDS
from assistcheck.annotate.styles import FIRST_COMMENTS, MANY_CELLS, MAX_COMMENTS, fill_of
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.location import column_letters
from assistcheck.problems import Problem
from assistcheck.reports.common.escaping import visible
from assistcheck.reports.tabular.model import display_width
from assistcheck.submission.parsed import RESULT_SHEET
from assistcheck.submission.row_status import ROW_STATUS_TEXTS, ROW_STATUSES

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_LISTED = 10_000
"""Lines of problems, and of rows, that are listed; a sheet in Excel can have 65,530 links."""
MAX_RANGES = 20
"""Ranges of cells that are named in one line."""
_WIDTHS = (15, 13, 9, 18, 22, 27, 30)
"""In narrow characters: together as wide as A4 across holds them in letters of 10 points."""
_FONT = "微软雅黑"
_MARGIN, _EDGE = 0.25, 0.5
"""Inches beside the print, and above and below it."""
_PAGE = 595 - 2 * 72 * _EDGE
"""Points from top to bottom of the print on A4 across."""
_KEPT = 110
"""Points that the first lines of a section take."""
_LONGEST = 32_000
_LINE = 15.5
_BLUE, _DARK = "FF0563C1", "FF1F4E78"


def write_cover(book: Workbook, marks: Marks, losses: Sequence[Loss], lang: Lang, *, uncommented: bool) -> None:
    """Put the first sheet before the others, and open the workbook on it; one of an earlier marking is replaced."""
    for title in RESULT_SHEET:
        if title in book.sheetnames and is_ours(book[title]):
            del book[title]
    page = book.create_sheet(RESULT_SHEET.text(lang), 0)
    for other in book.worksheets:
        other.sheet_view.tabSelected = False
    page.sheet_view.tabSelected = True
    book.active = 0
    _Cover(book, page, marks, lang).write(losses, uncommented=uncommented)


def write_list(book: Workbook, marks: Marks, lang: Lang, why: LocalizedText) -> None:
    """Put the first sheet before the others of a workbook that stands for one that cannot be marked, for the reason ``why``."""
    page = book.create_sheet(RESULT_SHEET.text(lang), 0)
    _Cover(book, page, marks, lang).write((), why=why)


def is_ours(page: Worksheet) -> bool:
    """Whether a sheet is the first sheet of an earlier marking."""
    return page["A1"].value in tuple(WORDS["title"])


class _Cover:
    def __init__(self, book: Workbook, page: Worksheet, marks: Marks, lang: Lang) -> None:
        from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415 - loaded with the workbook

        self.page = page
        self.titles_there = frozenset(book.sheetnames)
        self.marks = marks
        self.lang: Lang = lang
        self.row = 1
        self.styles: dict[tuple[tuple[str, int], ...], Any] = {}
        """What a cell of each look was given, by the looks."""
        side = Side("thin", color="FFBFBFBF")
        self.edge = Border(left=side, right=side, top=side, bottom=side)
        self.wrap = Alignment(wrap_text=True, vertical="center")
        self.centre = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self.plain = Font(name=_FONT, size=10)
        self.fills = {colour: fill_of(colour) for colour in (*COLOURS.values(), GREY, _DARK)}
        self.bold = Font(name=_FONT, size=10, bold=True)
        self.white = Font(name=_FONT, size=10, bold=True, color="FFFFFFFF")
        self.blue = Font(name=_FONT, size=10, color=_BLUE, underline="single")
        self.titles = {level: Font(name=_FONT, bold=True, size=size, color=_DARK) for level, size in ((1, 16), (2, 12))}

    def say(self, key: str, **values: object) -> str:
        return WORDS[key].text(self.lang).format(**values)

    def write(self, losses: Sequence[Loss], *, uncommented: bool = False, why: LocalizedText | None = None) -> None:
        """Write the sheet from top to bottom; ``why``: the sheets that it speaks of are not in this workbook."""
        for column, width in enumerate(_WIDTHS, 1):
            self.page.column_dimensions[column_letters(column)].width = width
        self._heading(why)
        if why is None:
            self._legend()
        self._losses(losses)
        if uncommented:
            numbers = {"many": MANY_CELLS, "first": FIRST_COMMENTS, "most": MAX_COMMENTS}
            self.across(self.say("uncommented", **{name: f"{number:,}" for name, number in numbers.items()}))
        self._problems(self.marks.problems)
        self._rows(self.marks.rows)
        self._accounts()
        self._print()

    def _print(self) -> None:
        """Let the sheet be printed on A4, as wide as the page."""
        from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - loaded with the workbook

        self.page.sheet_view.showGridLines = False
        self.page.page_setup.orientation = "landscape"
        self.page.page_setup.paperSize = 9
        self.page.page_setup.fitToHeight = 0
        margins = self.page.page_margins
        margins.left = margins.right = _MARGIN
        margins.top = margins.bottom = _EDGE
        self.page.sheet_format.defaultRowHeight = _LINE
        self.page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.page.sheet_properties.tabColor = "FFC00000"

    def put(self, column: int, value: str | int, **looks: Any) -> Any:  # noqa: ANN401 - openpyxl's own
        """Write a text as a text, whatever it looks like, or a number."""
        cell: Any = self.page.cell(self.row, column)
        cell.value = visible(value)[:_LONGEST] if isinstance(value, str) else value
        if isinstance(value, str):
            cell.data_type = "s"
        key = tuple(sorted((name, id(look)) for name, look in looks.items()))
        if key in self.styles:
            cell._style = copy(self.styles[key])  # noqa: SLF001 - the library's own way to share a style, ten times as fast
        else:
            for name, look in {"font": self.plain, **looks}.items():
                setattr(cell, name, look)
            self.styles[key] = cell._style  # noqa: SLF001
        return cell

    def across(self, text: str, **looks: Any) -> None:  # noqa: ANN401
        """Write a text over the whole width, and go on to the next row."""
        self.put(1, text, alignment=self.wrap, **looks)
        self.page.merge_cells(start_row=self.row, start_column=1, end_row=self.row, end_column=len(_WIDTHS))
        lines = -(-display_width(text) // sum(_WIDTHS))
        self.page.row_dimensions[self.row].height = _LINE * max(1, lines) + 3
        self.row += 1

    def section(self, text: str) -> None:
        """Begin a section, on the next page where too little room is left for its first lines."""
        if (room := self._room()) < _KEPT:
            self.page.row_dimensions[self.row].height = max(_LINE, room)
        self.row += 1
        self.put(1, text, font=self.titles[2])
        self.row += 1

    def _room(self) -> float:
        """Return how many points the printed page has left below what was written."""
        used = 0.0
        for row in range(1, self.row):
            known = self.page.row_dimensions.get(row)
            height = known.height if known and known.height else _LINE
            used = height if used + height > _PAGE else used + height
        return _PAGE - used

    def headers(self, titles: Sequence[str]) -> None:
        """Write the headers of a table."""
        for column, title in enumerate(titles, 1):
            self.put(column, title, font=self.white, fill=self.fills[_DARK], border=self.edge, alignment=self.centre)
        self._tall(titles, _WIDTHS[: len(titles)])
        self.row += 1

    def _heading(self, why: LocalizedText | None) -> None:
        marks, account = self.marks, self.marks.account
        self.put(1, self.say("title"), font=self.titles[1])
        self.page.row_dimensions[1].height = 26
        self.row += 1
        self.across(self.say("of", path=PurePath(account.path).name, reporter=account.reporter or "").strip())
        counts = {level: sum(one.count for one in marks.problems if one.level == level) for level in LEVELS}
        if not marks.left_out and not counts["error"] and not counts["warning"]:
            self.across(self.say("nothing"), font=self.bold)
        else:
            words = {"errors": counts["error"], "warnings": counts["warning"], "notes": counts["note"]}
            self.across(self.say("found", rows=marks.left_out, **words), font=self.bold)
            file = PurePath(account.path).name
            self.across(self.say("how", file=file) if why is None else self.say("how_list", file=file, why=why.text(self.lang)))

    def _legend(self) -> None:
        self.section(self.say("legend"))
        shown = [*((COLOURS[level], word.text(self.lang)) for level, word in LEVELS.items()), (GREY, self.say("grey"))]
        for column, (colour, word) in enumerate(shown, 1):
            self.put(column, word, fill=self.fills[colour], border=self.edge, alignment=self.centre)
        self.page.row_dimensions[self.row].height = _LINE * 2
        self.row += 1

    def _losses(self, losses: Sequence[Loss]) -> None:
        notes = [self.say("lost_item", what=loss.what.text(self.lang), n=loss.number) for loss in losses]
        if notes:
            self.section(self.say("lost"))
            for note in notes:
                self.across(note)

    def _accounts(self) -> None:
        self.section(self.say("accounts"))
        self.headers([self.say(key) for key in ("sheet", "read", "counted", "others")])
        self.page.merge_cells(start_row=self.row - 1, start_column=4, end_row=self.row - 1, end_column=len(_WIDTHS))
        for sheet in self.marks.account.sheets:
            self._link(1, sheet.title, sheet.title, "A1")
            for column, fate in enumerate(("read", "counted"), 2):
                self.put(column, sheet.rows[fate], border=self.edge, alignment=self.centre)
            others = [f"{self.say(fate)} {sheet.rows[fate]}" for fate in ROW_STATUSES if fate != "counted" and sheet.rows[fate]]
            self._text(4, ("，" if self.lang == "zh" else ", ").join(others))
            self.page.merge_cells(start_row=self.row, start_column=4, end_row=self.row, end_column=len(_WIDTHS))
            self.row += 1

    def _problems(self, problems: Sequence[Problem]) -> None:
        self.section(self.say("problems", n=sum(problem.count for problem in problems)))
        if not problems:
            self.across(self.say("nothing"))
            return
        self.headers([self.say(key) for key in ("sheet", "place", "level", "seen", "what", "expected", "remedy")])
        for problem in sorted(problems, key=lambda one: list(LEVELS).index(one.level))[:MAX_LISTED]:
            place, where = problem.place, self._where(problem)
            self._text(1, place.sheet)
            self._link(2, where, place.sheet, next(iter(problem.cells), "A1"))
            word = LEVELS[problem.level].text(self.lang)
            self.put(3, word, fill=self.fills[COLOURS[problem.level]], border=self.edge, alignment=self.centre)
            texts = (
                self.marks.plain(self._seen(problem), self.lang),
                problem.title.text(self.lang),
                self.marks.plain(problem.expected.text(self.lang), self.lang),
                problem.remedy.text(self.lang),
            )
            for column, text in enumerate(texts, 4):
                self._text(column, text)
            self._tall((where, *texts), (_WIDTHS[1], *_WIDTHS[3:]))
            self.row += 1
        self._cut(len(problems))

    def _where(self, problem: Problem) -> str:
        """Return the first ranges of cells with a problem, and how many cells they are if there are several."""
        if not problem.cells:
            return self.say("whole_sheet" if problem.place.sheet else "whole_file")
        named = self._list(problem.cells[:MAX_RANGES]) + (" …" if len(problem.cells) > MAX_RANGES else "")
        return self.say("cells", cells=named, n=f"{problem.count:,}") if problem.count > 1 else named

    def _seen(self, problem: Problem) -> str:
        """Return the first texts that stand in the cells of a problem."""
        texts, more = problem.first_texts()
        return self._list(texts) + (" …" if more else "")

    def _list(self, texts: Sequence[str]) -> str:
        return ("、" if self.lang == "zh" else ", ").join(texts)

    def _rows(self, rows: Sequence[MarkedRow]) -> None:
        unused = self._unused_sheets(rows)
        if not rows and not unused:
            return
        self.section(self.say("rows", n=len(rows) + sum(unused.values())))
        self.headers([self.say(key) for key in ("sheet", "place", "fate", "why")])
        runs = runs_of(rows)
        for first, last in runs[:MAX_LISTED]:
            self._text(1, first.sheet)
            where, cells = self.say("row", row=first.row), f"A{first.row}"
            if first != last:
                where = self.say("run", first=first.row, last=last.row, n=f"{last.row - first.row + 1:,}")
                cells = f"A{first.row}:A{last.row}"
            self._link(2, where, first.sheet, cells)
            self.put(3, self.say(first.fate), fill=self.fills[GREY], border=self.edge, alignment=self.centre)
            why = ROW_STATUS_TEXTS[first.fate].format(reporter=self.marks.reporter).text(self.lang)
            self._text(4, why)
            self._tall((where, why), (_WIDTHS[1], _WIDTHS[3]))
            self.row += 1
        self._cut(len(runs))
        for title, number in unused.items():
            where, why = self.say("whole_sheet_rows", n=f"{number:,}"), self.say("unused_sheet")
            self._text(1, title)
            self._link(2, where, title, "A1")
            self.put(3, self.say("rejected"), fill=self.fills[GREY], border=self.edge, alignment=self.centre)
            self._text(4, why)
            self._tall((where, why), (_WIDTHS[1], _WIDTHS[3]))
            self.row += 1

    def _unused_sheets(self, rows: Sequence[MarkedRow]) -> dict[str, int]:
        """Return how many rows of each sheet were rejected with the sheet, which no line of its own tells of."""
        listed = Counter(row.sheet for row in rows if row.fate == "rejected")
        found = {sheet.title: sheet.rows["rejected"] - listed[sheet.title] for sheet in self.marks.account.sheets}
        return {title: number for title, number in found.items() if number > 0}

    def _cut(self, number: int) -> None:
        if number > MAX_LISTED:
            self.across(self.say("cut", n=f"{number - MAX_LISTED:,}"))

    def _text(self, column: int, text: str) -> None:
        self.put(column, text, border=self.edge, alignment=self.wrap)

    def _link(self, column: int, text: str, sheet: str, cell: str) -> None:
        """Write a link to a cell of a sheet; a plain text where there is no such sheet."""
        from openpyxl.utils import quote_sheetname  # noqa: PLC0415 - loaded with the workbook
        from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: PLC0415

        leads = sheet in self.titles_there
        font = self.blue if leads else self.plain
        written = self.put(column, text, border=self.edge, alignment=self.wrap, font=font)
        if leads:
            written.hyperlink = Hyperlink(ref=written.coordinate, location=f"{quote_sheetname(sheet)}!{cell}")

    def _tall(self, texts: Sequence[str], widths: Sequence[int]) -> None:
        """Make the row high enough for its longest text."""
        lines = max(-(-display_width(text) // (width - 2)) for text, width in zip(texts, widths, strict=True))
        self.page.row_dimensions[self.row].height = _LINE * max(1, lines) + 3
