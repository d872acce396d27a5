"""The HTML report on paper: one page by default, everything when asked, with and without scripts."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import Visit, Written, visit
from browser.test_access import small as small  # noqa: PLC0414 - a fixture
from builders.support import TEAM


def text_of(pdf: bytes, folder: Path) -> str:
    """Return the words of a printed file."""
    tool = shutil.which("pdftotext")
    if tool is None:
        pytest.skip("no pdftotext: install Debian's package poppler-utils")
    path = folder / "printed.pdf"
    path.write_bytes(pdf)
    return subprocess.run([tool, "-layout", path, "-"], capture_output=True, check=True).stdout.decode()


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def printed(page: Page) -> bytes:
    return page.pdf(prefer_css_page_size=True)


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["scripts", "none"])
@pytest.mark.parametrize("route", ["", "/items", "/map", "/rule/R05.2"])
def test_what_is_printed_by_default_is_one_page(
    browser: Browser, page_file: Written, route: str, options: dict[str, bool], tmp_path: Path
) -> None:
    seen = visit(browser, page_file, route, **options)
    pdf = printed(seen.page)
    assert pages_of(pdf) == 1
    text = re.sub(r"\s", "", text_of(pdf, tmp_path))
    assert text.endswith("1/1")
    assert str(page_file.json["summary"]["outcomes"]["shortfall"]) in text
    seen.page.context.close()


def test_everything_is_printed_with_every_outcome_and_the_rows_behind_it(
    browser: Browser, small: Written, tmp_path: Path
) -> None:
    seen = visit(browser, small, "print-all")
    whole = seen.page.locator("main").inner_text()
    pdf = printed(seen.page)
    text = re.sub(r"\s", "", text_of(pdf, tmp_path))
    assert pages_of(pdf) > 5
    assert text.endswith(f"{pages_of(pdf)}/{pages_of(pdf)}")
    rows = seen.page.eval_on_selector_all(
        ".everybody tbody tr",
        "rows => rows.map(row => [row.closest('.rule-page').dataset.rule, row.querySelector('.whom a').textContent])",
    )
    assert sorted(map(tuple, rows)) == sorted((one["rule"], one["subject"]["name"]) for one in small.json["outcomes"])
    for one in small.json["outcomes"]:
        if one["reason_text"]:
            assert one["reason_text"] in whole
    for rule in {one["rule"] for one in small.json["outcomes"]}:
        assert rule in text
    assert seen.page.locator("main details:not([open])").count() == 0
    assert seen.said == []
    seen.page.context.close()


def test_the_control_prints_everything_and_leads_back(seen: Visit) -> None:
    seen.page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")
    seen.page.click("#print-all")
    seen.page.wait_for_function("() => window.printed === 1")
    number = len(seen.file.json["outcomes"])
    assert seen.page.locator(".everybody tbody tr").count() == number
    assert seen.page.locator(".view:visible").count() > 80
    seen.page.click("#print-all")  # once more
    seen.page.wait_for_function("() => window.printed === 2")
    seen.page.click("nav a[href='#/problems']")
    seen.page.locator("nav a[aria-current=page][href='#/problems']").wait_for()
    assert seen.page.locator(".view:visible").count() == 1
    assert seen.page.locator(".everybody").count() == 0
    assert seen.page.locator(".map-sheets").count() == 0


def test_without_scripts_everything_is_printed_once_asked(browser: Browser, small: Written, tmp_path: Path) -> None:
    seen = visit(browser, small, java_script_enabled=False)
    seen.page.click("#print-all")
    pdf = printed(seen.page)
    assert pages_of(pdf) > 5
    text = text_of(pdf, tmp_path)
    assert TEAM in text
    assert all(rule in text for rule in {one["rule"] for one in small.json["outcomes"]})
    seen.page.context.close()


def test_a_wide_map_is_printed_in_parts_that_a_sheet_takes(seen: Visit) -> None:
    seen.go("/map")
    seen.page.evaluate("document.documentElement.dataset.print = 'view'; dispatchEvent(new Event('beforeprint'))")
    seen.page.emulate_media(media="print")
    tables = seen.page.locator(".map-sheets table.map")
    columns = [tables.nth(at).locator("thead th[data-rule]").count() for at in range(tables.count())]
    assert max(columns) <= 44
    assert sum(columns) == len({one["rule"] for one in seen.file.json["outcomes"]})
    sizes = seen.page.eval_on_selector_all(
        ".map-sheets td[class], .map-sheets th", "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 13  # 10 pt
    seen.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert tables.count() == 0
