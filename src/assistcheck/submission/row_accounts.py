"""The row accounts: what happened to each row of each sheet of each input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

InputStatus = Literal["read", "partial", "superseded", "unreadable"]
"""How reading an input went; ``partial``: the header of a sheet is not complete."""


class SheetAccount(NamedTuple):
    """How the rows of one sheet fared; ``rows`` maps ``read`` and each fate to a number."""

    title: str
    ledger: str
    rows: Mapping[str, int]


class InputAccount(NamedTuple):
    """One input: its digest, whom it is from, how reading it went, and its sheets."""

    path: str
    sha256: str
    reporter: str | None
    status: InputStatus
    sheets: tuple[SheetAccount, ...]
