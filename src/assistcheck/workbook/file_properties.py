"""What a file says of itself beside its sheets: when it was last saved, and whether this program wrote it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from codecs import BOM_UTF8
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.output_marker import COPY_MARK, CSV_HEADS, OWN_MARK
from assistcheck.workbook.archive import reader_errors
from assistcheck.workbook.detect import Kind
from assistcheck.workbook.limits import KIB

_MOST = 64 * KIB
"""Bytes of properties that are looked at."""
_PARTS: dict[Kind, str] = {"xlsx": "docProps/core.xml", "xlsb": "docProps/core.xml", "ods": "meta.xml"}
_MODIFIED = re.compile(r"<(?:\w+:)?(?:modified|date)\b[^<>]*>\s*([^<>\s]+)\s*</")
_CREATED = re.compile(r"<(?:\w+:)?created\b[^<>]*>\s*([^<>\s]+)\s*</")
_AUTHOR = re.compile(r"<(?:\w+:)?creator\b[^<>]*>assistcheck</")
_KEYWORDS = re.compile(r"<(?:\w+:)?keywords?\b[^<>]*>([^<>]*)</")
_SUMMARY = "\x05SummaryInformation"
_KEYWORDS_ID, _SAVED_ID, _FILE_TIME = 5, 13, 0x40
_TICKS = 10  # of a file time in a microsecond


class Properties(NamedTuple):
    """What is known of a file beside its sheets."""

    modified: datetime | None = None
    """When it was last saved, in UTC; a time without a zone is taken for one in UTC."""
    is_own: bool = False
    """Whether it bears the mark of what this program wrote."""
    is_copy: bool = False
    """Whether that is somebody's own workbook with its faults marked."""
    is_as_written: bool = False
    """Whether this program wrote it, with or without the mark, and no other one has saved it since."""


UNKNOWN = Properties()
"""Those of a file that says nothing of itself."""


def properties_of(kind: Kind, data: bytes) -> Properties:
    """Return the properties of a file that could be opened; what cannot be read of them is not known."""
    match kind:
        case "text":
            heads = (start for one in CSV_HEADS for start in (BOM_UTF8 + one.encode(), one.encode(), one.encode("gb18030")))
            is_own = data.startswith(tuple(heads))
            return Properties(None, is_own, is_as_written=is_own)
        case "xls":
            read = _summary
        case _:
            read = partial(_of_part, _PARTS.get(kind, ""))
    try:
        with reader_errors():
            return read(data)
    except WorkbookError:
        return UNKNOWN


def _of_part(name: str, data: bytes) -> Properties:
    """Return what the part of properties of an archive says."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts, parts.open(name) as part:
        text = part.read(_MOST).decode("utf-8", "replace")
    said, made = _MODIFIED.search(text), _CREATED.search(text)
    words = "\n".join(_KEYWORDS.findall(text))
    is_own = OWN_MARK in words
    is_saved = said is not None and (made is None or said[1] != made[1])
    is_as_written = not is_saved and (is_own or _AUTHOR.search(text) is not None)
    return Properties(_moment(said[1]) if said else None, is_own, COPY_MARK in words, is_as_written)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _summary(data: bytes) -> Properties:
    """Return what the stream of properties of an .xls says."""
    from xlrd.compdoc import CompDoc  # noqa: PLC0415 - loaded for the file already

    stream = bytes(CompDoc(data, logfile=io.StringIO()).get_named_stream(_SUMMARY) or b"")
    start = struct.unpack_from("<I", stream, 44)[0]
    count = struct.unpack_from("<I", stream, start + 4)[0]
    found = dict(struct.unpack_from("<II", stream, start + 8 + 8 * at) for at in range(min(count, _MOST)))
    saved = None
    if _SAVED_ID in found:
        kind, time = struct.unpack_from("<IQ", stream, start + found[_SAVED_ID])
        if kind == _FILE_TIME and time:
            saved = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=time // _TICKS)
    words = b""
    if _KEYWORDS_ID in found:
        at = start + found[_KEYWORDS_ID] + 8
        words = stream[at : at + struct.unpack_from("<I", stream, at - 4)[0]].replace(b"\0", b"")
    return Properties(saved, OWN_MARK.encode() in words, COPY_MARK.encode() in words)
