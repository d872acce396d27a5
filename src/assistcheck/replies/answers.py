"""The reply cells of a row to an answer: its words, its day, its state, and what is to be said of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from assistcheck.calendar import ProgrammeYear
from assistcheck.i18n import LocalizedText
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.replies.columns import FIXED, HEADERS, REPLY, SPELLINGS, STATES, State
from assistcheck.replies.keys import ItemKey
from assistcheck.replies.model import Answer, Remark
from assistcheck.replies.sheet import ListRow, ListSheet
from assistcheck.workbook.cell_markers import is_placeholder
from assistcheck.workbook.cell_values import Cell, CellContext, CellError, PackFacts, as_text, display, normalize, read_day
from assistcheck.workbook.conventions import Conventions
from assistcheck.workbook.periods import read_period

_LONGEST = 2_000
"""Characters of an answer that are kept."""
_BEFORE = re.compile(
    r"(?i)^(?:by|before|no later than|not later than|until|不晚于|最晚|预计)\s*|(?:之前|以前|前|之内|以内|内|完成)+$"
)
_END = re.compile(r"(?i)^(?:the )?end of\s*|[底末]$")


class Ways(NamedTuple):
    """How the people of a pack write days."""

    conventions: Conventions
    facts: Callable[[], PackFacts]
    year: ProgrammeYear


def answer_of(row: ListRow, sheet: ListSheet, ways: Ways) -> Answer:
    """Return what a row answers."""
    remarks: list[Remark] = []
    texts = {name: _text(row, name, sheet, remarks) for name in REPLY}
    finish = None
    if texts["finish"]:
        try:
            finish = read_finish(row.cells.get("finish"), ways)
        except CellError as error:
            remarks.append(
                Remark.of_problem(Problem(error.code, _place(row, "finish", sheet), texts["finish"], error.expected), _AS_DAY)
            )
    state = _state(texts["state"])
    if texts["state"] and state is None:
        words = LocalizedText("、".join(w.zh for w in STATES.values()), ", ".join(w.en for w in STATES.values()))
        problem = Problem("bad-choice", _place(row, "state", sheet), texts["state"], words)
        remarks.append(Remark.of_problem(problem, _OF_LIST, level="warning"))
    if row.key and (changed := list(_changed(row, row.key))):
        remarks.append(_edited(row, changed))
    return Answer(
        place=_place(row, "measures", sheet),
        finish_place=_place(row, "finish", sheet),
        measures=texts["measures"],
        finish=finish,
        finish_text="" if finish else texts["finish"],
        person=texts["person"],
        proof=texts["proof"],
        state=state,
        remarks=tuple(remarks),
    )


_OF_LIST = LocalizedText("从下拉选项中选填", "choose one of the words of the drop-down list")
_AS_DAY = LocalizedText("请改成日期，如 2022-07-31", "write a day, such as 2022-07-31")


def _text(row: ListRow, name: str, sheet: ListSheet, remarks: list[Remark]) -> str:
    """Return the text of a reply cell; nothing for 无, and for what cannot be read, which is remarked."""
    place, cell = _place(row, name, sheet), row.cells.get(name)
    where = (place.row, place.column)
    doubt = sheet.grid.doubts.get(where)
    if doubt and doubt.code == "picture-cell":
        return LocalizedText("［图片］", "[picture]").zh
    if doubt:
        remarks.append(Remark.of_problem(Problem(doubt.code, place, doubt.value)))
        return ""
    text = normalize(display(cell)) if cell is not None else ""
    if where in sheet.grid.formulas:
        remarks.append(_formula(place, text))
    return "" if not text or is_placeholder(text) else text[:_LONGEST]


def _place(row: ListRow, name: str, sheet: ListSheet) -> Location:
    return row.at(sheet.columns.get(name, sheet.grid.first_column))


def read_finish(cell: Cell, ways: Ways) -> date:
    """Return the day by which something is promised; of a month or quarter its last day: 7月底前, by 2022Q3.

    Raises:
        CellError: it is none of these.
    """
    context = CellContext(ways.facts)
    try:
        return read_day(cell, context, ways.conventions)
    except CellError:
        if not isinstance(cell, str):
            raise
        text = _BEFORE.sub("", normalize(cell)).strip()
        with suppress(CellError):
            return read_day(text, context, ways.conventions)
        with suppress(CellError, ValueError):
            if label := read_period(_with_year(_END.sub("", text).strip(), ways.year), context, ways.conventions):
                return ways.year.period_end(label)
        raise


def _with_year(text: str, year: ProgrammeYear) -> str:
    """Return a month without its year with that of the programme: 7月."""
    found = re.fullmatch(r"(\d{1,2})月份?", text)
    if not found or not 1 <= int(found[1]) <= 12:
        return text
    day = year.day_of(int(found[1]), 1)
    return f"{day.year}年{day.month}月"


def _state(text: str) -> State | None:
    folded = normalize(text).casefold().strip("。. √✓")
    for state, words in STATES.items():
        if folded in {word.casefold() for word in (*words, *SPELLINGS[state])}:
            return state
    return None


# --- what nobody was to change ------------------------------------------------------------------


def _changed(row: ListRow, key: ItemKey) -> Iterator[str]:
    """Yield the columns whose cells are not as they were sent; one that is gone was not changed."""
    sent: dict[str, object] = {"have": key.have, "need": key.need, "gap": key.gap}
    yield from (name for name, figure in sent.items() if name in row.cells and not _same(row.cells[name], figure))
    if "term" in row.cells and not _same_day(row.cells["term"], key.due):
        yield "term"
    if row.seal and row.seal != key.seal:
        yield "item"


def _same(cell: Cell, figure: object) -> bool:
    if cell is None or figure is None:
        return cell is None and figure is None
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return any(map(str.isdigit, display(cell))) and _number(display(cell)) in {None, Decimal(str(figure))}
    return abs(float(cell) - float(str(figure))) <= 1e-9 * max(1.0, abs(float(str(figure))))


def _number(text: str) -> Decimal | None:
    """Return the number in a text that shows one, as a .csv has it: ≥100,000元, 57.5%; ``None``: it cannot be told."""
    found = re.search(r"-?\d[\d,]*(?:\.\d+)?", text)
    with suppress(InvalidOperation):
        return Decimal(found[0].replace(",", "")) / (100 if "%" in text else 1) if found else None
    return None


def _same_day(cell: Cell, due: date | None) -> bool:
    if cell is None or due is None:
        return cell is None and due is None
    shown = display(cell)
    return shown.startswith(due.isoformat()) or not isinstance(cell, date)


# --- remarks ------------------------------------------------------------------------------------


def _formula(place: Location, text: str) -> Remark:
    shown = as_text(text)
    words = LocalizedText(
        f"格中是公式，没有计算，只取文件中存的结果“{shown}”" if shown else "格中是公式，没有计算，也没有存的结果",
        f'a formula, which was not calculated; the stored result "{shown}" was taken'
        if shown
        else "a formula without a result",
    )
    return Remark("formula", "warning", place, words, LocalizedText("请直接写出内容", "write the words themselves"))


def _edited(row: ListRow, changed: list[str]) -> Remark:
    zh = "、".join(HEADERS[name].zh for name in FIXED if name in changed)
    en = ", ".join(HEADERS[name].en for name in FIXED if name in changed)
    words = LocalizedText(
        f"发出的内容被改动：{zh}；仍按发出时的核对", f"what was sent has been changed: {en}; what was sent counts"
    )
    remedy = LocalizedText("有异议请在“办理情况”选“有异议”并写明理由", 'to object, choose "Disputed" under State and say why')
    return Remark("edited", "warning", row.place, words, remedy)
