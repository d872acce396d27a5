"""What a reading process and the one that waits for it say to each other: jobs, facts of the rule pack, what was read."""

from __future__ import annotations

import os
import pickle
import struct
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from io import BufferedIOBase, RawIOBase
from typing import Any, NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.sources.interface import Source
from assistcheck.workbook.exact_numbers import exact, to_decimals

_HEAD = struct.Struct("<q")
"""What precedes each message: its length."""


class ShutdownRequested(Exception):  # noqa: N818 - nothing is wrong
    """Raised in a reader that nobody waits for any more."""


class Job(NamedTuple):
    """One file to read, whether only its rosters count, and whether it was found in a folder, not named itself."""

    source: Source
    roster_only: bool
    found: bool = False
    as_grids: bool = False
    """Whether its sheets are wanted as they stand, none of them understood."""


class PipeEnds(NamedTuple):
    """The descriptors by which a reader hears and speaks."""

    orders: int
    results: int
    life: int
    """Closes with whoever waits for it; see :mod:`assistcheck.submission.workers.lifeline`."""


def send_command(descriptor: int, said: object) -> None:
    """Tell a reader the facts of the rule pack or its next job; one that died hears nothing, and its silence will say so."""
    data = pickle.dumps(said)
    with suppress(BrokenPipeError):
        os.write(descriptor, _HEAD.pack(len(data)) + data)


def next_command(inbox: RawIOBase) -> Any:  # noqa: ANN401 - facts or a job
    """Wait for the next order; ``Dismissed`` once nobody gives any."""
    head = inbox.read(_HEAD.size) or b""
    if len(head) < _HEAD.size:
        raise ShutdownRequested
    return pickle.loads(inbox.read(*_HEAD.unpack(head)) or b"")  # noqa: S301 - our own process wrote it


def send(outbox: BufferedIOBase, said: object) -> None:
    """Hand on what was read."""
    _send(outbox, pickle.dumps(said, pickle.HIGHEST_PROTOCOL))


def _send(outbox: BufferedIOBase, packet: bytes) -> None:
    outbox.write(_HEAD.pack(len(packet)))
    outbox.write(packet)
    outbox.flush()


class ResultStream:
    """Hands on pieces of sheets as they are read."""

    def __init__(self, outbox: BufferedIOBase, *, halves: bool) -> None:
        """Speak into ``outbox``; ``halves``: a second process may read the later rows of a long sheet."""
        self._outbox = outbox
        self.halves = halves

    def piece(self, title: str, columns: dict[str, list[Any]], rows: list[int]) -> None:
        """Hand on a piece of a sheet: its title, the values of each column, and their sheet rows."""
        send(self._outbox, (title, encode_columns(columns), rows))

    def forward(self, inbox: BufferedIOBase) -> Any:  # noqa: ANN401 - what a process said last
        """Hand on all that another process says, but its last word, which is returned; ``None``: it said nothing whole."""
        packet = b""
        while head := inbox.read(_HEAD.size):
            if packet:
                _send(self._outbox, packet)
            size = _HEAD.unpack(head)[0] if len(head) == _HEAD.size else -1
            packet = inbox.read(max(size, 0))
            if len(packet) != size:  # it died in the middle of a word
                return None
        return pickle.loads(packet) if packet else None  # noqa: S301 - our own process wrote it


def first_message(inbox: BufferedIOBase) -> Any:  # noqa: ANN401 - what a process said first
    """Return the first thing that a process says, or ``None`` if it says nothing whole."""
    head = inbox.read(_HEAD.size)
    size = _HEAD.unpack(head)[0] if len(head) == _HEAD.size else -1
    packet = inbox.read(max(size, 0))
    return pickle.loads(packet) if len(packet) == size else None  # noqa: S301 - our own process wrote it


def decode_messages(buffer: bytearray) -> Iterator[Any]:
    """Take the messages that have come whole out of ``buffer``."""
    while len(buffer) >= _HEAD.size:
        end = _HEAD.size + _HEAD.unpack_from(buffer)[0]
        if len(buffer) < end:
            return
        with memoryview(buffer) as view:
            said = pickle.loads(view[_HEAD.size : end])  # noqa: S301 - our own process wrote it
        del buffer[:end]
        yield said


def failed(job: Job, why: WorkbookError) -> ParsedWorkbook:
    """Return the account of a file that could not be read."""
    return ParsedWorkbook.unread(job.source.shown, why, roster_only=job.roster_only)


def worker_died(why: str = "") -> WorkbookError:
    """Return the error of a file whose reader stopped, and why."""
    zh, en = f"（{why or '读取进程中止'}）", f" ({why or 'its reader died'})"
    return WorkbookError("unreadable-file", LocalizedText(f"读得完的文件{zh}", f"a file that can be read to its end{en}"))


def took_too_long(seconds: float) -> WorkbookError:
    """Return the error of a file whose reader took longer than ``seconds``."""
    zh = f"{seconds:.0f} 秒内读得完的文件（命令行可用 --limit seconds=… 调整）"
    en = f"a file that can be read in {seconds:.0f} seconds (on a command line --limit seconds=… changes it)"
    return WorkbookError("too-large", LocalizedText(zh, en))


# --- numbers on their way -----------------------------------------------------------------------


class _Amounts:
    """A column of amounts on its way to another process, as one array or text: a tenth of the work of so many numbers."""

    def __init__(self, amounts: list[Any]) -> None:
        self._amounts = amounts

    def __reduce__(self) -> tuple[Callable[..., list[Any]], tuple[Any, ...]]:
        """Arrive as a list of exact numbers and blanks."""
        if set(map(type, self._amounts)) == {float}:
            return to_decimals, (array("d", self._amounts),)
        return _numbers_of, (" ".join(["-" if number is None else str(number) for number in exact(self._amounts)]),)


def _numbers_of(text: str) -> list[Decimal | None]:
    return [None if word == "-" else Decimal(word) for word in text.split(" ")]


def encode_columns(values: dict[str, list[Any]]) -> dict[str, Any]:
    """Return columns as they are sent; what holds an exact number, or one that will be, holds nothing else but blanks."""
    firsts = {name: next((value for value in column if value is not None), None) for name, column in values.items()}
    return {name: _Amounts(values[name]) if type(first) in {Decimal, float} else values[name] for name, first in firsts.items()}
