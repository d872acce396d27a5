"""Headers over several sub-columns: refused where none of them, or more than one, is the column."""

from __future__ import annotations

from datetime import date

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.submission.parsed import ParsedSheet
from builders.packs import LEDGERS
from builders.support import TEAM, TOWN, Grid, Tweak, headers, read_rows, report_of, submit_one
from unit.submission.sending import statuses

PURCHASES = LEDGERS["purchases"]
VISITS = LEDGERS["visits"]

DAY = date(2022, 3, 5)
HEAD = ["日期", "组团", "渠道", "方式", "产品", "产地"]
BUY = [DAY, TEAM, "其他", "采购", "米", "韶关"]
BLANK = [None] * 6


def merged(*ranges: str) -> Tweak:
    """Return what merges these ranges of the only sheet, each under the text of its first cell."""

    def tweak(_: Workbook, pages: dict[str, Worksheet]) -> None:
        (page,) = pages.values() if len(pages) == 1 else (pages["消费帮扶"],)
        for one in ranges:
            place, text = one.split("=")
            page.merge_range(place, text)

    return tweak


def split(data: ParsedSheet) -> list[tuple[str, str, str]]:
    return [(p.code, p.place.cell, p.value) for p in data.problems if p.level == "error"]


@pytest.mark.parametrize("tall", [(), ("A1:A2=日期", "B1:B2=组团")])
def test_an_amount_over_plan_and_result_is_refused_with_the_sub_headers(tall: tuple[str, ...]) -> None:
    rows: Grid = [[*HEAD, None, None], [*BLANK, "计划", "实际"], [*BUY, 300_000, 100_000]]
    data = read_rows(PURCHASES, rows, merged("G1:H1=金额(元)", *tall))
    assert split(data) == [("split-column", "G1", "金额(元)")]
    assert "计划（G2）、实际（H2）" in data.problems[-1].expected.zh
    assert (data.usable, data.unusable) == (False, 1)


def test_sub_headers_under_a_text_that_is_not_merged_are_refused_too() -> None:
    rows: Grid = [[*HEAD, "金额(元)", None, "凭证号"], [*BLANK, "计划", "实际", None], [*BUY, 300_000, 100_000, "凭1"]]
    assert split(read_rows(PURCHASES, rows)) == [("split-column", "G1", "金额(元)")]


def test_a_text_in_the_middle_of_three_stands_over_all_of_them() -> None:
    rows: Grid = [[*HEAD, None, "金额(元)", None], [*BLANK, "计划", "实际", "差额"], [*BUY, 3e5, 1e5, 2e5]]
    data = read_rows(PURCHASES, rows)
    assert split(data) == [("split-column", "G1", "金额(元)")]
    assert "差额（I2）" in data.problems[-1].expected.zh


@pytest.mark.parametrize("header", ["金额（万元）", "7.金额(元)", "金额"])
def test_a_loosened_header_over_two_columns_is_refused(header: str) -> None:
    rows: Grid = [[*HEAD, None, None], [*BLANK, "计划", "实际"], [*BUY, 30, 10]]
    assert [code for code, _, _ in split(read_rows(PURCHASES, rows, merged(f"G1:H1={header}")))] == ["split-column"]


def test_a_date_over_begin_and_end_is_refused_beside_a_group_of_headers() -> None:
    rows: Grid = [[None, None, "单位", "调研", None], ["起", "止", None, "带队人员", "重点镇"], [DAY, DAY, "甲", "其他", TOWN]]
    data = read_rows(VISITS, rows, merged("A1:B1=日期", "D1:E1=调研"))
    assert split(data) == [("split-column", "A1", "日期")]


@pytest.mark.parametrize("subs", [("(元)", "(万元)"), ("金额(元)", "金额(万元)"), ("计划(元)", "实际(元)")])
def test_of_two_that_may_both_be_it_none_is_taken(subs: tuple[str, str]) -> None:
    rows: Grid = [[*HEAD, None, None], [*BLANK, *subs], [*BUY, 300_000, 30]]
    assert [code for code, _, _ in split(read_rows(PURCHASES, rows, merged("G1:H1=金额")))] == ["split-column"]


def test_a_header_merged_over_columns_without_sub_headers_is_refused() -> None:
    rows: Grid = [[*HEAD, None, None], [*BUY, 300_000, 100_000]]
    data = read_rows(PURCHASES, rows, merged("G1:H1=金额(元)"))
    assert split(data) == [("split-column", "G1", "金额(元)")]
    assert "G 至 H 列" in data.problems[-1].expected.zh


@pytest.mark.parametrize(
    ("subs", "amount"),
    [
        (("数量", "金额(元)"), 5),
        (("金额", "其中：财政"), 10),
        (("占比", "(万元)"), 50_000),
        (("金额（万元）", "计划"), 100_000),
    ],
)
def test_the_one_sub_header_that_is_the_column_is_taken(subs: tuple[str, str], amount: int) -> None:
    rows: Grid = [[*HEAD, None, None], [*BLANK, *subs], [*BUY, 10, 5]]
    data = read_rows(PURCHASES, rows, merged("G1:H1=金额"))
    assert (data.usable, data.rows, data.columns["amount"]) == (True, [3], [amount])


def test_one_sub_header_as_wide_as_its_header_is_a_remark_on_it() -> None:
    rows: Grid = [[*HEAD, None, None], [*BLANK, None, None], [*BUY, None, None]]
    for sub, amount in (("实际到位", [5]), ("计划", None)):
        data = read_rows(PURCHASES, rows, merged("G1:H1=金额(元)", f"G2:H2={sub}", "G3:H3=5"))
        assert data.columns["amount"] == (amount or [])
        assert data.usable == (amount is not None)


def test_rows_that_are_merged_like_the_header_are_one_column() -> None:
    rows: Grid = [[*HEAD, None, None], [*BUY, None, None], [*BUY, None, None]]
    data = read_rows(PURCHASES, rows, merged("G1:H1=金额(元)", "G2:H2=100元", "G3:H3=200元"))
    assert data.columns["amount"] == [100, 200]


def test_a_remark_merged_over_empty_columns_is_no_split() -> None:
    names = [*headers("visits")[:4], None, None]
    row = [DAY, "甲街道", "其他", TOWN, "备注一", None]
    assert read_rows(VISITS, [names, row], merged("E1:F1=备注")).usable
    assert not read_rows(VISITS, [names, [*row[:5], "备注二"]], merged("E1:F1=备注")).usable


def test_a_sheet_with_a_split_column_is_not_judged() -> None:
    rows: Grid = [[*HEAD, None, None], [*BLANK, "计划", "实际"], [*BUY, 300_000, 100_000]]
    submission = submit_one({"消费帮扶": rows}, tweak=merged("G1:H1=金额(元)"))
    assert statuses(submission, "R11.3")[TEAM] == ("undetermined", None, "unreadable")
    assert report_of(submission)["summary"]["exit_code"] == 3
