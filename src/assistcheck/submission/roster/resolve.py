"""Match the names in a table with the roster; a name that is not there is a fault of its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.submission.fields import Column, NameKind, columns
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.parsed import CellDefect, RowDefect
from assistcheck.submission.roster.roster import Names, Roster
from assistcheck.submission.roster.suggest import closest_matches

_ROSTERS_OF: Mapping[NameKind, frozenset[str]] = {
    "team": frozenset({"teams"}),
    "town": frozenset({"teams"}),
    "county": frozenset({"teams"}),
    "unit": frozenset({"units"}),
    "village": frozenset({"villages"}),
    "work_group": frozenset({"work_groups"}),
    "reporter": frozenset({"teams", "work_groups"}),
    "organiser": frozenset({"work_groups"}),
}
"""The rosters that the names of a kind stand in."""

_FOR_INCOME = "增收项目"
"""The kind of project that is for a village's income."""


@dataclass(slots=True)
class Resolver:
    """Matches names; each distinct text is looked up once."""

    roster: Roster
    duties: Mapping[str, NameKind]
    """Attested duty -> the kind of its subjects."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    unmatched: Counter[str] = field(default_factory=Counter)
    """Roster that nobody supplied -> how many cells hold a name that it may know; they follow from that one cause."""
    _memos: dict[tuple[NameKind, str], Names] = field(default_factory=dict)

    def names(self, kind: NameKind, within: str = "") -> Names:
        """Return the memo for names of a kind (villages: ``within`` a town)."""
        key = (kind, within)
        if key not in self._memos:
            self._memos[key] = Names(self.roster.names(kind, within), self.aliases)
        return self._memos[key]

    def resolve(self, table: LedgerTable) -> None:
        """Replace every name in ``table`` by the roster's; note the faults, and reject the rows they spoil."""
        for column in columns(table.model):
            match column.name_of:
                case None:
                    continue
                case "village":
                    self._villages(table, column)
                case "subject":
                    self._subjects(table, column)
                case kind:
                    self._plain(table, column, kind)

    def _plain(self, table: LedgerTable, column: Column, kind: NameKind) -> None:
        memo = self.names(kind)
        given = table.columns[column.name]
        found = list(map(memo.__getitem__, given))
        if memo.failed and None in found:
            for position, (text, name) in enumerate(zip(given, found, strict=True)):
                if text is not None and name is None:
                    self._unknown(table, position, column, text, kind)
        table.columns[column.name] = found

    def _villages(self, table: LedgerTable, column: Column) -> None:
        given = table.columns[column.name]
        towns = table.columns["town"]
        found: list[str | None] = []
        for position, (town, text) in enumerate(zip(towns, given, strict=True)):
            town_here = town or self._implied_town(table, position)
            name = self.names("village", town_here)[text] if text is not None and town_here else None
            if text is not None and name is None and not self._reject_with_town(table, position, column):
                self._unknown(table, position, column, text, "village", town_here or "")
            found.append(name)
        table.columns[column.name] = found
        if not all(towns):
            self._fill_towns(table)

    def _implied_town(self, table: LedgerTable, position: int) -> str | None:
        """Return the key town of a row's team, where the row names no town."""
        team = table.columns["team"][position] if "team" in table.columns else None
        return None if team is None or self._town_at_fault(table, position) else self.roster.teams[team].town

    def _fill_towns(self, table: LedgerTable) -> None:
        """Give rows with a village but no town the town that their village was looked up in."""
        towns, villages = table.columns["town"], table.columns["village"]
        table.columns["town"] = [
            town or (self._implied_town(table, position) if villages[position] else None) for position, town in enumerate(towns)
        ]

    def _reject_with_town(self, table: LedgerTable, position: int, column: Column) -> bool:
        """Whether a village cannot be looked up because its town is at fault; the town's fault says so."""
        if not self._town_at_fault(table, position):
            return False
        if self._spoils(table, position, column):
            self._reject(table, position)
        return True

    def _subjects(self, table: LedgerTable, column: Column) -> None:
        """Match each subject with the roster's names of its duty's kind."""
        duties, given = table.columns["duty"], table.columns[column.name]
        found: list[str | None] = []
        for position, (duty, text) in enumerate(zip(duties, given, strict=True)):
            kind = self.duties.get(duty) if duty is not None else None
            name = self.names(kind)[text] if kind is not None and text is not None else None
            if duty is not None and kind is None:
                duty_column = next(c for c in columns(table.model) if c.name == "duty")
                near = closest_matches(duty, tuple(self.duties))[:1]
                zh, en = (f"（是否为 {near[0]}？）", f" (perhaps {near[0]}?)") if near else ("", "")
                expected = LocalizedText(f"任务清单中的编号，如 R09.1{zh}", f"the id of an attested duty, such as R09.1{en}")
                self._note(table, position, duty_column, RowDefect("duty", CellDefect("bad-choice", expected), duty))
            elif kind is not None and text is not None and name is None:
                self._unknown(table, position, column, text, kind)
            found.append(name)
        table.columns[column.name] = found

    def _unknown(self, table: LedgerTable, position: int, column: Column, text: str, kind: NameKind, within: str = "") -> None:
        if missing := self.roster.missing & _ROSTERS_OF.get(kind, frozenset()):
            self.unmatched.update(missing)
            if self._spoils(table, position, column):
                self._reject(table, position)
            return
        near = closest_matches(text, self.roster.names(kind, within))
        expected = LocalizedText(
            f"名册中的名称（是否为 {'、'.join(near)}？）", f"a name of the roster (perhaps {', '.join(near)}?)"
        )
        fault = CellDefect("unknown-name", expected if near else untranslated(""))
        self._note(table, position, column, RowDefect(column.name, fault, text))

    def _note(self, table: LedgerTable, position: int, column: Column, fault: RowDefect) -> None:
        part, local = table.part_at(position)
        table.parts[part].faults.setdefault(local, []).append(fault)
        if self._spoils(table, position, column):
            self._reject(table, position)

    def _spoils(self, table: LedgerTable, position: int, column: Column) -> bool:
        needed = column.required_when
        return column.required or column.spoils or (needed is not None and table.columns[needed[0]][position] == needed[1])

    def _reject(self, table: LedgerTable, position: int) -> None:
        part, local = table.part_at(position)
        table.parts[part].rejected.add(local)

    def _town_at_fault(self, table: LedgerTable, position: int) -> bool:
        """Whether the town of a row cannot be used; a mark for nothing is as good as a blank."""
        part, local = table.part_at(position)
        faults = table.parts[part].faults.get(local, [])
        return any(one.column == "town" and one.fault.code != "placeholder" for one in faults)


