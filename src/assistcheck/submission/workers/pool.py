"""Files are read in processes of their own: what a file does to its reader, it does to nobody else.

A reader hands on what it has read piece by piece. The first of them may have been started before anything else of the program
was loaded (:func:`read_ahead`). Where processes cannot be forked, or are not wanted, files are read one after another here.
"""

from __future__ import annotations

import os
import select
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from time import monotonic
from typing import Any, NoReturn, Self

from assistcheck.errors import WorkbookError
from assistcheck.ledgers.registry import Ledgers
from assistcheck.ledgers.source import SheetSource
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.submission.workers.lifeline import cut, fork, lifeline
from assistcheck.submission.workers.protocol import (
    Job,
    PipeEnds,
    decode_messages,
    failed,
    send_command,
    took_too_long,
    worker_died,
)
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import ReadOptions

FEW = 8
"""Fewer small files than this are read by one process: a second one would cost more than it gains."""
_LARGE = 4 * 2**20  # bytes of input that keep several readers busy, however few the files
_SOON_READ = 2**20
"""Bytes of a file that is parsed sooner than the sheets of a pack are drawn: they are drawn once, for both processes."""
LEAST = 1.0
"""Seconds for the second reading of a file that killed its reader late."""
_PIPE = 2**20
_SET_PIPE_SIZE = 1031
_USUAL = ReadOptions()

Before = Callable[[int, str], None]
"""Called with the number of files done and the path of the next."""


