"""Files read one after another in the process itself, where no other can be had: no process or thread is started for it.

Nothing guards the process against a file that ends it. Whoever starts it anew names that file among those that are lost: it
becomes the problem that it is where files have processes of their own, and the others are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, Self

from assistcheck.errors import WorkbookError
from assistcheck.ledgers.registry import Ledgers
from assistcheck.ledgers.source import SheetSource
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.workers.protocol import Job, failed, took_too_long, worker_died
from assistcheck.submission.workers.read_job import read_job, unless_it_fails
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import Limits, ReadOptions

Loss = Literal["died", "time", "memory"]
"""How a file ended the process that read it: by a fault, by taking longer than it may, by taking more memory."""
Before = Callable[[int, str], None]
"""Called with the number of files done and the path of the next."""
_USUAL = ReadOptions()


class InProcessReader:
    """Reads ``jobs`` here; :meth:`books` gives them in order, as a pool does."""

    def __init__(
        self, jobs: Sequence[Job], sheets: SheetSource, terms: ReadOptions = _USUAL, lost: Mapping[str, Loss] | None = None
    ) -> None:
        """Do nothing yet.

        Args:
            jobs: The files.
            sheets: Where the sheets of the rule pack come from.
            terms: What one file may cost, and the passwords to try on encrypted files.
            lost: Files that are not to be read, by the paths that reports call them, and how each ended an earlier process.
        """
        self.jobs, self.sheets = jobs, sheets
        self._terms, self._lost = terms, lost or {}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Do nothing: there is nobody to end."""

    def books(self, facts: PackFacts, ledgers: Ledgers, before: Before | None = None) -> Iterator[ParsedWorkbook]:
        """Yield each file as read, in the order of the jobs; ``facts`` and ``ledgers`` are those of the rule pack."""
        for number, job in enumerate(self.jobs):
            lost = self._lost.get(job.source.shown)
            if before and not lost:
                before(number, job.source.shown)
            yield read_here(job, self._terms, ledgers, facts, lost)


def read_here(job: Job, terms: ReadOptions, ledgers: Ledgers, facts: PackFacts, lost: Loss | None = None) -> ParsedWorkbook:
    """Read one file in this process; one that is ``lost`` is not read. Whatever is wrong becomes a problem, never an error."""
    if lost:
        return failed(job, _why(job, terms.limits, lost))
    try:
        return unless_it_fails(job, terms, lambda: read_job(job, terms, ledgers, lambda: facts))
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # noqa: BLE001 - a panic of the native reader, which ends a process of its own
        return failed(job, worker_died())


def _why(job: Job, limits: Limits, lost: Loss) -> WorkbookError:
    match lost:
        case "time":
            return took_too_long(limits.time_for(job.source.size()))
        case "memory":
            return limits.limit_error("memory")
        case "died":
            return worker_died()
