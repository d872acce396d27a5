"""The HTML report by the keyboard alone: every control in order, the focus seen, led and brought back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.conftest import VIEWS, Visit, Written, visit

FOCUS = """() => { const one = document.activeElement;
  return one.id || one.name || one.getAttribute("href") || one.dataset.rule || one.tagName; }"""


def walk(seen: Visit, most: int = 400) -> list[str]:
    """Return what Tab reaches, from the top of the page until it leaves it."""
    seen.page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    found: list[str] = []
    for _ in range(most):
        seen.page.keyboard.press("Tab")
        if seen.page.evaluate("document.activeElement === document.body"):
            return found
        found.append(seen.page.evaluate(FOCUS))
    raise AssertionError(found[-5:])  # a trap


@pytest.mark.parametrize("route", ["/map", "/problems", "/items"])
def test_every_control_is_reached_in_order_and_nothing_holds_the_focus(browser: Browser, chinese: Written, route: str) -> None:
    seen = visit(browser, chinese, route, viewport={"width": 1280, "height": 900})
    reached = walk(seen)
    wanted = ["#content", "search-text", *(f"#/{view}" for view in VIEWS), "print-one", "print", "print-all"]
    assert [one for one in reached if one in wanted and one != "BUTTON"][: len(wanted)] == wanted
    fields = seen.page.eval_on_selector_all(
        ".view:not([hidden]) :is(input, select, button):not(:disabled)",
        "all => all.filter((one) => one.checkVisibility() && (one.name || one.id)).map((one) => one.id || one.name)",
    )
    assert [one for one in reached[len(wanted) :] if one in fields] == fields
    assert fields
    seen.page.context.close()


def test_the_focus_is_seen_and_not_below_what_sticks(seen: Visit) -> None:
    seen.go("/items?status=all")
    for _ in range(60):
        seen.page.keyboard.press("Tab")
        box, top, outline = seen.page.evaluate(
            """() => { const one = document.activeElement, style = getComputedStyle(one), bar = document.querySelector(".top");
                 return [one.getBoundingClientRect().bottom, bar.contains(one) ? 0 : bar.offsetHeight, style.outlineStyle]; }"""
        )
        assert box > top
        assert outline != "none"


def test_the_skip_link_leads_to_the_view_and_keeps_the_address(seen: Visit) -> None:
    seen.go("/problems")
    seen.page.evaluate("document.activeElement.blur()")
    seen.page.locator(".skip").focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.textContent") == "数据问题"
    assert seen.page.url.endswith("#/problems")


def test_who_comes_back_stands_where_they_left(seen: Visit) -> None:
    seen.go("/items?status=all")
    link = seen.page.locator("#items tbody td.whom a").nth(120)
    link.focus()
    top = seen.page.evaluate("scrollY")
    href = link.get_attribute("href")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_function("() => location.hash.startsWith('#/subject/')")
    seen.page.wait_for_function("() => document.activeElement.tagName === 'H2'")
    seen.page.go_back()
    seen.page.wait_for_function("() => document.activeElement.tagName === 'A'")
    assert seen.page.evaluate("document.activeElement.getAttribute('href')") == href
    assert seen.page.evaluate("document.activeElement.closest('tr').rowIndex") == 121
    assert abs(seen.page.evaluate("scrollY") - top) < 2
    assert top > 1000


@pytest.mark.parametrize("key", ["Enter", " "])
def test_a_cell_is_opened_by_enter_or_space_and_is_in_focus_on_return(seen: Visit, key: str) -> None:
    seen.go("/map")
    seen.page.locator("[data-map=local] [tabindex='0']").focus()
    for _ in range(4):
        seen.page.keyboard.press("ArrowRight")
    rule = seen.page.evaluate("document.activeElement.dataset.rule")
    seen.page.keyboard.press(key)
    seen.page.wait_for_function("() => location.hash.startsWith('#/items?')")
    seen.page.go_back()
    seen.page.wait_for_function("() => document.activeElement.tagName === 'TD'")
    assert seen.page.evaluate("document.activeElement.dataset.rule") == rule


def test_escape_leaves_the_map_for_its_filters_and_folds_what_is_unfolded(seen: Visit) -> None:
    seen.go("/map")
    seen.page.locator("[data-map=local] [tabindex='0']").focus()
    seen.page.keyboard.press("Escape")
    assert seen.page.evaluate("document.activeElement.closest('#map-filters') !== null")
    seen.go("/items")
    summary = seen.page.locator("#items summary").first
    summary.focus()
    seen.page.keyboard.press("Enter")
    assert summary.evaluate("one => one.parentElement.open")
    seen.page.keyboard.press("Escape")
    assert not summary.evaluate("one => one.parentElement.open")
    assert summary.evaluate("one => one === document.activeElement")


def test_the_line_and_the_column_of_a_cell_are_pointed_out(seen: Visit) -> None:
    seen.go("/map")
    seen.page.locator("[data-map=local] [tabindex='0']").focus()
    seen.page.keyboard.press("ArrowDown")
    heads = seen.page.locator("[data-map=local] th[data-at], [data-map=local] tr[data-at] th")
    assert heads.count() == 2
    colours = heads.evaluate_all("all => all.map((one) => getComputedStyle(one).backgroundColor)")
    assert colours == ["rgb(27, 77, 143)"] * 2


def test_colours_of_the_readers_own_leave_every_status_told(browser: Browser, chinese: Written) -> None:
    seen = visit(browser, chinese, "/map", forced_colors="active")
    cells = seen.page.eval_on_selector_all(
        "[data-map=local] td[class]", "all => all.map((one) => [one.textContent, getComputedStyle(one).borderTopStyle])"
    )
    assert {border for _, border in cells} == {"solid"}
    assert all(text for text, _ in cells)
    seen.page.context.close()
