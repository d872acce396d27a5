"""The sheets of a pack: their order, and how each is recognised by its title in any of its languages."""

from __future__ import annotations

import pytest

from assistcheck import api
from assistcheck.ledgers import registry
from assistcheck.ledgers.registry import NOTES_SHEET, ledgers_of
from assistcheck.rules.folders import shipped_packs
from builders.packs import LEDGERS as FIRST
from builders.packs import PACK
from unit.harbour.world import LEDGERS
from unit.harbour.world import PACK as HARBOUR


def test_rosters_come_first_the_task_list_and_the_cover_sheet_last() -> None:
    assert [sheet.id for sheet in LEDGERS] == [
        *("depots", "crews", "piers", "vessels", "wardens"),
        *("inspections", "repairs", "returns"),
        *("duties", "sender"),
    ]
    assert [sheet.id for sheet in LEDGERS.rosters] == ["depots", "crews", "piers", "vessels", "wardens"]
    assert [sheet.id for sheet in LEDGERS.evidence] == ["inspections", "repairs", "returns", "duties"]
    assert (*LEDGERS.rosters, *LEDGERS.evidence) == LEDGERS.tables
    assert (LEDGERS.tasks, LEDGERS.cover) == (LEDGERS["duties"], LEDGERS["sender"])


def test_a_sheet_that_the_pack_does_not_have_is_none_of_it() -> None:
    assert "repairs" in LEDGERS
    assert "donations" not in LEDGERS
    with pytest.raises(KeyError):
        LEDGERS["donations"]
    assert LEDGERS.sheet_of("募集资金") is None


def test_a_column_is_found_by_both_ids() -> None:
    assert LEDGERS.column(("repairs", "cost")).header == "Cost (USD)"
    assert {column.id for column in LEDGERS.choices} == {
        *(("crews", name) for name in ("trade", "licensed", "may_lead")),
        ("wardens", "rank"),
        ("repairs", "cause"),
        ("duties", "state"),
    }


@pytest.mark.parametrize("title", ["Repairs", "repairs", " REPAIRS\u200b", "Re pairs"])
def test_a_title_is_known_in_any_case_and_spacing(title: str) -> None:
    assert LEDGERS.sheet_of(title) is LEDGERS["repairs"]


def test_a_title_is_known_in_each_language_that_the_pack_gives() -> None:
    sheet = LEDGERS["inspections"]
    assert (sheet.title, sheet.about.zh, sheet.about.en) == ("Inspections", "检查", "inspections of vessels")
    assert FIRST["donations"].titles == ("募集资金", "donations")


@pytest.mark.parametrize(
    ("title", "ident"),
    [
        ("Copy of Repairs (2)", "repairs"),
        ("repairs-2026", "repairs"),
        ("Alder repairs", "repairs"),
        ("3_Returns", "returns"),
        ("Wardens and Crews", None),
        ("disrepairs", None),
        ("repairsheet", None),
        ("Notes", None),
    ],
)
def test_a_longer_title_holds_the_words_of_one_sheet(title: str, ident: str | None) -> None:
    held = LEDGERS.held_in(title)
    assert (held.id if held else None) == ident


def test_in_a_file_of_rosters_nothing_else_is_read() -> None:
    assert LEDGERS.is_read("Depots", roster_only=True)
    assert not LEDGERS.is_read("Repairs", roster_only=True)
    assert LEDGERS.is_read("Repairs", roster_only=False)
    assert not LEDGERS.is_read(NOTES_SHEET.en, roster_only=False)


def test_the_same_sheets_are_drawn_once() -> None:
    assert ledgers_of(HARBOUR) is LEDGERS
    again = api.load_pack(checked=True)
    assert again.sheets is not PACK.sheets
    assert ledgers_of(again) is ledgers_of(PACK)
    assert ledgers_of(PACK) is not LEDGERS


def test_not_every_pack_that_was_ever_loaded_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_KNOWN", [])
    for number in range(registry._FEW + 1):
        registry.drawn_from(PACK.sheets._replace(conventions=PACK.sheets.conventions | {"template_version": str(number)}))
    assert len(registry._KNOWN) == 1


@pytest.mark.parametrize("name", shipped_packs())
def test_every_sheet_of_a_shipped_pack_is_known_by_its_titles_alone(name: str) -> None:
    ledgers = ledgers_of(api.load_pack(name))
    for sheet in ledgers:
        assert all(ledgers.sheet_of(title) is sheet for title in (*sheet.titles, *sheet.names, sheet.title.upper()))
