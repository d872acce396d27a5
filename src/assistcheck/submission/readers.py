"""Files are read in processes of their own: what a file does to its reader, it does to nobody else.

A reader is forked as soon as what it needs is loaded, and reads while the rest of the program is still loading; it hands on
what it has read piece by piece. Where processes cannot be forked, or are not wanted, files are read one after another here.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any, Self

from assistcheck.errors import WorkbookError
from assistcheck.places import STDIN
from assistcheck.submission.book import BookData
from assistcheck.submission.paths import shown_path
from assistcheck.submission.serving import HEAD, Job, Line, failed, read_job, serve, slow, stopped
from assistcheck.workbook.limits import MIB, SECONDS_PER_MIB, Terms

FEW = 8
"""Fewer small files than this are read by one process: a second one would cost more than it gains."""
_LARGE = 4 * 2**20  # bytes of input that keep several readers busy, however few the files
_PIPE = 2**20
_SET_PIPE_SIZE = 1031
_USUAL = Terms()

Before = Callable[[int, str], None]
"""Called with the number of files done and the path of the next."""


class Readers:
    """Reads ``jobs``; :meth:`books` gives them in order. Use it in a ``with`` statement: leaving it ends every reader."""

    def __init__(self, jobs: Sequence[Job], workers: int | None = None, terms: Terms = _USUAL) -> None:
        """Begin to read.

        Args:
            jobs: The files.
            workers: How many processes read; 0: none but this one; default: one, or one for each processor where there is much.
            terms: What one file may cost, and the passwords to try on encrypted files.
        """
        self.jobs = jobs
        self._terms = terms
        self._waiting = deque(range(len(jobs)))
        self._killers: set[int] = set()
        """Files that have killed a reader once: the next one reads them with care."""
        self._year: int | None = None
        self._done: dict[int, BookData] = {}
        self._running: dict[int, _Reader] = {}
        """Readers by the descriptor that their results come from."""
        count = _fitting(jobs) if workers is None else workers
        self._forks = count > 0 and hasattr(os, "fork")
        for _ in range(min(count, len(jobs)) if self._forks else 0):
            self._start()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every reader that is still at work."""
        for reader in self._running.values():
            reader.end()
        self._running.clear()

    def books(self, year: int, before: Before | None = None) -> Iterator[BookData]:
        """Yield each file as read, in the order of the jobs; ``year`` is the programme year."""
        self._year = year
        for reader in self._running.values():
            reader.tell(year)
        for number, job in enumerate(self.jobs):
            if before:
                before(number, shown_path(job.path))
            if not self._forks:
                yield read_job(job, self._terms, lambda: year)
                continue
            while number not in self._done:
                self._wait()
            yield self._done.pop(number)

    def _start(self) -> None:
        """Fork a reader for the next file, if one is left."""
        if self._waiting:
            job = self._waiting.popleft()
            reader = _Reader(self.jobs, job, self._terms, in_haste=job not in self._killers)
            self._running[reader.results] = reader
            if self._year is not None:
                reader.tell(self._year)

    def _wait(self) -> None:
        """Take what the readers have to say; end one that takes too long, and replace one that died."""
        patience = max(0.0, min(reader.deadline for reader in self._running.values()) - monotonic())
        ready, _, _ = select.select(list(self._running), [], [], patience)
        for results in ready:
            reader = self._running[results]
            alive = reader.take()
            for book in reader.finished():
                self._done[reader.job] = book
                reader.job = -1
                if self._waiting and self._waiting[0] not in self._killers:
                    reader.begin(self._waiting.popleft())
                else:
                    alive = False
            if not alive:
                self._lose(reader, None)
        for reader in [one for one in self._running.values() if one.deadline < monotonic()]:
            self._lose(reader, slow(reader.allowed))

    def _lose(self, reader: _Reader, why: WorkbookError | None) -> None:
        """End a reader; what it was reading failed for a reason, or is read once more, with care."""
        reader.end()
        del self._running[reader.results]
        job = reader.job
        if job >= 0 and why is None and job not in self._killers:
            self._killers.add(job)
            self._waiting.appendleft(job)
        elif job >= 0:
            self._done[job] = failed(self.jobs[job], why or stopped())
        self._start()


