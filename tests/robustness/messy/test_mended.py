"""What a title, a remark, a comment or a day without its year once made the reader say wrongly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistcheck.submission.assemble import Submission
from assistcheck.workbook.xlsx.cell_issues import find_cell_issues
from assistcheck.workbook.xlsx.prescan import without_comments
from builders.support import TOWN, Grid, codes, headers, ledger, submit_one

DAY = date(2022, 3, 5)
GIFT = [DAY, "甲街道", TOWN, "东村", "资金", 150]
BARE = ["日期", "单位", "重点镇", "重点村", "方式", "金额"]


def gifts(above: Grid, header: list[str] = BARE) -> Submission:
    return submit_one({"募集资金": [*above, header, GIFT]})


@pytest.mark.parametrize(
    "words",
    [
        "单位：万元",
        "（单位：万元）",
        "单位: 万 元",
        "金额单位：人民币万元",
        "单位（万元）",
        "计量单位：人、万元",
        "募集资金台账（万元）",
        "2022年募集资金统计表  单位：万元",
        "说明：金额以万元为单位",
    ],
)
def test_a_title_in_myriads_multiplies(words: str) -> None:
    assert gifts([[words]]).tables["donations"].columns["amount"] == [Decimal(1_500_000)]


@pytest.mark.parametrize(
    "words", ["单位：元", "（单位：元）", "填报单位：万江街道", "填报单位：元美社区", "单位：甲街道", "共3万元", "东莞单位"]
)
def test_other_titles_leave_yuan(words: str) -> None:
    assert gifts([[words]]).tables["donations"].columns["amount"] == [Decimal(150)]


@pytest.mark.parametrize("words", ["单位：千元", "（单位：亿元）", "单位：百万元", "单位：万", "单位：元/单位：万元"])
def test_a_title_with_a_unit_that_is_not_known_is_never_dropped(words: str) -> None:
    submission = gifts([[words]])
    assert "donations" not in submission.tables
    assert codes(submission.problems) == [("missing-column", "A1")]
    assert "万元" in next(p.expected.zh for p in submission.problems if p.code == "missing-column")


def test_a_header_that_states_its_unit_keeps_it_and_the_contradiction_is_told() -> None:
    submission = gifts([[None, "单位：万元"]], [*BARE[:-1], "金额(元)"])
    assert submission.tables["donations"].columns["amount"] == [Decimal(150)]
    assert codes(submission.problems) == [("suspicious-amount", "B1")]
    assert codes(gifts([["单位：元"]], [*BARE[:-1], "金额(元)"]).problems) == []


def test_a_unit_beside_a_form_above_the_header_holds_for_every_bare_column() -> None:
    rows: Grid = [
        ["季度", "2022年", None, None, None, "单位：万元"],
        ["季度", "统计年度", "重点镇", "重点村", "专项资金安排", "已使用"],
        ["2022Q1", 2022, TOWN, "东村", 200, 150],
    ]
    table = submit_one({"资金使用": rows}).tables["fund_usage"]
    assert (table.columns["allocated"], table.columns["used"]) == ([Decimal(2_000_000)], [Decimal(1_500_000)])


def test_an_optional_amount_of_unknown_unit_is_left_out_and_named() -> None:
    rows: Grid = [["单位：千元"], ["日期", "组团", "类型", "项目名称", "金额"], [DAY, "青禾镇组团", "乡村振兴车间", "甲", 5]]
    submission = submit_one({"产业项目": rows})
    assert submission.tables["industry_projects"].columns["amount"] == [None]
    assert codes(submission.problems) == [("unknown-column", "E2")]


@pytest.mark.parametrize("words", ["注：以凭证为准", "填表人：某某", "审核：", "填报日期：2022年12月"])
def test_a_remark_below_the_table_is_skipped_and_counted(words: str) -> None:
    rows = [*ledger("donations")["募集资金"], GIFT, [words]]
    (account,) = (s.rows for one in submit_one({"募集资金": rows}).inputs for s in one.sheets if s.ledger == "donations")
    assert (account["read"], account["counted"], account["skipped"]) == (2, 1, 1)


def test_a_row_that_only_begins_with_a_remark_is_no_remark() -> None:
    rows = [headers("donations"), ["注：补报", *GIFT[1:]]]
    assert codes(submit_one({"募集资金": rows}).problems) == [("bad-date", "A2")]


def test_a_closing_day_without_a_year_is_told() -> None:
    lines: Grid = [["项目", "内容"], ["填报主体", "东莞市"], ["统计截止", "11月15日"]]
    assert codes(submit_one({"填报信息": lines}).problems) == [("assumed-year", "B3")]


def test_a_cell_in_a_comment_is_no_cell() -> None:
    xml = b'<row r="1"><!-- <c r="A1" t="e"><v>#REF!</v></c> --><c r="B1" t="e"><v>#N/A</v></c><!--x--></row>'
    assert list(find_cell_issues(without_comments(xml))) == [(1, 2)]
    beside_cdata = xml.replace(b"<!--x-->", b"<![CDATA[<!--]]>")
    assert without_comments(beside_cdata) == beside_cdata
