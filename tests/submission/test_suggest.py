"""Suggestions for unknown names: by writing and by sound, never more than suggested."""

from __future__ import annotations

from assistcheck.submission.suggest import nearest
from support import TEAM, book, codes, fates, ledger, rosters, submit

TOWNS = ("石排镇", "石龙镇", "石碣镇", "茶山镇")


def test_of_towns_as_near_in_writing_the_one_that_sounds_alike_comes_first() -> None:
    assert nearest("石竭镇", TOWNS)[0] == "石碣镇"


def test_at_most_three_names_are_suggested() -> None:
    assert len(nearest("石竭镇", ("石一镇", "石二镇", "石三镇", "石四镇"))) == 3


def test_names_that_are_far_are_not_suggested() -> None:
    assert nearest("某某公司", TOWNS) == ()
    assert nearest("石竭镇", ()) == ()


def test_of_names_equally_near_the_first_of_the_roster_comes_first() -> None:
    assert nearest("石镇", ("石乙镇", "石甲镇")) == nearest("石镇", ("石乙镇", "石甲镇"))
    assert nearest("某镇", ("乙镇", "甲镇")) == ("乙镇", "甲镇")


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
