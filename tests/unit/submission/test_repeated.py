"""What one cell says for several rows: ditto marks, numbers merged over rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.submission import row_reader
from assistcheck.submission.parsed import ParsedSheet
from assistcheck.workbook.cell_markers import DITTO_MARKS
from builders.packs import LEDGERS
from builders.support import (
    OTHER,
    TEAM,
    TOWN,
    Grid,
    Tweak,
    account,
    book,
    cell_problems,
    codes,
    fates,
    headers,
    outcomes,
    read_rows,
    report_of,
    rosters,
    submit,
    submit_one,
)

MEDIA_REPORTS = LEDGERS["media_reports"]
PURCHASES = LEDGERS["purchases"]
BRIEFINGS = LEDGERS["briefings"]
FUND_USAGE = LEDGERS["fund_usage"]
DONATIONS = LEDGERS["donations"]
COMPUTERS = LEDGERS["computers"]
RURAL_INCOME = LEDGERS["rural_income"]
INDUSTRY_PROJECTS = LEDGERS["industry_projects"]
TRAININGS = LEDGERS["trainings"]

DAY = date(2022, 3, 5)
SALES, GIFTS, NEWS = headers("purchases"), headers("donations"), headers("media_reports")
SALE = [DAY, TEAM, "其他", "采购", "米", "韶关市", 100_000, None]
GIFT = [DAY, "甲街道", TOWN, "东村", "资金", 100_000, None, None]
REPORT = [DAY, TEAM, "丰收", "日报", "省", "某处"]


def changed(row: Sequence[object], at: int, value: object) -> list[object]:
    return [*row[:at], value, *row[at + 1 :]]


def told(data: ParsedSheet) -> list[tuple[str, str, str]]:
    """Return (code, A1 address, level) of every fault and remark."""
    found = cell_problems(data)
    return [(p.code, p.place.cell, p.level) for p in found]


def merging(*ranges: tuple[str, object]) -> Tweak:
    """Return what merges ranges of the first sheet that is not a roster's, each with its value."""

    def tweak(_: Workbook, pages: dict[str, Worksheet]) -> None:
        page = next(page for title, page in pages.items() if not title.endswith("名册"))
        for cells, value in ranges:
            page.merge_range(cells, value)

    return tweak


# --- ditto marks --------------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [*sorted(DITTO_MARKS), "同上。", " 〃 ", "″", "＂"])
def test_a_ditto_mark_repeats_the_cell_above_with_a_note(mark: str) -> None:
    data = read_rows(MEDIA_REPORTS, [NEWS, REPORT, [mark] * 6])
    assert data.columns == {name: [value] * 2 for name, value in zip(data.columns, REPORT, strict=True)}
    assert data.rejected == set()
    assert told(data) == [("ditto", f"{letter}3", "note") for letter in "ABCDEF"]


def test_runs_of_dittos_repeat_the_row_of_evidence_above_whatever_stands_between() -> None:
    again = changed(changed(SALE, 5, "〃"), 4, "茶")
    total: list[object] = ["合计"]
    data = read_rows(PURCHASES, [SALES, SALE, again, [], total, SALES, again, changed(SALE, 5, "揭阳市"), again])
    assert data.columns["origin"] == ["韶关市"] * 3 + ["揭阳市"] * 2
    assert data.rejected == set()


def test_lists_quarters_and_years_are_repeated() -> None:
    data = read_rows(BRIEFINGS, [headers("briefings"), [DAY, TEAM, "甲事", "市经协办"], ["〃", "〃", "乙事", "同上"]])
    assert data.columns["recipients"] == [("市经协办",)] * 2
    rows = [headers("fund_usage"), ["2022Q1", 2021, TOWN, "东村", 9000, 500], ["同上", "〃", "〃", "西村", 9000, 600]]
    data = read_rows(FUND_USAGE, rows)
    assert (data.columns["quarter"], data.columns["fiscal_year"]) == (["2022Q1"] * 2, [2021] * 2)


