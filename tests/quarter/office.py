"""Who takes part in the quarter, what has happened up to a day, and how every duty stands then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from builders.support import book
from simulation.rows import Desk, Row, Version
from simulation.truth import Key, Setting, Verdict, unexcused
from simulation.world import Team, draw_teams, rosters

FIRST_DAY = date(2022, 1, 8)
QUARTER_END, NEXT_END = date(2022, 6, 30), date(2022, 9, 30)
CITY_OFFICE = "东莞市"


@dataclass
class Office:
    """The teams, and where each keeps what has happened."""

    teams: tuple[Team, ...]
    desks: dict[str, Desk]
    worked: date = FIRST_DAY
    sheets: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)

    def work_until(self, day: date) -> None:
        """Let every team do its weeks up to a day."""
        while self.worked <= day:
            for desk in self.desks.values():
                desk.work(self.worked)
            self.worked += timedelta(7)

    def rows(self, team: Team) -> list[Row]:
        """Return what has happened in a team so far."""
        return list(self.desks[team.name].rows)

    def truth(self, day: date) -> dict[Key, Verdict]:
        """Return how every duty of the model stands on a day, as the evidence of today has it."""
        return {key: found for team in self.teams for key, found in self._verdicts(team, day).items()}

    def _verdicts(self, team: Team, day: date) -> dict[Key, Verdict]:
        return unexcused(team, Setting(Version(team, tuple(self.rows(team)), day), day, {}))

    def write_roster(self, path: Path) -> None:
        """Write the rosters that the office keeps."""
        path.write_bytes(book({title: rows for title, rows in rosters(self.teams).items() if title != "填报信息"}))


def open_office(seed: int, teams: int) -> Office:
    """Return an office whose teams have done two quarters' work."""
    rng = Random(seed)  # noqa: S311 - a test's draws
    found = draw_teams(rng, teams)
    office = Office(found, {team.name: Desk(team, rng) for team in found})
    office.work_until(QUARTER_END)
    return office