def foreign_rows(table: LedgerTable, part: int, team: str | None, resolver: Resolver) -> Iterator[tuple[int, str, str]]:
    """Yield the rows of a part that are another team's: their position, the column that tells so, and whose they should be.

    ``team``: the one whose workbook it is, if any. A project for a village's income is the village's team's in any workbook.
    """
    strangers = dict.fromkeys(_strangers(table, part, team, resolver)) if team and table.model.sheet.owner else {}
    for position in strangers:
        yield position, table.model.sheet.owner, team or ""
    if table.id != "industry_projects":
        return
    span = table.span(part)
    cells = [table.columns[name][span.start : span.stop] for name in ("kind", "team", "town", "village")]
    villages = resolver.roster.villages
    elsewhere = {
        one
        for one in set(zip(*cells, strict=True))
        if one[0] == _FOR_INCOME and one[1] and villages.get(one[2:], one[1]) != one[1]
    }
    for position, said in zip(span, zip(*cells, strict=True), strict=True) if elsewhere else ():
        if said in elsewhere and position not in strangers:
            yield position, "village", said[1]


def _strangers(table: LedgerTable, part: int, team: str, resolver: Resolver) -> Iterator[int]:
    """Yield the positions of a part's rows whose owner belongs to other teams than ``team``."""
    owner = table.model.sheet.owner
    column = next(c for c in columns(table.model) if c.name == owner)
    for position in table.span(part):
        name = table.columns[owner][position]
        kind = column.name_of
        if kind == "subject":
            kind = resolver.duties.get(table.columns["duty"][position])
        teams = resolver.roster.teams_of(kind, name) if kind and name else ()
        if teams and team not in teams:
            yield position
