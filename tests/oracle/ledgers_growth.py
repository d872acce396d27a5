"""Random rows for incomes, industry, employment and demonstration projects."""

from __future__ import annotations

from decimal import Decimal

from .tables import Row
from .world import World


def industry_projects(world: World) -> list[Row]:
    """Return investments, workshops and income projects, some with their town left blank."""
    rows: list[Row] = []
    for team in world.teams:
        enterprises = [world.label("企业") for _ in range(world.rng.randint(0, 2))]
        enterprises *= world.rng.choice((1, 1, 2))
        rows += [_project(world, team, "企业投资", name, None) for name in enterprises]
        workshops = [world.rng.choice((None, "某服装厂")) for _ in range(world.near(1))]
        rows += [_project(world, team, "乡村振兴车间", name, None) for name in workshops]
        for village in world.villages_of(team["team"]):
            rows += [_project(world, team, "增收项目", None, village) for _ in range(world.near(1))]
    for row in world.rng.sample(rows, len(rows) // 15):
        day = world.day()
        if day != row["date"]:
            rows.append({**row, "date": day, "enterprise": world.label("企业")})
    return rows


def _project(world: World, team: Row, kind: str, enterprise: str | None, village: object) -> Row:
    return {
        "date": world.any_day(),
        "team": team["team"],
        "kind": kind,
        "project": world.label("项目"),
        "enterprise": enterprise,
        "town": None if world.chance(0.2) else team["town"],
        "village": village,
        "amount": None if world.chance(0.5) else world.cents(1_000, 900_000),
    }


def employment(world: World) -> list[Row]:
    """Return the employed of two years, one more or less, with blank and zero baselines."""
    rows: list[Row] = []
    for team in world.teams:
        for year in (2021, 2022, 2023):
            if not world.chance(0.9 if year == 2022 else 0.15):
                continue
            before = world.rng.choice((None, 0, *range(1_000, 1_020)))
            now = max(0, (before or 1_000) + world.rng.choice((-1, 0, 0, 1)))
            rows.append({"town": team["town"], "year": year, "employed_last_year": before, "employed": now})
            if year == 2022 and before and world.chance(0.05):
                rows.append({**rows[-1], "employed_last_year": 9_000})
    return rows


def rural_income(world: World) -> list[Row]:
    """Return growth figures of several years around the province's."""
    rows: list[Row] = []
    for county in dict.fromkeys(team["county"] for team in world.teams):
        for year in range(2021, 2027):
            if not world.chance(0.75 if year == 2022 else 0.3):
                continue
            province = Decimal(world.rng.choice(("5.8", "6", "6.3")))
            lead = Decimal(world.rng.choice(("-0.1", "0", "0.1", "1.2", "-7.5")))
            row: Row = {
                "county": county,
                "year": year,
                "growth": province + lead,
                "provincial_growth": province,
            }
            rows.append(row)
            if lead >= 0 and world.chance(0.1):
                rows.append({**row, "growth": Decimal("9.5")})
    return rows


def village_income(world: World) -> list[Row]:
    """Return the villages' incomes of several years around 150,000 元."""
    rows: list[Row] = []
    for place in world.villages:
        for year in range(2021, 2027):
            if not world.chance(0.75 if year == 2022 else 0.2):
                continue
            income = Decimal(world.rng.choice(("149999.99", "150000", "150000.01", "220000", "0")))
            rows.append({"town": place["town"], "village": place["village"], "year": year, "income": income})
            if world.chance(0.05):
                rows.append({**rows[-1], "income": Decimal(990_000)})
    return rows


def demo_projects(world: World) -> list[Row]:
    """Return none to three demonstration projects a county, some undated."""
    rows: list[Row] = []
    for county in dict.fromkeys(team["county"] for team in world.teams):
        rows += [
            {"county": county, "project": world.label("示范"), "date": world.maybe_day()}
            for _ in range(world.rng.randint(0, 3))
        ]
    return rows
