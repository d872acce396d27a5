"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistcheck.cli.settings.search import nearest_file
from assistcheck.submission.workers import pool

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

HERE = Path(__file__).parent
SLOW_ROOMS = frozenset({"oracle", "robustness", "browser", "simulation"})


OWN_VARIABLES = frozenset({"ASSISTCHECK_FUZZ_SECONDS", "ASSISTCHECK_ORACLE_SEEDS", "ASSISTCHECK_PAGE_PARTS"})

for _name in [name for name in os.environ if name.startswith("ASSISTCHECK_") and name not in OWN_VARIABLES]:
    del os.environ[_name]  # a developer's own settings


def pytest_configure() -> None:
    """Refuse to run where a file of settings would be read by the commands that tests run."""
    if found := nearest_file():
        message = f"{found} would change what is tested; remove it, or run from elsewhere"
        raise pytest.UsageError(message)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark each test of a room that has a mark with it, and of a slow room with ``slow``; daily: ``pytest -m "not slow"``."""
    for item in items:
        room = item.path.relative_to(HERE).parts[0]
        if room in SLOW_ROOMS | {"page"}:
            item.add_marker(room)
        if room in SLOW_ROOMS:
            item.add_marker("slow")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return the driver of browsers, of which a process can have one."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most runs open no browser

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in the test's own process: ``tests/unit/submission/workers/test_pool.py`` forks."""
    monkeypatch.setattr(pool, "_fitting", lambda _: 0)
