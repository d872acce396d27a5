"""A long sheet read by two processes: the later rows by one that is forked once the native reader has parsed the sheet.

Both convert the rows that come first, so the later part is the smaller one.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import NoReturn

from assistcheck.submission.parsed import ParsedSheet
from assistcheck.submission.workers.lifeline import tie_group
from assistcheck.submission.workers.protocol import ResultStream, encode_columns, first_message, send

LONG = 40_000
"""Rows from which a second process gains more than it costs."""
_EARLIER = 0.56
"""The share of the rows that the first process reads."""


class SplitFailed(Exception):  # noqa: N818 - the file is read once more, by one process
    """Raised where the process that read the later rows did not come to its end."""


def first_half_rows(rows: int) -> int:
    """Return how many of a sheet's rows the first process reads."""
    return int(rows * _EARLIER)


class SecondHalf:
    """The later rows of a sheet, read by a process of their own."""

    def __init__(self, read: Callable[[ResultStream], ParsedSheet]) -> None:
        """Fork a process that calls ``read``.

        Raises:
            SecondDied: the system has no room for one.
        """
        said, saying = os.pipe()
        try:
            os.setpgid(0, 0)  # whoever ends this process ends both
            tie_group()
            self._process = os.fork()
        except OSError as error:
            raise SplitFailed from error
        if not self._process:
            os.close(said)
            _child_main(read, saying)
        os.close(saying)
        self._said = said

    def join(self, data: ParsedSheet, outlet: ResultStream, settle: Callable[[bool], None]) -> None:
        """Add what was read to ``data``; all but the last piece goes to ``outlet``.

        ``settle`` is told whether a whole row stands among the later ones, and hands on all rows of ``data``.

        Raises:
            SecondDied: not all of it was read.
        """
        with os.fdopen(self._said, "rb") as inbox:
            whole = first_message(inbox)
            if whole is not None:
                settle(whole)
            later = outlet.forward(inbox)
        _, status = os.waitpid(self._process, 0)
        if status or later is None:
            raise SplitFailed
        base = data.spilled
        data.faults.add_all(later.faults, base)
        data.rejected |= {base + at for at in later.rejected}
        data.skipped += later.skipped
        data.lines += later.lines
        data.whole = data.whole or later.whole
        data.last_whole = later.last_whole or data.last_whole
        told = {(problem.code, problem.place.column) for problem in data.problems}
        data.problems += [problem for problem in later.problems if (problem.code, problem.place.column) not in told]
        data.spilled += later.spilled
        data.columns, data.rows = later.columns, later.rows


def _child_main(read: Callable[[ResultStream], ParsedSheet], saying: int) -> NoReturn:
    """Read, and keep what is to be said till all is read: nobody listens before."""
    code = 1
    try:
        kept = io.BytesIO()
        data = read(ResultStream(kept, halves=False))
        data.columns = encode_columns(data.columns)
        send(kept, data)
        with os.fdopen(saying, "wb") as outbox:
            send(outbox, data.whole)
            outbox.write(kept.getbuffer())
        code = 0
    finally:
        os._exit(code)
