"""Vouchers: one evidence is voucher, amount and village; between teams, voucher and amount."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from assistcheck.problems import Problem
from builders.support import OTHER, OTHER_TOWN, TEAM, TOWN, YEAR_END, book, codes, fates, ledger, rosters, submit, submit_one

Cells = dict[str, object]
DAY = date(2022, 3, 5)


def buy(**cells: object) -> Cells:
    plain = {"date": DAY, "team": TEAM, "channel": "其他", "form": "采购", "product": "米", "origin": "韶关", "amount": 5000}
    return {**plain, **cells}


def gift(**cells: object) -> Cells:
    return {"date": DAY, "unit": "乙局", "town": TOWN, "form": "资金", "amount": 5000, **cells}


def fates_of(ident: str, *rows: Cells, as_of: date = YEAR_END) -> list[str]:
    return fates(submit_one(ledger(ident, *rows), as_of), ident)


def told(ident: str, *rows: Cells) -> list[Problem]:
    return [problem for problem in submit_one(ledger(ident, *rows)).problems if problem.code != "missing-sheet"]


# --- within a team ------------------------------------------------------------------------------


def test_voucher_amount_and_village_the_same_are_one_evidence() -> None:
    rows = [buy(voucher="凭1"), buy(voucher="凭1", product="茶", date=date(2022, 4, 1)), buy(voucher="凭2")]
    assert fates_of("purchases", *rows) == ["counted", "duplicate", "counted"]
    gifts = [gift(voucher="凭1", village="东村"), gift(voucher="凭1", village="东村", unit="甲街道", date=date(2022, 4, 1))]
    assert fates_of("donations", *gifts) == ["counted", "duplicate"]


@pytest.mark.parametrize(
    ("ident", "row", "change", "cell"),
    [
        ("purchases", buy(voucher="凭1"), {"amount": "4999.99"}, "H3"),
        ("donations", gift(voucher="凭1", village="东村"), {"amount": "4999.99"}, "H3"),
        ("donations", gift(voucher="凭1", village="东村"), {"village": "西村"}, "H3"),
        ("donations", gift(voucher="凭1", village="东村"), {"village": None}, "H3"),
    ],
)
def test_another_amount_or_village_is_another_evidence_and_told_once(ident: str, row: Cells, change: Cells, cell: str) -> None:
    rows = [row, {**row, **change, "date": date(2022, 3, 6)}]
    assert fates_of(ident, *rows) == ["counted", "counted"]
    (problem,) = told(ident, *rows)
    assert (problem.code, problem.level, problem.place.cell, problem.value) == ("voucher-shared", "warning", cell, "凭1")
    assert "第 2 行" in problem.expected.zh
    assert "row 2" in problem.expected.en


def test_many_rows_of_one_voucher_are_one_warning_wherever_they_stand() -> None:
    rows = [buy(voucher="凭1", amount=1000 * n, date=date(2022, 3, n)) for n in (3, 1, 2)]
    for order in permutations(rows):
        (problem,) = told("purchases", *order)
        assert problem.place.row == order.index(rows[2]) + 2
        assert f"第 {order.index(rows[1]) + 2} 行" in problem.expected.zh
        assert "共 3 处" in problem.expected.zh


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A-1", "A - 1"),
        ("A-1", "Ａ－１"),
        *(("A-1", f"A{dash}1") for dash in "–—−‐‑﹣"),
        ("凭1", "凭\n1"),
        ("凭（1）", "凭(1)"),
        ("1001", 1001),
    ],
)
def test_vouchers_are_compared_without_white_space_width_and_kinds_of_dashes(one: str, other: object) -> None:
    rows = [buy(voucher=one), buy(voucher=other, date=date(2022, 4, 1))]
    assert fates_of("purchases", *rows) == ["counted", "duplicate"]
    assert fates_of("purchases", rows[0], {**rows[1], "team": OTHER}) == ["counted", "double-claim"]


@pytest.mark.parametrize("other", ["a-1", "[A-1]", "A--1"])
def test_vouchers_that_differ_only_by_case_or_bracket_count_with_a_warning(other: str) -> None:
    rows = [buy(voucher="A-1"), buy(voucher=other, date=date(2022, 4, 1))]
    assert fates_of("purchases", *rows) == ["counted", "counted"]
    assert [(p.code, p.level, p.place.cell) for p in told("purchases", *rows)] == [("near-duplicate", "warning", "H3")]
    assert told("purchases", rows[0], {**rows[1], "amount": 4000}) == []


def test_the_duplicate_of_a_voucher_is_the_later_row_then_the_one_whose_other_cells_come_later() -> None:
    rows = [
        buy(voucher="凭 1", product="米"),
        buy(voucher="凭1", product="茶"),
        buy(voucher="凭1", product="茶", origin="揭阳"),
    ]
    for order in permutations(rows):
        table = submit_one(ledger("purchases", *order)).tables["purchases"]
        at = table.fates.index("counted")
        assert (table.columns["product"][at], table.columns["origin"][at]) == ("米", "韶关")


# --- between teams ------------------------------------------------------------------------------


def test_of_two_teams_with_one_voucher_and_amount_one_counts_whatever_the_village() -> None:
    rows = [
        gift(voucher="凭1", unit="甲街道", village="西村"),
        gift(voucher="凭1", town=OTHER_TOWN),
        gift(voucher="凭1", village="东村"),
    ]
    submission = submit_one(ledger("donations", *rows))
    assert fates(submission, "donations") == ["counted", "double-claim", "counted"]
    assert sorted(codes(submission.problems)) == [("double-claim", "H3"), ("voucher-shared", "H2")]


def test_with_another_amount_nothing_is_claimed_twice_and_both_count_with_a_note() -> None:
    rows = [buy(voucher="001", amount=320_000), buy(voucher="001", amount=1_000, team=OTHER)]
    assert fates_of("purchases", *rows) == ["counted", "counted"]
    (problem,) = told("purchases", *rows)
    assert (problem.code, problem.level, problem.place.cell) == ("voucher-shared", "note", "H3")
    assert "第 2 行" in problem.expected.zh


def test_a_voucher_that_one_team_shares_and_another_has_too_is_a_warning_and_a_note() -> None:
    rows = [buy(voucher="1", amount=1000), buy(voucher="1", amount=2000), buy(voucher="1", amount=3000, team=OTHER)]
    assert [(p.level, p.place.row) for p in told("purchases", *rows)] == [("warning", 3), ("note", 4)]


@pytest.mark.parametrize(("first", "second", "winner"), [(5, 6, TEAM), (6, 5, OTHER), (5, 5, TEAM)])
def test_a_voucher_claimed_twice_is_the_earliest_teams_then_the_first_of_the_roster(
    first: int, second: int, winner: str
) -> None:
    rows = [buy(voucher="凭1", date=date(2022, 3, first)), buy(voucher="凭1", team=OTHER, date=date(2022, 3, second))]
    for order in (rows, rows[::-1]):
        files = {f"{n}.xlsx": book(ledger("purchases", row)) for n, row in enumerate(order)}
        for submission in (submit_one(ledger("purchases", *order)), submit({**files, "roster.xlsx": book(rosters())})):
            table = submission.tables["purchases"]
            assert sorted(table.fates) == ["counted", "double-claim"]
            assert table.columns["team"][table.fates.index("counted")] == winner


def test_a_double_claim_is_an_error_that_names_the_team_that_has_it() -> None:
    rows = [buy(voucher="凭1"), buy(voucher="凭1", team=OTHER, date=date(2022, 4, 1))]
    submission = submit_one(ledger("purchases", *rows))
    (problem,) = [p for p in submission.problems if p.code == "double-claim"]
    assert (problem.level, problem.place.cell, problem.value, TEAM in problem.expected.zh) == ("error", "H3", "凭1", True)


def test_the_claim_that_stands_is_told_of_the_other_one_where_that_is_in_another_workbook() -> None:
    rows = [buy(voucher="凭1"), buy(voucher="凭1", team=OTHER, date=date(2022, 4, 1))]
    files = {f"{n}.xlsx": book(ledger("purchases", row)) for n, row in enumerate(rows)}
    submission = submit({**files, "roster.xlsx": book(rosters())})
    told = (p for p in submission.problems if p.code in {"double-claim", "voucher-shared"})
    stands, refused = sorted(told, key=lambda p: p.level == "error")
    assert (stands.code, refused.code) == ("voucher-shared", "double-claim")
    assert [(p.level, p.place.path, p.place.cell) for p in (refused, stands)] == [
        ("error", "1.xlsx", "H2"),
        ("warning", "0.xlsx", "H2"),
    ]
    assert f"{TEAM} 在 0.xlsx《消费帮扶》第 2 行" in refused.expected.zh
    assert f"{OTHER} 在 1.xlsx《消费帮扶》第 2 行" in stands.expected.zh
    assert (stands.title.en, stands.remedy.zh) == (
        "another team claims the same voucher; this row counts",
        "核对凭证：不是本组团的，删去本行；是本组团的，不必改动",
    )


def test_a_future_row_claims_no_voucher_yet() -> None:
    rows = [buy(voucher="凭1", date=date(2022, 9, 1)), buy(voucher="凭1", team=OTHER, date=date(2022, 3, 1))]
    assert fates_of("purchases", *rows, as_of=date(2022, 6, 30)) == ["future", "counted"]


def test_one_voucher_in_two_ledgers_is_two_evidences() -> None:
    submission = submit_one(
        {**ledger("purchases", buy(voucher="凭1")), **ledger("donations", gift(voucher="凭1", town=OTHER_TOWN))}
    )
    assert (fates(submission, "purchases"), fates(submission, "donations")) == (["counted"], ["counted"])
