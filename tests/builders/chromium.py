"""A headless Chromium: the system's, else Playwright's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")
"""Switches of a browser that asks for nothing by itself."""


@contextmanager
def chromium(playwright: Playwright, *more: str) -> Iterator[Browser]:
    """Run a browser that asks for nothing by itself.

    Args:
        playwright: The one driver of the process.
        more: Further switches of the browser.
    """
    running = playwright.chromium.launch(executable_path=program(playwright), args=[*QUIET, *more])
    try:
        yield running
    finally:
        running.close()


def program(playwright: Playwright) -> str:
    """Return the path of a browser; where there is none, skip the test, but never in CI."""
    own = playwright.chromium.executable_path
    path = next(filter(None, map(shutil.which, _NAMES)), own if Path(own).exists() else None)
    if path:
        return path
    sentence = "no Chromium: install Debian's package chromium, or run playwright install chromium"
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(sentence)
