"""Files read by the workers of somebody's executor, of this machine or of others, each in a guarded process there.

What the executor does not deliver is read on this machine: a file whose worker died, and all that is left of an executor that
takes nothing more or has gone silent. So a file is never lost, and no run waits for ever.
"""

from __future__ import annotations

import os
import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ThreadPoolExecutor, wait
from typing import NamedTuple, Self

from assistcheck.errors import UsageError, WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import Ledgers
from assistcheck.ledgers.source import SheetSource
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.sources.at_hand import GivenBytes
from assistcheck.submission.workers.fingerprint import fingerprint
from assistcheck.submission.workers.guarded_reader import pack_kit, read_guarded, unpack_book
from assistcheck.submission.workers.pool import Before
from assistcheck.submission.workers.protocol import Job, failed, worker_died
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.detect import may_be_locked
from assistcheck.workbook.limits import MIB, ReadOptions

_MOST_TASKS, _MOST_BYTES = 64, 64 * MIB
"""What an executor is given at once: enough for some dozens of workers, and no more than this machine can hold."""
_TASK_FILES, _TASK_BYTES = 8, MIB // 2
"""What one task holds at most, if it is more than one file: handing over a task costs as much as reading a small file."""
_GROWS = 32
"""Files after which tasks hold one file more, so that a few files are spread over as many workers."""
_SILENCE = 60.0
"""Seconds, beyond those that the files may take, after which an executor that delivers nothing is given up."""
_USUAL = ReadOptions()


class _Task(NamedTuple):
    """Files that are being read by somebody, one after another."""

    numbers: list[int]
    """Those of their jobs."""
    orders: list[bytes]
    here: bool = False
    """Whether this machine reads it."""


def read_task(expected: str, kit: bytes, orders: list[bytes]) -> list[bytes] | str:
    """Read files in a guarded process of whatever machine this is called on; all that a worker is ever asked for.

    Args:
        expected: The fingerprint of the program that asks.
        kit: The sheets and facts of the pack.
        orders: Each a file and the terms, opened only if the fingerprint is that of this program.

    Returns:
        What was read of each, packed; or the fingerprint of this program, if it is another.
    """
    if fingerprint() != expected:
        return fingerprint()
    sent = map(pickle.loads, orders)  # a program of the same fingerprint wrote them
    return [read_guarded(job, terms, kit) for job, terms in sent]


