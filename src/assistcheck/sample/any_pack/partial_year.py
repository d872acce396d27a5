"""A year as it stood on a day of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistcheck.ledgers.periods import period_end
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.schema import Sheet
from assistcheck.rules.model import RulePack
from assistcheck.sample.rows import Record, Sheets


def as_it_stood(sheets: Sheets, pack: RulePack, day: date) -> Sheets:
    """Return the rows that were known at the end of a day, as they stood then; rosters are the same all year."""
    ledgers = ledgers_of(pack)
    return {ident: list(_known(ledgers[ident], rows, pack, day)) for ident, rows in sheets.items()}


def _known(sheet: Sheet, rows: Sequence[Record], pack: RulePack, day: date) -> Iterator[Record]:
    for row in rows:
        if sheet.tasks:
            yield _undone(sheet, row) if _is_later(row.get(sheet.tasks.date), day) else row
        elif sheet.dating in {"quarter", "month"}:
            if period_end(pack, str(row[sheet.dated_by])) <= day:
                yield row
        elif not (sheet.dating == "date" and _is_later(row.get(sheet.dated_by), day)):
            yield {name: None if _is_later(value, day) else value for name, value in row.items()}


def _undone(sheet: Sheet, row: Record) -> Record:
    """Return a duty of the task list as it was before it was done."""
    if sheet.tasks is None:
        return row
    words = sheet.by_name[sheet.tasks.state].words
    state = next(iter(sheet.tasks.under_way or [word for word in words if word not in sheet.tasks.done]), None)
    return {**row, sheet.tasks.state: state, sheet.tasks.date: None, sheet.tasks.evidence: None}


def _is_later(value: object, day: date) -> bool:
    return isinstance(value, date) and value > day
