"""Marks and lines of English workbooks that are no values and no evidence, beside the Chinese ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeGuard

from assistcheck.ledgers.template_marks import EXAMPLE
from assistcheck.submission.line_marks import LineMarks
from assistcheck.workbook.cell_markers import AROUND
from assistcheck.workbook.cell_values import Cell, display, normalize
from assistcheck.workbook.english_markers import (
    BARE_LABELS,
    DITTO_FIRST,
    DITTO_MARKS,
    LINE_LABELS,
    LINE_STARTS,
    LINE_WORDS,
    LONGEST_MARK,
    PARTS,
    PLACEHOLDER_FIRST,
    PLACEHOLDERS,
    SIGNED_BY,
    TOTAL_FIRST,
)
from assistcheck.workbook.word_patterns import any_of

_LONGEST_TOTAL = 80  # characters
_LONGEST_LINE = 1000  # characters
_EXAMPLE = EXAMPLE.en.casefold().strip()

_FILL = r"[\s_.\-–—…]*"
_LABEL = (
    rf"(?s){any_of((*LINE_LABELS, *SIGNED_BY))}(?:\s*\([^()]*\))?\s*:.*"
    rf"|{any_of((*BARE_LABELS, *LINE_LABELS))}{_FILL}[_.…]{{2,}}"
)
_SIGNED = rf"{any_of(SIGNED_BY)}(?:\b.*)?|{any_of(BARE_LABELS)}|page \d+(?: of \d+)?"
_AROUND = r"[-=*_.·\[\]<>\"'~|:—–\s]*"
_TOTAL = rf"{_AROUND}(?:{any_of(TOTAL_FIRST)}[\s-]*)?totals?"
_TOTAL_FIRST = rf"(?s){_TOTAL}(?:\s*[:(–—-].*|\s+(?:for|of|by|in|as of|to date|amount|spent|this)\b.*)"
_TOTAL_LAST = rf".{{1,60}}\s(?:{any_of(TOTAL_FIRST)}[\s-]*)?totals?{_AROUND}"
_ALONE = rf"{_TOTAL}(?:\s*\([^()]*\))?{_AROUND}"
_PART = rf"(?s)\(?{any_of(PARTS)}(?:\s*(?:$|[:,;(–—-].*))|\(?of which\b.*"
_SQUEEZED_PARTS = tuple(part.replace(" ", "") for part in PARTS)
_TITLE = r"(?s)(?:part|section|schedule|table)\s+(?:\d{1,2}|[ivx]{1,4}|[a-z])\b(?:\s*[:.–—-].*)?"
_NUMBERING = r"(?:col(?:umn)?|line|row)\.?\s*(?:\d{1,3}|[a-z])|no\.|#"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = (
    rf"(?:dated?:?\s*)?(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH},?\s+\d{{4}}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}})"
)


def _count_up(texts: Sequence[str]) -> bool:
    """Whether texts are numbered one after the other, and but for their numbers the same; or none of them has a number."""
    found = [re.fullmatch(r"(\D*)(\d{1,3})(\D*|.*=.*)", text) for text in texts]
    if not any(found):
        return len(texts) < 2 or all(ord(one[-1]) + 1 == ord(next_[-1]) for one, next_ in pairwise(texts))
    if not all(found):
        return False
    parts = [one.groups() for one in found if one]
    counts = all(int(one[1]) + 1 == int(next_[1]) for one, next_ in pairwise(parts))
    return counts and len({before for before, _, _ in parts}) == 1


class EnglishLineMarks(LineMarks):
    """Those of English texts, and the Chinese ones."""

    def is_placeholder(self, text: str) -> bool:
        """Whether a folded text that is not empty stands for nothing: none, TBD, not applicable."""
        return super().is_placeholder(text) or (len(text) <= LONGEST_MARK and _bare(text) in PLACEHOLDERS)

    def is_ditto(self, text: str) -> bool:
        """Whether a folded text repeats the cell above: ditto, same as above."""
        return super().is_ditto(text) or (len(text) <= LONGEST_MARK and _bare(text) in DITTO_MARKS)

    def any_mark(self, texts: Sequence[str], together: str) -> bool:
        """Whether any of some folded texts, none of them empty, which ``together`` joins, may be one of these marks."""
        first = PLACEHOLDER_FIRST | DITTO_FIRST
        return super().any_mark(texts, together) or any(
            text[0] in first and len(text) <= LONGEST_MARK and (_bare(text) in PLACEHOLDERS or _bare(text) in DITTO_MARKS)
            for text in texts
        )

    def is_example(self, cell: Cell) -> bool:
        """Whether a cell holds an example that the template wrote."""
        return super().is_example(cell) or (
            isinstance(cell, str) and self._may_hold_example(cell) and normalize(cell).casefold().startswith(_EXAMPLE)
        )

    def _may_hold_example(self, together: str) -> bool:
        """Whether any of some texts may be an example."""
        return super()._may_hold_example(together) or _EXAMPLE[1:] in together or _EXAMPLE[1:].upper() in together

    # --- totals and parts ---

    def may_be_marked(self, text: str) -> bool:
        """Whether a total, or a part of the row above, may be somewhere in a folded text."""
        if super().may_be_marked(text):
            return True
        small = text.casefold()
        return "total" in small or "of which" in small or "thereof" in small or "incl" in small or "of th" in small

    def any_marked(self, texts: Sequence[str], together: str) -> bool:
        """Whether any of some folded texts, which ``together`` joins, may belong to a total, or to a part of the row above."""
        return self.may_be_marked(together) and any(map(self.is_marked, texts))

    def is_marked(self, cell: Cell) -> bool:
        """Whether a cell may belong to a total, or to a part of the row above."""
        return super().is_marked(cell) or self.ends_in_total(cell) or self.is_part(cell)

    def _may_mark(self, squeezed: str) -> bool:
        """Whether a squeezed text of small letters holds what each cell that is marked does."""
        return super()._may_mark(squeezed) or any(part in squeezed for part in _SQUEEZED_PARTS)

    def ends_in_total(self, cell: Cell) -> TypeGuard[str]:
        """Whether a cell begins or ends as a total may, or is one; the place where it stands has to tell."""
        return super().ends_in_total(cell) or (
            self._may_total(cell) and self._is_like(cell, f"{_TOTAL_FIRST}|{_TOTAL_LAST}|{_ALONE}")
        )

    def is_total(self, cell: Cell) -> bool:
        """Whether a cell makes its row a total wherever it stands."""
        return super().is_total(cell) or (self._may_total(cell) and self._is_like(cell, _ALONE))

    def is_total_if_lacking(self, cell: Cell) -> bool:
        """Whether a cell makes its row a total where that lacks what evidence needs: Total for the year."""
        return self._may_total(cell) and self._is_like(cell, f"{_TOTAL_FIRST}|{_TOTAL_LAST}")

    def is_part(self, cell: Cell) -> bool:
        """Whether a cell says that its row is a part of the row above."""
        return super().is_part(cell) or self._is_like(cell, _PART)

    def _may_total(self, cell: Cell) -> TypeGuard[str]:
        return isinstance(cell, str) and len(cell) <= _LONGEST_TOTAL and "total" in cell.casefold()

    # --- lines ---

    def is_title(self, cell: Cell) -> bool:
        """Whether a cell is the title of a part of a table."""
        return super().is_title(cell) or self._is_like(cell, _TITLE)

    def is_note(self, cell: Cell) -> bool:
        """Whether a cell is a remark or a signature."""
        if super().is_note(cell) or self._is_like(cell, f"{_LABEL}|{_SIGNED}"):
            return True
        return isinstance(cell, str) and normalize(cell).casefold().strip("-=*_.·—–()[] ") in LINE_WORDS

    def is_day(self, cell: Cell) -> bool:
        """Whether a cell names a day."""
        return super().is_day(cell) or self._is_like(cell, _DAY)

    def reads_as_line(self, cell: Cell) -> bool:
        """Whether a cell reads as a line below a table."""
        if super().reads_as_line(cell):
            return True
        return isinstance(cell, str) and normalize(cell).casefold().startswith(LINE_STARTS)

    def is_number_of_column(self, cell: Cell) -> bool:
        """Whether a cell may number its column."""
        return super().is_number_of_column(cell) or self._is_like(cell, _NUMBERING)

    def numbers_columns(self, cells: Sequence[Cell]) -> bool:
        """Whether the filled cells of a row number their columns: they count up; codes of places, such as S1 and D4, do not."""
        return super().numbers_columns(cells) and _count_up([" ".join(display(cell).casefold().split()) for cell in cells])

    def begins_as_line(self, cell: Cell) -> bool:
        """Whether a row that begins with a cell may be no evidence, though all that it needs is filled in."""
        own = (self.reads_as_line, self.is_note, self.is_number_of_column)
        return super().begins_as_line(cell) or any(test(cell) for test in own)

    def _is_like(self, cell: Cell, pattern: str) -> bool:
        """Whether a text is what a pattern of small letters says."""
        if not isinstance(cell, str) or len(cell) > _LONGEST_LINE:
            return False
        return re.fullmatch(pattern, " ".join(normalize(cell).casefold().split())) is not None


def _bare(text: str) -> str:
    """Return a mark without what may stand around it."""
    return "".join(text.split()).casefold().strip(AROUND)
