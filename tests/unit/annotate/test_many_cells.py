"""One problem in many cells: each is coloured, the first have comments, and the first sheet has one line with their ranges."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from assistcheck.annotate import Annotated, annotate, long_sheets, styles, summary_sheet
from assistcheck.annotate.marks import MarkedRow, runs_of
from assistcheck.annotate.messages import COLOURS, GREY
from assistcheck.i18n import Lang
from assistcheck.problems import Problem
from assistcheck.submission.row_status import RowStatus
from builders.support import TEAM, YEAR_END, book, ledger, rosters, submit

NEWS: dict[str, object] = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}
LINES = 8
"""Rows of the ledger; all but the first have a date that cannot be read."""
CONTENT = book(
    {
        **rosters(),
        **ledger("media_reports", *({**NEWS, "title": f"题{n}", **({"date": f"2022.{n}"} if n else {})} for n in range(LINES))),
    }
)


def told_once(problem: Problem, *ranges: tuple[int, int]) -> Problem:
    rows = [row for first, last in ranges for row in range(first, last + 1)]
    return replace(problem, rows=ranges, values=tuple(f"2022.{row - 2}" for row in rows))


def marked(*ranges: tuple[int, int], lang: Lang = "zh") -> Annotated:
    """Return the copy with the dates at fault as one problem, which stands in these rows."""
    submission = submit({"data.xlsx": CONTENT}, YEAR_END)
    others = [problem for problem in submission.problems if problem.code != "bad-date"]
    first = next(problem for problem in submission.problems if problem.code == "bad-date")
    changed = replace(submission, problems=[*others, told_once(first, *ranges)])
    return annotate(CONTENT, submission.inputs[0], changed, lang)


def opened(found: Annotated) -> Workbook:
    return load_workbook(io.BytesIO(found.content))


def fills(page: Any, column: int) -> list[str | None]:
    cells = [page.cell(row, column) for row in range(2, LINES + 2)]
    return [cell.fill.fgColor.rgb if cell.fill.fill_type else None for cell in cells]


def line_of(page: Any, text: str) -> list[Any]:
    return [cell.value for row in page.iter_rows() if any(cell.value == text for cell in row) for cell in row]


@pytest.fixture(params=[0, 1 << 20], ids=["long", "short"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let few cells count as many, in sheets that openpyxl gets and in those that it does not."""
    monkeypatch.setattr(long_sheets, "MIN_BYTES", request.param)

    def change(many: int, first: int, most: int = 5_000) -> None:
        monkeypatch.setattr(styles, "MANY_CELLS", many)
        monkeypatch.setattr(styles, "FIRST_COMMENTS", first)
        monkeypatch.setattr(styles, "MAX_COMMENTS", most)

    return change


def test_each_cell_of_one_problem_is_coloured_and_says_it(few: Callable[..., None]) -> None:
    few(100, 1)
    page = opened(marked((3, 5), (7, 9)))["媒体报道"]
    red = COLOURS["error"]
    assert fills(page, 1) == [None, red, red, red, GREY, red, red, red]
    assert [page.cell(row, 1).comment is not None for row in range(2, LINES + 2)] == [False, *[True] * 7]
    assert "日期无法识别：“2022.3”；应为" in page["A5"].comment.text


def test_each_cell_says_what_stands_in_it(few: Callable[..., None]) -> None:
    few(100, 1)
    page = opened(marked((3, 9)))["媒体报道"]
    assert all(f"“2022.{row - 2}”；" in page.cell(row, 1).comment.text for row in range(3, 10))


def test_of_as_many_cells_each_has_a_comment(few: Callable[..., None]) -> None:
    few(7, 2)
    written = opened(marked((3, 9)))
    assert sum(cell.comment is not None for cell in written["媒体报道"]["A"]) == 7
    assert not any("批注只加到" in str(cell.value) for cell in written.worksheets[0]["A"])


def test_of_one_more_only_the_first_have_and_the_first_sheet_says_so(few: Callable[..., None]) -> None:
    few(6, 2)
    written = opened(marked((3, 9)))
    page = written["媒体报道"]
    assert [cell.coordinate for cell in page["A"] if cell.comment] == ["A3", "A4"]
    assert fills(page, 1) == [None, *[COLOURS["error"]] * 7]
    assert any("批注只加到前" in str(cell.value) for cell in written.worksheets[0]["A"])


def test_there_are_no_more_comments_than_a_workbook_bears(few: Callable[..., None]) -> None:
    few(100, 1, 3)
    written = opened(marked((3, 9)))
    assert sum(cell.comment is not None for cell in written["媒体报道"]["A"]) == 3
    assert any("批注只加到前" in str(cell.value) for cell in written.worksheets[0]["A"])


def test_the_first_sheet_has_one_line_with_ranges_number_and_values() -> None:
    page = opened(marked((3, 5), (7, 9))).worksheets[0]
    line = line_of(page, "A3:A5、A7:A9（6 处）")
    assert line[2:4] == ["须改正", "2022.1、2022.2、2022.3 …"]
    assert any("须改正 6 处" in str(cell.value) for cell in page["A"])
    links = [cell.hyperlink.location for cell in page["B"] if cell.hyperlink]
    assert "'媒体报道'!A3:A5" in links


def test_the_first_sheet_in_english() -> None:
    assert line_of(opened(marked((3, 9), lang="en")).worksheets[0], "A3:A9 (7)")[3] == "2022.1, 2022.2, 2022.3 …"


def test_more_ranges_than_a_line_bears_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary_sheet, "MAX_RANGES", 2)
    assert line_of(opened(marked((3, 3), (5, 5), (7, 9))).worksheets[0], "A3、A5 …（5 处）")


def test_errors_are_counted_cell_by_cell() -> None:
    found = marked((3, 9))
    assert (found.rows, found.errors) == (7, 7)


def test_rows_that_fare_alike_are_one_line_with_a_link() -> None:
    page = opened(marked((3, 9))).worksheets[0]
    assert line_of(page, "第 3–9 行（7 行）")[2] == "退回"
    assert "'媒体报道'!A3:A9" in [cell.hyperlink.location for cell in page["B"] if cell.hyperlink]
    assert any(cell.value == "未计入的行（7 行）" for cell in page["A"])


def test_runs_end_where_a_row_is_missing_fares_otherwise_or_is_of_another_sheet() -> None:
    def row(sheet: str, number: int, fate: RowStatus) -> MarkedRow:
        return MarkedRow(sheet, number, (1, 2), fate)

    rows = [
        row("甲", 2, "rejected"),
        row("甲", 3, "rejected"),
        row("甲", 5, "rejected"),
        row("甲", 6, "future"),
        row("乙", 7, "future"),
    ]
    assert [(first.row, last.row) for first, last in runs_of(rows)] == [(2, 3), (5, 5), (6, 6), (7, 7)]


def test_lines_beyond_what_is_listed_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary_sheet, "MAX_LISTED", 1)
    content = book({**rosters(), **ledger("media_reports", *({**NEWS, "title": f"题{n}", "team": f"无{n}"} for n in range(4)))})
    submission = submit({"data.xlsx": content}, YEAR_END)
    (account,) = submission.inputs
    page = opened(annotate(content, account, submission, "zh")).worksheets[0]
    number = sum(problem.place.path == account.path for problem in submission.problems) - 1
    assert number > 1
    assert any(cell.value == f"…… 另有 {number} 项未列出" for cell in page["A"])
