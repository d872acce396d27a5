"""The HTML report on narrow screens and under a thumb: nothing scrolls sideways but tables in their boxes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from browser.conftest import VIEWS, Visit, Written, visit

ROUTES = (*(f"/{view}" for view in VIEWS), "/items?status=all", "/rule/R05.2", "/rule/R07.4")
TOO_SMALL = """() => {
  const shown = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility() && !one.closest(".unseen"));
  const texts = shown.filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  const letters = texts.filter((one) => parseFloat(getComputedStyle(one).fontSize) < 12);
  const targets = shown.filter((one) => one.matches("a, button, input, select, summary, td[tabindex='0']"));
  const isSmall = ({ width, height }) => width < 44 || height < 44;
  const tips = targets.filter((one) => isSmall(one.getBoundingClientRect()));
  return [...letters, ...tips].map((one) => one.outerHTML.slice(0, 120));
}"""


def overhang(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    found: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return found


@pytest.mark.parametrize("width", [320, 390, 640, 701, 1280, 1920])
def test_no_view_is_wider_than_its_window(browser: Browser, page_file: Written, width: int) -> None:
    seen = visit(browser, page_file, viewport={"width": width, "height": 800})
    for route in ROUTES:
        seen.go(route)
        assert overhang(seen.page) == 0, route
    seen.subject(page_file.json["outcomes"][-1]["subject"]["name"])
    assert overhang(seen.page) == 0
    seen.page.context.close()


@pytest.mark.parametrize("width", [320, 390])
def test_what_is_tapped_is_as_large_as_a_fingertip_and_every_letter_is_read(
    browser: Browser, page_file: Written, width: int
) -> None:
    seen = visit(browser, page_file, viewport={"width": width, "height": 800})
    for route in ROUTES:
        seen.go(route)
        assert seen.page.evaluate(TOO_SMALL) == [], route
    seen.page.context.close()


def test_the_navigation_is_at_the_foot_of_a_telephone_and_covers_nothing(browser: Browser, chinese: Written) -> None:
    seen = visit(browser, chinese, viewport={"width": 390, "height": 844})
    bar = seen.page.locator(".top nav").bounding_box()
    assert bar
    assert bar["y"] + bar["height"] == 844
    assert bar["height"] < 120
    for view in VIEWS:
        seen.page.locator(f"nav a[href='#/{view}']").click()
        seen.page.locator(f"nav a[aria-current=page][href='#/{view}']").wait_for()
    seen.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    foot = seen.page.locator("footer").bounding_box()
    assert foot
    assert foot["y"] + foot["height"] <= bar["y"] + 1
    seen.page.context.close()


def test_a_table_wider_than_the_screen_says_so_and_is_scrolled_by_keys(browser: Browser, chinese: Written) -> None:
    seen = visit(browser, chinese, "/subjects", viewport={"width": 390, "height": 844})
    assert seen.page.locator(".view:visible .sideways:visible").count() == 1
    box = seen.page.locator(".view:visible .scroll")
    box.focus()
    seen.page.keyboard.press("ArrowRight")
    seen.page.wait_for_function("() => document.querySelector('.view:not([hidden]) .scroll').scrollLeft > 0")
    seen.page.set_viewport_size({"width": 1920, "height": 900})
    seen.page.wait_for_function("() => !document.querySelector('.view:not([hidden]) .sideways').checkVisibility()")
    seen.page.context.close()


def cells_by_line(seen: Visit) -> dict[str, list[str]]:
    """Return the cells of each line of the local map, with the rules that stand in them on a narrow screen."""
    found: dict[str, list[str]] = seen.page.evaluate(
        """() => { const told = (cell) => cell.dataset.rule + getComputedStyle(cell, "::before").content;
             const rows = [...document.querySelectorAll("[data-map=local] tbody tr")];
             const cells = (row) => [...row.querySelectorAll("td[class]")];
             return Object.fromEntries(rows.map((row) => [row.dataset.name, cells(row).map(told)])); }"""
    )
    return found


def test_the_heat_map_of_a_telephone_is_a_list_of_one_region_at_a_time(browser: Browser, chinese: Written) -> None:
    seen = visit(browser, chinese, "/map", viewport={"width": 390, "height": 844})
    outcomes = chinese.json["outcomes"]
    county = seen.page.locator("#map-filters [name=region]").input_value()
    teams = {one["subject"]["team"] for one in outcomes if one["subject"]["county"] == county} - {None}
    lines = cells_by_line(seen)
    assert set(lines) == {county, *teams}
    assert all(cell == f'{rule}"{rule}"' for cells in lines.values() for cell in cells for rule in [cell.partition('"')[0]])
    seen.page.locator("#map-filters [name=after]").click()
    assert set(cells_by_line(seen)).isdisjoint(lines)
    seen.page.context.close()
