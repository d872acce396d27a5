"""Problems in the data: where each stands, what stands there, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice, repeat
from typing import NamedTuple

from assistcheck.i18n import EMPTY_TEXT, Lang, LocalizedText
from assistcheck.location import Location, Ranges, column_letters, row_ranges
from assistcheck.problem_codes import CODES, NEUTRAL, ProblemLevel, Terms


class ProblemWords(NamedTuple):
    """What is said of a problem: its title, what to do about it, and what was expected where its place does not say."""

    title: LocalizedText = EMPTY_TEXT
    remedy: LocalizedText = EMPTY_TEXT
    expected: LocalizedText = EMPTY_TEXT


def words_of(code: str, terms: Terms = NEUTRAL) -> ProblemWords:
    """Return what is said of the problems of a code, in the terms of a pack."""
    told, values = CODES[code], terms._asdict()
    return ProblemWords(*(text.format(**values) for text in (told.title, told.remedy, told.expected)))


_neutral = cache(words_of)


_SEEN_ZH, _SEEN_EN = ("“{}”", "、", "等"), ('"{}"', ", ", " and others")
_SHOWN = 3
"""Different texts that a message shows of equal faults."""
_LOOKED_AT = 1_000
"""Cells among which they are looked for."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the data, or all equal ones of a column: where, what stands there, what was expected."""

    code: str
    place: Location
    value: str = ""
    """What stands there, as text; empty where nothing does."""
    expected: LocalizedText = EMPTY_TEXT
    grade: ProblemLevel | None = None
    """How grave it is, where that differs from case to case of one code."""
    words: ProblemWords | None = None
    """What is said of it, where that is not the same in every pack; a text that is empty is as the code has it."""
    rows: Ranges = ()
    """The sheet rows of all equal faults of its column, as inclusive ranges; empty: it stands at its place alone."""
    values: Sequence[str] = ()
    """What stands in each of these cells, row by row; empty: ``value`` in all."""

    def __post_init__(self) -> None:
        """Take what the code expects where the place says nothing."""
        if self.expected == EMPTY_TEXT and CODES[self.code].expected != EMPTY_TEXT:
            object.__setattr__(self, "expected", _neutral(self.code).expected)

    def in_terms(self, words: ProblemWords) -> Problem:
        """Return the problem in the ``words`` of a pack; its own, and what its place expects, stand."""
        own, usual = self.words or ProblemWords(), _neutral(self.code).expected
        told = ProblemWords(*(mine if mine != EMPTY_TEXT else one for mine, one in zip(own, words, strict=True)))
        return replace(self, words=told, expected=told.expected if self.expected == usual else self.expected)

    @property
    def count(self) -> int:
        """How many cells (or rows, sheets, files) have the fault."""
        return sum(last - first + 1 for first, last in self.rows) or 1

    @property
    def cells(self) -> tuple[str, ...]:
        """The A1 ranges of all cells with the fault: A2:A5, A7; empty where it stands in no cell."""
        letters = column_letters(self.place.column)
        if not self.place.cell:
            return ()
        ranges = self.rows or ((self.place.row, self.place.row),)
        return tuple(f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}" for first, last in ranges)

    def texts(self) -> Iterator[tuple[int, str]]:
        """Yield the sheet row of each cell with the fault, and what stands there, row by row."""
        rows = chain.from_iterable(range(first, last + 1) for first, last in self.rows) if self.rows else (self.place.row,)
        return zip(rows, self.values or repeat(self.value, self.count), strict=True)

    @property
    def places(self) -> Iterator[Location]:
        """Where each cell with the fault stands, row by row."""
        return (self.place._replace(row=row) for row, _ in self.texts())

    def each(self) -> Iterator[Problem]:
        """Yield the fault of each cell by itself, row by row."""
        if not self.rows:
            yield self
            return
        for row, value in self.texts():
            yield replace(self, place=self.place._replace(row=row), value=value, rows=(), values=())

    def in_cells(self, rows: Sequence[int], values: Sequence[str]) -> Problem:
        """Return the same fault of other cells of its column: their sheet rows, from the top, and what stands in each."""
        texts = dict(zip(rows, values, strict=True))
        different = tuple(texts.values()) if len(set(values)) > 1 else ()
        place = self.place._replace(row=rows[0])
        return replace(self, place=place, value=texts[rows[0]], rows=row_ranges(texts.keys()), values=different)

    @property
    def level(self) -> ProblemLevel:
        """How grave it is."""
        return self.grade or CODES[self.code].level

    @property
    def title(self) -> LocalizedText:
        """What it is called."""
        own = self.words.title if self.words else EMPTY_TEXT
        return own if own != EMPTY_TEXT else _neutral(self.code).title

    @property
    def remedy(self) -> LocalizedText:
        """What to do about it."""
        own = self.words.remedy if self.words else EMPTY_TEXT
        return own if own != EMPTY_TEXT else _neutral(self.code).remedy

    def message(self, lang: Lang) -> str:
        """Return one sentence: what is wrong, what stands there, what was expected."""
        text = self.title.text(lang)
        if self.value:
            text += f"：{self._seen(*_SEEN_ZH)}" if lang == "zh" else f": {self._seen(*_SEEN_EN)}"
        if expected := self.expected.text(lang):
            text += f"；应为{expected}" if lang == "zh" else f"; expected {expected}"
        return text

    def first_texts(self) -> tuple[list[str], bool]:
        """Return the first few different texts that stand in its cells, and whether there are others."""
        found = list(dict.fromkeys((self.value, *islice(self.values, _LOOKED_AT))))
        return found[:_SHOWN], len(found) > _SHOWN

    def _seen(self, quoted: str, comma: str, others: str) -> str:
        texts, more = self.first_texts()
        return comma.join(map(quoted.format, texts)) + others * more
