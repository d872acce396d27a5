"""Ledgers of another pack: dated by month or quarter of a fiscal year, checks of rows, vouchers, whose rows are whose."""

from __future__ import annotations

from datetime import date

import pytest

from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem
from assistcheck.submission.assemble import Submission
from unit.harbour.world import DAY, NORTH, PACK, SOUTH, YEAR_END, Row, cover, rosters, sheets, submit, submit_one

REPAIR: Row = {"done_on": DAY, "crew": "Red", "depot": "Alder", "cause": "Wear", "cost": 900}


def repair(**cells: object) -> Row:
    return {**REPAIR, **cells}


def fates(submission: Submission, ident: str) -> list[str]:
    return list(submission.tables[ident].fates)


def told(submission: Submission, *left_out: str) -> list[tuple[str, str]]:
    """Return (code, cell) of the problems of a workbook, but sheets that are missing and ``left_out``."""
    return [(p.code, p.place.cell) for p in submission.problems if p.code not in {"missing-sheet", "not-submitted", *left_out}]


def only(submission: Submission, code: str) -> Problem:
    (found,) = [problem for problem in submission.problems if problem.code == code]
    return found


# --- periods ------------------------------------------------------------------------------------


def test_a_month_column_is_read_as_people_write_months() -> None:
    writings = ["2025-10", "2025-11", date(2025, 12, 15), "2026年1月"]
    submission = submit_one(returns=[{"month": text, "depot": "Alder", "repairs": 1} for text in writings])
    assert submission.tables["returns"].columns["month"] == ["2025-10", "2025-11", "2025-12", "2026-01"]
    assert fates(submission, "returns") == ["counted"] * 4


@pytest.mark.parametrize(
    ("month", "fate"),
    [
        ("2025-09", "out-of-period"),
        ("2025-10", "counted"),
        ("2025-12", "counted"),
        ("2026-01", "counted"),
        ("2026-09", "counted"),
        ("2026-10", "out-of-period"),
    ],
)
def test_a_month_counts_in_the_fiscal_year_it_lies_in(month: str, fate: str) -> None:
    submission = submit_one(returns=[{"month": month, "depot": "Alder", "repairs": 1}])
    assert fates(submission, "returns") == [fate]
    assert [p.place.cell for p in submission.problems if p.code == "out-of-period"] == ["A2"] * (fate != "counted")


@pytest.mark.parametrize(("quarter", "fate"), [("2026Q1", "counted"), ("2026Q4", "counted"), ("2025Q4", "out-of-period")])
def test_a_quarter_is_the_fiscal_years_own(quarter: str, fate: str) -> None:
    row = {"quarter": quarter, "vessel": "Heron", "by": "Port Alder"}
    assert fates(submit_one(inspections=[row]), "inspections") == [fate]


@pytest.mark.parametrize(
    ("day", "as_of", "fate"),
    [
        (date(2025, 9, 30), YEAR_END, "out-of-period"),
        (date(2025, 10, 1), YEAR_END, "counted"),
        (date(2026, 9, 30), YEAR_END, "counted"),
        (date(2026, 10, 1), YEAR_END, "out-of-period"),
        (date(2026, 2, 1), date(2026, 1, 31), "future"),
    ],
)
def test_a_day_counts_in_the_fiscal_year_it_lies_in(day: date, as_of: date, fate: str) -> None:
    assert fates(submit_one(as_of, repairs=[repair(done_on=day)]), "repairs") == [fate]


def test_one_month_of_one_depot_counts_once() -> None:
    rows: list[Row] = [{"month": text, "depot": "Alder", "repairs": 1} for text in ("2025-10", date(2025, 10, 3), "2025-11")]
    assert sorted(fates(submit_one(returns=rows), "returns")) == ["counted", "counted", "duplicate"]


# --- names --------------------------------------------------------------------------------------


def test_a_column_of_several_kinds_names_a_member_of_any() -> None:
    row = {"quarter": "2026Q1", "vessel": "Heron"}
    rows: list[Row] = [{**row, "by": who} for who in ("Office of the North", "Port Alder", "Alder")]
    submission = submit_one(inspections=rows)
    assert told(submission) == [("unknown-name", "C4")]
    assert fates(submission, "inspections") == ["counted", "counted", "rejected"]


