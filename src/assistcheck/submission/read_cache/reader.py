"""Files of which only those are read that have changed since; what the others say is taken from a cache."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Protocol

from assistcheck.errors import WorkbookError
from assistcheck.ledgers.registry import Ledgers
from assistcheck.ledgers.source import SheetSource
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.read_cache.encoding import decode, encode
from assistcheck.submission.read_cache.key import Entry, entry_of, reading_digest
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import Limits

Before = Callable[[int, str], None]
"""Called with the number of files done and the path of the next."""


class Readers(Protocol):
    """Whatever reads files; see :class:`assistcheck.submission.workers.pool.WorkerPool`."""

    jobs: Sequence[Job]
    sheets: SheetSource

    def books(self, facts: PackFacts, ledgers: Ledgers, before: Before | None = None) -> Iterator[ParsedWorkbook]:
        """Yield each file as read, in the order of the jobs."""

    def __exit__(self, *error: object) -> None:
        """End whatever is still being read."""


class Entries(Protocol):
    """Whatever keeps what was read; see :class:`assistcheck.submission.read_cache.folder.CacheFolder`."""

    def load(self, key: str) -> bytes | None:
        """Return what is kept under a key, if anything is."""

    def save(self, key: str, body: bytes) -> None:
        """Keep something under a key, if there is room."""


class CachedReaders:
    """Gives the files of ``jobs`` from a cache; ``begin`` makes what reads those that are not in it."""

    def __init__(
        self,
        jobs: Sequence[Job],
        sheets: SheetSource,
        folder: Entries,
        limits: Limits,
        begin: Callable[[Sequence[Job], SheetSource], Readers],
    ) -> None:
        """Do nothing yet: the facts of the pack decide what was read in the same way before."""
        self.jobs, self.sheets = jobs, sheets
        self._folder, self._limits, self._begin = folder, limits, begin
        self._readers: Readers | None = None

    def __exit__(self, *error: object) -> None:
        """End whatever is still being read."""
        if self._readers:
            self._readers.__exit__(*error)

    def books(self, facts: PackFacts, ledgers: Ledgers, before: Before | None = None) -> Iterator[ParsedWorkbook]:
        """Yield each file, in the order of the jobs; those that are not in the cache are read, and kept."""
        reading = reading_digest(ledgers, facts, self._limits)
        entries: list[Entry | None] = []
        found: dict[int, ParsedWorkbook] = {}
        for number, job in enumerate(self.jobs):
            if before:
                before(len(found), job.source.shown)
            entries.append(self._entry(reading, job))
            if book := self._recall(entries[number], job, ledgers):
                found[number] = book
        read = self._read([job for number, job in enumerate(self.jobs) if number not in found], facts, ledgers, before)
        for number, entry in enumerate(entries):
            if number not in found:
                found[number] = next(read)
                self._keep(found[number], entry)
            yield found.pop(number)

    def _entry(self, reading: str, job: Job) -> Entry | None:
        """Return where the cache has a file; ``None`` for one that only its reader can take or refuse."""
        if not job.source.can_repeat:
            return None
        try:
            data = job.source.read(self._limits)
        except WorkbookError:
            return None
        return entry_of(reading, job, data)

    def _recall(self, entry: Entry | None, job: Job, ledgers: Ledgers) -> ParsedWorkbook | None:
        """Return what the cache has of a file, if it has anything that can be used."""
        body = self._folder.load(entry.key) if entry else None
        if entry is None or body is None:
            return None
        try:
            return decode(body, job.source.shown, entry.sha256, ledgers)
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError, MemoryError):
            return None  # it will be read, and what was kept of it is written over

    def _read(self, jobs: Sequence[Job], facts: PackFacts, ledgers: Ledgers, before: Before | None) -> Iterator[ParsedWorkbook]:
        """Read what the cache does not have."""
        if not jobs:
            return
        done = len(self.jobs) - len(jobs)
        self._readers = self._begin(jobs, self.sheets)
        try:
            yield from self._readers.books(
                facts, ledgers, (lambda number, path: before(done + number, path)) if before else None
            )
        finally:
            self._readers.__exit__()

    def _keep(self, book: ParsedWorkbook, entry: Entry | None) -> None:
        """Keep what was read of a file, unless that would lay a secret open, or says more of this run than of the file."""
        if entry is None or book.error or book.encrypted or book.sha256 != entry.sha256:
            return
        with suppress(TypeError, ValueError, RecursionError):
            self._folder.save(entry.key, encode(book))
