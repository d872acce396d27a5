"""Rows below a header that are no evidence: skipped wherever they stand, and told where somebody may have meant them."""

from __future__ import annotations

from datetime import date

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.ledgers.schema import Sheet
from assistcheck.submission.parsed import ParsedSheet
from builders.packs import LEDGERS
from builders.support import TEAM, TOWN, Grid, account, codes, fates, headers, read_rows, submit_one

SOCIAL_PARTNERS = LEDGERS["social_partners"]
DONATIONS = LEDGERS["donations"]
BRIEFINGS = LEDGERS["briefings"]
RURAL_INCOME = LEDGERS["rural_income"]
SAFEGUARDS = LEDGERS["safeguards"]
DEMO_PROJECTS = LEDGERS["demo_projects"]
MEDIA_REPORTS = LEDGERS["media_reports"]
VISITS = LEDGERS["visits"]
HIGHLIGHTS = LEDGERS["highlights"]
EMPLOYMENT = LEDGERS["employment"]
PRIVATE_PAIRS = LEDGERS["private_pairs"]
PURCHASES = LEDGERS["purchases"]

DAY = date(2022, 3, 5)
GIFTS = headers("donations")
GIFT = [DAY, "甲街道", TOWN, "东村", "资金", 50_000, "企业", "凭1"]
SALES = headers("purchases")
SALE = [DAY, TEAM, "其他", "采购", "米", "韶关市", 50_000, "凭1"]
VALUES: dict[str, object] = {"date": DAY, "amount": 50_000, "whole": 12, "percent": 9.5, "year": 2022, "quarter": "2022Q1"}
each_sheet = pytest.mark.parametrize("sheet", LEDGERS.tables, ids=[sheet.id for sheet in LEDGERS.tables])


def evidence(sheet: Sheet, number: int) -> list[object]:
    """Return one row of a sheet, filled in whole."""
    return [VALUES.get(column.kind) or next(iter(column.words), f"丰收{number}") for column in sheet.columns]


def lines_of(data: ParsedSheet) -> list[str]:
    """Return the places of the notes on skipped lines, and the cells they name."""
    return [f"{p.place.cell} {p.expected.zh.partition('（')[2]}" for p in data.problems if p.code == "skipped-lines"]


def changed(row: list[object], at: int, value: object) -> list[object]:
    return [*row[:at], value, *row[at + 1 :]]


# --- totals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["合计", "小计", "汇总", "Total", "一季度小计", "青禾镇组团 汇总", "合计：3笔"])
@each_sheet
def test_a_total_is_skipped_in_any_text_column_and_without_a_note(sheet: Sheet, word: str) -> None:
    whole = [evidence(sheet, 1), evidence(sheet, 2)]
    texts = [at for at, column in enumerate(sheet.columns) if column.kind in {"text", "name"}]
    sums = [changed(evidence(sheet, 3), at, word) for at in texts]
    data = read_rows(sheet, [headers(sheet.id), whole[0], *sums, whole[1]])
    assert (data.rows, data.skipped, data.faults.by_row) == ([2, 3 + len(sums)], len(sums), {})
    assert lines_of(data) == []


@pytest.mark.parametrize("word", ["小计", "大米小计", "米 汇总"])
def test_a_subtotal_under_a_merged_team_is_skipped_and_its_rows_count(word: str) -> None:
    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["消费帮扶"].merge_range("A2:A4", "2022-03-05")
        pages["消费帮扶"].merge_range("B2:B4", TEAM)

    rows = [changed(changed(SALE, 0, None), 1, None) for _ in range(3)]
    rows[1], rows[2] = changed(changed(rows[1], 7, "凭2"), 4, "茶"), changed(changed(rows[2], 7, None), 4, word)
    submission = submit_one({"消费帮扶": [SALES, *rows]}, tweak=merge)
    assert account(submission, "purchases") == {"read": 3, "counted": 2, "skipped": 1}


def test_a_name_that_is_a_total_is_no_partner() -> None:
    row = [DAY, TEAM, "合计：2家", "企业"]
    data = read_rows(SOCIAL_PARTNERS, [headers("social_partners"), changed(row, 2, "某公司"), row])
    assert (data.rows, data.skipped) == ([2], 1)


def test_what_a_merge_fills_in_makes_no_total_of_a_row() -> None:
    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["表"].merge_range("A2:A3", "合计")

    rows: Grid = [["分类", *GIFTS], ["", None], [None, *GIFT]]
    data = read_rows(DONATIONS, rows, merge)
    assert (data.rows, data.faults.by_row) == ([3], {})


