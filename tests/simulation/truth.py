"""How every duty stands, by a small model of its own: seven duties, each with a simple truth."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from .rows import ATTESTED, Row, Version
from .world import Team
from .year import Week, Year

YEAR_END = date(2022, 12, 31)
RULES = ("R01.5", ATTESTED, "R04.3", "R05.2", "R05.4", "R07.4", "R11.3")
Key = tuple[str, str, str]
"""Rule, kind and name of the subject."""


class Verdict(NamedTuple):
    """How one duty stands."""

    status: str
    value: Fraction | None = None
    gap: Fraction | None = None
    missing: tuple[str, ...] = ()
    is_due: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody has to act: short, behind, or due and not to be judged."""
        return self.status in {"shortfall", "behind"} or (self.status == "undetermined" and self.is_due)


class Setting(NamedTuple):
    """What a verdict follows from, each of which may change by itself."""

    version: Version | None
    """The workbook that counts."""
    day: date
    readings: Mapping[str, str]
    fresh: frozenset[Row] = frozenset()
    """Rows that were not there before: that they lie after the day before is not the time's doing."""
    fresh_day: date = date.min
    """The day by which these count."""

    def counts(self, row: Row) -> bool:
        """Whether a row counts, as far as its date goes."""
        return row.counts_on(self.fresh_day if row in self.fresh else self.day)


def setting_of(week: Week, team: Team) -> Setting:
    """Return what the verdicts on a team follow from in a week."""
    file = week.counting(team)
    return Setting(file.version if file else None, week.day, week.readings)


def verdicts(team: Team, week: Week) -> dict[Key, Verdict]:
    """Return how every duty of a team, its units and its villages stands in a week."""
    found = unexcused(team, setting_of(week, team))
    return {key: excused(one, used(key, one, week)) for key, one in found.items()}


def all_verdicts(year: Year, week: Week) -> dict[Key, Verdict]:
    """Return how every duty of everybody stands in a week."""
    return {key: found for team in year.teams for key, found in verdicts(team, week).items()}


def unexcused(team: Team, setting: Setting) -> dict[Key, Verdict]:
    """Return how every duty would stand without waivers."""
    return dict(_judged(team, setting))


def _judged(team: Team, setting: Setting) -> Iterator[tuple[Key, Verdict]]:
    sums = _Sums(setting)
    media = _titles if setting.readings.get("R05.2") else _number
    yield ("R05.2", "team", team.name), sums.paced("media_reports", lambda row: row["level"] != "县级以下", media, 4)
    yield ("R11.3", "team", team.name), sums.paced("purchases", lambda row: row["origin"] != "广州", _amount, 300_000)
    yield ("R05.4", "team", team.name), sums.monthly("briefings", lambda row: "驻市县工作组" in str(row["recipients"]))
    done = sums.once("attestations", lambda row: row["state"] == "已完成" and row["evidence"] is not None)
    yield (ATTESTED, "team", team.name), done
    for unit in team.units:
        paid = sums.paced(
            "visits", lambda row, name=unit.name: row["unit"] == name and row["role"] == "分管负责同志", _number, 2
        )  # type: ignore[misc]
        yield ("R01.5", "unit", unit.name), paid
        yield ("R04.3", "unit", unit.name), sums.share(unit.name) if unit.sends else Verdict("not_applicable")
    for village in team.villages:
        donors = {unit.name for unit in team.donors}
        given = sums.paced(
            "donations",
            lambda row, village=village, donors=donors: row["village"] == village and row["unit"] in donors,  # type: ignore[misc]
            _amount,
            100_000,
            exact=True,
        )
        yield ("R07.4", "village", f"{team.town}/{village}"), given if donors else Verdict("not_applicable")


Passes = Callable[[Row], bool]
Figure = Callable[[Collection[Row]], Fraction]


def _number(rows: Collection[Row]) -> Fraction:
    return Fraction(len(rows))


def _titles(rows: Collection[Row]) -> Fraction:
    return Fraction(len({row["title"] for row in rows}))


def _amount(rows: Collection[Row]) -> Fraction:
    return sum((Fraction(int(str(row["amount"]))) for row in rows), Fraction(0))