def test_a_name_of_two_columns_is_looked_up_within_the_first() -> None:
    submission = submit_one(repairs=[repair(pier="1"), repair(crew="Blue", depot="Cedar", pier="1"), repair(pier="9")])
    assert told(submission) == [("unknown-name", "D4")]
    assert submission.tables["repairs"].columns["pier"] == ["1", "1", None]


@pytest.mark.parametrize(("subject", "ok"), [("Heron", True), ("Alder", False), ("2 at Alder", False)])
def test_the_subject_of_a_duty_is_of_its_kind(subject: str, ok: bool) -> None:  # noqa: FBT001
    row = {"duty": "R01.3", "subject": subject, "state": "done", "done_on": DAY, "proof": "log 7"}
    assert fates(submit_one(duties=[row]), "duties") == ["counted" if ok else "rejected"]


# --- checks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("cost", "allowance", "warns"), [(900, 900, False), (900.01, 900, True), (900, None, False)])
def test_what_exceeds_its_limit_counts_and_is_told(cost: float, allowance: float | None, warns: bool) -> None:  # noqa: FBT001
    submission = submit_one(repairs=[repair(cost=cost, allowance=allowance)])
    assert fates(submission, "repairs") == ["counted"]
    assert told(submission) == ([("used-exceeds-allocated", "F2")] if warns else [])
    if warns:
        problem = only(submission, "used-exceeds-allocated")
        assert (problem.value, problem.expected) == ("900.01", LocalizedText("不超过 900.00", "at most 900.00"))


def test_a_number_of_people_is_told_as_one() -> None:
    problem = only(submit_one(repairs=[repair(hands="1200 hands", berths=1000)]), "used-exceeds-allocated")
    assert (problem.place.cell, problem.value, problem.expected.en) == ("H2", "1,200", "at most 1,000 hands")


@pytest.mark.parametrize(
    ("crew", "depot", "own"),
    [("Red", "Alder", None), ("Red", "Birch", "Alder"), ("Blue", "Cedar", None), ("Blue", "Birch", "Alder、Cedar")],
)
def test_a_row_elsewhere_counts_and_is_told_with_what_is_its_own(crew: str, depot: str, own: str | None) -> None:
    submission = submit_one(repairs=[repair(crew=crew, depot=depot)])
    assert fates(submission, "repairs") == ["counted"]
    if own is None:
        assert told(submission) == []
    else:
        problem = only(submission, "visit-elsewhere")
        assert (problem.place.cell, problem.value, problem.expected.en) == ("C2", depot, f"the crew's own depot, {own}")


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"cause": "Storm", "depot": "Alder", "pier": "2", "for_depot": "Alder"}, None),
        ({"cause": "Storm", "depot": "Alder", "pier": "2", "for_depot": "Cedar"}, "D2"),
        ({"cause": "Wear", "depot": "Alder", "pier": "2", "for_depot": "Cedar"}, None),
        ({"cause": "Storm", "depot": "Alder", "for_depot": "Cedar"}, None),
        ({"cause": "Storm", "depot": "Alder", "pier": "2"}, None),
        ({"for_depot": "Cedar", "site": SOUTH}, None),
        ({"for_depot": "Cedar", "site": NORTH}, "L2"),
        ({"depot": "Alder", "for_depot": "Cedar", "site": SOUTH}, None),
    ],
)
def test_a_row_that_names_what_is_anothers_is_rejected(cells: Row, column: str | None) -> None:
    submission = submit_one(repairs=[repair(**cells)])
    assert fates(submission, "repairs") == (["rejected"] if column else ["counted"])
    assert told(submission) == ([("foreign-rows", column)] if column else [])


# --- whose rows ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("depot", "crew", "fate"), [("Alder", "Red", "counted"), ("Alder", "Blue", "counted"), ("Cedar", "Red", "rejected")]
)
def test_a_row_of_another_reporters_crew_is_foreign(depot: str, crew: str, fate: str) -> None:
    submission = submit({"a.xlsx": {**cover(depot), **sheets(repairs=[repair(crew=crew, depot=depot)])}})
    assert fates(submission, "repairs") == [fate]
    assert told(submission, "visit-elsewhere") == ([("foreign-rows", "B2")] if fate == "rejected" else [])