class WorkerPool:
    """Reads ``jobs``; :meth:`books` gives them in order. Use it in a ``with`` statement: leaving it ends every reader."""

    def __init__(
        self, jobs: Sequence[Job], sheets: SheetSource, workers: int | None = None, terms: ReadOptions = _USUAL
    ) -> None:
        """Begin to read.

        Args:
            jobs: The files.
            sheets: Where the sheets of the rule pack come from.
            workers: How many processes read; 0: none but this one; default: one, or one for each processor where there is much.
            terms: What one file may cost, and the passwords to try on encrypted files.
        """
        self.jobs = jobs
        self.sheets = sheets
        self._terms = terms
        self._waiting = deque(range(len(jobs)))
        self._crashed_jobs: dict[int, float] = {}
        """Files that have killed a reader once, and the seconds that took: the next one reads them with care, in the rest."""
        self._facts: PackFacts | None = None
        self._done: dict[int, ParsedWorkbook] = {}
        self._running: dict[int, _Worker] = {}
        """Readers by the descriptor that their results come from."""
        self._ended: list[_Worker] = []
        """Those that have been told to end, and whose ends nobody has waited for."""
        count = _fitting(jobs) if workers is None else workers
        self._forks = count > 0 and can_fork()
        if self._forks:
            self._adopt_prefetched()
        self._count = min(count, len(jobs))
        for _ in range(self._count - len(self._running) if self._forks else 0):
            self._start()
        self._forks = bool(self._running)  # else the system has no room for another process, or nothing is to be read

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every reader that is still at work."""
        for reader in self._running.values():
            self._end(reader)
        self._running.clear()
        while self._ended:
            self._ended.pop().wait()

    def _end(self, reader: _Worker) -> None:
        reader.end()
        self._ended.append(reader)

    def books(self, facts: PackFacts, ledgers: Ledgers, before: Before | None = None) -> Iterator[ParsedWorkbook]:
        """Yield each file as read, in the order of the jobs; ``facts`` and ``ledgers`` are those of the rule pack."""
        if not self._forks:
            from assistcheck.submission.workers.in_process import InProcessReader  # noqa: PLC0415 - elsewhere readers alone need it

            yield from InProcessReader(self.jobs, self.sheets, self._terms).books(facts, ledgers, before)
            return
        for book in self._books(facts, before):
            yield with_sheets_of(ledgers, book)

    def _books(self, facts: PackFacts, before: Before | None) -> Iterator[ParsedWorkbook]:
        self._facts = facts
        for reader in self._running.values():
            reader.send_year(facts)
        if not select.select(list(self._running), [], [], 0)[0]:  # there is nothing else to do yet
            from assistcheck.suggest import prepare  # noqa: PLC0415 - most submissions misspell a name

            prepare()
        for number, job in enumerate(self.jobs):
            if before:
                before(number, job.source.shown)
            while number not in self._done:
                self._wait()
            yield self._done.pop(number)

    def _adopt_prefetched(self) -> None:
        """Wait for the file that is being read ahead, if it is one of the jobs; end its reader if not."""
        reader = _ahead.pop() if _ahead else None
        if reader is None:
            return
        numbers = [number for number, job in enumerate(self.jobs) if job == reader.reads]
        if numbers and reader.terms == self._terms and reader.digest == self.sheets.digest:
            reader.job = numbers[0]
            self._waiting.remove(reader.job)
            self._running[reader.results] = reader
        else:
            reader.end()
            reader.wait()

    def _start(self) -> None:
        """Fork a reader for the next file, if one is left."""
        if self._waiting:
            job = self._waiting[0]
            haste, spent = job not in self._crashed_jobs, self._crashed_jobs.get(job, 0.0)
            try:
                reader = _Worker(self.jobs[job], self._terms, self.sheets, in_haste=haste, alone=self._count == 1, spent=spent)
            except OSError:  # the system has no room for another process
                return
            reader.job = self._waiting.popleft()
            self._running[reader.results] = reader
            if self._facts is not None:
                reader.send_year(self._facts)

    def _wait(self) -> None:
        """Take what the readers have to say; end one that takes too long, and replace one that died."""
        patience = max(0.0, min(reader.deadline for reader in self._running.values()) - monotonic())
        ready, _, _ = select.select(list(self._running), [], [], patience)
        for results in ready:
            reader = self._running[results]
            alive = reader.receive()
            for book in reader.finished():
                self._done[reader.job] = book
                reader.job = -1
                if self._waiting and self._waiting[0] not in self._crashed_jobs:
                    reader.job = self._waiting.popleft()
                    reader.assign(self.jobs[reader.job])
                else:
                    alive = False
            if not alive:
                self._retire(reader, None)
        for reader in [one for one in self._running.values() if one.deadline < monotonic()]:
            self._retire(reader, took_too_long(reader.allowed))

    def _retire(self, reader: _Worker, why: WorkbookError | None) -> None:
        """End a reader; what it was reading failed for a reason, or is read once more, with care."""
        self._end(reader)
        del self._running[reader.results]
        job = reader.job
        if job >= 0 and why is None and job not in self._crashed_jobs:
            self._crashed_jobs[job] = monotonic() - reader.began
            self._waiting.appendleft(job)
        elif job >= 0:
            self._done[job] = failed(self.jobs[job], why or worker_died())
        self._start()
        if not self._running:  # nobody is left to read what is waiting
            self._done.update((left, failed(self.jobs[left], worker_died())) for left in self._waiting)
            self._waiting.clear()


class _Worker:
    """One process that reads one file after another, seen from the process that waits for it."""

    def __init__(
        self, job: Job, terms: ReadOptions, sheets: SheetSource, *, in_haste: bool, alone: bool, spent: float = 0.0
    ) -> None:
        self.terms, self.digest = terms, sheets.digest
        self.job = -1
        """The number of its job among those of whoever waits for it; -1: none of them."""
        self._buffer = bytearray()
        self._parts: Pieces = {}
        """Pieces of sheets that came before their workbook, by title."""
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        with ExitStack() as given_back:
            orders, self._orders = _pipe(given_back)
            self.results, results = _pipe(given_back)
            _widen(self.results)
            _widen(self._orders)  # the facts of a pack are said at once
            life, self._life = lifeline()
            given_back.callback(cut, self._life)
            given_back.callback(os.close, life)
            self._process = fork()
            given_back.pop_all()
        if not self._process:
            os.close(self._orders)
            os.close(self.results)
            _child_main(job, terms, sheets, PipeEnds(orders, results, life), in_haste=in_haste, alone=alone)
        for end in (orders, results, life):
            os.close(end)
        self._follow(job, spent)

    def _follow(self, job: Job, spent: float = 0.0) -> None:
        """Let the time of a file begin, of which an earlier reader has ``spent`` some seconds."""
        self.reads = job
        self.allowed = self.terms.limits.time_for(job.source.size())
        self.began = monotonic()
        self.deadline = self.began + max(LEAST, self.allowed - spent)

    def send_year(self, facts: PackFacts) -> None:
        """Send the facts of the rule pack."""
        send_command(self._orders, facts)

    def assign(self, job: Job) -> None:
        """Give it its next file."""
        self._follow(job)
        send_command(self._orders, job)

    def receive(self) -> bool:
        """Read what has come; whether the process still speaks."""
        data = os.read(self.results, _PIPE)
        self._buffer += data
        return bool(data)

    def finished(self) -> Iterator[ParsedWorkbook]:
        """Yield the workbook that has come whole, if any."""
        yield from whole_books(decode_messages(self._buffer), self._parts)

    def end(self) -> None:
        """End the process, whatever it is doing, and the one that it may have forked."""
        os.close(self._orders)
        os.close(self.results)
        cut(self._life)
        with suppress(ProcessLookupError, PermissionError):  # it leads no group, or one of the dead, which macOS guards
            os.killpg(self._process, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGKILL)

    def wait(self) -> None:
        """Wait till the process, which was told to end, is no more."""
        with suppress(ChildProcessError):  # where SIGCHLD is ignored, the system clears the dead away
            os.waitpid(self._process, 0)


def _child_main(job: Job, terms: ReadOptions, sheets: SheetSource, line: PipeEnds, *, in_haste: bool, alone: bool) -> NoReturn:
    """Load what reading needs, and read, in the process that was forked for it."""
    try:
        from assistcheck.submission.workers.worker import worker_main  # noqa: PLC0415 - nobody else needs it

        worker_main(job, terms, sheets, line, in_haste=in_haste, alone=alone)
    finally:
        os._exit(1)


Pieces = dict[str, list[tuple[dict[str, list[Any]], list[int]]]]
"""Pieces of sheets that came before their workbook, by title: columns, and the sheet rows of their values."""


def whole_books(messages: Iterable[Any], pieces: Pieces) -> Iterator[ParsedWorkbook]:
    """Yield the workbooks that have come whole; ``pieces`` holds what has come of the next one."""
    for said in messages:
        if isinstance(said, tuple):
            title, values, rows = said
            pieces.setdefault(title, []).append((values, rows))
        else:
            _join_pieces(said, pieces)
            pieces.clear()
            yield said


def with_sheets_of(ledgers: Ledgers, book: ParsedWorkbook) -> ParsedWorkbook:
    """Return a workbook from another process with the pack's own sheets in place of their copies."""
    for one in book.sheets:
        one.sheet = ledgers[one.sheet.id]
    return book


