"""Sheets whose title is not the template's: the ledger that one is, by what its title holds and by its header."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from assistcheck.i18n import EMPTY_TEXT, LocalizedText, listed
from assistcheck.ledgers.registry import Ledgers
from assistcheck.ledgers.schema import Sheet
from assistcheck.submission.line_marks import line_marks
from assistcheck.submission.row_filter import blank, void
from assistcheck.submission.sheet_reader import head_of
from assistcheck.workbook.cell_values import Cell, strip_whitespace
from assistcheck.workbook.header import Header, find_header
from assistcheck.workbook.header_matching import Names, header_text
from assistcheck.workbook.raw_sheet import RawSheet

_NO_LEDGER = "说明|须知|目录|示例|样例|范例|样表|举例|字典|选项"
"""Titles of sheets that show how a ledger is filled in."""
_NO_ENGLISH_LEDGER = (
    r"\b(?:instructions?|read ?me|examples?|samples?|guide|guidance|contents|lookups?|drop-?downs?|options|key|legend)\b"
)
"""The same in workbooks that may be in English."""
_WIDTH = 100
"""The columns in which the headers of an unknown sheet are looked for."""


class Guess(NamedTuple):
    """What an untitled sheet is."""

    sheet: Sheet | None = None
    """``None``: none of the template's sheets, or it cannot be told which."""
    header: Header | None = None
    words: LocalizedText = EMPTY_TEXT
    """What it lacks to be the sheet that its title suggests."""


def guess(raw: RawSheet, ledgers: Ledgers, *, roster_only: bool) -> Guess:
    """Tell what a sheet is; its rows can still be read from the first."""
    head = head_of(raw)
    if all(map(blank, head)) or _shows_how(raw.title, ledgers):
        return Guess()
    held, words = ledgers.held_in(raw.title), EMPTY_TEXT
    if held and (held.roster or not roster_only):
        if held.cover:
            if _declares(head, held):
                return Guess(held)
        elif not (header := _header(raw, head, held)).missing:
            return Guess(held, header)
        else:
            missing = [column.header for column in held.columns if column.name in header.missing]
            lacking = listed(missing, ledgers.conventions.lang)
            words = LocalizedText(
                f"《{held.title}》的表头（缺少 {lacking}）", f"the headers of {held.title} (there is no {lacking})"
            )
    return Guess(words=words) if roster_only else _by_header(raw, head, ledgers)._replace(words=words)


def _shows_how(title: str, ledgers: Ledgers) -> bool:
    """Whether a sheet shows how another one is filled in."""
    if re.search(_NO_LEDGER, strip_whitespace(title)):
        return True
    return ledgers.conventions.english and re.search(_NO_ENGLISH_LEDGER, title.casefold()) is not None


def holds_rows(raw: RawSheet, sheet: Sheet) -> bool:
    """Whether more than examples stands below a sheet's header; its rows can then no longer be read."""
    header = _header(raw, head_of(raw), sheet)
    is_example = line_marks(sheet.columns[0].conventions).is_example
    return not all(void(cell) or is_example(cell) for row in islice(raw.rows, header.last, None) for cell in row)


def _header(raw: RawSheet, head: list[list[Cell]], sheet: Sheet) -> Header:
    return find_header(head, sheet.columns, raw.merges, raw.first_column)


def _declares(head: list[list[Cell]], cover: Sheet) -> bool:
    labels = {text for column in cover.columns for text in column.headers}
    return any(header_text(cell) in labels for row in head for cell in row[:_WIDTH])


def _by_header(raw: RawSheet, head: list[list[Cell]], ledgers: Ledgers) -> Guess:
    """Return the ledger whose required columns a sheet has, and that knows all the headers which another one knows."""
    lines = [[text for cell in row[:_WIDTH] if (text := header_text(cell))] for row in head]
    fitting = [(sheet, _header(raw, head, sheet)) for sheet in ledgers.evidence if _may_fit(sheet, lines)]
    fitting = [(sheet, header) for sheet, header in fitting if not header.missing]
    known = [frozenset(header.positions.values()) for _, header in fitting]
    best = [one for one, places in zip(fitting, known, strict=True) if all(places >= others for others in known)]
    return Guess(*best[0]) if len(best) == 1 else Guess()


def _may_fit(sheet: Sheet, lines: Sequence[Sequence[str]]) -> bool:
    """Whether all required columns are named in one row or in two, one below the other."""
    names = Names(sheet.columns)
    required = {column.name for column in sheet.columns if column.required}
    single: Iterator[set[str]] = ({found.name for text in line if (found := names.column(text))} for line in lines)
    before: set[str] = set()
    for here in single:
        if required <= here | before:
            return True
        before = here
    return False