def test_a_vessel_is_its_piers_depots() -> None:
    rows: list[Row] = [{"quarter": "2026Q1", "vessel": vessel, "by": "Port Alder"} for vessel in ("Heron", "Tern")]
    submission = submit({"a.xlsx": {**cover("Alder"), **sheets(inspections=rows)}})
    assert fates(submission, "inspections") == ["counted", "rejected"]


def test_who_has_sent_nothing_is_told_by_the_kind_that_reports() -> None:
    submission = submit({"a.xlsx": {**cover("Alder"), **sheets(repairs=[REPAIR])}})
    assert [p.value for p in submission.problems if p.code == "not-submitted"] == ["Birch", "Cedar"]
    assert submission.coverage.absent == ("Birch", "Cedar")


def test_of_two_workbooks_of_one_depot_the_newer_counts() -> None:
    old, new = cover("Alder", date(2025, 12, 31)), cover("Alder", date(2026, 3, 31))
    rows = sheets(repairs=[REPAIR])
    submission = submit({"old.xlsx": {**old, **rows}, "new.xlsx": {**new, **rows}}, date(2026, 3, 31))
    assert [one.status for one in submission.inputs] == ["read", "superseded", "read"]
    assert only(submission, "conflicting-submission").expected.en == "one workbook per depot (new.xlsx counts)"


def test_a_workbook_of_another_fiscal_quarter_is_stale() -> None:
    submission = submit({"a.xlsx": {**cover("Alder", date(2025, 12, 31)), **sheets(repairs=[REPAIR])}}, date(2026, 1, 1))
    assert "2026Q2" in only(submission, "stale-submission").expected.en
    assert PACK.programme_year.quarter_of(date(2025, 12, 31)) == "2026Q1"


def test_a_cover_sheet_of_another_template_is_told() -> None:
    sender = {"Sender": [["Item", "Entry"], ["depot", "Alder"], ["Form", "2"]]}
    submission = submit({"a.xlsx": {**sender, **sheets(repairs=[REPAIR])}})
    assert (only(submission, "old-template").value, submission.inputs[-1].reporter) == ("2", "Alder")


# --- vouchers -----------------------------------------------------------------------------------


def test_a_voucher_that_two_reporters_claim_through_their_crews_counts_once() -> None:
    crews: list[Row] = [{"crew": "Green", "depot": "Cedar", "trade": "Diving", "licensed": "licensed"}]
    rows = sheets(
        repairs=[repair(invoice="INV-1", crew=crew, depot=depot) for crew, depot in (("Green", "Cedar"), ("Red", "Alder"))]
    )
    submission = submit({"a.xlsx": {**rosters(crews=crews), **rows}}, roster=False)
    assert fates(submission, "repairs") == ["double-claim", "counted"]  # Alder stands before Cedar in the roster
    assert "Alder" in only(submission, "double-claim").expected.en


def test_a_voucher_of_two_crews_of_one_reporter_is_one_evidence() -> None:
    rows: list[Row] = [repair(invoice="INV-1"), repair(invoice="INV 1", crew="Blue"), repair(invoice="INV－1", crew="Blue")]
    assert sorted(fates(submit_one(repairs=rows), "repairs")) == ["counted", "counted", "duplicate"]


@pytest.mark.parametrize(("change", "expected"), [({}, 1), ({"pier": "2"}, 2), ({"cost": 901}, 2), ({"cause": "Storm"}, 1)])
def test_one_voucher_is_one_evidence_for_each_amount_and_what_stands_beside_it(change: Row, expected: int) -> None:
    rows = [repair(invoice="INV-1", pier="1"), {**repair(invoice="INV-1", pier="1"), **change}]
    assert fates(submit_one(repairs=rows), "repairs").count("counted") == expected


def test_without_a_voucher_the_whole_row_is_the_evidence() -> None:
    assert sorted(fates(submit_one(repairs=[REPAIR, REPAIR, repair(cause="Storm")]), "repairs")) == [
        "counted",
        "counted",
        "duplicate",
    ]
