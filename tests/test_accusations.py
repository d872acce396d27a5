"""Verdicts that would embarrass or accuse somebody wrongly: what one file must not do to another's verdict."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck import api
from assistcheck.audit.run import Request
from support import (
    OTHER,
    OTHER_TOWN,
    TEAM,
    TOWN,
    YEAR_END,
    Grid,
    book,
    declaration,
    headers,
    ledger,
    outcomes,
    pack,
    report_of,
    rosters,
    submit,
    submit_one,
)

DAY = date(2022, 3, 5)
NEWS: dict[str, object] = {"date": DAY, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
GIFT: dict[str, object] = {"date": DAY, "unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金", "amount": 100_000}
COUNTY = "翠屏县"


def status(submission: object, rule: str, subject: str, team: str = "") -> tuple[str, str | None]:
    found = outcomes(report_of(submission))[rule, subject, team]  # type: ignore[arg-type]
    return found[0], found[2]


# --- other people's rows ------------------------------------------------------------------------


def test_a_row_in_another_teams_workbook_does_not_unsettle_a_verdict() -> None:
    mine = book({**declaration(), **ledger("media_reports", NEWS, {**NEWS, "team": OTHER})})
    theirs = book({**declaration(OTHER), **ledger("media_reports")})
    submission = submit({"a.xlsx": mine, "b.xlsx": theirs}, roster=book(rosters()))
    assert status(submission, "R05.2", OTHER, OTHER) == ("shortfall", None)


def test_two_workbooks_of_the_programme_do_not_replace_each_other() -> None:
    one = book(
        {**declaration("东莞市"), **rosters(), **ledger("media_reports", *({**NEWS, "title": str(n)} for n in range(4)))}
    )
    two = book({**declaration("东莞市"), **ledger("donations", GIFT)})
    submission = submit({"a.xlsx": one, "b.xlsx": two})
    assert [account.status for account in submission.inputs] == ["read", "read"]
    assert status(submission, "R05.2", TEAM, TEAM) == ("met", None)
    assert status(submission, "R07.4", f"{TOWN}/东村", TEAM) == ("met", None)


def test_one_teams_broken_sheet_does_not_blank_the_programme() -> None:
    row = {"date": DAY, "donor": "某公司", "quantity": 2000}
    mine = book({**declaration(), **ledger("computers", {**row, "town": TOWN})})
    broken: dict[str, Grid] = {"电脑捐赠": [["日期", "捐赠单位", "重点镇"], [DAY, "某公司", OTHER_TOWN]]}
    theirs = book({**declaration(OTHER), **broken})
    submission = submit({"a.xlsx": mine, "b.xlsx": theirs}, roster=book(rosters()))
    report = report_of(submission)
    found = next(one for one in report["outcomes"] if one["rule"] == "R17.1")
    assert (found["status"], found["value"]) == ("met", 2000)
    assert "cannot be read" in found["reason_text"]
    assert status(submission, "R17.2", OTHER_TOWN, OTHER) == ("undetermined", "unreadable")
    assert report["summary"]["exit_code"] == 3


def test_a_roster_file_in_the_audited_folder_is_no_submission(tmp_path: Path) -> None:
    (tmp_path / "roster.xlsx").write_bytes(book({**rosters(), **ledger("media_reports")}))
    (tmp_path / "a.xlsx").write_bytes(book({**declaration(), **ledger("media_reports", NEWS)}))
    submission = api.read_submissions([str(tmp_path)], pack(), YEAR_END, roster=str(tmp_path / "roster.xlsx"))
    assert submission.coverage.absent == (OTHER,)
    assert status(submission, "R05.2", OTHER, OTHER) == ("undetermined", "not-submitted")


# --- rosters ------------------------------------------------------------------------------------


def units(*rows: tuple[object, ...]) -> dict[str, Grid]:
    return {"单位名册": [headers("units"), *rows]}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"单位名册": [headers("units")]}, "not-submitted"), (units(("甲街道", TEAM, "镇街道", "是", None)), "rows-rejected")],
    ids=["no-row", "a-wrong-kind"],
)
def test_a_duty_does_not_vanish_over_a_wrong_kind_of_unit(changed: dict[str, Grid], reason: str) -> None:
    submission = submit({"data.xlsx": book({**rosters(), **ledger("donations"), **changed})})
    assert status(submission, "R07.4", f"{TOWN}/东村", TEAM)[1] == reason


def test_a_duty_does_not_vanish_without_a_roster_of_units() -> None:
    sheets = {title: rows for title, rows in rosters().items() if title != "单位名册"}
    submission = submit({"data.xlsx": book({**sheets, **ledger("donations")})})
    assert status(submission, "R07.4", f"{TOWN}/东村", TEAM) == ("undetermined", "not-submitted")


@pytest.mark.parametrize("order", [1, -1])
def test_a_roster_that_contradicts_itself_is_an_error_and_file_order_does_not_decide(order: int) -> None:
    teams = [(TEAM, "甲街道", "韶关市", COUNTY, TOWN), (TEAM, "甲街道", "韶关市", COUNTY, OTHER_TOWN)][::order]
    sheets = {**rosters(), "组团名册": [headers("teams"), *teams], "重点村名册": [headers("villages")]}
    submission = submit({"data.xlsx": book({**sheets, **ledger("media_reports", NEWS)})})
    assert "conflicting-row" in [problem.code for problem in submission.problems]
    assert submission.roster.teams[TEAM].town == min(TOWN, OTHER_TOWN)
    assert api.audit(pack(), submission, Request(YEAR_END)).exit_code == 1


# --- cells --------------------------------------------------------------------------------------


def test_a_cell_that_shows_a_percentage_counts_as_what_it_shows() -> None:
    rows: Grid = [headers("rural_income"), [COUNTY, 2022, 9.5, 0.082]]

    def show_percent(made: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["农民收入"].write_number("D2", 0.082, made.add_format({"num_format": "0.0%"}))

    submission = submit_one({"农民收入": rows}, tweak=show_percent)
    found = next(one for one in report_of(submission)["outcomes"] if one["rule"] == "R10.1" and one["value"])
    assert (found["status"], found["value"]) == ("met", "1.300000")


def test_error_values_are_found_whatever_case_the_parts_are_named_in() -> None:
    def spoil(_: Workbook, pages: dict[str, Worksheet]) -> None:
        pages["财政资金"].write_formula("D2", "=1/0", None, "#DIV/0!")

    row = {"city": "韶关市", "year": 2022, "budgeted": "是", "amount_due": 100, "amount_budgeted": 100}
    plain = book({**ledger("fiscal_funds", row), **rosters()}, spoil)
    shouted = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(shouted, "w") as new:
        for entry in old.infolist():
            new.writestr(entry.filename.replace("xl/", "XL/"), old.read(entry))
    for data in (plain, shouted.getvalue()):
        submission = submit({"data.xlsx": data})
        read = submission.inputs[0].status == "read"
        assert not read or submission.tables["fiscal_funds"].fates == ["rejected"]
    assert submit({"data.xlsx": plain}).inputs[0].status == "read"


@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsb"])
def test_the_shell_of_a_workbook_is_unreadable_never_an_empty_one(suffix: str) -> None:
    content = {"xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600}.get(suffix)
    if content is None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as parts:
            parts.writestr("content.xml" if suffix == "ods" else "xl/workbook.bin", "x")
        content = buffer.getvalue()
    submission = submit({f"data.{suffix}": content})
    assert submission.inputs[0].status == "unreadable"
    assert {"unsupported-file", "unreadable-file"} & {problem.code for problem in submission.problems}


def test_a_row_number_alone_makes_no_row() -> None:
    header = ["序号", *headers("media_reports")]
    rows: Grid = [header, [1, *(NEWS.get(name) for name in ("date", "team", "title", "outlet", "level"))], [2], [3]]
    submission = submit_one({"媒体报道": rows})
    assert submission.tables["media_reports"].fates == ["counted"]
    assert not [problem for problem in submission.problems if problem.level == "error"]


@pytest.mark.parametrize(("town", "found"), [(TOWN, ("undetermined", "rows-rejected")), (OTHER_TOWN, ("shortfall", None))])
def test_a_rejected_visit_unsettles_a_verdict_only_if_it_went_to_the_units_own_town(
    town: str, found: tuple[str, str | None]
) -> None:
    visit = {"date": "2022.1", "unit": "甲街道", "role": "主要负责同志", "town": town}
    assert status(submit_one(ledger("visits", visit)), "R01.4", "甲街道", TEAM) == found
