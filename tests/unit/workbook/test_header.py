"""The header row: found under titles, in any order, in one line or two, and refused where it is not whole."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assistcheck.location import Range
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.header import Header, find_header
from builders.packs import LEDGERS

MEDIA_REPORTS = LEDGERS["media_reports"]
PURCHASES = LEDGERS["purchases"]
COMPUTERS = LEDGERS["computers"]
RURAL_INCOME = LEDGERS["rural_income"]
DONATIONS = LEDGERS["donations"]

MEDIA = ["日期", "组团", "标题", "媒体名称", "媒体级别", "链接"]
BUYS = ["日期", "组团", "渠道", "方式", "产品", "产地", "金额(元)", "凭证号"]


def media(rows: Sequence[Sequence[Cell]], merges: Sequence[Range] = (), first_column: int = 1) -> Header:
    return find_header(rows, MEDIA_REPORTS.columns, merges, first_column)


def buys(rows: Sequence[Sequence[Cell]], merges: Sequence[Range] = ()) -> Header:
    return find_header(rows, PURCHASES.columns, merges, 1)


def test_the_plain_header_is_the_first_row() -> None:
    header = media([MEDIA])
    assert (header.first, header.last) == (1, 1)
    assert header.positions == {"date": 0, "team": 1, "title": 2, "outlet": 3, "level": 4, "link": 5}
    assert header.usable


@pytest.mark.parametrize("above", [1, 2, 5, 18, 19])
def test_title_rows_above_the_header_are_passed_over(above: int) -> None:
    title: list[Cell] = ["2022年媒体报道统计表", "", "", "", "", ""]
    blank: list[Cell] = [""] * 6
    header = media([title, *([blank] * (above - 1)), MEDIA])
    assert (header.first, header.last, header.usable) == (above + 1, above + 1, True)


def test_a_header_in_row_twenty_is_found() -> None:
    assert media([[""] * 6] * 19 + [MEDIA]).first == 20


def test_a_header_in_row_twenty_one_is_not_looked_for() -> None:
    header = media([[""] * 6] * 20 + [MEDIA])
    assert not header.usable
    assert header.missing == ("date", "team", "title", "outlet", "level")


def test_the_first_complete_row_is_the_header_not_the_fullest() -> None:
    assert media([[*MEDIA[:5], ""], MEDIA]).first == 1


def test_an_incomplete_row_above_is_not_the_header() -> None:
    assert media([["日期", "组团", "", "", "", ""], [""] * 6, MEDIA]).first == 3


@pytest.mark.parametrize("order", [[5, 4, 3, 2, 1, 0], [2, 0, 4, 1, 3, 5]])
def test_columns_stand_in_any_order(order: list[int]) -> None:
    header = media([[MEDIA[at] for at in order]])
    assert header.positions == {
        name: order.index(at) for at, name in enumerate(("date", "team", "title", "outlet", "level", "link"))
    }


@pytest.mark.parametrize(
    "text", ["日期*", "*日期", "＊日期", " 日 期 ", "日\n期", "日\u3000期", "日\u200b期", "date", "Date", "DATE", " ｄａｔｅ "]
)
def test_writings_of_a_header_that_are_one(text: str) -> None:
    assert media([[text, *MEDIA[1:]]]).usable


@pytest.mark.parametrize("text", ["时间", "日期时间", "活动日期", "日期(起)", "dates"])
def test_writings_of_a_header_that_are_another(text: str) -> None:
    header = media([[text, *MEDIA[1:]]])
    assert header.missing == ("date",)


def test_optional_columns_may_be_left_out() -> None:
    header = media([MEDIA[:5]])
    assert header.usable
    assert "link" not in header.positions


@pytest.mark.parametrize("at", range(5))
def test_each_missing_required_column_is_named(at: int) -> None:
    header = media([MEDIA[:at] + MEDIA[at + 1 :]])
    assert header.missing == (("date", "team", "title", "outlet", "level")[at],)
    assert not header.usable


def test_extra_columns_are_listed_with_their_place() -> None:
    header = media([["序号", *MEDIA, "经办人"]])
    assert header.usable
    assert header.unknown == [(0, "序号"), (7, "经办人")]


@pytest.mark.parametrize("again", ["日期", "日期*", "date"])
def test_a_column_that_stands_twice_makes_the_header_unusable(again: str) -> None:
    header = media([[*MEDIA, again]])
    assert header.duplicates == {"date": [0, 6]}
    assert not header.usable


def test_an_optional_column_twice_is_an_error_too() -> None:
    assert media([[*MEDIA, "链接", "链接"]]).duplicates == {"link": [5, 6, 7]}


# --- units --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("金额(元)", 1),
        ("金额（元）", 1),
        ("金额", 1),
        ("金额(万元)", 10_000),
        ("金 额\n（万元）*", 10_000),
        ("amount", 1),
        ("amount(万元)", 10_000),
    ],
)
def test_the_unit_of_an_amount_stands_in_its_header(text: str, factor: int) -> None:
    header = buys([[text if name.startswith("金额") else name for name in BUYS]])
    assert header.usable
    assert header.factors["amount"] == factor


@pytest.mark.parametrize("text", ["金额(千元)", "金额(亿元)", "金额(美元)", "金额万元"])
def test_other_units_are_not_guessed(text: str) -> None:
    assert buys([[text if name.startswith("金额") else name for name in BUYS]]).missing == ("amount",)


def test_an_amount_in_two_units_is_one_column_twice() -> None:
    assert buys([[*BUYS, "金额(万元)"]]).duplicates == {"amount": [6, 8]}


def test_units_of_counts_and_percentages_may_be_left_out() -> None:
    assert find_header([["日期", "捐赠单位", "重点镇", "数量"]], COMPUTERS.columns, (), 1).usable
    assert find_header([["县(市、区)", "年度", "农民收入增速", "全省农民平均增速（%）"]], RURAL_INCOME.columns, (), 1).usable


def test_a_unit_that_is_no_unit_of_the_column_is_not_taken() -> None:
    assert find_header([["日期", "捐赠单位", "重点镇", "数量(万元)"]], COMPUTERS.columns, (), 1).missing == ("quantity",)


# --- two lines ----------------------------------------------------------------------------------


def test_a_header_in_two_lines_is_joined() -> None:
    upper: list[Cell] = ["日期", "组团", "报道", "", "", ""]
    lower: list[Cell] = ["", "", "标题", "媒体名称", "媒体级别", "链接"]
    header = media([["标题行"] + [""] * 5, upper, lower], [((1, 2), (1, 5))])
    assert (header.first, header.last, header.usable) == (2, 3, True)
    assert header.positions == {"date": 0, "team": 1, "title": 2, "outlet": 3, "level": 4, "link": 5}


def test_a_second_line_of_units_gives_the_factor() -> None:
    lower: list[Cell] = ["", "", "", "", "", "", "(万元)", ""]
    header = buys([[name.removesuffix("(元)") for name in BUYS], lower, [""] * 8])
    assert (header.last, header.usable, header.factors["amount"]) == (2, True, 10_000)


def test_an_upper_text_merged_over_two_columns_with_one_unit_below_is_the_one_with_the_unit() -> None:
    upper: list[Cell] = ["日期", "单位", "重点镇", "方式", "金额", ""]
    lower: list[Cell] = ["", "", "", "", "", "（万元）"]
    header = find_header([upper, lower], DONATIONS.columns, [((0, 4), (0, 5))], 1)
    assert (header.usable, header.positions["amount"], header.factors["amount"]) == (True, 5, 10_000)


def test_a_number_in_the_other_of_the_two_makes_it_unclear_which_one_is_meant() -> None:
    upper: list[Cell] = ["日期", "单位", "重点镇", "方式", "金额", ""]
    lower: list[Cell] = ["", "", "", "", "", "（万元）"]
    row: list[Cell] = ["2022-03-05", "甲街道", "青禾镇", "资金", 5, 3]
    assert "amount" in find_header([upper, lower, row], DONATIONS.columns, [((0, 4), (0, 5))], 1).splits


def test_merges_are_counted_from_the_first_column_of_the_rows() -> None:
    upper: list[Cell] = ["日期", "组团", "标题", "媒体", "", ""]
    lower: list[Cell] = ["", "", "", "名称", "级别", "链接"]
    merges: list[Range] = [((0, 5), (0, 6))]
    assert media([upper, lower], merges, first_column=3).usable
    assert not media([upper, lower], merges, first_column=1).usable


def test_the_row_below_a_whole_header_is_data_whatever_it_says() -> None:
    assert media([MEDIA, ["日期", "组团", "", "", "", ""]]).last == 1
