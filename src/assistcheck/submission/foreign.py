"""Rows that are another reporter's (another team's): by the column that tells whose they are, and by checks of the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from assistcheck.ledgers.schema import Check
from assistcheck.problems import ProblemWords
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.roster.roster import Roster


class Stranger(NamedTuple):
    """A row that is another's: its position, the column that tells so, and whose it should be."""

    position: int
    column: str
    owner: str
    words: ProblemWords | None = None
    """What the sheet itself says of it."""


def foreign_rows(
    table: LedgerTable, part: int, reporter: str | None, roster: Roster, duties: Mapping[str, str]
) -> Iterator[Stranger]:
    """Yield the rows of a part that are another's.

    ``reporter``: whose workbook it is, if anybody's; ``duties``: attested duty -> the kind of its subjects. What a check of
    the sheet finds is another's in any workbook.
    """
    strangers = dict.fromkeys(_strangers(table, part, reporter, roster, duties)) if reporter and table.sheet.owner else {}
    for position in strangers:
        yield Stranger(position, table.sheet.owner, reporter or "")
    for check in table.sheet.checks:
        if check.test == "foreign":
            yield from (one for one in _misplaced(table, part, check, roster) if one.position not in strangers)


def _strangers(table: LedgerTable, part: int, reporter: str, roster: Roster, duties: Mapping[str, str]) -> Iterator[int]:
    """Yield the positions of a part's rows whose owner belongs to others than ``reporter``."""
    owner = table.sheet.by_name[table.sheet.owner]
    duty = next((one.name for one in table.sheet.columns if one.is_duty), "")
    span = table.span(part)
    names = table.columns[owner.name][span.start : span.stop]
    tasks = table.columns[duty][span.start : span.stop] if owner.names == ("subject",) else [None] * len(span)

    def is_stranger(said: tuple[str | None, str | None]) -> bool:
        name, task = said
        kind = duties.get(task) if task else None
        kinds = owner.names if owner.names != ("subject",) else (kind,) if kind else ()
        reporters = roster.reporters_of(kinds, name) if kinds and name else ()
        return bool(reporters) and reporter not in reporters

    strangers = {said for said in {*zip(names, tasks, strict=True)} if is_stranger(said)}
    for position, said in zip(span, zip(names, tasks, strict=True), strict=True) if strangers else ():
        if said in strangers:
            yield position


def _misplaced(table: LedgerTable, part: int, check: Check, roster: Roster) -> Iterator[Stranger]:
    """Yield the rows that name in ``check.column`` what belongs to another than the one in ``check.other``."""
    (kind,) = table.sheet.by_name[check.column].names
    (group,) = table.sheet.by_name[check.other].names
    names = (*(column for column, _ in check.when), check.other, *roster.kind(kind).key[:-1], check.column)
    span, wanted = table.span(part), tuple(value for _, value in check.when)
    cells = [table.columns[name][span.start : span.stop] for name in names]
    first = len(wanted)

    def is_misplaced(said: tuple[str | None, ...]) -> bool:
        owner, key = said[first], said[first + 1 :]
        member = roster.of(kind).get(tuple(map(str, key))) if said[:first] == wanted and owner else None
        return member is not None and owner not in member.groups.get(group, (owner,))

    elsewhere = {one for one in set(zip(*cells, strict=True)) if is_misplaced(one)}
    for position, said in zip(span, zip(*cells, strict=True), strict=True) if elsewhere else ():
        if said in elsewhere:
            yield Stranger(position, check.column, said[first], check.words)
