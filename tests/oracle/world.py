"""The random rosters of a programme year, and the small draws that all ledgers share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from random import Random

from .names import coinages
from .tables import CITIES, Row

UNIT_KINDS = {"镇街": "街道", "党政机关": "局", "企事业单位": "集团", "科研单位": "研究院"}
EDGES = (
    date(2022, 1, 1),
    date(2022, 3, 1),
    date(2022, 3, 31),
    date(2022, 4, 1),
    date(2022, 6, 30),
    date(2022, 7, 1),
    date(2022, 9, 30),
    date(2022, 10, 1),
    date(2022, 12, 31),
)
OUTSIDE = (date(2020, 6, 1), date(2021, 3, 22), date(2021, 12, 31), date(2023, 1, 1), date(2023, 7, 15))


@dataclass
class World:
    """The rosters, the random source, and a counter that keeps titles and vouchers apart."""

    rng: Random
    teams: list[Row] = field(default_factory=list)
    units: list[Row] = field(default_factory=list)
    villages: list[Row] = field(default_factory=list)
    groups: list[Row] = field(default_factory=list)
    serial: Iterator[int] = field(default_factory=lambda: count(1))

    def chance(self, share: float) -> bool:
        """Return True in this share of draws."""
        return self.rng.random() < share

    def day(self) -> date:
        """Return a day of 2022, often one at the edge of a month, quarter or year."""
        if self.chance(0.2):
            return self.rng.choice(EDGES)
        return date(2022, 1, 1) + timedelta(days=self.rng.randrange(365))

    def any_day(self) -> date:
        """Return a day of 2022, now and then one outside the programme year."""
        return self.rng.choice(OUTSIDE) if self.chance(0.05) else self.day()

    def maybe_day(self) -> date | None:
        """Return a day, or None for an undated row."""
        return None if self.chance(0.3) else self.any_day()

    def near(self, target: int) -> int:
        """Return a count near a target: nothing, one less, the target, one or two more."""
        return max(0, self.rng.choice((0, target - 1, target, target, target, target + 1, target + 2)))

    def label(self, stem: str) -> str:
        """Return a title that no other row has."""
        return f"{stem}{next(self.serial)}"

    def cents(self, low: int, high: int) -> Decimal:
        """Return an amount in 元 with two decimals."""
        return Decimal(self.rng.randint(low * 100, high * 100)).scaleb(-2)

    def split(self, total: Decimal, parts: int) -> list[Decimal]:
        """Split an amount into non-negative parts of whole 分 that add up exactly."""
        whole = int(total.scaleb(2))
        cuts = sorted(self.rng.randint(0, whole) for _ in range(parts - 1))
        return [Decimal(b - a).scaleb(-2) for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]

    def unit_rows(self, team: object) -> list[Row]:
        """Return the roster rows of a team's units."""
        return [row for row in self.units if row["team"] == team]

    def villages_of(self, team: object) -> list[object]:
        """Return the key villages of a team's town."""
        return [row["village"] for row in self.villages if row["team"] == team]


def random_world(rng: Random, teams: int, *, uneven_villages: bool) -> World:
    """Return random rosters; with uneven villages some towns have one or three instead of two."""
    world = World(rng)
    names = coinages(rng)
    counties = _counties(rng, names, teams)
    village_pool = [next(names) + "村" for _ in range(max(20, teams))]
    for index in range(teams):
        city, county = counties[index % len(counties)]
        town = next(names) + "镇"
        row: Row = {"team": f"{town}组团", "lead_unit": "", "city": city, "county": county, "town": town}
        world.teams.append(row)
        amount = rng.choice((1, 2, 2, 3)) if uneven_villages else 2
        for village in rng.sample(village_pool, amount):
            world.villages.append({"town": town, "village": village, "team": row["team"]})
    rng.shuffle(world.teams)
    _add_units(world, names)
    _add_groups(world, counties, names)
    return world


def _counties(rng: Random, names: Iterator[str], teams: int) -> list[tuple[str, str]]:
    wanted = min(max(2, teams), rng.randint(10, 15))
    return [(CITIES[index % 2], next(names) + rng.choice(("县", "区"))) for index in range(wanted)]


def _add_units(world: World, names: Iterator[str]) -> None:
    rng = world.rng
    for team in world.teams:
        kinds = list(UNIT_KINDS)
        chosen = rng.sample(kinds[1:], rng.randint(2, 3)) if world.chance(0.1) else ["镇街"]
        if "镇街" in chosen:
            chosen += rng.choices(kinds, k=rng.randint(1, 3))
        rows = [_unit_row(world, next(names) + UNIT_KINDS[kind], team["team"], kind) for kind in chosen]
        team["lead_unit"] = rows[0]["unit"]
        world.units += rows
    for row in rng.sample(world.units, len(world.units) // 15):
        others = [team["team"] for team in world.teams if team["team"] != row["team"]]
        if others:
            kind = str(row["kind"]) if world.chance(0.7) else rng.choice(list(UNIT_KINDS))
            world.units.append(_unit_row(world, str(row["unit"]), rng.choice(others), kind))
    rng.shuffle(world.units)


def _unit_row(world: World, unit: str, team: object, kind: str) -> Row:
    sends = "是" if world.chance(0.75) else "否"
    first = world.rng.choice(("是", "是", "否", None, None)) if sends == "是" else world.rng.choice(("否", None, "是"))
    return {"unit": unit, "team": team, "kind": kind, "sends_cadres": sends, "first_secretary": first}


def _add_groups(world: World, counties: list[tuple[str, str]], names: Iterator[str]) -> None:
    for city in CITIES:
        group = f"驻{city}工作组"
        world.groups.append({"work_group": group, "level": "市", "city": city, "county": None})
    for city, county in counties:
        group = f"{next(names)}驻{county}工作组"
        world.groups.append({"work_group": group, "level": "县", "city": city, "county": county})
