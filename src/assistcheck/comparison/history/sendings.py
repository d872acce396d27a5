"""Which workbooks each reporter had in each report: first sent, changed, of an earlier quarter, missing, in conflict."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Literal, NamedTuple

from assistcheck.comparison.history.reports import TrendRecord
from assistcheck.comparison.record import InputRecord, SheetRecord
from assistcheck.submission.row_accounts import InputStatus
from assistcheck.submission.row_marks import MOST_ROWS

SendingState = Literal["untold", "missing", "first", "changed", "resaved", "same"]
"""What a reporter's workbook is beside the one of the report before; ``untold``: no workbook of a report says whose it is."""


class Workbook(NamedTuple):
    """One workbook that a reporter had in a report."""

    path: str
    sha256: str | None
    status: InputStatus
    content: bytes | None
    """What its rows say, wherever they stand; ``None`` where the report does not tell."""
    until: str | None = None
    """Its own day, where that lies in an earlier quarter than the report's."""


class Sending(NamedTuple):
    """What a reporter had sent by the day of a report."""

    state: SendingState
    workbooks: tuple[Workbook, ...] = ()
    """The one that counts first, then those that it replaces."""

    @property
    def is_late(self) -> bool:
        """Whether the workbook that counts is of an earlier quarter than the report."""
        return bool(self.workbooks) and self.workbooks[0].until is not None

    @property
    def is_conflicting(self) -> bool:
        """Whether there were several workbooks of which one counts."""
        return len(self.workbooks) > 1

    @property
    def was_sent(self) -> bool:
        """Whether there was a workbook."""
        return bool(self.workbooks)


def workbooks_of(record: TrendRecord, reporters: Collection[str]) -> Mapping[str, tuple[Workbook, ...]]:
    """Return the workbooks of each reporter that has one in a report; those that count first."""
    late = {one.path: one.value for one in record.problems if one.code == "stale-submission" and one.level == "warning"}
    is_marked = any(sheet.row_marks for one in record.inputs for sheet in one.sheets)
    found: dict[str, list[Workbook]] = {}
    for one in sorted(record.inputs, key=lambda one: one.status == "superseded"):
        reporter = one.reporter
        if reporter is not None and reporter in reporters and one.status != "unreadable":
            book = Workbook(one.path, one.sha256, one.status, _content(one) if is_marked else None, late.get(one.path))
            found.setdefault(reporter, []).append(book)
    return {reporter: tuple(books) for reporter, books in found.items()}


def sendings_of(reporter: str, reports: Sequence[Mapping[str, tuple[Workbook, ...]]]) -> Iterator[Sending]:
    """Yield what a reporter had sent by each of the reports, given the workbooks of each.

    Where no workbook of a report says whose it is, nobody can be said to have sent nothing.
    """
    before: tuple[Workbook, ...] = ()
    for report in reports:
        books = report.get(reporter, ())
        if not books:
            yield Sending("missing" if report else "untold")
            continue
        yield Sending(_state(books, before), books)
        before = books


def _state(books: Sequence[Workbook], before: Sequence[Workbook]) -> SendingState:
    if not before:
        return "first"
    book, old = books[0], before[0]
    if book.sha256 is not None and book.sha256 == old.sha256:
        return "same"
    return "resaved" if book.content is not None and book.content == old.content else "changed"


def _content(one: InputRecord) -> bytes | None:
    """Return what the rows of a workbook say, as a digest; ``None`` where the report does not hold the marks of all.

    Of what has no marks, as a roster, a cover sheet or a ledger without a row, the number of rows has to do.
    """
    if any(map(_is_unmarked, one.sheets)):
        return None
    digest = blake2b(digest_size=12)
    for sheet in sorted(one.sheets, key=lambda sheet: sheet.ledger):
        marks = b"".join(sorted(sheet.marks.values())) or str(sheet.rows.get("read", 0)).encode()
        digest.update(sheet.ledger.encode("utf-8", "surrogatepass") + b"\x00" + marks + b"\x00")
    return digest.digest()


def _is_unmarked(sheet: SheetRecord) -> bool:
    """Whether a sheet is so long that its rows have no marks."""
    return sheet.row_marks is None and sheet.rows.get("read", 0) > MOST_ROWS


class Habit(NamedTuple):
    """How a reporter sent over all reports."""

    first: date | None
    """The day of the report that first had a workbook."""
    missing: int
    """How many reports had none, those before the first included."""
    late: int
    """How many had one of an earlier quarter."""
    conflicting: int
    """How many had several."""
    changes: int
    """How many had another content than the one before."""


def habit_of(days: Sequence[date], sendings: Sequence[Sending]) -> Habit:
    """Return how a reporter sent, from what it had sent by each of some days."""
    return Habit(
        next((day for day, one in zip(days, sendings, strict=True) if one.was_sent), None),
        sum(one.state == "missing" for one in sendings),
        sum(one.is_late for one in sendings),
        sum(one.is_conflicting for one in sendings),
        sum(one.state == "changed" for one in sendings),
    )
