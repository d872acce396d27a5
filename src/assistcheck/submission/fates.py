"""What happens to each row: rejected, out of period, future, duplicate, double claim, or counted, in that order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from assistcheck.language import Say
from assistcheck.problems import Problem
from assistcheck.programme import Programme, quarter_end
from assistcheck.submission.accounts import Fate
from assistcheck.submission.fields import columns
from assistcheck.submission.roster import Roster
from assistcheck.submission.table import Table
from assistcheck.workbook.values import as_text

_LATEST = date.max


def settle_fates(table: Table, programme: Programme, roster: Roster, as_of: date) -> Iterator[Problem]:
    """Give every row that still counts its fate, and yield the problems of those that then do not.

    Superseded and rejected rows have theirs already.
    """
    yield from _by_time(table, programme, as_of)
    vouchers = table.columns["voucher"] if table.model.sheet.voucher else []
    written = [voucher for voucher in vouchers if voucher is not None]
    repeated = len(set(written)) < len(written)
    if repeated or len(written) < len(table):  # else each row is known by a voucher of its own
        yield from _duplicates(table, roster)
    if repeated:
        yield from _double_claims(table, roster)


# --- in time ------------------------------------------------------------------------------------


def _by_time(table: Table, programme: Programme, as_of: date) -> Iterator[Problem]:
    judge = timing(table, programme, as_of)
    if judge is None:
        return
    column, fate_of = judge
    values = table.columns[column]
    late = {value: fate for value in set(values) if value is not None and (fate := fate_of(value)) != "counted"}
    if not late:
        return
    for position, value in enumerate(values):
        if value in late and table.fates[position] == "counted":
            fate = table.fates[position] = late[value]
            code = "future-date" if fate == "future" else "out-of-period"
            yield Problem(code, table.place(position, column), str(value), _in_time(programme, as_of, fate))


def _in_time(programme: Programme, as_of: date, fate: Fate) -> Say:
    if fate == "future":
        return Say(f"不晚于 {as_of}", f"not after {as_of}")
    return Say(f"{programme.year} 年度之内", f"within {programme.year}")


def timing(table: Table, programme: Programme, as_of: date) -> tuple[str, Callable[[Any], Fate]] | None:
    """Return the column that dates a row, and the fate that each of its values means."""
    first, last = programme.first_day, programme.last_day

    def dated(day: date) -> Fate:
        return "out-of-period" if not first <= day <= last else "future" if day > as_of else "counted"

    def attested(day: date) -> Fate:
        return "out-of-period" if day > last else "future" if day > as_of else "counted"

    def of_year(year: int) -> Fate:
        return "counted" if year == programme.year else "out-of-period"

    def of_years(year: int) -> Fate:
        in_period = programme.year <= year <= programme.last_due.year
        return "out-of-period" if not in_period else "future" if year > as_of.year else "counted"

    def of_quarter(quarter: str) -> Fate:
        return of_year(quarter_end(quarter).year)

    match table.model.sheet.when:
        case "date":
            return "date", dated
        case "attested":
            return "date", attested
        case "year":
            return "year", of_year
        case "years":
            return "year", of_years
        case "quarter":
            return "quarter", of_quarter
        case "none":
            return None


# --- the same evidence --------------------------------------------------------------------------


def _duplicates(table: Table, roster: Roster) -> Iterator[Problem]:
    keys = _identities(table, roster)
    if len(set(keys)) == len(keys):
        return
    standing: dict[Hashable, int] = {}
    for position in table.standing():
        other = standing.setdefault(keys[position], position)
        if other == position:
            continue
        first, second = sorted((other, position), key=lambda at: _precedence(table, at))
        standing[keys[position]] = first
        if table.model.sheet.roster and any(column[first] != column[second] for column in table.columns.values()):
            table.fates[second] = "rejected"
            yield Problem("conflicting-row", table.place(second), _evidence(table, second), _standing(table, first))
            continue
        table.fates[second] = "duplicate"
        yield Problem("duplicate-row", table.place(second), _evidence(table, second), _kept(table, first))


def _identities(table: Table, roster: Roster) -> list[Hashable]:
    """Return what the evidence of each row is known by: its voucher within a team, its identity, or the whole row."""
    sheet = table.model.sheet
    names = sheet.identity or tuple(table.columns)
    if not sheet.voucher:
        return list(zip(*(table.columns[name] for name in names), strict=True))
    whole = list(table.columns.values())
    teams = _claimants(table, roster)
    return [
        (team, voucher) if voucher is not None else tuple(column[position] for column in whole)
        for position, (team, voucher) in enumerate(zip(teams, table.columns["voucher"], strict=True))
    ]


def _precedence(table: Table, position: int) -> tuple[bool, date, tuple[str, ...], tuple[int, int]]:
    """Order rows of equal evidence: the earliest date, then the cells as text, then (alike to the letter) the place.

    A row without its number, which is merged over several, comes last.
    """
    lacking = any(table.columns[one.name][position] is None for one in columns(table.model) if one.required)
    cells = tuple(cell_text(column[position]) for name, column in table.columns.items() if name != "date")
    day = table.columns["date"][position] if "date" in table.columns else None
    return lacking, day or _LATEST, cells, table.part_at(position)


def cell_text(value: Any) -> str:  # noqa: ANN401 - a value of any column
    """Return a value as text for ordering: equal values have equal texts."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "、".join(value) if isinstance(value, tuple) else str(value)


def _evidence(table: Table, position: int) -> str:
    """Return what the evidence of a row is known by, for a message."""
    names = table.model.sheet.identity or tuple(table.columns)
    return as_text(" | ".join(filter(None, (cell_text(table.columns[name][position]) for name in names))))


def _standing(table: Table, position: int) -> Say:
    place = table.place(position)
    return Say(
        f"每个名称只有一种内容（现以 {place.path}《{place.sheet}》第 {place.row} 行为准）",
        f"one thing said of one name (what stands: {place.path}, {place.sheet}, row {place.row})",
    )


def _kept(table: Table, position: int) -> Say:
    place = table.place(position)
    return Say(
        f"每项佐证一行（已计 {place.path}《{place.sheet}》第 {place.row} 行）",
        f"one row for one evidence (counted: {place.path}, {place.sheet}, row {place.row})",
    )


# --- one voucher, two teams ---------------------------------------------------------------------


def _claimants(table: Table, roster: Roster) -> list[str | None]:
    """Return the team that each row is claimed by: the row's team, or that of the town it went to."""
    if "team" in table.columns:
        return table.columns["team"]
    return [roster.towns.get(town) for town in table.columns["town"]]


def _double_claims(table: Table, roster: Roster) -> Iterator[Problem]:
    claims: dict[str, list[int]] = {}
    for position in table.standing():
        if (voucher := table.columns["voucher"][position]) is not None:
            claims.setdefault(voucher, []).append(position)
    order = {team: number for number, team in enumerate(roster.teams)}
    dates, teams = table.columns["date"], _claimants(table, roster)
    for voucher, positions in claims.items():
        first, *others = sorted(positions, key=lambda at: (dates[at], order[teams[at] or ""]))
        for position in others:
            table.fates[position] = "double-claim"
            yield Problem("double-claim", table.place(position, "voucher"), voucher, _claimed(table, teams[first], first))


def _claimed(table: Table, team: str | None, position: int) -> Say:
    place = table.place(position)
    return Say(
        f"一个组团的凭证（{team} 已在 {place.path}《{place.sheet}》第 {place.row} 行申报）",
        f"the voucher of one team (claimed by {team}: {place.path}, {place.sheet}, row {place.row})",
    )
