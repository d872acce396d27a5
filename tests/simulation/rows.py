"""What stands in a team's workbook, and what teams do to it: they report, correct, lose, lower, move and spoil rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from random import Random

from oracle.tables import LEDGERS as SHEETS

from .world import Team

LEDGERS = ("media_reports", "purchases", "visits", "briefings", "donations", "safeguards", "attestations")
SPOILT = "2022.13"
"""What stands in a date that cannot be read."""
ATTESTED = "R02.2"
YEAR = 2022


@dataclass(frozen=True)
class Row:
    """One row of a ledger; ``cells`` are in the order of its columns."""

    ledger: str
    cells: tuple[object, ...]

    def __getitem__(self, column: str) -> object:
        return self.cells[list(SHEETS[self.ledger].columns).index(column)]

    def put(self, **values: object) -> Row:
        """Return the row with other values in some cells."""
        names = list(SHEETS[self.ledger].columns)
        return replace(self, cells=tuple(values.get(name, cell) for name, cell in zip(names, self.cells, strict=True)))

    @property
    def is_rejected(self) -> bool:
        """Whether its date cannot be read."""
        return "date" in SHEETS[self.ledger].columns and self["date"] == SPOILT

    def counts_on(self, day: date) -> bool:
        """Whether it may count by a day: it can be read, and lies not after it."""
        when = self["date"] if "date" in SHEETS[self.ledger].columns else None
        return not self.is_rejected and not (isinstance(when, date) and when > day)


@dataclass(frozen=True)
class Version:
    """What a team wrote: its rows, and the day that the cover sheet says."""

    team: Team
    rows: tuple[Row, ...]
    until: date
    saved: int = 0
    """Tells apart files that say the same."""

    def of(self, ledger: str) -> list[Row]:
        """Return the rows of one sheet from the top."""
        return [row for row in self.rows if row.ledger == ledger]

    @cached_property
    def content(self) -> Counter[Row]:
        """What its rows say, wherever they stand."""
        return Counter(self.rows)


@dataclass
class Desk:
    """Where a team keeps its rows between two submissions."""

    team: Team
    rng: Random
    serial: Iterator[int] = field(default_factory=lambda: count(1))
    rows: list[Row] = field(default_factory=list)

    def chance(self, share: float) -> bool:
        """Return True in this share of draws."""
        return self.rng.random() < share

    def work(self, day: date) -> None:
        """Do a week's work up to ``day``, and write it down; now and then what lies ahead is written down already."""
        team, rng = self.team, self.rng
        for unit in team.units:
            if self.chance(0.05):
                role = rng.choice(("分管负责同志", "分管负责同志", "主要负责同志"))
                self._add("visits", date=self._when(day), unit=unit.name, role=role, town=team.town, note=self._label("访"))
        if self.chance(0.12):
            level = rng.choice(("市", "县", "省", "县级以下"))
            story = {"date": self._when(day), "team": team.name, "title": self._label("报道"), "level": level}
            self._add("media_reports", **story, outlet="甲报")
            if self.chance(0.3):
                self._add("media_reports", **story, outlet="乙报")
        if self.chance(0.24):
            recipients = rng.choice(("驻市县工作组", "驻市县工作组、市经协办", "驻市县工作组", "市经协办"))
            self._add("briefings", date=self._when(day), reporter=team.name, title=self._label("信息"), recipients=recipients)
        if self.chance(0.15):
            buy = {"channel": "其他", "form": "采购", "product": "米", "origin": rng.choice(("韶关", "揭阳", "广州"))}
            amount = rng.randrange(20, 120) * 1_000
            self._add("purchases", date=self._when(day), team=team.name, **buy, amount=amount, voucher=self._label("购"))
        if self.chance(0.12):
            gift = {"unit": rng.choice(team.units).name, "town": team.town, "village": rng.choice(team.villages)}
            amount = rng.randrange(10, 60) * 1_000
            self._add("donations", date=self._when(day), **gift, form="资金", amount=amount, voucher=self._label("捐"))
        self._keep_states(day)

    def _keep_states(self, day: date) -> None:
        """Write down, or bring up to date, what there is one row of."""
        for unit in self.team.units:
            if self.chance(0.06):
                mine = [row for row in self.rows if row.ledger == "safeguards" and row["unit"] == unit.name]
                if mine:
                    paid = min(10_000, int(str(mine[0]["funds_paid"])) + self.rng.randrange(1, 4) * 1_000)
                    self._swap(mine[0], mine[0].put(funds_paid=paid))
                else:
                    people = {"cadres": 2, "subsidised": 2, "insured": 2}
                    self._add("safeguards", unit=unit.name, year=YEAR, funds_ceiling=10_000, funds_paid=2_000, **people)
        if self.chance(0.04):
            mine = [row for row in self.rows if row.ledger == "attestations"]
            if not mine:
                self._add("attestations", duty=ATTESTED, subject=self.team.name, state="推进中", date=None, evidence=None)
            elif mine[0]["state"] == "推进中":
                self._swap(mine[0], mine[0].put(state="已完成", date=day, evidence=self._label("纪要")))

    def _when(self, day: date) -> date:
        """Return a day of the week that ends with ``day``, or one of the weeks to come."""
        return day + timedelta(days=self.rng.randrange(1, 21) if self.chance(0.08) else -self.rng.randrange(7))

    def _label(self, stem: str) -> str:
        return f"{self.team.town}{stem}{next(self.serial)}"

    def _add(self, ledger: str, **cells: object) -> None:
        day = cells.get("date")
        if not (isinstance(day, date) and day.year != YEAR):
            self.rows.append(Row(ledger, tuple(cells.get(name) for name in SHEETS[ledger].columns)))

    def _swap(self, old: Row, new: Row) -> None:
        self.rows[self.rows.index(old)] = new

    # --- what else teams do to their rows; each returns whether there was anything to do it to

    def lose(self) -> bool:
        """Let a row of something that happened vanish."""
        found = [row for row in self.rows if row.ledger not in {"safeguards", "attestations"}]
        if found:
            self.rows.remove(self.rng.choice(found))
        return bool(found)

    def lower(self) -> bool:
        """Write a smaller amount where there was a larger one."""
        found = [row for row in self.rows if row.ledger in {"purchases", "donations"}]
        if found:
            row = self.rng.choice(found)
            self._swap(row, row.put(amount=int(str(row["amount"])) - 5_000))
        return bool(found)

    def spoil(self) -> bool:
        """Write a date that cannot be read."""
        found = [row for row in self.rows if isinstance(row["date"] if "date" in SHEETS[row.ledger].columns else None, date)]
        found = [row for row in found if row.ledger != "attestations"]
        if found:
            row = self.rng.choice(found)
            self._swap(row, row.put(date=SPOILT))
        return bool(found)

    def mend(self, day: date) -> bool:
        """Correct every date that cannot be read."""
        found = [row for row in self.rows if row.is_rejected]
        for row in found:
            self._swap(row, row.put(date=day - timedelta(days=self.rng.randrange(14))))
        return bool(found)

    def take_back(self) -> bool:
        """Say that a duty that was done is under way."""
        found = [row for row in self.rows if row.ledger == "attestations" and row["state"] == "已完成"]
        if found:
            self._swap(found[0], found[0].put(state="推进中"))
        return bool(found)
