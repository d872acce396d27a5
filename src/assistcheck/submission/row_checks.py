"""Remarks on rows that count but that somebody should look at."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import LocalizedText
from assistcheck.problems import Problem
from assistcheck.submission.ledger_table import LedgerTable
from assistcheck.submission.roster.roster import Roster


def warnings(table: LedgerTable, roster: Roster) -> Iterator[Problem]:
    """Yield the warnings about counted rows of one table."""
    if table.id == "fund_usage":
        yield from _overspent(table)
    elif table.id == "visits":
        yield from _elsewhere(table, roster)


def _overspent(table: LedgerTable) -> Iterator[Problem]:
    used, allocated = table.columns["used"], table.columns["allocated"]
    for position in table.counted_rows():
        if None not in {used[position], allocated[position]} and used[position] > allocated[position]:
            limit = f"{allocated[position]:,.2f}"
            expected = LocalizedText(f"不超过安排金额 {limit} 元", f"no more than the {limit} yuan allocated")
            yield Problem("used-exceeds-allocated", table.place(position, "used"), f"{used[position]:,.2f}", expected)


def _elsewhere(table: LedgerTable, roster: Roster) -> Iterator[Problem]:
    units, towns = table.columns["unit"], table.columns["town"]
    for position in table.counted_rows():
        own = roster.own_towns(units[position])
        if towns[position] not in own:
            names = "、".join(sorted(own))
            expected = LocalizedText(f"本单位结对的重点镇 {names}", f"the unit's own town {names}")
            yield Problem("visit-elsewhere", table.place(position, "town"), towns[position], expected)
