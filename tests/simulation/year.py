"""Which files lie in each week's export, and which waivers and readings hold: drawn by a seed, the same each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from .rows import ATTESTED, Desk, Version
from .world import Team, draw_teams

FIRST_DAY = date(2022, 1, 8)
"""The last of 52 Saturdays is the last day of the year."""
WEEKS = 52
READING_FROM = date(2022, 9, 3)
"""From then on stories are counted once, in however many papers they stand."""
READING = {"R05.2": "distinct-title"}
ACTS = {
    "keep": 36,
    "update": 34,
    "rename": 5,
    "resave": 4,
    "move": 4,
    "absent": 3,
    "lose": 3,
    "lower": 3,
    "spoil": 4,
    "mend": 4,
    "copy": 3,
    "old": 3,
    "take_back": 1,
}
"""What a team does in a week, and how often."""


@dataclass(frozen=True)
class File:
    """A file of an export."""

    name: str
    version: Version
    counts: bool = True
    """Whether no other one of its team counts in its place."""


@dataclass(frozen=True)
class Excuse:
    """A recorded waiver."""

    rule: str
    subject: str
    period: str | None
    expires: date


@dataclass(frozen=True)
class Week:
    """One export, and what it is audited with."""

    day: date
    files: tuple[File, ...]
    excuses: tuple[Excuse, ...]
    readings: Mapping[str, str]

    def counting(self, team: Team) -> File | None:
        """Return the workbook of a team that counts; ``None`` where it has sent nothing."""
        return next((one for one in self.files if one.version.team is team and one.counts), None)

    def of(self, team: Team) -> list[File]:
        """Return all workbooks of a team."""
        return [one for one in self.files if one.version.team is team]


@dataclass(frozen=True)
class Year:
    """All weeks of a simulated year."""

    teams: tuple[Team, ...]
    weeks: tuple[Week, ...]


def draw_year(seed: int, teams: int = 50, weeks: int = WEEKS) -> Year:
    """Return a year; ``weeks``: only its last so many, the others have gone by unseen."""
    rng = Random(seed)  # noqa: S311 - a test's draws
    found = draw_teams(rng, teams)
    senders = [_Sender(Desk(team, rng), rng.choice((0, 0, 0, 0, 1, 3, 7, 16))) for team in found]
    excuses = [one for team in found for one in _excuses(rng, team)]
    everything = []
    for number in range(WEEKS):
        day = FIRST_DAY + timedelta(7 * number)
        files = tuple(file for sender in senders for file in sender.send(number, day))
        valid = tuple(excuse for first, last, excuse in excuses if first <= number < last)
        everything.append(Week(day, files, valid, READING if day >= READING_FROM else {}))
    return Year(found, tuple(everything[-weeks:]))


def _excuses(rng: Random, team: Team) -> Iterator[tuple[int, int, Excuse]]:
    """Yield waivers with the first week in which each is recorded, and the first in which it is not any more."""
    subjects = [(rule, team.name, None) for rule in ("R05.2", "R11.3", "R05.4", ATTESTED)]
    subjects += [("R05.4", team.name, f"2022-{month:02}") for month in range(3, 13)]  # type: ignore[misc]
    subjects += [("R07.4", f"{team.town}/{village}", None) for village in team.villages]
    subjects += [(rule, unit.name, None) for unit in team.units for rule in ("R01.5", "R04.3")]
    for rule, subject, period in rng.sample(subjects, rng.choice((0, 1, 1, 2))):
        first = rng.randrange(4, 44)
        last = rng.choice((first + rng.randrange(2, 12), WEEKS))
        expires = FIRST_DAY + timedelta(7 * (first + rng.randrange(1, 20)) - rng.randrange(7))
        yield first, last, Excuse(rule, subject, period, expires)


@dataclass
class _Sender:
    """A team that sends, from a week on."""

    desk: Desk
    starts: int
    version: Version | None = None
    older: list[Version] = field(default_factory=list)
    away_until: int = 0
    renamed: int = 0

    def send(self, number: int, day: date) -> Iterator[File]:
        """Yield what the team has in a week's export."""
        self.desk.work(day)
        if number < self.starts:
            return
        act = self.desk.rng.choices([*ACTS], [*ACTS.values()])[0] if self.version else "update"
        if act == "absent":
            self.away_until = number + self.desk.rng.randrange(1, 4)
        if self.version is None or number >= self.away_until:
            self._do(act, day)
            yield from self._files(act)

    def _do(self, act: str, day: date) -> None:
        desk, before = self.desk, self.version
        changes = {"lose": desk.lose, "lower": desk.lower, "spoil": desk.spoil, "take_back": desk.take_back}
        if act in changes:
            changes[act]()
        if act == "mend":
            desk.mend(day)
        if before is None or act in {"update", "mend", *changes}:
            self._write(Version(desk.team, tuple(desk.rows), day))
        elif act == "resave":
            self._write(replace(before, saved=before.saved + 1))
        elif act == "move":
            rows = [*before.rows]
            desk.rng.shuffle(rows)
            self._write(replace(before, rows=tuple(rows), saved=before.saved + 1))
        elif act == "rename":
            self.renamed += 1

    def _write(self, version: Version) -> None:
        if self.version is not None and self.version.until < version.until:
            self.older.append(self.version)
        self.version = version

    def _files(self, act: str) -> Iterator[File]:
        version = self.version
        if version is None:
            return
        name = version.team.name + (f"（{self.renamed}）" if self.renamed else "")
        folder = "补报/" if self.renamed % 3 == 2 else ""
        yield File(f"{folder}{name}.xlsx", version)
        if act == "copy":
            yield File(f"{folder}{name} - 副本.xlsx", version, counts=False)
        if act == "old" and self.older:
            yield File(f"旧/{name}.xlsx", self.desk.rng.choice(self.older), counts=False)
