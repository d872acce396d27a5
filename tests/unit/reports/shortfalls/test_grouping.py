"""Shortfall lists: who gets one, what stands in it, and that nothing is lost between them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import STATUSES, Report
from assistcheck.audit.request import Request
from assistcheck.reports.common.open_items import LISTED
from assistcheck.reports.shortfalls.grouping import Lists, lists_of
from builders.support import OTHER, OTHER_TOWN, TEAM, TOWN, YEAR_END, book, declaration, ledger, pack, rosters, submit

KINDS = [kind.id for kind in pack().subjects.kinds]
NEWS = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}
VISIT = {"date": date(2022, 3, 1), "unit": "甲街道", "role": "主要负责同志", "town": TOWN}


@cache
def report() -> Report:
    """Return an audit of two teams with open items of every kind of subject, and a bad row that nobody can place."""
    rows = [{**NEWS, "title": "一"}, {**NEWS, "title": "二", "level": None}, {**NEWS, "title": "三", "team": "无此组团"}]
    town = {"quarter": "2022Q1", "fiscal_year": 2021, "town": TOWN, "village": None, "allocated": 1, "used": 2}
    sheets = {**rosters(), **ledger("media_reports", *rows), **ledger("visits", VISIT), **ledger("fund_usage", town)}
    brief = {"date": date(2022, 4, 1), "reporter": "驻韶关市工作组", "title": "一", "recipients": "市经协办"}
    income = {"county": "翠屏县", "year": 2022, "growth": 1, "provincial_growth": 2}
    sheets |= {**ledger("briefings", brief), **ledger("rural_income", income)}
    return api.audit(pack(), submit({"data.xlsx": book(sheets)}), Request(YEAR_END))


def lists(by: str, *, only_short: bool = False) -> Lists:
    return lists_of(report(), by, ".xlsx", only_short=only_short)


@pytest.mark.parametrize("by", KINDS)
def test_every_open_item_stands_in_one_list_or_in_none_and_is_then_said(by: str) -> None:
    found = lists(by)
    told = [item.outcome for one in found.lists for item in (*one.items, *one.unjudged)]
    told += [item.outcome for item in found.others]
    expected = [outcome for outcome in report().outcomes if outcome.status in LISTED]
    assert Counter(map(id, told)) == Counter(map(id, expected))


@pytest.mark.parametrize("by", KINDS)
def test_the_counts_of_a_list_are_all_that_its_subject_owes(by: str) -> None:
    for one in lists(by).lists:
        assert {item.outcome.status for item in one.items} <= {"shortfall", "behind"}
        assert one.counts["shortfall"] + one.counts["behind"] == len(one.items)
        assert one.counts["undetermined"] == len(one.unjudged)
        assert set(one.counts) <= set(STATUSES)


@pytest.mark.parametrize("by", KINDS)
def test_every_problem_stands_in_a_list_or_is_said_to_stand_in_none(by: str) -> None:
    found = lists(by)
    listed = [problem for one in found.lists for problem in one.problems]
    listed += [problem for one in found.lists for item in (*one.items, *one.unjudged) for problem in item.problems]
    told = {(each.code, each.place, each.value) for problem in (*listed, *found.problems) for each in problem.each()}
    assert told == {(each.code, each.place, each.value) for problem in report().problems for each in problem.each()}
    assert "无此组团" in {problem.value for problem in found.problems}


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("team", {TEAM, OTHER}),
        ("unit", {"甲街道", "乙局"}),
        ("work_group", {"驻韶关市工作组", "驻翠屏县工作组"}),
        ("county", {"翠屏县", "云岭区"}),
        ("town", {TOWN, OTHER_TOWN}),
    ],
)
def test_each_subject_of_a_kind_gets_one_list(by: str, names: set[str]) -> None:
    found = lists(by)
    assert {one.name for one in found.lists} == names
    assert {one.file for one in found.lists} == {f"{name}.xlsx" for name in names}


def test_a_teams_list_holds_the_items_of_its_units_town_and_villages() -> None:
    one = next(one for one in lists("team").lists if one.name == TEAM)
    kinds = {item.outcome.subject.kind for item in (*one.items, *one.unjudged)}
    assert kinds == {"team", "unit", "town", "village"}
    assert {item.outcome.subject.reporter for item in one.items} == {TEAM}


def test_a_towns_list_holds_its_villages_and_nothing_of_its_team() -> None:
    one = next(one for one in lists("town").lists if one.name == TOWN)
    assert {item.outcome.subject.kind for item in (*one.items, *one.unjudged)} == {"town", "village"}


def test_the_worst_comes_first() -> None:
    weights = [one.weight for one in lists("team").lists]
    assert weights == sorted(weights, reverse=True)
    assert lists("team").lists[0].name == TEAM


def test_only_what_is_short_leaves_out_the_rest_and_says_for_whom_no_list_was_made() -> None:
    found = lists("unit", only_short=True)
    assert {item.outcome.status for one in found.lists for item in one.items} == {"shortfall"}
    assert not any(one.unjudged for one in found.lists)
    everybody = {one.name for one in lists("unit").lists}
    assert {one.name for one in found.lists} | {name for name, _ in found.without} == everybody
    assert {item.outcome.status for item in found.others} == {"shortfall"}


def test_a_team_that_has_not_sent_gets_a_list_of_what_cannot_be_judged() -> None:
    sheets = {**declaration(TEAM), **ledger("media_reports", {**NEWS, "title": "一"})}
    submission = submit({"a.xlsx": book(sheets)}, roster=book(rosters()))
    found = lists_of(api.audit(pack(), submission, Request(YEAR_END)), "team", ".md")
    one = next(one for one in found.lists if one.name == OTHER)
    assert one.items == ()
    assert len(one.unjudged) == one.counts["undetermined"] > 20
    assert {item.words.reason.zh for item in one.unjudged} == {"所在组团尚未报送"}


def test_the_problem_of_a_met_duty_stands_in_the_list_but_under_no_item() -> None:
    rows = [{**NEWS, "title": str(number)} for number in range(4)]
    sheets = {**rosters(), **ledger("media_reports", *rows, {**NEWS, "title": "五", "date": "2022.1"})}
    found = lists_of(api.audit(pack(), submit({"data.xlsx": book(sheets)}), Request(YEAR_END)), "team", ".md")
    one = next(one for one in found.lists if one.name == TEAM)
    assert [problem.code for problem in one.problems] == ["bad-date"]
