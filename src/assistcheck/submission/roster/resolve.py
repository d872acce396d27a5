"""Match the names in a table with the roster; a name that is not there is a fault of its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assistcheck.equal_problems import MOST_KINDS
from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.schema import Column
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.roster.roster import Names, Roster
from assistcheck.submission.sheet_faults import CellDefect
from assistcheck.suggest import closest_matches

_NOT_IN_ROSTER = CellDefect("unknown-name")
_Unknown = tuple[int, str, tuple[str, ...], tuple[str, ...]]
"""A name that was not found: its position, its text, the kinds it may be of, and what it was looked up within."""


@dataclass(slots=True)
class Resolver:
    """Matches names; each distinct text is looked up once."""

    roster: Roster
    duties: Mapping[str, str]
    """Attested duty -> the kind of its subjects."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    any_case: bool = False
    """Whether names count in any case."""
    unmatched: Counter[str] = field(default_factory=Counter)
    """Roster that nobody supplied -> how many cells hold a name that it may know; they follow from that one cause."""
    _memos: dict[tuple[tuple[str, ...], tuple[str, ...]], Names] = field(default_factory=dict)
    _suggested: dict[tuple[str, tuple[str, ...], tuple[str, ...]], tuple[str, ...]] = field(default_factory=dict)

    def names(self, kinds: tuple[str, ...], within: tuple[str, ...] = ()) -> Names:
        """Return the memo for names of ``kinds`` (of a kind of several columns: ``within`` what stands in the others)."""
        key = (kinds, within)
        if key not in self._memos:
            self._memos[key] = Names(self.roster.names(kinds, within), self.aliases, any_case=self.any_case)
        return self._memos[key]

    def resolve(self, table: LedgerTable) -> None:
        """Replace every name in ``table`` by the roster's; note the faults, and reject the rows they spoil."""
        for column in self._in_order(table.sheet.columns):
            if column.names == ("subject",):
                self._subjects(table, column)
            elif len(column.names) == 1 and len(self.roster.kind(column.names[0]).key) > 1:
                self._parts(table, column)
            elif column.names:
                self._plain(table, column)

    def _in_order(self, columns: Sequence[Column]) -> Iterator[Column]:
        """Yield columns in their order, but the last part of a name after its first ones, within which it is looked up."""
        waiting = [*columns]
        while waiting:
            left = {column.name for column in waiting}
            at = next((at for at, one in enumerate(waiting) if left.isdisjoint(self._parents(one))), 0)
            yield waiting.pop(at)

    def _parents(self, column: Column) -> tuple[str, ...]:
        """Return the columns that a name is given together with."""
        return self.roster.kind(column.names[0]).key[:-1] if len(column.names) == 1 and column.names != ("subject",) else ()

    def _plain(self, table: LedgerTable, column: Column) -> None:
        memo = self.names(column.names)
        given = table.columns[column.name]
        found = list(map(memo.__getitem__, given))
        if memo.failed and None in found:
            unknown = [at for at, name in enumerate(found) if name is None and given[at] is not None]
            self._unknown(table, column, [(at, given[at], column.names, ()) for at in unknown])
        table.columns[column.name] = found

    def _parts(self, table: LedgerTable, column: Column) -> None:
        """Match the last part of names of several columns, such as a village, within what stands in the others."""
        parents = self.roster.kind(column.names[0]).key[:-1]
        given, implied = table.columns[column.name], self._implying(table, parents)
        found: list[str | None] = []
        unknown: list[_Unknown] = []
        for position, text in enumerate(given):
            within = self._within(table, position, parents, implied)
            name = self.names(column.names, within)[text] if text is not None and within else None
            if text is not None and name is None and not self._reject_with_parent(table, position, column, parents):
                unknown.append((position, text, column.names, within))
            found.append(name)
        self._unknown(table, column, unknown)
        table.columns[column.name] = found
        if implied and not all(table.columns[parents[0]]):
            self._fill(table, parents, implied, found)

    def _implying(self, table: LedgerTable, parents: tuple[str, ...]) -> Column | None:
        """Return the column whose name tells what a blank parent is: a row's team tells its town."""
        if len(parents) > 1:
            return None
        for column in table.sheet.columns:
            if len(column.names) == 1 and parents[0] in self.roster.kind(column.names[0]).belongs_to:
                kind = self.roster.kind(column.names[0])
                if not kind.several and len(kind.key) == 1 and column.name not in parents:
                    return column
        return None

    def _within(self, table: LedgerTable, position: int, parents: tuple[str, ...], implied: Column | None) -> tuple[str, ...]:
        """Return what the last part of a name is looked up within; nothing where that cannot be told."""
        texts = tuple(table.columns[parent][position] for parent in parents)
        if all(texts):
            return texts
        name = table.columns[implied.name][position] if implied else None
        if implied is None or name is None or self._parent_at_fault(table, position, parents):
            return ()
        member = self.roster.of(implied.names[0]).get((name,))
        found = member.group(parents[0]) if member else None
        return (found,) if found else ()

    def _fill(self, table: LedgerTable, parents: tuple[str, ...], implied: Column, parts: Sequence[str | None]) -> None:
        """Give rows that lack the parent the one that their own part was looked up in."""
        (parent,) = parents
        table.columns[parent] = [
            text or (next(iter(self._within(table, position, parents, implied)), None) if parts[position] else None)
            for position, text in enumerate(table.columns[parent])
        ]

    def _reject_with_parent(self, table: LedgerTable, position: int, column: Column, parents: tuple[str, ...]) -> bool:
        """Whether a name cannot be looked up because its parent is at fault; the parent's fault says so."""
        if not self._parent_at_fault(table, position, parents):
            return False
        if self._spoils(table, position, column):
            self._reject(table, position)
        return True

    def _subjects(self, table: LedgerTable, column: Column) -> None:
        """Match each subject with the roster's names of its duty's kind."""
        duty_column = next(one for one in table.sheet.columns if one.is_duty)
        duties, given = table.columns[duty_column.name], table.columns[column.name]
        if self.any_case:
            duties = table.columns[duty_column.name] = [duty and duty.upper() for duty in duties]
        found: list[str | None] = []
        strange: list[tuple[int, str]] = []
        unknown: list[_Unknown] = []
        for position, (duty, text) in enumerate(zip(duties, given, strict=True)):
            kind = self.duties.get(duty) if duty is not None else None
            name = self.subject_names(kind)[text] if kind is not None and text is not None else None
            if duty is not None and kind is None:
                strange.append((position, duty))
            elif kind is not None and text is not None and name is None:
                unknown.append((position, text, (kind,), ()))
            found.append(name)
        self._note(table, duty_column, [(at, self._unknown_duty(table, duty), duty) for at, duty in strange])
        self._unknown(table, column, unknown)
        table.columns[column.name] = found

    def subject_names(self, kind: str) -> Names:
        """Return the memo for the names of a kind's members as they are written whole: 镇/村."""
        key = ((kind,), ("",))
        if key not in self._memos:
            known = tuple(member.name for member in self.roster.of(kind).values())
            self._memos[key] = Names(known, self.aliases, any_case=self.any_case)
        return self._memos[key]

    def _unknown_duty(self, table: LedgerTable, duty: str) -> CellDefect:
        near = closest_matches(duty, tuple(self.duties))[:1]
        zh, en = (f"（是否为 {near[0]}？）", f" (perhaps {near[0]}?)") if near else ("", "")
        some = next(iter(self.duties), "")
        sheet = table.sheet.title
        expected = LocalizedText(f"{sheet}中的编号，如 {some}{zh}", f"the id of an attested duty, such as {some}{en}")
        return CellDefect("bad-choice", expected)

    def _unknown(self, table: LedgerTable, column: Column, unknown: Sequence[_Unknown]) -> None:
        """Note names that the roster does not have, or that it could not be asked for."""
        every = {kinds for _, _, kinds, _ in unknown}
        missing = {kinds: self.roster.missing & {self.roster.kind(kind).roster for kind in kinds} for kinds in every}
        for position, _, kinds, _ in unknown if any(missing.values()) else ():
            self.unmatched.update(missing[kinds])
            if missing[kinds] and self._spoils(table, position, column):
                self._reject(table, position)
        faults: list[dict[tuple[str, tuple[str, ...], tuple[str, ...]], CellDefect]] = [{} for _ in table.parts]
        found: list[tuple[int, CellDefect, str]] = []
        for position, text, kinds, within in unknown:
            if missing[kinds]:
                continue
            of_sheet = faults[table.part_at(position)[0]]
            key = text, kinds, within
            if (fault := of_sheet.get(key)) is None:
                few = len(of_sheet) < MOST_KINDS
                fault = of_sheet[key] = self._not_in_roster(text, kinds, within) if few else _NOT_IN_ROSTER
            found.append((position, fault, text))
        self._note(table, column, found)

    def _not_in_roster(self, text: str, kinds: tuple[str, ...], within: tuple[str, ...]) -> CellDefect:
        """Return the fault of a name that the roster does not have, with those that are near it."""
        if (text, kinds, within) not in self._suggested:
            names = self.roster.names(kinds, within)
            self._suggested[text, kinds, within] = closest_matches(text, names, endings=self.roster.subjects.endings)
        near = self._suggested[text, kinds, within]
        zh, en = f"名册中的名称（是否为 {'、'.join(near)}？）", f"a name of the roster (perhaps {', '.join(near)}?)"
        return CellDefect("unknown-name", LocalizedText(zh, en)) if near else _NOT_IN_ROSTER

    def _note(self, table: LedgerTable, column: Column, faults: Sequence[tuple[int, CellDefect, str]]) -> None:
        """Note faults of rows of a table, given from the top, each with what was seen; reject the rows that they spoil."""
        always, single = column.required or column.rejects_row, len(table.parts) == 1
        found: dict[tuple[int, int], tuple[CellDefect, list[int], list[str]]] = {}
        for position, fault, seen in faults:
            part, local = (0, position) if single else table.part_at(position)
            key = part, id(fault)
            if key not in found:
                found[key] = fault, [], []
            found[key][1].append(local)
            found[key][2].append(seen)
            if not always and self._spoils(table, position, column):
                table.parts[part].rejected.add(local)
        for (part, _), (fault, positions, texts) in found.items():
            table.parts[part].faults.add(column.name, fault, positions, texts)
            if always:
                table.parts[part].rejected.update(positions)

    def _spoils(self, table: LedgerTable, position: int, column: Column) -> bool:
        needed = column.required_when
        return column.required or column.rejects_row or (needed is not None and table.columns[needed[0]][position] == needed[1])

    def _reject(self, table: LedgerTable, position: int) -> None:
        part, local = table.part_at(position)
        table.parts[part].rejected.add(local)

    def _parent_at_fault(self, table: LedgerTable, position: int, parents: tuple[str, ...]) -> bool:
        """Whether the parent of a row's name cannot be used; a mark for nothing is as good as a blank."""
        part, local = table.part_at(position)
        faults = table.parts[part].faults.of(local)
        return any(one.column in parents and one.fault.code != "placeholder" for one in faults)
