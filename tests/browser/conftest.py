"""A headless Chromium, and the pages that it opens from disk as a double click would."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect

from assistcheck import api
from assistcheck.audit.outcomes import STATUSES
from assistcheck.i18n import Lang
from builders.chromium import chromium
from builders.support import pack

MID_YEAR = date(2022, 6, 30)
SAMPLE = Path(__file__).parents[2] / "sample_data" / "2022-q2.xlsx"
VIEWS = ("overview", "map", "items", "subjects", "rules", "problems", "accounts", "run")
WORDS = {status: words.zh for status, words in STATUSES.items()}
LATE = """(() => {
  const MS = 50, listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, heard, options) {
    const late = type === "hashchange" ? function (event) { setTimeout(() => heard.call(this, event), MS); } : heard;
    return listen.call(this, type, late, options);
  };
  listen.call(document, "click", (event) => {
    const link = event.target.closest("a[href^='#/']");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    setTimeout(() => { location.hash = link.hash; }, MS);
  });
})();"""
"""What follows a link or a new address comes a moment later, as on a busy machine: who reads has to wait for it."""


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Return a headless Chromium."""
    with chromium(playwright) as running:
        yield running


@dataclass
class Written:
    """One report as a page on disk, and as the JSON report says it."""

    path: Path
    report: api.Report
    lang: Lang

    @cached_property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(api.render(self.report, "json", api.View(self.lang)))
        return found

    @property
    def html(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def url(self, route: str = "") -> str:
        return f"{self.path.as_uri()}#{route}" if route else self.path.as_uri()


def written(folder: Path, report: api.Report, lang: Lang) -> Written:
    """Write a report's page into a folder."""
    path = folder / f"{lang}.html"
    text = api.render(report, "html", api.View(lang))
    assert isinstance(text, str)
    path.write_text(text, encoding="utf-8", newline="\n")
    return Written(path, report, lang)


@pytest.fixture(scope="session")
def mid_year() -> api.Report:
    """Return the audit of the sample's first half, in which every kind of status but two occurs."""
    submission = api.read_submissions([str(SAMPLE)], pack(), MID_YEAR)
    return api.audit(pack(), submission, api.Request(MID_YEAR))


@pytest.fixture(scope="session", params=["zh", "en"])
def page_file(request: pytest.FixtureRequest, mid_year: api.Report, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("pages"), mid_year, request.param)


@pytest.fixture(scope="session")
def chinese(mid_year: api.Report, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("pages"), mid_year, "zh")


@dataclass
class Visit:
    """A browser's window on a report's page, and everything that went wrong or out in it."""

    page: Page
    file: Written
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def go(self, route: str) -> None:
        """Follow a link to a view, as the address says it."""
        self.page.evaluate(
            """to => new Promise(done => {
                 const before = location.hash;
                 addEventListener("hashchange", () => done(), { once: true });
                 location.hash = to;
                 if (location.hash === before) done();
               })""",
            route,
        )

    def wait_heading(self, text: str) -> None:
        """Wait till the one view in sight has this heading."""
        expect(self.page.locator("h2:visible")).to_have_text([text])

    def wait_found(self, number: int) -> None:
        """Wait till the view of items says that it lists so many."""
        expect(self.page.locator("#found")).to_have_text(re.compile(rf"^{number:,}(?![\d,])"))

    def subject(self, name: str) -> None:
        self.go(f"/subject/{quote(name, safe='')}")

    def rows(self, table: str) -> list[list[str]]:
        """Return the texts of a table's shown body rows, cell by cell."""
        found: list[list[str]] = self.page.eval_on_selector_all(
            f"{table} > tbody > tr:not(.group):not([hidden])",
            "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))",
        )
        return found

    def words(self, selector: str) -> list[str]:
        """Return the texts of the elements in sight."""
        return [text for text in self.page.locator(f"{selector}:visible").all_inner_texts() if text]


def late_context(browser: Browser, **options: Any) -> BrowserContext:
    """Return a context whose pages follow their address late."""
    context = browser.new_context(**options)
    context.add_init_script(LATE)
    return context


def visit(browser: Browser, file: Written, route: str = "", **options: Any) -> Visit:
    """Open a page from disk; whoever opens it closes ``page.context``."""
    context = late_context(browser, **options)
    found = Visit(context.new_page(), file)
    found.page.on("console", lambda message: found.said.append(message.text))
    found.page.on("pageerror", lambda error: found.said.append(str(error)))
    found.page.on("dialog", lambda dialog: (found.said.append(dialog.message), dialog.dismiss()))
    found.page.on("request", lambda request: found.asked.append(request.url))
    found.page.goto(file.url(route), timeout=120_000)
    return found


@pytest.fixture
def seen(browser: Browser, chinese: Written) -> Iterator[Visit]:
    """Return a window of 1280 by 900 on the Chinese page."""
    found = visit(browser, chinese, viewport={"width": 1280, "height": 900})
    yield found
    found.page.context.close()


def statuses(rows: list[list[str]]) -> Counter[str]:
    """Return how many rows have each status."""
    return Counter(row[3] for row in rows)


def all_rows(seen: Visit) -> list[list[str]]:
    """Return the rows of the view of items, all of them."""
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")  # what is printed is not cut
    return [row for row in seen.rows("#items") if len(row) > 1]
