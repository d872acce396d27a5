"""Any spreadsheet to sheets of raw cells, behind checks of the file itself.

A workbook is hostile until read: its bytes are taken once, its parts are checked against their checksums,
and a reader that fails in any way becomes a :class:`assistcheck.errors.WorkbookError`.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import os
import re
import stat
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from python_calamine import CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from assistcheck.errors import WorkbookError
from assistcheck.language import Say
from assistcheck.workbook.ahead import Ahead
from assistcheck.workbook.container import (
    A_DOCTYPE,
    DOCTYPES,
    TWO_OF_A_NAME,
    Styles,
    Unpacking,
    damaged,
    read_index,
    reading,
    torn,
)
from assistcheck.workbook.contradictions import broken_values, contradiction, texts_in_pieces
from assistcheck.workbook.doubts import (
    Doubt,
    Signs,
    count_hidden_rows,
    dense_cells,
    find_doubts,
    find_styles,
    first_signs,
    widest_column,
    without_comments,
)
from assistcheck.workbook.kinds import unsupported
from assistcheck.workbook.limits import KIB, MIB, Limits, place_in_sheet
from assistcheck.workbook.values import Cell

_NARROW = 26 * 1_048_576
"""A sheet without a column beyond Z has no more cells than this between its corners."""
_LAST_COLUMN = 16_384
_LEAST_CELL = 4
"""The bytes of the shortest cell in XML."""
_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL)
_SHEETS = frozenset({b"worksheet", b"chartsheet", b"dialogsheet", b"macrosheet"})
_STRINGS = re.compile(rb"<(?:\w+:)?sst\b")
_TOLD_STRINGS = re.compile(rb"""<(?:\w+:)?sst\b[^<>]*\buniqueCount\s*=\s*["']([0-9]+)""")
_MOST_STRINGS = 50_000_000  # the fast reader makes room for as many as are told
_SMALL_SHEET = MIB
"""Bytes of XML up to which every cell of a sheet is checked for standing there once."""
_OVERLAP = 64
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def _permitted(error: OSError) -> Say:
    why = error.strerror or type(error).__name__
    return Say(f"可以打开的文件（{why}）", f"a file that can be opened ({why})")


class SideLook(NamedTuple):
    """What the sheet's own XML tells that the reader does not."""

    doubts: dict[tuple[int, int], Doubt]
    """Error values and uncalculated formulas, by one-based (row, column)."""
    percents: frozenset[tuple[int, int]]
    """Cells formatted as percentages: what shows 9.5% is stored as 0.095."""
    hidden_rows: int
    units: Mapping[tuple[int, int], int] = MappingProxyType({})
    """Cells that show a unit or fewer digits: how many 元 a stored 1 is by what they show; 0: another under any header."""


@dataclass(slots=True)
class Fields:
    """How many cells the rows of a text table have, where a comma within a cell makes one more."""

    head: list[int]
    """Of the first rows, the blank cells at the end included."""
    filled: array[int] = field(default_factory=lambda: array("L"))
    """Of each row, up to the last one that is not blank."""


DEFAULTS = Limits()
_CLEAN = SideLook({}, frozenset(), 0)


@dataclass(slots=True)
class RawSheet:
    """One sheet as it stands in the file; ``rows`` begin with sheet row 1."""

    title: str
    hidden: bool
    first_column: int
    """The one-based sheet column of each row's first cell."""
    rows: Iterator[list[Cell]]
    look: SideLook
    merges: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    """Merged ranges as zero-based ((row, column), (row, column)) of the sheet, both ends included."""
    inherited: dict[tuple[int, int], Doubt] = field(default_factory=dict)
    """Doubts of merged cells, at the cells further down that repeat their value."""
    height: int = 0
    """How many rows there are, where that is known beforehand."""
    fields: Fields | None = None
    """Of a text table."""


@dataclass(slots=True)
class RawWorkbook:
    """A file that could be opened: its sheets."""

    _book: CalamineWorkbook
    _looks: dict[str, SideLook]
    _limits: Limits
    _ahead: Ahead | None = None
    _sheets: list[SheetMetadata] = field(init=False)

    def __post_init__(self) -> None:
        """Note the sheets before anybody parses them ahead."""
        self._sheets = self._book.sheets_metadata

    def titles(self) -> list[str]:
        """Return the titles of the worksheets, in the file's order."""
        return [meta.name for meta in self._sheets if meta.typ is SheetTypeEnum.WorkSheet]

    def sheet(self, title: str) -> RawSheet:
        """Return one worksheet; ``WorkbookError`` if it cannot be read."""
        with reading():
            sheet = self._ahead.take(title) if self._ahead else self._book.get_sheet_by_name(title)
            start = sheet.start or (0, 0)
            if sheet.end and sheet.end[0] >= self._limits.rows:
                raise self._limits.refusal("rows", place_in_sheet(title))
            rows = iter(sheet.iter_rows()) if sheet.height else iter(())
            merges = list(sheet.merged_cell_ranges or ())
        if sum(bottom - top for (top, _), (bottom, _) in merges) > self._limits.area:  # each row of each is looked at
            raise self._limits.refusal("area", place_in_sheet(title))
        if title not in self._looks:
            raise damaged(Say("有工作表没有内容部分", "a sheet without a part"))
        visible = {meta.name: meta.visible for meta in self._sheets}[title]
        hidden = visible is not SheetVisibleEnum.Visible
        height = sheet.end[0] + 1 if sheet.end else 0
        return RawSheet(title, hidden, start[1] + 1, _guarded(rows), self._looks[title], merges, height=height)


