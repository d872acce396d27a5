"""The clean year, what is said of it, and what a mess is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from assistcheck.ledgers.schema import Column
from assistcheck.submission.row_status import ROW_STATUSES
from builders.packs import LEDGERS
from builders.random_years import IDS, Sheets, sheets_of
from builders.support import declaration, report_of, submit

AS_OF = date(2022, 11, 15)
_SEED, _TEAMS = 9, 3
DECLARATION = "填报信息"


@cache
def plain() -> Sheets:
    """Return the clean year: every roster, every ledger and 填报信息, for the whole programme."""
    said = {title: [list(row) for row in grid] for title, grid in declaration("东莞市", AS_OF).items()}
    return {**sheets_of(_SEED, _TEAMS), **said}


def columns_of(title: str) -> tuple[Column, ...]:
    """Return the columns of a roster or ledger by its title."""
    return LEDGERS[IDS[title]].columns


class Told(NamedTuple):
    """What a report says, files, places and skipped rows aside."""

    outcomes: dict[tuple[str, str, str], tuple[object, ...]]
    """(rule, subject, team) -> status, figures, reasons, and how many rows stand behind it and were left out why."""
    fates: dict[str, dict[str, int]]
    """Ledger -> how many rows had each fate."""
    problems: Counter[str]


def told(files: Mapping[str, bytes]) -> Told:
    """Return what is said of these workbooks, by path."""
    report = report_of(submit(files, AS_OF), AS_OF)
    fates: dict[str, dict[str, int]] = {}
    for sheet in (sheet for one in report["inputs"] for sheet in one["sheets"]):
        counts = fates.setdefault(sheet["ledger"], dict.fromkeys(ROW_STATUSES[:-1], 0))
        for fate in counts:
            counts[fate] += sheet["rows"][fate]
    outcomes = {(o["rule"], o["subject"]["name"], o["subject"]["team"] or ""): _said(o) for o in report["outcomes"]}
    problems: Counter[str] = Counter()
    for problem in report["problems"]:
        problems[problem["code"]] += problem["count"]
    return Told(outcomes, fates, problems)


def _said(outcome: Mapping[str, Any]) -> tuple[object, ...]:
    excluded: Counter[str] = Counter()
    for one in outcome["excluded"]:
        excluded[one["reason"]] += _height(one)
    figures = tuple(str(outcome[key]) for key in ("status", "value", "target", "expected", "gap", "due", "missing", "reason"))
    return (*figures, sum(map(_height, outcome["evidence"])), sorted(excluded.items()))


def _height(place: Mapping[str, Any]) -> int:
    return sum(last - first + 1 for first, last in place["rows"])


@dataclass(frozen=True)
class Mess:
    """One way of handing in the year, in cells: it can be written in any format."""

    name: str
    files: Callable[[Sheets], list[Sheets]]
    """The clean year -> the sheets of each file."""
    brings: frozenset[str] = frozenset()
    """Codes of problems that it adds or takes away; all others must be the same."""


@dataclass(frozen=True)
class Dressing:
    """One way of handing in the year that only an .xlsx file knows."""

    name: str
    dress: Callable[[Sheets], bytes]
    brings: frozenset[str] = frozenset()
    """Codes of problems that it adds or takes away; all others must be the same."""


def each(sheets: Sheets, change: Callable[[str, list[list[object]]], list[list[object]]]) -> list[Sheets]:
    """Return one file in which every roster and ledger is changed, and 填报信息 is not."""
    return [{title: grid if title == DECLARATION else change(title, grid) for title, grid in sheets.items()}]
