"""The texts of headers: which column each names, under what people add to them."""

from __future__ import annotations

import pytest

from assistcheck.ledgers.schema import Sheet
from assistcheck.workbook.header import Header, find_header
from assistcheck.workbook.header_matching import Names, header_text
from builders.packs import LEDGERS

VISITS = LEDGERS["visits"]
RURAL_INCOME = LEDGERS["rural_income"]
PURCHASES = LEDGERS["purchases"]
TRAININGS = LEDGERS["trainings"]
COMPUTERS = LEDGERS["computers"]
UNITS = LEDGERS["units"]
DONATIONS = LEDGERS["donations"]
MEDIA_REPORTS = LEDGERS["media_reports"]
FUND_USAGE = LEDGERS["fund_usage"]

BUYS = ["日期", "组团", "渠道", "方式", "产品", "产地", "金额(元)"]


def named(sheet: Sheet, text: str) -> str | None:
    found = Names(sheet.columns).column(header_text(text))
    return found.name if found else None


@pytest.mark.parametrize(
    "text",
    [
        "1.日期",
        "1、日期",
        "(1)日期",
        "（1）日期",
        "①日期",
        "1 日期",
        "一、日期",
        "（十二）日期",
        "A.日期",
        "第3列：日期",
        "★日期",
        "*日期：",
        "【日期】",
        "日期（年/月/日）",
        "日期(必填)",
        "【必填】日期",
        "日期*必填",
        "日期[格式：2022-03-05]",
        "日期〔填到日〕",
        "日期「日」",
        "日期/时间",
        "日期_date",
        "日期\nDate",
        "日期 Date",
        "日期-DATE",
        "Date/日期",
        "Date 日期",
        "日期（Date）",
        "Date（日期）",
        "日期\nDate of visit",
        "1.日期*\nDate（必填）",
    ],
)
def test_a_header_under_numbers_marks_remarks_and_another_language(text: str) -> None:
    assert named(VISITS, text) == "date"


@pytest.mark.parametrize(
    "text",
    [
        "活动日期",
        "日期时间",
        "dates",
        "日期(起)",
        "日期（开始）",
        "日期/截止",
        "日期\nStart",
        "日期（单位）",
        "日期/重点镇",
        "日期(万元)",
        "年/日期",
    ],
)
def test_what_may_be_another_column_is_not_guessed(text: str) -> None:
    assert named(VISITS, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "县（市、区）",
        "县(市/区)",
        "县/市/区",
        "县市区",
        "县（区）",
        "县【市、区】",
        "1.县（市、区）(必填)",
        "县(市、区)_county",
    ],
)
def test_the_county_is_written_in_many_ways(text: str) -> None:
    assert named(RURAL_INCOME, text) == "county"


def test_a_county_alone_is_not_enough() -> None:
    assert named(RURAL_INCOME, "县") is None


@pytest.mark.parametrize(
    ("text", "factor", "stated"),
    [
        ("金额（单位：元）", 1, True),
        ("金额（单位：人民币万元）", 10_000, True),
        ("金额/万元", 10_000, True),
        ("金额：万元", 10_000, True),
        ("金额—万元", 10_000, True),
        ("金额 单位：万元", 10_000, True),
        ("金额【万元】", 10_000, True),
        ("金额〔元〕", 1, True),
        ("金额(元)(必填)", 1, True),
        ("金额（必填）（万元）", 10_000, True),
        ("金额（含税，万元）", 10_000, True),
        ("金额（元）Amount", 1, True),
        ("Amount/金额（万元）", 10_000, True),
        ("金额（萬圓）", 10_000, True),
        ("金额(10,000 yuan)", 10_000, True),
        ("7.金额(元)*", 1, True),
        ("金额（人民币）", 1, False),
        ("金额（RMB）", 1, False),
        ("金额（30万元以上）", 1, False),
        ("金额（实际到位）", 1, False),
    ],
)
def test_the_unit_of_an_amount_stands_anywhere_in_its_header(text: str, factor: int, *, stated: bool) -> None:
    found = Names(PURCHASES.columns).column(header_text(text))
    assert found is not None
    assert (found.factor, found.stated) == (factor, stated)


@pytest.mark.parametrize(
    "text",
    [
        "金额（千元）",
        "金额/百元",
        "金额(亿元)",
        "金额(十万元)",
        "金额(10万元)",
        "金额（美元）",
        "金额(USD)",
        "金额（港币）",
        "金额(元)(万元)",
        "金额（元/斤）",
        "金额（计划）",
        "金额/预算",
        "金额（去年）",
        "金额万元",
    ],
)
def test_an_amount_of_another_unit_or_meaning_is_unread(text: str) -> None:
    assert named(PURCHASES, text) is None


@pytest.mark.parametrize(
    ("sheet", "text", "name"),
    [
        (TRAININGS, "应训人数（人）", "expected"),
        (TRAININGS, "应训人数（万人）", None),
        (COMPUTERS, "数量（台/套）", "quantity"),
        (COMPUTERS, "数量（百台）", None),
        (RURAL_INCOME, "农民收入增速（百分比）", "growth"),
        (RURAL_INCOME, "农民收入增速（‰）", None),
        (UNITS, "单位/组团", None),
        (UNITS, "单位（全称）", "unit"),
        (DONATIONS, "来源（单位自筹/企业）", "source"),
        (MEDIA_REPORTS, "标题/链接", None),
        (FUND_USAGE, "1季度", None),
    ],
)
def test_remarks_on_other_kinds_of_columns(sheet: Sheet, text: str, name: str | None) -> None:
    assert named(sheet, text) == name


@pytest.mark.parametrize("sheet", LEDGERS.tables, ids=lambda sheet: sheet.id)
@pytest.mark.parametrize(
    "write", ["{}", "{}*", "（3）{}", "{}（必填）", "{} {id}", "{id}/{}", "★{}："], ids=["plain", *map(str, range(6))]
)
def test_every_header_of_every_sheet_is_known_as_people_write_it(sheet: Sheet, write: str) -> None:
    assert [named(sheet, write.format(one.header, id=one.name)) for one in sheet.columns] == [c.name for c in sheet.columns]


# --- one column by two headers ------------------------------------------------------------------


def buys(*texts: str) -> Header:
    return find_header([[*texts]], PURCHASES.columns, [], 1)


def test_an_exact_header_stands_and_the_loosened_one_is_unknown() -> None:
    header = buys("金额（含税）", *BUYS)
    assert (header.positions["amount"], header.unknown, header.usable) == (7, [(0, "金额(含税)")], True)


def test_two_loosened_headers_are_one_column_twice() -> None:
    assert buys(*BUYS[:6], "金额（含税）", "金额（不含税）").duplicates == {"amount": [6, 7]}
