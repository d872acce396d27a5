"""Any spreadsheet to sheets of raw cells, behind checks of the file itself.

A workbook is hostile until read: its bytes are taken once, its parts are checked against their checksums,
and a reader that fails in any way becomes a :class:`assistcheck.errors.WorkbookError`.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from python_calamine import CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.workbook.archive import ArchiveGuard, archive_errors, corrupt_file, reader_errors, reject_duplicate_titles
from assistcheck.workbook.cell_values import Cell
from assistcheck.workbook.detect import unsupported
from assistcheck.workbook.limits import Limits, place_in_sheet
from assistcheck.workbook.number_formats import IsForeign
from assistcheck.workbook.raw_sheet import RawSheet
from assistcheck.workbook.xlsx.merge_list import with_empty_merge_list
from assistcheck.workbook.xlsx.package import UnplainError, read_index
from assistcheck.workbook.xlsx.prefetch import SheetPrefetcher
from assistcheck.workbook.xlsx.sheet_scan import SheetScan, look_at_parts

_USUAL = Limits()


@dataclass(slots=True)
class RawWorkbook:
    """A file that could be opened: its sheets."""

    book: CalamineWorkbook
    looks: dict[str, SheetScan]
    limits: Limits
    ahead: SheetPrefetcher | None = None
    as_it_is: CalamineWorkbook | None = None
    """The file unchanged, for the sheets that are to be had from it."""
    _sheets: list[SheetMetadata] = field(init=False)

    def __post_init__(self) -> None:
        """Note the sheets before anybody parses them ahead."""
        self._sheets = self.book.sheets_metadata

    def titles(self) -> list[str]:
        """Return the titles of the worksheets, in the file's order."""
        return [meta.name for meta in self._sheets if meta.typ is SheetTypeEnum.WorkSheet]

    def sheet(self, title: str) -> RawSheet:
        """Return one worksheet; ``WorkbookError`` if it cannot be read."""
        look = self.looks.get(title)
        if look is None:
            raise corrupt_file(LocalizedText("有工作表没有内容部分", "a sheet without a part"))
        with reader_errors():
            sheet = self.ahead.get(title) if self.ahead and title in self.ahead.titles else self.book.get_sheet_by_name(title)
            if look.merges is None and self.as_it_is:
                sheet = self.as_it_is.get_sheet_by_name(title)
            start = sheet.start or (0, 0)
            if sheet.end and sheet.end[0] >= self.limits.rows:
                raise self.limits.limit_error("rows", place_in_sheet(title))
            merges = sheet.merged_cell_ranges or () if look.merges is None else look.merges
        if sum(bottom - top for (top, _), (bottom, _) in merges) > self.limits.area:  # each row of each is looked at
            raise self.limits.limit_error("area", place_in_sheet(title))
        visible = {meta.name: meta.visible for meta in self._sheets}[title]
        hidden = visible is not SheetVisibleEnum.Visible
        height = sheet.end[0] + 1 if sheet.end else 0
        rows = partial(_rows, sheet)
        return RawSheet(title, hidden, start[1] + 1, rows(), look, merges, height=height, again=rows)


def _rows(sheet: Any) -> Iterator[list[Cell]]:  # noqa: ANN401 - the native reader's own
    with reader_errors():
        yield from sheet.iter_rows() if sheet.height else ()


def open_workbook(
    data: bytes,
    limits: Limits = _USUAL,
    ahead: Callable[[str], bool] | None = None,
    is_foreign: IsForeign | None = None,
) -> RawWorkbook:
    """Open the bytes of an .xlsx or .xlsm; ``WorkbookError`` with the code of what is wrong with them.

    ``ahead`` tells, where the native reader may begin before the parts have been checked (in a process that may
    die), which sheets will be read; ``is_foreign``, which texts of a number format name another currency than the pack's.
    """
    if not data.startswith(b"PK"):
        raise unsupported()
    with archive_errors():
        parts = zipfile.ZipFile(io.BytesIO(data))
    with parts:
        try:
            return _opened(data, parts, limits, ahead, is_foreign)
        except UnplainError:
            from assistcheck.workbook.xlsx.repair import put_right  # noqa: PLC0415 - few workbooks are so

            with archive_errors(struct.error):
                data = put_right(parts, limits)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        try:
            return _opened(data, parts, limits, ahead, is_foreign)
        except UnplainError:
            raise corrupt_file(LocalizedText("部分的名称或关系写法有误", "part names or relations written wrongly")) from None


def _opened(
    data: bytes,
    parts: zipfile.ZipFile,
    limits: Limits,
    ahead: Callable[[str], bool] | None,
    is_foreign: IsForeign | None,
) -> RawWorkbook:
    with archive_errors(struct.error):
        unpacking = ArchiveGuard(parts, limits)
        index = read_index(parts, limits, is_foreign)
        if len(index.titles) > limits.sheets:
            raise limits.limit_error("sheets")
    if not index.is_plain:
        raise UnplainError

    def look() -> dict[str, SheetScan]:
        with archive_errors(struct.error):
            return look_at_parts(parts, unpacking, index, limits)

    looks = {} if ahead else look()
    with archive_errors(struct.error):
        packed = with_empty_merge_list(data, parts, index.titles)
    try:
        workbook = RawWorkbook(parsed(packed), looks, limits)
    except WorkbookError:
        if ahead:
            look()  # which may know better what is wrong
        raise
    del packed
    if ahead:
        workbook.ahead = begun = SheetPrefetcher(workbook.book, [title for title in workbook.titles() if ahead(title)])
        try:
            workbook.looks = look()
        except (WorkbookError, UnplainError):
            begun.stop()
            raise
    if any(found.merges is None for found in workbook.looks.values()):
        workbook.as_it_is = parsed(data)
    reject_duplicate_titles(workbook.titles())
    return workbook


def parsed(data: bytes) -> CalamineWorkbook:
    """Return the native reader of a file's bytes; ``WorkbookError`` if it cannot open them."""
    with reader_errors():
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
