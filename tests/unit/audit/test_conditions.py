"""Where goods come from: by the roster, in words, and what is near to counting."""

from __future__ import annotations

import pytest

from assistcheck import api
from assistcheck.audit.conditions import PlaceNames, row_reasons
from assistcheck.audit.request import Request, Selection
from assistcheck.reports.common.measure_phrases import condition_words
from assistcheck.rules.vocabulary import NamesPlace, StartsWith
from builders.support import OTHER_TOWN, TEAM, TOWN, YEAR_END, Grid, ledger, pack, submit_one
from unit.submission.sending import DAY

ORIGINS: dict[str, bool] = {
    "韶关": True,
    "韶关市": True,
    "韶 关市": True,
    "揭阳某地": True,
    "翠屏县": True,
    "翠屏县青禾镇": True,
    "韶关翠屏县": True,
    TOWN: True,
    f"{OTHER_TOWN}东村": True,
    "云岭区": True,
    "翠屏": False,
    "别县": False,
    "广东省韶关市": False,
    "东莞市": False,
}


def purchases(*origins: str | None) -> dict[str, Grid]:
    row = {"date": DAY, "team": TEAM, "channel": "莞香情", "form": "采购", "product": "茶油", "amount": 1000}
    return ledger("purchases", *({**row, "origin": origin, "voucher": f"凭{n}"} for n, origin in enumerate(origins)))


def test_an_origin_is_a_place_of_the_roster_alone_or_at_its_start() -> None:
    submission = submit_one(purchases(*ORIGINS))
    place = NamesPlace(test="names_place", column="origin", kinds=("city", "county", "town"))
    reasons = row_reasons((place,), submission.tables["purchases"], submission.roster, YEAR_END)
    assert [reason is None for reason in reasons] == list(ORIGINS.values())
    assert reasons[-1] == "origin=东莞市"


@pytest.mark.parametrize(("kind", "counts"), [("city", "揭阳市"), ("county", "云岭区"), ("town", OTHER_TOWN)])
def test_each_kind_of_place_counts_where_it_is_named(kind: str, counts: str) -> None:
    submission = submit_one(purchases("揭阳市", "云岭区", OTHER_TOWN))
    table = submission.tables["purchases"]
    place = NamesPlace(test="names_place", column="origin", kinds=(kind,))
    reasons = row_reasons((place,), table, submission.roster, YEAR_END)
    assert [value for value, reason in zip(table.columns["origin"], reasons, strict=True) if reason is None] == [counts]


def test_a_text_may_be_tested_by_how_it_begins() -> None:
    submission = submit_one(purchases("韶关市", "广东省韶关市"))
    test = StartsWith(test="starts_with", column="origin", values=("韶关", "揭阳"))
    assert row_reasons((test,), submission.tables["purchases"], submission.roster, YEAR_END) == [None, "origin=广东省韶关市"]
    assert condition_words(test, "purchases", pack()).zh == "“产地”以 韶关、揭阳 开头"


def test_an_origin_that_names_a_place_elsewhere_than_at_its_start_is_near() -> None:
    submission = submit_one(purchases("广东省韶关市", "产自翠屏县", "东莞市"))
    request = Request(YEAR_END, selection=Selection(frozenset({"R11.3"}), frozenset({TEAM})))
    (outcome,) = api.audit(pack(), submission, request).outcomes
    assert [(near.value, near.kind) for near in outcome.near] == [("广东省韶关市", "otherwise"), ("产自翠屏县", "otherwise")]
    assert outcome.near[0].wanted == ("韶关市", "揭阳市")


def test_the_places_are_told_in_words() -> None:
    place = NamesPlace(test="names_place", column="origin", kinds=("city", "town"))
    words = condition_words(place, "purchases", pack())
    assert words.zh == "“产地”是名册中的市（“市”可省）、重点镇，或以其名称开头"
    assert words.en == '"产地" is, or begins with the name of, a city (with or without 市) or a town of the roster'


@pytest.mark.parametrize(
    ("text", "found"), [("广东省韶关市", True), ("韶关", True), ("韶山", False), ("", False), ("关", False)]
)
def test_a_place_is_found_anywhere_in_a_text(text: str, *, found: bool) -> None:
    assert PlaceNames(["韶关", "翠屏县青禾镇"]).stand_in(text) is found
