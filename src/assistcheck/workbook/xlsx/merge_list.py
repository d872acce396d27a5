"""An .xlsx container as the native reader is given it: each sheet begins with an empty list of merged cells.

The native reader goes over a sheet's XML for its cells, and again for its list of merged cells, which stands behind them.
It takes the first such list; the true one is found by :class:`MergeListScanner`, while the XML is looked through anyway.
"""

from __future__ import annotations

import copy
import io
import re
import struct
import zipfile
from collections.abc import Collection
from xml.parsers.expat import ExpatError, ParserCreate

from assistcheck.i18n import LocalizedText
from assistcheck.location import Range, column_number
from assistcheck.workbook.archive import corrupt_file

NO_MERGES = b'<mergeCells id="DfeESr"></mergeCells>'
"""An empty list of merged cells; its CRC-32 is 0, so that what stands after it has the checksum that it has alone."""
_READ = (".xml", ".rels")
"""The endings of parts that the native reader may ask for."""
_NAME_LENGTHS = struct.Struct("<26xHH")
_LOCAL_HEADER = 30
_END_OF_DIRECTORY = b"PK\5\6"
_TOLD = struct.Struct("<10xH")
_TOLD_ELSEWHERE = 0xFFFF
"""Told instead of a number by archives of the 64-bit kind, before whose end stands where it is told."""
_ELSEWHERE = b"PK\6\7"
_LOCATOR = 20
_SIZES_FOLLOW = 0x08
_LONGEST_NAME = 0xFFFF


def with_empty_merge_list(data: bytes, parts: zipfile.ZipFile, sheets: Collection[str]) -> bytes:
    """Return the container ``data`` with :data:`NO_MERGES` before each of ``sheets``, and without what is not read.

    Nothing is unpacked: in a deflated part the list is a block of its own.

    Args:
        data: The file.
        parts: The same, opened.
        sheets: The names of the parts that are sheets, in lower case.

    Raises:
        WorkbookError: parts share bytes or go beyond the end, have names of impossible length, or are not as many as is told.
        zipfile.BadZipFile: the archive is damaged.
    """
    if sum(entry.compress_size for entry in parts.infolist()) > len(data):
        raise corrupt_file(LocalizedText("各部分合起来比文件还大", "parts that together are larger than the file"))
    _check_count(data, len(parts.infolist()))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        for entry in parts.infolist():
            name = entry.filename.lower()
            if name in sheets or name.endswith(_READ):
                _copy(data, entry, made, packed, first=NO_MERGES if name in sheets else b"")
        made.start_dir = packed.tell()
    return packed.getvalue()


def _copy(data: bytes, entry: zipfile.ZipInfo, made: zipfile.ZipFile, packed: io.BytesIO, *, first: bytes) -> None:
    """Add a part as it is packed, ``first`` before it."""
    if len(entry.filename.encode("utf-8", "replace")) > _LONGEST_NAME:
        raise corrupt_file(LocalizedText("有部分的名称过长", "a part whose name is too long"))
    part = copy.copy(entry)
    part.extra, part.flag_bits = b"", entry.flag_bits & ~_SIZES_FOLLOW
    lead = first
    if first and entry.compress_type == zipfile.ZIP_DEFLATED:  # a block that is stored, and not the last
        lead = b"\0" + struct.pack("<HH", len(first), len(first) ^ 0xFFFF) + first
    part.file_size += len(first)
    part.compress_size += len(lead)
    part.header_offset = packed.tell()
    packed.write(part.FileHeader())
    packed.write(lead)
    packed.write(memoryview(data)[(start := _start(data, entry)) : start + entry.compress_size])
    made.filelist.append(part)
    made.NameToInfo[part.filename] = part


def _check_count(data: bytes, listed: int) -> None:
    """Refuse a container that tells another number of parts than it lists: other programs would find other ones in it."""
    end = data.rfind(_END_OF_DIRECTORY)
    (told,) = _TOLD.unpack_from(data[end : end + _TOLD.size].ljust(_TOLD.size, b"\0"))
    elsewhere = told == _TOLD_ELSEWHERE and data.startswith(_ELSEWHERE, max(end - _LOCATOR, 0))
    if told != listed and not elsewhere:
        raise corrupt_file(
            LocalizedText(f"目录有 {listed} 个部分，所记为 {told} 个", f"it lists {listed} parts and tells of {told}")
        )


