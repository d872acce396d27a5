"""The oracle against cases small enough to work out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from . import judge as judging
from .cells import COUNTS, DAYS, MONEY, NAMES, optional
from .compare import differences
from .settle import quarter_of, read_folder, settle
from .statuses import as_reported
from .tables import ROSTERS, SHEETS, Row, Year
from .years import random_year, write_xlsx

TEAM = "霁翮镇组团"
OTHER = "葭澍镇组团"
YEAR_END = date(2022, 12, 31)


def judge(
    year: Year, as_of: date, readings: dict[str, str] | None = None
) -> dict[tuple[str, str, str, str], tuple[object, object]]:
    return {key: found[:2] for key, found in judging.judge(year, as_of, readings).items()}


def fates(year: Year, ledger: str, as_of: date = YEAR_END) -> list[str]:
    folder = judging.folder_of(year)
    return [one.fate for one in settle(folder, read_folder(folder), as_of) if one.sheet == ledger]


DEFAULTS = {**dict.fromkeys(MONEY, Decimal(1)), **dict.fromkeys(COUNTS, 1), "town": "霁翮镇", "channel": "其他"}


def row(sheet: str, **cells: object) -> Row:
    left_out = set() if sheet in ROSTERS else {*SHEETS[sheet].columns} - optional(sheet)
    filled = {column: DEFAULTS.get(column, "某") for column in left_out - DAYS - NAMES | left_out & DEFAULTS.keys()}
    return {column: {**filled, **cells}.get(column) for column in SHEETS[sheet].columns}


def small_year(**ledgers: list[Row]) -> Year:
    rosters = {
        "teams": [
            row("teams", team=TEAM, lead_unit="甲街道", city="韶关市", county="翎珂县", town="霁翮镇"),
            row("teams", team=OTHER, lead_unit="乙局", city="揭阳市", county="槿泽县", town="葭澍镇"),
        ],
        "units": [
            row("units", unit="乙局", team=OTHER, kind="党政机关", sends_cadres="否", first_secretary="否"),
            row("units", unit="甲街道", team=TEAM, kind="镇街", sends_cadres="是"),
            row("units", unit="乙局", team=TEAM, kind="党政机关", sends_cadres="否"),
        ],
        "villages": [
            row("villages", town="霁翮镇", village="蓼漪村", team=TEAM),
            row("villages", town="霁翮镇", village="砚岑村", team=TEAM),
            row("villages", town="葭澍镇", village="蓼漪村", team=OTHER),
        ],
        "work_groups": [
            row("work_groups", work_group="驻韶关市工作组", level="市", city="韶关市"),
            row("work_groups", work_group="驻翎珂县工作组", level="县", city="韶关市", county="翎珂县"),
        ],
    }
    return Year({**rosters, **ledgers})


def purchase(amount: str, voucher: str | None = None, team: str = TEAM, day: date = date(2022, 2, 1)) -> Row:
    return row("purchases", date=day, team=team, origin="韶关市霁县", amount=Decimal(amount), voucher=voucher)


def gift(unit: str, amount: int, village: str | None = "蓼漪村", town: str = "霁翮镇") -> Row:
    return row("donations", date=date(2022, 5, 1), unit=unit, town=town, village=village, amount=Decimal(amount))


@pytest.mark.parametrize(("amount", "status"), [("299999.99", "shortfall"), ("300000.00", "met")])
def test_one_cent_decides_the_purchases(amount: str, status: str) -> None:
    verdicts = judge(small_year(purchases=[purchase(amount)]), YEAR_END)
    assert verdicts["R11.3", "team", TEAM, TEAM] == (status, Decimal(amount))


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (date(2021, 12, 31), "on_pace"),
        (date(2022, 3, 31), "on_pace"),
        (date(2022, 4, 1), "behind"),
        (date(2022, 12, 30), "behind"),
        (date(2022, 12, 31), "shortfall"),
    ],
)
def test_the_quarter_under_way_counts_in_full(as_of: date, status: str) -> None:
    year = small_year(purchases=[purchase("75000.00")])
    assert judge(year, as_of)["R11.3", "team", TEAM, TEAM][0] == status


def test_a_pace_of_two_visits_is_nothing_in_the_first_quarter() -> None:
    year = small_year(visits=[], purchases=[purchase("1.00")])
    assert judge(year, date(2022, 3, 31))["R01.5", "unit", "甲街道", TEAM] == ("on_pace", 0)
    assert judge(year, date(2022, 4, 1))["R01.5", "unit", "甲街道", TEAM] == ("behind", 0)


def test_a_visit_counts_for_the_team_whose_town_it_is() -> None:
    visit = row("visits", date=date(2022, 5, 1), unit="乙局", role="主要负责同志", town="霁翮镇")
    verdicts = judge(small_year(visits=[visit]), YEAR_END)
    assert verdicts["R01.4", "unit", "乙局", TEAM] == ("met", 1)
    assert verdicts["R01.4", "unit", "乙局", OTHER] == ("shortfall", 0)


def test_other_unit_duties_stand_once_under_the_first_team() -> None:
    keys = [key for key in judge(small_year(), YEAR_END) if key[0] == "R04.1"]
    assert keys == [("R04.1", "unit", "乙局", OTHER), ("R04.1", "unit", "甲街道", TEAM)]


def test_an_absent_sheet_is_undetermined_and_an_empty_one_is_zero() -> None:
    assert judge(small_year(), YEAR_END)["R05.2", "team", TEAM, TEAM] == ("undetermined", None)
    assert judge(small_year(media_reports=[], purchases=[purchase("1.00")]), YEAR_END)["R05.2", "team", TEAM, TEAM] == (
        "shortfall",
        0,
    )


def test_months_run_from_march_and_the_one_under_way_is_not_missing() -> None:
    days = [date(2022, month, 1) for month in (3, 4, 5)]
    rows = [row("briefings", date=d, reporter=TEAM, title="信息", recipients="市经协办；驻市县工作组") for d in days]
    year = small_year(briefings=rows)
    key = ("R05.4", "team", TEAM, TEAM)
    assert judge(year, date(2022, 3, 30))[key] == ("not_due", 0)
    assert judge(year, date(2022, 6, 29))[key] == ("on_pace", 3)
    assert judge(year, date(2022, 6, 30))[key] == ("shortfall", 3)
    assert judge(year, date(2022, 6, 29), {"R05.4": "whole-year"})[key] == ("shortfall", 3)
    assert judge(year, YEAR_END)["R05.6", "work_group", "驻翎珂县工作组", ""] == ("not_applicable", None)


def test_of_two_levels_of_one_report_the_earliest_stands() -> None:
    low = row("media_reports", date=date(2022, 2, 1), team=TEAM, title="新闻", outlet="甲报", level="县级以下")
    year = small_year(media_reports=[{**low, "date": date(2022, 2, 2), "level": "省"}, low])
    assert fates(year, "media_reports") == ["duplicate", "counted"]
    assert judge(year, YEAR_END)["R05.2", "team", TEAM, TEAM] == ("shortfall", 0)


def test_a_voucher_belongs_to_the_earliest_team_then_to_the_first_in_the_roster() -> None:
    late = purchase("2.00", "凭1", TEAM, date(2022, 3, 2))
    early = purchase("2.00", "凭 1", OTHER, date(2022, 3, 1))
    again = purchase("2.00", "凭1", OTHER, date(2022, 3, 3))
    another = purchase("3.00", "凭1", TEAM, date(2022, 3, 2))
    year = small_year(purchases=[late, early, again, another])
    assert fates(year, "purchases") == ["double-claim", "counted", "duplicate", "counted"]
    same_day = small_year(purchases=[{**early, "date": date(2022, 3, 2)}, late])
    assert fates(same_day, "purchases") == ["double-claim", "counted"]


def test_out_of_period_is_tried_before_duplicate() -> None:
    old = purchase("9.00", "凭1", day=date(2021, 12, 31))
    year = small_year(purchases=[old, purchase("1.00", "凭1"), purchase("5.00", day=date(2022, 6, 1))])
    assert fates(year, "purchases", date(2022, 5, 31)) == ["out-of-period", "counted", "future"]


def test_gifts_and_their_readings() -> None:
    gifts = [
        gift("甲街道", 90_000),
        gift("乙局", 10_000),
        gift("甲街道", 10_000, "砚岑村"),
        gift("甲街道", 100_000, None),
    ]
    year = small_year(donations=gifts)
    key = ("R07.4", "village", "霁翮镇/蓼漪村", TEAM)
    assert judge(year, YEAR_END)[key] == ("shortfall", Decimal(90_000))
    assert judge(year, YEAR_END, {"R07.4": "any-donor"})[key] == ("met", Decimal(100_000))
    assert judge(year, YEAR_END, {"R07.4": "town-total"})[key] == ("met", Decimal(200_000))
    assert judge(year, YEAR_END)["R07.4", "village", "葭澍镇/蓼漪村", OTHER] == ("not_applicable", None)


@pytest.mark.parametrize(
    ("paid_on", "as_of", "status"),
    [
        (date(2022, 3, 31), date(2022, 3, 31), "met"),
        (date(2022, 4, 1), date(2022, 4, 1), "shortfall"),
        (date(2022, 3, 31), date(2022, 3, 30), "not_due"),
        (None, date(2022, 3, 31), "shortfall"),
    ],
)
def test_thirty_days_from_the_first_of_march_end_on_the_last(paid_on: date | None, as_of: date, status: str) -> None:
    funds = row("fiscal_funds", city="韶关市", year=2022, budgeted="是", approved_on=date(2022, 3, 1), paid_on=paid_on)
    funds |= {"amount_due": Decimal(5), "amount_budgeted": Decimal(5), "amount_paid": Decimal(5)}
    assert judge(small_year(fiscal_funds=[funds]), as_of)["R06.3", "city", "韶关市", ""][0] == status


def test_a_zero_ceiling_is_undetermined_and_sixty_per_cent_is_met() -> None:
    state = row("safeguards", unit="甲街道", year=2022, funds_ceiling=Decimal(5), funds_paid=Decimal(3), cadres=0)
    verdicts = judge(small_year(safeguards=[state]), date(2022, 1, 1))
    assert verdicts["R04.3", "unit", "甲街道", TEAM] == ("met", Fraction(3, 5))
    assert verdicts["R04.4", "unit", "甲街道", TEAM] == ("undetermined", None)
    assert verdicts["R04.4", "unit", "乙局", OTHER] == ("not_applicable", None)


def test_quarters_in_every_spelling_make_one_return() -> None:
    assert [quarter_of(text) for text in ("2022Q2", "2022年第二季度", "二季度")] == [(2022, 2)] * 3
    usage = row("fund_usage", quarter="一季度", fiscal_year=2021, town="霁翮镇")
    year = small_year(fund_usage=[usage, {**usage, "quarter": "2022Q1"}])
    assert fates(year, "fund_usage") == ["counted", "duplicate"]
    assert judge(year, date(2022, 3, 30))["R08.5", "town", "霁翮镇", TEAM] == ("met", 1)
    assert judge(year, date(2022, 3, 30))["R08.3", "town", "霁翮镇", TEAM] == ("not_due", 0)
    assert judge(year, YEAR_END)["R08.3", "town", "霁翮镇", TEAM] == ("shortfall", 1)
    assert judge(year, YEAR_END, {"R08.3": "first-quarter-only"})["R08.3", "town", "霁翮镇", TEAM] == ("met", 1)


def test_the_newest_year_up_to_the_as_of_date_decides_the_growth() -> None:
    first = row("rural_income", county="翎珂县", year=2022, growth=Decimal("6.3"), provincial_growth=Decimal("5.1"))
    year = small_year(rural_income=[{**first, "year": 2023, "growth": Decimal("5.1")}, first])
    key = ("R10.1", "county", "翎珂县", "")
    assert judge(year, YEAR_END)[key] == ("met", Fraction(6, 5))
    assert judge(year, date(2025, 12, 30))[key] == ("not_due", Fraction(0))
    assert judge(year, date(2025, 12, 31))[key] == ("shortfall", Fraction(0))


def test_a_hospital_in_two_pairs_and_its_partners() -> None:
    pairs = [("甲", "子"), ("甲", "丑"), ("乙", "甲")]
    rows = [row("pairings", kind="医疗机构", city="韶关市", home=a, partner=b) for a, b in pairs]
    assert judge(small_year(pairings=rows), YEAR_END)["R16.1", "city", "韶关市", ""] == ("shortfall", Fraction(4, 5))


def test_an_attested_duty_needs_a_date_and_evidence() -> None:
    done = row("attestations", duty="R21.1", subject="东莞市", state="已完成", date=date(2019, 1, 1), evidence="文件")
    key = ("R21.1", "programme", "东莞市", "")
    assert judge(small_year(attestations=[done]), date(2022, 1, 1))[key] == ("met", 1)
    for gap in ("date", "evidence"):
        assert judge(small_year(attestations=[{**done, gap: None}]), YEAR_END)[key] == ("shortfall", 0)
    assert judge(small_year(attestations=[{**done, "date": date(2022, 2, 2)}]), date(2022, 2, 1))[key] == ("not_due", 0)


def test_a_report_that_repeats_the_oracle_has_no_differences_and_a_changed_one_has() -> None:
    year = random_year(4, teams=6)
    outcomes: list[dict[str, object]] = []
    for (rule, kind, name, team), found in judging.judge(year, YEAR_END).items():
        subject = {"kind": kind, "name": name, "team": team or None}
        told = {"status": found.status, "value": as_reported(found.value), "gap": as_reported(found.gap)}
        outcomes.append({"rule": rule, "subject": subject, **told, "missing": found.missing, "reason": found.reason})
    report = {"as_of": "2022-12-31", "outcomes": outcomes}
    assert differences(report, year, YEAR_END) == []
    changed = {**report, "outcomes": [{**outcomes[0], "value": 7}, *outcomes[2:]]}
    assert len(differences(changed, year, YEAR_END)) == 2


def test_one_seed_gives_one_year_and_a_workbook(tmp_path: Path) -> None:
    assert random_year(1) == random_year(1)
    assert random_year(1) != random_year(2)
    write_xlsx(random_year(1), tmp_path / "year.xlsx")
    assert (tmp_path / "year.xlsx").stat().st_size > 0
