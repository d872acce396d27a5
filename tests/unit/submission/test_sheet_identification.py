"""Sheets whose title is not the template's: read by title or header, asked about where two are one ledger, or left alone."""

from __future__ import annotations

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.ledgers.schema import Sheet
from assistcheck.submission.assemble import Submission
from builders.packs import LEDGERS
from builders.support import (
    TEAM,
    Grid,
    account,
    book,
    declaration,
    fates,
    headers,
    ledger,
    report_of,
    rosters,
    submit,
    submit_one,
)
from unit.submission.sending import DAY, report, statuses

BUYS = headers("purchases")
BUY = [DAY, TEAM, "其他", "采购", "米", "韶关", 50_000, "凭1"]
OTHER_BUY = [*BUY[:7], "凭2"]
MEDIA = ledger("media_reports", report())["媒体报道"]


def told(submission: Submission, *codes: str) -> list[tuple[str, str, str, str]]:
    """Return (code, level, sheet, expected) of the problems of these codes."""
    return [(p.code, p.level, p.place.sheet, p.expected.zh) for p in submission.problems if p.code in codes]


# --- what a title holds -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "ident"),
    [
        ("附件5消费帮扶", "purchases"),
        ("消费帮扶台账", "purchases"),
        ("消费帮扶-某镇", "purchases"),
        ("2.媒体报道（汇总表）", "media_reports"),
        ("募集资金 (2)", "donations"),
        ("募集资金 - 副本", "donations"),
        ("募集资金副本", "donations"),
        ("Copy of 募集资金", "donations"),
        ("Copy of Donations (2)", "donations"),
        ("民企结对表", "private_pairs"),
        ("2022单位名册", "units"),
        ("填报信息表", "submission"),
        ("培训计划", "trainings"),
        ("结对与民企结对", None),
        ("财政资金使用", None),
        ("募集资金与消费帮扶", None),
        ("单位名单", None),
        ("transvisits", None),
        ("Sheet1", None),
    ],
)
def test_a_title_holds_the_one_title_that_no_longer_one_covers(title: str, ident: str | None) -> None:
    held = LEDGERS.held_in(title)
    assert (held.id if held else None) == ident


# --- read by title or header --------------------------------------------------------------------


@pytest.mark.parametrize(
    "title", ["Sheet1", "附件5消费帮扶", "消费帮扶 (2)", "消费帮扶副本", "结对帮扶采购", "募集资金与消费帮扶", "purchases 2022"]
)
def test_a_sheet_of_another_name_is_read_with_a_note(title: str) -> None:
    submission = submit_one({title: [["2022年统计表"], BUYS, BUY]})
    assert fates(submission, "purchases") == ["counted"]
    assert told(submission, "sheet-by-header", "unknown-sheet") == [("sheet-by-header", "note", title, "消费帮扶")]
    assert account(submission, "purchases") == {"read": 2, "counted": 1, "skipped": 1}
    assert submission.complete


@pytest.mark.parametrize("sheet", LEDGERS.evidence, ids=lambda sheet: sheet.id)
def test_every_ledger_is_known_by_its_header_alone(sheet: Sheet) -> None:
    submission = submit_one({"Sheet1": ledger(sheet.id)[sheet.title]})
    assert told(submission, "sheet-by-header") == [("sheet-by-header", "note", "Sheet1", sheet.title)]


def test_a_header_in_two_lines_below_merged_titles_tells_the_ledger_too() -> None:
    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["Sheet1"].merge_range("A2:A3", "日期")
        pages["Sheet1"].merge_range("B2:B3", "组团")
        pages["Sheet1"].merge_range("C2:E2", "报道")

    rows: Grid = [["统计表"], [], [None, None, "标题", "媒体名称", "媒体级别"], [DAY, TEAM, "丰收", "日报", "省"]]
    assert fates(submit_one({"Sheet1": rows}, tweak=merge), "media_reports") == ["counted"]


def test_a_roster_and_the_declaration_are_known_by_what_their_title_holds() -> None:
    sheets = {f"附件{n} {title}": rows for n, (title, rows) in enumerate({**rosters(), **declaration()}.items(), 1)}
    submission = submit({"data.xlsx": book({**sheets, "媒体报道": MEDIA})})
    assert len(submission.roster.reporters) == 2
    assert submission.inputs[0].reporter == TEAM
    assert [p.value for p in submission.problems if p.code == "sheet-by-header"] == list(sheets)


def test_a_roster_is_never_known_by_its_header_alone() -> None:
    sheets = rosters()
    units = sheets.pop("单位名册")
    submission = submit({"data.xlsx": book({**sheets, "单位名单": units, "媒体报道": MEDIA})})
    assert "units" in submission.roster.missing
    assert [sheet for _, _, sheet, _ in told(submission, "unknown-sheet")] == ["单位名单"]


