"""The roster sheets of all workbooks to one roster, with the accounts of their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistcheck.calendar import ProgrammeYear
from assistcheck.problems import Problem
from assistcheck.submission.fields import NameKind, Row
from assistcheck.submission.ledger_table import LedgerTable, join_parts
from assistcheck.submission.models import ROSTERS, Team, Unit, Village
from assistcheck.submission.parsed import ParsedSheet, ParsedWorkbook
from assistcheck.submission.roster.conflicts import named, reject_rivals
from assistcheck.submission.roster.resolve import Resolver
from assistcheck.submission.roster.roster import GroupEntry, Roster, TeamEntry, UnitEntry
from assistcheck.submission.row_classification import classify_rows


@dataclass(slots=True)
class RosterResult:
    """The roster, the tables it was drawn from, and the problems found on the way."""

    roster: Roster
    tables: dict[str, LedgerTable] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def build_roster(
    books: Sequence[ParsedWorkbook],
    superseded: Mapping[int, ParsedWorkbook],
    programme: ProgrammeYear,
    aliases: Mapping[str, str],
) -> RosterResult:
    """Draw the roster from the roster file where one is given, else from every workbook that counts."""
    given = any(book.roster_only for book in books)
    sources = [book for book in books if (book.roster_only or not given) and id(book) not in superseded]
    enrolment = RosterResult(Roster(programme.name, programme.cities))
    missing = frozenset(model.sheet.id for model in ROSTERS if not any(part.rows for part in _parts(sources, model)))
    for model in ROSTERS:
        table = join_parts(model, _parts(sources, model))
        if table.parts:
            enrolment.tables[table.id] = table
        _settle(table, enrolment, programme, aliases)
        enrolment.roster = _with_sheet(enrolment.roster, table)._replace(missing=missing)
    return enrolment


def _parts(books: Sequence[ParsedWorkbook], model: type[Row]) -> list[ParsedSheet]:
    return [sheet for book in books for sheet in book.sheets if sheet.model is model and sheet.usable]


def _settle(table: LedgerTable, enrolment: RosterResult, programme: ProgrammeYear, aliases: Mapping[str, str]) -> None:
    Resolver(enrolment.roster, {}, aliases).resolve(table)
    for number, part in enumerate(table.parts):
        for local in part.rejected:
            table.fates[table.starts[number] + local] = "rejected"
    reject_rivals(table, enrolment.tables.get("teams"))
    enrolment.problems += classify_rows(table, programme, enrolment.roster, date.max)


def _with_sheet(roster: Roster, table: LedgerTable) -> Roster:
    """Return ``roster`` with what the rows of one roster sheet say; whom only rejected rows name is ``doubtful``."""
    doubtful = set(roster.doubtful)

    def rows(kind: NameKind, *key: str) -> Iterator[dict[str, Any]]:
        for name, at, stands in named(table, key):
            if not stands:
                doubtful.add((kind, *map(str, name)))
            yield {column: cells[at] for column, cells in table.columns.items()}

    if table.model is Team:
        teams = {
            r["team"]: TeamEntry(r["team"], r["city"] or "", r["county"] or "", r["town"] or "") for r in rows("team", "team")
        }
        towns = {r["town"]: r["team"] or "" for r in rows("town", "town")}
        counties = {r["county"]: r["city"] or "" for r in rows("county", "county")}
        grown = roster._replace(teams=teams, towns=towns, counties=counties)
    elif table.model is Unit:
        grown = _with_units(roster, table, [*rows("unit", "unit", "team")], [r["unit"] for r in rows("unit", "unit")])
    elif table.model is Village:
        villages = {
            (r["town"], r["village"]): roster.towns.get(r["town"]) or r["team"] or ""
            for r in rows("village", "town", "village")
        }
        villages_in: dict[str, tuple[str, ...]] = {}
        for town, village in villages:
            villages_in[town] = (*villages_in.get(town, ()), village)
        grown = roster._replace(villages=villages, villages_in=villages_in)
    else:
        groups = {
            r["work_group"]: GroupEntry(r["work_group"], r["level"] or "", r["city"] or "", r["county"])
            for r in rows("work_group", "work_group")
        }
        grown = roster._replace(groups=groups)
    return grown._replace(doubtful=frozenset(doubtful))


def _with_units(roster: Roster, table: LedgerTable, rows: list[dict[str, Any]], names: list[str]) -> Roster:
    """Return ``roster`` with its units: ``rows`` are those of each unit and team, ``names`` all that are named."""
    held: dict[str, frozenset[str]] = {}
    sending: set[str] = set()
    secretaries: set[str] = set()
    units, teams, kinds, sends, firsts = (
        table.columns[name] for name in ("unit", "team", "kind", "sends_cadres", "first_secretary")
    )
    for at in table.counted_rows():
        held[teams[at]] = held.get(teams[at], frozenset()) | {kinds[at]}
        sending |= {units[at]} if sends[at] == "是" else set()
        secretaries |= {units[at]} if (firsts[at] or sends[at]) == "是" else set()
    in_teams: dict[str, dict[str, str]] = {name: {} for name in names}
    for row in rows:
        in_teams[row["unit"]][row["team"]] = row["kind"] or ""
    rejected = [at for at, fate in enumerate(table.fates) if fate == "rejected"]
    return roster._replace(
        units={name: UnitEntry(name, of, name in sending, name in secretaries) for name, of in in_teams.items()},
        kinds=held,
        unsettled=frozenset(teams[at] for at in rejected) - {None},
        unsettled_units=frozenset(units[at] for at in rejected) - {None},
    )
