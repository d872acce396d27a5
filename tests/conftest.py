"""What all tests share."""

from __future__ import annotations

import pytest

from assistcheck.submission import readers


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in the test's own process, where nothing else is said: ``tests/submission/test_readers.py`` forks."""
    monkeypatch.setattr(readers, "_fitting", lambda _: 0)
