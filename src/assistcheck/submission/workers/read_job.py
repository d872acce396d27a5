"""One job to a workbook as read, wherever that is done: what is wrong with a file, and with us, becomes its problem."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assistcheck.ledgers.registry import Ledgers
from assistcheck.submission.file_reader import read_book
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.workers.protocol import Job, ResultStream, ShutdownRequested, failed, worker_died
from assistcheck.submission.workers.split_sheet import SplitFailed
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import ReadOptions


def unless_it_fails(job: Job, terms: ReadOptions, read: Callable[[], ParsedWorkbook]) -> ParsedWorkbook:
    """Return what ``read`` gives of the file of ``job``; too little memory and faults of ours become its error."""
    try:
        return read()
    except MemoryError:
        return failed(job, terms.limits.limit_error("memory"))
    except (ShutdownRequested, SplitFailed):
        raise
    except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not hide the others
        return failed(job, worker_died(f"{type(error).__name__}: {error}"))


def read_job(
    job: Job,
    terms: ReadOptions,
    ledgers: Ledgers,
    facts: Callable[[], PackFacts],
    outlet: ResultStream | None = None,
    *,
    ahead: bool = False,
) -> ParsedWorkbook:
    """Read one file; see :func:`assistcheck.submission.file_reader.read_book`."""
    path, content = job.source.shown, partial(job.source.read, terms.limits)
    return read_book(
        path,
        content,
        ledgers,
        facts,
        roster_only=job.roster_only,
        found=job.found,
        as_grids=job.as_grids,
        terms=terms,
        outlet=outlet,
        ahead=ahead,
    )
