"""Ledgers of growth: projects, incomes, employment, demonstration projects (clauses 10, 12, 14)."""

from __future__ import annotations

from datetime import date

from assistcheck.sample.dongguan.names import double_stems
from assistcheck.sample.dongguan.rosters import Rosters
from assistcheck.sample.dongguan.seeded import YEAR, Draw, draw_shortfalls
from assistcheck.sample.rows import Record, by_date

_INVESTMENTS = ("农产品深加工项目", "冷链仓储项目", "文旅民宿项目", "食品加工项目", "智慧农业项目")
_WORKSHOPS = ("制衣车间", "电子元件车间", "竹编车间", "果品分拣车间")
_VILLAGE_PROJECTS = ("光伏屋顶", "果蔬大棚", "农机合作社", "山塘养鱼", "厂房出租", "百香果种植基地")
_FIRMS = ("农业有限公司", "食品有限公司", "投资有限公司", "科技有限公司")
_PROVINCIAL_GROWTH = 5.8


def industry_projects(rosters: Rosters) -> list[Record]:
    """产业项目: an enterprise and a workshop for each team, an income project for each village."""
    draw, firms = Draw("industry_projects"), double_stems("firms")
    no_firm, no_workshop = draw_shortfalls("R10.4", rosters.teams), draw_shortfalls("R10.5", rosters.teams)
    no_project = draw_shortfalls("R10.6", rosters.villages)
    rows: list[Record] = []
    for team in rosters.teams:
        common = {"team": team.name, "town": team.town}
        if team not in no_firm:
            firm = next(firms) + draw.pick(_FIRMS)
            name, amount = f"{team.town}{draw.pick(_INVESTMENTS)}", draw.amount(2_000_000, 30_000_000, 100_000)
            rows.append({**_started(draw), **common, "kind": "企业投资", "project": name, "enterprise": firm, "amount": amount})
        if team not in no_workshop:
            name, amount = f"{team.town}{draw.pick(_WORKSHOPS)}", draw.amount(100_000, 900_000, 10_000)
            rows.append({**_started(draw), **common, "kind": "乡村振兴车间", "project": name, "amount": amount})
    for village in rosters.villages:
        if village not in no_project:
            amount = draw.amount(80_000, 600_000, 10_000)
            place = {"team": village.team.name, "town": village.team.town, "village": village.name}
            name = f"{village.name}{draw.pick(_VILLAGE_PROJECTS)}"
            rows.append({**_started(draw), **place, "kind": "增收项目", "project": name, "amount": amount})
    return by_date(rows)


def _started(draw: Draw) -> Record:
    return {"date": draw.workday(date(YEAR, 2, 8), date(YEAR, 11, 30))}


def employment(rosters: Rosters) -> list[Record]:
    """就业情况: as many employed as the year before; of two towns last year's number is not known."""
    draw = Draw("employment")
    short = draw_shortfalls("R12.1", rosters.teams)
    unknown = draw.shuffled([team for team in rosters.teams if not team.weak])[:2]
    rows: list[Record] = []
    for team in rosters.teams:
        before = draw.between(2_000, 9_000)
        change = -draw.between(10, 160) if team in short else draw.between(0, 240)
        known = None if team in unknown else before
        rows.append({"town": team.town, "year": YEAR, "employed_last_year": known, "employed": before + change})
    return rows


def rural_income(rosters: Rosters) -> list[Record]:
    """农民收入: in most counties it grows faster than in the province."""
    draw = Draw("rural_income")
    slow = draw.shuffled(list(rosters.counties))[:3]
    return [
        {
            "county": county,
            "year": YEAR,
            "growth": draw.between(42, 58) / 10 if county in slow else draw.between(60, 88) / 10,
            "provincial_growth": _PROVINCIAL_GROWTH,
        }
        for county in rosters.counties
    ]


def village_income(rosters: Rosters) -> list[Record]:
    """村集体收入: four villages in five have passed 150,000 元, three years before the goal is due."""
    draw = Draw("village_income")
    behind = draw_shortfalls("R10.2", rosters.villages, more=0.12)
    return [
        {
            "town": village.team.town,
            "village": village.name,
            "year": YEAR,
            "income": draw.amount(60_000, 150_000) if village in behind else draw.amount(150_100, 420_000),
        }
        for village in rosters.villages
    ]


def demo_projects(rosters: Rosters) -> list[Record]:
    """示范项目: one or two in each county; one has none yet, one has three."""
    draw = Draw("demo_projects")
    none_yet, many = draw.shuffled(list(rosters.counties))[:2]
    names = ("乡村振兴示范带", "人居环境整治示范点", "特色产业示范园")
    rows: list[Record] = []
    for county in rosters.counties:
        number = 0 if county == none_yet else 3 if county == many else draw.between(1, 2)
        days = draw.workdays(number, date(YEAR, 3, 1), date(YEAR, 11, 30))
        rows += [{"county": county, "project": county + name, "date": day} for day, name in zip(days, names, strict=False)]
    return rows
