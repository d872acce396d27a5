"""A close look at the cells of a sheet's XML: error values, formulas without a result, formats that show another number."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from typing import NamedTuple

from assistcheck.i18n import LocalizedText
from assistcheck.workbook.archive import corrupt_file
from assistcheck.workbook.cell_runs import CellRuns, Place, RunPlaces
from assistcheck.workbook.limits import Limits, place_in_sheet
from assistcheck.workbook.xlsx import cell_issues, plain_cells
from assistcheck.workbook.xlsx.cell_issues import CellIssue, Corners, count_hidden_rows
from assistcheck.workbook.xlsx.package import Styles
from assistcheck.workbook.xlsx.prescan import PrescanFlags, without_comments

_LAST_COLUMN = 16_384


class Reasons(NamedTuple):
    """What a sheet is looked at closely for."""

    signs: PrescanFlags
    styles: Styles
    measured: bool
    """Whether the cells between its corners are to be counted."""
    recalculates: bool
    find_pictures: Callable[[], Collection[int]]
    """Gives the numbers of the rich values that are pictures."""


class CloseLook:
    """What the cells of one sheet tell, in pieces of its XML one after the other."""

    def __init__(self, reasons: Reasons, *, plain: bool) -> None:
        """Look for what there are ``reasons`` to; ``plain``: the XML is written as spreadsheet programs write it."""
        self._reasons = reasons
        self._plain = plain
        self._corners = Corners()
        self._formats = CellRuns()
        self.doubts: dict[Place, CellIssue] = {}
        self.texts: dict[Place, str] = {}
        self.hidden_rows = 0

    @cached_property
    def _pictures(self) -> Collection[int]:
        return self._reasons.find_pictures()

    def take(self, xml: bytes) -> None:
        """Look at a piece; where it is not plain, it is the whole sheet."""
        signs, styles, _, recalculates, _ = self._reasons
        issues, formats, texts = cell_issues.find_cell_issues, cell_issues.find_styles, cell_issues.find_texts
        if self._plain:
            issues = plain_cells.find_plain_issues
            if 0 not in styles.all:
                formats, texts = plain_cells.find_plain_styles, plain_cells.find_plain_texts
        if self._reasons.measured or signs.wide:
            self._corners.take(xml, plain=self._plain)
        if signs.doubtful:
            pictures = self._pictures if b"vm=" in xml else ()
            self.doubts |= issues(xml, recalculates=recalculates, pictures=pictures)
        if signs.styled:
            for place, style in formats(xml, styles.all):
                self._formats.add(*place, style)
            if styles.texts:
                self.texts |= texts(xml, styles.texts)
        if signs.hidden:
            self.hidden_rows += count_hidden_rows(xml)

    def check_size(self, title: str, limits: Limits) -> None:
        """Refuse a sheet with too many cells between its corners, or with one beyond the last column."""
        signs = self._reasons.signs
        if (self._reasons.measured or signs.wide) and self._corners.area() > limits.area:
            raise limits.limit_error("area", place_in_sheet(title))
        if signs.wide and self._corners.widest() > _LAST_COLUMN:
            raise corrupt_file(LocalizedText("有单元格超出 XFD 列", "a cell beyond column XFD"))

    def percents(self) -> RunPlaces:
        """Return the cells that show percentages."""
        return RunPlaces(self._formats.translated(dict.fromkeys(self._reasons.styles.percents, 1)))

    def units(self) -> CellRuns:
        """Return what cells show that show a unit or fewer digits."""
        return self._formats.translated(self._reasons.styles.units)


def look_closely(
    chunks: Callable[[], Iterable[bytes]], whole: Callable[[], bytes], reasons: Reasons, *, plain: bool
) -> CloseLook:
    """Return what the cells of a sheet's XML tell, which may be read in chunks, or whole where it is not plain.

    ``plain``: it has no comments or the like, and is not written in an unusual way.
    """
    if plain:
        look = CloseLook(reasons, plain=True)
        for piece in plain_cells.whole_rows(chunks()):
            if not plain_cells.are_plain(piece):
                break
            look.take(piece)
        else:
            return look
    look = CloseLook(reasons, plain=False)
    look.take(without_comments(whole()))
    return look
