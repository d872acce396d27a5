"""Many workbooks at once: a small pool of processes that is reused, or one after another where that is quicker."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.language import Say
from assistcheck.submission.book import BookData, read_book
from assistcheck.submission.paths import shown_path
from assistcheck.workbook.files import STDIN
from assistcheck.workbook.limits import MIB, Limits, Terms
from assistcheck.workbook.open import read_bytes

FEW = 8
"""With fewer files than this a pool costs more than it gains."""
_DEADLY = WorkbookError(
    "unreadable-file", Say("读得完的文件（读取进程中止）", "a file that can be read to its end (its reader died)")
)
_USUAL = Terms()
_TOGETHER = 4  # files that a process takes at a time


class Job(NamedTuple):
    """One file to read: its path, and whether only its rosters count."""

    path: str
    roster_only: bool


def read_books(
    jobs: Sequence[Job],
    year: int,
    workers: int | None = None,
    before: Callable[[int, str], None] | None = None,
    terms: Terms = _USUAL,
) -> Iterator[BookData]:
    """Yield each file as read, in the order of ``jobs``.

    Args:
        jobs: The files.
        year: The programme year.
        workers: How many processes read; default: one for each processor, and none for fewer than :data:`FEW` files.
        before: Called with the number of files done and the path of the next.
        terms: The limits, and the passwords to try on encrypted files.
    """
    count = workers if workers is not None else (os.cpu_count() or 1)
    read = partial(_read, year=year, terms=terms)
    if len(jobs) < FEW or count < 2 or not hasattr(os, "fork") or any(job.path == STDIN for job in jobs):
        yield from _told(map(read, jobs), jobs, before)
        return
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor  # noqa: PLC0415 - only where there are many files
    from multiprocessing import get_context  # noqa: PLC0415

    sys.stdout.flush()
    fork, done = get_context("fork"), 0
    try:
        with ProcessPoolExecutor(min(count, len(jobs)), fork) as pool:
            for book in _told(pool.map(read, jobs, chunksize=_TOGETHER), jobs, before):
                done += 1
                yield book
    except BrokenExecutor:  # some file killed its process: each of the rest gets one of its own
        for job in jobs[done:]:
            try:
                with ProcessPoolExecutor(1, fork) as pool:
                    yield pool.submit(read, job).result()
            except BrokenExecutor:
                yield read_book(shown_path(job.path), _DEADLY, year, roster_only=job.roster_only)


def _told(books: Iterator[BookData], jobs: Sequence[Job], before: Callable[[int, str], None] | None) -> Iterator[BookData]:
    for number, job in enumerate(jobs):
        if before:
            before(number, shown_path(job.path))
        yield next(books)


def _read(job: Job, year: int, terms: Terms) -> BookData:
    content = _content(job.path, terms.limits)
    return read_book(shown_path(job.path), content, year, roster_only=job.roster_only, terms=terms)


def _content(path: str, limits: Limits) -> bytes | WorkbookError:
    try:
        return _standard_input(limits) if path == STDIN else read_bytes(Path(path), limits)
    except WorkbookError as error:
        return error


def _standard_input(limits: Limits) -> bytes:
    data = sys.stdin.buffer.read(limits.file_size * MIB + 1)
    if len(data) > limits.file_size * MIB:
        raise limits.refusal("file-size")
    return data
