"""Workbooks to a submission: who has sent what, whose rows are whose, and what each input came to."""

from __future__ import annotations

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.errors import WorkbookError
from assistcheck.language import same
from assistcheck.submission.book import model_of
from assistcheck.submission.models import SHEETS, MediaReport
from assistcheck.submission.reading import read_book
from submission.sending import DAY, Cells, report, sent, statuses, with_roster
from support import (
    OTHER,
    OTHER_TOWN,
    TEAM,
    TOWN,
    Grid,
    Tweak,
    account,
    book,
    codes,
    declaration,
    fates,
    ledger,
    outcomes,
    report_of,
    rosters,
    submit,
    submit_one,
)

# --- titles of sheets ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "媒体报道",
        " 媒体报道 ",
        "媒 体 报 道",
        "媒体报道\u200b",
        "media_reports",
        "Media_Reports",
    ],
)
def test_titles_that_are_the_sheets(title: str) -> None:
    assert model_of(title) is MediaReport


@pytest.mark.parametrize("title", ["媒体", "媒体报道表", "媒体报道 (2)", "媒体报道(二)", "Sheet1", "", "(2)"])
def test_titles_that_are_not(title: str) -> None:
    assert model_of(title) is None


@pytest.mark.parametrize("model", SHEETS)
def test_every_sheet_is_known_by_title_and_by_id(model: type) -> None:
    sheet = next(m.sheet for m in SHEETS if m is model)
    assert model_of(sheet.title) is model_of(sheet.id) is model


def test_other_sheets_are_told_and_not_read() -> None:
    submission = submit_one({**ledger("visits"), "说明": [["填表说明"]]})
    assert [(p.code, p.level, p.place.sheet) for p in submission.problems if p.code != "missing-sheet"] == [
        ("unknown-sheet", "warning", "说明")
    ]
    assert all(sheet.title != "说明" for sheet in submission.inputs[0].sheets)


# --- files that cannot be read ------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"not a workbook", b"PK\x03\x04", WorkbookError("too-large", same("9 GB"))])
def test_a_file_that_cannot_be_read_is_an_input_with_an_error(content: bytes | WorkbookError) -> None:
    def read() -> bytes:
        if isinstance(content, WorkbookError):
            raise content
        return content

    made = read_book("bad.xlsx", read, lambda: 2022)
    assert made.error is not None
    assert [p.code for p in made.problems] == [made.error.code]
    assert made.sheets == []


def test_a_file_that_cannot_be_read_leaves_the_rest_and_is_not_complete() -> None:
    good = book({**rosters(), **ledger("media_reports", report())})
    submission = submit({"bad.xlsx": b"PK", "data.xlsx": good})
    assert [(one.path, one.status) for one in submission.inputs] == [("bad.xlsx", "unreadable"), ("data.xlsx", "read")]
    assert fates(submission, "media_reports") == ["counted"]
    assert not submission.complete
    assert report_of(submission)["summary"]["exit_code"] == 3


def test_a_sheet_without_a_required_column_leaves_its_rules_unreadable() -> None:
    rows: Grid = [["日期", "组团", "标题", "媒体名称"], [DAY, TEAM, "丰收", "日报"]]
    submission = submit_one({**ledger("visits"), "媒体报道": rows})
    assert submission.inputs[0].status == "partial"
    told = account(submission, "media_reports")
    assert told["read"] == told["rejected"] > 0
    assert statuses(submission, "R05.2")[TEAM] == ("undetermined", None, "unreadable")
    assert not submission.complete


def test_rosters_alone_are_no_submission() -> None:
    submission = submit({"data.xlsx": book(rosters())})
    assert not submission.complete
    assert submission.coverage.absent == ()


@pytest.mark.parametrize(
    ("rows", "complete"), [([], False), ([{"date": "合计"}, {}], False), ([report()], True), ([report(level="?")], True)]
)
def test_an_input_without_a_row_is_not_complete(rows: list[Cells], complete: bool) -> None:  # noqa: FBT001
    assert submit_one(ledger("media_reports", *rows)).complete == complete


