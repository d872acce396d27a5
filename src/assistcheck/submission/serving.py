"""What a reading process does: read a file, hand it on, and wait for the next."""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.language import Say
from assistcheck.places import STDIN
from assistcheck.submission.body import Spill
from assistcheck.submission.book import BookData, read_book
from assistcheck.submission.paths import shown_path
from assistcheck.workbook.limits import MIB, Limits, Terms
from assistcheck.workbook.open import read_bytes

HEAD = struct.Struct("<q")
"""What precedes each message: its length; and what an order is: the programme year first, then the number of a job."""


class Job(NamedTuple):
    """One file to read: its path, and whether only its rosters count."""

    path: str
    roster_only: bool


class Line(NamedTuple):
    """The descriptors by which a reader hears and speaks."""

    orders: int
    results: int


def serve(jobs: Sequence[Job], job: int, terms: Terms, line: Line, *, in_haste: bool) -> None:
    """Read the file ``job``, then each that is ordered; never returns."""
    code = 1
    try:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a native reader that panics talks to nobody
        _confine(terms.limits.memory * MIB)
        with os.fdopen(line.orders, "rb", buffering=0) as inbox, os.fdopen(line.results, "wb") as outbox:

            def send(said: object) -> None:
                data = pickle.dumps(said, pickle.HIGHEST_PROTOCOL)
                outbox.write(HEAD.pack(len(data)))
                outbox.write(data)
                outbox.flush()

            known: list[int] = []

            def year() -> int:
                if not known:
                    known.extend(HEAD.unpack(inbox.read(HEAD.size)))
                return known[0]

            while True:
                try:
                    book = read_job(
                        jobs[job], terms, year, lambda title, values, rows: send((title, _packed(values), rows)), ahead=in_haste
                    )
                    for sheet in book.sheets:
                        sheet.columns = _packed(sheet.columns)
                except MemoryError:
                    book = failed(jobs[job], terms.limits.refusal("memory"))
                except Exception as error:  # noqa: BLE001 - a fault of ours in one file must not hide the others
                    book = failed(jobs[job], stopped(f"{type(error).__name__}: {error}"))
                send(book)
                year()
                (job,) = HEAD.unpack(inbox.read(HEAD.size))
    except struct.error:  # nobody orders any more
        code = 0
    finally:
        os._exit(code)


def _confine(memory: int) -> None:
    """Let the process take ``memory`` bytes beyond what it has."""
    import resource  # noqa: PLC0415 - where processes fork, it is there

    sizes = Path("/proc/self/statm")
    taken = int(sizes.read_text().split()[0]) * resource.getpagesize() if sizes.exists() else 0
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = taken + memory
    with suppress(ValueError, OSError):  # a system without such limits
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def read_job(job: Job, terms: Terms, year: Callable[[], int], spill: Spill | None = None, *, ahead: bool = False) -> BookData:
    """Read one file; see :func:`assistcheck.submission.book.read_book`."""
    path, content = shown_path(job.path), _content(job.path, terms.limits)
    return read_book(path, content, year, roster_only=job.roster_only, terms=terms, spill=spill, ahead=ahead)


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


def failed(job: Job, why: WorkbookError) -> BookData:
    """Return the account of a file that could not be read."""
    return read_book(shown_path(job.path), why, lambda: 0, roster_only=job.roster_only)


def stopped(why: str = "") -> WorkbookError:
    """Return the error of a file whose reader stopped, and why."""
    zh, en = f"（{why or '读取进程中止'}）", f" ({why or 'its reader died'})"
    return WorkbookError("unreadable-file", Say(f"读得完的文件{zh}", f"a file that can be read to its end{en}"))


def slow(seconds: float) -> WorkbookError:
    """Return the error of a file whose reader took longer than ``seconds``."""
    zh = f"{seconds:.0f} 秒内读得完的文件（可用 --limit seconds=… 调整）"
    return WorkbookError(
        "too-large", Say(zh, f"a file that can be read in {seconds:.0f} seconds (--limit seconds=… changes it)")
    )


# --- numbers on their way -----------------------------------------------------------------------


class _Amounts:
    """A column of exact numbers on its way to another process, as one text: a tenth of the work of so many numbers."""

    def __init__(self, numbers: list[Decimal | None]) -> None:
        self._numbers = numbers

    def __reduce__(self) -> tuple[Callable[[str, int], list[Decimal | None]], tuple[str, int]]:
        """Arrive as a list."""
        return _numbers_of, (" ".join(["-" if number is None else str(number) for number in self._numbers]), len(self._numbers))


def _numbers_of(text: str, count: int) -> list[Decimal | None]:
    return [None if word == "-" else Decimal(word) for word in text.split(" ")] if count else []


def _packed(values: dict[str, list[Any]]) -> dict[str, Any]:
    """Return columns as they are sent; a column of :class:`Decimal` holds nothing else but blanks."""
    firsts = {name: next((value for value in column if value is not None), None) for name, column in values.items()}
    return {name: _Amounts(values[name]) if type(first) is Decimal else values[name] for name, first in firsts.items()}
