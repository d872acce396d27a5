"""What a rule looks at: rosters, rows that count or were rejected, who has sent, the as-of date and the readings chosen."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from .cells import UNKNOWN
from .folder import Folder
from .settle import Entry, quarter_of, settle
from .statuses import OUTSIDE, Figure, Target, Verdict, period_verdict, undetermined, verdict
from .tables import Row

Key = tuple[str, str, str, str]
"""(rule, kind of subject, subject, team or "")."""
Verdicts = dict[Key, Verdict]
Test = Callable[[Row], bool]
Measure = Callable[[list[Row]], Figure | None]
"""The rows that count -> the figure; None where the baseline is blank or zero."""


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


def every(row: Row) -> bool:  # noqa: ARG001 - a test like others
    """Every row counts."""
    return True


def total(column: str) -> Measure:
    """Return the sum of an amount."""
    return lambda rows: sum((money(row[column]) for row in rows), Decimal(0))


def distinct(*columns: str) -> Measure:
    """Return how many different values some columns hold."""
    return lambda rows: len({tuple("".join(str(row[column]).split()) for column in columns) for row in rows})


@dataclass(frozen=True)
class Ask:
    """One duty: whose rows of which ledger count, and whether a subject without rows is a zero."""

    rule: str
    kind: str
    ledger: str
    counts: Test = every
    state: bool = False
    """A yearly state, of which a subject without rows has no zero."""
    might: Test | None = None
    """Which rejected rows might have counted, where a blank in them says nothing yet; else those that would count."""


@dataclass(frozen=True)
class Case:
    """One audit of a folder on a date, with the named alternative readings by rule id."""

    folder: Folder
    entries: list[Entry]
    as_of: date
    readings: Mapping[str, str]
    found: Verdicts = field(default_factory=dict)
    """The verdicts, as rule by rule gives them."""
    sorted: dict[tuple[str, tuple[str, ...]], dict[tuple[object, ...], tuple[list[Row], list[Row]]]] = field(
        default_factory=dict
    )
    """The rows of ledgers by some of their columns, as they have been asked for."""

    @cached_property
    def settled(self) -> dict[str, tuple[list[Row], list[Row]]]:
        """The rows that count, and those that were rejected and are somebody's own, by ledger.

        Rejected comes before out-of-period and future: whatever the date of a rejected row, nothing is known of it for sure.
        """
        rows: dict[str, tuple[list[Row], list[Row]]] = {}
        for one in settle(self.folder, self.entries, self.as_of):
            counted, rejected = rows.setdefault(one.sheet, ([], []))
            if one.fate == "counted":
                counted.append(one.row)
            if one.fate == "rejected" and not one.foreign:
                rejected.append(one.row)
        return rows

    def outside(self, ask: Ask, name: str, team: str = "") -> None:
        """Record that a subject is outside the duty."""
        self.found[ask.rule, ask.kind, name, team] = OUTSIDE

    def rows(self, ask: Ask, own: Row) -> tuple[list[Row], list[Row]]:
        """Return a subject's rows that count for a duty, and the rejected ones that might have."""
        counted, rejected = self._by(ask.ledger, tuple(own)).get(tuple(own.values()), ([], []))
        might = ask.might or ask.counts
        return [row for row in counted if ask.counts(row)], [row for row in rejected if might(row)]

    def _by(self, ledger: str, columns: tuple[str, ...]) -> dict[tuple[object, ...], tuple[list[Row], list[Row]]]:
        """Return the rows of a ledger by what stands in some columns; one that cannot be read there is nobody's own."""
        if (ledger, columns) not in self.sorted:
            found: dict[tuple[object, ...], tuple[list[Row], list[Row]]] = {}
            for kind, rows in enumerate(self.settled.get(ledger, ([], []))):
                for row in rows:
                    if all(row[column] is not UNKNOWN for column in columns):
                        found.setdefault(tuple(row[column] for column in columns), ([], []))[kind].append(row)
            self.sorted[ledger, columns] = found
        return self.sorted[ledger, columns]

    def judge(self, ask: Ask, subject: tuple[str, str], own: Row, measure: Measure, target: Target) -> None:
        """Record the verdict on a subject (name, team or "") whose rows have these values."""
        rows, rejected = self.rows(ask, own)
        figure = None if ask.state and not rows else measure(rows)
        if not rows and rejected:
            found = undetermined("rows-rejected")
        elif figure is None:
            found = undetermined("baseline-missing" if rows else "not-submitted")
        else:
            found = verdict(self.as_of, figure, target)
        self.conclude(ask, subject, found)

    def judge_periods(self, ask: Ask, subject: tuple[str, str], own: Row, periods: Iterable[str], least: int) -> None:
        """Record the verdict on a duty of every month (2022-05) or quarter (2022Q2)."""
        wanted = list(periods)
        rows, rejected = self.rows(ask, own)
        within = [period for period in map(period_of, rows) if period in wanted]
        if not rows and rejected:
            found = undetermined("rows-rejected")
        else:
            ended = [period for period in wanted if last_day(period) <= self.as_of]
            found = period_verdict(ended, len(wanted), lambda period: within.count(period) >= least)
        self.conclude(ask, subject, found)

    def conclude(self, ask: Ask, subject: tuple[str, str], found: Verdict) -> None:
        """Record a verdict, unless nobody has sent what it rests on: then only what is reached already stands."""
        name, team = subject
        key = (ask.rule, ask.kind, name, team)
        sent = self.sent(ask, name, team)
        self.found[key] = found if sent or found.status in ("met", "over") else undetermined("not-submitted")

    def sent(self, ask: Ask, name: str, team: str) -> bool:
        """Whether the ledger has been sent for a subject."""
        if not team:
            return self.folder.supplied(ask.ledger)
        teams = self.teams_of_unit(name) if ask.kind == "unit" and ask.rule not in ("R01.4", "R01.5") else [team]
        return all(self.folder.sent(ask.ledger, one) for one in teams)

    def teams(self) -> list[Row]:
        """Return the rows of 组团名册."""
        return self.folder.rosters["teams"]

    def towns(self) -> list[tuple[str, str]]:
        """Return (town, team) for every key town."""
        return [(str(row["town"]), str(row["team"])) for row in self.teams()]

    def villages(self) -> list[tuple[str, str, str]]:
        """Return (town, village, team) for every key village."""
        return [(str(row["town"]), str(row["village"]), str(row["team"])) for row in self.folder.rosters["villages"]]

    def counties(self) -> list[str]:
        """Return the counties of 组团名册, each once."""
        return list(dict.fromkeys(str(row["county"]) for row in self.teams()))

    def work_groups(self) -> list[Row]:
        """Return the rows of 工作组名册."""
        return self.folder.rosters["work_groups"]

    def unit_rows(self) -> list[Row]:
        """Return the rows of 单位名册."""
        return self.folder.rosters["units"]

    def units(self) -> list[tuple[str, str]]:
        """Return (unit, first team it stands in) once for every unit."""
        first: dict[str, str] = {}
        for row in self.unit_rows():
            first.setdefault(str(row["unit"]), str(row["team"]))
        return list(first.items())

    def teams_of_unit(self, unit: str) -> list[str]:
        """Return every team that a unit stands in."""
        return [str(row["team"]) for row in self.unit_rows() if row["unit"] == unit]

    @cached_property
    def sending_units(self) -> set[object]:
        """The units that send cadres: any of their roster rows says 是."""
        return {row["unit"] for row in self.unit_rows() if row["sends_cadres"] == "是"}

    @cached_property
    def units_with_first_secretary(self) -> set[object]:
        """The units with a 第一书记: any roster row says 是, a blank one saying what its 派出单位 says."""
        return {
            row["unit"]
            for row in self.unit_rows()
            if (row["sends_cadres"] if row["first_secretary"] is None else row["first_secretary"]) == "是"
        }


def period_of(row: Row) -> str:
    """Return the month of a briefing, or the quarter of a return."""
    if "quarter" in row:
        year, quarter = quarter_of(str(row["quarter"]))
        return f"{year}Q{quarter}"
    return f"{day(row['date']):%Y-%m}"


def last_day(period: str) -> date:
    """Return the last day of a month or quarter."""
    month = int(period[5:]) * 3 if period[4] == "Q" else int(period[5:])
    return date(2022, month, monthrange(2022, month)[1])