# --- without 填报信息 ---------------------------------------------------------------------------


def test_a_workbook_without_a_declaration_covers_everybody() -> None:
    submission = submit_one(ledger("media_reports", report()))
    assert submission.coverage.absent == ()
    assert statuses(submission, "R05.2") == {TEAM: ("shortfall", 1, None), OTHER: ("shortfall", 0, None)}


def test_a_ledger_that_nobody_supplied_is_undetermined() -> None:
    submission = submit_one(ledger("visits"))
    assert set(statuses(submission, "R05.2").values()) == {("undetermined", None, "not-submitted")}
    assert "媒体报道" in [p.value for p in submission.problems if p.code == "missing-sheet"]
    assert "调研互访" not in [p.value for p in submission.problems if p.code == "missing-sheet"]


def test_a_state_without_a_row_is_no_zero() -> None:
    submission = submit_one(ledger("employment", {"town": TOWN, "year": 2022, "employed_last_year": 10, "employed": 10}))
    assert statuses(submission, "R12.1")[TOWN] == ("met", "1.000000", None)
    assert statuses(submission, "R12.1")[OTHER_TOWN] == ("undetermined", None, "not-submitted")


def test_a_subject_whose_only_rows_are_rejected_is_undetermined() -> None:
    submission = submit_one(ledger("media_reports", report(level="?")))
    assert statuses(submission, "R05.2") == {TEAM: ("undetermined", None, "rows-rejected"), OTHER: ("shortfall", 0, None)}


# --- 填报信息 -----------------------------------------------------------------------------------


def test_a_team_without_a_workbook_has_not_sent_when_all_have_declarations() -> None:
    submission = with_roster({"a.xlsx": sent(TEAM, media_reports=[report()])})
    assert submission.coverage.absent == (OTHER,)
    assert statuses(submission, "R05.2") == {TEAM: ("shortfall", 1, None), OTHER: ("undetermined", None, "not-submitted")}
    assert [p.value for p in submission.problems if p.code == "not-submitted"] == [OTHER]


def test_nobody_is_absent_where_one_workbook_has_no_declaration() -> None:
    submission = with_roster({"a.xlsx": sent(TEAM), "b.xlsx": book(ledger("media_reports", report()))})
    assert submission.coverage.absent == ()
    assert statuses(submission, "R05.2")[OTHER] == ("shortfall", 0, None)


def test_one_teams_sheet_says_nothing_of_another_team() -> None:
    submission = with_roster({"a.xlsx": sent(TEAM, media_reports=[report()]), "b.xlsx": sent(OTHER, visits=[])})
    assert submission.coverage.absent == ()
    assert statuses(submission, "R05.2") == {TEAM: ("shortfall", 1, None), OTHER: ("undetermined", None, "not-submitted")}


def test_units_towns_and_villages_of_an_absent_team_are_undetermined() -> None:
    submission = with_roster({"a.xlsx": sent(TEAM, visits=[], computers=[], donations=[], media_reports=[report()])})
    lacking = ("undetermined", None, "not-submitted")
    assert outcomes(report_of(submission))["R01.4", "乙局", OTHER] == lacking
    assert outcomes(report_of(submission))["R01.4", "乙局", TEAM] == ("shortfall", 0, None)
    assert statuses(submission, "R17.2") == {TOWN: ("shortfall", 0, None), OTHER_TOWN: lacking}


def test_programme_duties_are_judged_on_what_has_come_with_a_note_of_who_has_not() -> None:
    rows: list[Cells] = [{"date": DAY, "donor": "某公司", "town": TOWN, "quantity": 2000}]
    report_data = report_of(with_roster({"a.xlsx": sent(TEAM, computers=rows)}))
    (outcome,) = [o for o in report_data["outcomes"] if o["rule"] == "R17.1"]
    assert (outcome["status"], outcome["value"]) == ("met", 2000)
    assert OTHER in outcome["reason_text"]
    (missing,) = [o for o in report_data["outcomes"] if o["rule"] == "R19.2"]
    assert (missing["status"], missing["reason"]) == ("undetermined", "not-submitted")


