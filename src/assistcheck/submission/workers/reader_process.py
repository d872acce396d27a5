"""A reading process that is started anew instead of forked: it shares no thread, lock or socket with whoever started it.

It is given the sheets of a pack once, then one file after another, and answers each with what was read, packed.
"""

from __future__ import annotations

import gc
import io
import os
import pickle
import select
import signal
import sys
import zlib
from typing import NamedTuple, NoReturn

from assistcheck.ledgers.registry import drawn_from
from assistcheck.submission.workers.lifeline import tie
from assistcheck.submission.workers.protocol import Job, ResultStream, first_message, send
from assistcheck.submission.workers.worker import TURN, limit_memory, read_or_fail
from assistcheck.workbook.limits import MIB, Limits, ReadOptions

READY = b"ready"
"""What it says once it can read."""
_IDLE = 60.0
"""Seconds without a file after which it ends; whoever needs it again starts another."""


class Terms(NamedTuple):
    """What it is told first: the sheets and facts of a pack, packed, and the limits."""

    kit: bytes
    limits: Limits


class Order(NamedTuple):
    """What it is told then: a file with its bytes, the passwords to try on it, and whether checks may come after parsing."""

    job: Job
    passwords: tuple[str, ...]
    in_haste: bool


def main(*life: int) -> NoReturn:
    """Read what comes on standard input, and answer on standard output, until nobody asks any more.

    ``life``: the pipe that it hangs on, if any; see :mod:`assistcheck.submission.workers.lifeline`.
    """
    code = 1
    try:
        for end in life:
            tie(end)
        inbox, outbox = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
        nothing = os.open(os.devnull, os.O_RDWR)
        for number in range(3):  # a native reader that panics talks to nobody
            os.dup2(nothing, number)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        _serve(inbox, outbox)
        code = 0
    finally:
        os._exit(code)


def _serve(inbox: io.BufferedReader, outbox: io.BufferedWriter) -> None:
    from assistcheck.submission import workbook_reader  # noqa: F401, PLC0415 - loaded before the first file is waited for

    terms: Terms = first_message(inbox)
    plain, facts = pickle.loads(zlib.decompress(terms.kit))  # noqa: S301 - whoever started this process packed it
    ledgers = drawn_from(plain)
    sys.setswitchinterval(TURN)
    gc.disable()
    gc.freeze()
    if os.name == "posix":
        limit_memory(terms.limits.memory * MIB)
    send(outbox, READY)
    while _is_asked(inbox) and (order := first_message(inbox)):
        kept = io.BytesIO()
        outlet = ResultStream(kept, halves=False)
        options = ReadOptions(terms.limits, order.passwords)
        book = read_or_fail(order.job, options, ledgers, lambda: facts, outlet, ahead=order.in_haste)
        send(kept, book)
        del order, book
        send(outbox, kept.getvalue())
        gc.collect()


def _is_asked(inbox: io.BufferedReader) -> bool:
    """Wait for the next order, but not for ever; whoever asks once at a time leaves nothing in the buffer between."""
    return os.name != "posix" or bool(select.select([inbox], [], [], _IDLE)[0])
