"""A roster of other kinds than the first pack's: listed, of several columns or groups, and belonging through others."""

from __future__ import annotations

import pytest

from assistcheck.audit.subjects import subjects_of
from assistcheck.submission.assemble import Submission
from assistcheck.submission.roster.roster import Member
from unit.harbour import world
from unit.harbour.world import NORTH, SOUTH, Row, rosters, submit

PIER_ONE, PIER_TWO, FAR_PIER = "1 at Alder", "2 at Alder", "1 at Cedar"


def enrolled(**more: list[Row]) -> Submission:
    return submit({"a.xlsx": rosters(**more)}, roster=False)


def groups(member: Member | None) -> dict[str, tuple[str, ...]]:
    """Return what a member belongs to, itself aside."""
    assert member is not None
    return {kind: names for kind, names in member.groups.items() if kind != member.kind}


def test_members_that_the_pack_lists_need_no_roster() -> None:
    roster = enrolled().roster
    assert roster.names(("district",)) == (NORTH, SOUTH)
    assert roster.whole == "Port Alder"
    assert groups(roster.named("district", NORTH)) == {}


def test_who_reports_is_whom_the_pack_says() -> None:
    assert [member.name for member in enrolled().roster.reporters.values()] == ["Alder", "Birch", "Cedar"]


def test_a_member_of_two_columns_is_written_as_the_pack_shows_it() -> None:
    roster = enrolled().roster
    assert list(roster.of("pier")) == [("Alder", "1"), ("Alder", "2"), ("Cedar", "1")]
    assert [member.name for member in roster.of("pier").values()] == [PIER_ONE, PIER_TWO, FAR_PIER]
    assert roster.names(("pier",), ("Alder",)) == ("1", "2")
    assert roster.names(("pier",), ("Birch",)) == ()


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("depot", "Alder", {"district": (NORTH,)}),
        ("pier", PIER_TWO, {"depot": ("Alder",), "district": (NORTH,)}),
        ("vessel", "Heron", {"pier": (PIER_TWO,), "depot": ("Alder",), "district": (NORTH,)}),
        ("vessel", "Tern", {"pier": (FAR_PIER,), "depot": ("Cedar",), "district": (SOUTH,)}),
        ("crew", "Red", {"depot": ("Alder",), "district": (NORTH,)}),
        ("crew", "Blue", {"depot": ("Alder", "Cedar"), "district": (NORTH, SOUTH)}),
        ("warden", "Office of the South", {"district": (SOUTH,)}),
    ],
)
def test_a_member_belongs_to_what_it_belongs_to_through_others(
    kind: str, name: str, expected: dict[str, tuple[str, ...]]
) -> None:
    assert groups(enrolled().roster.named(kind, name)) == expected


def test_two_groups_of_one_kind_through_one_other_are_one() -> None:
    roster = enrolled(crews=[{"crew": "Blue", "depot": "Birch", "trade": "Diving", "licensed": "licensed"}]).roster
    assert groups(roster.named("crew", "Blue")) == {"depot": ("Alder", "Cedar", "Birch"), "district": (NORTH, SOUTH)}


