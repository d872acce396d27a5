"""Who has sent, for whom a workbook speaks, and rosters that contradict themselves: nobody is accused by another's file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.submission.assemble import Submission
from builders.support import (
    OTHER,
    OTHER_TOWN,
    TEAM,
    TOWN,
    YEAR_END,
    Grid,
    book,
    declaration,
    fates,
    headers,
    ledger,
    outcomes,
    pack,
    report_of,
    rosters,
    submit,
)
from oracle.tables import LEDGERS
from unit.cli.console import Shell

DAY = date(2022, 3, 5)
NEWS: dict[str, object] = {"date": DAY, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
NEWSLESS: dict[str, Grid] = dict(ledger("media_reports"))
COUNTY = "翠屏县"
TITLES = {ident: sheet.title for ident, sheet in LEDGERS.items()}
ROSTER = book(rosters())


def status(submission: Submission, rule: str, subject: str, team: str = "") -> tuple[str, str | None]:
    found = outcomes(report_of(submission))[rule, subject, team]
    return found[0], found[2]


def value(submission: Submission, rule: str, subject: str, team: str = "") -> object:
    return outcomes(report_of(submission))[rule, subject, team][1]


# --- who has sent -------------------------------------------------------------------------------


def of_other(submission: Submission, as_of: date = YEAR_END) -> set[tuple[object, ...]]:
    """Return what is said of the other team, its town and its village: status and reason."""
    found = [one for one in report_of(submission, as_of)["outcomes"] if one["subject"]["team"] == OTHER]
    return {(one["status"], one["reason"]) for one in found if one["status"] != "not_applicable"}


def test_a_team_whose_file_is_not_there_is_not_short_of_anything() -> None:
    everybodys = {title: [headers(ident)] for ident, title in TITLES.items()}
    mine = book({**declaration(), **everybodys})
    programmes = book({**declaration("东莞市"), **everybodys, **ledger("media_reports", {**NEWS, "team": OTHER})})
    submission = submit({"a.xlsx": mine, "city.xlsx": programmes}, roster=ROSTER)
    assert of_other(submission) == {("undetermined", "not-submitted")}
    assert status(submission, "R17.1", "东莞市") == ("shortfall", None)


def test_what_rows_of_another_workbook_have_reached_is_met_though_the_team_has_not_sent() -> None:
    mine = book({**declaration(), **ledger("media_reports", NEWS)})
    rows = [{**NEWS, "team": OTHER, "title": str(number)} for number in range(4)]
    programmes = book({**declaration("东莞市"), **ledger("media_reports", *rows)})
    submission = submit({"a.xlsx": mine, "city.xlsx": programmes}, roster=ROSTER)
    assert status(submission, "R05.2", OTHER, OTHER) == ("met", None)


def test_a_month_duty_under_way_is_never_said_of_a_team_that_has_not_sent() -> None:
    briefing = {"date": DAY, "reporter": OTHER, "title": "信息", "recipients": "市经协办"}
    files = {"a.xlsx": book({**declaration(), **ledger("briefings")}), "city.xlsx": book(ledger("briefings", briefing))}
    found = outcomes(report_of(submit(files, date(2022, 3, 31), roster=ROSTER), date(2022, 3, 31)))
    assert found["R05.5", OTHER, OTHER] == ("undetermined", None, "not-submitted")
    assert found["R05.5", TEAM, TEAM] == ("shortfall", 0, None)


def test_an_empty_template_in_the_folder_says_nothing() -> None:
    template = book({**declaration(None, None), **{title: [headers(ident)] for ident, title in TITLES.items()}})
    mine = book({**declaration(), **ledger("media_reports", NEWS)})
    alone = report_of(submit({"a.xlsx": mine}, roster=ROSTER))
    beside = report_of(submit({"a.xlsx": mine, "b.xlsx": template}, roster=ROSTER))
    assert beside["outcomes"] == alone["outcomes"]


def test_an_as_of_date_that_cannot_be_read_loses_and_is_told_at_its_cell() -> None:
    newer = book({**declaration(as_of="2022.6"), **ledger("media_reports", NEWS, {**NEWS, "title": "又"})})
    older = book({**declaration(as_of=date(2022, 3, 31)), **ledger("media_reports", NEWS)})
    submission = submit({"newer.xlsx": newer, "older.xlsx": older}, roster=ROSTER)
    assert {one.path: one.status for one in submission.inputs if one.path != "roster.xlsx"} == {
        "newer.xlsx": "superseded",
        "older.xlsx": "read",
    }
    told = {(one.code, one.level, one.place.path, one.place.cell) for one in submission.problems}
    assert ("bad-date", "error", "newer.xlsx", "B3") in told


def test_a_workbook_of_two_teams_accuses_neither() -> None:
    two: dict[str, Grid] = {"填报信息": [("项目", "内容"), ("填报主体", TEAM), ("填报主体", OTHER), ("统计截止", YEAR_END)]}
    files = {"two.xlsx": book({**two, **NEWSLESS}), "a.xlsx": book({**declaration(), **ledger("media_reports", NEWS)})}
    submission = submit(files, roster=ROSTER)
    assert of_other(submission) == {("undetermined", "not-submitted")}
    assert value(submission, "R05.2", TEAM, TEAM) == 1
    told = {one.cells for one in submission.problems if one.level == "error" and one.place.path == "two.xlsx"}
    assert told == {("B2:B3",)}


@pytest.mark.parametrize("reporter", [None, "东莞市", TEAM])
def test_a_project_in_another_teams_village_makes_it_nobodys(reporter: str | None) -> None:
    project = {"date": DAY, "team": TEAM, "kind": "增收项目", "project": "茶园", "town": OTHER_TOWN, "village": "东村"}
    sheets = {**(declaration(reporter) if reporter else {}), **ledger("industry_projects", project)}
    theirs = book({**declaration(OTHER), **ledger("industry_projects")})
    submission = submit({"a.xlsx": book(sheets), "b.xlsx": theirs}, roster=ROSTER)
    assert "foreign-rows" in {one.code for one in submission.problems}
    assert status(submission, "R10.6", f"{OTHER_TOWN}/东村", OTHER) == ("shortfall", None)


@pytest.mark.parametrize("reporter", ["青禾镇", "青禾组团"])
def test_a_reporter_that_is_no_team_makes_no_row_foreign(reporter: str) -> None:
    rows = ledger("media_reports", NEWS, {**NEWS, "team": OTHER})
    submission = submit({"a.xlsx": book({**declaration(reporter), **rows})}, roster=ROSTER)
    assert fates(submission, "media_reports") == ["counted", "counted"]
    (problem,) = [one for one in submission.problems if one.level == "error"]
    assert (problem.place.sheet, problem.place.cell, TEAM in problem.expected.zh) == ("填报信息", "B2", True)


# --- a roster that cannot be right --------------------------------------------------------------


def test_one_town_under_two_teams_is_told_at_both_cells() -> None:
    teams = [(TEAM, "甲街道", "韶关市", COUNTY, TOWN), (OTHER, "乙局", "揭阳市", "云岭区", TOWN)]
    sheets = {**rosters(), "组团名册": [headers("teams"), *teams], "重点村名册": [headers("villages"), (TOWN, "东村", TEAM)]}
    submission = submit({"data.xlsx": book({**sheets, **ledger("media_reports", NEWS)})})
    told = {(one.place.sheet, one.place.row) for one in submission.problems if one.code == "conflicting-row"}
    assert told >= {("组团名册", 2), ("组团名册", 3)}


def test_a_village_under_the_team_of_another_town_is_told() -> None:
    sheets = {**rosters(), "重点村名册": [headers("villages"), (TOWN, "东村", TEAM), (TOWN, "西村", OTHER)]}
    submission = submit({"data.xlsx": book({**sheets, **ledger("media_reports", NEWS)})})
    told = {(one.place.sheet, one.place.row) for one in submission.problems if one.code == "conflicting-row"}
    assert told >= {("重点村名册", 3), ("组团名册", 2)}


@pytest.mark.parametrize("title", [None, "单位花名册乙", "单位名册"], ids=["absent", "misnamed", "only-a-header"])
def test_without_units_nothing_can_be_judged_of_them(
    title: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    sheets = {name: rows for name, rows in rosters().items() if name != "单位名册"}
    if title:
        sheets[title] = [headers("units")] if title == "单位名册" else [["甲", "乙"], ["丙", "丁"]]
    (tmp_path / "data.xlsx").write_bytes(book({**sheets, **ledger("visits"), **ledger("media_reports", NEWS)}))
    submission = api.read_submissions([str(tmp_path)], pack(), YEAR_END)
    assert ("missing-sheet", "error") in {(one["code"], one["level"]) for one in report_of(submission)["problems"]}
    ran = Shell(monkeypatch, capsys).run("audit", str(tmp_path), "--as-of", "2022-12-31", "--rule", "R01.4")
    assert ran.code == 3


def test_a_workbook_of_an_earlier_quarter_is_told_at_the_head() -> None:
    files = {"a.xlsx": book({**declaration(as_of=date(2022, 6, 30)), **ledger("media_reports", NEWS)})}
    submission = submit(files, roster=ROSTER)
    assert [(one.level, one.place.path) for one in submission.problems if one.code == "stale-submission"] == [
        ("warning", "a.xlsx")
    ]
    assert status(submission, "R05.2", TEAM, TEAM) == ("shortfall", None)


@pytest.mark.parametrize(
    ("today", "as_of"),
    [(date(2022, 6, 15), date(2022, 6, 15)), (YEAR_END, YEAR_END), (date(2023, 1, 1), YEAR_END), (date(2026, 1, 1), YEAR_END)],
)
def test_no_audit_is_as_of_a_day_after_the_programme_year_unless_asked_for(today: date, as_of: date) -> None:
    assert api.default_as_of(pack(), today) == as_of
