"""Remarks on rows that count but that somebody should look at."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.ledgers.schema import Check
from assistcheck.problems import Problem
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.roster.roster import Roster


def warnings(table: LedgerTable, roster: Roster) -> Iterator[Problem]:
    """Yield the warnings about counted rows of one table."""
    for check in table.sheet.checks:
        match check.test:
            case "exceeds":
                yield from _exceeding(table, check)
            case "elsewhere":
                yield from _elsewhere(table, check, roster)
            case "foreign":
                continue


def _exceeding(table: LedgerTable, check: Check) -> Iterator[Problem]:
    values, limits = table.columns[check.column], table.columns[check.other]
    is_money = table.sheet.by_name[check.column].kind == "amount"
    for position in table.counted_rows():
        value, limit = values[position], limits[position]
        if value is not None and limit is not None and value > limit:
            most, seen = (f"{limit:,.2f}", f"{value:,.2f}") if is_money else (f"{limit:,}", f"{value:,}")
            yield Problem(
                check.problem, table.place(position, check.column), seen, check.expected.format(limit=most), words=check.words
            )


def _elsewhere(table: LedgerTable, check: Check, roster: Roster) -> Iterator[Problem]:
    (kind,), owners = table.sheet.by_name[check.column].names, table.sheet.by_name[check.other].names
    found, names = table.columns[check.column], table.columns[check.other]
    known: dict[str, tuple[str, ...]] = {}
    for position in table.counted_rows():
        name = names[position]
        if name is None or found[position] is None:
            continue
        if name not in known:
            member = next((one for of in owners if (one := roster.named(of, name))), None)
            known[name] = member.groups.get(kind, ()) if member else ()
        own = known[name]
        if found[position] not in own:
            expected = check.expected.format(own="、".join(sorted(own)))
            yield Problem(check.problem, table.place(position, check.column), found[position], expected, words=check.words)
