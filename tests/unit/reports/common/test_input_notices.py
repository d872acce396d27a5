"""What stands at the head of every report, remedies said once, and how short the terminal report is."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import openpyxl
import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.audit.request import Request
from assistcheck.problem_codes import CODES
from assistcheck.reports.common.input_notices import head_lines, head_problems
from assistcheck.reports.shortfalls.grouping import lists_of
from assistcheck.reports.shortfalls.markdown import to_md
from builders.support import OTHER, TEAM, YEAR_END, Grid, book, declaration, ledger, pack, rosters, submit

NEWS = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}


@cache
def report() -> Report:
    """Return the audit of one team's workbooks, another team having sent nothing, and of one by a name that is none."""
    good = [{**NEWS, "title": "一"}, {**NEWS, "title": "二", "date": "2022.1"}, {**NEWS, "title": "三", "date": "2022.2"}]
    sheets: dict[str, Grid] = {**declaration(TEAM, template="0"), **ledger("media_reports", *good), **ledger("highlights")}
    strange = {**declaration("青禾镇团"), **ledger("briefings")}
    files = {"a.xlsx": book(sheets), "b.xlsx": book(strange)}
    return api.audit(pack(), submit(files, roster=book(rosters())), Request(YEAR_END))


def text(format_name: str, **how: bool) -> str:
    return str(api.render(report(), format_name, api.View(**how)))


def test_heads_are_who_has_not_sent_and_what_workbooks_say_of_themselves() -> None:
    assert OTHER in report().absent
    codes = [problem.code for problem in head_problems(report())]
    assert set(codes) >= {"old-template", "unknown-name"}
    assert "bad-date" not in codes
    first = next(head_lines(report(), "zh"))
    assert first.text.startswith("尚未报送的组团")
    assert OTHER in first.text


def test_the_heads_stand_above_the_conclusion_of_tables() -> None:
    shown = "".join(text("md").split())
    conclusion = shown.index("未达标")
    assert 0 < shown.index("尚未报送的组团") < conclusion
    assert 0 < shown.index("“青禾镇团”") < conclusion


def test_on_a_page_the_heads_stand_below_the_answers_which_name_who_has_not_sent() -> None:
    shown = text("html")
    verdict, who, actions, head = (
        shown.index(words) for words in ('class="verdict', "谁未报送<", "接下来做三件事", "“青禾镇团”")
    )
    assert verdict < who < actions < head
    assert OTHER in shown[who:actions]


def test_on_a_terminal_the_heads_stand_below_the_answers_and_above_the_faults_of_rows() -> None:
    shown = text("text")
    actions, head, rows = (shown.index(words) for words in ("接下来做三件事", "“青禾镇团”", "\n填报错误"))
    assert actions < head < rows
    assert shown.index("谁未报送：") < shown.index(OTHER, shown.index("谁未报送：")) < actions


def test_the_first_page_of_the_workbook_begins_with_the_heads() -> None:
    content = api.render(report(), "xlsx", api.View())
    assert isinstance(content, bytes)
    page = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    cells = [str(row[0].value) for row in page.iter_rows(max_row=8)]
    absent = next(number for number, cell in enumerate(cells) if cell.startswith("尚未报送的组团"))
    assert absent < cells.index("基本情况")


def remedies() -> dict[str, str]:
    """Return what is to be done about each kind of problem in the report."""
    return {problem.code: problem.remedy.zh for problem in report().problems}


@pytest.mark.parametrize("everything", [False, True])
def test_a_remedy_stands_once_for_each_code_on_the_terminal(everything: bool) -> None:  # noqa: FBT001
    shown = "".join(text("text", everything=everything).split())
    for code, remedy in remedies().items():
        assert code == "not-submitted" or shown.count("".join(remedy.split())) == 1, code


@pytest.mark.parametrize("format_name", ["md", "html"])
def test_a_remedy_stands_once_for_each_code_in_the_table_of_remedies(format_name: str) -> None:
    table = text(format_name).split("各类问题怎么改", 1)[1].split("逐处列出" if format_name == "html" else "## ")[0]
    for code, remedy in remedies().items():
        assert table.count(remedy) == 1, code


def test_equal_faults_of_a_sheet_are_listed_under_their_file_and_the_name_of_the_file_once() -> None:
    lines = text("text").splitlines()
    faults = lines[next(at for at, line in enumerate(lines) if line.startswith("填报错误")) :]
    faults = faults[: faults.index("")]
    assert sum("a.xlsx" in line for line in faults) == 1
    assert any("《媒体报道》 A3" in line for line in faults)


def test_only_sheets_with_rows_that_did_not_count_are_accounted_for_unless_all_is_asked_for() -> None:
    lines = text("text", everything=True).splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith("各表行数"))
    assert {line.split()[0] for line in lines[start + 2 :] if len(line.split()) == 10} > {
        *("媒体报道", "工作亮点", "组团名册", "合计")
    }
    assert "各表中未计入的行：《媒体报道》退回 2。" in text("text").splitlines()


def test_a_teams_list_begins_with_what_is_wrong_with_its_workbook_and_an_absent_ones_with_that() -> None:
    found = {one.name: one for one in lists_of(report(), "team", ".md").lists}
    own = "".join(to_md(found[TEAM], api.View()))
    assert 0 < own.index(CODES["old-template"].title.zh) < own.index("| 序号 |")
    other = "".join(to_md(found[OTHER], api.View()))
    assert 0 < other.index(f"尚未收到{OTHER}的填报表") < other.index("无法判定的事项")


def test_a_countys_list_names_the_teams_in_it_that_have_not_sent() -> None:
    one = next(one for one in lists_of(report(), "county", ".md").lists if one.name == "云岭区")
    assert f"尚未报送的组团 1 个：{OTHER}" in "".join(to_md(one, api.View()))
