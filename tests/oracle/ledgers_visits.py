"""Random rows for visits, cadre care, safeguards, media, highlights, briefings and training."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from .tables import CITIES, PROGRAMME, Row
from .world import World

MARKS = ("、", ",", "，", ";", "；", "/", "\n")


def city_exchanges(world: World) -> list[Row]:
    """Return visits and joint meetings of the two cities' leaders."""
    rows: list[Row] = []
    for city in CITIES:
        for kind in ("调研", "联席会议"):
            for _ in range(world.near(1)):
                role = world.rng.choice(("市党政主要负责同志", "市分管领导", "其他"))
                note = world.rng.choice((None, "现场会"))
                rows.append({"date": world.any_day(), "kind": kind, "city": city, "role": role, "note": note})
    return rows


def visits(world: World) -> list[Row]:
    """Return the units' visits: to their own towns, to others', and by people who do not count."""
    rows: list[Row] = []
    town_of = {team["team"]: team["town"] for team in world.teams}
    towns = list(town_of.values())
    for unit in world.units:
        plan = ["主要负责同志"] * world.near(1) + ["分管负责同志"] * world.near(2) + ["其他"] * world.rng.randint(0, 1)
        for role in plan:
            town = world.rng.choice(towns) if world.chance(0.1) else town_of[unit["team"]]
            note = world.rng.choice((None, None, "座谈"))
            rows.append({"date": world.any_day(), "unit": unit["unit"], "role": role, "town": town, "note": note})
    return rows


def cadre_care(world: World) -> list[Row]:
    """Return reports heard and visits paid, some by people who do not count."""
    rows: list[Row] = []
    for unit in dict.fromkeys(row["unit"] for row in world.units):
        for kind in ("听取汇报", "走访慰问"):
            for _ in range(world.near(1)):
                role = world.rng.choice(("主要负责同志", "主要负责同志", "分管负责同志", "其他"))
                rows.append({"date": world.any_day(), "unit": unit, "kind": kind, "role": role, "note": None})
    return rows


def safeguards(world: World) -> list[Row]:
    """Return the yearly state of funds, subsidies and insurance, around 60 % and 100 %."""
    rows: list[Row] = []
    for unit in dict.fromkeys(row["unit"] for row in world.units):
        for year in (2021, 2022, 2023):
            if not world.chance(0.9 if year == 2022 else 0.1):
                continue
            ceiling = Decimal(world.rng.choice((0, 100_000, 150_000, 333_333, 200_001)))
            paid = ceiling * 60 / 100 + world.rng.choice((Decimal("-0.01"), Decimal(0), Decimal("0.01"), Decimal(5000)))
            cadres = world.rng.choice((0, 1, 2, 3, 5, 7))
            subsidised, insured = (max(0, cadres + world.rng.choice((-1, 0, 0, 0, 1))) for _ in range(2))
            rows.append(
                {
                    "unit": unit,
                    "year": year,
                    "funds_ceiling": ceiling,
                    "funds_paid": max(Decimal(0), paid),
                    "cadres": cadres,
                    "subsidised": subsidised,
                    "insured": insured,
                }
            )
            if year == 2022 and world.chance(0.03):
                rows.append({**rows[-1], "funds_ceiling": Decimal(900_000), "cadres": 9})
    return rows


def media_reports(world: World) -> list[Row]:
    """Return media reports around four a team, stories in several outlets, and one story sent in twice."""
    rows: list[Row] = []
    levels = ("中央", "省", "市", "县", "县级以下")
    for team in world.teams:
        stories = world.near(4) + world.rng.randint(0, 1)
        for _ in range(stories):
            row: Row = {
                "date": world.any_day(),
                "team": team["team"],
                "title": world.label("新闻"),
                "outlet": world.rng.choice(("甲报", "乙台", "丙网")),
                "level": world.rng.choice(levels),
                "link": None,
            }
            rows.append(row)
            if world.chance(0.15):
                rows.append({**row, "outlet": "丁刊", "date": world.day()})
            other = world.day()
            if world.chance(0.1) and other != row["date"]:
                rows.append({**row, "date": other, "level": world.rng.choice(levels)})
            if world.chance(0.05):
                rows.append({**row, "team": world.rng.choice(world.teams)["team"]})
    return rows


def highlights(world: World) -> list[Row]:
    """Return highlights, none to three of them filmed, some undated, some sent in twice."""
    rows: list[Row] = []
    for team in world.teams:
        for _ in range(world.rng.randint(0, 4)):
            filmed = world.rng.choice(("是", "是", "否"))
            day = world.maybe_day()
            rows.append({"team": team["team"], "title": world.label("亮点"), "filmed": filmed, "date": day})
            other = world.day()
            if day is not None and day != other and world.chance(0.1):
                rows.append({**rows[-1], "filmed": "否" if filmed == "是" else "是", "date": other})
    return rows


def _both(world: World) -> str:
    pair = ["驻市县工作组", "市经协办"]
    world.rng.shuffle(pair)
    return world.rng.choice(MARKS).join(pair)


def _day_of_month(world: World, month: int) -> date:
    last = monthrange(2022, month)[1]
    return date(2022, month, world.rng.choice((1, last, world.rng.randint(1, last))))


def briefings(world: World) -> list[Row]:
    """Return monthly briefings of teams and work groups: complete, with a gap, from March on, or by chance."""
    rows: list[Row] = []
    for group in world.groups:
        _brief(world, rows, group["work_group"], 2)
    for team in world.teams:
        _brief(world, rows, team["team"], 1)
    return rows


def _brief(world: World, rows: list[Row], reporter: object, least: int) -> None:
    style = world.rng.choice(("complete", "complete", "march", "gap", "chance"))
    gap = world.rng.randint(1, 12)
    for month in range(3 if style == "march" else 1, 13):
        amount = least + world.rng.choice((0, 0, 0, 1))
        if style == "chance":
            amount = world.near(least)
        if style == "gap" and month == gap:
            amount = least - 1
        for _ in range(amount):
            recipients = _both(world) if style != "chance" else world.rng.choice(("驻市县工作组", "市经协办"))
            row: Row = {
                "date": _day_of_month(world, month),
                "reporter": reporter,
                "title": world.label("信息"),
                "recipients": recipients,
            }
            rows.append(row)
            if style == "chance" and world.chance(0.1):
                other = "市经协办" if recipients == "驻市县工作组" else "驻市县工作组"
                rows.append({**row, "recipients": other})
    if world.chance(0.2):
        day = world.rng.choice((date(2021, 12, 31), date(2023, 1, 1)))
        rows.append({"date": day, "reporter": reporter, "title": world.label("信息"), "recipients": _both(world)})


def trainings(world: World) -> list[Row]:
    """Return trainings for everybody, some without figures, and those of the work groups."""
    rows: list[Row] = []
    for _ in range(world.rng.randint(0, 3)):
        expected = world.rng.choice((None, 0, 300, 301))
        attended = world.rng.choice((None, 0, 299, 300, 301))
        rows.append(_training(world, PROGRAMME, "全员专题培训", None, (expected, attended)))
    for group in world.groups:
        for _ in range(world.near(1)):
            partner = world.rng.choice((None, "属地党校", "属地农业局"))
            rows.append(_training(world, group["work_group"], "业务培训", partner, (40, 38)))
    return rows


def _training(world: World, organiser: object, kind: str, partner: str | None, people: tuple[int | None, int | None]) -> Row:
    return {
        "date": world.any_day(),
        "organiser": organiser,
        "kind": kind,
        "co_organiser": partner,
        "expected": people[0],
        "attended": people[1],
    }
