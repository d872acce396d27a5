"""What each row of a ledger says, as a short mark: by it a row is known again in a later report, wherever it stands then."""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any, NamedTuple

from assistcheck.location import Ranges, row_ranges
from assistcheck.submission.evidence_key import cell_text
from assistcheck.submission.ledger_table import LedgerTable

MARK_BYTES = 6
"""How long a mark is: of a million different rows no two are likely to have the same."""
MOST_ROWS = 10_000
"""A sheet of more rows has no marks: a report of it would be half as large again."""
_BETWEEN = "\x1f"
_EMPTY_MARK = blake2b(digest_size=MARK_BYTES)
"""A mark of nothing, of which each starts as a copy: that is quicker than another one."""


class SheetMarks(NamedTuple):
    """The marks of one sheet's rows."""

    rows: Ranges
    """The sheet rows, as inclusive ranges."""
    marks: str
    """The mark of each, from the top, :data:`MARK_BYTES` bytes each, all together in base64."""

    def by_row(self) -> dict[int, bytes]:
        """Return the mark of each sheet row."""
        content = a2b_base64(self.marks)
        marks = (content[at : at + MARK_BYTES] for at in range(0, len(content), MARK_BYTES))
        rows = (row for first, last in self.rows for row in range(first, last + 1))
        return dict(zip(rows, marks, strict=False))


class RowMarks:
    """The marks of the sheets of a submission; each sheet's are made when they are asked for."""

    def __init__(self, tables: Iterable[LedgerTable] = ()) -> None:
        """Mark rows by what stands in all columns of their ledger, as it was read: another spelling of it is the same."""
        parts = {(part.path, part.title): (table, number) for table in tables for number, part in enumerate(table.parts)}
        self._makers: dict[tuple[str, str], Callable[[], SheetMarks | None]] = {
            place: partial(_marks_of, *part) for place, part in parts.items()
        }

    def of(self, path: str, title: str) -> SheetMarks | None:
        """Return the marks of a sheet; ``None`` for one that is no ledger, could not be read, or has too many rows."""
        make = self._makers.get((path, title))
        return make() if make else None

    def __eq__(self, other: object) -> bool:
        """Whether they mark the same sheets alike."""
        return isinstance(other, RowMarks) and self._all() == other._all()

    __hash__ = None  # type: ignore[assignment]  # what goes through everything is no key

    def __reduce__(self) -> tuple[Callable[..., RowMarks], tuple[dict[tuple[str, str], SheetMarks | None]]]:
        """Return how another process gets them: made, without the rows."""
        return _arrived, (self._all(),)

    def _all(self) -> dict[tuple[str, str], SheetMarks | None]:
        return {place: make() for place, make in self._makers.items()}


def _arrived(made: dict[tuple[str, str], SheetMarks | None]) -> RowMarks:
    marks = RowMarks()
    marks._makers |= {place: partial(_same, one) for place, one in made.items()}  # noqa: SLF001 - its own
    return marks


def _same(marks: SheetMarks | None) -> SheetMarks | None:
    return marks


def _marks_of(table: LedgerTable, number: int) -> SheetMarks | None:
    """Return the marks of one part of a table."""
    if len(rows := table.parts[number].rows) > MOST_ROWS:
        return None
    span = table.span(number)
    texts = [_texts(table.columns[name][span.start : span.stop]) for name in table.sheet.by_name]
    marks = b"".join(map(_mark, zip(*texts, strict=True)))
    return SheetMarks(row_ranges(rows), b2a_base64(marks, newline=False).decode("ascii"))


def _mark(texts: Sequence[str]) -> bytes:
    mark = _EMPTY_MARK.copy()
    mark.update(_BETWEEN.join(texts).encode("utf-8", "surrogatepass"))
    return mark.digest()


def _texts(values: Sequence[Any]) -> list[str]:
    """Return what stands in each cell as text; equal values have equal texts."""
    if set(map(type, values)) == {str}:
        return [*values]
    known = {value: cell_text(value) for value in set(values)}
    return [known[value] for value in values]
