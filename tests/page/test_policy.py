"""Nothing can leave the page, even if something in it tried to; where the page cannot run, it says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Worker

from page.clerk import Clerk
from page.conftest import WINDOW, Windows, clerk_in
from page.site import Site, handed_out

ATTEMPTS = {
    "fetch": "url => fetch(url, {mode: 'no-cors'})",
    "beacon": "url => {if (!navigator.sendBeacon(url, 'x')) throw Error(); return new Promise((_, no) => setTimeout(no, 300))}",
    "socket": "url => new Promise((yes, no) => Object.assign(new WebSocket(url), {onopen: yes, onerror: no}))",
    "script": "url => import(`${url}x.mjs`)",
    "picture": "url => new Promise((yes, no) => Object.assign(new Image(), {onload: yes, onerror: no, src: `${url}x.png`}))",
}


@pytest.fixture(scope="module")
def attacked(browser: Browser, built: Path, site: Site) -> Iterator[Clerk]:
    """Return a clerk whose page stays open, and in which things may go wrong."""
    clerk = clerk_in(browser.new_context(**WINDOW), site.url(), built)
    clerk.open(site.url())
    clerk.wait_kept()
    yield clerk
    clerk.page.context.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Site]:
    """Hand out another folder from another origin, which must never be asked."""
    (tmp_path / "x.mjs").write_text("export {};", encoding="utf-8")
    with handed_out(tmp_path) as site:
        yield site


def attempted(place: Clerk | Worker, attempt: str, site: Site) -> bool:
    """Whether an attempt to reach another origin gets anywhere."""
    runner = place.page if isinstance(place, Clerk) else place
    try:
        runner.evaluate(attempt, site.url())
    except Error:
        return bool(site.asked)
    return True


@pytest.mark.parametrize("name", ATTEMPTS)
def test_the_page_reaches_no_other_origin(name: str, attacked: Clerk, elsewhere: Site) -> None:
    assert not attempted(attacked, ATTEMPTS[name], elsewhere)


@pytest.mark.parametrize("name", ["fetch", "socket", "script"])
def test_the_worker_reaches_no_other_origin(name: str, attacked: Clerk, elsewhere: Site) -> None:
    (worker,) = attacked.page.workers
    assert not attempted(worker, ATTEMPTS[name], elsewhere)


def test_the_worker_asks_nothing_even_of_its_own_server(attacked: Clerk, site: Site) -> None:
    (worker,) = attacked.page.workers
    site.asked.clear()
    with pytest.raises(Error):
        worker.evaluate("url => fetch(url)", site.url())
    assert site.asked == []


KEEPING = {
    "cache": "url => caches.open('x').then(cache => cache.add(url))",
    "database": "() => new Promise((yes, no) => Object.assign(indexedDB.open('x'), {onsuccess: yes, onerror: no}))",
    "file": "() => navigator.storage.getDirectory().then(folder => folder.getFileHandle('x', {create: true})).then(String)",
}


@pytest.mark.parametrize("name", KEEPING)
def test_the_worker_keeps_nothing_beyond_the_page(name: str, attacked: Clerk, site: Site) -> None:
    (worker,) = attacked.page.workers
    site.asked.clear()
    with pytest.raises(Error, match="is not a function"):
        worker.evaluate(KEEPING[name], site.url())
    assert site.asked == []


def test_a_double_click_on_the_file_says_what_to_do(windows: Windows, built: Path) -> None:
    url = (built / "index.html").as_uri()
    clerk = windows(url)
    clerk.trace.expected += ("origin 'null'", "Failed to load resource", "ERR_FAILED")
    clerk.page.goto(url)
    clerk.page.get_by_text("直接双击文件是打不开的").wait_for(timeout=10_000)
    assert clerk.page.get_by_text("a double click on the file does not work").is_visible()


def test_without_javascript_it_says_that_it_is_needed(windows: Windows, site: Site) -> None:
    clerk = windows(site.url(), java_script_enabled=False)
    clerk.page.goto(site.url())
    told = clerk.page.locator("main").inner_text()
    assert "须启用 JavaScript" in told
    assert "needs JavaScript" in told
