"""Whose workbook each is: what one of a team says, what one of nobody says, and what is told of it at the head."""

from __future__ import annotations

from datetime import date

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from builders.support import (
    OTHER,
    OTHER_TOWN,
    TEAM,
    TOWN,
    YEAR_END,
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
    submit_one,
)
from unit.submission.sending import DAY, Cells, report, sent, statuses, with_roster

# --- 填报信息 -----------------------------------------------------------------------------------


def test_a_team_without_a_workbook_has_not_sent_when_all_have_declarations() -> None:
    submission = with_roster({"a.xlsx": sent(TEAM, media_reports=[report()])})
    assert submission.coverage.absent == (OTHER,)
    assert statuses(submission, "R05.2") == {TEAM: ("shortfall", 1, None), OTHER: ("undetermined", None, "not-submitted")}
    assert [p.value for p in submission.problems if p.code == "not-submitted"] == [OTHER]


def general(reporter: str | None, rows: list[Cells]) -> bytes:
    """Return a workbook that names no team, with media reports: without 填报信息, with a blank one, or the programme's."""
    return book({**(declaration(reporter or None) if reporter is not None else {}), **ledger("media_reports", *rows)})


GENERAL = [None, "", "东莞市"]


@pytest.mark.parametrize("reporter", GENERAL)
@pytest.mark.parametrize(
    ("count", "expected"),
    [(0, "undetermined"), (3, "undetermined"), (4, "met")],
)
def test_beside_a_workbook_of_a_team_silence_of_a_general_one_is_no_zero_but_its_rows_count(
    reporter: str | None, count: int, expected: str
) -> None:
    rows = [report(team=OTHER, title=str(n)) for n in range(count)]
    submission = with_roster({"a.xlsx": sent(TEAM), "b.xlsx": general(reporter, [report(), *rows])})
    assert submission.coverage.absent == (OTHER,)
    assert fates(submission, "media_reports") == ["counted"] * (count + 1)
    found = statuses(submission, "R05.2")
    assert found[OTHER] == ((expected, 4, None) if expected == "met" else (expected, None, "not-submitted"))
    assert found[TEAM] == ("undetermined", None, "not-submitted")


@pytest.mark.parametrize("reporter", GENERAL)
def test_while_nobody_names_a_team_a_general_workbook_speaks_for_all(reporter: str | None) -> None:
    submission = with_roster({"b.xlsx": general(reporter, [report()])})
    assert submission.coverage.absent == ()
    assert statuses(submission, "R05.2") == {TEAM: ("shortfall", 1, None), OTHER: ("shortfall", 0, None)}


def test_a_teams_own_sheet_makes_a_zero_and_takes_what_stands_elsewhere() -> None:
    submission = with_roster({"a.xlsx": sent(TEAM, media_reports=[]), "b.xlsx": general("东莞市", [report()])})
    assert statuses(submission, "R05.2")[TEAM] == ("shortfall", 1, None)


def test_cities_and_the_programme_are_judged_on_a_general_workbook_beside_those_of_teams() -> None:
    rows = {**declaration("东莞市"), **ledger("city_exchanges", {"date": DAY, "kind": "联席会议", "city": "韶关市"})}
    submission = with_roster({"a.xlsx": sent(TEAM, visits=[]), "b.xlsx": book(rows)})
    assert statuses(submission, "R01.3") == {"韶关市": ("met", 1, None), "揭阳市": ("shortfall", 0, None)}


@pytest.mark.parametrize(("as_of", "status"), [(date(2022, 11, 30), "undetermined"), (YEAR_END, "met")])
def test_a_month_duty_is_met_by_rows_elsewhere_only_once_its_last_month_has_ended(as_of: date, status: str) -> None:
    rows = [
        {"date": date(2022, month, 1), "reporter": OTHER, "title": "信息", "recipients": "市经协办"} for month in range(3, 13)
    ]
    files = {"a.xlsx": sent(TEAM), "b.xlsx": book({**declaration("东莞市"), **ledger("briefings", *rows)})}
    found = outcomes(report_of(with_roster(files, as_of), as_of))
    assert found["R05.5", OTHER, OTHER][0] == status


