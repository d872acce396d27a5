"""What a superior asks is on the first screen, and prints as one page whatever the size of the run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from assistcheck import api
from assistcheck.audit.outcomes import Outcomes
from assistcheck.i18n import LANGUAGES, Lang
from browser.conftest import MID_YEAR, SAMPLE, Written, written
from builders.support import pack
from unit.reports import library
from unit.reports.onepage.test_docx import teams


def pages(browser: Browser, file: Written) -> int:
    page = browser.new_page()
    page.goto(file.url())
    found = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    page.close()
    return len(found)


def test_the_first_screen_answers_everything_that_a_superior_asks(browser: Browser, mid_year: api.Report, tmp_path: Path):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(written(tmp_path, mid_year, "zh").url())
    parts = page.locator(".onepage .verdict, .five li, .answers h3, .answers tbody tr, .actions li")
    boxes = [one.bounding_box() for one in parts.all() if one.is_visible()]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == len(boxes) >= 1 + 5 + 4 + 7 + 3
    assert max(tops) < 800
    page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_year_prints_on_one_page(browser: Browser, mid_year: api.Report, lang: Lang, tmp_path: Path):
    assert pages(browser, written(tmp_path, mid_year, lang)) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("broad", [1, 30])
def test_names_as_long_as_may_be_print_on_one_page(browser: Browser, lang: Lang, broad: int, tmp_path: Path):
    assert pages(browser, written(tmp_path, teams(9, broad, sent=False), lang)) == 1


def test_the_english_pack_prints_on_one_page(browser: Browser, tmp_path: Path):
    assert pages(browser, written(tmp_path, library.report(), "en")) == 1


def test_a_run_of_1127_teams_prints_on_one_page(browser: Browser, tmp_path: Path):
    report = teams(1127)
    few = Outcomes.of(one for one in report.outcomes if one.rule.id == "R05.2")
    assert pages(browser, written(tmp_path, report._replace(outcomes=few), "zh")) == 1


def test_on_a_narrow_screen_nothing_is_wider_than_the_page(browser: Browser, mid_year: api.Report, tmp_path: Path):
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(written(tmp_path, mid_year, "zh").url())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


@pytest.mark.parametrize("width", [390, 720, 1280])
def test_a_duty_beside_long_units_is_not_broken_within_its_words(browser: Browser, width: int, tmp_path: Path):
    team = api.read_submissions([str(SAMPLE.with_name("one-team.xlsx"))], pack(), MID_YEAR)
    report = api.audit(pack(), team, api.Request(MID_YEAR))
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(written(tmp_path, report, "en").url())
    duties = page.locator(".short-of tbody td:has(a)").evaluate_all(
        "cells => cells.map((one) => one.getBoundingClientRect().width)"
    )
    assert "computers" in page.locator(".short-of").inner_text()
    assert min(duties) > 100
    page.close()
