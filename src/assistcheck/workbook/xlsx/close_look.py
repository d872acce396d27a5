"""A close look at the cells of a sheet's XML: error values, formulas without a result, formats that show another number."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cached_property

from assistcheck.workbook.cell_runs import CellRuns, Place, RunPlaces
from assistcheck.workbook.xlsx.cell_issues import CellIssue, count_hidden_rows, find_cell_issues, find_styles, find_texts
from assistcheck.workbook.xlsx.package import Styles
from assistcheck.workbook.xlsx.plain_cells import UnplainCellsError, find_plain_issues, find_plain_styles, find_plain_texts
from assistcheck.workbook.xlsx.prescan import PrescanFlags, without_comments


class CloseLook:
    """What the cells of one sheet tell, as far as there is a sign of it."""

    def __init__(self, styles: Styles, find_pictures: Callable[[], Collection[int]], *, recalculates: bool) -> None:
        """Have seen nothing.

        Args:
            styles: The cell formats that show something else than the number.
            find_pictures: Gives the numbers of the rich values that are pictures.
            recalculates: Whether the workbook asks to be calculated when it is opened, so that a 0 is no result.
        """
        self._styles = styles
        self._find_pictures = find_pictures
        self._recalculates = recalculates
        self._formats = CellRuns()
        self.doubts: dict[Place, CellIssue] = {}
        self.texts: dict[Place, str] = {}
        self.hidden_rows = 0

    @cached_property
    def _pictures(self) -> Collection[int]:
        return self._find_pictures()

    def take(self, rows: bytes, signs: PrescanFlags) -> bool:
        """Look at some rows; return whether they are written as spreadsheet programs write them, so that all was found."""
        styles = self._styles
        if signs.styled and 0 in styles.all:  # any cell without a format has one of them
            return False
        try:
            if signs.doubtful:
                self.doubts |= find_plain_issues(rows, recalculates=self._recalculates, pictures=self._pictures_in(rows))
            if signs.styled:
                find_plain_styles(rows, styles.all, self._formats)
                self.texts |= find_plain_texts(rows, styles.texts) if styles.texts else {}
        except UnplainCellsError:
            return False
        if signs.hidden:
            self.hidden_rows += count_hidden_rows(rows)
        return True

    def take_whole(self, xml: bytes, signs: PrescanFlags) -> None:
        """Look at each cell of a whole sheet, however it is written."""
        pictures = self._pictures_in(xml) if signs.doubtful else ()
        xml = without_comments(xml)
        if signs.doubtful:
            self.doubts = find_cell_issues(xml, recalculates=self._recalculates, pictures=pictures)
        if signs.styled:
            for place, style in find_styles(xml, self._styles.all):
                self._formats.add(*place, style)
            self.texts = find_texts(xml, self._styles.texts) if self._styles.texts else {}
        if signs.hidden:
            self.hidden_rows = count_hidden_rows(xml)

    def _pictures_in(self, xml: bytes) -> Collection[int]:
        return self._pictures if b"vm=" in xml else ()

    def percents(self) -> RunPlaces:
        """Return the cells that show percentages."""
        return RunPlaces(self._formats.translated(dict.fromkeys(self._styles.percents, 1)))

    def units(self) -> CellRuns:
        """Return how many of the currency's units a stored 1 is by what cells show that show a unit or fewer digits."""
        return self._formats.translated(self._styles.units)
