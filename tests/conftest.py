"""What all tests share."""

from __future__ import annotations

import pytest

from assistcheck.submission.workers import pool


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in the test's own process, where nothing else is said: ``tests/submission/test_readers.py`` forks."""
    monkeypatch.setattr(pool, "_fitting", lambda _: 0)
