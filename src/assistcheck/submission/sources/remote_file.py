"""A file on a server: it is opened as a stream by the process that reads it, and never becomes a file of this machine."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from assistcheck.submission.sources.address import Address
from assistcheck.submission.sources.interface import Taken
from assistcheck.submission.sources.local_file import changed, once_more_if_changed
from assistcheck.submission.sources.server import opened_server, path_on, server_errors
from assistcheck.workbook.limits import MIB, Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fsspec import AbstractFileSystem

_MOMENTS = ("size", "ETag", "etag", "LastModified", "modified", "mtime")
"""What servers say of a file that is another once it has changed."""
_PIECE = MIB


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file by its address."""

    address: Address
    known_size: int = 0
    """Bytes that it had when it was found; 0 if the server did not say."""

    @property
    def shown(self) -> str:
        """The address as it was given, without credentials."""
        return self.address.shown

    @property
    def key(self) -> Hashable:
        """Server and path."""
        return self.address.key

    @property
    def local(self) -> str:
        """Return nothing: it is no local file."""
        return ""

    @property
    def can_repeat(self) -> bool:
        """Whether it can be read again: so it can."""
        return True

    def size(self) -> int:
        """Return the size that it had when it was found."""
        return self.known_size

    def read(self, limits: Limits) -> bytes:
        """Return its bytes; see :meth:`assistcheck.submission.sources.interface.Source.read`."""
        with server_errors():
            return once_more_if_changed(lambda: self._read(limits))

    def take(self, take: Callable[[BinaryIO], Taken]) -> Taken:
        """Return what ``take`` reads of it; the whole of it is fetched first.

        Raises:
            WorkbookError: it cannot be read, is too large, or changed while it was read; or ``take`` raises one.
        """
        return take(BytesIO(self.read(Limits())))

    def _read(self, limits: Limits) -> bytes:
        most, found = limits.file_size * MIB, bytearray()
        with opened_server(self.address) as server:
            before = _moment(server, self.address)
            with server.open(path_on(self.address), "rb") as stream:
                while piece := stream.read(min(_PIECE, most + 1 - len(found))):
                    found += piece
            if len(found) > most:
                raise limits.limit_error("file-size")
            if _moment(server, self.address) != before or before.get("size") not in {None, len(found)}:
                raise changed()
        return bytes(found)


def _moment(server: AbstractFileSystem, address: Address) -> Mapping[str, object]:
    """Return what the server says of a file now."""
    server.invalidate_cache()
    told = server.info(path_on(address))
    return {name: told[name] for name in _MOMENTS if told.get(name) is not None}
