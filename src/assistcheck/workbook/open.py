"""Any spreadsheet to sheets of raw cells, behind checks of the file itself.

A workbook is hostile until read: its bytes are taken once, its parts are checked against their checksums,
and a reader that fails in any way becomes a :class:`assistcheck.errors.WorkbookError`.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import zipfile
from array import array
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from assistcheck.errors import WorkbookError
from assistcheck.language import Say
from assistcheck.places import Range
from assistcheck.workbook.ahead import Ahead
from assistcheck.workbook.container import Unpacking, UnplainError, damaged, read_index, reading, reading_archive, refuse_twins
from assistcheck.workbook.kinds import unsupported
from assistcheck.workbook.limits import MIB, Limits, place_in_sheet
from assistcheck.workbook.looks import SideLook, look_at_parts
from assistcheck.workbook.repacked import repacked
from assistcheck.workbook.values import Cell

if TYPE_CHECKING:
    from assistcheck.workbook.doubts import Doubt


def _permitted(error: OSError) -> Say:
    why = error.strerror or type(error).__name__
    return Say(f"可以打开的文件（{why}）", f"a file that can be opened ({why})")


@dataclass(slots=True)
class Fields:
    """How many cells the rows of a text table have, where a comma within a cell makes one more."""

    head: list[int]
    """Of the first rows, the blank cells at the end included."""
    filled: array[int] = field(default_factory=lambda: array("L"))
    """Of each row, up to the last one that is not blank."""


DEFAULTS = Limits()


@dataclass(slots=True)
class RawSheet:
    """One sheet as it stands in the file; ``rows`` begin with sheet row 1."""

    title: str
    hidden: bool
    first_column: int
    """The one-based sheet column of each row's first cell."""
    rows: Iterator[list[Cell]]
    look: SideLook
    merges: Sequence[Range] = ()
    """Merged ranges."""
    inherited: dict[tuple[int, int], Doubt] = field(default_factory=dict)
    """Doubts of merged cells, at the cells further down that repeat their value."""
    height: int = 0
    """How many rows there are, where that is known beforehand."""
    fields: Fields | None = None
    """Of a text table."""
    again: Callable[[], Iterator[list[Cell]]] = lambda: iter(())
    """Gives the rows once more, from the first."""

    def last_rows(self, most: int) -> Iterator[tuple[int, list[Cell]]]:
        """Return the last rows in which something stands, with their sheet rows."""
        return iter(deque(((number, row) for number, row in enumerate(self.again(), 1) if any(row)), maxlen=most))


@dataclass(slots=True)
class RawWorkbook:
    """A file that could be opened: its sheets."""

    book: CalamineWorkbook
    looks: dict[str, SideLook]
    limits: Limits
    ahead: Ahead | None = None
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
            raise damaged(Say("有工作表没有内容部分", "a sheet without a part"))
        with reading():
            sheet = self.ahead.take(title) if self.ahead and title in self.ahead.titles else self.book.get_sheet_by_name(title)
            if look.merges is None and self.as_it_is:
                sheet = self.as_it_is.get_sheet_by_name(title)
            start = sheet.start or (0, 0)
            if sheet.end and sheet.end[0] >= self.limits.rows:
                raise self.limits.refusal("rows", place_in_sheet(title))
            merges = sheet.merged_cell_ranges or () if look.merges is None else look.merges
        if sum(bottom - top for (top, _), (bottom, _) in merges) > self.limits.area:  # each row of each is looked at
            raise self.limits.refusal("area", place_in_sheet(title))
        visible = {meta.name: meta.visible for meta in self._sheets}[title]
        hidden = visible is not SheetVisibleEnum.Visible
        height = sheet.end[0] + 1 if sheet.end else 0
        rows = partial(_rows, sheet)
        return RawSheet(title, hidden, start[1] + 1, rows(), look, merges, height=height, again=rows)


