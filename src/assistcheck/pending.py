"""Files that are being read, and the submission that they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypedDict

from assistcheck import DEFAULT_PACK
from assistcheck.errors import UsageError, WorkbookError
from assistcheck.gc_pause import without_collecting
from assistcheck.i18n import LocalizedText
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.source import SheetSource
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.rules.folders import is_shipped, pack_folder
from assistcheck.submission.input_paths import is_address, search, source_of
from assistcheck.submission.sources.at_hand import GivenBytes
from assistcheck.submission.workers.pool import WorkerPool
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.limits import Limits, ReadOptions

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from assistcheck.dataframes import Submission
    from assistcheck.rules.model import RulePack
    from assistcheck.submission.parsed import ParsedWorkbook
    from assistcheck.submission.read_cache.reader import Entries, Readers
    from assistcheck.submission.sources.interface import Source
    from assistcheck.submission.workers.in_process import Loss
    from assistcheck.workbook.cell_values import PackFacts

Progress = Callable[[int, int, str], None]
"""Called before each file is read: how many are done, how many there are, and the file's path."""


class HowToRead(TypedDict, total=False):
    """What may be said of reading; see :func:`assistcheck.api.start_reading`."""

    roster: str | None
    workers: int | None
    limits: Limits | None
    passwords: Sequence[str]
    cache: str | Path | Entries | None
    cache_limit: int
    executor: Executor | None
    archives: bool
    lost: Mapping[str, Loss] | None


def facts_of(pack: RulePack, aliases: Mapping[str, str] | None = None) -> PackFacts:
    """Return what reading cells needs of a pack, and of recorded ``aliases`` (spelling -> name or allowed word)."""
    from assistcheck.submission.choice_spellings import pack_facts

    listed = (((one.ledger, one.column), one.word, one.spellings) for one in pack.synonyms)
    return pack_facts(pack.programme_year, ledgers_of(pack), listed, aliases)


def sheets_of(rules: str | RulePack) -> SheetSource:
    """Return where the sheets of a pack come from; a shipped one that is compiled need not be loaded for that."""
    if isinstance(rules, str) and is_shipped(folder := pack_folder(rules)) and (found := SheetSource.compiled(folder)):
        return found
    pack = _pack_of(rules)
    return SheetSource(pack.sha256, Path(), ledgers_of(pack))


def _pack_of(rules: str | RulePack) -> RulePack:
    if not isinstance(rules, str):
        return rules
    from assistcheck.rules.loader import load_pack

    return load_pack(pack_folder(rules))


