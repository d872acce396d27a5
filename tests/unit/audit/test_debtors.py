"""Who owes a duty: the subject itself, or whoever answers for a city, a county, a town or a village."""

from __future__ import annotations

import csv
import io

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import Debtor
from assistcheck.audit.request import Request
from assistcheck.audit.subjects import subjects_of
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.reports.json.v1 import to_data
from assistcheck.reports.shortfalls.grouping import lists_of
from assistcheck.rules.subjects import Owing
from builders.support import OTHER, OTHER_TOWN, TEAM, TOWN, YEAR_END, Grid, book, declaration, ledger, pack, rosters, submit

DEBTORS = pack().subjects.debtors
FOR_CITY = Debtor("programme", "东莞市", LocalizedText("东莞市（对韶关市）", "东莞市 (for 韶关市)"))
FOR_COUNTY = Debtor("programme", "东莞市", LocalizedText("东莞市（对云岭区）", "东莞市 (for 云岭区)"))
GROUP = Debtor("work_group", "驻翠屏县工作组", untranslated("驻翠屏县工作组"))


def owed_by(kind: str, name: str, sheets: dict[str, Grid] | None = None, debtors: tuple[Owing, ...] = DEBTORS) -> Debtor:
    roster = submit({"data.xlsx": book(sheets or rosters())}).roster
    roster.subjects = roster.subjects.model_copy(update={"debtors": debtors})
    return next(subject.owed_by for subject in subjects_of(kind, roster) if subject.name == name)


@pytest.mark.parametrize(
    ("kind", "name", "debtor"),
    [
        ("programme", "东莞市", Debtor("programme", "东莞市", untranslated("东莞市"))),
        ("city", "韶关市", FOR_CITY),
        ("county", "翠屏县", GROUP),
        ("county", "云岭区", FOR_COUNTY),  # no work group stays there
        ("work_group", "驻韶关市工作组", Debtor("work_group", "驻韶关市工作组", untranslated("驻韶关市工作组"))),
        ("team", TEAM, Debtor("team", TEAM, untranslated(TEAM))),
        ("unit", "甲街道", Debtor("unit", "甲街道", untranslated("甲街道"))),
        ("town", TOWN, Debtor("team", TEAM, untranslated(TEAM))),
        ("village", f"{OTHER_TOWN}/东村", Debtor("team", OTHER, untranslated(OTHER))),
    ],
)
def test_the_debtor_of(kind: str, name: str, debtor: Debtor) -> None:
    assert owed_by(kind, name) == debtor


def test_a_work_group_of_a_city_does_not_answer_for_a_county_of_it() -> None:
    sheets = rosters()
    sheets["工作组名册"] = [*sheets["工作组名册"][:1], ["驻揭阳市工作组", "市", "揭阳市", "云岭区"]]
    assert owed_by("county", "云岭区", sheets) == FOR_COUNTY


def test_of_two_work_groups_of_a_county_the_first_of_the_roster_answers() -> None:
    sheets = rosters()
    sheets["工作组名册"] = [*sheets["工作组名册"], ["驻翠屏县第二工作组", "县", "韶关市", "翠屏县"]]
    assert owed_by("county", "翠屏县", sheets) == GROUP


def test_without_a_word_of_the_pack_everybody_owes_its_own() -> None:
    assert owed_by("county", "翠屏县", debtors=()) == Debtor("county", "翠屏县", untranslated("翠屏县"))


def test_the_json_report_and_the_table_name_the_debtor_of_every_outcome() -> None:
    submission = submit({"data.xlsx": book({**rosters(), **ledger("media_reports")})})
    report = api.audit(pack(), submission, Request(YEAR_END))
    named = {one["subject"]["name"]: one["subject"]["debtor"] for one in to_data(report, "zh")["outcomes"]}
    assert (named["韶关市"], named["翠屏县"], named["云岭区"]) == ("东莞市（对韶关市）", "驻翠屏县工作组", "东莞市（对云岭区）")
    assert (named[TOWN], named[f"{TOWN}/东村"], named[TEAM], named["甲街道"]) == (TEAM, TEAM, TEAM, "甲街道")
    rows = csv.DictReader(io.StringIO(str(api.render(report, "csv", api.View())).removeprefix("\ufeff")))
    assert {row["主体"]: row["责任主体"] for row in rows} == named


def test_no_duty_of_a_city_or_county_stands_under_its_name_on_the_terminal() -> None:
    sheets = {**rosters(), **declaration("东莞市"), **ledger("city_exchanges"), **ledger("rural_income")}
    report = api.audit(pack(), submit({"data.xlsx": book(sheets)}), Request(YEAR_END))
    lines = str(api.render(report, "text", api.View(everything=True))).splitlines()
    parties = [line.split("  ")[0] for line in lines if "约束性与一般" in line]
    assert {"东莞市", "东莞市（对韶关市）", "东莞市（对揭阳市）"} <= set(parties)
    assert not {"韶关市", "揭阳市", "翠屏县", "云岭区"} & set(parties)


@pytest.mark.parametrize(
    ("by", "rules", "addressees"),
    [
        ("team", (), {TEAM: TEAM, OTHER: OTHER}),
        ("town", (), {TOWN: TEAM, OTHER_TOWN: OTHER}),
        ("county", (), {"翠屏县": "驻翠屏县工作组", "云岭区": OTHER}),
        ("county", ("R05.2",), {"翠屏县": "驻翠屏县工作组", "云岭区": OTHER}),  # whatever else was asked for
        ("county", ("R14.1",), {"翠屏县": "驻翠屏县工作组"}),  # what the programme owes for 云岭区 is none of its teams'
        ("work_group", ("R14.1",), {"驻翠屏县工作组": "驻翠屏县工作组"}),
    ],
)
def test_a_list_is_addressed_to_a_debtor(by: str, rules: tuple[str, ...], addressees: dict[str, str]) -> None:
    submission = submit({"data.xlsx": book({**rosters(), **ledger("demo_projects"), **ledger("media_reports")})})
    report = api.audit(pack(), submission, Request(YEAR_END, selection=api.select(rules)))
    found = lists_of(report, by, ".docx")
    assert {one.name: one.addressee for one in found.lists} == addressees
    assert not {item.words.debtor.zh for item in found.others} & {"韶关市", "翠屏县", "云岭区", TOWN, OTHER_TOWN}
