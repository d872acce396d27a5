"""The marks and lines of one pack's workbooks that are no values and no evidence, in the languages that they may be in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import TypeGuard

from assistcheck.submission import non_data_rows as lines
from assistcheck.workbook import cell_markers as markers
from assistcheck.workbook.cell_values import Cell, normalize
from assistcheck.workbook.conventions import Conventions

_FIRST = itemgetter(0)


class LineMarks:
    """Those of Chinese texts (:mod:`assistcheck.submission.non_data_rows`), with the words of the pack for who reports."""

    def __init__(self, own: lines.Own) -> None:
        """Know the pack's ``own`` words by which names of those who report end."""
        self._own = own

    def is_placeholder(self, text: str) -> bool:
        """Whether a folded text that is not empty stands for nothing: 无, /."""
        return markers.is_placeholder(text)

    def is_ditto(self, text: str) -> bool:
        """Whether a folded text repeats the cell above: 同上."""
        return lines.is_ditto(text)

    def is_nothing(self, cell: Cell) -> bool:
        """Whether a cell is blank, or holds a mark that stands for nothing."""
        return cell is None or (isinstance(cell, str) and (not (text := normalize(cell)) or self.is_placeholder(text)))

    def any_mark(self, texts: Sequence[str], together: str) -> bool:
        """Whether any of some folded texts, none of them empty, which ``together`` joins, may be one of these marks."""
        first = set(map(_FIRST, texts))
        if not markers.DITTO_FIRST.isdisjoint(first) and any(map(lines.is_ditto, texts)):
            return True
        if self.any_marked(texts, together) or self._may_hold_example(together):
            return True
        return not markers.PLACEHOLDER_FIRST.isdisjoint(first) and any(
            text[0] in markers.PLACEHOLDER_FIRST and text[-1] in markers.PLACEHOLDER_LAST for text in texts
        )

    def is_example(self, cell: Cell) -> bool:
        """Whether a cell holds an example that the template wrote."""
        return lines.is_example(cell)

    def _may_hold_example(self, together: str) -> bool:
        """Whether any of some folded texts may be an example."""
        return lines.EXAMPLE_SIGN in together

    # --- totals and parts ---

    def may_be_marked(self, text: str) -> bool:
        """Whether a total, or a part of the row above, may be somewhere in a folded text."""
        return lines.may_be_marked(text)

    def any_marked(self, texts: Sequence[str], together: str) -> bool:
        """Whether any of some folded texts, which ``together`` joins, may belong to a total, or to a part of the row above."""
        return lines.any_marked(texts, together)

    def is_marked(self, cell: Cell) -> bool:
        """Whether a cell may belong to a total, or to a part of the row above."""
        return lines.is_marked(cell)

    def may_hold_marked(self, cells: Iterable[Cell]) -> bool:
        """Whether any of some cells may belong to a total, or to a part of the row above, by what all of them hold together."""
        together = normalize("|".join([cell for cell in cells if isinstance(cell, str)]))
        return self._may_mark("".join(together.split()).casefold())

    def _may_mark(self, squeezed: str) -> bool:
        """Whether a squeezed text of small letters holds what each cell that is marked does."""
        return lines.may_be_marked(squeezed)

    def ends_in_total(self, cell: Cell) -> TypeGuard[str]:
        """Whether a cell ends as a total may, or is one; the place where it stands has to tell."""
        return lines.ends_in_total(cell)

    def is_total(self, cell: Cell) -> bool:
        """Whether a cell makes its row a total wherever it stands."""
        return lines.is_total(cell, self._own)

    def is_total_of_part(self, cell: Cell) -> bool:
        """Whether a cell makes its row a total, unless it may be the remark of a row of evidence."""
        return lines.is_total_of_part(cell, self._own)

    def is_total_if_lacking(self, cell: Cell) -> bool:  # noqa: ARG002 - Chinese has none
        """Whether a cell makes its row a total where that lacks what evidence needs."""
        return False

    def is_part(self, cell: Cell) -> bool:
        """Whether a cell says that its row is a part of the row above."""
        return lines.is_part(cell)

    # --- lines ---

    def is_title(self, cell: Cell) -> bool:
        """Whether a cell is the title of a part of a table."""
        return lines.is_title(cell)

    def is_note(self, cell: Cell) -> bool:
        """Whether a cell is a remark or a signature."""
        return lines.is_note(cell)

    def is_day(self, cell: Cell) -> bool:
        """Whether a cell names a day."""
        return lines.is_day(cell)

    def reads_as_line(self, cell: Cell) -> bool:
        """Whether a cell reads as a line below a table."""
        return lines.reads_as_line(cell, self._own)

    def is_number_of_column(self, cell: Cell) -> bool:
        """Whether a cell may number its column."""
        return lines.is_number_of_column(cell)

    def numbers_columns(self, cells: Sequence[Cell]) -> bool:
        """Whether the filled cells of a row number their columns."""
        return all(map(self.is_number_of_column, cells))

    def is_remark(self, cells: Sequence[Cell]) -> bool:
        """Whether the filled cells of a row are remarks and signatures."""
        return lines.is_remark(cells, self.is_note, self.is_day)

    def may_be_below(self, text: str) -> bool:
        """Whether a text may stand in a line below a table."""
        return any(test(text) for test in (self.is_nothing, self.is_note, self.is_day, self.reads_as_line, self._is_issuer))

    def is_below(self, cells: Sequence[tuple[Cell, str]]) -> bool:
        """Whether the filled cells of a row, each with the kind of its column, are a line below a table."""
        return lines.is_below(cells, self.is_note, self.is_day, self.reads_as_line, self._is_issuer)

    def begins_as_line(self, cell: Cell) -> bool:
        """Whether a row that begins with a cell may be no evidence, though all that it needs is filled in."""
        return lines.begins_as_line(cell, self._own)

    def _is_issuer(self, cell: Cell) -> bool:
        return lines.is_issuer(cell, self._own)


@cache
def line_marks(conventions: Conventions) -> LineMarks:
    """Return the marks of a pack's workbooks."""
    if not conventions.english:
        return LineMarks(conventions.reporter)
    from assistcheck.submission.english_lines import EnglishLineMarks  # noqa: PLC0415 - other packs need none

    return EnglishLineMarks(conventions.reporter)
