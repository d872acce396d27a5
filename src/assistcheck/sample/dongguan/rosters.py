"""Who takes part: 50 teams, their units and villages, 12 counties, 14 work groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assistcheck.sample.dongguan.names import double_stems
from assistcheck.sample.dongguan.seeded import Draw
from assistcheck.sample.invented_names import chinese_stems

PROGRAMME = "东莞市"
SHAOGUAN, JIEYANG = CITIES = ("韶关市", "揭阳市")
_COUNTIES = {SHAOGUAN: 7, JIEYANG: 5}
_TEAMS = 50
_VILLAGE_NAMES = 60
"""Fewer names than villages: some villages of different towns have one name."""
_WEAK = frozenset({4, 11, 18, 23, 30, 37, 42, 48})
"""Numbers of the teams that often fall short."""
_NO_TOWN_UNIT = frozenset({7, 18, 29, 45})
"""Numbers of the teams without a 镇街."""
_SECOND_SEATS = ((3, 9), (12, 13), (20, 34), (27, 40), (37, 46))
"""Numbers of teams: the first one's last unit stands in the second one too."""
_AUTHORITIES = ("事务局", "管理局", "服务局", "委员会")
_ENTERPRISES = ("集团", "公司", "学院", "医院")
_INSTITUTES = ("研究院", "研究所")


@dataclass(frozen=True, slots=True)
class Team:
    """A team (组团), its key town and its key villages."""

    name: str
    city: str
    county: str
    town: str
    villages: tuple[str, str]
    weak: bool


@dataclass(frozen=True, slots=True)
class Seat:
    """A unit's place in a team."""

    unit: str
    team: Team
    kind: str
    sends: bool
    secretary: bool | None
    """Whether it has a 第一书记; ``None``: not filled in."""

    @property
    def weak(self) -> bool:
        """Whether the team often falls short."""
        return self.team.weak


@dataclass(frozen=True, slots=True)
class Village:
    """A key village and the team that assists it."""

    name: str
    team: Team

    @property
    def weak(self) -> bool:
        """Whether the team often falls short."""
        return self.team.weak


@dataclass(frozen=True, slots=True)
class Rosters:
    """Everybody who takes part."""

    teams: tuple[Team, ...]
    seats: tuple[Seat, ...]

    @property
    def villages(self) -> list[Village]:
        """Every key village, team by team."""
        return [Village(name, team) for team in self.teams for name in team.villages]

    @property
    def counties(self) -> dict[str, str]:
        """County -> city, in the teams' order."""
        return {team.county: team.city for team in self.teams}

    @property
    def groups(self) -> list[tuple[str, str, str | None]]:
        """The work groups: name, city, and the county of a group of level 县."""
        of_cities: list[tuple[str, str, str | None]] = [(f"驻{city}工作组", city, None) for city in CITIES]
        return of_cities + [(f"驻{county}工作组", city, county) for county, city in self.counties.items()]

    @property
    def units(self) -> list[Seat]:
        """Every unit once, by its first seat."""
        first: dict[str, Seat] = {}
        for seat in self.seats:
            first.setdefault(seat.unit, seat)
        return list(first.values())

    @property
    def senders(self) -> list[Seat]:
        """The units that send cadres."""
        return [seat for seat in self.units if seat.sends]

    def town_unit(self, team: Team) -> Seat | None:
        """Return a team's 镇街, or ``None`` if it has none."""
        return next((seat for seat in self.seats if seat.team == team and seat.kind == "镇街"), None)


def make_rosters() -> Rosters:
    """Return the rosters; always the same."""
    pool, bodies, draw = iter(chinese_stems("places")), double_stems("units"), Draw("rosters")
    counties = [(city, f"{next(pool)}县") for city, number in _COUNTIES.items() for _ in range(number)]
    towns = [f"{next(pool)}镇" for _ in range(_TEAMS)]
    village_names = [f"{next(pool)}村" for _ in range(_VILLAGE_NAMES)]
    teams: list[Team] = []
    for number, town in enumerate(towns):
        city, county = counties[number * len(counties) // _TEAMS]
        first, second = draw.shuffled(village_names)[:2]
        teams.append(Team(f"{town}组团", city, county, town, (first, second), number in _WEAK))
    seats = {team: [_seat(team, kind, pool, bodies, draw) for kind in _kinds(n, draw)] for n, team in enumerate(teams)}
    for first_team, second_team in _SECOND_SEATS:
        seats[teams[second_team]].append(replace(seats[teams[first_team]][-1], team=teams[second_team]))
    return Rosters(tuple(teams), tuple(seat for team in teams for seat in seats[team]))


def _kinds(number: int, draw: Draw) -> list[str]:
    """Return the kinds of a team's four units, the leading one first."""
    if number in _NO_TOWN_UNIT:
        return ["党政机关", "企事业单位", "科研单位", "党政机关"]
    return ["镇街", "党政机关", "企事业单位", draw.pick(("科研单位", "党政机关"))]


def _seat(team: Team, kind: str, pool: Iterator[str], bodies: Iterator[str], draw: Draw) -> Seat:
    """Return a new unit's place in a team; 镇街 always send cadres, research units seldom do."""
    match kind:
        case "镇街":
            name, share = f"{next(pool)}街道", 1.0
        case "党政机关":
            name, share = next(pool) + draw.pick(_AUTHORITIES), 0.6
        case "企事业单位":
            name, share = next(bodies) + draw.pick(_ENTERPRISES), 0.4
        case _:
            name, share = next(bodies) + draw.pick(_INSTITUTES), 0.2
    sends = draw.chance(share)
    secretary = draw.pick((True, True, False, None)) if sends else draw.pick((False, None))
    return Seat(name, team, kind, sends, secretary)
