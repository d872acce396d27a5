"""Small random years as sheets of cells, and ways to write the same year otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from random import Random

from assistcheck.ledgers.schema import FieldKind
from builders.packs import LEDGERS
from builders.support import Grid, book, outcomes, report_of, submit, year_sheets
from oracle.tables import ROSTERS, SHEETS
from oracle.years import random_year

Sheets = dict[str, list[list[object]]]
"""Title -> header and rows."""
Verdicts = dict[tuple[str, str, str], tuple[str, object]]
"""(rule, subject, team) -> (status, value)."""
Writing = Callable[[object, FieldKind], object]
"""A cell and the kind of its column -> the same value written otherwise."""

ROSTER_TITLES = [sheet.title for sheet in ROSTERS.values()]
IDS = {sheet.title: ident for ident, sheet in SHEETS.items()}
_WIDE = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")


def shuffler(seed: int) -> Random:
    """Return a random source that gives the same order for the same seed."""
    return Random(seed)  # noqa: S311 - invented data, no secrets


def sheets_of(seed: int, teams: int = 4) -> Sheets:
    """Return a small random year as sheets of cells."""
    return year_sheets(random_year(seed, teams=teams))


def verdicts(files: Mapping[str, bytes], as_of: date, roster: bytes | None = None) -> Verdicts:
    """Return the status and value of every outcome."""
    told = outcomes(report_of(submit(files, as_of, roster), as_of))
    return {key: (status, value) for key, (status, value, _) in told.items()}


def whole(sheets: Mapping[str, Grid], as_of: date) -> Verdicts:
    """Return the verdicts on one workbook."""
    return verdicts({"data.xlsx": book(sheets)}, as_of)


def shuffled(sheets: Sheets, rng: Random) -> Sheets:
    """Return the same year with ledger rows, all columns, and sheets in another order."""
    mixed: Sheets = {}
    for title in rng.sample(list(sheets), len(sheets)):
        header, *rows = sheets[title]
        order = rng.sample(range(len(header)), len(header))
        if title not in ROSTER_TITLES:
            rows = rng.sample(rows, len(rows))
        mixed[title] = [[row[at] for at in order] for row in [header, *rows]]
    return mixed


def dealt(sheets: Sheets, rng: Random, hands: int) -> list[Sheets]:
    """Return the ledgers dealt out to several workbooks, row by row; a sheet may be missing where it has no row."""
    parts: list[Sheets] = [{} for _ in range(hands)]
    for title, (header, *rows) in sheets.items():
        if title in ROSTER_TITLES:
            continue
        parts[rng.randrange(hands)][title] = [header]
        for row in rows:
            parts[rng.randrange(hands)].setdefault(title, [header]).append(row)
    return parts


def rewritten(sheets: Sheets, writing: Writing, *, myriads: bool = False) -> Sheets:
    """Return the same year with every cell in another writing; ``myriads``: amounts under a header in 万元."""
    return {title: _rewritten(title, grid, writing, myriads=myriads) for title, grid in sheets.items()}


def _rewritten(title: str, grid: list[list[object]], writing: Writing, *, myriads: bool) -> list[list[object]]:
    kinds = [column.kind for column in LEDGERS[IDS[title]].columns]
    header, *rows = grid
    if myriads:
        header = [str(h).replace("(元)", "（万元）") for h in header]
        rows = [[_in_myriads(v, kind) for v, kind in zip(row, kinds, strict=True)] for row in rows]
    return [header, *([None if v is None else writing(v, kind) for v, kind in zip(row, kinds, strict=True)] for row in rows)]


def _in_myriads(value: object, kind: FieldKind) -> object:
    return Decimal(str(value)) / 10_000 if kind == "amount" and value is not None else value


def as_it_is(value: object, kind: FieldKind) -> object:  # noqa: ARG001
    """Leave a cell as it is."""
    return value


def as_text(value: object, kind: FieldKind) -> object:
    """Write every cell as text: 2022-03-05, 1,234.50, 2022年."""
    match kind:
        case "date":
            return str(value)
        case "amount" | "whole":
            return f"{Decimal(str(value)):,f}"
        case "percent":
            return f"{value}%"
        case "year":
            return f"{value}年"
        case _:
            return value


def in_full_width(value: object, kind: FieldKind) -> object:
    """Write every cell as text in full-width digits, names among white space."""
    return f"\u3000{value}\u200b " if kind in {"text", "name", "choice"} else str(as_text(value, kind)).translate(_WIDE)


def in_chinese(value: object, kind: FieldKind) -> object:
    """Write dates as 2022年3月5日, amounts in 元, lists with other marks, choices among white space."""
    match kind:
        case "date":
            assert isinstance(value, date)
            return f"{value.year}年{value.month}月{value.day}日"
        case "amount":
            return f"人民币{value}元整"
        case "choices":
            return "，\n".join(reversed(str(value).replace("；", "、").replace("、", "/").split("/")))
        case "choice":
            return {"是": "√", "否": "×"}.get(str(value), f" {value} ")
        case _:
            return value


def with_wan(value: object, kind: FieldKind) -> object:
    """Write amounts as 12.3万元."""
    return f"{Decimal(str(value)) / 10_000:f}万元" if kind == "amount" else value
