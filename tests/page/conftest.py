"""The built page, browsers that open it, and what is dropped there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect

from builders.chromium import chromium
from page.built import build
from page.clerk import RESULT_MS, Clerk, words_of
from page.site import Site, handed_out
from page.trace import follow

INTRANET = "page.intranet.test"
"""A host by a name without https: no secure context, as on an office's own server."""
HOSTS = f"--host-resolver-rules=MAP {INTRANET} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""The switch by which a browser knows the intranet's host, and no other."""
expect.set_options(timeout=RESULT_MS)  # what is waited for comes from Python, on a machine that may be busy
WINDOW: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "zh-CN"}


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Return a headless Chromium that knows the intranet's host, and no other."""
    with chromium(playwright, HOSTS) as running:
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
        clerks.append(clerk_in(browser.new_context(**WINDOW, **options), url, built))
        return clerks[-1]

    yield window
    for clerk in clerks:
        end(clerk)


def clerk_in(context: BrowserContext, url: str, built: Path) -> Clerk:
    """Return a clerk with an empty window, in which everything is kept that goes on."""
    parts = urlsplit(url)
    trace = follow(context, f"{parts.scheme}://{parts.netloc}")
    return Clerk(context.new_page(), trace, words_of(built))


def end(clerk: Clerk) -> None:
    """Close a window in which nothing may have gone elsewhere or wrong."""
    clerk.page.context.close()
    assert clerk.trace.elsewhere == []
    assert "\n".join(clerk.trace.unexpected) == ""