def _guarded(rows: Iterator[Any]) -> Iterator[list[Cell]]:
    with reading():
        yield from rows


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
    if ahead is None:
        looks = _checked_parts(data, limits)
        return _named_once(RawWorkbook(_parsed(data), looks, limits))
    try:
        workbook = RawWorkbook(_parsed(data), {}, limits)
    except WorkbookError:
        _checked_parts(data, limits)  # which may know better what is wrong
        raise
    workbook._ahead = begun = Ahead(workbook._book, [title for title in workbook.titles() if ahead(title)])  # noqa: SLF001
    try:
        workbook._looks |= _checked_parts(data, limits)  # noqa: SLF001
    except WorkbookError:
        begun.stop()
        raise
    return _named_once(workbook)


def _parsed(data: bytes) -> CalamineWorkbook:
    with reading():
        return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _named_once(workbook: RawWorkbook) -> RawWorkbook:
    """Return a workbook whose titles differ; the native reader would give the first sheet of a title twice."""
    if len(set(workbook.titles())) < len(workbook.titles()):
        raise damaged(TWO_OF_A_NAME)
    return workbook


def _checked_parts(data: bytes, limits: Limits) -> dict[str, SideLook]:
    """Read every part of the container against its checksum; return the look at each sheet's XML, by title."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacking = Unpacking(parts, limits)
            index = read_index(parts, limits)
            if len(index.titles) > limits.sheets:
                raise limits.refusal("sheets")
            looks: dict[str, SideLook] = {}
            for entry in parts.infolist():
                title = index.titles.get(entry.filename.lower())
                chunks = _checked_chunks(unpacking.chunks(parts, entry), is_sheet=title is not None)
                if title is not None:
                    if entry.file_size // _LEAST_CELL > limits.cells:
                        chunks = _few_cells(chunks, title, limits)
                    small = entry.file_size <= _SMALL_SHEET
                    pieces = list(chunks) if small else []
                    signs = first_signs(pieces or chunks)
                    closely = any(signs) or any(index.styles) or limits.area < _NARROW
                    xml = b"".join(pieces) if small else parts.read(entry) if closely else b""
                    if small:
                        _check_once(xml, title)
                    looks[title] = _look(xml, title, signs, index.styles, limits) if closely else _CLEAN
                else:
                    for _ in chunks:
                        pass
            return looks
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise torn(error) from None


def _check_once(xml: bytes, title: str) -> None:
    if told := contradiction(xml):
        zh = f"没有矛盾的工作表（《{title}》中{told.zh}）"
        raise WorkbookError("unreadable-file", Say(zh, f"sheets that do not contradict themselves ({title}: {told.en})"))


def _checked_chunks(chunks: Iterator[bytes], *, is_sheet: bool) -> Iterator[bytes]:
    """Pass a part on piece by piece; refuse a document type, and a sheet that would be read as empty or in pieces."""
    tail, is_xml = b"", False
    for number, chunk in enumerate(chunks):
        text = tail + chunk
        if number == 0:
            is_xml = chunk[:64].removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"<") or chunk[:2] in _UTF_16
        if is_xml and b"!" in text and any(mark in text for mark in DOCTYPES):
            raise damaged(A_DOCTYPE)
        if number == 0:
            _check_start(chunk, is_sheet=is_sheet)
        if is_sheet and broken_values(text):
            raise damaged(Say("有单元格的值被拆开", "a value in pieces"))
        tail = chunk[-_OVERLAP:]
        yield chunk


def _check_start(start: bytes, *, is_sheet: bool) -> None:
    """Refuse a sheet that is none, and shared strings that tell a number for which there never is room."""
    if is_sheet and (start[:2] in _UTF_16 or b"\0" in start[:4]):
        raise damaged(Say("工作表用 UTF-16 编码", "a sheet in UTF-16"))
    if is_sheet and not ((root := _ROOT.match(start)) and root[1] in _SHEETS):
        raise damaged(Say("工作表的内容不是工作表", "a sheet whose part is none"))
    if not is_sheet and _STRINGS.search(start, 0, KIB) and len(start) < _SMALL_SHEET and texts_in_pieces(start):
        raise damaged(Say("有共享文本被拆开", "a shared string in pieces"))
    if (told := _TOLD_STRINGS.search(start, 0, KIB)) and int(told[1]) > _MOST_STRINGS:
        raise damaged(Say("共享文本的数目不可能", "a number of shared strings that cannot be"))


def _few_cells(chunks: Iterator[bytes], title: str, limits: Limits) -> Iterator[bytes]:
    """Pass a sheet's XML on while it has no more cells than the limit."""
    cells = 0
    for chunk in chunks:
        cells += sum(map(chunk.count, (b"<c ", b"<c>", b"<c/")))
        if cells > limits.cells:
            raise limits.refusal("cells", place_in_sheet(title))
        yield chunk


def _look(xml: bytes, title: str, signs: Signs, styles: Styles, limits: Limits) -> SideLook:
    xml = without_comments(xml)
    if (signs.wide or limits.area < _NARROW) and dense_cells(xml) > limits.area:
        raise limits.refusal("area", place_in_sheet(title))
    if signs.wide and widest_column(xml) > _LAST_COLUMN:
        raise damaged(Say("有单元格超出 XFD 列", "a cell beyond column XFD"))
    doubts = find_doubts(xml) if signs.doubtful else {}
    found = find_styles(xml, styles.percents | styles.units.keys())
    return SideLook(
        doubts,
        frozenset(place for place, style in found.items() if style in styles.percents),
        count_hidden_rows(xml) if signs.hidden else 0,
        {place: styles.units[style] for place, style in found.items() if style in styles.units},
    )
