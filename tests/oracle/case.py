"""What a rule looks at: rosters, counted rows, the as-of date and the readings chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from .fates import counted_rows
from .statuses import Verdict
from .tables import Row, Year

Key = tuple[str, str, str, str]
Verdicts = dict[Key, Verdict]


def number(value: object) -> int:
    """Return a cell that holds a whole number."""
    assert isinstance(value, int)
    return value


def money(value: object) -> Decimal:
    """Return a cell that holds an exact decimal number (元, or percent)."""
    assert isinstance(value, int | Decimal)
    return Decimal(value)


def day(value: object) -> date:
    """Return a cell that holds a date."""
    assert isinstance(value, date)
    return value


@dataclass(frozen=True)
class Case:
    """One audit: a year, an as-of date, and the named alternative readings by rule id."""

    year: Year
    as_of: date
    readings: dict[str, str]

    @cached_property
    def counted(self) -> dict[str, list[Row]]:
        """The rows that count, for every ledger sheet that exists."""
        return counted_rows(self.year, self.as_of)

    def ledger(self, name: str) -> list[Row] | None:
        """Return the counted rows of a ledger, or None where nobody supplied its sheet."""
        return self.counted.get(name)

    def teams(self) -> list[Row]:
        """Return the rows of 组团名册."""
        return self.year.sheets["teams"]

    def team_of_town(self, town: object) -> str:
        """Return the team whose key town it is."""
        return next(str(row["team"]) for row in self.teams() if row["town"] == town)

    def towns(self) -> list[tuple[str, str]]:
        """Return (town, team) for every key town."""
        return [(str(row["town"]), str(row["team"])) for row in self.teams()]

    def villages(self) -> list[tuple[str, str, str]]:
        """Return (town, village, team) for every key village."""
        rows = self.year.sheets["villages"]
        return [(str(row["town"]), str(row["village"]), str(row["team"])) for row in rows]

    def counties(self) -> list[str]:
        """Return the counties of 组团名册, each once."""
        return list(dict.fromkeys(str(row["county"]) for row in self.teams()))

    def work_groups(self) -> list[Row]:
        """Return the rows of 工作组名册."""
        return self.year.sheets["work_groups"]

    def units(self) -> list[tuple[str, str]]:
        """Return (unit, first team it stands in) once for every unit."""
        first: dict[str, str] = {}
        for row in self.year.sheets["units"]:
            first.setdefault(str(row["unit"]), str(row["team"]))
        return list(first.items())

    @cached_property
    def sending_units(self) -> set[object]:
        """The units that send cadres: any of their roster rows says 是."""
        return {row["unit"] for row in self.year.sheets["units"] if row["sends_cadres"] == "是"}

    @cached_property
    def units_with_first_secretary(self) -> set[object]:
        """The units with a 第一书记: any roster row says 是, a blank one saying what its 派出单位 says."""
        return {
            row["unit"]
            for row in self.year.sheets["units"]
            if (row["sends_cadres"] if row["first_secretary"] is None else row["first_secretary"]) == "是"
        }