def _start(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Return where the packed content of a part begins."""
    at = entry.header_offset
    if not 0 <= at <= len(data) - _LOCAL_HEADER:
        raise zipfile.BadZipFile(entry.filename)
    name, extra = _NAME_LENGTHS.unpack_from(data, at)
    return at + _LOCAL_HEADER + int(name) + int(extra)


# --- merged cells -------------------------------------------------------------------------------

_ROOT = re.compile(
    rb"""(?:<\?xml version=["']1\.0["'] encoding=["']utf-8["'](?: standalone=["']\w+["'])? ?\?>)?\s*<(\w+:)?(\w+)[\s>]""",
    re.IGNORECASE,
)
_LIST = (  # compiled when a sheet has one, as the next
    rb"""mergeCells(?: count="[0-9]+")?>"""
    rb"""((?>\s*<PREFIX:mergeCell ref="[A-Z]{1,3}[1-9][0-9]{0,6}:[A-Z]{1,3}[1-9][0-9]{0,6}" ?/>)*+)\s*</PREFIX:mergeCells>"""
)
_CORNERS = rb'"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"'
_TITLE = b"mergeCells"


class MergeListScanner:
    """Finds the list of merged cells in a sheet's XML that comes in pieces."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self._plain = True
        """Whether all that has come means the same to any reader, with and without a list before it."""
        self._prefix: bytes | None = None
        """What stands before each name, once the first piece has come."""
        self._is_other = False
        """Whether the sheet is one of charts or the like, without rows."""
        self._tail: list[bytes] = []
        """What stands behind the rows."""

    @property
    def is_plain(self) -> bool:
        """Whether the sheet begins as usual, and what has come holds no comment, instruction or CDATA."""
        return self._plain

    def take(self, chunk: bytes, text: bytes, *, plain: bool) -> None:
        """Look at a piece.

        Args:
            chunk: The piece.
            text: The same, with the end of the one before it.
            plain: Whether it holds no comment, in which a list is none, nor an instruction or CDATA.
        """
        if self._prefix is None:
            self._begin(chunk)
        self._plain = self._plain and plain and not (self._is_other and b"sheetData" in text)
        if self._tail:
            self._tail.append(chunk)
            return
        end = self._end_of_rows(text) if b"h" in text else -1
        if end >= 0:
            self._tail.append(text[end:])
        if b"m" in text and text.find(_TITLE, 0, end if end >= 0 else None) >= 0:  # a list that stands elsewhere, or none
            self._plain = False

    def _begin(self, start: bytes) -> None:
        root = _ROOT.match(start)
        self._prefix = root[1] or b"" if root else b""
        self._plain = root is not None
        self._is_other = root is not None and root[2] != b"worksheet"

    def _end_of_rows(self, text: bytes) -> int:
        """Return where the rows end, in a tag that ends them or that says there are none."""
        prefix = self._prefix or b""
        found = text.find(b"</%bsheetData>" % prefix)
        return found if found >= 0 else text.find(b"<%bsheetData/>" % prefix)

    def behind_rows(self) -> bytes:
        """Return what stands behind the rows of the sheet, where they end as they usually do."""
        return b"".join(self._tail)

    def ranges(self) -> tuple[Range, ...] | None:
        """Return the merged ranges of the XML that has come, in its order; ``None``: it is written in an unusual way."""
        if self._is_other and self._plain:
            return ()
        tail, prefix = b"".join(self._tail), self._prefix or b""
        if not (self._plain and _is_whole(tail, prefix)):
            return None
        before, title, _ = tail.partition(_TITLE)
        if not title:
            return ()
        found = re.match(_LIST.replace(b"PREFIX:", prefix), tail[len(before) :]) if before.endswith(b"<" + prefix) else None
        if not found:
            return None
        return tuple(
            ((int(top) - 1, column_number(left) - 1), (int(bottom) - 1, column_number(right) - 1))
            for left, top, right, bottom in re.findall(_CORNERS, found[1])
        )


def _is_whole(tail: bytes, prefix: bytes) -> bool:
    """Whether what stands behind the rows of a sheet is well-formed, so that each ``<`` in it begins a tag."""
    opened = b"<%bworksheet>" % prefix + (b"<%bsheetData>" % prefix if tail.startswith(b"</") else b"")
    try:
        ParserCreate("utf-8").Parse(opened + tail, True)
    except ExpatError:
        return False
    return True
