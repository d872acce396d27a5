"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistcheck.submission.workers import pool

HERE = Path(__file__).parent
SLOW_ROOMS = frozenset({"oracle", "robustness", "browser", "simulation"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test of a slow room with the room's name and with ``slow``; daily: ``pytest -m "not slow"``."""
    for item in items:
        room = item.path.relative_to(HERE).parts[0]
        if room in SLOW_ROOMS:
            item.add_marker(room)
            item.add_marker("slow")


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in the test's own process: ``tests/unit/submission/workers/test_pool.py`` forks."""
    monkeypatch.setattr(pool, "_fitting", lambda _: 0)
