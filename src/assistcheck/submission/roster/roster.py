"""The rosters (名册): who owes what, and the names that everything else is matched with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from assistcheck.submission.fields import NameKind
from assistcheck.workbook.cell_values import normalize, normalize_all

_NONE: Mapping[Any, Any] = MappingProxyType({})
"""Where no roster names anybody."""


class TeamEntry(NamedTuple):
    """One team (组团) and the key town it assists; what its row does not say is empty."""

    name: str
    city: str
    county: str
    town: str


class UnitEntry(NamedTuple):
    """One assisting unit, over all its roster rows."""

    name: str
    kinds: Mapping[str, str]
    """Team -> the unit's kind (单位类别) in it, in the roster's order."""
    sends_cadres: bool
    first_secretary: bool

    @property
    def teams(self) -> tuple[str, ...]:
        """The teams it stands in."""
        return tuple(self.kinds)


class GroupEntry(NamedTuple):
    """One resident work group, of level 市 or 县."""

    name: str
    level: str
    city: str
    county: str | None


class Roster(NamedTuple):
    """Everybody who owes something, each in the roster's order."""

    programme: str
    cities: tuple[str, ...]
    teams: Mapping[str, TeamEntry] = _NONE
    units: Mapping[str, UnitEntry] = _NONE
    villages: Mapping[tuple[str, str], str] = _NONE
    """(town, village) -> team."""
    villages_in: Mapping[str, tuple[str, ...]] = _NONE
    """Town -> its key villages."""
    groups: Mapping[str, GroupEntry] = _NONE
    towns: Mapping[str, str] = _NONE
    """Town -> the team whose key town it is; empty where only a row without a team names it."""
    counties: Mapping[str, str] = _NONE
    """County -> city."""
    kinds: Mapping[str, frozenset[str]] = _NONE
    """Team -> the kinds of units in it."""
    unsettled: frozenset[str] = frozenset()
    """Teams that a rejected row of 单位名册 names: which units they hold is not known for certain."""
    unsettled_units: frozenset[str] = frozenset()
    """Units that a rejected row of 单位名册 names: whether they send cadres is not known for certain."""
    doubtful: frozenset[tuple[str, ...]] = frozenset()
    """Whom only rejected rows name, as kind and name (a unit: and team; a village: town and village)."""
    missing: frozenset[str] = frozenset()
    """Roster sheets that nobody supplied, or that name nobody, by id."""

    def names(self, kind: NameKind, within: str = "") -> tuple[str, ...]:
        """Return the names of one kind; villages are those ``within`` a town."""
        match kind:
            case "programme":
                return (self.programme,)
            case "city":
                return self.cities
            case "county":
                return tuple(self.counties)
            case "team":
                return tuple(self.teams)
            case "unit":
                return tuple(self.units)
            case "town":
                return tuple(self.towns)
            case "village":
                return self.villages_in.get(within, ())
            case "work_group":
                return tuple(self.groups)
            case "reporter":
                return (*self.teams, *self.groups)
            case "organiser":
                return (self.programme, *self.groups)
            case "subject":
                return ()

    def teams_of(self, kind: NameKind, name: str) -> tuple[str, ...]:
        """Return the teams that a name belongs to; empty for a city, a county, a work group, the programme."""
        match kind:
            case "team" | "reporter" if name in self.teams:
                return (name,)
            case "unit" if name in self.units:
                return self.units[name].teams
            case "town" if self.towns.get(name):
                return (self.towns[name],)
            case _:
                return ()

    def kinds_in(self, team: str) -> frozenset[str]:
        """Return the kinds of units (单位类别) that stand in a team."""
        return self.kinds.get(team, frozenset())

    def localities(self, kinds: Iterable[NameKind]) -> tuple[str, ...]:
        """Return the names of places of these kinds; a city also without its 市."""
        names = [name for kind in kinds for name in self.names(kind)]
        return tuple(dict.fromkeys(one for name in names for one in (name, name.removesuffix("市")) if one))

    def own_towns(self, unit: str) -> frozenset[str]:
        """Return the key towns of a unit's teams."""
        return frozenset(self.teams[team].town for team in self.units[unit].teams if team in self.teams) - {""}


class Names(dict[str | None, str | None]):
    """A memo from a folded text to the roster's name of one kind, or ``None``; ``failed`` once any was unknown.

    A blank stays a blank.
    """

    def __init__(self, known: tuple[str, ...], aliases: Mapping[str, str]) -> None:
        """Match with ``known`` names, then with recorded ``aliases``."""
        super().__init__({None: None})
        self._known = dict(zip(normalize_all([*known]), known, strict=True))
        self._aliases = {normalize(written): normalize(name) for written, name in aliases.items()}
        self.failed = False

    def __missing__(self, text: str | None) -> str | None:
        if text is None:
            return None
        name = self._known.get(text) or self._known.get(self._aliases.get(text, ""))
        self.failed = self.failed or name is None
        self[text] = name
        return name
