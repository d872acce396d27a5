"""Folders of workbooks: what each declares and holds, and which of them count, by the words of the format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from .cells import UNKNOWN, Names, folded, is_blank
from .tables import CITIES, PROGRAMME, ROSTERS, Row

REPORTER, UNTIL = "填报主体", "统计截止"


@dataclass
class Book:
    """One workbook: its sheets as the cells that stand in them, and what tells it from another of its team."""

    path: str
    sheets: dict[str, list[Row]]
    declared: list[tuple[str, object]] = field(default_factory=list)
    """The lines of 填报信息."""
    modified: datetime | None = None
    digest: str = ""
    """The SHA-256 of the file, once it is written."""
    merged: list[tuple[str, str, int, int]] = field(default_factory=list)
    """Numbers merged over several rows: sheet, column, first and last row."""

    def evidence(self) -> bool:
        """Whether it holds a row of any ledger."""
        return any(rows for name, rows in self.sheets.items() if name not in ROSTERS)

    def until(self) -> date:
        """Return its 统计截止; one that is blank or cannot be read comes before any other."""
        days = [value for item, value in self.declared if item == UNTIL]
        return days[0] if days and isinstance(days[0], date) else date.min

    def rank(self) -> tuple[date, str, str]:
        """Order two workbooks of one team: the larger one counts."""
        return self.until(), self.modified.isoformat() if self.modified else "", self.digest


@dataclass
class Folder:
    """Workbooks of one run, those of the rosters apart, and the spellings recorded for it."""

    books: list[Book]
    rosters: dict[str, list[Row]]
    """Whatever workbook they stand in."""
    aliases: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def names(self) -> Names:
        """What a name can mean."""
        column = {
            (sheet, name): frozenset(str(row[name]) for row in rows if row[name] is not None)
            for sheet, rows in self.rosters.items()
            for name in ROSTERS[sheet].columns
        }
        teams, towns = column["teams", "team"], column["teams", "town"]
        units, groups, counties = column["units", "unit"], column["work_groups", "work_group"], column["teams", "county"]
        known = {"team": teams, "unit": units, "town": towns, "city": frozenset(CITIES), "county": counties}
        known |= {"reporter": teams | groups, "organiser": groups | {PROGRAMME}}
        known["subject"] = teams | units | towns | groups | counties | {PROGRAMME, *CITIES}
        villages = frozenset((row["town"], row["village"]) for row in self.rosters["villages"])
        town_of = {str(row["team"]): str(row["town"]) for row in self.rosters["teams"]}
        return Names(known, villages, town_of, self.aliases)

    def team_of(self, book: Book) -> str | None:
        """Return the team that a workbook names; None for 东莞市, nobody, a name that no roster knows, and two teams."""
        said = {folded(str(value)) for item, value in book.declared if item == REPORTER and not is_blank(value)}
        found = {self.names.named("team", text) for text in said}
        named = {str(name) for name in found if name is not UNKNOWN}
        return named.pop() if len(named) == 1 else None

    def silent(self, book: Book) -> bool:
        """Whether a workbook says nothing at all: an empty template, with rosters or without."""
        return not book.evidence() and all(is_blank(value) for item, value in book.declared if item == REPORTER)

    @cached_property
    def speakers(self) -> dict[str, Book]:
        """The workbook that counts for each team that has sent one."""
        found: dict[str, Book] = {}
        for book in self.books:
            team = self.team_of(book)
            if team is not None and (team not in found or book.rank() > found[team].rank()):
                found[team] = book
        return found

    def superseded(self, book: Book) -> bool:
        """Whether another workbook of its team counts in its place."""
        team = self.team_of(book)
        return team is not None and self.speakers[team] is not book

    def supplied(self, sheet: str) -> bool:
        """Whether anybody has sent this ledger: what the programme, cities, counties and work groups are judged on."""
        return any(sheet in book.sheets for book in self.books if not self.silent(book) and not self.superseded(book))

    def sent(self, sheet: str, team: str) -> bool:
        """Whether a team has sent this ledger: its workbook, or, while nobody names a team, anybody's."""
        if self.speakers:
            return team in self.speakers and sheet in self.speakers[team].sheets
        return self.supplied(sheet)
