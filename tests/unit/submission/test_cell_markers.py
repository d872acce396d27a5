"""Marks that stand for nothing: in every kind of column a blank, missing where a value is owed, and always told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistcheck.ledgers.schema import Column
from assistcheck.submission.column_reader import ColumnReader
from assistcheck.submission.parsed import CellDefect, ValueWithWarning
from assistcheck.workbook.cell_markers import PLACEHOLDERS, STROKES
from builders.packs import LEDGERS
from builders.support import (
    TEAM,
    TOWN,
    account,
    book,
    codes,
    declaration,
    facts,
    fates,
    ledger,
    outcomes,
    report_of,
    rosters,
    submit,
    submit_one,
)

DAY = date(2022, 3, 5)
MARKS = [*sorted(PLACEHOLDERS | STROKES), "——", "－－", "N / A", "ＮＡ", "Null"]
COLUMNS = [column for sheet in LEDGERS for column in sheet.columns]
PROJECT = {"date": DAY, "team": TEAM, "kind": "企业投资", "project": "厂房", "enterprise": "莞禾集团有限公司"}
GIFT = {"date": DAY, "unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金", "amount": 5000}
DONE = {"duty": "R02.2", "subject": TEAM, "state": "已完成", "date": DAY, "evidence": "纪要.pdf"}


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: ".".join(column.id))
def test_every_mark_is_a_blank_with_a_note_in_every_column(column: Column) -> None:
    reader = ColumnReader(column, 1, facts)
    assert {mark for mark in MARKS if reader[mark] != ValueWithWarning(None, CellDefect("placeholder"))} == set()
    assert ColumnReader(column, 1, facts).take(tuple(MARKS)) == [reader[mark] for mark in MARKS]


@pytest.mark.parametrize("mark", ["无", "N / A", "—", "/"])
@pytest.mark.parametrize("size", [6000, 20_000])
def test_a_mark_far_down_a_column_that_hardly_repeats_itself_is_found(mark: str, size: int) -> None:
    (voucher,) = (column for column in COLUMNS if column.id == ("donations", "voucher"))
    reader, cells = ColumnReader(voucher, 1, facts), tuple(f"无{number}号" for number in range(size))
    for start in range(0, size, 2048):
        reader.take(cells[start : start + 2048])
    assert reader.take((*cells[:2000], mark))[-2:] == [cells[1999], ValueWithWarning(None, CellDefect("placeholder"))]


@pytest.mark.parametrize("mark", ["无", "/", "－－", "待定", "N/A"])
@pytest.mark.parametrize("name", ["date", "unit", "form", "amount"])
def test_a_mark_in_a_required_cell_is_a_missing_value(name: str, mark: str) -> None:
    submission = submit_one(ledger("donations", {**GIFT, name: mark}))
    assert fates(submission, "donations") == ["rejected"]
    (told,) = [problem for problem in submission.problems if problem.place.sheet == "募集资金"]
    assert (told.code, told.value) == ("missing-value", mark)


@pytest.mark.parametrize(
    ("ident", "row", "name"),
    [
        ("donations", GIFT, "voucher"),
        ("donations", GIFT, "source"),
        ("highlights", {"team": TEAM, "title": "丰收", "filmed": "是"}, "date"),
        ("industry_projects", PROJECT, "amount"),
        ("attestations", DONE, "evidence"),
    ],
)
def test_a_mark_in_an_optional_cell_is_absent_and_the_row_counts(ident: str, row: dict[str, object], name: str) -> None:
    submission = submit_one(ledger(ident, {**row, name: "——"}))
    assert fates(submission, ident) == ["counted"]
    assert submission.tables[ident].columns[name] == [None]
    (told,) = [problem for problem in submission.problems if problem.code != "missing-sheet"]
    assert (told.code, told.level, told.value) == ("placeholder", "note", "——")


def test_a_mark_for_a_value_that_this_row_owes_is_missing() -> None:
    submission = submit_one(ledger("industry_projects", {**PROJECT, "enterprise": "/"}))
    assert fates(submission, "industry_projects") == ["rejected"]
    assert codes(submission.problems) == [("missing-value", "E2")]
    assert found(submission)["R10.4", TEAM][0] == "undetermined"


def found(submission: Any) -> dict[tuple[str, str], tuple[str, object, str | None]]:
    return {(rule, name): told for (rule, name, _), told in outcomes(report_of(submission)).items()}


@pytest.mark.parametrize("evidence", [None, "无", "/", "待补"])
def test_a_duty_whose_evidence_is_a_mark_is_open(evidence: str | None) -> None:
    assert found(submit_one(ledger("attestations", DONE)))["R02.2", TEAM][0] == "met"
    assert found(submit_one(ledger("attestations", {**DONE, "evidence": evidence})))["R02.2", TEAM][0] == "shortfall"


@pytest.mark.parametrize("other", [None, "无", "不适用"])
def test_a_training_whose_partner_is_a_mark_is_no_joint_one(other: str | None) -> None:
    row = {"date": DAY, "organiser": "驻翠屏县工作组", "kind": "业务培训", "co_organiser": other}
    assert found(submit_one(ledger("trainings", row)))["R20.3", "驻翠屏县工作组"][:2] == ("shortfall", 0)


def test_two_gifts_without_a_voucher_are_two() -> None:
    gifts = [{**GIFT, "voucher": "无"}, {**GIFT, "date": date(2022, 4, 6), "amount": 95_000, "voucher": "无"}]
    submission = submit_one(ledger("donations", *gifts))
    assert fates(submission, "donations") == ["counted", "counted"]
    assert found(submission)["R07.4", f"{TOWN}/东村"][:2] == ("met", "100000.00")


def test_a_number_that_is_a_stroke_is_never_zero() -> None:
    row = {"town": TOWN, "year": 2022, "employed_last_year": "-", "employed": 10}
    assert found(submit_one(ledger("employment", row)))["R12.1", TOWN] == ("undetermined", None, "baseline-missing")


def test_a_row_of_nothing_but_marks_is_blank() -> None:
    submission = submit_one(ledger("donations", GIFT, dict.fromkeys(GIFT, "/"), {"town": "—", "voucher": "无"}))
    assert account(submission, "donations") == {"read": 3, "counted": 1, "skipped": 2}
    assert codes(submission.problems) == []


@pytest.mark.parametrize(("at", "cell"), [("reporter", "B2"), ("as_of", "B3")])
def test_a_mark_in_the_declaration_is_a_blank(at: str, cell: str) -> None:
    lines = declaration(**{at: "无"})
    submission = submit_one({**lines, **ledger("media_reports")})
    assert ("placeholder", cell) in codes(submission.problems)
    assert not {"bad-date", "unknown-name"} & {code for code, _ in codes(submission.problems)}


@pytest.mark.parametrize(
    ("ident", "name", "cell", "number"),
    [
        ("computers", "quantity", "40台", 40),
        ("computers", "quantity", " ４０ 台 ", 40),
        ("computers", "quantity", "1,200台（套）", 1200),
        ("computers", "quantity", "四十套", 40),
        ("employment", "employed", "4186人", 4186),
        ("employment", "employed_last_year", "4,186 名", 4186),
        ("safeguards", "cadres", "3位", 3),
        ("trainings", "attended", "120人", 120),
    ],
)
def test_a_number_with_the_counter_of_its_column_is_that_number(ident: str, name: str, cell: str, number: int) -> None:
    assert reader(ident, name)[cell] == number


@pytest.mark.parametrize(
    ("ident", "name", "cell"),
    [
        ("computers", "quantity", "40箱"),
        ("computers", "quantity", "40人"),
        ("computers", "quantity", "台"),
        ("computers", "quantity", "约40台"),
        ("computers", "quantity", "40台电脑"),
        ("employment", "employed", "4186台"),
        ("employment", "employed", "0.5人"),
        ("trainings", "attended", "120人次"),
        ("rural_income", "growth", "9.5人"),
        ("employment", "year", "2022人"),
    ],
)
def test_a_number_with_another_unit_is_refused(ident: str, name: str, cell: str) -> None:
    assert reader(ident, name)[cell].code == "bad-number"


def reader(ident: str, name: str) -> ColumnReader:
    return ColumnReader(next(column for column in COLUMNS if column.id == (ident, name)), 1, facts)


@pytest.mark.parametrize("cell", ["4.40301E+17", "4.40301e+17", "４.４Ｅ＋１７", "1E+15"])
@pytest.mark.parametrize("name", ["voucher", "town"])
def test_a_long_number_that_a_spreadsheet_shortened_is_refused(cell: str, name: str) -> None:
    assert reader("donations", name)[cell].code == "bad-number"
    taken = reader("donations", name).take((*(f"凭证{number}" for number in range(100)), cell))
    assert taken[-1].code == "bad-number"


@pytest.mark.parametrize("cell", ["440301202203050012", "4E17", "E+17", "4.4E+17号", "A+1"])
def test_a_long_number_kept_as_text_is_a_text(cell: str) -> None:
    assert reader("donations", "voucher")[cell] == cell


def test_two_vouchers_that_a_text_table_shortened_are_no_duplicates() -> None:
    lines = ["日期,单位,重点镇,重点村,方式,金额(元),来源,凭证号"]
    lines += [f"2022-03-0{day},甲街道,{TOWN},东村,资金,60000,,4.40301E+17" for day in (1, 2)]
    submission = submit({"募集资金.csv": "\n".join(lines).encode(), "roster.xlsx": book(rosters())})
    assert fates(submission, "donations") == ["rejected", "rejected"]
    assert [cell for code, cell in codes(submission.problems) if code == "bad-number"] == ["H2", "H3"]


def test_a_mark_for_the_town_of_a_project_is_as_a_blank_and_the_teams_own_town_counts() -> None:
    row = {"date": DAY, "team": TEAM, "kind": "增收项目", "project": "鱼塘", "town": "无", "village": "东村"}
    submission = submit_one(ledger("industry_projects", row))
    assert fates(submission, "industry_projects") == ["counted"]
    assert submission.tables["industry_projects"].columns["town"] == [TOWN]
    assert found(submission)["R10.6", f"{TOWN}/东村"][0] == "met"