def test_the_sheets_stand_in_the_order_of_the_file() -> None:
    submission = submit_one({"Sheet1": [BUYS, BUY], "媒体报道": MEDIA})
    assert [sheet.title for sheet in submission.inputs[0].sheets[-2:]] == ["Sheet1", "媒体报道"]


# --- two sheets of one ledger -------------------------------------------------------------------


@pytest.mark.parametrize("title", ["Sheet1", "消费帮扶 (2)", "消费帮扶 - 副本", "Copy of 消费帮扶", "消费帮扶汇总"])
def test_a_second_sheet_of_a_ledger_asks_which_one_counts_and_neither_does(title: str) -> None:
    submission = submit_one({"消费帮扶": [BUYS, BUY], title: [BUYS, BUY, OTHER_BUY]})
    ((code, level, sheet, expected),) = told(submission, "sheet-by-header", "unknown-sheet")
    assert (code, level, sheet) == ("sheet-by-header", "error", title)
    assert f"“消费帮扶”和“{title}”" in expected
    assert [one.rows["rejected"] for one in submission.inputs[0].sheets if one.ledger == "purchases"] == [1, 2]
    assert statuses(submission, "R11.3")[TEAM] == ("undetermined", None, "unreadable")
    assert report_of(submission)["summary"]["exit_code"] == 3


def test_a_second_sheet_without_a_row_says_nothing() -> None:
    submission = submit_one({"消费帮扶": [BUYS, BUY], "消费帮扶 (2)": [["统计表"], BUYS, [None, " "]]})
    assert fates(submission, "purchases") == ["counted"]
    assert told(submission, "sheet-by-header", "unknown-sheet") == []


def test_of_two_sheets_under_other_names_neither_counts() -> None:
    submission = submit_one({"消费帮扶-甲": [BUYS, BUY], "消费帮扶-乙": [BUYS, OTHER_BUY]})
    assert [level for _, level, _, _ in told(submission, "sheet-by-header")] == ["note", "error"]
    assert "purchases" not in submission.tables


def test_sheets_of_one_ledger_in_two_workbooks_are_read_as_one() -> None:
    files = {"a.xlsx": book({**rosters(), "消费帮扶": [BUYS, BUY]}), "b.xlsx": book({"Sheet1": [BUYS, OTHER_BUY]})}
    assert fates(submit(files), "purchases") == ["counted", "counted"]


# --- what is no ledger --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("说明", [["消费帮扶按季填报"]]),
        ("填报示例", [BUYS, BUY]),
        ("消费帮扶填表说明", [BUYS, BUY]),
        ("Sheet1", []),
        ("Sheet2", [BUYS[:6], BUY[:6]]),
        ("消费帮扶", []),
        ("名单", [["日期", "组团", "类型", "名称", "项目名称"], [DAY, TEAM, "企业", "某公司", "某项目"]]),
    ],
)
def test_other_sheets_stay_unread(title: str, rows: Grid) -> None:
    submission = submit_one({"媒体报道": MEDIA, title: rows})
    assert [one.code for one in submission.problems if one.place.sheet == title] == (
        [] if title == "消费帮扶" else ["unknown-sheet"]
    )


def test_a_summary_that_lacks_columns_names_them() -> None:
    rows: Grid = [["组团", "金额(元)"], [TEAM, 50_000]]
    submission = submit_one({"消费帮扶": [BUYS, BUY], "消费帮扶汇总": rows})
    ((_, level, sheet, expected),) = told(submission, "unknown-sheet")
    assert (level, sheet) == ("warning", "消费帮扶汇总")
    assert expected == "《消费帮扶》的表头（缺少 日期、渠道、方式、产品、产地）"
    assert fates(submission, "purchases") == ["counted"]


def test_a_sheet_that_no_program_can_read_is_left_alone_where_nothing_of_it_is_wanted() -> None:
    wide: Grid = [[None] * 16_000 + ["x"]]
    assert told(submit_one({"媒体报道": MEDIA, "Sheet9": wide}), "unknown-sheet")[0][2] == "Sheet9"


# --- in a file of rosters -----------------------------------------------------------------------


def test_the_templates_own_empty_sheets_in_a_roster_file_say_nothing() -> None:
    template = {sheet.title: [headers(sheet.id)] for sheet in LEDGERS.evidence}
    roster = book({**template, **rosters(), **declaration(None), "填表说明": [["请先填名册"]]})
    submission = submit({"data.xlsx": book({"媒体报道": MEDIA})}, roster=roster)
    assert told(submission, "unknown-sheet", "sheet-by-header") == []
    assert fates(submission, "media_reports") == ["counted"]


def test_a_roster_under_another_name_in_a_roster_file_is_read() -> None:
    roster = book({f"附件1{title}": rows for title, rows in rosters().items()} | {"Sheet1": [BUYS, BUY]})
    submission = submit({"data.xlsx": book({"媒体报道": MEDIA})}, roster=roster)
    assert len(submission.roster.reporters) == 2
    assert [sheet for _, _, sheet, _ in told(submission, "unknown-sheet")] == ["Sheet1"]
