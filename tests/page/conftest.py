"""The built page, browsers that open it, and what is dropped there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from builders.chromium import chromium
from page.built import build
from page.clerk import Clerk, words_of
from page.site import Site, handed_out
from page.trace import Trace, follow

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


@pytest.fixture
def windows(browser: Browser, built: Path) -> Iterator[Callable[[str], Clerk]]:
    """Open windows on addresses of the page; at the end, nothing may have gone elsewhere, and nothing may have been said."""
    opened: list[Clerk] = []

    def window(url: str, *, js: bool = True) -> Clerk:
        origin = url.rstrip("/")
        context = browser.new_context(
            viewport={"width": 1280, "height": 900}, accept_downloads=True, java_script_enabled=js, locale="zh-CN"
        )
        trace = follow(context, origin)
        opened.append(Clerk(context.new_page(), trace, words_of(built)))
        return opened[-1]

    yield window
    for clerk in opened:
        clerk.page.context.close()
    for clerk in opened:
        _nothing_went_wrong(clerk.trace)


def _nothing_went_wrong(trace: Trace) -> None:
    assert trace.elsewhere == []
    assert trace.unexpected() == []


@pytest.fixture
def clerk(windows: Callable[[str], Clerk], site: Site) -> Clerk:
    """Return a clerk who has the page open and ready, in Chinese."""
    found = windows(site.url())
    found.open(site.url())
    return found
