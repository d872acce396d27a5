"""Which rows below a header are no evidence, as far as the row itself tells."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from itertools import repeat
from typing import Any

from assistcheck.ledgers.schema import Column
from assistcheck.ledgers.template_marks import DUTY_WORDS
from assistcheck.submission.line_marks import line_marks
from assistcheck.submission.merged_cells import NUMBERS, MergedRows
from assistcheck.submission.parsed import plain
from assistcheck.workbook.cell_values import Cell, normalize, strip_whitespace
from assistcheck.workbook.header import Header
from assistcheck.workbook.header_matching import header_text
from assistcheck.workbook.raw_sheet import RawSheet

_BANNER = 2  # columns beyond its first that a merged title within a table spans at least
_PREFILLED = frozenset({"choice", "choices"})
_FEW = 64
"""Different texts of a column that are looked at for all rows at once."""
_REMEMBERED = 20_000
"""Texts of which it is kept in mind what they may be beside evidence."""

Own = list[tuple[int, Cell]]
"""The cells of a row that hold something of their own, by their positions."""


class Skip(Enum):
    """Why a row is skipped."""

    USUAL = "blank, title, total, or the header over again"
    TEMPLATE = "what the template wrote and nobody has filled in: its example, a duty listed beforehand"
    LINE = "a line that somebody should look at: a remark, a signature, numbers of columns, a part of the row above"


class _Meant(Enum):
    """What a text in a row may stand for."""

    EVIDENCE = "nothing but evidence"
    DAY = "a day, of evidence or beside a signature"
    LINE = "a line that is no evidence, too"


def void(cell: Cell) -> bool:
    """Whether a cell holds nothing but white space."""
    return cell is None or cell == "" or (isinstance(cell, str) and not cell[0].isalnum() and not strip_whitespace(cell))


def blank(row: Iterable[Cell]) -> bool:
    """Whether a row holds nothing but white space."""
    return all(map(void, row))


def says_duty(header: str) -> bool:
    """Whether a squeezed header is that of the template's column which says what a duty is."""
    return header in map(strip_whitespace, DUTY_WORDS)


def _lists_duties(wanted: Iterable[Column]) -> bool:
    return any(column.is_duty for column in wanted)


