"""A .zip of workbooks: what is in it, and each member as a file to read; nothing is ever unpacked to a disk.

Names are only names: one that leads out of the archive leads nowhere.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from errno import EINVAL
from typing import BinaryIO, NamedTuple, cast

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.submission.sources.at_hand import Unreadable
from assistcheck.submission.sources.interface import Archive, Source
from assistcheck.submission.sources.local_file import changed
from assistcheck.workbook.limits import KIB, MIB, SMALL_PART, Limits

_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""The ways of packing that are unpacked piece by piece; others may give all of a bomb at once."""
_DOCUMENTS = frozenset({"[content_types].xml", "mimetype"})
"""Names that stand in workbooks and other documents, which are archives too, and in no archive of workbooks."""
_ENTRY = KIB
"""Bytes that an archive may take to list one member, on average."""
_HEAD = struct.Struct("<4s2xH6xL8xHH")
"""What precedes a member: mark, flags, checksum, and the lengths of its name and of an extra field."""
_LATER = 0x8
"""The flag of a checksum that follows the member."""
_LONGEST = 1_000
"""Characters of a name that are shown; the standard allows 65,535."""
_DRIVE = re.compile("[A-Za-z]:")
_UNPACK = LocalizedText("解压后把工作簿放入文件夹，或重新压缩为 .zip", "unpack it into the folder, or pack it anew as .zip")
_ENCRYPTED = WorkbookError(
    "encrypted-file",
    LocalizedText("没有密码的压缩包", "an archive without a password"),
    LocalizedText("用密码解压后把工作簿放入文件夹", "unpack it with its password and put the workbook into the folder"),
)
_NESTED = WorkbookError(
    "unsupported-file",
    LocalizedText("工作簿（压缩包中的压缩包不读取）", "a workbook (an archive within an archive is not read)"),
    LocalizedText("解压外层的压缩包，把里面的压缩包放入文件夹", "unpack the outer one, and put this one into the folder"),
)
_LINK = WorkbookError("unsupported-file", LocalizedText("工作簿本身（这是链接）", "the workbook itself (a link)"), _UNPACK)
_TWINS = WorkbookError(
    "unreadable-file",
    LocalizedText("压缩包中名称唯一的文件（同名的有几个）", "a file of a name of its own (there are several)"),
    _UNPACK,
)
_PACKED_OTHERWISE = WorkbookError(
    "unreadable-file",
    LocalizedText("用通常方法（Deflate）压缩的文件", "a file that is packed in the usual way (Deflate)"),
    _UNPACK,
)
_DAMAGED = WorkbookError(
    "unreadable-file",
    LocalizedText("完整的压缩包（它已损坏，或没有传完）", "a whole archive (it is damaged, or was cut off)"),
    _UNPACK,
)


class Contents(NamedTuple):
    """What is in an archive."""

    names: frozenset[str]
    """The names of all members, as they were meant."""
    wanted: Sequence[tuple[str, Source]]
    """Those that are asked for, each with the file to read, by name."""


class _Packed(NamedTuple):
    """Where a member lies in its archive, by the list of members."""

    number: int
    written: bytes
    """Its name, as it stands there."""
    offset: int
    packed: int
    """Bytes in the archive."""
    unpacked: int
    """Bytes that come of them."""
    checksum: int
    deflated: bool


class ZipMember(NamedTuple):
    """One member of an archive; the list of members is not read again for it."""

    archive: Archive
    name: str
    """As it was meant, without what leads out of the archive."""
    place: _Packed

    @property
    def shown(self) -> str:
        """The path of the archive and the name in it, as if the archive were a folder."""
        return f"{self.archive.shown}/{self.name}"

    @property
    def key(self) -> Hashable:
        """The archive and the place in it."""
        return self.archive.key, self.place.number

    @property
    def local(self) -> str:
        """The path of the archive, if it is a local file."""
        return self.archive.local

    @property
    def can_repeat(self) -> bool:
        """Whether the archive can be read again."""
        return self.archive.can_repeat

    def size(self) -> int:
        """Return the size that is declared."""
        return self.place.unpacked

    def read(self, limits: Limits) -> bytes:
        """Return its bytes; see :meth:`assistcheck.submission.sources.interface.Source.read`."""
        place = self.place
        if max(place.packed, place.unpacked) > limits.file_size * MIB:
            raise limits.limit_error("file-size")
        if place.unpacked > max(SMALL_PART, limits.inflation * place.packed):
            raise limits.limit_error("inflation")
        return self.archive.take(lambda stream: _unpacked(stream, place))


def _unpacked(stream: BinaryIO, place: _Packed) -> bytes:
    """Return what a member unpacks to: no more than is declared, and checked by its checksum."""
    stream.seek(place.offset)
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise changed()
    mark, flags, checksum, name, extra = _HEAD.unpack(head)
    is_same = stream.read(name) == place.written and (flags & _LATER or checksum == place.checksum)
    if mark != _MARKS[0] or not is_same:  # since it was listed
        raise changed()
    stream.seek(extra, os.SEEK_CUR)
    data = stream.read(place.packed)
    if place.deflated:
        try:
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, place.unpacked + 1)
        except zlib.error:
            raise _DAMAGED from None
    if len(data) != place.unpacked or zlib.crc32(data) != place.checksum:
        raise _DAMAGED
    return data