@pytest.mark.parametrize(
    "title", ["一季度帮扶工作情况汇总", "消费帮扶累计突破百万", "工作汇总", "青禾镇汇总", "一季度募集资金使用情况合计"]
)
@pytest.mark.parametrize("at", [0, 2])
def test_a_briefing_is_no_total_for_its_title(title: str, at: int) -> None:
    order = [2, 0, 1, 3] if at == 0 else [0, 1, 2, 3]
    row, head = [DAY, TEAM, title, "市经协办"], headers("briefings")
    data = read_rows(BRIEFINGS, [[head[one] for one in order], [row[one] for one in order]])
    assert (len(data.rows), data.skipped, data.faults.by_row) == (1, 0, {})


@pytest.mark.parametrize("word", ["青禾镇汇总", "一季度汇总", "一季度帮扶工作情况合计"])
def test_what_ends_as_a_total_in_a_first_cell_of_no_title_is_one(word: str) -> None:
    data = read_rows(DONATIONS, [GIFTS, changed(GIFT, 0, word), GIFT, [None, word, None, None, None, 5]])
    assert (data.rows, data.skipped) == ([3], 2)


@pytest.mark.parametrize("word", ["两村合计", "累计5次", "合计3笔", "本年累计", "甲街道合计"])
def test_what_may_be_a_remark_makes_a_total_only_where_none_can_be_meant(word: str) -> None:
    remarked = [*GIFT, word]
    data = read_rows(DONATIONS, [[*GIFTS, "说明"], remarked, changed(GIFT, 7, word)])
    assert (data.rows, data.skipped) == ([2, 3], 0)
    sums = [changed(remarked, 5, None), changed(GIFT, 1, word), [word, *GIFT[1:]], [None, None, None, None, word, 5]]
    data = read_rows(DONATIONS, [[*GIFTS, "说明"], *sums, GIFT])
    assert (data.rows, data.skipped) == ([6], 4)
    data = read_rows(DONATIONS, [["分类", *GIFTS], [word, *GIFT], [None, *GIFT]])
    assert (data.rows, data.skipped) == ([3], 1)


def test_parts_of_the_row_above_are_skipped_with_a_note() -> None:
    part = changed(changed(GIFT, 1, "其中：采购"), 5, 20_000)
    data = read_rows(DONATIONS, [GIFTS, GIFT, part, changed(GIFT, 7, "凭2"), [None, "其中：资金"]])
    assert (data.rows, data.skipped, data.faults.by_row) == ([2, 4], 2, {})
    assert lines_of(data) == ["A3 A3、B5，共 2 行）"]


# --- numbers of columns -------------------------------------------------------------------------


@each_sheet
@pytest.mark.parametrize("first", ["1", "甲", "（1）", "A", "栏次"])
def test_a_row_that_numbers_the_columns_is_skipped_with_a_note(sheet: Sheet, first: str) -> None:
    width = len(sheet.columns)
    tokens = {"1": "{}", "甲": "{}", "（1）": "（{}）", "A": "{}", "栏次": "{}"}[first]
    numbering: list[object] = [first, *(tokens.format(at) for at in range(2, width + 1))]
    numbering[-1] = f"{width}={width - 2}+{width - 1}"
    data = read_rows(sheet, [headers(sheet.id), numbering, evidence(sheet, 1)])
    assert (data.rows, data.skipped, data.faults.by_row) == ([3], 1, {})
    assert lines_of(data) == ["A2 A2，共 1 行）"]


