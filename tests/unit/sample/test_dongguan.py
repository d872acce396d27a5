"""The samples tuned to the first pack: what they hold and show, and that the files kept are what is written."""

from __future__ import annotations

import re
import zipfile
from collections import Counter, defaultdict
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from assistcheck import api
from assistcheck.audit.outcomes import STATUSES
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.rules.model import ByDate
from assistcheck.sample import FILE_NAMES, KINDS, Kind, write_sample
from assistcheck.sample.dongguan.duties import DUTIES
from assistcheck.sample.dongguan.rosters import make_rosters
from assistcheck.sample.dongguan.seeded import WORKDAYS, draw_shortfalls
from assistcheck.sample.dongguan.year import LEDGERS, whole_year
from assistcheck.sample.workbook import BANNER
from assistcheck.submission.row_status import ROW_STATUSES

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "sample_data"
AS_OF: dict[Kind, date] = {"year": date(2022, 12, 31), "mid-year": date(2022, 6, 30), "one": date(2022, 6, 30)}
PACK = api.load_pack("dongguan-2022")
SHEETS = ledgers_of(PACK)
FILES = {kind: SAMPLES / FILE_NAMES[PACK.manifest.name, kind] for kind in KINDS}

ONE_SUBJECT = {"R15.1", "R15.2", "R15.3", "R16.1"}
NEVER_SHORT = {"R19.4"}
"""A village that stands in the ledger has one enterprise at least: it can only be met or over."""

_REAL = """
莞城 东城街道 南城 万江 石碣 石龙 茶山 石排 企石 横沥 桥头 谢岗 东坑 常平 寮步 樟木头
大朗 黄江 清溪 塘厦 凤岗 大岭山 长安 虎门 厚街 沙田 道滘 洪梅 麻涌 望牛墩 中堂 高埗
松山湖 浈江 武江 曲江 始兴 仁化 翁源 新丰 乳源 乐昌 南雄 榕城 揭东 揭西 惠来 普宁
市经济协作办公室 市农业农村局 市工商联 市民政局 团市委 市卫生健康局 市教育局 市财政局 市供销社
莞韶指挥部 东莞日报 南方日报 羊城晚报
"""
REAL_NAMES = _REAL.split()
"""Towns of Dongguan, counties of the two cities, authorities and newspapers."""


@cache
def report(kind: Kind) -> api.Report:
    as_of = AS_OF[kind]
    submission = api.read_submissions([str(FILES[kind])], PACK, as_of)
    return api.audit(PACK, submission, api.Request(as_of=as_of))


@cache
def statuses(kind: Kind) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in report(kind).outcomes:
        found[outcome.rule.id][outcome.status] += 1
    return found


@cache
def cells(kind: Kind) -> tuple[tuple[str, tuple[object, ...]], ...]:
    return cells_of(FILES[kind])


def cells_of(path: Path) -> tuple[tuple[str, tuple[object, ...]], ...]:
    book = CalamineWorkbook.from_path(path)
    return tuple((title, tuple(row)) for title in book.sheet_names for row in book.get_sheet_by_name(title).iter_rows())


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {entry.filename: file.read(entry) for entry in file.infolist()}


