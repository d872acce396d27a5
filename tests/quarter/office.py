"""Who takes part in the quarter, what has happened up to a day, and how every duty stands then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from builders.support import book
from oracle.tables import LEDGERS as SHEETS
from simulation.rows import Desk, Row, Version
from simulation.truth import Key, Setting, Verdict, unexcused
from simulation.world import Team, draw_teams, rosters

FIRST_DAY = date(2022, 1, 8)
QUARTER_END, NEXT_END = date(2022, 6, 30), date(2022, 9, 30)


@dataclass
class Office:
    """The teams, and where each keeps what has happened."""

    teams: tuple[Team, ...]
    desks: dict[str, Desk]
    worked: date = FIRST_DAY

    def work_until(self, day: date) -> None:
        """Let every team do its weeks up to a day."""
        while self.worked <= day:
            for desk in self.desks.values():
                desk.work(self.worked)
            self.worked += timedelta(7)

    def supply(self, team: Team, key: Key, lacks: Verdict, day: date) -> bool:
        """Do on a day what a team lacks of a duty; return whether that can be done."""
        found = list(_evidence(team, key, lacks, day))
        self.desks[team.name].rows += found
        return bool(found)

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


def _evidence(team: Team, key: Key, lacks: Verdict, day: date) -> Iterator[Row]:
    """Yield rows that meet a duty of which so much is lacking."""
    rule, _, name = key
    gap = int(lacks.gap or 0)
    match rule:
        case "R05.2":
            for number in range(gap):
                yield _row("media_reports", date=day, team=team.name, title=f"补报{number}", outlet="甲报", level="省")
        case "R05.4":
            for month in lacks.missing:
                told = {"reporter": team.name, "title": f"补报{month}", "recipients": "驻市县工作组"}
                yield _row("briefings", date=date.fromisoformat(f"{month}-28"), **told)
        case "R07.4":
            gift = {"unit": team.donors[0].name, "town": team.town, "village": name.partition("/")[2], "form": "资金"}
            yield _row("donations", date=day, **gift, amount=gap, voucher=f"{name}补")
        case "R11.3":
            sale = {"channel": "其他", "form": "采购", "product": "米", "origin": "韶关"}
            yield _row("purchases", date=day, team=team.name, **sale, amount=gap, voucher=f"{name}补")
        case "R01.5":
            for number in range(gap):
                yield _row("visits", date=day, unit=name, role="分管负责同志", town=team.town, note=f"补报{number}")


def _row(ledger: str, **cells: object) -> Row:
    return Row(ledger, tuple(cells.get(name) for name in SHEETS[ledger].columns))
