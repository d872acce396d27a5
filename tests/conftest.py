"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from assistcheck.cli.settings.search import nearest_file
from assistcheck.submission.workers import pool

HERE = Path(__file__).parent
SLOW_ROOMS = frozenset({"oracle", "robustness", "browser", "simulation"})


OWN_VARIABLES = frozenset({"ASSISTCHECK_FUZZ_SECONDS", "ASSISTCHECK_ORACLE_SEEDS"})

for _name in [name for name in os.environ if name.startswith("ASSISTCHECK_") and name not in OWN_VARIABLES]:
    del os.environ[_name]  # a developer's own settings


def pytest_configure() -> None:
    """Refuse to run where a file of settings would be read by the commands that tests run."""
    if found := nearest_file():
        message = f"{found} would change what is tested; remove it, or run from elsewhere"
        raise pytest.UsageError(message)


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
