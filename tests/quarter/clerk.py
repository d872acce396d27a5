"""A clerk who corrects a workbook by what is said of it, and by nothing else than the words.

A clerk knows what the own evidence is, and no codes: each instruction of a remedy is told by its words, and is done at the
places that it is said of. A remedy none of whose words is an instruction helps nobody: it is an error of the test.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from openpyxl.utils import range_boundaries

from oracle.tables import LEDGERS as SHEETS

from .paper import AS_OF, COVER, REPORTER, Paper, put


class Said(NamedTuple):
    """What is said of one place of a workbook, as its clerk has it: no code."""

    sheet: str
    row: int
    column: int
    """Both from 1 on; 0 where it is said of a whole sheet."""
    expected: str
    remedy: str


def places_of(problem: Mapping[str, Any]) -> list[Said]:
    """Return what a problem of the JSON report says at each of its cells."""
    words = (problem["expected"], problem["remedy"])
    if problem["cell"] is None:
        return [Said(problem["sheet"], 0, 0, *words)]
    found = []
    for cells in problem["cells"]:
        column, first, _, last = range_boundaries(cells)
        found += [Said(problem["sheet"], row, column, *words) for row in range(first, last + 1)]
    return found


Action = Callable[[Paper, Said], bool]
"""Does what an instruction says; returns whether it changed anything."""
_turn = count()


def follow(paper: Paper, said: Said) -> bool:
    """Do what a remedy says at one place, and return whether there was anything to do."""
    instructions = [action for words, action in INSTRUCTIONS if re.search(words, said.remedy)]
    assert instructions, f"nobody knows what to do: {said}"
    return any(action(paper, said) for action in instructions)


def _meant(paper: Paper, said: Said) -> object:
    """Return what the clerk means by a cell; ``None`` where it means nothing there."""
    if said.sheet == COVER:
        label = paper.page(COVER).cell(said.row, 1).value
        return {REPORTER: paper.team.name, AS_OF: paper.until}.get(str(label))
    row = paper.meant[said.sheet].get(said.row)
    names = {at: name for name, at in paper.columns[said.sheet].items()}
    return row[names[said.column]] if row else None


def _write(paper: Paper, said: Said, value: object) -> bool:
    cell = paper.page(said.sheet).cell(said.row, said.column)
    if value is None or cell.value == value:
        return False
    put(cell, value)  # type: ignore[arg-type]
    return True


def _as_meant(paper: Paper, said: Said) -> bool:
    return _write(paper, said, _meant(paper, said))


def _day(paper: Paper, said: Said) -> bool:
    """Write a day in one of the two ways that the remedy shows."""
    day = _meant(paper, said)
    if not isinstance(day, date):
        return False
    return _write(paper, said, f"{day}" if next(_turn) % 2 else f"{day.year}年{day.month}月{day.day}日")


def _amount(paper: Paper, said: Said) -> bool:
    """Write a number, or one with the unit that the remedy names."""
    amount = _meant(paper, said)
    return _write(paper, said, amount if amount is None or next(_turn) % 2 else f"{amount}元")


def _keep_one(paper: Paper, said: Said) -> bool:
    """Clear a row that has no business where it stands, and leave every other."""
    if said.sheet == COVER or paper.meant[said.sheet].get(said.row, "") is not None:
        return False
    line = paper.page(said.sheet)[said.row]
    filled = [cell for cell in line if cell.value is not None]
    for cell in filled:
        cell.value = None
    return bool(filled)


def _move_row(paper: Paper, said: Said) -> bool:
    """Move a row that belongs into another sheet."""
    if (said.sheet, said.row) not in paper.astray or not _keep_one(paper, said):
        return False
    paper.add(paper.astray.pop((said.sheet, said.row)))
    return True


def _move_values(paper: Paper, said: Said) -> bool:
    """Write both of two columns as they are meant, all the way down."""
    for row, evidence in paper.meant[said.sheet].items():
        if evidence:
            paper.write(said.sheet, row, evidence)
    return True


def _template_header(paper: Paper, said: Said) -> bool:
    """Give the columns that are named as missing the header of the template."""
    columns = SHEETS[paper.ledgers[said.sheet]].columns
    found = [name for name, header in columns.items() if header in said.expected.split("、")]
    for name in found:
        put(paper.cell(said.sheet, paper.header(said.sheet), name), columns[name])
    return bool(found)


def _template_title(paper: Paper, said: Said) -> bool:
    """Give a sheet the name that is expected."""
    if said.sheet not in paper.ledgers or said.expected not in {sheet.title for sheet in SHEETS.values()}:
        return False
    paper.rename(said.sheet, said.expected)
    return True


def _take_out(paper: Paper, said: Said) -> bool:
    """Take a sheet out of the workbook that is none of those that count."""
    if said.sheet in paper.ledgers:
        return False
    paper.book.remove(paper.page(said.sheet))
    return True


def _unmerge(paper: Paper, said: Said) -> bool:
    """Unmerge the cells and write what is meant in each."""
    page = paper.page(said.sheet)
    (merge,) = [one for one in page.merged_cells.ranges if (said.row, said.column) in {*one.cells}]
    page.unmerge_cells(merge.coord)
    for row in range(merge.min_row, merge.max_row + 1):
        _as_meant(paper, said._replace(row=row))
    return True


def _recalculate(paper: Paper, _: Said) -> bool:
    """Let a program calculate the workbook and save it."""
    paper.calculated = True
    return True


def _nothing(_: Paper, __: Said) -> bool:
    return False


INSTRUCTIONS: tuple[tuple[str, Action], ...] = (
    ("整行移到", _move_row),
    (r"如 \d{4}-\d\d-\d\d 或 \d{4}年\d+月\d+日", _day),
    ("按表头单位填写数字，或写明“元”“万元”", _amount),
    ("补填该单元格", _as_meant),
    ("填写不带文字的数字", _as_meant),
    ("从规定的选项中选填", _as_meant),
    ("写成名册中的全称", _as_meant),
    ("改正公式或直接填写数值", _as_meant),
    ("重新计算并保存", _recalculate),
    ("取消合并，每行填写各自的数值", _unmerge),
    ("^写错的改正", _as_meant),
    ("核对是“元”还是“万元”", _as_meant),
    ("有内容的填写内容", _as_meant),
    ("在每格写出内容", _as_meant),
    ("写全年、月、日", _as_meant),
    ("改成实际内容", _as_meant),
    ("只留一行", _keep_one),
    ("名称写错的改正", _as_meant),
    ("从本工作簿删去", _keep_one),
    ("不是本组团的，删去本行", _keep_one),
    ("移到各自的表头之下", _move_values),
    ("按模板补上该列的表头", _template_header),
    ("改用模板中的工作表名", _template_title),
    ("移出工作簿", _take_out),
    ("如其中有应计入的内容", _nothing),
    ("补报该工作表", _nothing),
    ("催报", _nothing),
)
"""What the words of remedies ask for; of several that a remedy has, the first with which there is something to do is done."""
