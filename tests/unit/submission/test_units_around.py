"""万元 counts wherever it is said for a table; where it is not clear what it is of, the amounts are not judged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from time import monotonic

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.submission.parsed import ParsedSheet
from assistcheck.submission.sheet_reader import read_sheet
from builders.packs import LEDGERS
from builders.support import TEAM, TOWN, Grid, Tweak, headers, opened, read_rows, report_of, submit_one
from unit.submission.sending import statuses

DONATIONS = LEDGERS["donations"]
MEDIA_REPORTS = LEDGERS["media_reports"]
INDUSTRY_PROJECTS = LEDGERS["industry_projects"]
FUND_USAGE = LEDGERS["fund_usage"]

DAY = date(2022, 3, 5)
BARE = ["日期", "单位", "重点镇", "重点村", "方式", "金额"]
STATED = [*BARE[:5], "金额(元)"]
GIFT = [DAY, "甲街道", TOWN, "东村", "资金", 300]
MYRIADS = [Decimal(3_000_000)]


def errors(data: ParsedSheet) -> list[tuple[str, str]]:
    return [(p.code, p.place.cell) for p in data.problems if p.level != "note"]


def amounts(rows: Grid, tweak: Tweak | None = None, title: str = "表", **look: object) -> ParsedSheet:
    """Return the 募集资金 of a sheet, about which ``look`` tells more."""
    raw = opened({title: rows}, tweak).sheet(title)
    raw.look = raw.look._replace(**look)  # type: ignore[arg-type]
    return read_sheet(raw, DONATIONS, "data.xlsx", lambda: 2022)


# --- where it is said ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "above",
    [
        ["单位：", "万元"],
        [None, "单位", None, "万元"],
        ["金额单位：", None, None, "（万元）"],
        [None, None, None, None, None, "万元"],
        ["（万元）"],
        ["【单位：万元】"],
        ["金额：万元"],
        ["金额单位为万元"],
        ["注：本表金额均为万元"],
        ["备注：单位万元"],
        ["填报说明：金额以万元为单位，30万元以上的另附材料"],
        ["币种：人民币 单位：万元"],
        ["单位：萬元"],
        ["募集资金统计表（单位：万元、人）"],
    ],
)
def test_it_is_said_above_the_table(above: list[object]) -> None:
    assert amounts([above, BARE, GIFT]).columns["amount"] == MYRIADS


@pytest.mark.parametrize(
    "below",
    [
        [["注：金额均为万元"]],
        [["说明：本表金额单位为万元"]],
        [["备注：单位万元"]],
        [[None, None, None, None, None, "单位：万元"]],
        [["单位：", "万元"]],
        [["合计（万元）", None, None, None, None, 300]],
        [["合计", None, None, None, None, 300], [], [], ["填表人：某某"], ["注：1.数据截至6月。2.以上金额均以万元计。"]],
        [["注：以上均为万元。"]],
    ],
)
def test_it_is_said_below_the_table(below: Grid) -> None:
    data = amounts([BARE, GIFT, *below])
    assert (data.columns["amount"][0], errors(data)) == (MYRIADS[0], [])


def test_it_is_said_below_a_table_of_many_rows() -> None:
    rows: Grid = [BARE, *([*GIFT[:5], 100 + n] for n in range(5000)), [], ["注：金额均为万元"]]
    assert amounts(rows).columns["amount"][:2] == [1_000_000, 1_010_000]


def test_it_is_said_in_the_title_of_the_sheet_or_in_the_print_header() -> None:
    assert amounts([BARE, GIFT], title="募集资金（万元）").columns["amount"] == MYRIADS
    assert amounts([BARE, GIFT], print_header='&L募集资金台账&R&"宋体,常规"&10单位：万元').columns["amount"] == MYRIADS


@pytest.mark.parametrize("words", ["万元", "单位：万元", "某某:\n请以万元填写", "以万元计，如30万元填30"])
def test_it_is_said_in_a_comment_of_the_amounts_header(words: str) -> None:
    assert amounts([["统计表"], BARE, GIFT], comments={(2, 6): words}).columns["amount"] == MYRIADS


def test_a_comment_of_another_header_says_it_for_the_table_where_it_is_clear() -> None:
    assert amounts([BARE, GIFT], comments={(1, 1): "本表单位：万元"}).columns["amount"] == MYRIADS
    assert amounts([BARE, GIFT], comments={(1, 1): "10万元以上的注明"}).columns["amount"] == [300]
    assert amounts([BARE, GIFT], comments={(2, 6): "原为万元"}).columns["amount"] == [300]


def test_it_is_said_in_a_header_beside() -> None:
    assert amounts([[*BARE, "单位：万元"], GIFT]).columns["amount"] == MYRIADS


# --- amounts are no units -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "捐赠30万元以上的单位",
        "不少于10万元",
        "目标：每村10万元",
        "已完成3,000万元",
        "万元以上项目一览",
        "三十万元以上",
        "合计300（万元）",
        "填报单位：万江街道",
    ],
)
@pytest.mark.parametrize("below", [False, True])
def test_an_amount_is_no_unit(words: str, *, below: bool) -> None:
    data = amounts([BARE, GIFT, [words]] if below else [[words], BARE, GIFT])
    assert data.columns["amount"][0] == 300
    assert [code for code, _ in errors(data)] == []


def test_a_total_with_its_unit_in_the_next_cell_is_an_amount() -> None:
    assert amounts([["共计", 300, "万元"], BARE, GIFT]).columns["amount"] == [300]


def test_a_text_in_a_row_of_evidence_says_nothing() -> None:
    rows: Grid = [[*BARE, "备注"], [*GIFT, "单位：万元"], [*GIFT, "万元"]]
    assert amounts(rows).columns["amount"] == [300, 300]


@pytest.mark.parametrize("piece", ["1", "1.", "一", "单位", "单位:为,", "金额均", "(", "以万元", "a-", "中a", "))", "1、", "/"])
def test_a_long_title_is_heard_at_once(piece: str) -> None:
    begun = monotonic()
    amounts([[piece * (30_000 // len(piece)) + "!"], BARE, GIFT])
    assert monotonic() - begun < 3


# --- not clear of what --------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["万元募集资金统计表", "注：产值为万元", "万元版", "预算数单列（按万元四舍五入）"])
@pytest.mark.parametrize("below", [False, True])
def test_where_it_is_not_clear_of_what_it_is_said_the_amounts_are_not_judged(words: str, *, below: bool) -> None:
    data = amounts([BARE, GIFT, [words]] if below else [[words], BARE, GIFT])
    assert errors(data) == [("unit-unclear", "A3" if below else "A1")]
    assert not data.usable


def test_a_unit_of_another_column_is_not_the_tables() -> None:
    data = amounts([["注：产值单位为万元"], [*BARE, "产值"], [*GIFT, 5]])
    assert errors(data) == [("unit-unclear", "A1")]


def test_a_comment_that_names_two_units_is_not_clear() -> None:
    assert errors(amounts([BARE, GIFT], comments={(1, 6): "填元，不填万元"})) == [("unit-unclear", "F1")]


def test_a_header_of_nothing_but_the_unit_is_not_clear() -> None:
    assert errors(amounts([[*BARE, "万元"], [*GIFT, 5]])) == [("unit-unclear", "G1")]


def test_a_header_that_states_its_unit_is_judged_whatever_else_stands_there() -> None:
    data = amounts([["万元募集资金统计表"], STATED, GIFT, ["注：产值为万元"]])
    assert (data.columns["amount"], errors(data)) == ([300], [])


def test_where_it_is_clearly_said_too_it_is_clear() -> None:
    assert amounts([["万元募集资金统计表", "单位：万元"], BARE, GIFT]).columns["amount"] == MYRIADS


def test_a_sheet_without_amounts_is_never_asked() -> None:
    rows: Grid = [["万元增收报道"], headers("media_reports"), [DAY, TEAM, "丰收", "日报", "省", None], ["注：产值为万元"]]
    assert errors(read_rows(MEDIA_REPORTS, rows)) == []


def test_an_optional_amount_is_left_out_and_the_rest_is_read() -> None:
    rows: Grid = [["万元项目表"], ["日期", "组团", "类型", "项目名称", "金额"], [DAY, TEAM, "乡村振兴车间", "甲", 5]]
    data = read_rows(INDUSTRY_PROJECTS, rows)
    assert (data.usable, data.columns["amount"], errors(data)) == (True, [None], [("unit-unclear", "A1")])


@pytest.mark.parametrize(
    ("words", "factor"),
    [("注：金额均为万元", 10_000), ("专项资金安排、已使用均为万元", 10_000), ("注：已使用均为万元", None)],
)
def test_of_several_amounts_all_have_to_be_meant(words: str, factor: int | None) -> None:
    rows: Grid = [["季度", "统计年度", "重点镇", "专项资金安排", "已使用"], ["2022Q1", 2022, TOWN, 200, 150], [words]]
    data = read_rows(FUND_USAGE, rows)
    assert data.usable == (factor is not None)
    if factor:
        assert (data.columns["allocated"][0], data.columns["used"][0]) == (200 * factor, 150 * factor)


def test_the_rules_of_a_sheet_whose_unit_is_unclear_cannot_be_judged() -> None:
    submission = submit_one({"募集资金": [["万元募集资金统计表"], BARE, GIFT]})
    assert {said[:1] for said in statuses(submission, "R07.4").values()} <= {("undetermined",), ("not_applicable",)}
    assert report_of(submission)["summary"]["exit_code"] == 3


# --- contradictions -----------------------------------------------------------------------------


def test_a_header_in_yuan_stands_against_what_is_said_above_and_in_its_comment() -> None:
    for data, cell in (
        (amounts([["单位：", "万元"], STATED, GIFT]), "B1"),
        (amounts([STATED, GIFT], comments={(1, 6): "单位：万元"}), "F1"),
        (amounts([STATED, GIFT], print_header="单位：万元"), ""),
        (amounts([STATED, GIFT, ["注：金额均为万元"]]), "A3"),
        (amounts([["统计表"], STATED, GIFT, [], ["说明：", "单位：万元"]]), "B5"),
    ):
        assert (data.columns["amount"][0], errors(data)) == (300, [("suspicious-amount", cell)])


def test_the_templates_own_comment_under_a_header_in_myriads_is_no_contradiction() -> None:
    words = "填金额，单位为元；也可连单位写，如 5万元。不填负数。必填。"
    data = amounts([[*BARE[:5], "金额(万元)"], GIFT], comments={(1, 6): words})
    assert (data.columns["amount"], errors(data)) == (MYRIADS, [])


@pytest.mark.parametrize("other", ["注：金额均为元", "注：金额单位为千元"])
def test_two_units_leave_the_amounts_unnamed(other: str) -> None:
    data = amounts([["单位：万元"], BARE, GIFT, [other]])
    assert [code for code, _ in errors(data)] == ["missing-column"]


def merged_title(_: Workbook, pages: dict[str, Worksheet]) -> None:
    pages["表"].merge_range("A1:F1", "2022年募集资金统计表（单位：万元）")


def test_a_title_merged_over_the_table_says_it() -> None:
    assert amounts([[], BARE, GIFT], merged_title).columns["amount"] == MYRIADS
