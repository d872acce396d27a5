"""Sheets whose title is not the template's: the ledger that one is, by what its title holds and by its header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from assistcheck.i18n import EMPTY_TEXT, LocalizedText
from assistcheck.submission.catalogue import held_in
from assistcheck.submission.fields import Row, columns
from assistcheck.submission.models import LEDGERS, SHEETS, Declaration
from assistcheck.submission.row_filter import blank
from assistcheck.submission.sheet_reader import head_of
from assistcheck.workbook.cell_values import Cell, strip_whitespace
from assistcheck.workbook.header import Header, find_header
from assistcheck.workbook.header_matching import Names, header_text
from assistcheck.workbook.raw_sheet import RawSheet

_NO_LEDGER = "说明|须知|目录|示例|样例|范例|样表|举例|字典|选项"
"""Titles of sheets that show how a ledger is filled in."""
_WIDTH = 100
"""The columns in which the headers of an unknown sheet are looked for."""


class Guess(NamedTuple):
    """What an untitled sheet is."""

    model: type[Row] | None = None
    """``None``: none of the template's sheets, or it cannot be told which."""
    header: Header | None = None
    words: LocalizedText = EMPTY_TEXT
    """What it lacks to be the sheet that its title suggests."""


def guess(raw: RawSheet, *, roster_only: bool) -> Guess:
    """Tell what a sheet is; its rows can still be read from the first."""
    head = head_of(raw)
    if all(map(blank, head)) or re.search(_NO_LEDGER, strip_whitespace(raw.title)):
        return Guess()
    held, words = held_in(raw.title), EMPTY_TEXT
    if held and (held.roster or not roster_only):
        model = next(one for one in SHEETS if one.sheet is held)
        if model is Declaration:
            if _declares(head):
                return Guess(model)
        elif not (header := _header(raw, head, model)).missing:
            return Guess(model, header)
        else:
            lacking = "、".join(column.header for column in columns(model) if column.name in header.missing)
            words = LocalizedText(
                f"《{held.title}》的表头（缺少 {lacking}）", f"the headers of {held.title} (there is no {lacking})"
            )
    return Guess(words=words) if roster_only else _by_header(raw, head)._replace(words=words)


def holds_rows(raw: RawSheet, model: type[Row]) -> bool:
    """Whether anything stands below a sheet's header; its rows can then no longer be read."""
    header = _header(raw, head_of(raw), model)
    return not all(map(blank, islice(raw.rows, header.last, None)))


def _header(raw: RawSheet, head: list[list[Cell]], model: type[Row]) -> Header:
    return find_header(head, columns(model), raw.merges, raw.first_column)


def _declares(head: list[list[Cell]]) -> bool:
    labels = {text for column in columns(Declaration) for text in column.headers}
    return any(header_text(cell) in labels for row in head for cell in row[:_WIDTH])


def _by_header(raw: RawSheet, head: list[list[Cell]]) -> Guess:
    """Return the ledger whose required columns a sheet has, and that knows all the headers which another one knows."""
    lines = [[text for cell in row[:_WIDTH] if (text := header_text(cell))] for row in head]
    fitting = [(model, _header(raw, head, model)) for model in LEDGERS if _may_fit(model, lines)]
    fitting = [(model, header) for model, header in fitting if not header.missing]
    known = [frozenset(header.positions.values()) for _, header in fitting]
    best = [one for one, places in zip(fitting, known, strict=True) if all(places >= others for others in known)]
    return Guess(*best[0]) if len(best) == 1 else Guess()


def _may_fit(model: type[Row], lines: Sequence[Sequence[str]]) -> bool:
    """Whether all required columns are named in one row or in two, one below the other."""
    names = Names(columns(model))
    required = {column.name for column in columns(model) if column.required}
    single: Iterator[set[str]] = ({found.name for text in line if (found := names.column(text))} for line in lines)
    before: set[str] = set()
    for here in single:
        if required <= here | before:
            return True
        before = here
    return False
