"""What happens to a row: every fate, the order they are tried in, and which of equal rows stands."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from assistcheck.submission.assemble import Submission
from assistcheck.submission.evidence_key import cell_text
from assistcheck.submission.row_status import ROW_STATUSES
from builders.support import (
    OTHER,
    TEAM,
    TOWN,
    YEAR_END,
    account,
    book,
    codes,
    declaration,
    fates,
    ledger,
    rosters,
    submit,
    submit_one,
)

Cells = dict[str, object]
DAY = date(2022, 3, 5)


def report(**cells: object) -> Cells:
    return {"date": DAY, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省", **cells}


def buy(**cells: object) -> Cells:
    plain = {"date": DAY, "team": TEAM, "channel": "其他", "form": "采购", "product": "米", "origin": "韶关", "amount": 5000}
    return {**plain, **cells}


def gift(**cells: object) -> Cells:
    return {"date": DAY, "unit": "乙局", "town": TOWN, "form": "资金", "amount": 5000, **cells}


def fates_of(ident: str, *rows: Cells, as_of: date = YEAR_END) -> list[str]:
    return fates(submit_one(ledger(ident, *rows), as_of), ident)


# --- in time ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "fate"),
    [
        (date(2021, 12, 31), "out-of-period"),
        (date(2022, 1, 1), "counted"),
        (date(2022, 6, 30), "counted"),
        (date(2022, 7, 1), "future"),
        (date(2022, 12, 31), "future"),
        (date(2023, 1, 1), "out-of-period"),
    ],
)
def test_a_dated_row_counts_from_new_year_to_the_as_of_date(day: date, fate: str) -> None:
    assert fates_of("media_reports", report(date=day), as_of=date(2022, 6, 30)) == [fate]


@pytest.mark.parametrize("as_of", [date(2021, 6, 1), date(2022, 1, 1), YEAR_END])
def test_an_undated_row_counts_on_any_date(as_of: date) -> None:
    assert fates_of("demo_projects", {"county": "翠屏县", "project": "示范"}, as_of=as_of) == ["counted"]


@pytest.mark.parametrize(("year", "fate"), [(2021, "out-of-period"), (2022, "counted"), (2023, "out-of-period")])
@pytest.mark.parametrize("as_of", [date(2021, 12, 31), date(2022, 6, 30), date(2024, 1, 1)])
def test_yearly_states_are_those_of_the_programme_year_alone(year: int, fate: str, as_of: date) -> None:
    assert fates_of("employment", {"town": TOWN, "year": year, "employed": 5}, as_of=as_of) == [fate]
    budget = {"city": "韶关市", "year": year, "budgeted": "是", "amount_due": 500, "amount_budgeted": 500}
    assert fates_of("fiscal_funds", budget, as_of=as_of) == [fate]
    state = {
        "unit": "甲街道",
        "year": year,
        "funds_ceiling": 500,
        "funds_paid": 500,
        "cadres": 1,
        "subsidised": 1,
        "insured": 1,
    }
    assert fates_of("safeguards", state, as_of=as_of) == [fate]


@pytest.mark.parametrize(
    ("year", "as_of", "fate"),
    [
        (2021, YEAR_END, "out-of-period"),
        (2022, date(2021, 12, 31), "future"),
        (2022, date(2022, 1, 1), "counted"),
        (2023, YEAR_END, "future"),
        (2023, date(2023, 1, 1), "counted"),
        (2025, date(2025, 12, 31), "counted"),
        (2025, date(2024, 12, 31), "future"),
        (2026, date(2026, 12, 31), "out-of-period"),
    ],
)
def test_incomes_count_from_the_programme_year_to_the_last_due_year(year: int, as_of: date, fate: str) -> None:
    assert fates_of("rural_income", {"county": "翠屏县", "year": year, "growth": 9, "provincial_growth": 8}, as_of=as_of) == [
        fate
    ]
    assert fates_of("village_income", {"town": TOWN, "village": "东村", "year": year, "income": 500}, as_of=as_of) == [fate]


@pytest.mark.parametrize(
    ("quarter", "fate"),
    [
        ("2021Q4", "out-of-period"),
        ("2022Q1", "counted"),
        ("一季度", "counted"),
        ("2022年第四季度", "counted"),
        ("2023Q1", "out-of-period"),
    ],
)
def test_a_return_of_any_quarter_of_the_year_stands(quarter: str, fate: str) -> None:
    usage = {"quarter": quarter, "fiscal_year": 2021, "town": TOWN, "allocated": 500, "used": 500}
    assert fates_of("fund_usage", usage, as_of=date(2022, 2, 1)) == [fate]


@pytest.mark.parametrize(
    ("day", "fate"),
    [
        (date(2019, 1, 1), "counted"),
        (date(2022, 6, 30), "counted"),
        (date(2022, 7, 1), "future"),
        (date(2023, 1, 1), "out-of-period"),
        (None, "counted"),
    ],
)
def test_an_attested_duty_done_before_the_year_counts(day: date | None, fate: str) -> None:
    done: Cells = {"duty": "R21.1", "subject": "东莞市", "state": "已完成", "date": day, "evidence": "文件"}
    assert fates_of("attestations", done, as_of=date(2022, 6, 30)) == [fate]


def test_late_and_early_rows_are_told_at_the_cell_that_dates_them() -> None:
    rows = [report(date=date(2021, 1, 1)), report(date=date(2022, 9, 1), title="又")]
    submission = submit_one(ledger("media_reports", *rows), date(2022, 6, 30))
    assert codes(submission.problems) == [("out-of-period", "A2"), ("future-date", "A3")]


# --- the order of fates -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "fate"),
    [
        (report(level="?", date=date(2021, 1, 1)), "rejected"),
        (report(level="?", date=date(2022, 9, 1)), "rejected"),
        (report(level="?"), "rejected"),
        (report(date=date(2021, 1, 1)), "out-of-period"),
        (report(date=date(2023, 1, 1)), "out-of-period"),
        (report(date=date(2022, 9, 1)), "future"),
        (report(date=date(2022, 3, 6)), "duplicate"),
    ],
)
def test_a_row_with_several_faults_has_the_first_fate(row: Cells, fate: str) -> None:
    assert fates_of("media_reports", report(), row, as_of=date(2022, 6, 30)) == ["counted", fate]


def test_a_duplicate_is_tried_before_a_double_claim() -> None:
    rows = [
        buy(voucher="凭1", team=OTHER, date=date(2022, 3, 1)),
        buy(voucher="凭1"),
        buy(voucher="凭1", date=date(2022, 3, 6)),
    ]
    assert fates_of("purchases", *rows) == ["counted", "double-claim", "duplicate"]


def test_superseded_comes_before_every_other_fate_but_skipped() -> None:
    rows = ledger("media_reports", report(level="?"), report(date=date(2021, 1, 1)), {"date": "合计"}, {})
    files = {
        "old.xlsx": book({**rosters(), **declaration(as_of=date(2022, 6, 30)), **rows}),
        "new.xlsx": book({**rosters(), **declaration(), **ledger("media_reports")}),
    }
    submission = submit(files)
    assert account(submission, "media_reports", "old.xlsx") == {"read": 3, "superseded": 2, "skipped": 1}


def test_the_fates_of_a_sheet_add_up() -> None:
    rows: list[Cells] = [
        report(),
        report(),
        report(level="?"),
        report(date=date(2021, 1, 1)),
        report(date=YEAR_END),
        {},
        {"date": "合计"},
    ]
    submission = submit_one(ledger("media_reports", *rows), date(2022, 6, 30))
    told = account(submission, "media_reports")
    assert told == {"read": 7, "counted": 1, "duplicate": 1, "rejected": 1, "out-of-period": 1, "future": 1, "skipped": 2}
    assert told["read"] == sum(told.get(fate, 0) for fate in ROW_STATUSES)


# --- the same evidence --------------------------------------------------------------------------


def standing(ident: str, *rows: Cells) -> Cells:
    """Return the one row that stands, whatever the order of rows, and over several workbooks."""
    found = []
    for order in permutations(rows):
        whole = submit_one(ledger(ident, *order))
        parts = {f"{n}.xlsx": book(ledger(ident, row)) for n, row in enumerate(order)}
        found += [_counted(whole, ident), _counted(submit({**parts, "roster.xlsx": book(rosters())}), ident)]
    assert all(one == found[0] for one in found)
    return found[0]


def _counted(submission: Submission, ident: str) -> Cells:
    table = submission.tables[ident]
    assert sorted(table.fates) == ["counted", *["duplicate"] * (len(table) - 1)]
    at = table.fates.index("counted")
    return {name: column[at] for name, column in table.columns.items()}


def test_of_equal_evidence_the_earliest_date_stands() -> None:
    rows = [report(date=date(2022, 3, day), level=level) for day, level in ((7, "中央"), (6, "市"), (8, "省"))]
    assert standing("media_reports", *rows)["level"] == "市"


def test_of_equal_dates_the_cells_that_come_first_as_text_stand() -> None:
    assert standing("media_reports", report(level="省"), report(level="中央"), report(level="市"))["level"] == "中央"


def test_a_blank_comes_before_any_text() -> None:
    assert standing("media_reports", report(link="网址"), report())["link"] is None


def test_cells_are_compared_as_text_not_as_numbers() -> None:
    rows: list[Cells] = [{"town": TOWN, "year": 2022, "employed": number} for number in (90, 100)]
    assert standing("employment", *rows)["employed"] == 100


def test_a_dated_row_stands_before_an_undated_one() -> None:
    rows: list[Cells] = [
        {"team": TEAM, "title": "亮点", "filmed": "否"},
        {"team": TEAM, "title": "亮点", "filmed": "是", "date": DAY},
    ]
    assert standing("highlights", *rows)["filmed"] == "是"


def test_rows_alike_to_the_letter_count_once() -> None:
    assert fates_of("visits", *[{"date": DAY, "unit": "甲街道", "role": "其他", "town": TOWN}] * 3) == [
        "counted",
        "duplicate",
        "duplicate",
    ]


def test_where_the_whole_row_is_the_evidence_one_cell_makes_another() -> None:
    plain: Cells = {"date": DAY, "unit": "甲街道", "role": "其他", "town": TOWN}
    assert fates_of("visits", plain, {**plain, "note": "复查"}, {**plain, "role": "主要负责同志"}) == ["counted"] * 3


@pytest.mark.parametrize("same", ["丰收", " 丰收 ", "丰\u200b收"])
def test_titles_that_differ_in_invisible_characters_are_one(same: str) -> None:
    assert fates_of("media_reports", report(), report(title=same)) == ["counted", "duplicate"]


@pytest.mark.parametrize("same", ["丰 收", "丰\n收", "丰\u3000收", "丰\t收"])
def test_titles_that_differ_in_white_space_are_one_on_whatever_row(same: str) -> None:
    rows = [report(level="省"), report(title=same, level="中央")]
    assert fates_of("media_reports", *rows) == ["duplicate", "counted"]
    assert fates_of("media_reports", *rows[::-1]) == ["counted", "duplicate"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("丰收ABC", "丰收abc"),
        ("丰收-上", "丰收—上"),
        ("丰收-上", "丰收——上"),
        *(("丰收", mark) for mark in ("(丰收)", "[丰收]", "【丰收】", "「丰收」", "“丰收”", '"丰收"', "《丰收》", "（丰 收）")),
        ("《丰收》", "“丰收”"),
    ],
)
def test_titles_that_differ_only_by_case_dash_or_bracket_count_with_a_warning(one: str, other: str) -> None:
    submission = submit_one(ledger("media_reports", report(title=one), report(title=other, date=date(2022, 4, 1))))
    assert fates(submission, "media_reports") == ["counted", "counted"]
    (problem,) = [p for p in submission.problems if p.code != "missing-sheet"]
    assert (problem.code, problem.level, problem.place.cell) == ("near-duplicate", "warning", "C3")
    assert "第 2 行" in problem.expected.zh
    assert "row 2" in problem.expected.en


@pytest.mark.parametrize("change", [{"outlet": "晚报"}, {"team": OTHER}, {"title": "a收"}])
def test_a_title_nearly_the_same_of_another_evidence_is_not_told(change: Cells) -> None:
    rows = [report(title="A"), report(**{"title": "a", **change})]
    assert codes(submit_one(ledger("media_reports", *rows)).problems) == []


def test_whole_rows_are_compared_without_white_space_and_nearly_the_same_ones_told() -> None:
    plain: Cells = {"date": DAY, "unit": "甲街道", "role": "其他", "town": TOWN, "note": "第A次"}
    rows = [plain, {**plain, "note": "第 A 次"}, {**plain, "note": "第a次"}]
    submission = submit_one(ledger("visits", *rows))
    assert fates(submission, "visits") == ["duplicate", "counted", "counted"]
    assert codes(submission.problems) == [("duplicate-row", "A2"), ("near-duplicate", "E4")]


def test_names_of_a_roster_are_never_put_together() -> None:
    sheets = rosters()
    units = [*sheets["单位名册"], ("乙 局", TEAM, "党政机关", "是", None), ("B局", TEAM, "党政机关", "是", None)]
    submission = submit({"data.xlsx": book({**sheets, "单位名册": [*units, ("b局", TEAM, "党政机关", "是", None)]})})
    assert {"乙局", "乙 局", "B局", "b局"} <= {*submission.roster.names(("unit",))}
    assert codes(submission.problems) == []


@pytest.mark.parametrize("change", [{"title": "又"}, {"outlet": "晚报"}, {"team": OTHER}])
def test_reports_are_known_by_team_title_and_outlet(change: Cells) -> None:
    assert fates_of("media_reports", report(), report(**change)) == ["counted", "counted"]


def test_quarters_written_in_two_ways_are_one() -> None:
    usage = {"fiscal_year": 2021, "town": TOWN, "allocated": 500, "used": 500}
    rows = [{**usage, "quarter": text} for text in ("2022Q1", "一季度", "2022年第一季度")]
    assert fates_of("fund_usage", *rows, {**usage, "quarter": "2022Q1", "village": "东村"}) == [
        "counted",
        "duplicate",
        "duplicate",
        "counted",
    ]


def test_a_rejected_row_is_nobodys_duplicate() -> None:
    assert fates_of("media_reports", report(level="?"), report(), report(level="?")) == ["rejected", "counted", "rejected"]


def test_the_duplicate_is_told_with_the_row_that_stands() -> None:
    submission = submit_one(ledger("media_reports", report(date=date(2022, 4, 1)), report()))
    (problem,) = [p for p in submission.problems if p.code == "duplicate-row"]
    assert (problem.place.row, problem.level) == (2, "warning")
    assert "第 3 行" in problem.expected.zh
    assert "row 3" in problem.expected.en


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Decimal("5.00"), "5"),
        (Decimal(500), "500"),
        (Decimal("0.10"), "0.1"),
        (("甲", "乙"), "甲、乙"),
        (5, "5"),
        (DAY, "2022-03-05"),
    ],
)
def test_equal_values_have_equal_texts(value: object, text: str) -> None:
    assert cell_text(value) == text


# --- vouchers -----------------------------------------------------------------------------------


def test_rows_without_a_voucher_are_known_by_the_whole_row() -> None:
    assert fates_of("purchases", buy(), buy(), buy(product="茶"), buy(voucher="凭1")) == [
        "counted",
        "duplicate",
        "counted",
        "counted",
    ]
