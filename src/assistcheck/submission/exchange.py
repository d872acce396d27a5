"""What a reading process and the one that waits for it say to each other: jobs and the programme year, then what was read."""

from __future__ import annotations

import os
import pickle
import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from io import BufferedIOBase, RawIOBase
from typing import Any, NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.language import Say
from assistcheck.submission.data import BookData
from assistcheck.submission.paths import shown_path

_HEAD = struct.Struct("<q")
"""What precedes each message: its length."""


class Dismissed(Exception):  # noqa: N818 - nothing is wrong
    """Raised in a reader that nobody waits for any more."""


class Job(NamedTuple):
    """One file to read: its path, and whether only its rosters count."""

    path: str
    roster_only: bool


class Line(NamedTuple):
    """The descriptors by which a reader hears and speaks."""

    orders: int
    results: int


def order(descriptor: int, said: object) -> None:
    """Tell a reader the programme year or its next job; one that died hears nothing, and its silence will say so."""
    data = pickle.dumps(said)
    with suppress(BrokenPipeError):
        os.write(descriptor, _HEAD.pack(len(data)) + data)


def next_order(inbox: RawIOBase) -> Any:  # noqa: ANN401 - a year or a job
    """Wait for the next order; ``Dismissed`` once nobody gives any."""
    head = inbox.read(_HEAD.size) or b""
    if len(head) < _HEAD.size:
        raise Dismissed
    return pickle.loads(inbox.read(*_HEAD.unpack(head)) or b"")  # noqa: S301 - our own process wrote it


def say(outbox: BufferedIOBase, said: object) -> None:
    """Hand on what was read."""
    data = pickle.dumps(said, pickle.HIGHEST_PROTOCOL)
    outbox.write(_HEAD.pack(len(data)))
    outbox.write(data)
    outbox.flush()


def said_in(buffer: bytearray) -> Iterator[Any]:
    """Take the messages that have come whole out of ``buffer``."""
    while len(buffer) >= _HEAD.size:
        end = _HEAD.size + _HEAD.unpack_from(buffer)[0]
        if len(buffer) < end:
            return
        with memoryview(buffer) as view:
            said = pickle.loads(view[_HEAD.size : end])  # noqa: S301 - our own process wrote it
        del buffer[:end]
        yield said


def failed(job: Job, why: WorkbookError) -> BookData:
    """Return the account of a file that could not be read."""
    return BookData.unread(shown_path(job.path), why, roster_only=job.roster_only)


def stopped(why: str = "") -> WorkbookError:
    """Return the error of a file whose reader stopped, and why."""
    zh, en = f"（{why or '读取进程中止'}）", f" ({why or 'its reader died'})"
    return WorkbookError("unreadable-file", Say(f"读得完的文件{zh}", f"a file that can be read to its end{en}"))


# --- numbers on their way -----------------------------------------------------------------------


class _Amounts:
    """A column of exact numbers on its way to another process, as one text: a tenth of the work of so many numbers."""

    def __init__(self, numbers: list[Decimal | None]) -> None:
        self._numbers = numbers

    def __reduce__(self) -> tuple[Callable[[str, int], list[Decimal | None]], tuple[str, int]]:
        """Arrive as a list."""
        return _numbers_of, (" ".join(["-" if number is None else str(number) for number in self._numbers]), len(self._numbers))


def _numbers_of(text: str, count: int) -> list[Decimal | None]:
    return [None if word == "-" else Decimal(word) for word in text.split(" ")] if count else []


def packed(values: dict[str, list[Any]]) -> dict[str, Any]:
    """Return columns as they are sent; a column of :class:`Decimal` holds nothing else but blanks."""
    firsts = {name: next((value for value in column if value is not None), None) for name, column in values.items()}
    return {name: _Amounts(values[name]) if type(first) is Decimal else values[name] for name, first in firsts.items()}
