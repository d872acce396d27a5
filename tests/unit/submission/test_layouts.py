"""Sheets as people lay them out: headers in two lines, merged cells over rows, headers that are not whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from builders.support import TEAM, TOWN, Grid, account, codes, fates, headers, submit_one

DAY = date(2022, 3, 5)


def test_a_second_line_with_units_and_more_headers_is_a_header() -> None:
    upper = ["日期", "单位", "重点镇", "方式", "金额", "其他", None]
    lower = [None, None, None, None, "（万元）", "来源", "凭证号"]
    submission = submit_one({"募集资金": [upper, lower, [DAY, "甲街道", TOWN, "资金", 30, "企业", "凭1"]]})
    table = submission.tables["donations"]
    assert table.columns["amount"] == [Decimal(300_000)]
    assert table.columns["voucher"] == ["凭1"]
    assert codes(submission.problems) == []


def test_units_below_a_header_in_row_twenty_count() -> None:
    header = ["日期", "组团", "渠道", "方式", "产品", "产地", "金额"]
    units = [*([None] * 6), "(万元)"]
    rows: Grid = [*([["说明"]] * 19), header, units, [DAY, TEAM, "其他", "采购", "米", "韶关", 30]]
    assert submit_one({"消费帮扶": rows}).tables["purchases"].columns["amount"] == [Decimal(300_000)]


def test_headers_merged_over_two_lines_are_one_header() -> None:
    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["媒体报道"].merge_range("A1:A2", "日期")
        pages["媒体报道"].merge_range("B1:B2", "组团")
        pages["媒体报道"].merge_range("C1:E1", "报道")

    rows: Grid = [[], [None, None, "标题", "媒体名称", "媒体级别"], [DAY, TEAM, "丰收", "日报", "省"]]
    submission = submit_one({"媒体报道": rows}, tweak=merge)
    assert account(submission, "media_reports") == {"read": 1, "counted": 1}
    assert codes(submission.problems) == []


@pytest.mark.parametrize("value", ["#REF!", None])
def test_a_doubtful_cell_merged_over_rows_is_doubtful_in_each(value: str | None) -> None:
    rows: Grid = [headers("donations"), *([DAY, "甲街道", TOWN, None, "资金", 50_000 + n] for n in range(3)), []]

    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["募集资金"].merge_range("D2:D5", "")
        pages["募集资金"].write_formula("D2", "=A1", None, value or "")

    submission = submit_one({"募集资金": rows}, tweak=merge)
    code = "error-cell" if value else "formula-without-value"
    assert fates(submission, "donations") == ["rejected"] * 3
    assert codes(submission.problems) == [(code, "D2"), (code, "D3"), (code, "D4")]


def test_title_and_header_rows_of_an_unusable_sheet_are_skipped_not_rejected() -> None:
    rows: Grid = [["统计表"], ["日期", "组团", "标题", "媒体名称"], [DAY, TEAM, "丰收", "日报"]]
    assert account(submit_one({"媒体报道": rows}), "media_reports") == {"read": 2, "skipped": 1, "rejected": 1}
