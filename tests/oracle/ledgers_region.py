"""Random rows for pairings, computers, partners of society and private enterprises."""

from __future__ import annotations

from .tables import Row
from .world import World


def pairings(world: World) -> list[Row]:
    """Return school pairs around 60 and 90, medical pairs with and without overlap, and cultural ones."""
    rows: list[Row] = []
    for city, target in (("韶关市", 60), ("揭阳市", 90)):
        counties = [team["county"] for team in world.teams if team["city"] == city] or [None]
        for number in range(world.rng.choice((target - 1, target, target + 1, target // 2, 0))):
            home = f"东莞第{number % 40}学校"
            rows.append(_pair(world, "学校", (city, world.rng.choice(counties)), home, world.label("学校")))
        overlap = world.chance(0.5)
        for number in range(world.rng.randint(0, 12)):
            home = f"东莞第{number // 2 if overlap else number}医院{city}组"
            partner = "共同医院" if overlap and world.chance(0.2) else world.label("医院")
            rows.append(_pair(world, "医疗机构", (city, None), home, partner))
        rows.append(_pair(world, "文化单位", (city, None), "东莞文化馆", world.label("文化馆")))
    for row in world.rng.sample(rows, len(rows) // 20):
        day = world.day()
        if row["date"] is not None and row["date"] != day:
            city = world.rng.choice(("韶关市", "揭阳市"))
            rows.append({**row, "date": day, "city": city, "county": None})
    return rows


def _pair(world: World, kind: str, place: tuple[str, object], home: str, partner: str) -> Row:
    return {
        "kind": kind,
        "city": place[0],
        "county": place[1] if world.chance(0.5) else None,
        "home": home,
        "partner": partner,
        "date": world.maybe_day() if world.chance(0.4) else world.day(),
    }


def computers(world: World) -> list[Row]:
    """Return gifts of computers that add up to about 2,000, with some towns left out."""
    rows: list[Row] = []
    left = world.rng.choice((500, 1_000, 1_999, 2_000, 2_001))
    towns = [team["town"] for team in world.teams if world.chance(0.95)] or [world.teams[0]["town"]]
    for index, town in enumerate(towns):
        quantity = left if index == len(towns) - 1 else min(left, world.rng.choice((0, 1, 39, 40, 41)))
        left -= quantity
        user = world.rng.choice((None, "村委会", "卫生院"))
        day = world.any_day() if world.chance(0.3) else world.day()
        rows.append({"date": day, "donor": world.label("捐赠方"), "town": town, "quantity": quantity, "user": user})
    return rows


def social_partners(world: World) -> list[Row]:
    """Return none to four partners a team, some named again later."""
    rows: list[Row] = []
    for team in world.teams:
        for _ in range(world.near(2)):
            kind = world.rng.choice(("企业", "社会组织"))
            name = world.label("伙伴") if world.chance(0.8) else "同一商会"
            rows.append({"date": world.any_day(), "team": team["team"], "name": name, "kind": kind})
    return rows


def private_pairs(world: World) -> list[Row]:
    """Return about fifty enterprises and villages, some paired twice on either side."""
    rows: list[Row] = []
    wanted = min(len(world.villages), world.rng.choice((25, 49, 50, 50, 51)))
    repeated = world.chance(0.5)
    for place in world.rng.sample(world.villages, wanted):
        enterprise: object = world.label("民企")
        if repeated and rows and world.chance(0.08):
            enterprise = world.rng.choice(rows)["enterprise"]
        day = world.maybe_day() if world.chance(0.5) else world.day()
        rows.append({"enterprise": enterprise, "town": place["town"], "village": place["village"], "date": day})
        if world.chance(0.06):
            rows.append({**rows[-1], "enterprise": world.label("民企")})
        if world.chance(0.06):
            rows.append({**rows[-1], "date": world.day()})
    return rows