class Skips:
    """Tells the rows of one sheet that are no evidence."""

    def __init__(
        self, raw: RawSheet, header: Header, wanted: Sequence[Column], merged: MergedRows, beside: Container[int] = ()
    ) -> None:
        """Keep what is the same for all rows of ``raw``; ``beside``: sheet rows with evidence that is in no cell."""
        self._header = header
        self._marks = line_marks(wanted[0].conventions)
        self._lines = [line for line in (header.texts, header.above) if line]
        self._merged = merged
        self._known = {header.positions[column.name]: column for column in wanted if column.name in header.positions}
        self._beside = beside
        self._words_at = next((at for at, text in header.unknown if says_duty(text)), None) if _lists_duties(wanted) else None
        """Where the template says in words what the duty of a line is."""
        self._required = sum(column.required for column in wanted)
        self._banners = {top + 1 for (top, left), (_, right) in raw.merges if right - left >= _BANNER}
        places = {raw.first_column + at: column for at, column in self._known.items()}
        self._worded = {at for at, column in self._known.items() if column.kind not in _PREFILLED | NUMBERS}
        self._header_texts = frozenset().union(*self._lines)
        self._meant = lru_cache(_REMEMBERED)(self._meant_by)
        self._may_be_below = lru_cache(_REMEMBERED)(self._marks.may_be_below)
        self._doubted = {row for row, column in raw.look.doubts if column in places}
        self._unread = {
            row
            for (row, column), doubt in raw.look.doubts.items()
            if column in places and not (doubt.code == "formula-without-value" and places[column].kind in NUMBERS)
        }

    def are_plain(self, rows: Mapping[int, Sequence[Cell]]) -> Iterator[bool]:
        """Tell of each of ``rows``, by sheet row, whether it plainly is evidence, so that :meth:`why` would return ``None``."""
        texts = ["\n".join([cell for cell in row if isinstance(cell, str)]) for row in rows.values()]
        may_be_marked = self._marks.may_be_marked
        unmarked = not may_be_marked(normalize("\n".join(texts)))
        distinct = {at: {row[at] for row in rows.values()} for at in self._worded}
        least = sorted(distinct, key=lambda at: len(distinct[at]))
        if unmarked and not self._merged and self._banners.isdisjoint(rows) and self._are_evidence(rows, distinct, least):
            yield from repeat(True, len(rows))
            return
        for (number, row), text in zip(rows.items(), texts, strict=True):
            yield self._is_plain(row, number, least) and (unmarked or not may_be_marked(normalize(text)))

    def _are_evidence(
        self, rows: Mapping[int, Sequence[Cell]], distinct: Mapping[int, set[Cell]], worded: Sequence[int]
    ) -> bool:
        """Whether the first ``worded`` column, of few ``distinct`` texts, shows of all rows at once that they are plain."""
        if not worded or self._words_at is not None:
            return False
        at = worded[0]
        before = {row[at - 1] for row in rows.values()} if at else set()
        if len(distinct[at]) > _FEW or len(before) > _FEW or not before.isdisjoint((None, "")):
            return False
        is_label = any(isinstance(cell, str) and self._meant(cell) is _Meant.LINE for cell in before)
        return not is_label and all(map(self._is_evidence, distinct[at]))

    def _is_plain(self, row: Sequence[Cell], number: int, worded: Iterable[int]) -> bool:
        """Whether one of the ``worded`` cells shows that a row is neither a line nor a header, nor filled in beforehand.

        Those are looked at first whose texts repeat themselves, as each text is told once.
        """
        if self._merged or number in self._banners or self._words_at is not None:
            return False
        return any(self._is_evidence(row[at]) and not self._is_label_before(row, at) for at in worded)

    def _is_evidence(self, cell: Cell) -> bool:
        return isinstance(cell, str) and cell != "" and self._meant(cell) is _Meant.EVIDENCE

    def _is_label_before(self, row: Sequence[Cell], at: int) -> bool:
        """Whether the filled cell before one reads as a line: what follows belongs to it."""
        while at > 0:
            at -= 1
            if not (row[at] is None or row[at] == ""):
                before = row[at]
                return isinstance(before, str) and self._meant(before) is _Meant.LINE
        return False

    def _meant_by(self, text: str) -> _Meant:
        """Return what a text may stand for, of marks of totals and parts apart."""
        marks = self._marks
        if marks.is_nothing(text) or header_text(text) in self._header_texts:
            return _Meant.LINE
        if any(test(text) for test in (marks.is_note, marks.is_title, marks.is_number_of_column, marks.is_example)):
            return _Meant.LINE
        return _Meant.DAY if marks.is_day(text) else _Meant.EVIDENCE

    def own(self, row: Sequence[Cell], number: int) -> Own:
        """Return the cells of a row that hold something, and have not been filled in from a merged cell above."""
        return [
            (at, cell) for at, cell in enumerate(row) if not (self._marks.is_nothing(cell) or self._merged.fills(number, at))
        ]

    def why(self, row: Sequence[Cell], number: int, values: Mapping[str, Any]) -> Skip | None:
        """Return why a row is skipped, whose cells have been read as ``values``; ``None``: it is evidence, or has faults."""
        own = self.own(row, number)
        if not any(at in self._known for at, _ in own):
            return Skip.USUAL if number not in self._doubted else Skip.LINE if self._is_prefilled(own, number, values) else None
        if self._is_of_template(row, own, number):
            return Skip.TEMPLATE
        marked = self._marks.may_be_marked(normalize("\n".join(cell for cell in row if isinstance(cell, str))))
        if self.is_header(row) or (marked and self._is_total(own, values)):
            return Skip.USUAL
        if marked and any(map(self._marks.is_part, row)):
            return Skip.LINE
        if self._is_prefilled(own, number, values):
            return Skip.LINE
        if number in self._doubted:
            return None
        cells = [cell for _, cell in own]
        if self._numbers_columns(cells) or self._marks.is_remark(cells):
            return Skip.LINE
        return Skip.USUAL if all(map(self._marks.is_title, cells)) or (len(cells) == 1 and number in self._banners) else None

    def _is_of_template(self, row: Sequence[Cell], own: Own, number: int) -> bool:
        """Whether a row is as the template wrote it: nothing but its example, or a duty of which nobody has said anything."""
        if number in self._doubted or number in self._beside:
            return False
        return self._is_untouched_task(row) or all(self._marks.is_example(cell) for at, cell in own if at in self._known)

    def _is_untouched_task(self, row: Sequence[Cell]) -> bool:
        """Whether a line of the task list says in words which duty it is for, and besides no more than duty and subject."""
        if self._words_at is None or void(row[self._words_at]):
            return False
        named = (at for at in self._known if not void(row[at]))
        return all(self._known[at].is_duty or self._known[at].names == ("subject",) for at in named)

    def _is_total(self, own: Own, values: Mapping[str, Any]) -> bool:
        """Whether a row is a total: by a word wherever it stands, by what may be a remark only where none can be meant."""
        told = [(at, cell) for at, cell in own if not self._is_word(at, values)]
        if any(self._marks.is_total(cell) for _, cell in told):
            return True
        first, cell = next((at, cell) for at, cell in own if at in self._known)
        if (first, cell) in told and self._marks.ends_in_total(cell) and self._known[first].kind != "text":
            return True
        required = [column.name for column in self._known.values() if column.required]
        whole = all(plain(values[name]) is not None for name in required)
        if not whole and any(self._marks.is_total_if_lacking(cell) for _, cell in told):
            return True
        return any(
            self._marks.is_total_of_part(cell)
            for at, cell in told
            if not whole or at == own[0][0] or (at in self._known and (self._known[at].required or self._known[at].names))
        )

    def _is_word(self, at: int, values: Mapping[str, Any]) -> bool:
        """Whether a cell holds what its column allows, which makes no row a total, whatever the word is."""
        column = self._known.get(at)
        if column is None or not column.words:
            return False
        value = plain(values[column.name])
        return {*column.words} >= ({value} if isinstance(value, str) else {*value} if isinstance(value, tuple) else {None})

    def _is_prefilled(self, own: Own, number: int, values: Mapping[str, Any]) -> bool:
        """Whether nothing is filled in but choices and zeros, as a template does for every row, and words are missing."""
        words = (column.name for column in self._known.values() if column.required and column.kind not in NUMBERS)
        if number in self._unread or all(plain(values[name]) is not None for name in words):
            return False
        for at, _ in own:
            if column := self._known.get(at):
                value = plain(values[column.name])
                if not (value is not None and (column.kind in _PREFILLED or (column.kind in NUMBERS and value == 0))):
                    return False
        return True

    def _numbers_columns(self, cells: Sequence[Cell]) -> bool:
        return len(cells) >= max(2, self._required / 2) and self._marks.numbers_columns(cells)

    def is_header(self, row: Sequence[Cell]) -> bool:
        """Whether a row is the header over again, or one of its two lines, in every column that the sheet knows."""
        places = list(self._header.positions.values())
        return any(all(header_text(row[at]) == line[at] for at in places) for line in self._lines)

    def is_below(self, row: Sequence[Cell], number: int, lacking: int) -> bool:
        """Whether a row below the last whole one is no evidence, by how many required cells it lacks and by what it says."""
        if number in self._doubted or any(map(self._marks.is_example, row)):
            return False
        if lacking * 2 > self._required:
            return True
        if not self._merged and not all(self._may_be_below(cell) for cell in row if isinstance(cell, str)):
            return False
        kinds = {at: column.kind for at, column in self._known.items()}
        return self._marks.is_below([(cell, kinds.get(at, "")) for at, cell in self.own(row, number)])
