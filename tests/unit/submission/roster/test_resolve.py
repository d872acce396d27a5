"""Names of rows against the roster: what is unknown, what it spoils, and what is implied."""

from __future__ import annotations

from datetime import date

import pytest

from builders.support import OTHER, OTHER_TOWN, TEAM, TOWN, codes, fates, ledger, submit_one

Cells = dict[str, object]
DAY = date(2022, 3, 5)
GIFT: Cells = {"date": DAY, "unit": "甲街道", "town": TOWN, "village": "东村", "form": "资金", "amount": 5000}
PROJECT: Cells = {"date": DAY, "team": TEAM, "kind": "增收项目", "project": "果园", "town": TOWN, "village": "东村"}


def told(ident: str, row: Cells) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the fates of one row's ledger, and its problems."""
    submission = submit_one(ledger(ident, row))
    return fates(submission, ident), codes(submission.problems)


@pytest.mark.parametrize("text", [TEAM, f" {TEAM} ", f"{TEAM}\u3000", f"青\u200b{TEAM[1:]}", f"\ufeff{TEAM}"])
def test_a_name_is_matched_after_folding(text: str) -> None:
    row = {"date": DAY, "team": text, "title": "丰收", "outlet": "日报", "level": "省"}
    submission = submit_one(ledger("media_reports", row))
    assert fates(submission, "media_reports") == ["counted"]
    assert submission.tables["media_reports"].columns["team"] == [TEAM]


@pytest.mark.parametrize("text", ["青 禾镇组团", "青禾镇", "青禾组团", "青禾镇组团一", "东莞市"])
def test_a_name_that_only_looks_like_one_is_unknown(text: str) -> None:
    row: Cells = {"date": DAY, "team": text, "title": "丰收", "outlet": "日报", "level": "省"}
    assert told("media_reports", row) == (["rejected"], [("unknown-name", "B2")])


@pytest.mark.parametrize(
    ("column", "name", "cell"),
    [("unit", "丙局", "B2"), ("town", "别的镇", "C2"), ("village", "别的村", "D2")],
)
def test_each_unknown_name_of_a_gift_rejects_it(column: str, name: str, cell: str) -> None:
    assert told("donations", {**GIFT, column: name}) == (["rejected"], [("unknown-name", cell)])


def test_a_village_of_another_town_is_unknown_in_this_one() -> None:
    assert told("donations", {**GIFT, "village": "西村"}) == (["counted"], [])
    assert told("donations", {**GIFT, "unit": "乙局", "town": OTHER_TOWN, "village": "西村"})[0] == ["rejected"]


def test_an_unknown_town_spoils_its_village_without_a_word_more() -> None:
    assert told("industry_projects", {**PROJECT, "town": "别的镇"}) == (["rejected"], [("unknown-name", "F2")])


def test_an_unknown_town_that_nothing_hangs_on_leaves_its_row() -> None:
    row: Cells = {**PROJECT, "kind": "企业投资", "enterprise": "某公司", "town": "别的镇", "village": None}
    assert told("industry_projects", row) == (["counted"], [("unknown-name", "F2")])


@pytest.mark.parametrize(("team", "town"), [(TEAM, TOWN), (OTHER, OTHER_TOWN)])
def test_a_project_without_a_town_stands_in_its_teams_town(team: str, town: str) -> None:
    submission = submit_one(ledger("industry_projects", {**PROJECT, "team": team, "town": None}))
    columns = submission.tables["industry_projects"].columns
    assert (columns["town"], columns["village"]) == ([town], ["东村"])


def test_a_village_that_is_not_in_the_implied_town_is_unknown() -> None:
    row: Cells = {**PROJECT, "team": OTHER, "town": None, "village": "西村"}
    assert told("industry_projects", row) == (["rejected"], [("unknown-name", "G2")])


@pytest.mark.parametrize(
    ("duty", "subject", "fate"),
    [
        ("R21.1", "东莞市", "counted"),
        ("R21.1", TEAM, "rejected"),
        ("R05.7", "韶关市", "counted"),
        ("R05.7", "广州市", "rejected"),
        ("R18.1", "翠屏县", "counted"),
        ("R07.1", "驻翠屏县工作组", "counted"),
        ("R03.1", TEAM, "counted"),
        ("R03.1", TOWN, "rejected"),
        ("R07.3", "甲街道", "counted"),
        ("R09.1", TOWN, "counted"),
        ("R09.1", " 青禾镇\u200b", "counted"),
    ],
)
def test_a_duty_is_attested_by_a_subject_of_its_kind(duty: str, subject: str, fate: str) -> None:
    row: Cells = {"duty": duty, "subject": subject, "state": "推进中"}
    assert told("attestations", row) == ([fate], [] if fate == "counted" else [("unknown-name", "B2")])


@pytest.mark.parametrize("duty", ["R05.2", "R99.1", "9.1", "R9.1", "常态化监测"])
def test_an_attestation_of_what_is_no_attested_duty_is_rejected(duty: str) -> None:
    row: Cells = {"duty": duty, "subject": TOWN, "state": "已完成", "date": DAY, "evidence": "文件"}
    assert told("attestations", row) == (["rejected"], [("bad-choice", "A2")])


@pytest.mark.parametrize(
    ("reporter", "fate"), [(TEAM, "counted"), ("驻韶关市工作组", "counted"), ("东莞市", "rejected"), ("甲街道", "rejected")]
)
def test_a_briefing_comes_from_a_team_or_a_work_group(reporter: str, fate: str) -> None:
    row: Cells = {"date": DAY, "reporter": reporter, "title": "信息", "recipients": "市经协办"}
    assert told("briefings", row)[0] == [fate]


@pytest.mark.parametrize(("organiser", "fate"), [("东莞市", "counted"), ("驻翠屏县工作组", "counted"), (TEAM, "rejected")])
def test_a_training_is_organised_by_the_programme_or_a_work_group(organiser: str, fate: str) -> None:
    assert told("trainings", {"date": DAY, "organiser": organiser, "kind": "业务培训"})[0] == [fate]


def test_donors_enterprises_and_partners_are_free_text() -> None:
    assert told("computers", {"date": DAY, "donor": "谁都行", "town": TOWN, "quantity": 1}) == (["counted"], [])
    assert told("pairings", {"kind": "学校", "city": "韶关市", "home": "一小", "partner": "二小"}) == (["counted"], [])
