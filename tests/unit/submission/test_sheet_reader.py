"""One sheet to columns of values: which rows are skipped, which are rejected, and where every fault stands."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.submission.parsed import ParsedSheet
from builders.packs import LEDGERS
from builders.support import TEAM, TOWN, Grid, Tweak, cell_problems, headers, read_rows

DONATIONS = LEDGERS["donations"]
MEDIA_REPORTS = LEDGERS["media_reports"]
TRAININGS = LEDGERS["trainings"]
BRIEFINGS = LEDGERS["briefings"]
FISCAL_FUNDS = LEDGERS["fiscal_funds"]
INDUSTRY_PROJECTS = LEDGERS["industry_projects"]

DAY = date(2022, 3, 5)
MEDIA = headers("media_reports")
GIFTS = headers("donations")
REPORT = [DAY, TEAM, "丰收", "日报", "省", None]
GIFT = [DAY, "甲街道", TOWN, "东村", "资金", 50_000, "企业", "凭1"]
PROJECT = [DAY, TEAM, "企业投资", "果园", "某公司", TOWN, None, None]


def faults(data: ParsedSheet) -> list[tuple[str, str, str]]:
    """Return (code, A1 address, what was seen) of every fault and remark."""
    found = cell_problems(data)
    return [(p.code, p.place.cell, p.value) for p in found]


def changed(row: list[object], at: int, value: object) -> list[object]:
    return [*row[:at], value, *row[at + 1 :]]


# --- values -------------------------------------------------------------------------------------


def test_a_clean_sheet_gives_exact_values_and_no_faults() -> None:
    data = read_rows(DONATIONS, [GIFTS, GIFT, changed(GIFT, 3, None)])
    assert data.columns["date"] == [DAY, DAY]
    assert data.columns["amount"] == [Decimal(50_000), Decimal(50_000)]
    assert data.columns["village"] == ["东村", None]
    assert (data.rows, data.skipped, data.read, data.faults.by_row, data.rejected) == ([2, 3], 0, 2, {}, set())


def test_columns_that_are_not_there_are_blank() -> None:
    data = read_rows(MEDIA_REPORTS, [MEDIA[:5], REPORT[:5]])
    assert data.columns["link"] == [None]
    assert data.rejected == set()


def test_white_space_alone_is_a_blank() -> None:
    assert read_rows(DONATIONS, [GIFTS, changed(GIFT, 3, " \u3000\u200b\n")]).columns["village"] == [None]


@pytest.mark.parametrize("word", ["None", "nan", "空", "无锡", "一"])
def test_words_that_people_do_not_write_for_nothing_are_text(word: str) -> None:
    assert read_rows(MEDIA_REPORTS, [MEDIA, changed(REPORT, 2, word)]).columns["title"] == [word]


def test_true_and_one_are_never_taken_for_each_other() -> None:
    names = headers("trainings")
    rows = [[DAY, "东莞市", "业务培训", None, value, 1] for value in (1, True, 0, False)]
    data = read_rows(TRAININGS, [names, *rows])
    assert data.columns["expected"] == [1, None, 0, None]
    assert [(code, cell) for code, cell, _ in faults(data)] == [("bad-number", "E3"), ("bad-number", "E5")]
    assert data.rejected == {1, 3}


def test_amounts_under_a_header_in_myriads_are_in_yuan() -> None:
    rows = [changed(GIFT, 5, value) for value in (3, "3.5", "2万元", "70000元")]
    data = read_rows(DONATIONS, [changed(GIFTS, 5, "金额（万元）"), *rows])
    assert data.columns["amount"] == [30_000, 35_000, 20_000, 70_000]
    assert data.faults.by_row == {}


# --- faults -------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", range(5))
def test_each_blank_required_cell_rejects_its_row(at: int) -> None:
    data = read_rows(MEDIA_REPORTS, [MEDIA, REPORT, changed(REPORT, at, None)])
    assert faults(data) == [("missing-value", f"{'ABCDE'[at]}3", "")]
    assert data.rejected == {1}


@pytest.mark.parametrize(
    ("at", "value", "code", "seen"),
    [
        (0, 2022.1, "bad-date", "2022.1"),
        (0, "昨天", "bad-date", "昨天"),
        (4, "厅级", "bad-choice", "厅级"),
        (2, 123456789012345678, "bad-number", "1.23456789012346e+17"),
    ],
)
def test_a_required_cell_that_cannot_be_read_rejects_its_row(at: int, value: object, code: str, seen: str) -> None:
    data = read_rows(MEDIA_REPORTS, [MEDIA, changed(REPORT, at, value)])
    assert faults(data) == [(code, f"{'ABCDEF'[at]}2", seen)]
    assert data.rejected == {0}


def test_a_bad_choice_names_the_allowed_words() -> None:
    data = read_rows(MEDIA_REPORTS, [MEDIA, changed(REPORT, 4, "乡")])
    assert data.faults.by_row[0][0].fault.expected.zh == "中央、省、市、县、县级以下"


def test_one_word_of_a_list_that_is_not_allowed_spoils_it() -> None:
    names = headers("briefings")
    data = read_rows(BRIEFINGS, [names, [DAY, TEAM, "信息", "市经协办、市委办"], [DAY, TEAM, "信息", "市经协办/驻市县工作组"]])
    assert faults(data) == [("bad-choice", "D2", "市经协办、市委办")]
    assert data.columns["recipients"][1] == ("市经协办", "驻市县工作组")


def test_every_fault_of_a_row_is_told() -> None:
    data = read_rows(MEDIA_REPORTS, [MEDIA, ["?", None, "丰收", "日报", "?", None]])
    assert [(code, cell) for code, cell, _ in faults(data)] == [
        ("bad-date", "A2"),
        ("missing-value", "B2"),
        ("bad-choice", "E2"),
    ]
    assert data.rejected == {0}


@pytest.mark.parametrize(("at", "value", "rejects"), [(6, "亲友", False), (7, 1e17, True)])
def test_an_optional_cell_that_cannot_be_read_rejects_only_where_a_verdict_may_hang_on_it(
    at: int, value: object, *, rejects: bool
) -> None:
    data = read_rows(DONATIONS, [GIFTS, changed(GIFT, at, value)])
    assert len(faults(data)) == 1
    assert data.rejected == ({0} if rejects else set())


@pytest.mark.parametrize(("column", "value"), [(3, "2月30日"), (6, "?"), (7, "-5")])
def test_dates_and_sums_of_the_budget_spoil_their_row(column: int, value: str) -> None:
    row: list[object] = ["韶关市", 2022, "是", DAY, 5000, 5000, DAY, 5000]
    data = read_rows(FISCAL_FUNDS, [headers("fiscal_funds"), changed(row, column, value)])
    assert data.rejected == {0}


@pytest.mark.parametrize(
    ("kind", "enterprise", "village", "fault"),
    [
        ("企业投资", None, None, [("missing-value", "E2", "")]),
        ("企业投资", "某公司", None, []),
        ("增收项目", None, None, [("missing-value", "G2", "")]),
        ("增收项目", None, "东村", []),
        ("乡村振兴车间", None, None, []),
        ("投资", None, None, [("bad-choice", "C2", "投资")]),
    ],
)
def test_some_columns_are_required_for_some_kinds_of_projects(
    kind: str, enterprise: str | None, village: str | None, fault: list[tuple[str, str, str]]
) -> None:
    row = [DAY, TEAM, kind, "果园", enterprise, TOWN, village, None]
    data = read_rows(INDUSTRY_PROJECTS, [headers("industry_projects"), row])
    assert faults(data) == fault
    assert data.rejected == ({0} if fault else set())


def test_remarks_do_not_reject_a_row() -> None:
    rows = [changed(GIFT, 0, "3月5日"), changed(GIFT, 5, 5)]
    data = read_rows(DONATIONS, [GIFTS, *rows])
    assert faults(data) == [("assumed-year", "A2", "3月5日"), ("suspicious-amount", "F3", "5")]
    assert data.columns["date"] == [DAY, DAY]
    assert data.columns["amount"] == [50_000, 5]
    assert data.rejected == set()


@pytest.mark.parametrize(
    ("header", "value", "told"),
    [
        ("金额(元)", 0, False),
        ("金额(元)", 0.01, True),
        ("金额(元)", 99.99, True),
        ("金额(元)", 100, False),
        ("金额(元)", "5万元", False),
        ("金额(元)", "50元", False),
        ("金额(万元)", 5, False),
        ("金额(万元)", 9999, False),
        ("金额(万元)", 10_000, True),
        ("金额(万元)", "100000000元", False),
    ],
)
def test_amounts_that_look_like_another_unit_are_told(header: str, value: object, told: bool) -> None:  # noqa: FBT001
    data = read_rows(DONATIONS, [changed(GIFTS, 5, header), changed(GIFT, 5, value)])
    assert [code for code, _, _ in faults(data)] == (["suspicious-amount"] if told else [])


def formatted(code: str, cells: dict[str, float]) -> Tweak:
    """Return what puts numbers in a number format into the only sheet."""

    def tweak(made: Workbook, pages: dict[str, Worksheet]) -> None:
        for place, value in cells.items():
            pages["表"].write_number(place, value, made.add_format({"num_format": code}))

    return tweak


@pytest.mark.parametrize(
    ("header", "code", "value", "told"),
    [
        ("金额(元)", '0.00"万元"', 500, True),
        ("金额(元)", '#,##0.00"万"', 500, True),
        ("金额(元)", "0!.0,", 5_000_000, True),
        ("金额(元)", '0.00,"万"', 500_000, True),
        ("金额(元)", '0!.0,"万"', 5_000_000, False),
        ("金额(元)", '#,##0.00"元"', 500, False),
        ("金额(元)", '0.00"万元"', 0, False),
        ("金额(元)", "#,##0.00", 500, False),
        ("金额(万元)", '0.00"万元"', 500, False),
        ("金额(万元)", '0.00"元"', 500, True),
        ("金额(万元)", "0!.0,", 5000, True),
    ],
)
def test_an_amount_that_is_shown_in_another_unit_counts_as_stored_and_is_told(
    header: str,
    code: str,
    value: float,
    told: bool,  # noqa: FBT001
) -> None:
    rows = [changed(GIFTS, 5, header), changed(GIFT, 5, None)]
    data = read_rows(DONATIONS, rows, formatted(code, {"F2": value}))
    assert [(one, cell) for one, cell, _ in faults(data)] == ([("suspicious-amount", "F2")] if told else [])
    assert data.columns["amount"][0] == value * (10_000 if "万" in header else 1)
    assert data.rejected == set()


def test_a_count_that_is_shown_in_another_unit_rejects_its_row() -> None:
    row = [DAY, "东莞市", "业务培训", None, None, None]
    data = read_rows(TRAININGS, [headers("trainings"), row], formatted('0"万人"', {"E2": 3, "F2": 3}))
    assert [(code, cell) for code, cell, _ in faults(data)] == [("bad-number", "E2"), ("bad-number", "F2")]
    assert data.rejected == {0}


def test_a_merged_amount_has_its_format_and_counts_once() -> None:
    def tweak(made: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["表"].merge_range("F2:F3", 500, made.add_format({"num_format": '0.00"万元"'}))

    data = read_rows(DONATIONS, [GIFTS, changed(GIFT, 5, None), changed(GIFT, 5, None)], tweak)
    assert [(code, cell) for code, cell, _ in faults(data)] == [("suspicious-amount", "F2"), ("merged-number", "F2")]


def test_a_cell_with_a_time_keeps_its_day() -> None:
    assert read_rows(MEDIA_REPORTS, [MEDIA, changed(REPORT, 0, datetime.fromisoformat("2022-03-05 23:59"))]).columns[
        "date"
    ] == [DAY]


# --- rows that are none -------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["合计", "小计", "总计", "合 计", "合计：", "总计（元）", "累计", "本页小计"])
def test_total_rows_are_skipped_wherever_they_stand(label: str) -> None:
    total: list[object] = [None, label, None, None, None, 50_000]
    data = read_rows(DONATIONS, [GIFTS, GIFT, total, changed(GIFT, 7, "凭2"), [label, None, None, None, None, 100_000]])
    assert (data.rows, data.skipped, data.faults.by_row) == ([2, 4], 2, {})


def test_a_total_in_an_extra_leading_column_is_skipped() -> None:
    rows: Grid = [["序号", *GIFTS], [1, *GIFT], ["合计", None, None, None, None, None, 50_000]]
    data = read_rows(DONATIONS, rows)
    assert (data.rows, data.skipped) == ([2], 1)


@pytest.mark.parametrize("label", ["合计数", "总计划", "合计工程", "统计"])
def test_words_that_only_begin_like_a_total_are_data(label: str) -> None:
    data = read_rows(MEDIA_REPORTS, [MEDIA, changed(REPORT, 0, label)])
    assert (data.skipped, data.rejected) == (0, {0})


def test_a_total_word_makes_a_total_wherever_it_stands() -> None:
    data = read_rows(MEDIA_REPORTS, [MEDIA, changed(REPORT, 2, "合计")])
    assert (data.rows, data.skipped, data.rejected) == ([], 1, set())


def test_blank_rows_are_skipped_and_counted() -> None:
    blank: list[object] = [" ", "\u3000", None, "\u200b", None, None]
    data = read_rows(MEDIA_REPORTS, [MEDIA, blank, REPORT, [], blank, changed(REPORT, 2, "又")])
    assert (data.rows, data.skipped, data.read) == ([3, 6], 3, 5)


def test_the_header_over_again_is_skipped() -> None:
    data = read_rows(MEDIA_REPORTS, [MEDIA, REPORT, MEDIA, changed(REPORT, 2, "又")])
    assert (data.rows, data.skipped) == ([2, 4], 1)


def test_title_rows_are_counted_as_skipped() -> None:
    data = read_rows(MEDIA_REPORTS, [["媒体报道统计表"], ["填报单位：某镇"], MEDIA, REPORT])
    assert (data.rows, data.skipped, data.read) == ([4], 2, 3)


def test_a_sheet_without_a_cell_is_a_zero_and_usable() -> None:
    data = read_rows(MEDIA_REPORTS, [])
    assert (data.usable, data.read, data.problems) == (True, 0, [])


# --- where things stand -------------------------------------------------------------------------


def test_addresses_are_right_under_leading_blank_rows_and_columns() -> None:
    rows: Grid = [[], [], [None, None, *MEDIA], [], [None, None, *changed(REPORT, 0, "?")]]
    data = read_rows(MEDIA_REPORTS, rows)
    assert faults(data) == [("bad-date", "C5", "?")]
    assert data.place(0, "level").cell == "G5"
    assert data.rows == [5]


def test_addresses_are_right_in_any_column_order() -> None:
    data = read_rows(MEDIA_REPORTS, [list(reversed(MEDIA)), list(reversed(changed(REPORT, 4, "?")))])
    assert faults(data) == [("bad-choice", "B2", "?")]


def test_merged_cells_repeat_their_value_down_the_range() -> None:
    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["表"].merge_range("B2:B4", TEAM)
        pages["表"].merge_range("B5:B6", "丙组团")

    rows: Grid = [MEDIA, *(changed(changed(REPORT, 1, None), 2, title) for title in "甲乙丙丁戊己")]
    data = read_rows(MEDIA_REPORTS, rows, merge)
    assert data.columns["team"] == [TEAM] * 3 + ["丙组团"] * 2 + [None]
    assert faults(data) == [("missing-value", "B7", "")]


def test_merged_cells_are_repeated_right_under_leading_blank_columns() -> None:
    rows: Grid = [[], [None, None, *MEDIA], *([None, None, *changed(changed(REPORT, 1, None), 2, t)] for t in "甲乙")]
    data = read_rows(MEDIA_REPORTS, rows, lambda _, pages: pages["表"].merge_range("D3:D4", TEAM))
    assert data.columns["team"] == [TEAM, TEAM]


def test_a_merge_does_not_fill_rows_that_are_blank_otherwise() -> None:
    rows: Grid = [MEDIA, changed(REPORT, 1, None), [], []]
    data = read_rows(MEDIA_REPORTS, rows, lambda _, pages: pages["表"].merge_range("B2:B4", TEAM))
    assert data.rows == [2]


def test_a_merge_over_columns_fills_only_the_first() -> None:
    data = read_rows(
        MEDIA_REPORTS, [MEDIA, changed(REPORT, 3, None)], lambda _, pages: pages["表"].merge_range("C2:D2", "丰收")
    )
    assert faults(data) == [("missing-value", "D2", "")]


def test_hidden_rows_and_sheets_are_read_with_a_note() -> None:
    data = read_rows(MEDIA_REPORTS, [MEDIA, REPORT], lambda _, pages: pages["表"].set_row(1, None, None, {"hidden": True}))
    assert data.rows == [2]
    ((code, expected),) = [(p.code, p.expected.zh) for p in data.problems]
    assert (code, expected) == ("hidden-content", "不隐藏的行（现隐藏 1 行）")


# --- doubtful cells -----------------------------------------------------------------------------


@pytest.mark.parametrize(("value", "code"), [("#REF!", "error-cell"), ("#N/A", "error-cell"), (None, "formula-without-value")])
@pytest.mark.parametrize("at", [3, 5, 7])
def test_a_doubtful_cell_is_never_a_blank_or_a_zero(value: str | None, code: str, at: int) -> None:
    data = read_formula(at, value)
    assert faults(data) == [(code, f"{'ABCDEFGH'[at]}3", value or "")]
    assert data.rejected == {1}


def test_a_doubtful_cell_that_no_verdict_hangs_on_leaves_its_row() -> None:
    data = read_formula(6, "#N/A")
    assert faults(data) == [("error-cell", "G3", "#N/A")]
    assert data.rejected == set()


def read_formula(at: int, value: str | None) -> ParsedSheet:
    """Return a sheet whose second data row has a formula with this stored result in one column."""

    def calculate(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["表"].write_formula(2, at, "=A1", None, "" if value is None else value)

    return read_rows(DONATIONS, [GIFTS, GIFT, changed(GIFT, 7, "凭2")], calculate)


def test_a_row_of_nothing_but_an_error_is_not_blank() -> None:
    data = read_rows(DONATIONS, [GIFTS, GIFT], lambda _, pages: pages["表"].write_formula(2, 5, "=A1", None, "#REF!"))
    assert (data.rows, data.skipped, data.rejected) == ([2, 3], 0, {1})


def test_a_total_row_with_an_error_is_skipped_all_the_same() -> None:
    data = read_rows(DONATIONS, [GIFTS, GIFT, ["合计"]], lambda _, pages: pages["表"].write_formula(2, 5, "=A1", None, "#REF!"))
    assert (data.rows, data.skipped, data.faults.by_row) == ([2], 1, {})