class PendingSubmission:
    """Files that are being read, by processes of their own unless told otherwise.

    Use it in a ``with`` statement: leaving it ends whatever is still being read.
    """

    def __init__(  # noqa: PLR0913 - keywords
        self,
        paths: Iterable[str],
        terms: ReadOptions,
        sheets: SheetSource,
        *,
        roster: str | os.PathLike[str] | None = None,
        workers: int | None = None,
        cache: Entries | None = None,
        executor: Executor | None = None,
        archives: bool = True,
        lost: Mapping[str, Loss] | None = None,
    ) -> None:
        """Begin to read; see :func:`assistcheck.api.start_reading`."""
        sought = self._sought = search(paths, terms.limits, archives=archives)
        roster = os.fspath(roster) if roster else None
        rosters = [source_of(roster)] if roster else []
        if roster and not is_address(roster) and not Path(roster).exists():
            raise UsageError(LocalizedText(f"{roster}：没有这个文件", f"{roster}: no such file"))
        keys = {source.key for source in rosters}
        files = [source for source in sought.files if source.key in sought.named or source.key not in keys]
        self.paths = tuple(dict.fromkeys(source.local for source in (*rosters, *files) if source.local))
        """The local files that are read, as they are named or were found."""
        jobs = [Job(source, roster_only=True) for source in rosters]
        jobs += [Job(source, roster_only=False, found=source.key not in sought.named) for source in files]
        self._workers, self._terms, self._cache, self._executor = workers, terms, cache, executor
        self._lost = lost
        self._readers = self._begin(jobs, sheets)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """End whatever is still being read."""
        self._readers.__exit__(*error)

    def _begin(self, jobs: Sequence[Job], sheets: SheetSource) -> Readers:
        if self._cache is None:
            return self._begin_reading(jobs, sheets)
        from assistcheck.submission.read_cache.reader import CachedReaders

        return CachedReaders(jobs, sheets, self._cache, self._terms.limits, self._begin_reading)

    def _begin_reading(self, jobs: Sequence[Job], sheets: SheetSource) -> Readers:
        """Begin to read, by processes of this machine, the workers of an executor, or this process alone."""
        if self._workers == 0 or self._lost:
            from assistcheck.submission.workers.in_process import InProcessReader

            return InProcessReader(jobs, sheets, self._terms, self._lost)
        if self._executor is None:
            return WorkerPool(jobs, sheets, self._workers, self._terms)
        from assistcheck.submission.workers.executor_pool import ExecutorPool

        return ExecutorPool(jobs, sheets, self._executor, self._terms)

    def submission(
        self, pack: RulePack, as_of: date, *, aliases: Mapping[str, str] | None = None, progress: Progress | None = None
    ) -> Submission:
        """Wait for the files and match them with the rosters; see :func:`assistcheck.api.read_submissions`."""
        from assistcheck.dataframes import Submission
        from assistcheck.submission.assemble import assemble

        ledgers, count = ledgers_of(pack), self.count
        if self._readers.sheets.digest != pack.sha256:  # it was begun with the sheets of another pack
            self._readers.__exit__()
            self._readers = self._begin(self._readers.jobs, SheetSource(pack.sha256, Path(), ledgers))
        before = (lambda number, path: progress(number, count, path)) if progress else None
        with without_collecting():
            books = list(self._readers.books(facts_of(pack, aliases), ledgers, before))
            found = assemble([book for book in books if not book.is_own], pack, as_of, aliases)
        problems = [*found.problems, *(Problem("open-file", Location(path)) for path in self._sought.open)]
        if own := [book for book in books if book.is_own]:
            from assistcheck.submission.own_outputs import with_own_outputs

            problems = with_own_outputs(found, problems, own)
        problems += (Problem("left-out-file", Location(path), "", words) for path, words in self._sought.left_out.items())
        return Submission(found.ledgers, found.roster, found.tables, found.coverage, found.inputs, problems, found.aliases)

    @property
    def count(self) -> int:
        """How many files there are to read."""
        return len(self._readers.jobs)

    @cached_property
    def _sources(self) -> dict[str, Source]:
        """The files, by what reports call them."""
        return {job.source.shown: job.source for job in self._readers.jobs}

    def seconds_for(self, path: str) -> float:
        """Return how long the file may take to be read that reports call ``path``."""
        return self._terms.limits.time_for(self._sources[path].size())

    def content(self, path: str) -> bytes:
        """Return the bytes of a file once more, by the path that reports call it.

        Raises:
            WorkbookError: it cannot be read again.
        """
        source = self._sources[path]
        if not source.can_repeat:
            raise WorkbookError(
                "unreadable-file",
                LocalizedText("可以再读一次的文件（标准输入不能）", "a file that can be read twice, unlike standard input"),
            )
        return source.read(self._terms.limits)


def read_workbook(  # noqa: PLR0913 - keywords
    content: bytes,
    name: str,
    *,
    rules: str | RulePack = DEFAULT_PACK,
    aliases: Mapping[str, str] | None = None,
    roster_only: bool = False,
    limits: Limits | None = None,
    passwords: Sequence[str] = (),
) -> ParsedWorkbook:
    """Read the bytes of one workbook, before anything is matched with a roster: what an executor's workers do with each file.

    It is read in a guarded process, which the calling thread keeps for its next file; so this can be called anywhere.
    Whatever is wrong with the file is among the workbook's problems, never an exception.

    Args:
        content: The whole file.
        name: What reports call it; the name of a .csv says which sheet it is.
        rules: The rule pack whose sheets are read, by name or path, or itself.
        aliases: Recorded spellings -> names of the roster, or allowed words of choices.
        roster_only: Read the rosters and leave everything else.
        limits: How large a file may be; see :class:`assistcheck.workbook.limits.Limits`.
        passwords: Tried on encrypted workbooks alone, one after the other.

    Raises:
        UsageError: there is no such pack.
        RulePackError: the pack is wrong.
    """
    from assistcheck.submission.workers.guarded_reader import pack_kit, read_guarded, unpack_book
    from assistcheck.submission.workers.protocol import Job

    pack = _pack_of(rules)
    ledgers = ledgers_of(pack)
    job = Job(GivenBytes(name, content), roster_only=roster_only)
    terms = ReadOptions(limits or Limits(), tuple(passwords))
    return unpack_book(read_guarded(job, terms, pack_kit(ledgers, facts_of(pack, aliases))), ledgers)
