"""The row accounts: what happened to each row of each sheet of each input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Fate = Literal["counted", "rejected", "duplicate", "double-claim", "out-of-period", "future", "superseded", "skipped"]
FATES: tuple[Fate, ...] = (
    "counted",
    "rejected",
    "duplicate",
    "double-claim",
    "out-of-period",
    "future",
    "superseded",
    "skipped",
)
"""What happens to a row; each row read ends in exactly one of them."""


@dataclass(frozen=True, slots=True)
class SheetAccount:
    """How the rows of one sheet fared; ``rows`` maps ``read`` and each fate to a number."""

    title: str
    ledger: str
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class InputAccount:
    """One input: its digest, whom it is from, how reading it went, and its sheets."""

    path: str
    sha256: str
    reporter: str | None
    status: str
    """``read``, ``partial`` (a sheet's header is not complete), ``superseded`` or ``unreadable``."""
    sheets: tuple[SheetAccount, ...]