@pytest.mark.parametrize(("at", "code"), [(5, "bad-amount"), (7, "missing-value")], ids=["an amount", "a voucher"])
def test_a_ditto_mark_for_an_amount_or_a_voucher_is_an_error(at: int, code: str) -> None:
    data = read_rows(DONATIONS, [GIFTS, changed(GIFT, 7, "凭1"), changed(GIFT, at, "〃")])
    assert told(data) == [(code, f"{'ABCDEFGH'[at]}3", "error")]
    assert data.rejected == {1}


def test_a_ditto_mark_for_a_count_or_a_share_is_an_error() -> None:
    data = read_rows(COMPUTERS, [headers("computers"), [DAY, "某公司", TOWN, 5, None], [DAY, "某公司", TOWN, "同上", None]])
    assert told(data) == [("bad-number", "D3", "error")]
    data = read_rows(RURAL_INCOME, [headers("rural_income"), ["翠屏县", 2022, 9, 8], ["云岭区", 2022, "〃", 8]])
    assert told(data) == [("bad-number", "C3", "error")]


def test_with_nothing_above_a_ditto_mark_is_an_error() -> None:
    data = read_rows(MEDIA_REPORTS, [NEWS, changed(REPORT, 3, "〃"), changed(changed(REPORT, 3, "〃"), 2, "又")])
    assert told(data) == [("missing-value", "D2", "error"), ("missing-value", "D3", "error")]
    assert data.rejected == {0, 1}


def test_a_ditto_mark_under_a_blank_is_a_blank() -> None:
    data = read_rows(
        DONATIONS,
        [GIFTS, changed(GIFT, 3, None), changed(GIFT, 3, "〃"), changed(GIFT, 1, None), changed(GIFT, 1, "〃")],
    )
    assert data.columns["village"][1] is None
    assert told(data) == [("ditto", "D3", "note"), ("missing-value", "B4", "error"), ("missing-value", "B5", "error")]
    assert data.rejected == {2, 3}


def test_a_ditto_mark_under_an_error_is_one() -> None:
    data = read_rows(DONATIONS, [GIFTS, GIFT, changed(GIFT, 0, "昨天"), changed(GIFT, 0, "〃")])
    assert [code for code, _, _ in told(data)] == ["bad-date", "missing-value"]
    assert data.rejected == {1, 2}


