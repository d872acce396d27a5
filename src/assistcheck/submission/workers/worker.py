"""What a reading process does: read a file, hand it on, and wait for the next."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from assistcheck.ledgers.registry import Ledgers
from assistcheck.ledgers.source import SheetSource
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.workers.lifeline import tie
from assistcheck.submission.workers.protocol import (
    Job,
    PipeEnds,
    ResultStream,
    ShutdownRequested,
    encode_columns,
    next_command,
    send,
)
from assistcheck.submission.workers.read_job import read_job, unless_it_fails
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import MIB, ReadOptions

TURN = 0.0002
"""Seconds after which a sheet that was parsed ahead is taken in, whatever else is going on."""


def worker_main(job: Job, terms: ReadOptions, sheets: SheetSource, line: PipeEnds, *, in_haste: bool, alone: bool) -> NoReturn:
    """Read the file of ``job``, then that of each job that is ordered; never returns.

    ``in_haste``: sheets may be parsed before the file has been checked whole; ``alone``: no other reader is at work.
    """
    code = 1
    try:
        tie(line.life)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # how a second reader ended must be told
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a native reader that panics talks to nobody
        sys.setswitchinterval(TURN)
        limit_memory(terms.limits.memory * MIB)
        with os.fdopen(line.orders, "rb", buffering=0) as inbox, os.fdopen(line.results, "wb") as outbox:
            outlet = ResultStream(outbox, halves=in_haste and alone)
            ledgers = sheets.load()
            known: list[PackFacts] = []

            def facts() -> PackFacts:
                if not known:
                    known.append(next_command(inbox))
                return known[0]

            while True:
                book = read_or_fail(job, terms, ledgers, facts, outlet, ahead=in_haste)
                send(outbox, book)
                facts()
                job = next_command(inbox)
    except ShutdownRequested:
        code = 0
    finally:
        os._exit(code)


def read_or_fail(
    job: Job,
    terms: ReadOptions,
    ledgers: Ledgers,
    facts: Callable[[], PackFacts],
    outlet: ResultStream,
    *,
    ahead: bool,
) -> ParsedWorkbook:
    """Read one file as it is sent; too little memory and faults of ours become its error."""

    def read() -> ParsedWorkbook:
        book = read_job(job, terms, ledgers, facts, outlet, ahead=ahead)
        for sheet in book.sheets:
            sheet.columns = encode_columns(sheet.columns)
        return book

    return unless_it_fails(job, terms, read)


def limit_memory(memory: int) -> None:
    """Let the process take ``memory`` bytes beyond what it has."""
    import resource  # noqa: PLC0415 - where processes fork, it is there

    sizes = Path("/proc/self/statm")
    taken = int(sizes.read_text().split()[0]) * resource.getpagesize() if sizes.exists() else 0
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = taken + memory
    with suppress(ValueError, OSError):  # a system without such limits
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))
