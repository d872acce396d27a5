"""What an entry is known by: all on which depends what a workbook says once it is read."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import NamedTuple

from assistcheck.ledgers.registry import Ledgers
from assistcheck.submission.workers.fingerprint import fingerprint
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import Limits
from assistcheck.workbook.raw_sheet import digest_of

_SELF_DESCRIBED = (b"PK", b"\xd0\xcf\x11\xe0")
"""How files begin whose sheets have titles of their own; those of any other kind may be named after the file."""


def reading_digest(ledgers: Ledgers, facts: PackFacts, limits: Limits) -> str:
    """Return the digest of what reading any file depends on: the program, the sheets and facts of the pack, the limits."""
    return _digest(fingerprint(), ledgers.plain, facts, limits)


class Entry(NamedTuple):
    """Where a file is kept: its key, and the digest of the content that it is of."""

    key: str
    sha256: str


def entry_of(reading: str, job: Job, data: bytes) -> Entry:
    """Return where a file with the content ``data`` is kept; ``reading``: :func:`reading_digest`."""
    name, sha256 = PurePath(job.source.shown), digest_of(data)
    called = name.suffix.lower() if data.startswith(_SELF_DESCRIBED) else name.name
    return Entry(_digest(reading, sha256, called, job.roster_only, job.found), sha256)


def _digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()
