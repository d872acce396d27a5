"""Workbooks to a submission: who has sent what, whose rows are whose, and what each input came to."""

from __future__ import annotations

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.i18n import untranslated
from assistcheck.ledgers.schema import Sheet
from assistcheck.submission.file_reader import read_book
from builders.packs import LEDGERS
from builders.support import (
    OTHER,
    OTHER_TOWN,
    TEAM,
    TOWN,
    Grid,
    account,
    book,
    declaration,
    facts,
    fates,
    ledger,
    report_of,
    rosters,
    submit,
    submit_one,
)
from unit.submission.sending import DAY, Cells, report, statuses

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
    assert LEDGERS.sheet_of(title) is LEDGERS["media_reports"]


@pytest.mark.parametrize("title", ["媒体", "媒体报道表", "媒体报道 (2)", "媒体报道(二)", "Sheet1", "", "(2)"])
def test_titles_that_are_not(title: str) -> None:
    assert LEDGERS.sheet_of(title) is None


@pytest.mark.parametrize("sheet", LEDGERS.sheets, ids=lambda sheet: sheet.id)
def test_every_sheet_is_known_by_title_and_by_id(sheet: Sheet) -> None:
    assert LEDGERS.sheet_of(sheet.title) is LEDGERS.sheet_of(sheet.id) is sheet


def test_other_sheets_are_told_and_not_read() -> None:
    submission = submit_one({**ledger("visits"), "说明": [["填表说明"]]})
    assert [(p.code, p.level, p.place.sheet) for p in submission.problems if p.code != "missing-sheet"] == [
        ("unknown-sheet", "warning", "说明")
    ]
    assert all(sheet.title != "说明" for sheet in submission.inputs[0].sheets)


# --- files that cannot be read ------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"not a workbook", b"PK\x03\x04", WorkbookError("too-large", untranslated("9 GB"))])
def test_a_file_that_cannot_be_read_is_an_input_with_an_error(content: bytes | WorkbookError) -> None:
    def read() -> bytes:
        if isinstance(content, WorkbookError):
            raise content
        return content

    made = read_book("bad.xlsx", read, LEDGERS, facts)
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
    submission = submit_one({**declaration("东莞市"), **ledger("visits")})
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
