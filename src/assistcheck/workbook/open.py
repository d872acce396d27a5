"""Any spreadsheet to sheets of raw cells, behind checks of the file itself.

A workbook is hostile until read: its bytes are taken once, its parts are checked against their checksums,
and a reader that fails in any way becomes a :class:`assistcheck.errors.WorkbookError`.
"""

from __future__ import annotations

import hashlib
import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from assistcheck.errors import WorkbookError
from assistcheck.language import Say
from assistcheck.workbook.container import DOCTYPES, damaged, read_index, unsupported
from assistcheck.workbook.doubts import (
    Doubt,
    Signs,
    count_hidden_rows,
    dense_cells,
    find_doubts,
    find_percents,
    first_signs,
    without_comments,
)
from assistcheck.workbook.values import Cell

MAX_FILE_BYTES = 256 * 2**20
MAX_UNPACKED_BYTES = 1024 * 2**20
MAX_DENSE_CELLS = 50_000_000
"""Cells between the first and the last used one of a sheet; the reader makes room for all of them."""
_CHUNK = 2**20
_ROOT = re.compile(rb"<[A-Za-z_]")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def _too_large(limit: int) -> WorkbookError:
    size = limit // 2**20
    return WorkbookError("too-large", Say(f"不超过 {size} MiB 的文件", f"a file of no more than {size} MiB"))


def _locked() -> WorkbookError:
    return WorkbookError("encrypted-file", Say("没有密码的文件", "a file without a password"))


def _crowded(title: str) -> Say:
    return Say(
        f"工作表《{title}》首尾单元格之间不超过 {MAX_DENSE_CELLS:,} 格",
        f"no more than {MAX_DENSE_CELLS:,} cells between the corners of {title}",
    )


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


@dataclass(slots=True)
class RawWorkbook:
    """A file that could be opened: its digest and its sheets."""

    sha256: str
    _book: CalamineWorkbook
    _looks: dict[str, SideLook]

    def titles(self) -> list[str]:
        """Return the titles of the worksheets, in the file's order."""
        return [meta.name for meta in self._book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]

    def sheet(self, title: str) -> RawSheet:
        """Return one worksheet; ``WorkbookError`` if it cannot be read."""
        with _reading():
            sheet = self._book.get_sheet_by_name(title)
            start = sheet.start or (0, 0)
            rows = iter(sheet.iter_rows()) if sheet.height else iter(())
            merges = list(sheet.merged_cell_ranges or ())
        if title not in self._looks:
            raise damaged("a sheet without a part")
        visible = {meta.name: meta.visible for meta in self._book.sheets_metadata}[title]
        hidden = visible is not SheetVisibleEnum.Visible
        return RawSheet(title, hidden, start[1] + 1, _guarded(rows), self._looks[title], merges)


@contextmanager
def _reading() -> Iterator[None]:
    """Turn whatever the native reader raises, its panics included, into a ``WorkbookError``."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit, WorkbookError):
        raise
    except BaseException as error:  # noqa: BLE001 - a panic of the native reader is no Exception
        raise damaged(f"{type(error).__name__}: {error}") from None


def _guarded(rows: Iterator[Any]) -> Iterator[list[Cell]]:
    with _reading():
        yield from rows


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def read_bytes(path: Path) -> bytes:
    """Return the bytes of a regular file; ``WorkbookError`` if it is none, is too large or cannot be read."""
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise WorkbookError("unsupported-file", Say("普通文件", "a regular file"))
        if info.st_size > MAX_FILE_BYTES:
            raise _too_large(MAX_FILE_BYTES)
        return path.read_bytes()
    except OSError as error:
        raise WorkbookError("unreadable-file", _permitted(error)) from None


def open_workbook(data: bytes) -> RawWorkbook:
    """Open the bytes of a workbook; ``WorkbookError`` with the code of what is wrong with them."""
    if data.startswith(_OLE) and _ENCRYPTED in data:
        raise _locked()
    if not data.startswith(b"PK"):
        raise unsupported()
    looks = _checked_parts(data)
    with _reading():
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    workbook = RawWorkbook(digest_of(data), book, looks)
    if len(set(workbook.titles())) < len(workbook.titles()):
        raise damaged("two sheets of one name")
    return workbook


def _checked_parts(data: bytes) -> dict[str, SideLook]:
    """Read every part of the container against its checksum; return the look at each sheet's XML, by title."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            entries = parts.infolist()
            if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
                raise _too_large(MAX_UNPACKED_BYTES)
            if any(entry.flag_bits & 1 for entry in entries):
                raise _locked()
            index = read_index(parts)
            looks: dict[str, SideLook] = {}
            for entry in entries:
                title = index.titles.get(entry.filename.lower())
                chunks = _checked_chunks(parts, entry, is_sheet=title is not None)
                if title is not None:
                    signs = first_signs(chunks)
                    suspicious = any(signs) or index.percent_styles
                    looks[title] = _look(parts.read(entry), title, signs, index.percent_styles) if suspicious else _CLEAN
                else:
                    for _ in chunks:
                        pass
            return looks
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        raise damaged(str(error)) from None


def _checked_chunks(parts: zipfile.ZipFile, entry: zipfile.ZipInfo, *, is_sheet: bool) -> Iterator[bytes]:
    """Yield a part piece by piece, against its checksum; refuse a document type, and a sheet that is read as empty."""
    with parts.open(entry) as stream:
        first = stream.read(_CHUNK)
        if is_sheet and (first[:2] in _UTF_16 or b"\0" in first[:4]):
            raise damaged("UTF-16")
        prolog = first if (root := _ROOT.search(first)) is None else first[: root.start()]
        if any(mark in (first if first[:2] in _UTF_16 else prolog) for mark in DOCTYPES):
            raise damaged("DOCTYPE")
        yield first
        while chunk := stream.read(_CHUNK):
            yield chunk


def _look(xml: bytes, title: str, signs: Signs, percent_styles: frozenset[int]) -> SideLook:
    xml = without_comments(xml)
    if signs.wide and dense_cells(xml) > MAX_DENSE_CELLS:
        raise WorkbookError("too-large", _crowded(title))
    doubts = find_doubts(xml) if signs.doubtful else {}
    return SideLook(doubts, find_percents(xml, percent_styles), count_hidden_rows(xml) if signs.hidden else 0)