class _Sums:
    """The figures of one workbook on one day."""

    def __init__(self, setting: Setting) -> None:
        self.setting, self.version, self.day = setting, setting.version, setting.day
        self.is_due = setting.day >= YEAR_END

    def rows(self, ledger: str, passes: Passes) -> list[Row] | None:
        """Return the rows that count; ``None`` where nothing can be said: nothing sent, or the only rows are spoilt."""
        if self.version is None:
            return None
        own = [row for row in self.version.of(ledger) if passes(row)]
        counted = [row for row in own if self.setting.counts(row)]
        return None if not counted and any(row.is_rejected for row in own) else counted

    def paced(self, ledger: str, passes: Passes, figure: Figure, target: int, *, exact: bool = False) -> Verdict:
        """Return a duty that is owed evenly over the quarters."""
        rows = self.rows(ledger, passes)
        if rows is None:
            return Verdict("undetermined", is_due=self.is_due)
        value = figure(rows)
        pace = Fraction(target * ((self.day.month - 1) // 3 + 1), 4)
        behind = value < (pace if exact or target > 100 else pace // 1)
        status = "met" if value >= target else "shortfall" if self.is_due else "behind" if behind else "on_pace"
        return Verdict(status, value, max(Fraction(0), target - value), is_due=self.is_due)

    def once(self, ledger: str, passes: Passes) -> Verdict:
        """Return a duty that is done or not."""
        rows = self.rows(ledger, passes)
        if rows is None:
            return Verdict("undetermined", is_due=self.is_due)
        return self._unpaced(Fraction(len(rows)), Fraction(1))

    def share(self, unit: str) -> Verdict:
        """Return a duty on what a unit has paid of its ceiling; without its row nothing can be said."""
        rows = self.version.of("safeguards") if self.version else []
        mine = next((row for row in rows if row["unit"] == unit), None)
        if mine is None:
            return Verdict("undetermined", is_due=self.is_due)
        return self._unpaced(Fraction(int(str(mine["funds_paid"])), int(str(mine["funds_ceiling"]))), Fraction(6, 10))

    def monthly(self, ledger: str, passes: Passes) -> Verdict:
        """Return a duty of every month from March on."""
        ended = [f"2022-{month:02}" for month in range(3, 13) if date(2022, month, monthrange(2022, month)[1]) <= self.day]
        rows = self.rows(ledger, passes)
        if rows is None:
            return Verdict("undetermined", is_due=bool(ended))
        told = {str(row["date"])[:7] for row in rows}
        missing = tuple(month for month in ended if month not in told)
        status = "shortfall" if missing else "not_due" if not ended else "met" if len(ended) == 10 else "on_pace"
        return Verdict(status, Fraction(len(ended) - len(missing)), Fraction(len(missing)), missing, is_due=bool(ended))

    def _unpaced(self, value: Fraction, target: Fraction) -> Verdict:
        status = "met" if value >= target else "shortfall" if self.is_due else "not_due"
        return Verdict(status, value, max(Fraction(0), target - value), is_due=self.is_due)


Periods = frozenset[str | None]
"""The periods that waivers excuse; ``None``: the whole duty."""


def used(key: Key, found: Verdict, week: Week) -> Periods:
    """Return what waivers excuse of a duty in a week: those that have not expired, of what is not done anyway."""
    if found.status in {"met", "over", "not_applicable"}:
        return frozenset()
    valid = [one for one in week.excuses if (one.rule, one.subject) == (key[0], key[2]) and one.expires >= week.day]
    return frozenset(one.period for one in valid if one.period is None or one.period in found.missing)


def last_day(key: Key, period: str | None, week: Week) -> date:
    """Return until when a duty, or a period of it, is excused by what is on record in a week."""
    return max(one.expires for one in week.excuses if (one.rule, one.subject, one.period) == (key[0], key[2], period))


def shows(period: str | None, found: Verdict) -> bool:
    """Whether a waiver would excuse something of a verdict: what is open, or a month that lacks its number."""
    return period in found.missing if period else found.status not in {"met", "over", "not_applicable"}


def excused(found: Verdict, periods: Periods) -> Verdict:
    """Return a verdict as waivers leave it: what is met stays met."""
    if found.status in {"met", "over", "not_applicable"}:
        return found
    if None in periods:
        return found._replace(status="waived")
    left = tuple(month for month in found.missing if month not in periods)
    if found.missing and not left:
        return found._replace(status="waived", missing=())
    return found._replace(missing=left, gap=Fraction(len(left))) if left != found.missing else found


def counted(found: Iterable[Verdict]) -> dict[str, int]:
    """Return how many verdicts have each status."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one.status] = counts.get(one.status, 0) + 1
    return counts
