"""What is counted once: names and titles are told apart without white space, as evidence is."""

from __future__ import annotations

from datetime import date

from builders.support import OTHER_TOWN, TEAM, TOWN, Grid, ledger, outcomes, report_of, submit_one

DAY = date(2022, 3, 5)


def value(sheets: dict[str, Grid], rule: str, subject: str, team: str = "", readings: dict[str, str] | None = None) -> object:
    return outcomes(report_of(submit_one(sheets), readings=readings))[rule, subject, team][1]


def test_one_story_with_a_line_break_in_its_title_is_one_title() -> None:
    news = {"date": DAY, "team": TEAM, "level": "省"}
    rows = [{**news, "title": "丰收", "outlet": "日报"}, {**news, "title": "丰\n收", "outlet": "晚报"}]
    reports = ledger("media_reports", *rows)
    assert value(reports, "R05.2", TEAM, TEAM) == 2
    assert value(reports, "R05.2", TEAM, TEAM, {"R05.2": "distinct-title"}) == 1


def test_one_enterprise_written_with_a_space_is_one_enterprise() -> None:
    pair = {"town": TOWN, "village": "东村", "enterprise": "甲 公司"}
    other = {"town": OTHER_TOWN, "village": "东村", "enterprise": "甲公司"}
    assert value(ledger("private_pairs", pair, other), "R19.2", "东莞市") == 1
    assert value(ledger("private_pairs", pair, {**other, "enterprise": "乙公司"}), "R19.2", "东莞市") == 2


def test_an_institution_written_with_a_space_stands_in_both_its_pairs() -> None:
    pair = {"kind": "医疗机构", "city": "韶关市", "home": "甲院", "partner": "乙院"}
    rows = [pair, {**pair, "home": "甲 院", "partner": "丙院"}]
    assert str(value(ledger("pairings", *rows), "R16.1", "韶关市")).startswith("0.66")
