"""Who takes part in a programme: rows of every roster, with invented names, that agree with one another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Column, Sheet
from assistcheck.rules.model import RulePack
from assistcheck.rules.subjects import Kind
from assistcheck.sample.any_pack.enough import least
from assistcheck.sample.draw import Draw
from assistcheck.sample.invented_names import stems
from assistcheck.sample.rows import Record, Value

_REPORTERS = 8
"""Rows of a roster that nothing says the length of."""
_MOST = 200
"""Rows of a roster at most, whatever a rule asks for."""
_EACH = (2, 3)
"""Rows for each member of what a roster is about: branches of a library."""
_SHARED = 3
"""Rows that name one member of a kind that several rows belong to."""
_FIRST_WORD, _LEFT_BLANK = 0.75, 0.6
"""The shares of choices that are the first allowed word, and of optional names that are blank."""

Row = dict[str, Value]


def draw_rosters(pack: RulePack, *, alone: bool = False) -> dict[str, list[Record]]:
    """Return the rows of every roster, by its id; ``alone``: of as few as can be."""
    rosters = _Rosters(pack, alone=alone)
    left = list(ledgers_of(pack).rosters)
    while left:
        ready = [sheet for sheet in left if rosters.can_fill(sheet)] or left[:1]
        for sheet in ready:
            rosters.fill(sheet)
            left.remove(sheet)
    return {sheet.id: [*rosters.rows[sheet.id]] for sheet in ledgers_of(pack).rosters}


class _Rosters:
    def __init__(self, pack: RulePack, *, alone: bool) -> None:
        self.pack, self.alone, self.lang = pack, alone, pack.manifest.languages[0]
        self.draw = Draw(f"rosters of {pack.manifest.name}")
        self.stems = stems(f"rosters of {pack.manifest.name}", self.lang)
        self.rows: dict[str, list[Row]] = {}
        self._turns: dict[tuple[str, str], int] = {}
        self._shared: dict[tuple[str, str], list[str]] = {}

    def can_fill(self, sheet: Sheet) -> bool:
        """Whether whoever the sheet names is known."""
        kinds = (self.pack.subjects.kind(kind) for column in sheet.columns for kind in column.names)
        return all(kind.members or kind.roster == sheet.id or kind.roster in self.rows for kind in kinds)

    def fill(self, sheet: Sheet) -> None:
        """Draw the rows of one roster."""
        rows = self.rows.setdefault(sheet.id, [])
        self._turns.clear()
        for base in self._bases(sheet):
            rows.append(self._row(sheet, base))

    def _bases(self, sheet: Sheet) -> Iterator[Row]:
        """Yield what each row begins with: nothing, or the one that it is about."""
        about = next((column for column in sheet.columns if column.names and column.name in sheet.identity), None)
        wanted = _wanted(sheet, self.pack)
        if about is None:
            yield from ({} for _ in range(1 if self.alone else wanted or _REPORTERS))
            return
        parents = [key for kind in about.names for key in self._keys(self.pack.subjects.kind(kind))]
        for number, key in enumerate(parents):
            share = wanted * (number + 1) // len(parents) - wanted * number // len(parents)
            for _ in range(share if wanted and not self.alone else self.draw.between(*_EACH)):
                yield {about.name: key[-1]}

    def _row(self, sheet: Sheet, base: Row) -> Row:
        row = dict(base)
        for column in _in_order(sheet):
            self._follow(sheet, row)
            if column.name not in row:
                row[column.name] = self._cell(sheet, column, row)
        return {column.name: row[column.name] for column in sheet.columns}

    def _follow(self, sheet: Sheet, row: Row) -> None:
        """Fill in what rows before have said already, here or in the roster that this one has to agree with."""
        said = [(once.key, once.says, self.rows[sheet.id]) for once in sheet.once]
        if sheet.agrees:
            said.append((sheet.agrees.key, sheet.agrees.says, self.rows.get(sheet.agrees.roster, [])))
        for key, says, rows in said:
            if all(row.get(name) is not None for name in key):
                same = next((one for one in rows if all(one[name] == row[name] for name in key)), {})
                row |= {name: same[name] for name in says if name in same and name not in row}

    def _cell(self, sheet: Sheet, column: Column, row: Row) -> Value:
        if column.names:
            return self._named(sheet, column, row)
        if column.words:
            return column.words[0] if self.draw.chance(_FIRST_WORD) else self.draw.pick(column.words)
        if column.kind != "text":
            return self.draw.between(1, 60) if column.required else None
        kind = next((one for one in self.pack.subjects.kinds if one.roster == sheet.id and column.name == one.key[-1]), None)
        if kind is None:
            return f"{next(self.stems)} {column.header}" if self.lang == "en" else f"{next(self.stems)}{column.header}"
        return self._invented(kind) if _is_own(column, sheet) else self._shared_name(sheet, kind)

    def _invented(self, kind: Kind) -> str:
        """Return a new name for a member of a kind."""
        ending = next(iter(kind.short_endings), "") or re.sub(r"[（(].*", "", kind.name.text(self.lang))
        return f"{next(self.stems)} {ending.title()}" if self.lang == "en" else f"{next(self.stems)}{ending}"

    def _shared_name(self, sheet: Sheet, kind: Kind) -> str:
        """Return the name of what several rows belong to: a new one for every few of them."""
        names = self._shared.setdefault((sheet.id, kind.id), [])
        if len(self.rows[sheet.id]) % _SHARED == 0 or not names:
            names.append(self._invented(kind))
        return names[-1]

    def _named(self, sheet: Sheet, column: Column, row: Row) -> Value:
        """Return whom a column names: whoever goes with the others of the row, else each one in turn."""
        kinds = [self.pack.subjects.kind(kind) for kind in column.names]
        for kind in kinds:
            if (known := self._known_of(kind, sheet, row)) is not None:
                return known
        if not column.required and self.draw.chance(_LEFT_BLANK):
            return None
        names = [key[-1] for kind in kinds for key in self._keys(kind)]
        turn = self._turns.get(column.id, 0)
        self._turns[column.id] = turn + 1
        return names[turn % len(names)] if names else None

    def _known_of(self, kind: Kind, sheet: Sheet, row: Row) -> Value:
        """Return the member of a kind that somebody named in the row belongs to by another roster."""
        for other in sheet.columns:
            for of in (self.pack.subjects.kind(one) for one in other.names if other.name in row):
                for found in self.rows.get(of.roster or "", []) if of.roster != sheet.id else []:
                    if found[of.key[-1]] == row[other.name] and kind.key[-1] in found:
                        return found[kind.key[-1]]
        return None

    def _keys(self, kind: Kind) -> list[tuple[str, ...]]:
        """Return the members of a kind by their keys."""
        if kind.members:
            return [(name,) for name in kind.members]
        rows = self.rows.get(kind.roster or "", [])
        keys = (tuple(str(row[name]) for name in kind.key) for row in rows if all(row.get(name) for name in kind.key))
        return list(dict.fromkeys(keys))


def _in_order(sheet: Sheet) -> list[Column]:
    """Return the columns of a roster as they are filled: what another column decides comes after all that may decide it."""
    says = [once.says for once in sheet.once if not {*once.key} & {*sheet.identity}]
    decided = {name for names in says for name in names} | {*(sheet.agrees.says if sheet.agrees else ())}
    return sorted(sheet.columns, key=lambda column: (bool(column.names), column.name in decided))


def _is_own(column: Column, sheet: Sheet) -> bool:
    """Whether each row of a roster names another one in a column."""
    decides = (once for once in sheet.once if once.key == (column.name,))
    return column.name in sheet.identity or any({*sheet.identity} & {*once.says} for once in decides)


def _wanted(sheet: Sheet, pack: RulePack) -> int:
    """Return how many rows a rule wants a roster to have; 0 where none says."""
    for rule in pack.rules:
        if rule.measure.ledger == sheet.id and not rule.measure.by and rule.measure.figure.kind in {"count", "distinct"}:
            return min(int(least(rule.target)), _MOST)
    return 0
