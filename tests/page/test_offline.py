"""The service worker: one version whole, without a network too; never two versions mixed; nothing that is not the page's."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from page.engine_room import bare, rewrite
from page.site import Site, handed_out

_MAIN = """
import { keepForOffline } from "./service_worker_registration.mjs";
window.version = import.meta.url.match(/app-[^/]*/)[0];
window.kept = keepForOffline();
"""
"""In place of the page's own script: it starts no Python."""
_STATE = """async () => {
  const [one] = await navigator.serviceWorker.getRegistrations();
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  return {version: window.version, active: one?.active?.state, waiting: one?.waiting?.state,
    caches: Object.fromEntries(names.map((name, at) => [name.split(" ").at(-1), kept[at]]))};
}"""

_INSTALL = """async () => {
  const [one] = await navigator.serviceWorker.getRegistrations();
  if (!one.installing && !one.waiting) await one.update();
  const worker = one.installing ?? one.waiting;
  while (worker.state === "installing") await new Promise((resolve) => { worker.onstatechange = resolve; });
  return worker.state;
}"""
"""What becomes of the service worker that the server has now."""


@pytest.fixture
def site(built: Path, tmp_path: Path) -> Iterator[Site]:
    """Hand out a page that keeps itself for later, and does nothing else."""
    folder = bare(built, tmp_path / "page")
    main, manifest = app(folder) / "main.mjs", app(folder) / "manifest.json"
    was = hashlib.sha256(main.read_bytes()).hexdigest()
    main.unlink()
    main.write_text(_MAIN, "utf-8")
    rewrite(manifest, was, hashlib.sha256(main.read_bytes()).hexdigest())
    with handed_out(folder) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    yield context
    context.close()


def app(folder: Path) -> Path:
    (found,) = folder.glob("app-*")
    return found


def state(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(_STATE)
    return found


def wait_for(page: Page, **wanted: str) -> dict[str, Any]:
    """Return the state of the page's service worker once it is as wanted."""
    for _ in range(300):
        found = state(page)
        if wanted.items() <= found.items():
            return found
        page.wait_for_timeout(100)
    pytest.fail(f"{wanted} is never so: {found}")


def put_next_version(folder: Path) -> str:
    """Replace the version that stands there by another one; return the other one's folder."""
    old, new = app(folder), folder / "app-0123456789abcdef"
    for name in ("index.html", "service-worker.js"):
        rewrite(folder / name, old.name, new.name)
    old.rename(new)
    return new.name


def opened(context: BrowserContext, site: Site) -> Page:
    """Return a window with the page, once it is kept."""
    page = context.new_page()
    page.goto(site.url())
    wait_for(page, active="activated")
    return page


def test_every_file_of_a_version_is_kept_and_nothing_else(context: BrowserContext, site: Site) -> None:
    page = opened(context, site)
    files = json.loads((app(site.folder) / "manifest.json").read_text("utf-8"))["files"]
    page.evaluate("fetch('bare.html?other')")
    assert state(page)["caches"] == {app(site.folder).name: len(files) + 2}


def test_the_page_opens_without_its_server(context: BrowserContext, site: Site) -> None:
    page, version = opened(context, site), app(site.folder).name
    site.stop()
    page.reload()
    assert state(page)["version"] == version
    page.goto(f"{page.url}index.html?from=mail#top")
    assert state(page)["version"] == version


def test_the_kept_page_has_the_policy_of_the_page(context: BrowserContext, site: Site) -> None:
    page = opened(context, site)
    site.stop()
    page.reload()
    refused = page.evaluate(
        "new Promise((tell) => {"
        " addEventListener('securitypolicyviolation', ({effectiveDirective}) => tell(effectiveDirective));"
        " fetch('http://127.0.0.1:9/').catch(() => {}); })"
    )
    assert refused == "connect-src"


def test_a_new_version_comes_with_the_next_visit_and_the_old_one_stays_whole_till_then(
    context: BrowserContext, site: Site
) -> None:
    page, old = opened(context, site), app(site.folder).name
    new = put_next_version(site.folder)
    site.asked.clear()
    page.reload()
    found = wait_for(page, version=new, waiting="installed")
    assert {*found["caches"]} == {old, new}
    assert not [one for one in site.asked if old in one.path]


def test_the_old_version_is_forgotten_when_no_window_has_it_any_more(context: BrowserContext, site: Site) -> None:
    page = opened(context, site)
    new = put_next_version(site.folder)
    page.reload()
    wait_for(page, version=new, waiting="installed")
    page.close()
    page = context.new_page()
    page.goto(site.url())
    for _ in range(100):
        if {*state(page)["caches"]} == {new}:
            break
        page.wait_for_timeout(100)
    assert {*state(page)["caches"]} == {new}
    site.stop()
    page.reload()
    assert state(page)["version"] == new


def test_a_version_of_which_a_file_is_missing_is_not_kept_and_the_earlier_stays(context: BrowserContext, site: Site) -> None:
    page, old = opened(context, site), app(site.folder).name
    new = put_next_version(site.folder)
    (site.folder / new / "python" / "python_stdlib.zip").unlink()
    page.reload()
    assert page.evaluate(_INSTALL) == "redundant"
    assert state(page)["version"] == new
    site.stop()
    page.reload()
    assert state(page)["version"] == old


def test_a_version_of_which_a_file_was_damaged_on_its_way_is_not_kept_and_the_earlier_stays(
    context: BrowserContext, site: Site
) -> None:
    page, old = opened(context, site), app(site.folder).name
    new = put_next_version(site.folder)
    rewrite(site.folder / new / "page.css", "{", " {")
    page.reload()
    assert page.evaluate(_INSTALL) == "redundant"
    site.stop()
    page.reload()
    assert state(page)["version"] == old


def test_a_page_of_another_version_than_its_service_worker_is_not_kept(context: BrowserContext, site: Site) -> None:
    page, old = opened(context, site), app(site.folder).name
    new = put_next_version(site.folder)
    rewrite(site.folder / "service-worker.js", new, f"{new}0")
    (site.folder / f"{new}0").symlink_to(site.folder / new)
    page.reload()
    assert page.evaluate(_INSTALL) == "redundant"
    site.stop()
    page.reload()
    assert state(page)["version"] == old


def test_what_other_programs_of_the_server_keep_stays_theirs(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(f"{site.url()}bare.html")
    page.evaluate("caches.open('app-of-another')")
    page.goto(site.url())
    assert "app-of-another" in wait_for(page, active="activated")["caches"]


def test_other_addresses_of_the_server_are_not_answered_for_it(context: BrowserContext, site: Site) -> None:
    page = opened(context, site)
    page.goto(f"{site.url()}bare.html")
    assert page.locator("meta[name=app]").count() == 1
    answer = page.goto(f"{site.url()}elsewhere/")
    assert answer
    assert answer.status == 404