@pytest.mark.parametrize(("belongs_to", "district"), [(("depot", "district"), NORTH), (("district", "depot"), SOUTH)])
def test_what_is_named_first_leads_farther_than_what_is_named_later(
    belongs_to: tuple[str, ...], district: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = [
        kind.model_copy(update={"belongs_to": belongs_to}) if kind.id == "pier" else kind for kind in world.PACK.subjects.kinds
    ]
    subjects = world.PACK.subjects.model_copy(update={"kinds": tuple(kinds)})
    monkeypatch.setattr(world, "PACK", world.PACK.model_copy(update={"subjects": subjects}))
    roster = enrolled(piers=[{"depot": "Birch", "pier": "9", "district": SOUTH}]).roster
    assert groups(roster.named("pier", "9 at Birch")) == {"depot": ("Birch",), "district": (district,)}
    assert groups(roster.named("depot", "Birch")) == {"district": (NORTH,)}


def test_those_that_belong_to_a_group_are_found_through_others_too() -> None:
    roster = enrolled().roster
    assert [one.name for one in roster.belonging("vessel", "district", SOUTH)] == ["Tern"]
    assert [one.name for one in roster.belonging("crew", "depot", "Cedar")] == ["Blue"]
    assert list(roster.belonging("pier", "depot", "Birch")) == []


@pytest.mark.parametrize(
    ("kinds", "name", "reporters"),
    [
        (("depot",), "Birch", ("Birch",)),
        (("vessel",), "Heron", ("Alder",)),
        (("pier",), FAR_PIER, ("Cedar",)),
        (("crew",), "Blue", ("Alder", "Cedar")),
        (("warden",), "Office of the North", ()),
        (("harbour",), "Port Alder", ()),
        (("warden", "crew"), "Red", ("Alder",)),
        (("vessel",), "Nobody", ()),
    ],
)
def test_a_workbook_speaks_of_what_belongs_to_its_reporter(
    kinds: tuple[str, ...], name: str, reporters: tuple[str, ...]
) -> None:
    assert enrolled().roster.reporters_of(kinds, name) == reporters


# --- what rows say ------------------------------------------------------------------------------


def test_a_member_of_several_groups_has_a_row_for_each() -> None:
    member = enrolled().roster.named("crew", "Blue")
    assert member is not None
    assert [(row.groups["depot"], row.cells["trade"]) for row in member.rows] == [("Alder", "Rigging"), ("Cedar", "Diving")]


def test_what_a_roster_says_is_said_of_the_member_and_of_its_group() -> None:
    roster = enrolled().roster
    assert roster.said("crews", "crew", "trade").get("Blue", frozenset()) == {"Rigging", "Diving"}
    assert roster.said("crews", "depot", "trade").get("Alder", frozenset()) == {"Rigging"}
    assert roster.said("crews", "depot", "trade").get("Birch", frozenset()) == frozenset()


@pytest.mark.parametrize(("crew", "said"), [("Red", {"unlicensed"}), ("Blue", {"unlicensed", "licensed"})])
def test_a_blank_says_what_another_column_says(crew: str, said: set[str]) -> None:
    assert enrolled().roster.said("crews", "crew", "may_lead").get(crew, frozenset()) == said


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "stands"),
    [
        ("crews", {"crew": "Red", "depot": "Cedar", "trade": "Diving", "licensed": "licensed"}, ("D2", "D5"), "D5"),
        ("depots", {"depot": "Birch", "district": SOUTH}, ("B3", "B5"), "B3"),
        ("vessels", {"vessel": "Heron", "depot": "Alder", "pier": "1"}, ("C2", "C4"), "C4"),
        ("piers", {"depot": "Birch", "pier": "9", "district": SOUTH}, ("C5",), None),
    ],
)
def test_what_may_be_said_once_is_said_once(sheet: str, row: Row, cells: tuple[str, ...], stands: str | None) -> None:
    submission = enrolled(**{sheet: [row]})
    told = [p for p in submission.problems if p.code == "conflicting-row" and p.place.sheet == sheet.title()]
    assert {p.place.cell for p in told} == set(cells)
    standing = [p.place.cell for p in told if "this cell stands" in p.expected.en]
    assert standing == ([stands] if stands else [])


def test_what_another_roster_has_said_stands() -> None:
    submission = enrolled(piers=[{"depot": "Birch", "pier": "9", "district": SOUTH}])
    assert ("Depots", "A3") in {(p.place.sheet, p.place.cell) for p in submission.problems if p.code == "conflicting-row"}
    assert submission.tables["piers"].fates[-1] == "rejected"
    assert ("pier", "Birch", "9") in submission.roster.doubtful


def test_a_name_that_a_later_roster_does_not_know_is_told() -> None:
    submission = enrolled(vessels=[{"vessel": "Gull", "depot": "Birch", "pier": "1"}])
    assert [(p.code, p.place.cell) for p in submission.problems if p.level == "error"] == [("unknown-name", "C4")]


# --- places, and who answers --------------------------------------------------------------------


def test_a_place_may_go_without_each_of_its_kinds_endings() -> None:
    roster = enrolled().roster
    places = [place.strip() for place in roster.places(("district",))]
    assert places == [NORTH, "North Quay", "North", SOUTH, "South Quay", "South"]
    assert roster.places(("depot",)) == ("Alder", "Birch", "Cedar")


@pytest.mark.parametrize(
    ("kind", "name", "debtor"),
    [
        ("district", NORTH, ("warden", "Office of the North", "Office of the North")),
        ("district", SOUTH, ("harbour", "Port Alder", f"Port Alder (for {SOUTH})")),
        ("pier", FAR_PIER, ("depot", "Cedar", "Cedar")),
        ("vessel", "Heron", ("depot", "Alder", "Alder")),
        ("crew", "Blue", ("crew", "Blue", "Blue")),
        ("depot", "Birch", ("depot", "Birch", "Birch")),
    ],
)
def test_who_answers_for_a_subject(kind: str, name: str, debtor: tuple[str, str, str]) -> None:
    found = next(one.owed_by for one in subjects_of(kind, enrolled().roster) if one.name == name)
    assert (found.kind, found.name, found.words.en) == debtor


def test_a_duty_may_be_owed_once_to_each_group() -> None:
    found = [(one.name, one.reporter, one.region) for one in subjects_of("crew", enrolled().roster, per="depot")]
    assert found == [("Red", "Alder", NORTH), ("Blue", "Alder", NORTH), ("Blue", "Cedar", SOUTH)]
    assert [one.reporters for one in subjects_of("crew", enrolled().roster)] == [("Alder",), ("Alder", "Cedar")]
