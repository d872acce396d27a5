"""The roster sheets of all workbooks to one roster, with the accounts of their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assistcheck.problems import Problem
from assistcheck.programme import Programme
from assistcheck.submission.data import BookData, SheetData
from assistcheck.submission.fates import settle_fates
from assistcheck.submission.fields import Row
from assistcheck.submission.models import ROSTERS, Team, Unit, Village
from assistcheck.submission.resolve import Resolver
from assistcheck.submission.roster import GroupEntry, Roster, TeamEntry, UnitEntry
from assistcheck.submission.table import Table, join_parts


@dataclass(slots=True)
class Enrolment:
    """The roster, the tables it was drawn from, and the problems found on the way."""

    roster: Roster
    tables: dict[str, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def enrol(
    books: Sequence[BookData], superseded: Mapping[int, BookData], programme: Programme, aliases: Mapping[str, str]
) -> Enrolment:
    """Draw the roster from the roster file where one is given, else from every workbook that counts."""
    given = any(book.roster_only for book in books)
    sources = [book for book in books if (book.roster_only or not given) and id(book) not in superseded]
    enrolment = Enrolment(Roster(programme.name, programme.cities))
    missing = frozenset(model.sheet.id for model in ROSTERS if not _parts(sources, model))
    for model in ROSTERS:
        table = join_parts(model, _parts(sources, model))
        if model.sheet.id not in missing:
            enrolment.tables[table.id] = table
        _settle(table, enrolment, programme, aliases)
        enrolment.roster = _grown(enrolment.roster, table, missing)
    return enrolment


def _parts(books: Sequence[BookData], model: type[Row]) -> list[SheetData]:
    return [sheet for book in books for sheet in book.sheets if sheet.model is model and sheet.usable]


def _settle(table: Table, enrolment: Enrolment, programme: Programme, aliases: Mapping[str, str]) -> None:
    Resolver(enrolment.roster, {}, aliases).resolve(table)
    for number, part in enumerate(table.parts):
        for local in part.rejected:
            table.fates[table.starts[number] + local] = "rejected"
    enrolment.problems += settle_fates(table, programme, enrolment.roster, date.max)


def _grown(roster: Roster, table: Table, missing: frozenset[str]) -> Roster:
    """Return ``roster`` with the counted rows of one roster sheet added."""
    names = list(table.columns)
    rows = [dict(zip(names, (table.columns[name][at] for name in names), strict=True)) for at in table.standing()]
    roster = roster._replace(missing=missing)
    if table.model is Team:
        teams = {r["team"]: TeamEntry(r["team"], r["city"], r["county"], r["town"]) for r in rows}
        towns: dict[str, str] = {}
        for r in rows:
            towns.setdefault(r["town"], r["team"])
        return roster._replace(teams=teams, towns=towns, counties={r["county"]: r["city"] for r in rows})
    if table.model is Unit:
        kinds: dict[str, frozenset[str]] = {}
        for r in rows:
            kinds[r["team"]] = kinds.get(r["team"], frozenset()) | {r["kind"]}
        rejected = (at for at, fate in enumerate(table.fates) if fate == "rejected")
        unsettled = frozenset(table.columns["team"][at] for at in rejected) - {None}
        return roster._replace(units=_units(rows), kinds=kinds, unsettled=unsettled)
    if table.model is Village:
        villages_in: dict[str, tuple[str, ...]] = {}
        for r in rows:
            villages_in[r["town"]] = (*villages_in.get(r["town"], ()), r["village"])
        return roster._replace(villages={(r["town"], r["village"]): r["team"] for r in rows}, villages_in=villages_in)
    groups = {r["work_group"]: GroupEntry(r["work_group"], r["level"], r["city"], r["county"]) for r in rows}
    return roster._replace(groups=groups)


def _units(rows: list[dict[str, str]]) -> dict[str, UnitEntry]:
    units: dict[str, UnitEntry] = {}
    for row in rows:
        sends = row["sends_cadres"] == "是"
        secretary = (row["first_secretary"] or row["sends_cadres"]) == "是"
        known = units.get(row["unit"], UnitEntry(row["unit"], {}, sends_cadres=False, first_secretary=False))
        kinds = {**known.kinds, row["team"]: row["kind"]}
        units[row["unit"]] = UnitEntry(row["unit"], kinds, known.sends_cadres or sends, known.first_secretary or secretary)
    return units
