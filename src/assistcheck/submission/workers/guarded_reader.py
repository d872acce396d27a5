"""The bytes of one file, read in a guarded process: for programs with threads, and for the workers of an executor.

Each thread keeps one reading process for its files. What a file does to it, it does to nobody else: a file that takes too long
or too much memory is too large; one that kills its process is read once more, with care, in what is left of its time.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import weakref
import zlib
from contextlib import suppress
from io import BufferedIOBase, BytesIO
from threading import Timer, local
from time import monotonic
from typing import IO, Any, cast

from assistcheck.errors import WorkbookError
from assistcheck.ledgers.registry import Ledgers
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.workers.lifeline import cut, lifeline
from assistcheck.submission.workers.pool import LEAST, whole_books, with_sheets_of
from assistcheck.submission.workers.protocol import (
    Job,
    decode_messages,
    failed,
    first_message,
    send,
    took_too_long,
    worker_died,
)
from assistcheck.submission.workers.reader_process import READY, Order, Terms
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import ReadOptions

_START = 60.0
"""Seconds that a process may take to start."""
_PROGRAM = "import sys; sys.path[:] = {path!r}; from assistcheck.submission.workers.reader_process import main; main(*{life!r})"


def pack_kit(ledgers: Ledgers, facts: PackFacts) -> bytes:
    """Return what reading needs of a rule pack as bytes, which any process can use that has no pack."""
    return zlib.compress(pickle.dumps((ledgers.plain, facts), pickle.HIGHEST_PROTOCOL))


def unpack_book(packed: bytes, ledgers: Ledgers) -> ParsedWorkbook:
    """Return the workbook that a guarded process has read; ``ledgers`` are those of its kit."""
    (book,) = whole_books(decode_messages(bytearray(packed)), {})
    return with_sheets_of(ledgers, book)


def read_guarded(job: Job, terms: ReadOptions, kit: bytes) -> bytes:
    """Read a file whose bytes are given, in the process that this thread keeps for that; :func:`unpack_book` takes the answer.

    Whatever is wrong with the file becomes a problem, never an exception.
    """
    setup = Terms(kit, terms.limits)
    allowed = terms.limits.time_for(job.source.size())
    spent, why = 0.0, worker_died()
    for in_haste in (True, False):
        reader = _reader_for(setup)
        if reader is None:
            break
        began = monotonic()
        packed = reader.read(Order(job, terms.passwords, in_haste), max(LEAST, allowed - spent))
        spent += monotonic() - began
        if packed is not None:
            return packed
        if reader.expired:
            why = took_too_long(allowed)
            break
    return pack_failure(job, why)


def pack_failure(job: Job, why: WorkbookError) -> bytes:
    """Return the account of a file that could not be read, packed like any other."""
    outbox = BytesIO()
    send(outbox, failed(job, why))
    return outbox.getvalue()


# --- the process of each thread -----------------------------------------------------------------

_kept = local()


def _reader_for(setup: Terms) -> _Reader | None:
    """Return the reading process of this thread, started if need be; ``None``: the system has no room for one."""
    reader: _Reader | None = getattr(_kept, "reader", None)
    if reader and reader.serves(setup):
        return reader
    _kept.reader = None  # ends the one that was
    try:
        _kept.reader = _Reader(setup)
    except OSError:
        return None
    return _kept.reader  # type: ignore[no-any-return]  # a thread's own names have no types


class _Reader:
    """A reading process, seen from the thread that it reads for."""

    def __init__(self, setup: Terms) -> None:
        """Start it, and wait till it can read; ``OSError`` if it cannot be started."""
        self._setup, self._owner = setup, os.getpid()
        self.expired = False
        """Whether it was ended because its time was over."""
        self._speaks = True
        self._process, held = _started()
        weakref.finalize(self, _end, self._process, held, self._owner)
        if self._ask(setup, _START) != READY:
            raise ChildProcessError

    def serves(self, setup: Terms) -> bool:
        """Whether it still reads, for this process and under these terms."""
        return self._owner == os.getpid() and self._setup == setup and self._speaks and self._process.poll() is None

    def read(self, order: Order, seconds: float) -> bytes | None:
        """Return what is read of a file, packed; ``None`` if the process dies of it, or takes longer than ``seconds``."""
        packed: bytes | None = self._ask(order, seconds)
        self._speaks = packed is not None and not self.expired
        return packed

    def _ask(self, said: object, seconds: float) -> Any:  # noqa: ANN401 - what the process answers
        timer = Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            with suppress(OSError):  # it is dead already
                send(self._stream(self._process.stdin), said)
                return first_message(self._stream(self._process.stdout))
        finally:
            timer.cancel()
        return None

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> BufferedIOBase:
        return cast("BufferedIOBase", stream)

    def _expire(self) -> None:
        self.expired = True
        self._process.kill()


def _started() -> tuple[subprocess.Popen[bytes], int]:
    """Start a process that reads, and return what it hangs on; ``OSError`` if it cannot be started."""
    life, held = lifeline()
    passed = () if os.name == "nt" else (life,)
    program = [sys.executable, "-I", "-c", _PROGRAM.format(path=sys.path, life=passed)]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, pass_fds=passed
        )
    except BaseException:
        cut(held)
        raise
    finally:
        os.close(life)
    return process, held


def _end(process: subprocess.Popen[bytes], held: int, owner: int) -> None:
    """End a process and let go of its pipes; what a fork knows of it is the business of whoever started it."""
    if os.getpid() == owner:
        cut(held)
        process.kill()
        process.wait()
    else:
        process.returncode = 0  # else it is waited for
    for stream in filter(None, (process.stdin, process.stdout)):
        with suppress(OSError):
            stream.close()
