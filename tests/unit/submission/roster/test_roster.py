"""The rosters: in the roster's order, over several rows and workbooks, with faulty rows told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistcheck.submission.assemble import Submission
from assistcheck.submission.roster.roster import Roster
from builders.support import (
    OTHER,
    OTHER_TOWN,
    TEAM,
    TOWN,
    Grid,
    account,
    book,
    codes,
    declaration,
    fates,
    headers,
    ledger,
    outcomes,
    report_of,
    rosters,
    submit,
)


def enrolled(**changed: list[list[object]]) -> Submission:
    """Return the submission of the small roster with rows added to its sheets, by id."""
    titles = {"teams": "组团名册", "units": "单位名册", "villages": "重点村名册", "work_groups": "工作组名册"}
    sheets: dict[str, Grid] = dict(rosters())
    for ident, rows in changed.items():
        sheets[titles[ident]] = [*sheets[titles[ident]], *rows]
    return submit({"data.xlsx": book(sheets)})


def belonging(roster: Roster, kind: str, group: str) -> dict[str, str | None]:
    """Return what each member of a kind belongs to."""
    return {member.name: member.group(group) for member in roster.of(kind).values()}


def said(roster: Roster, sheet: str, kind: str, name: str, column: str) -> set[object]:
    """Return what the rows of a roster say of whom they name."""
    return {*roster.said(sheet, kind, column).get(name, frozenset())}


def test_everybody_stands_in_the_rosters_order() -> None:
    roster = enrolled().roster
    assert list(roster.of("team")) == list(roster.reporters) == [(TEAM,), (OTHER,)]
    assert belonging(roster, "town", "team") == {TOWN: TEAM, OTHER_TOWN: OTHER}
    assert belonging(roster, "county", "city") == {"翠屏县": "韶关市", "云岭区": "揭阳市"}
    assert list(roster.of("village")) == [(TOWN, "东村"), (TOWN, "西村"), (OTHER_TOWN, "东村")]
    assert list(roster.of("unit")) == [("甲街道",), ("乙局",)]
    levels = {name: said(roster, "work_groups", "work_group", name, "level") for (name,) in roster.of("work_group")}
    assert levels == {"驻韶关市工作组": {"市"}, "驻翠屏县工作组": {"县"}}
    assert (roster.whole, roster.names(("city",))) == ("东莞市", ("韶关市", "揭阳市"))
    assert roster.missing == frozenset()


def test_a_unit_in_several_teams_sends_cadres_if_any_row_says_so() -> None:
    roster = enrolled().roster
    assert roster.of("unit")[("乙局",)].groups["team"] == (TEAM, OTHER)
    assert "是" in said(roster, "units", "unit", "乙局", "sends_cadres")
    assert "是" in said(roster, "units", "unit", "乙局", "first_secretary")


@pytest.mark.parametrize(
    ("sends", "secretary", "expected"),
    [
        ("是", None, (True, True)),
        ("是", "否", (True, False)),
        ("否", None, (False, False)),
        ("否", "是", (False, True)),
        ("√", "×", (True, False)),
    ],
)
def test_a_blank_first_secretary_is_as_the_unit_sends_cadres(
    sends: str, secretary: str | None, expected: tuple[bool, bool]
) -> None:
    roster = enrolled(units=[["丙院", TEAM, "科研单位", sends, secretary]]).roster
    columns = ("sends_cadres", "first_secretary")
    assert tuple("是" in said(roster, "units", "unit", "丙院", column) for column in columns) == expected


def test_the_kind_of_a_unit_is_that_of_the_team_concerned() -> None:
    roster = enrolled(units=[["甲街道", OTHER, "企事业单位", "否", None]]).roster
    rows = roster.of("unit")[("甲街道",)].rows
    assert [(row.groups["team"], row.cells["kind"]) for row in rows] == [(TEAM, "镇街"), (OTHER, "企事业单位")]
    assert said(roster, "units", "team", TEAM, "kind") == {"镇街", "党政机关"}
    assert said(roster, "units", "team", OTHER, "kind") == {"党政机关", "企事业单位"}
    assert said(roster, "units", "team", "别的组团", "kind") == set()


def test_villages_of_one_name_are_told_apart_by_their_town() -> None:
    roster = enrolled().roster
    assert roster.names(("village",), (TOWN,)) == ("东村", "西村")
    assert roster.names(("village",), (OTHER_TOWN,)) == ("东村",)


def test_names_are_matched_after_folding() -> None:
    submission = enrolled(
        units=[["丙院", f"\u3000{TEAM}\u200b ", "科研单位", "是", None]], villages=[[f" {TOWN}", "南村", TEAM]]
    )
    assert submission.roster.of("unit")[("丙院",)].groups["team"] == (TEAM,)
    assert (TOWN, "南村") in submission.roster.of("village")
    assert codes(submission.problems) == []


@pytest.mark.parametrize(
    ("sheet", "row", "fault"),
    [
        ("teams", [None, "丙院", "韶关市", "翠屏县", "新镇"], ("missing-value", "A4")),
        ("teams", ["新镇组团", "丙院", "广州市", "翠屏县", "新镇"], ("unknown-name", "C4")),
        ("units", ["丙院", "别的组团", "科研单位", "是", None], ("unknown-name", "B5")),
        ("units", ["丙院", TEAM, "公司", "是", None], ("bad-choice", "C5")),
        ("villages", ["别的镇", "南村", TEAM], ("unknown-name", "A5")),
        ("work_groups", ["新工作组", "镇", "韶关市", None], ("bad-choice", "B4")),
    ],
)
def test_a_faulty_row_of_a_roster_is_rejected_and_told(sheet: str, row: list[object], fault: tuple[str, str]) -> None:
    submission = enrolled(**{sheet: [row]})
    assert fault in codes(submission.problems)
    assert fates(submission, sheet)[-1] == "rejected"
    assert account(submission, sheet)["rejected"] == 1


def test_a_faulty_optional_cell_of_a_roster_leaves_its_row() -> None:
    submission = enrolled(work_groups=[["新工作组", "县", "韶关市", "别的县"]])
    assert codes(submission.problems) == [("unknown-name", "D4")]
    assert submission.roster.of("work_group")[("新工作组",)].group("county") is None


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ("teams", [TEAM, "甲街道", "韶关市", "翠屏县", TOWN]),
        ("units", ["乙局", OTHER, "党政机关", "是", None]),
        ("villages", [TOWN, "东村", TEAM]),
        ("work_groups", ["驻韶关市工作组", "市", "韶关市", None]),
    ],
)
def test_a_row_that_stands_twice_in_a_roster_counts_once(sheet: str, row: list[object]) -> None:
    submission = enrolled(**{sheet: [row]})
    assert submission.roster == enrolled().roster
    assert account(submission, sheet)["duplicate"] == 1


def test_a_roster_in_several_workbooks_is_one() -> None:
    whole = rosters()
    first: dict[str, Grid] = {title: rows[:2] for title, rows in whole.items()}
    second: dict[str, Grid] = {title: [rows[0], *rows[2:]] for title, rows in whole.items()}
    submission = submit({"a.xlsx": book(first), "b.xlsx": book(second)})
    assert submission.roster == enrolled().roster
    assert codes(submission.problems) == []


def test_the_same_roster_in_each_workbook_changes_nothing() -> None:
    submission = submit({"a.xlsx": book(rosters()), "b.xlsx": book({**rosters(), **ledger("visits")})})
    assert submission.roster == enrolled().roster


def test_a_roster_file_stands_for_all_other_rosters() -> None:
    odd: Mapping[str, Grid] = {"组团名册": [headers("teams"), ["怪镇组团", "怪局", "韶关市", "怪县", "怪镇"]]}
    submission = submit({"data.xlsx": book({**odd, **ledger("visits")})}, roster=book(rosters()))
    assert submission.roster == enrolled().roster
    assert account(submission, "teams") == {"read": 1, "superseded": 1}
    assert account(submission, "teams", "roster.xlsx") == {"read": 2, "counted": 2}


def test_a_roster_file_gives_rosters_and_nothing_else() -> None:
    evidence = ledger("media_reports", {"date": "2022-03-05", "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"})
    submission = submit({"data.xlsx": book(ledger("visits"))}, roster=book({**rosters(), **evidence}))
    assert "media_reports" not in submission.tables
    (told,) = (p for p in submission.problems if p.code == "unknown-sheet")
    assert (told.value, told.level) == ("媒体报道", "note")
    assert told.title.en == "a sheet beside the rosters of a roster file, which is not read"


def test_a_roster_sheet_that_nobody_supplied_is_missing() -> None:
    sheets = rosters()
    del sheets["工作组名册"]
    submission = submit({"data.xlsx": book(sheets)})
    assert submission.roster.missing == {"work_groups"}
    assert "工作组名册" in [p.value for p in submission.problems if p.code == "missing-sheet"]


def test_a_roster_without_a_required_column_is_missing_and_told() -> None:
    sheets = {**rosters(), "重点村名册": [["重点镇", "组团"], [TOWN, TEAM]]}
    submission = submit({"data.xlsx": book(sheets)})
    assert submission.roster.missing == {"villages"}
    assert [(p.code, p.expected.zh) for p in submission.problems if p.code == "missing-column"] == [
        ("missing-column", "重点村")
    ]
    assert not submission.complete


# --- rows that contradict each other ------------------------------------------------------------


def team_row(
    team: str = TEAM, unit: str = "甲街道", city: str = "韶关市", county: str = "翠屏县", town: str = TOWN
) -> list[object]:
    return [team, unit, city, county, town]


CONTRADICTIONS: dict[str, tuple[str, list[object], set[tuple[str, str]]]] = {
    "a town under two teams": ("teams", team_row("九山镇组团"), {("组团名册", "E2"), ("组团名册", "E4")}),
    "a team with two towns": ("teams", team_row(town="九山镇"), {("组团名册", "E2"), ("组团名册", "E4")}),
    "a team in two counties": ("teams", team_row(county="九山县"), {("组团名册", "D2"), ("组团名册", "D4")}),
    "a county under two cities": (
        "teams",
        team_row("九山镇组团", city="揭阳市", town="九山镇"),
        {("组团名册", "C2"), ("组团名册", "C4")},
    ),
    "a unit of two kinds": ("units", ["甲街道", TEAM, "科研单位", "是", "是"], {("单位名册", "C2"), ("单位名册", "C5")}),
    "a unit that sends cadres or not": (
        "units",
        ["甲街道", TEAM, "镇街", "否", "是"],
        {("单位名册", "D2"), ("单位名册", "D5")},
    ),
    "a village of another teams town": ("villages", [TOWN, "南村", OTHER], {("重点村名册", "C5"), ("组团名册", "E2")}),
    "a village of two teams": (
        "villages",
        [TOWN, "东村", OTHER],
        {("重点村名册", "C2"), ("重点村名册", "C5")},
    ),
    "a work group of two levels": (
        "work_groups",
        ["驻翠屏县工作组", "市", "韶关市", "翠屏县"],
        {("工作组名册", "B3"), ("工作组名册", "B4")},
    ),
    "a county of another city": (
        "work_groups",
        ["驻某地工作组", "县", "揭阳市", "翠屏县"],
        {("工作组名册", "C4"), ("组团名册", "D2")},
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_rows_that_contradict_each_other_are_told_at_both_cells_and_one_stands(name: str) -> None:
    sheet, row, cells = CONTRADICTIONS[name]
    submission = enrolled(**{sheet: [row]})
    told = {(p.place.sheet, p.place.cell) for p in submission.problems if p.code == "conflicting-row"}
    assert cells <= told
    assert {p.level for p in submission.problems if p.code == "conflicting-row"} == {"error"}
    assert fates(submission, sheet).count("rejected") == 1


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_what_stands_depends_on_no_order_and_no_subject_is_lost(name: str) -> None:
    sheet, row, _ = CONTRADICTIONS[name]
    title = {"teams": "组团名册", "units": "单位名册", "villages": "重点村名册", "work_groups": "工作组名册"}[sheet]
    grids = {**rosters(), **ledger("media_reports")}
    found = []
    for turn in (1, -1):
        rows = [*grids[title][1:], row][::turn]
        told = outcomes(report_of(submit({"a.xlsx": book({**grids, title: [grids[title][0], *rows]})})))
        found.append(sorted((rule, subject, *map(str, what)) for (rule, subject, _), what in told.items()))
    assert found[0] == found[1]
    plain = outcomes(report_of(submit({"a.xlsx": book(grids)})))
    known = {one[:2] for one in found[0]}
    assert {key[:2] for key in plain} <= known
    named = {str(cell) for cell in row} & {"九山镇组团", "九山镇", "九山县", "驻某地工作组"}
    assert named <= {subject for _, subject in known}


def test_of_rows_that_contradict_each_other_what_most_say_stands() -> None:
    odd = book({**rosters(), "组团名册": [headers("teams"), team_row(county="乙县")]})
    submission = submit({"a.xlsx": odd, "b.xlsx": book(rosters()), "c.xlsx": book(rosters())})
    assert submission.roster.of("team")[(TEAM,)].group("county") == "翠屏县"
    assert sorted(fates(submission, "teams")) == ["counted", "counted", "duplicate", "duplicate", "rejected"]


# --- rows rejected for one cell -----------------------------------------------------------------

REJECTED: dict[str, tuple[str, list[object], set[tuple[str, str]]]] = {
    "a team without a leading unit": (
        "teams",
        team_row("九山镇组团", unit="", town="九山镇"),
        {("R05.2", "九山镇组团"), ("R12.1", "九山镇")},
    ),
    "a town without a team": ("teams", team_row("", town="九山镇"), {("R12.1", "九山镇")}),
    "a team without a town": (
        "teams",
        team_row("九山镇组团", town="", county="九山县"),
        {("R05.2", "九山镇组团"), ("R14.1", "九山县")},
    ),
    "a unit of an unknown team": (
        "units",
        ["丙院", "无此组团", "科研单位", "是", None],
        {("R01.4", "丙院"), ("R04.1", "丙院")},
    ),
    "a unit of an unknown kind": ("units", ["丙院", TEAM, "公司", "是", None], {("R01.4", "丙院"), ("R13.1", "丙院")}),
    "a village without a team": ("villages", [TOWN, "南村", None], {("R10.6", f"{TOWN}/南村")}),
    "a work group of no level": ("work_groups", ["驻某地工作组", "镇", "韶关市", None], {("R05.6", "驻某地工作组")}),
}


@pytest.mark.parametrize("name", REJECTED)
def test_a_row_rejected_for_one_cell_still_names_its_subject_which_cannot_be_judged(name: str) -> None:
    sheet, row, expected = REJECTED[name]
    titles = {"teams": "组团名册", "units": "单位名册", "villages": "重点村名册", "work_groups": "工作组名册"}
    grids = {**rosters(), **ledger("media_reports", {"date": "2022-03-05", "team": TEAM, "title": "丰收"})}
    grids[titles[sheet]] = [*grids[titles[sheet]], [cell or None for cell in row]]
    submission = submit({"a.xlsx": book(grids)})
    found = report_of(submission)["outcomes"]
    told = {(o["rule"], o["subject"]["name"]): (o["status"], o["reason"]) for o in found}
    assert {key: told[key] for key in expected} == dict.fromkeys(expected, ("undetermined", "rows-rejected"))
    assert any(p.level == "error" and p.place.sheet == titles[sheet] for p in submission.problems)


def test_a_unit_whose_row_is_rejected_in_one_team_keeps_its_duty_to_each() -> None:
    submission = enrolled(units=[["甲街道", OTHER, "公司", "是", None]])
    found = outcomes(report_of(submit({"a.xlsx": book({**rosters(), **ledger("visits")})})))
    assert ("R01.4", "甲街道", OTHER) not in found
    assert outcomes(report_of(submission))["R01.4", "甲街道", OTHER] == ("undetermined", None, "rows-rejected")


def test_whether_a_unit_sends_cadres_is_not_known_while_a_row_of_it_is_rejected() -> None:
    grids = {**rosters(), **ledger("cadre_care"), **declaration("东莞市")}
    grids["单位名册"] = [*grids["单位名册"], ["丙院", TEAM, "科研单位", "否", None], ["丙院", OTHER, "公司", "是", None]]
    found = outcomes(report_of(submit({"a.xlsx": book(grids)})))
    assert found["R04.1", "丙院", TEAM] == ("undetermined", None, "rows-rejected")


@pytest.mark.parametrize("title", ["组团名册", "单位名册", "重点村名册", "工作组名册"])
def test_a_roster_of_only_a_header_is_missing(title: str) -> None:
    sheets = {**rosters(), title: rosters()[title][:1]}
    submission = submit({"a.xlsx": book({**sheets, **ledger("visits")})})
    assert title in [p.value for p in submission.problems if p.code == "missing-sheet"]