def test_what_is_required_for_some_kinds_is_so_for_a_kind_that_is_repeated() -> None:
    row = [DAY, TEAM, "增收项目", "果园", None, TOWN, "东村", None]
    data = read_rows(INDUSTRY_PROJECTS, [headers("industry_projects"), row, changed(changed(row, 2, "〃"), 6, None)])
    assert told(data) == [("ditto", "C3", "note"), ("missing-value", "G3", "error")]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_dittos_reach_over_the_pieces_in_which_a_sheet_is_read(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(row_reader, "CHUNK", 2)
    rows = [SALE, *(changed(changed(SALE, 5, "〃"), 4, f"品{at}") for at in range(count)), [], ["合计"], changed(SALE, 5, "〃")]
    data = read_rows(PURCHASES, [SALES, *rows])
    assert data.columns["origin"] == ["韶关市"] * (count + 2)


def test_an_origin_that_is_repeated_counts() -> None:
    rows = [SALE, *(changed(changed(SALE, 5, "〃"), 4, product) for product in ("茶", "蜜"))]
    found = outcomes(report_of(submit_one({"消费帮扶": [SALES, *rows]})))
    assert found["R11.3", TEAM, TEAM][:2] == ("met", "300000.00")


# --- merged numbers -----------------------------------------------------------------------------


def test_an_amount_merged_over_rows_of_one_team_counts_once() -> None:
    rows = [changed(changed(SALE, 6, None), 4, product) for product in "米茶蜜菇薯"]
    submission = submit_one({"消费帮扶": [SALES, *rows]}, tweak=merging(("G2:G6", 100_000)))
    assert fates(submission, "purchases") == ["counted"] * 5
    assert codes(submission.problems) == [("merged-number", "G2")]
    assert submission.problems[-1].level != "error"
    assert submission.tables["purchases"].columns["amount"] == [Decimal(100_000), *[None] * 4]
    status, value, _ = outcomes(report_of(submission))["R11.3", TEAM, TEAM]
    assert (status, value) == ("shortfall", "100000.00")


def test_an_amount_merged_over_two_villages_cannot_be_shared() -> None:
    rows = [changed(changed(GIFT, 5, None), 3, village) for village in ("东村", "西村")]
    submission = submit_one({"募集资金": [GIFTS, *rows]}, tweak=merging(("F2:F3", 100_000)))
    assert fates(submission, "donations") == ["rejected"] * 2
    assert [(p.cells, p.count, p.level) for p in submission.problems if p.code == "merged-number"] == [(("F2:F3",), 2, "error")]
    found = outcomes(report_of(submission))
    assert {found["R07.4", f"{TOWN}/{village}", TEAM][0] for village in ("东村", "西村")} == {"undetermined"}


@pytest.mark.parametrize("village", ["东村", "〃", " 东村\u200b"])
def test_rows_agree_by_what_their_names_say(village: str) -> None:
    rows = [changed(GIFT, 5, None), changed(changed(GIFT, 5, None), 3, village)]
    data = read_rows(DONATIONS, [GIFTS, *rows], merging(("F2:F3", 100_000)))
    assert data.rejected == set()
    assert told(data)[0][0] == "merged-number"


@pytest.mark.parametrize(("aliases", "fate"), [({"青禾": TEAM}, "counted"), ({"青禾": OTHER}, "rejected"), ({}, "rejected")])
def test_names_agree_by_what_is_recorded_of_them(aliases: dict[str, str], fate: str) -> None:
    rows = [changed(SALE, 6, None), changed(changed(SALE, 6, None), 1, "青禾")]
    data = book({**rosters(), "消费帮扶": [SALES, *rows]}, merging(("G2:G3", 100_000)))
    assert fates(submit({"data.xlsx": data}, aliases=aliases), "purchases") == [fate] * 2


def test_rows_of_one_voucher_under_a_merged_amount_are_no_duplicates() -> None:
    rows = [[*changed(changed(SALE, 6, None), 4, product)[:7], "凭1"] for product in "米茶蜜"]
    submission = submit_one({"消费帮扶": [SALES, *rows]}, tweak=merging(("G2:G4", 100_000)))
    assert fates(submission, "purchases") == ["counted"] * 3
    assert codes(submission.problems) == [("merged-number", "G2")]


def test_names_that_are_merged_too_agree() -> None:
    rows = [[DAY, None, None, None, "资金", None, None, f"凭{at}"] for at in range(3)]
    merges = merging(("B2:B4", "甲街道"), ("C2:C4", TOWN), ("D2:D4", "东村"), ("F2:F4", "10万元"))
    data = read_rows(DONATIONS, [GIFTS, *rows], merges)
    assert (data.rejected, data.columns["amount"]) == (set(), [Decimal(100_000), None, None])


def test_one_row_under_a_merged_number_has_it_without_a_remark() -> None:
    data = read_rows(DONATIONS, [["序号", *GIFTS], [1, *changed(GIFT, 5, None)], [2], [3]], merging(("G2:G4", 100_000)))
    assert (data.rows, data.columns["amount"], data.faults.by_row) == ([2], [Decimal(100_000)], {})


def test_a_total_under_a_merged_number_is_no_row_of_it() -> None:
    rows = [changed(GIFT, 5, None), changed(changed(GIFT, 5, None), 4, "物资折价"), ["合计"]]
    data = read_rows(DONATIONS, [GIFTS, *rows], merging(("F2:F4", 100_000)))
    assert (data.rows, data.columns["amount"]) == ([2, 3], [Decimal(100_000), None])


def test_a_number_that_cannot_be_read_is_a_fault_of_each_row_it_is_merged_over() -> None:
    rows = [changed(changed(GIFT, 5, None), 4, form) for form in ("资金", "物资折价")]
    data = read_rows(DONATIONS, [GIFTS, *rows], merging(("F2:F3", "许多")))
    assert told(data) == [("bad-amount", "F2", "error"), ("bad-amount", "F3", "error")]


def test_an_amount_that_no_verdict_hangs_on_leaves_its_rows() -> None:
    row = [DAY, TEAM, "乡村振兴车间", "甲", None, TOWN, None, None]
    rows = [row, changed(changed(row, 1, OTHER), 3, "乙")]
    data = read_rows(INDUSTRY_PROJECTS, [headers("industry_projects"), *rows], merging(("H2:H3", 100_000)))
    assert data.rejected == set()
    assert told(data) == [("merged-number", "H2", "error"), ("merged-number", "H3", "error")]


def test_counts_and_shares_are_numbers_too() -> None:
    rows = [[DAY, "东莞市", kind, None, None, None] for kind in ("全员专题培训", "业务培训")]
    data = read_rows(TRAININGS, [headers("trainings"), *rows], merging(("E2:E3", 50), ("F2:F3", 50)))
    assert (data.columns["expected"], data.columns["attended"]) == ([50, None], [50, None])
    rows = [["翠屏县", year, None, 8] for year in (2021, 2022)]
    submission = submit_one({"农民收入": [headers("rural_income"), *rows]}, tweak=merging(("C2:C3", 9.5)))
    assert outcomes(report_of(submission))["R10.1", "翠屏县", ""][0] == "undetermined"


def test_years_and_vouchers_are_repeated_down_a_merge() -> None:
    rows = [["2022Q1", None, TOWN, village, None, None] for village in (None, None)]
    merges = merging(("B2:B3", 2021), ("E2:E3", 9000), ("F2:F3", 500))
    submission = submit_one({"资金使用": [headers("fund_usage"), rows[0], changed(rows[1], 0, "2022Q2")]}, tweak=merges)
    assert submission.tables["fund_usage"].columns["fiscal_year"] == [2021, 2021]
    assert fates(submission, "fund_usage") == ["counted"] * 2
    rows = [changed(GIFT, 4, form) for form in ("资金", "物资折价")]
    data = read_rows(DONATIONS, [GIFTS, *rows], merging(("H2:H3", "凭1")))
    assert data.columns["voucher"] == ["凭1"] * 2


def test_of_equal_rows_under_a_merged_number_the_one_that_has_it_stands() -> None:
    rows = [[TOWN, 2022, 200, None], [TOWN, 2022, 200, None]]
    submission = submit_one({"就业情况": [headers("employment"), *rows]}, tweak=merging(("D2:D3", 300)))
    assert account(submission, "employment") == {"read": 2, "counted": 1, "duplicate": 1}
    assert outcomes(report_of(submission))["R12.1", TOWN, TEAM][0] == "met"


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_merged_numbers_reach_over_the_pieces_in_which_a_sheet_is_read(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: Grid = [GIFTS, *(changed(changed(GIFT, 5, None), 4, form) for form in ("资金", "物资折价") * 4)]
    merges = merging(("F3:F5", 100), ("F6:F9", 200))
    whole = read_rows(DONATIONS, rows, merges)
    monkeypatch.setattr(row_reader, "CHUNK", size)
    pieces = read_rows(DONATIONS, rows, merges)
    assert (pieces.columns, pieces.faults, pieces.rejected) == (whole.columns, whole.faults, whole.rejected)
    assert whole.columns["amount"] == [None, 100, None, None, 200, None, None, None]
