"""Messes that only an .xlsx file knows: merges, formulas, formats, hidden things, and all that is no cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from builders.random_years import ROSTER_TITLES, Sheets
from builders.support import book, patched
from robustness.messy.baseline import DECLARATION, Dressing, columns_of

Pages = dict[str, Worksheet]
HIDDEN = frozenset({"hidden-content"})
UNKNOWN = frozenset({"unknown-column"})


def _tables(sheets: Sheets) -> list[str]:
    return [title for title in sheets if title != DECLARATION]


# --- with the writer ----------------------------------------------------------------------------


def _cells(sheets: Sheets, rewrite: Callable[[Workbook, Worksheet, int, int, Any, str], None]) -> bytes:
    """Write the year, then write every cell of its rows again by ``rewrite`` (line, column, value, kind)."""

    def again(made: Workbook, pages: Pages) -> None:
        for title in _tables(sheets):
            kinds = [column.kind for column in columns_of(title)]
            for line, row in enumerate(sheets[title][1:], 1):
                for at, (value, kind) in enumerate(zip(row, kinds, strict=True)):
                    if value is not None:
                        rewrite(made, pages[title], line, at, value, kind)

    return book(sheets, again)


def _formulas(sheets: Sheets) -> bytes:
    """Put formulas with their stored results for amounts, texts, days and yes or no; the workbook was calculated."""
    formats: dict[int, Any] = {}

    def rewrite(made: Workbook, page: Worksheet, line: int, at: int, value: Any, kind: str) -> None:
        look = formats.setdefault(id(made), made.add_format({"num_format": "yyyy/m/d"}))
        if isinstance(value, date):
            page.write_formula(line, at, f"=DATE({value.year},{value.month},{value.day})", look, _serial(value))
        elif kind in {"amount", "whole", "percent"}:
            page.write_formula(line, at, f"=SUM({value},0)", None, float(Decimal(str(value))))
        elif kind != "year":
            page.write_formula(line, at, f'=T("{value}")', None, str(value))

    return patched(_cells(sheets, rewrite), "xl/workbook.xml", lambda xml: xml.replace(b' fullCalcOnLoad="1"', b""))


def _serial(day: date) -> int:
    return (day - date(1899, 12, 30)).days


def _percent_formats(sheets: Sheets) -> bytes:
    """Store 9.5 % as 0.095 in the format of a percentage, as typing 9.5% does."""

    def rewrite(made: Workbook, page: Worksheet, line: int, at: int, value: Any, kind: str) -> None:
        if kind == "percent":
            page.write_number(line, at, float(Decimal(str(value)) / 100), made.add_format({"num_format": "0.00%"}))

    return _cells(sheets, rewrite)


def _day_formats(sheets: Sheets) -> bytes:
    """Show days in the built-in Chinese formats, which have only a number, and in others."""
    looks: tuple[object, ...] = (14, 27, 31, 57, "yyyy年m月d日;@", "mmm-yy", "[$-F800]dddd, mmmm dd, yyyy", "m/d")

    def rewrite(made: Workbook, page: Worksheet, line: int, at: int, value: Any, kind: str) -> None:
        if kind == "date":
            page.write_datetime(line, at, value, made.add_format({"num_format": looks[line % len(looks)]}))

    return _cells(sheets, rewrite)


def _moments(sheets: Sheets) -> bytes:
    def rewrite(made: Workbook, page: Worksheet, line: int, at: int, value: Any, kind: str) -> None:
        if kind == "date":
            moment = datetime(value.year, value.month, value.day, 23, 59, 59)  # noqa: DTZ001 - cells know no zones
            page.write_datetime(line, at, moment, made.add_format({"num_format": "yyyy-mm-dd hh:mm"}))

    return _cells(sheets, rewrite)


def _links(sheets: Sheets) -> bytes:
    def rewrite(_: Workbook, page: Worksheet, line: int, at: int, value: Any, kind: str) -> None:
        if kind in {"text", "name"}:
            page.write_url(line, at, f"https://example.org/{line}", None, str(value), "点此查看")

    return _cells(sheets, rewrite)


def _rich_text(sheets: Sheets) -> bytes:
    def rewrite(made: Workbook, page: Worksheet, line: int, at: int, value: Any, kind: str) -> None:
        if kind in {"text", "name", "choice"} and len(str(value)) > 1:
            red = made.add_format({"font_color": "red", "bold": True})
            page.write_rich_string(line, at, red, str(value)[0], str(value)[1:])

    return _cells(sheets, rewrite)


def _merged(sheets: Sheets) -> bytes:
    """Merge equal neighbours in every column but the first, after sorting: rows merged whole would be one."""
    ordered: Sheets = {}
    for title, (header, *rows) in sheets.items():
        keep = title in ROSTER_TITLES or title == DECLARATION
        ordered[title] = [header, *(rows if keep else sorted(rows, key=lambda row: [str(cell) for cell in row[1:3]]))]

    def merge(made: Workbook, pages: Pages) -> None:
        look, day = made.add_format({"valign": "vcenter"}), made.add_format({"num_format": "yyyy-mm-dd"})
        for title in _tables(ordered):
            for at, column in list(enumerate(columns_of(title)))[1:]:
                if column.kind in {"text", "name", "choice", "choices", "date", "year", "quarter"}:
                    _merge_runs(pages[title], at, [row[at] for row in ordered[title]], day if column.kind == "date" else look)

    return book(ordered, merge)


def _merge_runs(page: Worksheet, at: int, values: list[object], look: Any) -> None:
    line = 0
    for value, run in groupby(values):
        height = len(list(run))
        if height > 1 and value is not None and line:
            page.merge_range(line, at, line + height - 1, at, value, look)
        line += height


def _merged_headers(sheets: Sheets) -> bytes:
    """Merge a title over the table and each header down two lines, but for units, which stand in the second."""
    taller: Sheets = {}
    for title, grid in sheets.items():
        header, *rows = grid
        taller[title] = grid if title == DECLARATION else [["台账"], header, [None] * len(header), *rows]

    def merge(made: Workbook, pages: Pages) -> None:
        look = made.add_format({"align": "center", "text_wrap": True})
        for title in _tables(sheets):
            page, header = pages[title], sheets[title][0]
            page.merge_range(0, 0, 0, len(header) - 1, f"{title}\n2022年度", look)
            for at, text in enumerate(map(str, header)):
                if text.endswith("(元)"):
                    page.write_string(1, at, text[:-3], look)
                    page.write_string(2, at, "（元）", look)
                else:
                    page.merge_range(1, at, 2, at, text, look)

    return book(taller, merge)


def _merged_titles_inside(sheets: Sheets) -> bytes:
    """Put a title over the whole width in the middle of each table."""
    longer: Sheets = {}
    for title, grid in sheets.items():
        half = len(grid) // 2
        longer[title] = grid if title == DECLARATION else [*grid[:half], [], *grid[half:]]

    def merge(made: Workbook, pages: Pages) -> None:
        look = made.add_format({"align": "center"})
        for title in _tables(sheets):
            half, width = len(sheets[title]) // 2, len(sheets[title][0])
            pages[title].merge_range(half, 0, half, width - 1, "以下为第二批", look)

    return book(longer, merge)


def _grouped_headers(sheets: Sheets) -> bytes:
    """Put a merged line of groups above the headers: 基本情况 over the first columns, 明细 over the rest."""
    taller: Sheets = {title: grid if title == DECLARATION else [[], *grid] for title, grid in sheets.items()}

    def merge(made: Workbook, pages: Pages) -> None:
        look = made.add_format({"align": "center"})
        for title in _tables(sheets):
            pages[title].merge_range(0, 0, 0, 1, "基本情况", look)
            if (last := len(sheets[title][0]) - 1) > 2:
                pages[title].merge_range(0, 2, 0, last, "明细", look)

    return book(taller, merge)


def _hidden_rows_and_columns(sheets: Sheets) -> bytes:
    def hide(_: Workbook, pages: Pages) -> None:
        for title in _tables(sheets):
            page = pages[title]
            page.autofilter(0, 0, len(sheets[title]) - 1, 1)
            for line in range(1, len(sheets[title]), 3):
                page.set_row(line, None, None, {"hidden": True})
            page.set_column(1, 1, None, None, {"hidden": True})
            page.set_row(2, None, None, {"level": 1, "collapsed": True})

    return book(sheets, hide)


def _hidden_sheets(sheets: Sheets) -> bytes:
    def hide(_: Workbook, pages: Pages) -> None:
        first, *others = pages.values()
        first.activate()
        for number, page in enumerate(others):
            (page.hide if number % 2 else page.very_hidden)()

    return book(sheets, hide)


def _decorated(sheets: Sheets) -> bytes:
    """Add everything that is no cell: comments, lists, conditional formats, panes, charts, names, pictures of shapes."""

    def decorate(made: Workbook, pages: Pages) -> None:
        red = made.add_format({"bg_color": "#FFC7CE"})
        for title in _tables(sheets):
            page, rows = pages[title], len(sheets[title])
            page.write_comment(1, 0, "请核对：#REF! =SUM(A1)")
            page.data_validation(1, 0, rows, 0, {"validate": "list", "source": ["是", "否"], "error_type": "warning"})
            page.conditional_format(0, 0, rows, 3, {"type": "duplicate", "format": red})
            page.freeze_panes(1, 1)
            page.insert_textbox(rows + 2, 0, "合计 100")
            page.set_header("&C台账")
            page.protect("", {"sort": True})
            made.define_name(f"'{title}'!区域", f"='{title}'!$A$1:$C$9")
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "='募集资金'!$F$2:$F$5"})
        made.add_chartsheet("图表").set_chart(chart)

    return book(sheets, decorate)


def _styled_blanks(sheets: Sheets) -> bytes:
    """Draw borders far beyond the rows: cells that have a format and nothing else."""

    def draw(made: Workbook, pages: Pages) -> None:
        look = made.add_format({"border": 1})
        for title in _tables(sheets):
            height, width = len(sheets[title]), len(sheets[title][0])
            for line in range(height + 60):
                for at in range(width + 8):
                    if line >= height or at >= width:
                        pages[title].write_blank(line, at, None, look)

    return book(sheets, draw)


def _pictures(sheets: Sheets) -> bytes:
    """Hold pictures of evidence in cells, as WPS does: in a column of their own, and as 佐证材料."""

    def picture(page: Worksheet, line: int, at: int) -> None:
        page.write_formula(line, at, '=_xlfn.DISPIMG("ID_0A1B",1)', None, '=DISPIMG("ID_0A1B",1)')

    def add(_: Workbook, pages: Pages) -> None:
        for title in _tables(sheets):
            header, *rows = sheets[title]
            pages[title].write_string(0, len(header), "现场照片")
            for line, row in enumerate(rows, 1):
                picture(pages[title], line, len(header))
                if header[-1] == "佐证材料" and row[-1] is not None:
                    picture(pages[title], line, len(header) - 1)

    return book(sheets, add)


def _tables_of_the_program(sheets: Sheets) -> bytes:
    """Make each sheet a table of the program, with a row of totals."""

    def add(_: Workbook, pages: Pages) -> None:
        for title in _tables(sheets):
            header, *rows = sheets[title]
            columns: list[dict[str, object]] = [{"header": str(text)} for text in header]
            columns[0]["total_string"] = "合计"
            options = {"columns": columns, "total_row": True, "style": "Table Style Light 11"}
            pages[title].add_table(0, 0, len(rows) + 1, len(header) - 1, options)

    return book(sheets, add)


# --- with other programs ------------------------------------------------------------------------


def _saved_by_openpyxl(sheets: Sheets) -> bytes:
    out = io.BytesIO()
    loaded = openpyxl.load_workbook(io.BytesIO(book(sheets)))
    for page in loaded:
        page["A1"].comment = Comment("批注", "某某")
    loaded.save(out)
    return out.getvalue()


def _as_numbers_of_texts(sheets: Sheets) -> bytes:
    """Store every number as a text with a green corner."""

    def rewrite(_: Workbook, page: Worksheet, line: int, at: int, value: Any, kind: str) -> None:
        if kind in {"amount", "whole", "percent", "year"}:
            page.write_string(line, at, f"{Decimal(str(value)):f}")

    return _cells(sheets, rewrite)


DRESSINGS: tuple[Dressing, ...] = (
    Dressing("formulas with stored results", _formulas),
    Dressing("percentages as formatted", _percent_formats),
    Dressing("days in many number formats", _day_formats),
    Dressing("days with a time of day", _moments),
    Dressing("hyperlinks", _links),
    Dressing("rich text", _rich_text),
    Dressing("merged cells", _merged),
    Dressing("headers merged down two lines", _merged_headers),
    Dressing("headers under merged groups", _grouped_headers),
    Dressing("merged titles inside", _merged_titles_inside),
    Dressing("hidden and filtered rows, hidden columns", _hidden_rows_and_columns, HIDDEN),
    Dressing("hidden sheets", _hidden_sheets, HIDDEN),
    Dressing("comments, lists, panes, charts, names", _decorated),
    Dressing("styled empty cells around", _styled_blanks),
    Dressing("tables of the program", _tables_of_the_program),
    Dressing("pictures in cells", _pictures, UNKNOWN | {"picture-cell"}),
    Dressing("saved by another program", _saved_by_openpyxl),
    Dressing("numbers stored as text", _as_numbers_of_texts, frozenset({"suspicious-amount"})),
    Dressing("the date system of 1904", lambda sheets: book(sheets, date_1904=True)),
    Dressing("strings in the cells", lambda sheets: book(sheets, constant_memory=True)),
)
