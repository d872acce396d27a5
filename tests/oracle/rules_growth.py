"""Clauses 10, 12 and 14: incomes, industry, employment and demonstration projects."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from .case import Ask, Case, distinct, money, number
from .cells import UNKNOWN
from .statuses import END_OF_2025, Figure, more_than, ranged, unpaced
from .tables import Row


def _newest(rows: list[Row]) -> Row:
    return max(rows, key=lambda row: number(row["year"]))


def _lead(rows: list[Row]) -> Figure:
    newest = _newest(rows)
    return Fraction(money(newest["growth"])) - Fraction(money(newest["provincial_growth"]))


def r10_1_rural_income(case: Case) -> None:
    """R10.1: by 2025 rural incomes grow faster than the province's, in the newest year reported."""
    ask = Ask("R10.1", "county", "rural_income", state=True)
    for county in case.counties():
        case.judge(ask, (county, ""), {"county": county}, _lead, more_than(Fraction(0), END_OF_2025))


def r10_2_village_income(case: Case) -> None:
    """R10.2: by 2025 more than 150,000 元 of collective income a year, in the newest year reported."""
    ask = Ask("R10.2", "village", "village_income", state=True)
    target = more_than(Decimal(150_000), END_OF_2025)
    for town, village, team in case.villages():
        own: Row = {"town": town, "village": village}
        case.judge(ask, (f"{town}/{village}", team), own, lambda rows: money(_newest(rows)["income"]), target)


def r10_4_and_5_team_projects(case: Case) -> None:
    """R10.4 one enterprise invests; R10.5 one 乡村振兴车间."""
    invested = Ask("R10.4", "team", "industry_projects", lambda row: row["kind"] == "企业投资")
    workshop = Ask("R10.5", "team", "industry_projects", lambda row: row["kind"] == "乡村振兴车间")
    for _, team in case.towns():
        case.judge(invested, (team, team), {"team": team}, distinct("enterprise"), unpaced(1))
        case.judge(workshop, (team, team), {"team": team}, len, unpaced(1))


def r10_6_village_projects(case: Case) -> None:
    """R10.6: one 增收项目 in every key village; a row without a town means the team's own."""
    for town, village, team in case.villages():

        def here(row: Row, town: str = town, team: str = team) -> bool:
            place, meant = ("team", team) if row["town"] is None else ("town", town)
            return row["kind"] == "增收项目" and row[place] is not UNKNOWN and row[place] == meant

        ask = Ask("R10.6", "village", "industry_projects", here)
        case.judge(ask, (f"{town}/{village}", team), {"village": village}, len, unpaced(1))


def _kept_in_work(rows: list[Row]) -> Figure | None:
    (row,) = rows
    before = number(row["employed_last_year"] or 0)
    return Fraction(number(row["employed"]), before) if before else None


def r12_1_employment(case: Case) -> None:
    """R12.1: as many employed as the year before."""
    ask = Ask("R12.1", "town", "employment", state=True)
    for town, team in case.towns():
        case.judge(ask, (town, team), {"town": town}, _kept_in_work, unpaced(Fraction(1)))


def r14_1_demo_projects(case: Case) -> None:
    """R14.1: one or two demonstration projects in every county."""
    ask = Ask("R14.1", "county", "demo_projects")
    for county in case.counties():
        case.judge(ask, (county, ""), {"county": county}, len, ranged(1, 2))