class ExecutorPool:
    """Reads ``jobs`` on an executor; :meth:`books` gives them in order. Leaving the ``with`` statement cancels what is left."""

    def __init__(self, jobs: Sequence[Job], sheets: SheetSource, executor: Executor, terms: ReadOptions = _USUAL) -> None:
        """Keep what is to be read; nothing begins before the facts of the pack are known.

        Args:
            jobs: The files.
            sheets: Where the sheets of the rule pack come from.
            executor: Whose workers read; it stays open.
            terms: What one file may cost, and the passwords to try on encrypted files.
        """
        self.jobs = jobs
        self.sheets = sheets
        self._executor: Executor | None = executor
        """``None`` once it is given up."""
        self._terms = terms
        self._local: ThreadPoolExecutor | None = None
        """Reads here what the executor does not deliver."""
        self._waiting = deque(range(len(jobs)))
        self._pending: dict[Future[list[bytes] | str], _Task] = {}
        self._done: dict[int, ParsedWorkbook] = {}
        self._kit = b""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Cancel what is still being read; the executor is whose it was."""
        for future in self._pending:
            future.cancel()
        self._pending.clear()
        if self._local:
            self._local.shutdown(wait=False, cancel_futures=True)

    def books(self, facts: PackFacts, ledgers: Ledgers, before: Before | None = None) -> Iterator[ParsedWorkbook]:
        """Yield each file as read, in the order of the jobs; ``facts`` and ``ledgers`` are those of the rule pack.

        Raises:
            UsageError: a worker has no assistcheck, or another one than this.
        """
        self._kit = pack_kit(ledgers, facts)
        for number, job in enumerate(self.jobs):
            if before:
                before(number, job.source.shown)
            while number not in self._done:
                self._send_more()
                self._receive(ledgers)
            yield self._done.pop(number)

    def _send_more(self) -> None:
        """Send files till enough of them are under way."""
        bytes_sent = sum(len(order) for task in self._pending.values() for order in task.orders)
        while self._waiting and len(self._pending) < _MOST_TASKS and (bytes_sent < _MOST_BYTES or not self._pending):
            task = self._next_task()
            if task.numbers:
                self._send(task)
            bytes_sent += sum(map(len, task.orders))

    def _next_task(self) -> _Task:
        """Return the next files; what cannot be opened is done."""
        task, most = _Task([], []), min(_TASK_FILES, 1 + self._waiting[0] // _GROWS)
        while self._waiting and len(task.numbers) < most and sum(map(len, task.orders)) < _TASK_BYTES:
            number = self._waiting.popleft()
            job = self.jobs[number]
            try:
                content = job.source.read(self._terms.limits)
            except WorkbookError as error:
                self._done[number] = failed(job, error)
                continue
            terms = self._terms if may_be_locked(content) else ReadOptions(self._terms.limits)
            order = (job._replace(source=GivenBytes(job.source.shown, content)), terms)
            task.numbers.append(number)
            task.orders.append(pickle.dumps(order, pickle.HIGHEST_PROTOCOL))
        return task

    def _send(self, task: _Task, *, here: bool = False) -> None:
        """Let files be read: by the executor while it takes any, else on this machine."""
        if self._executor and not here:
            try:
                self._pending[self._executor.submit(read_task, fingerprint(), self._kit, task.orders)] = task
            except Exception:  # noqa: BLE001 - it is broken, shut down or has lost its scheduler
                self._executor = None
            else:
                return
        if self._local is None:
            self._local = ThreadPoolExecutor(os.cpu_count())
        self._pending[self._local.submit(read_task, fingerprint(), self._kit, task.orders)] = task._replace(here=True)

    def _receive(self, ledgers: Ledgers) -> None:
        """Wait till files have been read, and take all that have been; give the executor up if it delivers nothing."""
        if not self._pending:
            return
        elsewhere = [self._patience(task) for task in self._pending.values() if not task.here]
        ended, _ = wait(self._pending, max(elsewhere, default=None), FIRST_COMPLETED)
        for future in ended:
            self._take(future, self._pending.pop(future), ledgers)
        if not ended:
            self._give_up()

    def _patience(self, task: _Task) -> float:
        """Return the seconds in which a task is read, and read once more, unless nobody reads it."""
        return _SILENCE + 2 * sum(self._terms.limits.time_for(len(order)) for order in task.orders)

    def _take(self, future: Future[list[bytes] | str], task: _Task, ledgers: Ledgers) -> None:
        """Keep what was read; files whose worker died are read once more, here."""
        try:
            packed = future.result()
        except (ImportError, AttributeError) as error:
            raise _unlike(f"{type(error).__name__}: {error}") from None
        except (Exception, CancelledError) as error:  # noqa: BLE001 - the worker died, or the executor broke
            if task.here:
                why = worker_died(type(error).__name__)
                self._done.update((number, failed(self.jobs[number], why)) for number in task.numbers)
            else:
                self._send(task, here=True)
            return
        if isinstance(packed, str):
            raise _unlike(packed)
        self._done.update((number, unpack_book(one, ledgers)) for number, one in zip(task.numbers, packed, strict=True))

    def _give_up(self) -> None:
        """Let all that the executor has be read here."""
        self._executor = None
        for future, task in [(future, task) for future, task in self._pending.items() if not task.here]:
            future.cancel()
            del self._pending[future]
            self._send(task)


def _unlike(found: str) -> UsageError:
    zh = f"工作进程的程序与本机不同，读出的内容可能不同；请在各处安装同一版本。工作进程：{found}；本机：{fingerprint()}"
    en = "a worker has another program than this machine and may read files otherwise; install the same everywhere. "
    return UsageError(LocalizedText(zh, f"{en}The worker: {found}; this machine: {fingerprint()}"))
