"""What every file to read can do, be it a local one, a member of an archive or standard input."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import BinaryIO, Protocol, TypeVar

from assistcheck.workbook.limits import Limits

Taken = TypeVar("Taken")


class Source(Protocol):
    """A file to read. Each kind is frozen and can be pickled: it is opened by the process that reads it, never before."""

    @property
    def shown(self) -> str:
        """What reports call it: a path that no other file of the run has."""

    @property
    def key(self) -> Hashable:
        """What two sources have in common that are one file, however it was named."""

    @property
    def local(self) -> str:
        """The path of the local file that it is or lies in, which nothing is ever written over; empty: there is none."""

    @property
    def can_repeat(self) -> bool:
        """Whether its bytes can be had more than once."""

    def size(self) -> int:
        """Return how many bytes it has, as far as is known before it is read; 0 if nothing is."""

    def read(self, limits: Limits) -> bytes:
        """Return its bytes, whole and of one moment.

        Raises:
            WorkbookError: it cannot be read, is too large, or changed while it was read.
        """


class Archive(Source, Protocol):
    """A file that is not only read whole: an archive, of whose members each is a file of its own."""

    def take(self, take: Callable[[BinaryIO], Taken]) -> Taken:
        """Return what ``take`` reads of it as it is at one moment; the stream is seekable.

        Raises:
            WorkbookError: it cannot be read, or changed while it was read; or ``take`` raises one.
        """