# --- the files ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_in_the_repository_is_what_is_written(kind: Kind, tmp_path: Path) -> None:
    write_sample(tmp_path / "again.xlsx", kind=kind)
    # cell by cell, since another version of the writer packs the same cells differently
    assert cells_of(tmp_path / "again.xlsx") == cells(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_kind_gives_the_same_bytes(kind: Kind, tmp_path: Path) -> None:
    write_sample(tmp_path / "one.xlsx", kind=kind)
    write_sample(str(tmp_path / "two.xlsx"), kind=kind)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_folder_holds_the_samples_and_nothing_else() -> None:
    assert {path.name for path in SAMPLES.glob("*.xlsx")} == set(FILE_NAMES.values())


@pytest.mark.parametrize("kind", KINDS)
def test_every_sheet_says_above_its_header_that_it_is_invented(kind: Kind) -> None:
    book = CalamineWorkbook.from_path(FILES[kind])
    for title in book.sheet_names:
        assert book.get_sheet_by_name(title).to_python()[0][0] == BANNER.zh
    properties = parts(FILES[kind])["docProps/core.xml"].decode()
    assert BANNER.zh in properties
    assert "2022-01-01T00:00:00Z" in properties


@pytest.mark.parametrize("kind", ["year", "mid-year"])
def test_every_sheet_is_there_in_the_packs_order(kind: Kind) -> None:
    titles = list(dict.fromkeys(title for title, _ in cells(kind)))
    assert titles == [sheet.title for sheet in SHEETS]


def test_every_ledger_and_every_attested_duty_has_its_writer() -> None:
    assert set(LEDGERS) == {sheet.id for sheet in SHEETS.evidence}
    attested = [(rule.id, rule.subject.kind) for rule in PACK.rules if rule.attested]
    kinds = {"sender": "unit", "secretary": "unit", "shaoguan": "city"}
    assert [(duty.id, kinds.get(duty.whose, duty.whose)) for duty in DUTIES] == attested


def test_rows_name_no_column_that_the_pack_does_not_know() -> None:
    for ledger, rows in whole_year().items():
        assert all(set(row) <= set(SHEETS[ledger].by_name) for row in rows), ledger


# --- who takes part -----------------------------------------------------------------------------


def test_the_programme_has_its_size() -> None:
    rosters = make_rosters()
    assert (len(rosters.teams), len(rosters.villages), len(rosters.counties), len(rosters.groups)) == (50, 100, 12, 14)
    assert 195 <= len(rosters.units) <= 210
    assert len(rosters.seats) == len(rosters.units) + 5
    assert {seat.kind for seat in rosters.seats} == {"镇街", "党政机关", "企事业单位", "科研单位"}
    assert sum(rosters.town_unit(team) is None for team in rosters.teams) == 4
    assert 0 < len(rosters.senders) < len(rosters.units)
    assert make_rosters() == rosters


@pytest.mark.parametrize("kind", KINDS)
def test_no_real_name_and_no_telephone_number_stands_in_a_sample(kind: Kind) -> None:
    for title, row in cells(kind):
        for cell in row:
            text = str(cell)
            assert not [name for name in REAL_NAMES if name in text], (title, text)
            assert not re.search(r"(?<!\d)1\d{10}(?!\d)", text), (title, text)


def test_no_invented_place_or_unit_stands_in_the_document() -> None:
    document = "".join((ROOT / "rules" / "dongguan-2022" / "source.txt").read_text(encoding="utf-8").split())
    rosters = make_rosters()
    names = [*rosters.counties, *(seat.unit for seat in rosters.seats)]
    names += [name for team in rosters.teams for name in (team.town, *team.villages)]
    assert not [name for name in names if name in document or name[:2] in document]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_named_as_the_one_who_filled_it_in(kind: Kind) -> None:
    lines = {row[0]: row[1] for title, row in cells(kind) if title == "填报信息"}
    assert lines["填报主体"] == "东莞市"
    assert lines["填报人"] == ""
    assert lines["模板版本"] == PACK.manifest.template_version
    assert lines["统计截止"] == (date(2022, 9, 30) if kind == "year" else AS_OF[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_events_happen_on_working_days(kind: Kind) -> None:
    days = {
        cell.date() if isinstance(cell, datetime) else cell
        for title, row in cells(kind)
        for cell in row
        if isinstance(cell, date) and title != "填报信息"
    }
    assert days
    assert {day for day in days if day not in WORKDAYS} <= {date(2021, 11, 18), date(2021, 12, 28)}
    assert all(day <= AS_OF[kind] for day in days)


# --- what they show -----------------------------------------------------------------------------


def test_every_status_but_a_waiver_occurs() -> None:
    seen = {status for kind in ("year", "mid-year") for counts in statuses(kind).values() for status in counts}
    assert seen == set(STATUSES) - {"waived"}


def test_every_duty_of_several_is_met_by_somebody_and_failed_by_somebody() -> None:
    for rule in PACK.rules:
        found = statuses("year")[rule.id]
        if rule.subject.kind == "programme" or rule.id in ONE_SUBJECT:
            assert found["met"] + found["shortfall"] == 1, rule.id
        elif rule.id in NEVER_SHORT:
            assert min(found["met"], found["over"]) > 0, rule.id
        elif isinstance(rule.period, ByDate) and rule.period.date.year > 2022:
            assert min(found["met"], found["not_due"]) > 0, rule.id
        else:
            assert min(found["met"], found["shortfall"]) > 0, rule.id


def test_duties_of_the_programme_are_partly_met() -> None:
    whole = {rule.id: statuses("year")[rule.id] for rule in PACK.rules if rule.subject.kind == "programme"}
    met = {rule for rule, found in whole.items() if found["met"]}
    assert {"R00.1", "R00.2", "R17.1", "R20.1"} <= met
    assert {"R19.2", "R20.2"} <= set(whole) - met


def test_most_duties_are_met_and_a_few_teams_are_short_of_many() -> None:
    judged = [one for one in report("year").outcomes if one.status in {"met", "over", "shortfall"}]
    short = Counter(one.subject.reporter for one in judged if one.status == "shortfall" and one.subject.reporter)
    assert sum(one.status != "shortfall" for one in judged) >= 0.8 * len(judged)
    assert sum(number for _, number in short.most_common(8)) > 0.6 * short.total()


def test_every_rule_has_an_outcome_at_mid_year() -> None:
    assert set(statuses("mid-year")) == {rule.id for rule in PACK.rules}
    total = sum(statuses("mid-year").values(), Counter())
    assert min(total["on_pace"], total["not_due"]) > total["behind"] > 10
    assert total["on_pace"] + total["not_due"] > total["met"] > total["behind"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_read_has_one_fate(kind: Kind) -> None:
    (account,) = report(kind).inputs
    assert account.status == "read"
    for sheet in account.sheets:
        assert sheet.rows["read"] == sum(sheet.rows[fate] for fate in ROW_STATUSES), sheet.title
        assert not sheet.rows["future"]


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (
            "year",
            {
                "unknown-name": 1,
                "bad-date": 1,
                "missing-value": 2,
                "suspicious-amount": 1,
                "duplicate-row": 1,
                "double-claim": 1,
                "out-of-period": 1,
                "visit-elsewhere": 1,
                "used-exceeds-allocated": 1,
                "voucher-shared": 1,
                "merged-number": 1,
                "stale-submission": 1,
            },
        ),
        (
            "mid-year",
            {
                "unknown-name": 1,
                "bad-date": 1,
                "missing-value": 1,
                "suspicious-amount": 1,
                "duplicate-row": 1,
                "double-claim": 1,
                "out-of-period": 1,
                "visit-elsewhere": 1,
                "used-exceeds-allocated": 1,
                "voucher-shared": 1,
                "merged-number": 1,
            },
        ),
        ("one", {"bad-date": 1}),
    ],
)
def test_the_usual_faults_are_there_and_no_others(kind: Kind, codes: dict[str, int]) -> None:
    found = Counter(problem.code for problem in report(kind).problems if problem.level != "note")
    assert found == codes


def test_the_mistyped_town_is_suggested_by_its_sound() -> None:
    (problem,) = [one for one in report("year").problems if one.code == "unknown-name"]
    towns = {team.town for team in make_rosters().teams}
    assert problem.value not in towns
    assert any(town in problem.expected.zh for town in towns)


def test_totals_amounts_in_words_and_media_below_county_level_are_there() -> None:
    rows = cells("year")
    assert [title for title, row in rows if row[0] == "合计"] == ["募集资金", "消费帮扶"]
    assert any("3万元" in row for title, row in rows if title == "募集资金")
    assert any("县级以下" in row for title, row in rows if title == "媒体报道")
    skipped = {sheet.title: sheet.rows["skipped"] for account in report("year").inputs for sheet in account.sheets}
    assert skipped["募集资金"] == skipped["媒体报道"] + 1


def test_somebody_is_short_of_every_rule_and_somebody_is_not() -> None:
    teams = make_rosters().teams
    for rule in (f"R99.{number}" for number in range(200)):
        assert 0 < len(draw_shortfalls(rule, teams)) < len(teams)
    assert draw_shortfalls("R99.0", teams, more=1.0) == set(teams[:-1])


# --- one team -----------------------------------------------------------------------------------


def test_one_team_is_short_of_three_things_and_each_is_seen_at_once() -> None:
    short = [(one.rule.id, one.subject.name, one.missing) for one in report("one").outcomes if one.status == "shortfall"]
    assert short == [
        ("R05.4", "醉蓼镇组团", ("2022-05",)),
        ("R05.5", "醉蓼镇组团", ("2022-05",)),
        ("R08.4", "醉蓼镇/问漪村", ("2022Q2",)),
    ]


def test_one_team_is_behind_where_a_date_cannot_be_read() -> None:
    behind = {one.rule.id: one for one in report("one").outcomes if one.status == "behind" and one.subject.reporter}
    assert set(behind) == {"R05.2", "R07.4"}
    assert {rows.reason for rows in behind["R05.2"].excluded} == {"level=县级以下", "rejected"}


def test_one_team_fits_on_a_page() -> None:
    (account,) = report("one").inputs
    assert all(sheet.rows["counted"] + sheet.rows["rejected"] <= 6 for sheet in account.sheets)