def _join_pieces(book: ParsedWorkbook, parts: Pieces) -> None:
    """Put the pieces of sheets that came earlier before what came with the workbook."""
    for sheet in book.sheets:
        pieces = [*parts.get(sheet.title, []), (sheet.columns, sheet.rows)]
        if len(pieces) > 1:
            sheet.columns, sheet.rows = pieces[0]
            for values, rows in pieces[1:]:
                sheet.rows += rows
                for name, column in values.items():
                    sheet.columns[name] += column


# --- ahead of the program -----------------------------------------------------------------------

_ahead: list[_Worker] = []
"""The reader that was started before anybody asked for its file, until somebody does."""


def can_fork() -> bool:
    """Whether files can be read by processes of their own here."""
    return hasattr(os, "fork")


def read_ahead(path: str, sheets: SheetSource) -> None:
    """Begin to read a file under the usual terms, before it is known whether, and how, it will be asked for."""
    is_read = os.path.isfile(path) and not path.lower().endswith(".zip")  # noqa: PTH113 - any text, also one that no path can be
    if can_fork() and is_read:
        source = LocalFile(path)
        if source.size() < _SOON_READ:
            sheets = sheets._replace(ledgers=sheets.load())
        with suppress(OSError):  # no room for another process; whoever asks for the file will see
            _ahead.append(_Worker(Job(source, roster_only=False), _USUAL, sheets, in_haste=True, alone=True))


def end_ahead() -> None:
    """End the reader whose file nobody has asked for."""
    while _ahead:
        reader = _ahead.pop()
        reader.end()
        reader.wait()


def _pipe(given_back: ExitStack) -> tuple[int, int]:
    ends = os.pipe()
    for end in ends:
        given_back.callback(os.close, end)
    return ends


# --- how many -----------------------------------------------------------------------------------


def _fitting(jobs: Sequence[Job]) -> int:
    """Return how many processes should read ``jobs``."""
    much = len(jobs) >= FEW or (len(jobs) > 1 and sum(job.source.size() for job in jobs) > _LARGE)
    return (os.cpu_count() or 1) if much else 1


def _widen(pipe: int) -> None:
    """Let a pipe hold more, where the system can, so that a reader rarely waits to be heard."""
    import fcntl  # noqa: PLC0415 - where processes fork, it is there

    with suppress(OSError):
        fcntl.fcntl(pipe, _SET_PIPE_SIZE, _PIPE)
