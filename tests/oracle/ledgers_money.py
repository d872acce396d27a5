"""Random rows for public funds, gifts, the use of funds and purchases."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from .tables import CITIES, Row
from .world import World

CENT = Decimal("0.01")
SOURCES = ("单位自筹", "村（社区）", "社会组织", "企业", "干部职工", None)
ORIGINS = ("韶关", "韶关市", "揭阳", "揭阳市", "韶关市霁翮县", "揭阳霁翮镇", "韶关山区")
OTHER_ORIGINS = ("东莞市", "广东省韶关市", "本地（非揭阳）", "外省")


def fiscal_funds(world: World) -> list[Row]:
    """Return the public funds of each city around the amount due and the thirtieth day."""
    rows: list[Row] = []
    for city in CITIES:
        years = [year for year in (2021, 2022, 2023) if world.chance(0.85 if year == 2022 else 0.3)]
        rows += [_fiscal_row(world, city, year) for year in years]
    if rows and world.chance(0.15):
        _send_again(rows, world.rng.choice(rows))
    return rows


def _fiscal_row(world: World, city: str, year: int) -> Row:
    due = world.rng.choice((Decimal(0), Decimal(50_000_000), Decimal("33333333.33"), Decimal(80_000_000)))
    approved = None if world.chance(0.1) else date(2022, world.rng.randint(1, 11), world.rng.randint(1, 28))
    paid_on = None
    if approved is not None and world.chance(0.85):
        paid_on = approved + timedelta(days=world.rng.choice((0, 10, 29, 30, 30, 31, 200)))
    nudges = (-CENT, Decimal(0), Decimal(0), CENT)
    return {
        "city": city,
        "year": year,
        "budgeted": world.rng.choice(("是", "是", "否")),
        "approved_on": approved,
        "amount_due": due,
        "amount_budgeted": max(Decimal(0), due + world.rng.choice(nudges)),
        "paid_on": paid_on,
        "amount_paid": None if world.chance(0.1) else max(Decimal(0), due + world.rng.choice(nudges)),
    }


def _send_again(rows: list[Row], row: Row) -> None:
    """Add a second version that comes later by its dates and by its text alike."""
    approved, paid = row["approved_on"], row["paid_on"]
    if row["budgeted"] == "否" and isinstance(approved, date) and isinstance(paid, date):
        three = timedelta(days=3)
        rows.append({**row, "approved_on": approved + three, "paid_on": paid + three, "budgeted": "是"})


def donations(world: World) -> list[Row]:
    """Return gifts around 100,000 元 a village, with other donors, gifts to towns, and vouchers used twice."""
    rows: list[Row] = []
    for place in world.villages:
        members = world.unit_rows(place["team"])
        streets = [row["unit"] for row in members if row["kind"] == "镇街"]
        target = world.rng.choice((0, 25_000, 50_000, 75_000, 100_000, 100_000, 100_000, 200_000))
        if streets and target:
            total = Decimal(target) + world.rng.choice((-CENT, Decimal(0), CENT))
            parts = world.split(total, world.rng.randint(1, 4))
            rows += [_gift(world, world.rng.choice(streets), place["town"], place["village"], x) for x in parts]
        for _ in range(world.rng.randint(0, 2)):
            donor = world.rng.choice(members if world.chance(0.6) else world.units)["unit"]
            village = None if world.chance(0.4) else place["village"]
            rows.append(_gift(world, donor, place["town"], village, world.cents(1, 60_000)))
    for row in world.rng.sample(rows, len(rows) // 6):
        if row["voucher"] is not None:
            rows += _repeats(world, row, ["town"])
    return rows


def _gift(world: World, unit: object, town: object, village: object, amount: Decimal) -> Row:
    return {
        "date": world.any_day(),
        "unit": unit,
        "town": town,
        "village": village,
        "form": world.rng.choice(("资金", "物资折价")),
        "amount": amount,
        "source": world.rng.choice(SOURCES),
        "voucher": None if world.chance(0.4) else world.label("捐"),
    }


def _repeats(world: World, row: Row, place: list[str]) -> list[Row]:
    """Return another row of the same voucher: of the same team on another day, or of another team on any."""
    amount = row["amount"]
    assert isinstance(amount, Decimal)
    other_day, other_amount = world.day(), amount + 1000
    if world.chance(0.4):
        return [{**row, "date": other_day, "amount": other_amount}] if other_day != row["date"] else []
    other = world.rng.choice(world.teams)
    moved = {key: other[key] for key in place}
    if moved == {key: row[key] for key in place}:
        return []
    day = row["date"] if world.chance(0.4) else other_day
    again: Row = {**row, **moved, "date": day}
    if "village" in row:
        again["village"] = world.rng.choice(world.villages_of(other["team"]))
        streets = [unit["unit"] for unit in world.unit_rows(other["team"]) if unit["kind"] == "镇街"]
        again["unit"] = world.rng.choice(streets) if streets else row["unit"]
    return [again]


def _spelling(world: World, year: int, quarter: int) -> str:
    digit = "一二三四"[quarter - 1]
    spellings = [f"{year}Q{quarter}", f"{year}年第{digit}季度"]
    if year == 2022:
        spellings.append(f"{digit}季度")
    return world.rng.choice(spellings)


def fund_usage(world: World) -> list[Row]:
    """Return quarterly returns of towns and villages, complete, with a gap, or by chance."""
    rows: list[Row] = []
    places: list[tuple[object, object]] = [(team["town"], None) for team in world.teams]
    places += [(place["town"], place["village"]) for place in world.villages]
    for town, village in places:
        share = world.rng.choice((1.0, 1.0, 0.8, 0.3, 0.0))
        for quarter in (1, 2, 3, 4):
            if world.chance(share):
                fiscal_year = world.rng.choice((2021, 2021, 2022)) if quarter == 1 else world.rng.choice((2021, 2022))
                rows.append(_usage(world, 2022, quarter, fiscal_year, (town, village)))
                if world.chance(0.05):
                    rows.append({**rows[-1], "quarter": _spelling(world, 2022, quarter)})
                if world.chance(0.1):
                    rows.append(_usage(world, 2022, quarter, 4043 - fiscal_year, (town, village)))
        if world.chance(0.1):
            year, quarter = world.rng.choice(((2021, 4), (2021, 1), (2023, 1)))
            rows.append(_usage(world, year, quarter, 2021, (town, village)))
    return rows


def _usage(world: World, year: int, quarter: int, fiscal_year: int, place: tuple[object, object]) -> Row:
    allocated = world.cents(0, 900_000)
    return {
        "quarter": _spelling(world, year, quarter),
        "fiscal_year": fiscal_year,
        "town": place[0],
        "village": place[1],
        "allocated": allocated,
        "used": allocated if world.chance(0.3) else world.cents(0, 900_000),
    }


def purchases(world: World) -> list[Row]:
    """Return purchases around 300,000 元 a team and its quarterly pace, other origins, and vouchers used twice."""
    rows: list[Row] = []
    for team in world.teams:
        target = world.rng.choice((0, 75_000, 150_000, 225_000, 300_000, 300_000, 300_000, 600_000))
        if target:
            total = Decimal(target) + world.rng.choice((-CENT, Decimal(0), CENT))
            parts = world.split(total, world.rng.randint(1, 6))
            rows += [_purchase(world, team["team"], world.rng.choice(ORIGINS), part) for part in parts]
        others = world.rng.sample(OTHER_ORIGINS, world.rng.randint(0, 2))
        rows += [_purchase(world, team["team"], origin, world.cents(1, 90_000)) for origin in others]
    for row in world.rng.sample(rows, len(rows) // 6):
        if row["voucher"] is not None:
            rows += _repeats(world, row, ["team"])
    for row in world.rng.sample(rows, len(rows) // 20):
        if row["voucher"] is not None and row["channel"] != "农产品批发市场":
            rows.append({**row, "channel": "农产品批发市场", "amount": Decimal("123.45")})
    return rows


def _purchase(world: World, team: object, origin: str, amount: Decimal) -> Row:
    return {
        "date": world.any_day(),
        "team": team,
        "channel": world.rng.choice(("农产品批发市场", "商贸流通企业", "莞香情", "供联e家", "其他")),
        "form": world.rng.choice(("采购", "帮助销售")),
        "product": world.rng.choice(("大米", "茶叶", "竹编")),
        "origin": origin,
        "amount": amount,
        "voucher": None if world.chance(0.4) else world.label("购"),
    }
