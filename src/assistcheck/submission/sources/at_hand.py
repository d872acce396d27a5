"""Files that need not be sought: standard input, bytes that somebody has read already, and what cannot be read at all."""

from __future__ import annotations

import sys
from collections.abc import Hashable
from typing import NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.location import STDIN
from assistcheck.workbook.limits import MIB, Limits


def within(data: bytes, limits: Limits) -> bytes:
    """Return the bytes of a file; ``WorkbookError`` if they are too many."""
    if len(data) > limits.file_size * MIB:
        raise limits.limit_error("file-size")
    return data


class StandardInput(NamedTuple):
    """One workbook from standard input."""

    shown: str = STDIN
    key: Hashable = STDIN
    local: str = STDIN
    can_repeat: bool = False

    def size(self) -> int:
        """Return 0: nobody knows."""
        return 0

    def read(self, limits: Limits) -> bytes:
        """Return what comes, up to the limit."""
        return within(sys.stdin.buffer.read(limits.file_size * MIB + 1), limits)


class GivenBytes(NamedTuple):
    """A file whose bytes somebody else has read, who knows what it is called."""

    shown: str
    content: bytes
    local: str = ""
    can_repeat: bool = True

    @property
    def key(self) -> Hashable:
        """Its name and its bytes."""
        return self.shown, self.content

    def size(self) -> int:
        """Return how many bytes were given."""
        return len(self.content)

    def read(self, limits: Limits) -> bytes:
        """Return the bytes that were given."""
        return within(self.content, limits)


class Unreadable(NamedTuple):
    """What was found and cannot be read, so that the report says so: a closed folder, an archive beyond the limits."""

    shown: str
    why: WorkbookError
    local: str = ""
    can_repeat: bool = False

    @property
    def key(self) -> Hashable:
        """What it is called."""
        return Unreadable, self.shown

    def size(self) -> int:
        """Return 0: nothing of it is read."""
        return 0

    def read(self, limits: Limits) -> bytes:
        """Raise why it cannot be read; ``limits`` are those of whoever found it."""
        del limits
        raise self.why
