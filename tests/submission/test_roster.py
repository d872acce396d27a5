"""The rosters: in the roster's order, over several rows and workbooks, with faulty rows told."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from assistcheck.submission.load import Submission
from support import OTHER, OTHER_TOWN, TEAM, TOWN, Grid, account, book, codes, fates, headers, ledger, rosters, submit


def enrolled(**changed: list[list[object]]) -> Submission:
    """Return the submission of the small roster with rows added to its sheets, by id."""
    titles = {"teams": "组团名册", "units": "单位名册", "villages": "重点村名册", "work_groups": "工作组名册"}
    sheets: dict[str, Grid] = dict(rosters())
    for ident, rows in changed.items():
        sheets[titles[ident]] = [*sheets[titles[ident]], *rows]
    return submit({"data.xlsx": book(sheets)})


def test_everybody_stands_in_the_rosters_order() -> None:
    roster = enrolled().roster
    assert list(roster.teams) == [TEAM, OTHER]
    assert dict(roster.towns) == {TOWN: TEAM, OTHER_TOWN: OTHER}
    assert dict(roster.counties) == {"翠屏县": "韶关市", "云岭区": "揭阳市"}
    assert list(roster.villages) == [(TOWN, "东村"), (TOWN, "西村"), (OTHER_TOWN, "东村")]
    assert list(roster.units) == ["甲街道", "乙局"]
    assert {name: group.level for name, group in roster.groups.items()} == {"驻韶关市工作组": "市", "驻翠屏县工作组": "县"}
    assert (roster.programme, roster.cities) == ("东莞市", ("韶关市", "揭阳市"))
    assert roster.missing == frozenset()


def test_a_unit_in_several_teams_sends_cadres_if_any_row_says_so() -> None:
    units = enrolled().roster.units
    assert units["乙局"].teams == (TEAM, OTHER)
    assert units["乙局"].sends_cadres
    assert units["乙局"].first_secretary


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
    unit = enrolled(units=[["丙院", TEAM, "科研单位", sends, secretary]]).roster.units["丙院"]
    assert (unit.sends_cadres, unit.first_secretary) == expected


def test_the_kind_of_a_unit_is_that_of_the_team_concerned() -> None:
    roster = enrolled(units=[["甲街道", OTHER, "企事业单位", "否", None]]).roster
    assert dict(roster.units["甲街道"].kinds) == {TEAM: "镇街", OTHER: "企事业单位"}
    assert roster.kinds_in(TEAM) == {"镇街", "党政机关"}
    assert roster.kinds_in(OTHER) == {"党政机关", "企事业单位"}
    assert roster.kinds_in("别的组团") == frozenset()


def test_villages_of_one_name_are_told_apart_by_their_town() -> None:
    roster = enrolled().roster
    assert roster.names("village", TOWN) == ("东村", "西村")
    assert roster.names("village", OTHER_TOWN) == ("东村",)


def test_names_are_matched_after_folding() -> None:
    submission = enrolled(
        units=[["丙院", f"\u3000{TEAM}\u200b ", "科研单位", "是", None]], villages=[[f" {TOWN}", "南村", TEAM]]
    )
    assert submission.roster.units["丙院"].teams == (TEAM,)
    assert (TOWN, "南村") in submission.roster.villages
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
    assert submission.roster.groups["新工作组"].county is None


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
    assert [p.value for p in submission.problems if p.code == "unknown-sheet"] == ["媒体报道"]


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