def test_numbers_of_columns_are_told_in_cells_of_every_format() -> None:
    def tweak(made: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["表"].write_number("A2", 1, made.add_format({"num_format": "yyyy-mm-dd"}))
        pages["表"].write_number("D2", 4, made.add_format({"num_format": "0%"}))

    rows = [headers("rural_income"), [1, 2, 3, 4], ["翠屏县", 2022, 9, 8]]
    assert read_rows(RURAL_INCOME, rows, tweak).rows == [3]


def test_a_row_of_two_small_numbers_is_no_numbering() -> None:
    row = [None, None, 3, 4, None, None, None]
    data = read_rows(SAFEGUARDS, [headers("safeguards"), row, ["甲街道", 2022, 5000, 5000, 1, 1, 1]])
    assert data.rows == [2, 3]
    assert data.rejected == {0}


# --- below the last whole row -------------------------------------------------------------------

BELOW = [
    *(
        "注：以上数据以凭证为准",
        "单位负责人（签字）：",
        "（盖章）",
        "以上数据真实有效",
        "以上情况属实。",
        "2.本表一式两份",
        "（1）按月填报",
    ),
    *(
        "※带*为必填",
        "以下空白",
        "——以下空白——",
        "联系电话：0000-0000",
        "填表人：某某",
        "2022年6月30日",
        "二〇二二年六月三十日",
        "年  月  日",
    ),
    *(
        "第1页 共2页",
        "此页无正文",
        "附件：凭证复印件",
        "东莞市农业农村局",
        "甲街道办事处",
        "驻韶关市工作组",
        "请于每月5日前报送",
        "END",
    ),
    *(
        "如有疑问，请联系市经协办。",
        "本表由各组团填报",
        "抄送：市经协办",
        "单位：元",
        "共3家",
        "特此报告",
        "备注",
        "（签章）",
    ),
]


@each_sheet
def test_lines_below_a_table_are_skipped_in_any_column_with_one_note(sheet: Sheet) -> None:
    width = len(sheet.columns)
    lines = [changed([None] * width, at, text) for at in range(width) for text in BELOW]
    data = read_rows(sheet, [headers(sheet.id), evidence(sheet, 1), evidence(sheet, 2), *lines])
    assert (data.rows, data.skipped, data.faults.by_row, data.rejected) == ([2, 3], len(lines), {}, set())
    (told,) = lines_of(data)
    assert told.startswith("A4 A4、A5、")
    assert f"等，共 {len(lines)} 行" in told


@each_sheet
def test_a_merged_line_below_a_table_is_skipped(sheet: Sheet) -> None:
    width = len(sheet.columns)

    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        for at, text in enumerate(BELOW):
            pages["表"].merge_range(2 + at, 0, 2 + at, width - 1, text)

    data = read_rows(sheet, [headers(sheet.id), evidence(sheet, 1), *([None] * width for _ in BELOW)], merge)
    assert (data.rows, data.skipped, data.faults.by_row) == ([2], len(BELOW), {})


SIGNED = [
    ["单位负责人（签字）：", "2022年6月30日"],
    ["单位负责人：", "某某", "填表人：", "某某"],
    ["填表人：某某", "审核人：某某", "负责人：某某"],
    ["制表：", "复核：", "审核：", "批准："],
    ["甲街道办事处（盖章）", DAY],
    ["填表人", "某某", "联系电话", "0000-00000000"],
    ["注：", "以凭证为准"],
    ["填报单位：甲街道", "填报日期：2022年6月30日", "单位：元"],
]


@each_sheet
@pytest.mark.parametrize("step", [1, 2])
def test_signatures_in_several_cells_are_skipped(sheet: Sheet, step: int) -> None:
    width = len(sheet.columns)
    lines: list[list[object]] = []
    for cells in SIGNED:
        for start in range(width - step * (len(cells) - 1)):
            line: list[object] = [None] * width
            line[start : start + step * len(cells) : step] = cells
            lines.append(line[:width])
    data = read_rows(sheet, [headers(sheet.id), evidence(sheet, 1), *lines, evidence(sheet, 2)])
    assert (data.rows, data.skipped, data.faults.by_row) == ([2, 3 + len(lines)], len(lines), {})


def test_an_issuer_and_a_day_that_fill_all_that_is_required_are_a_line_below_a_table_only() -> None:
    line = ["东莞市农业农村局", "2022年6月30日"]
    rows = [headers("demo_projects"), ["翠屏县", "果园"], line]
    assert read_rows(DEMO_PROJECTS, rows).rows == [2]
    assert read_rows(DEMO_PROJECTS, [*rows, ["翠屏县", "茶园"]]).rows == [2, 3, 4]


@pytest.mark.parametrize(
    ("sheet", "row", "lacking"),
    [
        (MEDIA_REPORTS, [DAY, TEAM, "丰收", None, None, None], "DE"),
        (VISITS, [DAY, "乙局", None, None, None], "CD"),
        (BRIEFINGS, [DAY, TEAM, "青禾：丰收", None], "D"),
        (HIGHLIGHTS, [TEAM, "数据赋能", None, None], "C"),
        (DEMO_PROJECTS, ["翠屏县", None, None], "B"),
        (DEMO_PROJECTS, [None, "共享农庄", None], "A"),
        (EMPLOYMENT, [TOWN, None, None, 300], "B"),
    ],
)
def test_a_last_row_with_half_or_more_of_what_is_required_is_evidence_that_lacks_something(
    sheet: Sheet, row: list[object], lacking: str
) -> None:
    data = read_rows(sheet, [headers(sheet.id), evidence(sheet, 1), row, ["注：以凭证为准"]])
    assert (data.rows, data.rejected) == ([2, 3], {1})
    assert [f"{data.place(1, f.column).cell} {f.fault.code}" for f in data.faults.by_row[1]] == [
        f"{c}3 missing-value" for c in lacking
    ]


def test_a_row_between_others_that_lacks_nearly_all_is_evidence_that_lacks_something() -> None:
    data = read_rows(
        DONATIONS,
        [GIFTS, ["某日"], GIFT, [None, "甲街道"], [DAY, "甲街道", TOWN], changed(GIFT, 7, "凭2"), ["以上"]],
    )
    assert (data.rows, data.skipped) == ([2, 3, 4, 5, 6], 1)
    assert data.rejected == {0, 2, 3}


def test_a_line_between_incomplete_rows_below_the_last_whole_one_is_skipped() -> None:
    data = read_rows(DONATIONS, [GIFTS, GIFT, ["以上"], [DAY, "甲街道", TOWN, None, "资金"], ["以下"]])
    assert (data.rows, data.rejected, sorted(data.faults.by_row)) == ([2, 4], {1}, [1])
    assert lines_of(data) == ["A3 A3、A5，共 2 行）"]


def test_below_a_header_without_a_row_lines_are_skipped() -> None:
    data = read_rows(DONATIONS, [GIFTS, ["单位负责人（签字）："], [None, None, "2022年6月30日"]])
    assert (data.rows, data.skipped, data.faults.by_row) == ([], 2, {})


def test_an_error_below_a_table_is_no_line() -> None:
    def calculate(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["表"].write_formula("F3", "=A1", None, "#REF!")

    assert read_rows(DONATIONS, [GIFTS, GIFT], calculate).rejected == {1}


# --- prefilled rows -----------------------------------------------------------------------------


@each_sheet
def test_rows_of_choices_and_zeros_alone_are_skipped(sheet: Sheet) -> None:
    kinds = [column.kind for column in sheet.columns]
    prefilled = [
        next(iter(column.words), None) if column.words else 0 if column.kind in {"amount", "whole", "percent"} else None
        for column in sheet.columns
    ]
    if not {"choice", "amount", "whole", "percent", "choices"} & {*kinds}:
        return
    data = read_rows(sheet, [headers(sheet.id), evidence(sheet, 1), prefilled, evidence(sheet, 2), prefilled])
    assert (data.rows, data.skipped, data.faults.by_row) == ([2, 4], 2, {})


def test_formulas_that_were_never_calculated_make_no_row_of_evidence() -> None:
    def calculate(_: Workbook, pages: dict[str, Worksheet]) -> None:
        for row in (3, 4):
            pages["表"].write_formula(f"F{row}", "=A1*2", None, "")
        pages["表"].write_string("E4", "资金")

    data = read_rows(DONATIONS, [GIFTS, GIFT], calculate)
    assert (data.rows, data.skipped, data.faults.by_row) == ([2], 2, {})


def test_a_row_that_is_whole_by_merges_and_has_an_amount_of_its_own_is_evidence() -> None:
    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        for at, text in enumerate(["2022-03-05", "甲街道", TOWN, "东村", "资金"]):
            pages["表"].merge_range(1, at, 2, at, text)

    rows = [GIFTS, [*([None] * 5), 100], [*([None] * 5), 0]]
    assert read_rows(DONATIONS, rows, merge).rows == [2, 3]


def test_a_row_that_is_whole_by_merges_and_has_nothing_of_its_own_is_blank() -> None:
    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        for at, cell in enumerate(["2022-03-05", "甲街道", TOWN, "东村", "资金"], 1):
            pages["表"].merge_range(1, at, 2, at, cell)
        pages["表"].merge_range("G2:G3", 5000)

    data = read_rows(DONATIONS, [["序号", *GIFTS], [1, *([None] * 6)], [2, *([None] * 6)]], merge)
    assert (data.rows, data.skipped, data.faults.by_row) == ([2], 1, {})


# --- and nothing else ---------------------------------------------------------------------------


def test_titles_and_repeated_headers_are_skipped_without_a_note() -> None:
    data = read_rows(DONATIONS, [GIFTS, ["一、上半年"], GIFT, GIFTS, ["（二）下半年"], changed(GIFT, 7, "凭2"), ["合计"], []])
    assert (data.rows, data.skipped, lines_of(data)) == ([3, 6], 4, [])


@pytest.mark.parametrize("sheet", [PRIVATE_PAIRS, DEMO_PROJECTS])
def test_signatures_that_fill_all_that_is_required_are_skipped(sheet: Sheet) -> None:
    line = ["填表人：某某", "审核人：某某", "负责人：某某"]
    data = read_rows(sheet, [headers(sheet.id)[:3], evidence(sheet, 1)[:3], line, evidence(sheet, 2)[:3]])
    assert data.rows == [2, 4]


def test_skipped_lines_move_no_verdict_and_are_told_in_the_report() -> None:
    rows: Grid = [GIFTS, GIFT, ["单位负责人（签字）：", None, None, "2022年6月30日"], ["（盖章）"]]
    submission = submit_one({"募集资金": rows})
    assert fates(submission, "donations") == ["counted"]
    assert codes(submission.problems) == [("skipped-lines", "A3")]
    assert account(submission, "donations") == {"read": 3, "counted": 1, "skipped": 2}


def test_a_purchase_of_what_sounds_like_a_total_counts() -> None:
    rows = [changed(changed(SALE, 4, product), 7, product) for product in ("总统计软件", "合计数表", "统计台账")]
    assert len(read_rows(PURCHASES, [SALES, *rows]).rows) == 3
