"""Kinds of subject in words: as the pack names them, one or several, and which belong to which."""

from __future__ import annotations

import pytest

from assistcheck.nouns import plural, singular, with_article
from assistcheck.reports.common.subject_phrases import belongs_to, kind_header, pack_words, parts_of_reporters
from builders.support import pack
from unit.reports.library import library


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("team", "teams"),
        ("county", "counties"),
        ("branch", "branches"),
        ("class", "classes"),
        ("box", "boxes"),
        ("day", "days"),
        ("work group", "work groups"),
        ("person", "people"),
        ("house", "houses"),
    ],
)
def test_a_noun_and_its_plural(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many) == one


def test_what_is_no_plural_stays() -> None:
    assert singular("class") == "class"
    assert singular("item") == "item"


def test_an_article_stands_before_a_noun() -> None:
    assert with_article("town") == "a town"
    assert with_article("office") == "an office"


def test_kinds_belong_to_others_through_a_third() -> None:
    assert belongs_to(pack(), "unit", "county")
    assert belongs_to(pack(), "village", "city")
    assert not belongs_to(pack(), "work_group", "team")
    assert not belongs_to(pack(), "county", "team")
    assert belongs_to(library(), "branch", "region")
    assert not belongs_to(library(), "office", "region")


def test_what_is_shown_with_those_that_report() -> None:
    assert [kind.id for kind in parts_of_reporters(pack())] == ["unit", "town", "village"]
    assert [kind.id for kind in parts_of_reporters(library())] == ["branch"]


def test_texts_take_the_words_of_the_pack() -> None:
    assert pack_words(pack(), "zh") == {"kind": "组团", "kinds": "组团", "parts": "单位、镇、村", "roster": "组团名册"}
    assert pack_words(pack(), "en")["parts"] == "units, towns and villages"
    assert pack_words(library(), "en") == {"kind": "grantee", "kinds": "grantees", "parts": "branches", "roster": "Grantees"}
    assert kind_header(library(), "office").en == "County library office"
