"""What teams write into the shortfall lists that they send back, and what they then do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook

from simulation.truth import Key

from .paper import put

HEADER = "整改措施"
PROMISED, LATER = date(2022, 9, 15), date(2022, 11, 30)


class Manner(NamedTuple):
    """How a team answers one item."""

    state: str
    by: date | None
    keeps: bool = False
    """Whether it does what it says."""


MANNERS = {
    "keeps": Manner("推进中", PROMISED, keeps=True),
    "breaks": Manner("推进中", PROMISED),
    "pretends": Manner("已完成", None),
    "later": Manner("未开展", LATER),
    "is silent": Manner("", None),
}


def answer(path: Path, manners: Iterator[str] | None = None) -> dict[Key, str]:
    """Fill in the reply columns of a list, item by item in another manner; return the manner of each."""
    chosen, book = manners or cycle(MANNERS), load_workbook(path)
    page = book.worksheets[0]
    head = next(row for row in page.iter_rows() if HEADER in [cell.value for cell in row])
    columns = {str(cell.value): cell.column for cell in head if cell.value}
    given: dict[Key, str] = {}
    for row in range(head[0].row + 1, page.max_row + 1):
        item = str(page.cell(row, columns["事项及对象"]).value or "")
        if "\n" not in item:
            continue
        manner = next(chosen)
        given[_key(item)] = manner
        state, by, _ = MANNERS[manner]
        if state:
            put(page.cell(row, columns[HEADER]), "倒排工期，逐周调度")  # type: ignore[arg-type]
            put(page.cell(row, columns["完成时限"]), by)  # type: ignore[arg-type]
            put(page.cell(row, columns["责任人"]), "某某")  # type: ignore[arg-type]
            put(page.cell(row, columns["佐证材料"]), "会议纪要1份")  # type: ignore[arg-type]
            put(page.cell(row, columns["办理情况"]), state)  # type: ignore[arg-type]
    book.save(path)
    return given


def _key(item: str) -> Key:
    """Return the duty that an item names: R05.2 …, then the kind and the name of whose it is."""
    duty, subject = item.split("\n")[:2]
    kind, name = subject.split(" ")[:2]
    kinds = {"组团": "team", "帮扶单位": "unit", "重点村": "village", "重点镇": "town"}
    return duty.split(" ")[0], kinds[kind], name.partition("（")[0]
