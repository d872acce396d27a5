"""Suggestions for unknown names: by writing and by sound, never more than suggested."""

from __future__ import annotations

import pytest

from assistcheck.submission.roster.suggest import closest_matches, closest_words
from builders.support import TEAM, book, codes, fates, ledger, rosters, submit

TOWNS = ("石排镇", "石龙镇", "石碣镇", "茶山镇")


def test_of_towns_as_near_in_writing_the_one_that_sounds_alike_comes_first() -> None:
    assert closest_matches("石竭镇", TOWNS)[0] == "石碣镇"


def test_at_most_three_names_are_suggested() -> None:
    assert len(closest_matches("石竭镇", ("石一镇", "石二镇", "石三镇", "石四镇"))) == 3


def test_names_that_are_far_are_not_suggested() -> None:
    assert closest_matches("某某公司", TOWNS) == ()
    assert closest_matches("石竭镇", ()) == ()


def test_of_names_equally_near_the_first_of_the_roster_comes_first() -> None:
    assert closest_matches("石镇", ("石乙镇", "石甲镇")) == closest_matches("石镇", ("石乙镇", "石甲镇"))
    assert closest_matches("某镇", ("乙镇", "甲镇")) == ("乙镇", "甲镇")


@pytest.mark.parametrize(
    ("written", "known", "first"),
    [
        ("莞禾集团", ("莞和集团", "莞禾集团有限公司", "青禾集团有限公司"), "莞禾集团有限公司"),
        ("莞禾公司", ("莞禾集团有限公司", "云岭区"), "莞禾集团有限公司"),
        ("莞禾集团有限公司东莞分公司", ("莞禾集团有限公司",), "莞禾集团有限公司"),
        ("甲街道", ("乙街道", "甲街道办事处"), "甲街道办事处"),
        ("青禾镇人民政府", ("白露镇", "青禾镇"), "青禾镇"),
        ("青禾镇", ("白露镇组团", "青禾镇组团"), "青禾镇组团"),
        ("东村村委会", ("西村", "东村"), "东村"),
        ("翠屏", ("云岭区", "翠屏县"), "翠屏县"),
        ("市农业局", ("东莞市教育局", "东莞市农业农村局"), "东莞市农业农村局"),
    ],
)
def test_a_name_that_leaves_something_out_or_ends_otherwise_is_near(written: str, known: tuple[str, ...], first: str) -> None:
    assert closest_matches(written, known)[0] == first


def test_names_that_share_an_ending_alone_are_not_near() -> None:
    assert closest_matches("莞禾集团有限公司", ("云岭高山茶叶专业有限公司", "有限公司一厂", "镇", "")) == ()


STATES = ("已完成", "推进中", "未开展")


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("基本完成", "已完成"),
        ("进展中", "推进中"),
        ("没开展", "未开展"),
        ("未完成", "未开展"),
        ("已开展", "已完成"),
        ("待议", ""),
    ],
)
def test_the_nearest_allowed_word_says_no_only_where_the_text_does(written: str, near: str) -> None:
    assert closest_words(written, STATES) == ((near,) if near else ())


def test_a_name_nearly_right_is_suggested_but_never_merged() -> None:
    row = {"date": "2022-03-05", "team": TEAM[:-2] + "组", "title": "丰收", "outlet": "日报", "level": "省"}
    submission = submit({"data.xlsx": book({**rosters(), **ledger("media_reports", row)})})
    assert fates(submission, "media_reports") == ["rejected"]
    assert codes(submission.problems) == [("unknown-name", "B2")]
    problem = next(p for p in submission.problems if p.code == "unknown-name")
    assert (problem.value, TEAM in problem.expected.zh, TEAM in problem.expected.en) == (TEAM[:-2] + "组", True, True)


def test_a_recorded_alias_is_the_name_it_stands_for() -> None:
    row = {"date": "2022-03-05", "team": "青禾组", "title": "丰收", "outlet": "日报", "level": "省"}
    files = {"data.xlsx": book({**rosters(), **ledger("media_reports", row)})}
    submission = submit(files, aliases={"青禾组": f" {TEAM}"})
    assert fates(submission, "media_reports") == ["counted"]
    assert submission.tables["media_reports"].columns["team"] == [TEAM]


def test_an_alias_is_folded_like_every_name() -> None:
    row = {"date": "2022-03-05", "team": "青禾(组)", "title": "丰收", "outlet": "日报", "level": "省"}
    files = {"data.xlsx": book({**rosters(), **ledger("media_reports", row)})}
    assert fates(submit(files, aliases={" 青禾（组）": TEAM}), "media_reports") == ["counted"]


def test_an_alias_of_an_unknown_name_is_no_name() -> None:
    row = {"date": "2022-03-05", "team": "青禾组", "title": "丰收", "outlet": "日报", "level": "省"}
    files = {"data.xlsx": book({**rosters(), **ledger("media_reports", row)})}
    assert fates(submit(files, aliases={"青禾组": "别的组团"}), "media_reports") == ["rejected"]
