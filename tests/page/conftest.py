"""The built page, browsers that open it, and what is dropped there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Playwright

from builders.chromium import chromium
from page.built import build
from page.clerk import Clerk, words_of
from page.site import Site, handed_out
from page.trace import follow

INTRANET = "page.intranet.test"
"""A host by a name without https: no secure context, as on an office's own server."""


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Return a headless Chromium that knows the intranet's host, and no other."""
    known = f"--host-resolver-rules=MAP {INTRANET} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    with chromium(playwright, known) as running:
        yield running


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return the folder that ``assistcheck page`` has built, one for all processes of the run."""
    own = tmp_path_factory.getbasetemp()
    return build(own if worker_id == "master" else own.parent)


@pytest.fixture(scope="session")
def site(built: Path) -> Iterator[Site]:
    """Hand the page out by a plain server."""
    with handed_out(built) as running:
        yield running


Windows = Callable[..., Clerk]
"""Opens a window for an address of the page, which is not gone to yet."""


@pytest.fixture
def windows(browser: Browser, built: Path) -> Iterator[Windows]:
    """Open windows, in which nothing may go elsewhere or wrong."""
    with watched_windows(browser, built) as window:
        yield window


@pytest.fixture
def clerk(windows: Windows, site: Site) -> Clerk:
    """Return a clerk who has the page open and ready, in Chinese."""
    return opened(windows, site)


@pytest.fixture(scope="module")
def desk(browser: Browser, built: Path, site: Site) -> Iterator[Clerk]:
    """Return a clerk whose page stays open for all tests of a file."""
    with watched_windows(browser, built) as window:
        yield opened(window, site)


def opened(windows: Windows, site: Site) -> Clerk:
    found = windows(site.url())
    found.open(site.url())
    return found


@contextmanager
def watched_windows(browser: Browser, built: Path) -> Iterator[Windows]:
    """Open windows; in the end, none of them may have asked elsewhere for anything, and nothing may have been said."""
    clerks: list[Clerk] = []

    def window(url: str, **options: Any) -> Clerk:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN", **options)
        trace = follow(context, url.rstrip("/"))
        clerks.append(Clerk(context.new_page(), trace, words_of(built)))
        return clerks[-1]

    yield window
    for clerk in clerks:
        clerk.page.context.close()
    for clerk in clerks:
        assert clerk.trace.elsewhere == []
        assert clerk.trace.unexpected == []