def test_the_declaration_is_found_in_any_place_and_order() -> None:
    lines: Grid = [
        ["填报信息表"],
        [],
        [None, "统计截止*", "2022年6月30日"],
        [None, "填报 主体", None, TEAM],
        [None, "别的", "x"],
    ]
    submission = with_roster({"a.xlsx": book({"填报信息": lines, **ledger("visits")})})
    assert submission.inputs[1].reporter == TEAM
    assert account(submission, "submission", "a.xlsx") == {"read": 5, "counted": 2, "skipped": 3}
    assert codes(submission.problems) == [("not-submitted", "")]


@pytest.mark.parametrize(("version", "told"), [("1", []), (1, []), ("0.9", [("old-template", "B5")]), (None, [])])
def test_another_template_is_told(version: object, told: list[tuple[str, str]]) -> None:
    submission = submit_one({**declaration("东莞市", template=version), **ledger("visits")})
    assert codes(submission.problems) == told


def test_a_bad_as_of_date_is_told_at_its_cell() -> None:
    submission = submit_one({**declaration("东莞市", as_of="六月底"), **ledger("visits")})
    assert codes(submission.problems) == [("bad-date", "B3")]


def formula_at(cell: str, value: str | None) -> Tweak:
    """Return a tweak that puts a formula with this stored result into a cell of 填报信息."""

    def calculate(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["填报信息"].write_formula(cell, "=A1", None, "" if value is None else value)

    return calculate


def test_an_error_in_the_name_of_the_reporter_is_not_a_blank() -> None:
    sheets = {**declaration(), **ledger("media_reports", report())}
    submission = submit_one(sheets, tweak=formula_at("B2", "#REF!"))
    assert ("error-cell", "B2") in codes(submission.problems)
    assert submission.coverage.absent == (TEAM, OTHER)


def test_a_blank_as_of_date_is_no_bad_date() -> None:
    submission = submit_one({**declaration("东莞市", as_of=None), **ledger("media_reports", report())})
    assert codes(submission.problems) == []


@pytest.mark.parametrize(("value", "code"), [("#REF!", "error-cell"), (None, "formula-without-value")])
def test_a_doubtful_as_of_date_is_told_as_such(value: str | None, code: str) -> None:
    sheets = {**declaration("东莞市"), **ledger("media_reports", report())}
    assert codes(submit_one(sheets, tweak=formula_at("B3", value)).problems) == [(code, "B3")]


@pytest.mark.parametrize("reporter", ["青禾组", "驻韶关市工作组", "韶关市"])
def test_a_reporter_that_is_no_team_covers_nobody_and_its_rows_are_nobodys(reporter: str) -> None:
    files = {
        "a.xlsx": sent(reporter, media_reports=[report()], city_exchanges=[{"date": DAY, "kind": "调研", "city": "韶关市"}])
    }
    submission = with_roster(files)
    assert submission.coverage.absent == (TEAM, OTHER)
    assert fates(submission, "media_reports") == ["rejected"]
    assert fates(submission, "city_exchanges") == ["counted"]
    assert [(p.value, p.place.cell) for p in submission.problems if p.code == "unknown-name"] == [(reporter, "B2")]


def test_a_nearly_right_reporter_is_suggested_its_team() -> None:
    submission = with_roster({"a.xlsx": sent("青和镇组团")})
    (problem,) = [p for p in submission.problems if p.code == "unknown-name"]
    assert TEAM in problem.expected.zh


def test_a_declaration_that_names_nobody_among_those_that_do_covers_nobody() -> None:
    unnamed = book({**declaration(None), **ledger("media_reports", report(team=OTHER))})
    submission = with_roster({"a.xlsx": sent(TEAM), "b.xlsx": unnamed})
    assert submission.coverage.absent == (OTHER,)
    assert ("missing-value", "填报信息") in [(p.code, p.place.sheet) for p in submission.problems]
    assert fates(submission, "media_reports") == ["rejected"]