def test_more_than_a_range_elsewhere_is_over_and_what_is_attested_there_is_met() -> None:
    rows = ledger("highlights", *({"team": OTHER, "title": str(n), "filmed": "是"} for n in range(3)))
    done = {"duty": "R02.2", "subject": OTHER, "state": "已完成", "date": DAY, "evidence": "纪要"}
    files = {"a.xlsx": sent(TEAM), "b.xlsx": book({**declaration("东莞市"), **rows, **ledger("attestations", done)})}
    submission = with_roster(files)
    assert statuses(submission, "R05.3")[OTHER] == ("over", 3, None)
    assert statuses(submission, "R02.2")[OTHER] == ("met", 1, None)
    assert statuses(submission, "R03.1")[OTHER] == ("undetermined", None, "not-submitted")


EMPTY: dict[str, bytes] = {
    "headers": book({**ledger("media_reports"), **ledger("visits")}),
    "template": book({**declaration(None, as_of=None), **ledger("media_reports"), **ledger("visits")}),
    "unknown reporter": sent("无此组团", media_reports=[], visits=[]),
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_workbook_that_names_no_team_says_nothing_at_all(name: str) -> None:
    alone = with_roster({"a.xlsx": EMPTY[name]})
    assert set(statuses(alone, "R05.2").values()) == {("undetermined", None, "not-submitted")}
    assert set(statuses(alone, "R01.4").values()) == {("undetermined", None, "not-submitted")}
    assert not alone.complete
    beside = book(ledger("media_reports", report()))
    both = with_roster({"a.xlsx": EMPTY[name], "b.xlsx": beside})
    assert statuses(both, "R05.2")[TEAM] == ("shortfall", 1, None)
    assert set(statuses(both, "R01.4").values()) == {("undetermined", None, "not-submitted")}


@pytest.mark.parametrize("reporter", [TEAM, "东莞市"])
def test_an_empty_workbook_that_names_whom_it_is_from_says_zero(reporter: str) -> None:
    submission = with_roster({"a.xlsx": sent(reporter, media_reports=[])})
    assert statuses(submission, "R05.2")[TEAM] == ("shortfall", 0, None)


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
    assert codes(submission.problems) == [("stale-submission", "C3"), ("not-submitted", "")]


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


def test_an_error_in_the_name_of_the_reporter_names_nobody_and_is_told() -> None:
    sheets = {**declaration(), **ledger("media_reports", report())}
    submission = submit_one(sheets, tweak=formula_at("B2", "#REF!"))
    assert codes(submission.problems) == [("error-cell", "B2")]
    assert submission.coverage.absent == ()


def test_a_blank_as_of_date_is_no_bad_date() -> None:
    submission = submit_one({**declaration("东莞市", as_of=None), **ledger("media_reports", report())})
    assert codes(submission.problems) == []


@pytest.mark.parametrize(("value", "code"), [("#REF!", "error-cell"), (None, "formula-without-value")])
def test_a_doubtful_as_of_date_is_told_as_such(value: str | None, code: str) -> None:
    sheets = {**declaration("东莞市"), **ledger("media_reports", report())}
    assert codes(submit_one(sheets, tweak=formula_at("B3", value)).problems) == [(code, "B3")]


@pytest.mark.parametrize("reporter", ["青禾组", "驻韶关市工作组", "韶关市", TOWN, "甲街道"])
@pytest.mark.parametrize("beside", [False, True])
def test_a_reporter_that_is_no_team_is_one_error_at_the_head_and_its_rows_are_not_judged_by_it(
    reporter: str,
    beside: bool,  # noqa: FBT001
) -> None:
    files = {"a.xlsx": sent(reporter, media_reports=[report(), report(team=OTHER)])}
    submission = with_roster({**files, **({"b.xlsx": sent(OTHER)} if beside else {})})
    assert submission.coverage.absent == ((TEAM,) if beside else ())
    assert fates(submission, "media_reports") == ["counted", "counted"]
    first = submission.problems[0]
    assert (first.code, first.level, first.value, first.place.cell) == ("unknown-name", "error", reporter, "B2")
    assert [p.code for p in submission.problems if p.level == "error"] == ["unknown-name"]


@pytest.mark.parametrize("written", ["青和镇组团", "青禾组团", TOWN, "青禾", "甲街道", "翠屏县青禾镇帮扶工作组团"])
def test_a_reporter_that_is_no_team_is_suggested_the_team_that_is_meant(written: str) -> None:
    submission = with_roster({"a.xlsx": sent(written)})
    (problem,) = [p for p in submission.problems if p.code == "unknown-name"]
    assert TEAM in problem.expected.zh
    assert TEAM in problem.expected.en


def test_a_reporter_like_no_team_has_no_suggestion() -> None:
    submission = with_roster({"a.xlsx": sent("某某公司")})
    (problem,) = [p for p in submission.problems if p.code == "unknown-name"]
    assert "？" not in problem.expected.zh


@pytest.mark.parametrize("beside", [False, True])
def test_a_blank_reporter_is_a_warning_at_its_cell(beside: bool) -> None:  # noqa: FBT001
    files = {"b.xlsx": general("", [report(team=OTHER)]), **({"a.xlsx": sent(TEAM)} if beside else {})}
    submission = with_roster(files)
    told = [(p.place.path, p.place.cell, p.level) for p in submission.problems if p.code == "missing-value"]
    assert told == [("b.xlsx", "B2", "warning")]
    assert fates(submission, "media_reports") == ["counted"]


# --- several lines, several sheets --------------------------------------------------------------


def declared(*lines: tuple[str, str]) -> dict[str, Grid]:
    return {"填报信息": [("项目", "内容"), *lines]}


@pytest.mark.parametrize(
    ("sheets", "cells"),
    [
        (declared(("填报主体", TEAM), ("填报主体", OTHER)), [("填报信息", "B2"), ("填报信息", "B3")]),
        (declared(("填报主体", TEAM), ("填报主体", "东莞市")), [("填报信息", "B2"), ("填报信息", "B3")]),
        (
            {**declared(("填报主体", TEAM)), "填报信息 (2)": [("填报主体", OTHER)]},
            [("填报信息", "B2"), ("填报信息 (2)", "B1")],
        ),
    ],
)
def test_a_workbook_that_declares_several_declares_nobody_and_says_so_at_each(
    sheets: dict[str, Grid], cells: list[tuple[str, str]]
) -> None:
    submission = with_roster({"a.xlsx": book({**sheets, **ledger("media_reports", report(), report(team=OTHER))})})
    told = [each for problem in submission.problems for each in problem.each()][:2]
    assert [(p.place.sheet, p.place.cell) for p in told] == cells
    assert {(p.code, p.level) for p in told} == {("conflicting-row", "error")}
    assert submission.inputs[1].reporter is None
    assert fates(submission, "media_reports") == ["counted", "counted"]
    assert submission.coverage.absent == ()


@pytest.mark.parametrize("other", [TEAM, f" {TEAM}\u200b", ""])
def test_the_same_team_declared_twice_is_that_team(other: str) -> None:
    sheets = declared(("填报主体", TEAM), ("填报主体", other))
    submission = with_roster({"a.xlsx": book({**sheets, **ledger("media_reports", report())})})
    assert submission.inputs[1].reporter == TEAM
    assert codes(submission.problems) == [("not-submitted", "")]


# --- of another quarter -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("of_book", "as_of", "level"),
    [
        (date(2022, 6, 30), date(2022, 6, 30), None),
        (date(2022, 4, 1), date(2022, 6, 30), None),
        (date(2022, 3, 31), date(2022, 4, 1), "warning"),
        (date(2022, 6, 30), YEAR_END, "warning"),
        (date(2021, 12, 31), YEAR_END, "warning"),
        (date(2022, 12, 31), date(2022, 9, 30), "note"),
    ],
)
def test_a_workbook_of_another_quarter_is_told_at_the_head(of_book: date, as_of: date, level: str | None) -> None:
    submission = with_roster({"a.xlsx": sent(TEAM, of_book, media_reports=[report()])}, as_of)
    told = [(p.place.cell, p.value, p.level) for p in submission.problems if p.code == "stale-submission"]
    assert told == ([("B3", str(of_book), level)] if level else [])
    if level == "warning":
        assert submission.problems[0].code == "stale-submission"


def test_an_empty_template_is_of_no_quarter() -> None:
    submission = with_roster({"a.xlsx": book({**declaration(None, as_of=date(2022, 3, 31)), **ledger("visits")})})
    assert "stale-submission" not in [p.code for p in submission.problems]
