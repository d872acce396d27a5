"""The cable is pulled: what is loaded goes on, what was kept opens again, and nothing is kept but the version's own files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect

from builders.chromium import QUIET, program
from page.clerk import RESULT_MS, Clerk
from page.conftest import HOSTS, INTRANET, WINDOW, Windows, clerk_in, end, opened
from page.inputs import Job, sample
from page.site import Site, handed_out
from page.terminal import Terminal
from page.unpacked import parts

KEPT = {"/app-": {"Cache-Control": "public, max-age=31536000, immutable"}, "/": {"Cache-Control": "no-cache"}}
"""What a server says that is set up as the examples in the folder have it."""
UNHEARD = """() => {
  const send = Worker.prototype.postMessage;
  window.unheard = new Promise((done) => {
    Worker.prototype.postMessage = () => { Worker.prototype.postMessage = send; done(); };
  });
}"""
"""The worker does not hear the next thing that it is told."""
CUT = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_REFUSED", "Failed to load resource")


@pytest.fixture
def own_site(built: Path) -> Iterator[Site]:
    """Hand the page out by a server that may be stopped."""
    with handed_out(built) as site:
        yield site


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return sample(tmp_path / "files", "one-team.xlsx", "2022-06-30")


def cut(clerk: Clerk, site: Site) -> None:
    """Pull the cable."""
    clerk.page.context.set_offline(True)
    site.stop()
    clerk.trace.expected += CUT


def gives_the_same(clerk: Clerk, job: Job) -> bool:
    return clerk.report("json") == Terminal(job.folder).report(job.paths, "json", *job.options)


def test_everything_goes_on_when_the_cable_is_pulled_after_loading(windows: Windows, own_site: Site, job: Job) -> None:
    clerk = opened(windows, own_site)
    cut(clerk, own_site)
    clerk.trace.expected.clear()
    clerk.audit(job)
    terminal = Terminal(job.folder)
    for form in ("json", "html", "csv"):
        assert clerk.report(form) == terminal.report(job.paths, form, *job.options)
    assert parts(clerk.report("xlsx")) == parts(terminal.report(job.paths, "xlsx", *job.options))
    for key in ("marked_all", "lists_all", "template_empty", "template_one"):
        assert parts(clerk.download(key)[1])


def test_the_page_opens_again_without_a_network_and_audits(windows: Windows, own_site: Site, job: Job) -> None:
    clerk = opened(windows, own_site)
    clerk.wait_kept()
    cut(clerk, own_site)
    clerk.page.reload()
    clerk.wait_ready()
    clerk.audit(job)
    assert gives_the_same(clerk, job)


def test_a_worker_that_is_ended_without_a_network_is_followed_by_another(windows: Windows, own_site: Site, job: Job) -> None:
    clerk = opened(windows, own_site)
    clerk.wait_kept()
    cut(clerk, own_site)
    _stopped_and_started_again(clerk, job)
    assert clerk.trace.workers == 2
    assert gives_the_same(clerk, job)


@pytest.fixture
def disk_window(playwright: Playwright, built: Path, tmp_path: Path) -> Iterator[Clerk]:
    """Return a clerk whose browser keeps files on the disk, as one does that is no test's."""
    switches = {"executable_path": program(playwright), "args": [*QUIET, HOSTS]}
    context = playwright.chromium.launch_persistent_context(tmp_path / "browser", **switches, **WINDOW)
    clerk = clerk_in(context, f"http://{INTRANET}", built)
    yield clerk
    end(clerk)


def test_without_https_what_a_server_lets_browsers_keep_is_not_fetched_twice(disk_window: Clerk, built: Path, job: Job) -> None:
    clerk = disk_window
    with handed_out(built, KEPT) as site:
        clerk.trace.origin = site.url(INTRANET).rstrip("/")
        clerk.open(site.url(INTRANET))
        assert not clerk.page.evaluate("isSecureContext")
        assert len({one.path for one in site.asked}) > 30
        site.asked.clear()
        clerk.page.reload()
        clerk.wait_ready()
        assert {one.path for one in site.asked} == {"/"}
        cut(clerk, site)
        _stopped_and_started_again(clerk, job)
        assert gives_the_same(clerk, job)


def _stopped_and_started_again(clerk: Clerk, job: Job) -> None:
    """Have an audit stopped that would not end by itself, and done by the worker that follows."""
    clerk.give(job)
    clerk.page.evaluate(UNHEARD)
    clerk.start()
    clerk.page.evaluate("() => unheard")
    clerk.page.locator("#stop").click()
    expect(clerk.page.locator("#list-note")).to_have_text(clerk.say("stopped"))
    clerk.start()
    clerk.wait_result()


def test_nothing_is_kept_of_what_was_done(windows: Windows, own_site: Site, built: Path, job: Job) -> None:
    clerk = opened(windows, own_site)
    clerk.wait_kept()
    clerk.audit(job)
    clerk.download("marked_all")
    clerk.tab("tab_report")
    expect(clerk.page.frame_locator("#result iframe").locator("body")).to_contain_text("醉蓼镇", timeout=RESULT_MS)
    kept = clerk.page.evaluate(
        """async () => ({
             settings: localStorage.length + sessionStorage.length,
             cookies: document.cookie,
             databases: (await indexedDB.databases()).length,
             files: await Array.fromAsync((await navigator.storage.getDirectory()).keys()),
             caches: await Promise.all((await caches.keys()).map(async name =>
               (await (await caches.open(name)).keys()).map(one => one.url))),
           })"""
    )
    (app,) = built.glob("app-*")
    manifest = json.loads((app / "manifest.json").read_text(encoding="utf-8"))
    own = {f"{own_site.url()}{app.name}/{one['path']}" for one in manifest["files"]}
    (urls,) = kept.pop("caches")
    assert set(urls) == own | {f"{own_site.url()}index.html", f"{own_site.url()}{app.name}/manifest.json"}
    assert kept == {"settings": 0, "cookies": "", "databases": 0, "files": []}


def test_what_is_to_be_remembered_is_the_choices_alone(windows: Windows, own_site: Site, job: Job) -> None:
    clerk = opened(windows, own_site)
    clerk.audit(job)
    clerk.page.locator("#change").click()
    clerk.page.locator("#remember").check()
    (kept,) = clerk.page.evaluate("() => Object.values(localStorage)")
    assert json.loads(kept).keys() <= {"lang", "pack", "when", "quarter", "day"}
    clerk.start_over()  # else the browser asks whether to leave the files
    clerk.page.reload()
    clerk.wait_ready()
    assert clerk.page.get_by_label(clerk.say("day"), exact=True).input_value() == job.as_of
    clerk.page.locator("#remember").uncheck()
    assert clerk.page.evaluate("() => localStorage.length") == 0
