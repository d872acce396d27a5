"""The page of a history: fits a phone and a desk, by day and by night, and shuts nobody out."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from assistcheck.i18n import Lang
from assistcheck.render_api import render_history
from assistcheck.reports import View
from browser.test_access import grave
from unit.reports.history.samples import sample


@pytest.fixture(scope="module", params=["zh", "en"])
def page_file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    lang: Lang = request.param
    folder = tmp_path_factory.mktemp("history")
    path = folder / "history.html"
    path.write_text("".join(render_history(sample(folder / "reports"), "html", View(lang))), encoding="utf-8")
    return path


def opened(browser: Browser, path: Path, **options: object) -> tuple[Page, list[str]]:
    """Return the page, and what its console says."""
    page = browser.new_context(**options).new_page()  # type: ignore[arg-type]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    return page, said


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_its_policy_forbids_nothing_of_its_own(
    browser: Browser, page_file: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    page, said = opened(browser, page_file, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert said == []
    assert page.locator(".chart svg[role=img]:visible").count() == 5
    assert page.locator("#whole .chart path.met").evaluate("line => line.getTotalLength()") > 0
    assert page.locator("#whole .chart path.met").evaluate("line => getComputedStyle(line).stroke") != "none"
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_shuts_nobody_out(browser: Browser, page_file: Path, scheme: Literal["light", "dark"]) -> None:
    page, _ = opened(browser, page_file, bypass_csp=True, color_scheme=scheme, viewport={"width": 1280, "height": 900})
    for summary in page.locator("summary").all():
        summary.click()
    assert grave(Axe(), page) == []
    page.context.close()


def test_on_paper_the_charts_stay_and_the_small_tables_go(browser: Browser, page_file: Path) -> None:
    page, _ = opened(browser, page_file)
    page.emulate_media(media="print")
    assert page.locator(".chart svg[role=img]:visible").count() == 5
    assert page.locator("details:visible").count() == 0
    assert page.locator("#whole table:visible").count() == 1
    page.context.close()


@pytest.mark.parametrize(("motion", "scrolls"), [("no-preference", "smooth"), ("reduce", "auto")])
def test_who_wants_no_motion_is_taken_to_a_part_at_once(
    browser: Browser, page_file: Path, motion: Literal["no-preference", "reduce"], scrolls: str
) -> None:
    page, _ = opened(browser, page_file, reduced_motion=motion)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == scrolls
    page.context.close()


def test_a_part_that_one_goes_to_is_not_below_the_header(browser: Browser, page_file: Path) -> None:
    page, _ = opened(browser, page_file, viewport={"width": 1280, "height": 400}, reduced_motion="reduce")
    page.click("nav a[href='#reports']")
    top, bar = page.evaluate(
        "[document.querySelector('#reports h2').getBoundingClientRect().top, document.querySelector('.top').offsetHeight]"
    )
    assert top >= (bar if page.evaluate("getComputedStyle(document.querySelector('.top')).position") == "sticky" else 0)
    page.context.close()
