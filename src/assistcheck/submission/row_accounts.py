"""The row accounts: what happened to each row of each sheet of each input."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, NamedTuple

from assistcheck.location import Ranges
from assistcheck.submission.row_status import RowStatus

LOST: frozenset[RowStatus] = frozenset({"rejected", "double-claim"})
"""Fates of rows that fail a run: what they say is lost."""

InputStatus = Literal["read", "partial", "superseded", "unreadable"]
"""How reading an input went; ``partial``: the header of a sheet is not complete."""


class SheetAccount(NamedTuple):
    """How the rows of one sheet fared; ``rows`` maps ``read`` and each fate to a number."""

    title: str
    ledger: str
    rows: Mapping[str, int]
    lost: Ranges = ()
    """The sheet rows of a sheet that could be read whose fate is one of :data:`LOST`."""


_NO_LOSS = frozenset({"read", "counted", "skipped"})


class InputAccount(NamedTuple):
    """One input: its digest, whom it is from, how reading it went, and its sheets."""

    path: str
    sha256: str
    reporter: str | None
    status: InputStatus
    sheets: tuple[SheetAccount, ...]

    def left_out(self, evidence: Collection[str]) -> int:
        """Return how many rows do not count, but for those of rosters that another one stands for: no ``evidence``."""
        return sum(
            number
            for sheet in self.sheets
            for fate, number in sheet.rows.items()
            if fate not in _NO_LOSS and (fate != "superseded" or sheet.ledger in evidence)
        )