class _Reader:
    """One process that reads one file after another, seen from the process that waits for it."""

    def __init__(self, jobs: Sequence[Job], job: int, terms: Terms, *, in_haste: bool) -> None:
        self._jobs = jobs
        self._limits = terms.limits
        self._buffer = bytearray()
        self._parts: dict[str, list[tuple[dict[str, list[Any]], list[int]]]] = {}
        """Pieces of sheets that came before their workbook, by title."""
        orders, self._orders = os.pipe()
        self.results, results = os.pipe()
        _widen(self.results)
        sys.stdout.flush()
        sys.stderr.flush()
        self._process = os.fork()
        if not self._process:
            os.close(self._orders)
            os.close(self.results)
            serve(jobs, job, terms, Line(orders, results), in_haste=in_haste)
        os.close(orders)
        os.close(results)
        self._follow(job)

    def _follow(self, job: int) -> None:
        self.job = job
        self.allowed = self._limits.seconds + SECONDS_PER_MIB * _size(self._jobs[job].path) / MIB
        self.deadline = monotonic() + self.allowed

    def tell(self, number: int) -> None:
        """Send the programme year, or the next job."""
        with suppress(BrokenPipeError):  # it died; its silence will say so
            os.write(self._orders, HEAD.pack(number))

    def begin(self, job: int) -> None:
        """Give it its next file."""
        self._follow(job)
        self.tell(job)

    def take(self) -> bool:
        """Read what has come; whether the process still speaks."""
        data = os.read(self.results, _PIPE)
        self._buffer += data
        return bool(data)

    def finished(self) -> Iterator[BookData]:
        """Yield the workbook that has come whole, if any."""
        while len(self._buffer) >= HEAD.size:
            (size,) = HEAD.unpack_from(self._buffer)
            end = HEAD.size + size
            if len(self._buffer) < end:
                return
            with memoryview(self._buffer) as view:
                said = pickle.loads(view[HEAD.size : end])  # noqa: S301 - our own process wrote it
            del self._buffer[:end]
            if isinstance(said, tuple):
                title, values, rows = said
                self._parts.setdefault(title, []).append((values, rows))
            else:
                _join(said, self._parts)
                self._parts = {}
                yield said

    def end(self) -> None:
        """End the process, whatever it is doing."""
        os.close(self._orders)
        os.close(self.results)
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)


def _join(book: BookData, parts: dict[str, list[tuple[dict[str, list[Any]], list[int]]]]) -> None:
    """Put the pieces of sheets that came earlier before what came with the workbook."""
    for sheet in book.sheets:
        pieces = [*parts.get(sheet.title, []), (sheet.columns, sheet.rows)]
        if len(pieces) > 1:
            sheet.columns, sheet.rows = pieces[0]
            for values, rows in pieces[1:]:
                sheet.rows += rows
                for name, column in values.items():
                    sheet.columns[name] += column


# --- how many -----------------------------------------------------------------------------------


def _fitting(jobs: Sequence[Job]) -> int:
    """Return how many processes should read ``jobs``."""
    much = len(jobs) >= FEW or (len(jobs) > 1 and sum(_size(job.path) for job in jobs) > _LARGE)
    return (os.cpu_count() or 1) if much else 1


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size if path != STDIN else 0
    except OSError:
        return 0


def _widen(pipe: int) -> None:
    """Let a pipe hold more, where the system can, so that a reader rarely waits to be heard."""
    import fcntl  # noqa: PLC0415 - where processes fork, it is there

    with suppress(OSError):
        fcntl.fcntl(pipe, _SET_PIPE_SIZE, _PIPE)
