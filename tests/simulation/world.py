"""Who takes part: 50 teams of 12 counties, their units and villages. The names are invented."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from oracle.names import coinages

CITIES = ("韶关市", "揭阳市")
STREET = "镇街"


@dataclass(frozen=True)
class Unit:
    """A unit of a team."""

    name: str
    kind: str
    sends: bool
    """Whether it sends cadres."""


@dataclass(frozen=True)
class Team:
    """A team with its town, units and villages."""

    name: str
    town: str
    county: str
    city: str
    units: tuple[Unit, ...]
    villages: tuple[str, ...]

    @property
    def donors(self) -> tuple[Unit, ...]:
        """The units whose gifts to the villages count."""
        return tuple(unit for unit in self.units if unit.kind == STREET)


def draw_teams(rng: Random, number: int) -> tuple[Team, ...]:
    """Return so many teams; one in ten has no unit whose gifts count."""
    names = coinages(rng)
    counties = [(f"{next(names)}县", CITIES[at % 2]) for at in range(min(12, number))]
    found = []
    for at in range(number):
        town = f"{next(names)}镇"
        county, city = counties[at % len(counties)]
        kinds = ["党政机关" if rng.random() < 0.1 else STREET, "党政机关"]
        units = tuple(Unit(f"{next(names)}{_ENDINGS[kind]}", kind, rng.random() < 0.7) for kind in kinds)
        villages = tuple(f"{next(names)}村" for _ in range(2))
        found.append(Team(f"{town}组团", town, county, city, units, villages))
    return tuple(found)


_ENDINGS = {STREET: "街道", "党政机关": "局"}


def rosters(teams: tuple[Team, ...]) -> dict[str, list[tuple[object, ...]]]:
    """Return the sheets of the rosters, headers first."""
    units = [(unit.name, one.name, unit.kind, "是" if unit.sends else "否", None) for one in teams for unit in one.units]
    counties = dict.fromkeys((one.city, one.county) for one in teams)
    return {
        "组团名册": [
            ("组团", "牵头单位", "帮扶市", "县（市、区）", "重点镇"),
            *((one.name, one.units[0].name, one.city, one.county, one.town) for one in teams),
        ],
        "单位名册": [("单位", "组团", "单位类别", "派出单位", "第一书记"), *units],
        "重点村名册": [
            ("重点镇", "重点村", "组团"),
            *((one.town, village, one.name) for one in teams for village in one.villages),
        ],
        "工作组名册": [
            ("工作组", "层级", "帮扶市", "县（市、区）"),
            *((f"驻{county}工作组", "县", city, county) for city, county in counties),
        ],
        "填报信息": [("项目", "内容"), ("填报主体", "东莞市"), ("统计截止", None)],
    }