def contents_of(archive: Archive, limits: Limits, is_wanted: Callable[[str], bool]) -> Contents | None:
    """Return what is in an archive; ``None``: it is none, or a document, which its reader knows.

    ``is_wanted`` says of a name whether the member is to be read; only these count for the limit of what it unpacks to.

    Raises:
        WorkbookError: it cannot be read, is damaged, or is beyond a limit.
    """
    listed = archive.take(lambda stream: _listed(stream, limits))
    if listed is None:
        return None
    names, entries = listed
    if _DOCUMENTS & {name.lower() for name in names}:
        return None
    wanted = sorted((name, number) for number, name in enumerate(names) if is_wanted(name))
    if sum(entries[number].file_size for _, number in wanted) > limits.unpacked_size * MIB:
        raise limits.limit_error("unpacked-size")
    times = Counter(names)
    return Contents(
        frozenset(names),
        [(name, _member(archive, name, number, entries[number], is_twin=times[name] > 1)) for name, number in wanted],
    )


def _listed(stream: BinaryIO, limits: Limits) -> tuple[list[str], list[zipfile.ZipInfo]] | None:
    if stream.read(4) not in _MARKS:
        return None
    with _opened(stream, limits) as parts:
        entries = parts.infolist()
        if len(entries) > limits.parts:
            raise limits.limit_error("parts")
        return _names_of(entries), entries


def _member(archive: Archive, name: str, number: int, entry: zipfile.ZipInfo, *, is_twin: bool) -> Source:
    """Return a member as a file to read, or as one that cannot be."""
    deflated = entry.compress_type == zipfile.ZIP_DEFLATED
    place = _Packed(number, _written(entry), entry.header_offset, entry.compress_size, entry.file_size, entry.CRC, deflated)
    member = ZipMember(archive, name, place)
    why = _TWINS if is_twin else _refusal(name, entry)
    return Unreadable(member.shown, why, archive.local) if why else member


def _refusal(name: str, entry: zipfile.ZipInfo) -> WorkbookError | None:
    if entry.header_offset < 0:
        return _DAMAGED
    if name.lower().endswith(".zip"):
        return _NESTED
    if entry.flag_bits & 1:
        return _ENCRYPTED
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _LINK
    return None if entry.compress_type in _PACKINGS else _PACKED_OTHERWISE


# --- names --------------------------------------------------------------------------------------


def _names_of(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Return the names as they were meant, each as a path in the archive; those of folders end in a slash.

    A name that does not say that it is UTF-8, and is not repeated in it, is in the encoding of whoever packed it: UTF-8 if
    all such names of the archive are, else GB18030 if they are, else code page 437, as the standard has it.
    """
    plain = [entry for entry in entries if not entry.flag_bits & _UTF_8]
    meant = _decoded([_written(entry) for entry in plain])
    names = {id(entry): _repeated(entry) or name for entry, name in zip(plain, meant, strict=True)}
    return [_within_archive(names.get(id(entry), entry.orig_filename)) for entry in entries]


_UTF_8 = 0x800
"""The flag of a name in UTF-8."""


def _written(entry: zipfile.ZipInfo) -> bytes:
    """Return a name as it stands in the archive."""
    return entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF_8 else "cp437")


_UNICODE_PATH = 0x7075
"""The extra field that has a name once more, in UTF-8, with the checksum of the one that it repeats."""


def _repeated(entry: zipfile.ZipInfo) -> str:
    """Return the name as an extra field repeats it, or nothing."""
    extra = entry.extra
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        data, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _UNICODE_PATH and data[1:5] == struct.pack("<L", zlib.crc32(_written(entry))):
            return data[5:].decode("utf-8", "replace")
    return ""


def _decoded(names: Sequence[bytes]) -> list[str]:
    for encoding in ("utf-8", "gb18030"):
        try:
            return [name.decode(encoding) for name in names]
        except UnicodeDecodeError:
            continue
    return [name.decode("cp437") for name in names]


def _within_archive(name: str) -> str:
    parts = _DRIVE.sub("", name.partition("\0")[0].replace("\\", "/"), count=1).split("/")
    kept = [part for part in parts if part not in {"", ".", ".."}]
    name = "/".join(kept) + "/" * (not parts[-1])
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST // 2]}…{name[-_LONGEST // 2 :]}"


# --- opening ------------------------------------------------------------------------------------


class _Bounded:
    """A stream of which nobody reads more at once than a list of members may take, since that list is read at once."""

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        self._stream, self._limits = stream, limits

    def read(self, size: int = -1) -> bytes:
        most = max(MIB, self._limits.parts * _ENTRY)
        if size > most:
            raise self._limits.limit_error("parts")
        return self._stream.read(size if size >= 0 else most)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


@contextmanager
def _opened(stream: BinaryIO, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """Open an archive; whatever is wrong with it is a ``WorkbookError``."""
    try:
        with zipfile.ZipFile(cast("BinaryIO", _Bounded(stream, limits))) as parts:
            yield parts
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError):
        raise _DAMAGED from None
    except OSError as error:
        if error.errno != EINVAL:  # a place before the file's first byte
            raise
        raise _DAMAGED from None
