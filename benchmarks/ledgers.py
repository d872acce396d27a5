"""Ledgers 消费帮扶 as people send them: with faults, formulas, formats and columns that a clean one has not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from xlsxwriter import Workbook

from assistcheck.sample.dongguan.rosters import make_rosters
from assistcheck.sample.dongguan.seeded import WORKDAYS, YEAR
from assistcheck.sample.rows import Record, Value
from assistcheck.sample.workbook import write_cell
from benchmarks.workbooks import SHEETS, TEAMS_OF_THE_YEAR, WRITER_OPTIONS, lines_of, replacing, rosters_of, write_into

LEDGER = SHEETS["purchases"]
_PRODUCTS = ("高山茶叶", "丝苗米", "蜂蜜", "香菇", "柑橘", "番薯干", "土鸡蛋", "花生油")
_BAD_EVERY, _BAD_AT, _BAD_AMOUNT = 1_000, 77, "待核实"
_ELSEWHERE = 0.1
"""The share of purchases whose origin does not count."""
_MORE_COLUMNS = 30


@dataclass(frozen=True, slots=True)
class Variant:
    """What is other in a ledger than in a clean one."""

    change: Callable[[int, Record], Record] = lambda _, row: row
    """A row, by its number and as it would be in a clean ledger."""
    amount_format: str = "General"
    """The number format of every amount."""
    formulas: bool = False
    """Whether every amount is a formula that knows its value."""
    more_columns: int = 0
    """Columns beside the sheet's own, half of them texts and half of them numbers."""


def _now_and_then_bad(serial: int, row: Record) -> Record:
    return {**row, "amount": _BAD_AMOUNT} if serial % _BAD_EVERY == _BAD_AT else row


def _wrong_date_and_team(serial: int, row: Record) -> Record:
    return {**_unknown_team(serial, row), "date": f"{YEAR}.13.{serial + 1}"}


def _unknown_team(serial: int, row: Record) -> Record:
    return {**row, "team": f"{row['team']}第{serial + 1}小组"}


def _always_the_same(_: int, row: Record) -> Record:
    return {**row, **_SAME}


_SAME: Mapping[str, Value] = {
    "date": WORKDAYS[0],
    "team": make_rosters().teams[0].name,
    "channel": "莞香情",
    "form": "采购",
    "product": _PRODUCTS[0],
    "origin": "韶关",
    "amount": 8_640.5,
    "voucher": f"XF{YEAR}-0000001",
}

VARIANTS = {
    "ledger": Variant(_now_and_then_bad),
    "clean": Variant(),
    "bad": Variant(_wrong_date_and_team),
    "percent": Variant(amount_format="0%"),
    "unknown": Variant(_unknown_team),
    "formula": Variant(formulas=True),
    "unitformat": Variant(amount_format='0.00"元"'),
    "same": Variant(_always_the_same),
    "wide30": Variant(more_columns=_MORE_COLUMNS),
}
"""``ledger`` has one row in a thousand whose amount cannot be read, ``clean`` has none."""


def write_ledger(path: Path, number: int, variant: Variant) -> None:
    """Write a ledger of ``number`` rows with the sample's rosters, as .xlsx."""
    with replacing(path) as draft, Workbook(str(draft), WRITER_OPTIONS) as book:
        write_into(book, rosters_of(TEAMS_OF_THE_YEAR))
        day, shown = (book.add_format({"num_format": look}) for look in ("yyyy-mm-dd", variant.amount_format))
        page = book.add_worksheet(LEDGER.title)
        for line, cells in enumerate(lines_of(LEDGER, purchases(number, variant))):
            for position, cell in enumerate(cells):
                if variant.formulas and isinstance(cell, float):
                    page.write_formula(line, position, f"={line}*{cell / line!r}", None, cell)
                else:
                    write_cell(page, line, position, cell, day if isinstance(cell, date) else shown)
            _write_more(page, line, len(cells), variant.more_columns)


def _write_more(page: Any, line: int, first: int, number: int) -> None:  # noqa: ANN401 - XlsxWriter's own
    """Write the cells of the columns that are nobody's."""
    for position in range(number):
        cell: Value = f"备用{position + 1}" if not line else f"说明{line % 97}" if position % 2 else line * 7 % 1_009
        write_cell(page, line, first + position, cell, None)


def purchases(number: int, variant: Variant) -> Iterator[Record]:
    """Yield the rows; the teams come in no order, as in a ledger that is kept by date."""
    teams = make_rosters().teams
    random = Random(f"assistcheck benchmarks/{number}")  # noqa: S311 - figures, not secrets
    channel, form = (LEDGER.by_name[name] for name in ("channel", "form"))
    for serial in range(number):
        team = teams[int(random.random() * len(teams))]
        row: Record = {
            "date": WORKDAYS[serial * len(WORKDAYS) // number],
            "team": team.name,
            "channel": channel.words[serial % len(channel.words)],
            "form": form.words[serial % len(form.words)],
            "product": _PRODUCTS[serial % len(_PRODUCTS)],
            "origin": "其他地市" if random.random() < _ELSEWHERE else f"{team.city}{team.county}",
            "amount": int(random.random() * 900_000) / 100 + 1_000,
            "voucher": f"XF{YEAR}-{serial + 1:07d}",
        }
        yield variant.change(serial, row)
