"""An .xlsx container as the native reader is given it: each sheet begins with an empty list of merged cells.

The native reader goes over a sheet's XML for its cells, and again for its list of merged cells, which stands behind them.
It takes the first such list; the true one is found by :class:`MergeList`, while the XML is looked through anyway.
"""

from __future__ import annotations

import copy
import io
import re
import struct
import zipfile
from collections.abc import Collection

from assistcheck.language import Say
from assistcheck.places import Range, column_number
from assistcheck.workbook.container import damaged

NO_MERGES = b'<mergeCells id="DfeESr"></mergeCells>'
"""An empty list of merged cells; its CRC-32 is 0, so that what stands after it has the checksum that it has alone."""
_READ = (".xml", ".rels")
"""The endings of parts that the native reader may ask for."""
_NAME_LENGTHS = struct.Struct("<26xHH")
_LOCAL_HEADER = 30
_END_OF_DIRECTORY = b"PK\5\6"
_TOLD = struct.Struct("<10xH")
_TOLD_ELSEWHERE = 0xFFFF
"""Told instead of a number by archives of the 64-bit kind."""
_SIZES_FOLLOW = 0x08


def repacked(data: bytes, parts: zipfile.ZipFile, sheets: Collection[str]) -> bytes:
    """Return the container ``data`` with :data:`NO_MERGES` before each of ``sheets``, and without what is not read.

    Nothing is unpacked: in a deflated part the list is a block of its own.

    Args:
        data: The file.
        parts: The same, opened.
        sheets: The names of the parts that are sheets, in lower case.

    Raises:
        WorkbookError: parts share bytes.
        zipfile.BadZipFile: the archive is damaged.
    """
    if sum(entry.compress_size for entry in parts.infolist()) > len(data):
        raise damaged(Say("两个部分占用同一段内容", "parts that share bytes"))
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
    if told not in {listed, _TOLD_ELSEWHERE}:
        raise damaged(Say(f"目录有 {listed} 个部分，所记为 {told} 个", f"it lists {listed} parts and tells of {told}"))


def _start(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Return where the packed content of a part begins."""
    at = entry.header_offset
    if len(data) < at + _LOCAL_HEADER:
        raise zipfile.BadZipFile(entry.filename)
    name, extra = _NAME_LENGTHS.unpack_from(data, at)
    return at + _LOCAL_HEADER + int(name) + int(extra)


# --- merged cells -------------------------------------------------------------------------------

_LIST = (  # compiled when a sheet has one, as the next
    rb"""<mergeCells(?: count="[0-9]+")?>"""
    rb"""((?>\s*<mergeCell ref="[A-Z]{1,3}[1-9][0-9]{0,6}:[A-Z]{1,3}[1-9][0-9]{0,6}" ?/>)*+)\s*</mergeCells>"""
)
_CORNERS = rb'"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"'
_TITLE = b"mergeCells"
_DECLARATION = re.compile(
    rb"""(?:<\?xml version=["']1\.0["'] encoding=["']utf-8["'](?: standalone=["']\w+["'])? ?\?>)?\s*<[a-z]""", re.IGNORECASE
)


class MergeList:
    """Finds the list of merged cells in a sheet's XML that comes in pieces."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self._plain = True
        """Whether all that has come means the same to any reader, with and without a list before it."""
        self._begun = False
        self._found: list[bytes] = []

    def take(self, chunk: bytes, text: bytes, *, plain: bool) -> None:
        """Look at a piece.

        Args:
            chunk: The piece.
            text: The same, with the end of the one before it.
            plain: Whether it holds no comment, in which a list is none, nor an instruction or CDATA.
        """
        self._plain = self._plain and plain and (self._begun or _DECLARATION.match(chunk) is not None)
        self._begun = True
        if self._found:
            self._found.append(chunk)
        elif self._plain and b"C" in text and (at := text.find(_TITLE)) >= 0:
            self._plain = text.startswith(b"<", max(at - 1, 0))
            self._found.append(text[at - 1 :])

    def ranges(self) -> tuple[Range, ...] | None:
        """Return the merged ranges of the XML that has come, in its order; ``None``: it is written in an unusual way."""
        found = re.match(_LIST, b"".join(self._found)) if self._plain and self._found else None
        if found is None:
            return () if self._plain and not self._found else None
        return tuple(
            ((int(top) - 1, column_number(left) - 1), (int(bottom) - 1, column_number(right) - 1))
            for left, top, right, bottom in re.findall(_CORNERS, found[1])
        )