def _rows(sheet: Any) -> Iterator[list[Cell]]:  # noqa: ANN401 - the native reader's own
    with reading():
        yield from sheet.iter_rows() if sheet.height else ()


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path, limits: Limits = DEFAULTS) -> bytes:
    """Return the bytes of a regular file, whole and of one moment.

    Raises:
        WorkbookError: it is no regular file, is too large, cannot be read, or changed while it was read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as stream:  # noqa: PTH123 - opened once, so that what was looked at is what is read
            before = os.fstat(descriptor)
            if not stat.S_ISREG(before.st_mode):
                raise WorkbookError("unsupported-file", Say("普通文件", "a regular file"))
            if before.st_size > limits.file_size * MIB:
                raise limits.refusal("file-size")
            data = stream.read(before.st_size + 1)
            after, now = os.fstat(descriptor), path.stat()
    except IsADirectoryError:
        words = Say(
            "普通文件；链接的文件夹不搜索，请直接给出", "a regular file; a linked folder is not searched, so name it itself"
        )
        raise WorkbookError("unsupported-file", words) from None
    except OSError as error:
        raise WorkbookError("unreadable-file", _permitted(error)) from None
    if len(data) != before.st_size or len({_moment(before), _moment(after), _moment(now)}) > 1:
        raise WorkbookError("unreadable-file", Say("读取期间不变的文件", "a file that stays as it is while it is read"))
    return data


def _moment(info: os.stat_result) -> tuple[int, int, int, int]:
    return info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns


def open_workbook(data: bytes, limits: Limits = DEFAULTS, ahead: Callable[[str], bool] | None = None) -> RawWorkbook:
    """Open the bytes of an .xlsx or .xlsm; ``WorkbookError`` with the code of what is wrong with them.

    ``ahead`` tells, where the native reader may begin before the parts have been checked (in a process that may
    die), which sheets will be read.
    """
    if not data.startswith(b"PK"):
        raise unsupported()
    with reading_archive():
        parts = zipfile.ZipFile(io.BytesIO(data))
    with parts:
        try:
            return _opened(data, parts, limits, ahead)
        except UnplainError:
            from assistcheck.workbook.put_right import put_right  # noqa: PLC0415 - few workbooks are so

            with reading_archive(struct.error):
                data = put_right(parts, limits)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        try:
            return _opened(data, parts, limits, ahead)
        except UnplainError:
            raise damaged(Say("部分的名称或关系写法有误", "part names or relations written wrongly")) from None


def _opened(data: bytes, parts: zipfile.ZipFile, limits: Limits, ahead: Callable[[str], bool] | None) -> RawWorkbook:
    with reading_archive(struct.error):
        unpacking = Unpacking(parts, limits)
        index = read_index(parts, limits)
        if len(index.titles) > limits.sheets:
            raise limits.refusal("sheets")
    if not index.is_plain:
        raise UnplainError

    def look() -> dict[str, SideLook]:
        with reading_archive(struct.error):
            return look_at_parts(parts, unpacking, index, limits)

    looks = {} if ahead else look()
    with reading_archive(struct.error):
        packed = repacked(data, parts, index.titles)
    try:
        workbook = RawWorkbook(parsed(packed), looks, limits)
    except WorkbookError:
        if ahead:
            look()  # which may know better what is wrong
        raise
    del packed
    if ahead:
        workbook.ahead = begun = Ahead(workbook.book, [title for title in workbook.titles() if ahead(title)])
        try:
            workbook.looks = look()
        except (WorkbookError, UnplainError):
            begun.stop()
            raise
    if any(found.merges is None for found in workbook.looks.values()):
        workbook.as_it_is = parsed(data)
    refuse_twins(workbook.titles())
    return workbook


def parsed(data: bytes) -> CalamineWorkbook:
    """Return the native reader of a file's bytes; ``WorkbookError`` if it cannot open them."""
    with reading():
        return CalamineWorkbook.from_filelike(io.BytesIO(data))
