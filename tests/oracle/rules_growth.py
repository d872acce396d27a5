"""Clauses 10, 12 and 14: incomes, industry, employment and demonstration projects."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from .case import Case, Verdicts, money, number
from .statuses import UNDETERMINED, ranged, unpaced
from .tables import Row

END_OF_2025 = date(2025, 12, 31)


def _newest(rows: list[Row]) -> Row:
    return max(rows, key=lambda row: number(row["year"]))


def r10_1_rural_income(case: Case) -> Verdicts:
    """R10.1: by 2025 rural incomes grow faster than the province's, in the newest year reported."""
    rows = case.ledger("rural_income")
    found: Verdicts = {}
    for county in case.counties():
        mine = [row for row in rows or [] if row["county"] == county]
        if not mine:
            found["R10.1", "county", county, ""] = UNDETERMINED
            continue
        newest = _newest(mine)
        lead = Fraction(money(newest["growth"])) - Fraction(money(newest["provincial_growth"]))
        found["R10.1", "county", county, ""] = (unpaced(case.as_of, lead > 0, END_OF_2025), lead)
    return found


def r10_2_village_income(case: Case) -> Verdicts:
    """R10.2: by 2025 more than 150,000 元 of collective income a year, in the newest year reported."""
    rows = case.ledger("village_income")
    found: Verdicts = {}
    for town, village, team in case.villages():
        mine = [row for row in rows or [] if row["town"] == town and row["village"] == village]
        if not mine:
            found["R10.2", "village", f"{town}/{village}", team] = UNDETERMINED
            continue
        income = money(_newest(mine)["income"])
        status = unpaced(case.as_of, income > 150_000, END_OF_2025)
        found["R10.2", "village", f"{town}/{village}", team] = (status, income)
    return found


def r10_4_and_5_team_projects(case: Case) -> Verdicts:
    """R10.4 one enterprise invests; R10.5 one 乡村振兴车间."""
    rows = case.ledger("industry_projects")
    found: Verdicts = {}
    for _, team in case.towns():
        if rows is None:
            found["R10.4", "team", team, team] = UNDETERMINED
            found["R10.5", "team", team, team] = UNDETERMINED
            continue
        mine = [row for row in rows if row["team"] == team]
        investors = len({row["enterprise"] for row in mine if row["kind"] == "企业投资"})
        workshops = sum(1 for row in mine if row["kind"] == "乡村振兴车间")
        found["R10.4", "team", team, team] = (unpaced(case.as_of, investors >= 1), investors)
        found["R10.5", "team", team, team] = (unpaced(case.as_of, workshops >= 1), workshops)
    return found


def r10_6_village_projects(case: Case) -> Verdicts:
    """R10.6: one 增收项目 in every key village; a row without a town means the team's own."""
    rows = case.ledger("industry_projects")
    town_of = {team: town for town, team in case.towns()}
    found: Verdicts = {}
    for town, village, team in case.villages():
        if rows is None:
            found["R10.6", "village", f"{town}/{village}", team] = UNDETERMINED
            continue
        count = 0
        for row in rows:
            row_town = town_of[str(row["team"])] if row["town"] is None else row["town"]
            if row["kind"] == "增收项目" and row_town == town and row["village"] == village:
                count += 1
        found["R10.6", "village", f"{town}/{village}", team] = (unpaced(case.as_of, count >= 1), count)
    return found


def r12_1_employment(case: Case) -> Verdicts:
    """R12.1: as many employed as the year before."""
    rows = case.ledger("employment")
    found: Verdicts = {}
    for town, team in case.towns():
        mine = [row for row in rows or [] if row["town"] == town]
        found["R12.1", "town", town, team] = UNDETERMINED
        if not mine or mine[0]["employed_last_year"] in (None, 0):
            continue
        (row,) = mine
        now, before = number(row["employed"]), number(row["employed_last_year"])
        found["R12.1", "town", town, team] = (unpaced(case.as_of, now >= before), Fraction(now, before))
    return found


def r14_1_demo_projects(case: Case) -> Verdicts:
    """R14.1: one or two demonstration projects in every county."""
    rows = case.ledger("demo_projects")
    found: Verdicts = {}
    for county in case.counties():
        if rows is None:
            found["R14.1", "county", county, ""] = UNDETERMINED
            continue
        count = sum(1 for row in rows if row["county"] == county)
        found["R14.1", "county", county, ""] = (ranged(case.as_of, count, 1, 2), count)
    return found
