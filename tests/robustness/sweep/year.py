"""The plain year of the sweep, what is said of it, and what may differ where a mark stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from assistcheck.ledgers.schema import Column
from builders.packs import LEDGERS
from builders.support import Tweak, book, outcomes, pack, report_of, submit, year_sheets
from oracle import tables
from oracle.years import random_year

AS_OF = date(2022, 10, 1)
ROWS = 5
TITLES = {ident: sheet.title for ident, sheet in tables.LEDGERS.items()}
Sheets = dict[str, list[list[object]]]
"""Ledger id -> its header and rows."""


def columns_of(ident: str) -> tuple[Column, ...]:
    """Return the columns of a ledger as the pack declares them."""
    return LEDGERS[ident].columns


@cache
def _drawn() -> tuple[bytes, Sheets]:
    year = year_sheets(random_year(20, teams=2))
    rosters = {title: grid for title, grid in year.items() if title.endswith("名册")}
    return book(rosters), {ident: _ledger(ident, year[title]) for ident, title in TITLES.items()}


def _ledger(ident: str, grid: list[list[object]]) -> list[list[object]]:
    """Return a ledger's first rows, and one more: of the same people and places, with no optional cell filled in."""
    rows = grid[: ROWS + 1]
    last = list(rows[-1])
    for at, column in enumerate(columns_of(ident)):
        if not column.required and column.required_when is None:
            last[at] = None
        elif column.kind == "date" and isinstance(last[at], date):
            last[at] += timedelta(days=1)  # type: ignore[operator]
        elif column.kind == "text" and column.name != "duty":
            last[at] = f"{last[at]}续" if last[at] is not None else None
    return [*rows, last]


def plain() -> Sheets:
    """Return the ledgers of the plain year: of the last two rows of each the names are alike."""
    return {ident: [list(row) for row in grid] for ident, grid in _drawn()[1].items()}


class Told(NamedTuple):
    """What is said of a year."""

    outcomes: dict[tuple[str, str, str], tuple[object, ...]]
    named: frozenset[tuple[str, str]]
    """(ledger, code) of every error and warning."""


def told(sheets: Sheets, tweak: Tweak | None = None, titles: Mapping[str, str] = TITLES) -> Told:
    """Return what is said of the ledgers in one workbook, beside the rosters."""
    data = book({titles[ident]: grid for ident, grid in sheets.items()}, tweak)
    report = report_of(submit({"data.xlsx": data}, AS_OF, _drawn()[0]), AS_OF)
    idents = {title: ident for ident, title in titles.items()}
    named = {(idents[one["sheet"]], one["code"]) for one in report["problems"] if one["level"] != "note" and one["cell"]}
    return Told(dict(outcomes(report)), frozenset(named))


@cache
def of_the_plain_year() -> Told:
    """Return what is said of the plain year."""
    return told(plain())


def new_problems(found: Told) -> frozenset[tuple[str, str]]:
    """Return the errors and warnings at cells that the plain year does not have."""
    return found.named - of_the_plain_year().named


def unsaid(found: Told) -> list[str]:
    """Return the verdicts that differ from the plain year's though no problem names a cell of their ledger."""
    clean = of_the_plain_year()
    told_of = {ident for ident, _ in new_problems(found)}
    ledger = {rule.id: rule.measure.ledger for rule in pack().rules}
    return [
        f"{' '.join(key)}: {found.outcomes.get(key)}, plain {said}"
        for key, said in clean.outcomes.items()
        if found.outcomes.get(key) != said and ledger[key[0]] not in told_of
    ]


def differences(found: Told) -> tuple[list[str], frozenset[tuple[str, str]]]:
    """Return every verdict that differs from the plain year's, and every new problem."""
    clean = of_the_plain_year().outcomes
    changed = [
        f"{' '.join(key)}: {found.outcomes.get(key)}, plain {clean[key]}"
        for key in clean
        if found.outcomes.get(key) != clean[key]
    ]
    return changed, new_problems(found)


SAME: tuple[list[str], frozenset[tuple[str, str]]] = ([], frozenset())
"""Nothing differs, and nothing is found fault with."""
