"""Zip containers byte by byte, so that they can lie: about sizes, names, places, methods and checksums."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

STORED, DEFLATED = 0, 8
MEBIBYTE = 2**20
_BLOCK = 16 * MEBIBYTE
_BIG = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it is written; the sizes and names it tells need not be true."""

    name: bytes
    raw: bytes
    """Its bytes as they stand in the archive."""
    crc: int
    size: int
    """The unpacked size, as both headers tell it."""
    method: int = DEFLATED
    flags: int = 0
    local_name: bytes | None = None
    """The name in front of the bytes, where it is not the directory's."""
    local_size: int | None = None
    """The unpacked size in front of the bytes, where it is not the directory's."""
    same_place: bool = False
    """Whether the directory points to the entry before, so that both share its bytes."""
    attributes: int = 0


def entry(name: str, content: bytes, method: int = DEFLATED) -> Entry:
    """Return an honest entry."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = content if method == STORED else deflate.compress(content) + deflate.flush()
    return Entry(name.encode(), raw, zlib.crc32(content), len(content), method)


def entries(parts: Mapping[str, bytes], method: int = DEFLATED) -> list[Entry]:
    """Return honest entries for the parts of a container."""
    return [entry(name, content, method) for name, content in parts.items()]


def flooded(name: str, before: bytes, filling: bytes, after: bytes, size: int) -> Entry:
    """Return an entry that unpacks to ``before``, about ``size`` bytes of ``filling`` over and over, and ``after``.

    The bytes are made without unpacking them: one deflated block, repeated. Beyond 1 GiB the checksum is not made.
    """
    block = filling * (_BLOCK // len(filling))
    times = max(1, size // len(block))
    head = zlib.compressobj(9, zlib.DEFLATED, -15)
    tail = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = head.compress(before) + head.flush(zlib.Z_FULL_FLUSH)
    last = tail.compress(after) + tail.flush()
    crc = 0
    if size <= 1024 * MEBIBYTE:
        crc = zlib.crc32(before)
        for _ in range(times):
            crc = zlib.crc32(block, crc)
        crc = zlib.crc32(after, crc)
    raw = first + _deflated_block(filling) * times + last
    return Entry(name.encode(), raw, crc, len(before) + len(block) * times + len(after))


@cache
def _deflated_block(filling: bytes) -> bytes:
    """Return 16 MiB of ``filling``, deflated so that it can be repeated."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return deflate.compress(filling * (_BLOCK // len(filling))) + deflate.flush(zlib.Z_FULL_FLUSH)


def archive(content: Iterable[Entry], comment: bytes = b"", told_entries: int | None = None) -> bytes:
    """Return the bytes of an archive; ``told_entries``: how many it claims to hold."""
    body, directory, number, place = bytearray(), bytearray(), 0, 0
    for one in content:
        if not one.same_place:
            place = len(body)
            body += _local(one) + one.raw
        directory += _central(one, place)
        number += 1
    told = number if told_entries is None else told_entries
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, told & 0xFFFF, told & 0xFFFF, len(directory), len(body), len(comment))
    return bytes(body + directory + end) + comment


def _local(one: Entry) -> bytes:
    name = one.name if one.local_name is None else one.local_name
    size = one.size if one.local_size is None else one.local_size
    sizes, extra = _sizes(len(one.raw), size)
    return (
        b"PK\x03\x04"
        + struct.pack("<5HL", 45, one.flags, one.method, 0, 0x21, one.crc)
        + struct.pack("<2L2H", *sizes, len(name), len(extra))
        + name
        + extra
    )


def _central(one: Entry, place: int) -> bytes:
    sizes, extra = _sizes(len(one.raw), one.size)
    return (
        b"PK\x01\x02"
        + struct.pack("<6HL", 0x031E, 45, one.flags, one.method, 0, 0x21, one.crc)
        + struct.pack("<2L5H2L", *sizes, len(one.name), len(extra), 0, 0, 0, one.attributes, place)
        + one.name
        + extra
    )


def _sizes(packed: int, size: int) -> tuple[tuple[int, int], bytes]:
    """Return both sizes as a header tells them, and the extra field where they need more than four bytes."""
    if max(packed, size) < _BIG:
        return (packed, size), b""
    return (_BIG, _BIG), struct.pack("<2H2Q", 1, 16, size, packed)


def changed(content: Iterable[Entry], part: str, /, **fields: object) -> list[Entry]:
    """Return entries with the fields of one of them changed."""
    return [replace(one, **fields) if one.name == part.encode() else one for one in content]  # type: ignore[arg-type]


def noise(length: int) -> str:
    """Return letters and digits that hardly pack, the same ones each time, so that no guard of tightness stops them."""
    blocks = (hashlib.sha256(str(n).encode()).hexdigest() for n in range(length // 64 + 1))
    return "".join(blocks)[:length]
