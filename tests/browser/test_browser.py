"""The HTML report in a browser: it opens, filters, searches, moves by keys, and prints."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser

from assistcheck.audit.outcomes import STATUSES
from assistcheck.reports.html.messages import SIGNS
from browser.conftest import VIEWS, WORDS, Visit, Written, all_rows, statuses, visit

# --- opening ------------------------------------------------------------------------------------


def test_every_view_opens_from_disk_silently_and_asks_for_nothing(browser: Browser, page_file: Written) -> None:
    seen = visit(browser, page_file)
    rules = {one["rule"] for one in page_file.json["outcomes"]}
    for route in [*(f"/{view}" for view in VIEWS), *(f"/rule/{rule}" for rule in sorted(rules))]:
        seen.go(route)
        assert seen.page.locator(".view:visible").count() == 1, route
    seen.subject(page_file.json["outcomes"][-1]["subject"]["name"])
    assert seen.said == []
    assert seen.asked == [page_file.url()]
    seen.page.context.close()


def test_a_view_that_is_not_there_is_named(seen: Visit) -> None:
    for route in ("/nothing", "/subject/谁", "/subject", "/%"):
        seen.page.goto("about:blank")
        seen.page.goto(seen.file.url(route))
        assert "没有这个页面" in seen.words("h2")[0], route
    assert seen.said == []


def test_the_navigation_marks_where_one_is_and_moves_the_focus_to_the_heading(seen: Visit) -> None:
    for view in VIEWS[1:]:
        seen.page.click(f"nav a[href='#/{view}']")
        seen.page.locator(f"nav a[aria-current=page][href='#/{view}']").wait_for()  # the address changes a moment later
        assert seen.page.locator("nav a[aria-current=page]").count() == 1
        assert seen.page.evaluate("document.activeElement.closest('.view') !== null")
        assert seen.page.evaluate("scrollY") == 0


def test_without_scripts_everything_stands_there_to_read(browser: Browser, chinese: Written) -> None:
    seen = visit(browser, chinese, java_script_enabled=False)
    page = seen.page
    assert page.locator("noscript").inner_text().startswith("浏览器没有启用 JavaScript")
    for view in (*VIEWS, "rule/R05.2"):
        assert page.locator(f"[id='/{view}'] h2").is_visible()
    counts = chinese.json["summary"]["outcomes"]
    assert page.locator("#items tbody tr").count() == counts["shortfall"] + counts["behind"]
    assert page.locator(".needs-script:visible").count() == 0
    page.context.close()


@pytest.mark.parametrize("view", [*VIEWS, "rule/R07.4", "subject"])
def test_a_telephone_shows_each_view_without_scrolling_sideways(browser: Browser, page_file: Written, view: str) -> None:
    seen = visit(browser, page_file, f"/{view}", viewport={"width": 390, "height": 800})
    if view == "subject":
        seen.subject(page_file.json["outcomes"][-1]["subject"]["name"])
    assert seen.page.evaluate("document.documentElement.scrollWidth") == 390
    seen.page.context.close()


# --- filters and search -------------------------------------------------------------------------


def test_the_items_are_first_what_is_short_or_behind(seen: Visit) -> None:
    seen.go("/items")
    counts = seen.file.json["summary"]["outcomes"]
    expected = {WORDS[status]: counts[status] for status in ("shortfall", "behind") if counts[status]}
    assert statuses(all_rows(seen)) == expected


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_filter_shows_as_many_as_the_summary_says(seen: Visit, status: str) -> None:
    seen.go("/items")
    seen.page.select_option("#filters [name=status]", status)
    number = seen.file.json["summary"]["outcomes"][status]
    seen.wait_found(number)
    assert statuses(all_rows(seen)) == ({WORDS[status]: number} if number else {})


def test_filters_and_words_narrow_together_and_stay_in_the_address(seen: Visit) -> None:
    wanted = [one for one in seen.file.json["outcomes"] if one["rule"] == "R07.4" and one["status"] == "behind"]
    team = wanted[0]["subject"]["team"]
    seen.go("/items?status=behind&rule=R07.4")
    assert len(all_rows(seen)) == len(wanted)
    seen.page.fill("#filters [name=q]", f"{team}  r07.4")
    names = {one["subject"]["name"] for one in wanted if one["subject"]["team"] == team}
    seen.wait_found(len(names))
    assert "r07.4" in unquote(seen.page.url)
    assert {row[1].split("\n")[0] for row in all_rows(seen)} == names
    seen.page.reload()
    assert {row[1].split("\n")[0] for row in all_rows(seen)} == names
    seen.page.click("#filters [type=reset]")
    counts = seen.file.json["summary"]["outcomes"]
    seen.wait_found(counts["shortfall"] + counts["behind"])
    assert len(all_rows(seen)) == counts["shortfall"] + counts["behind"]


@pytest.mark.parametrize(
    ("name", "value", "of"),
    [
        ("level", "general", "level"),
        ("kind", "town", "kind"),
        ("region", None, "county"),
        ("reporter", None, "team"),
        ("clause", "8", "clause"),
    ],
)
def test_each_filter_takes_what_the_json_report_has(seen: Visit, name: str, value: str | None, of: str) -> None:
    def found(one: dict[str, Any]) -> str:
        return str(one[of] if of in one else one["subject"][of])

    chosen = value or found(next(one for one in seen.file.json["outcomes"] if one["rule"] == "R07.4"))
    seen.go("/items?status=all")
    seen.page.select_option(f"#filters [name={name}]", chosen)
    number = sum(found(one) == chosen for one in seen.file.json["outcomes"])
    seen.wait_found(number)


def test_long_lists_come_in_parts(seen: Visit) -> None:
    seen.go("/items?status=all")
    assert len(seen.rows("#items")) == 200
    seen.page.click("#more")
    assert len(seen.rows("#items")) == 400
    assert seen.page.locator("#more").inner_text() == f"再列出 {len(seen.file.json['outcomes']) - 400} 项"


def test_what_matches_nothing_says_so(seen: Visit) -> None:
    seen.go("/items?q=nothing-at-all")
    assert seen.rows("#items") == [["没有符合条件的事项。"]]


@pytest.mark.parametrize("rule", ["R07.4", "r07.4"])
def test_the_search_goes_to_a_rule(seen: Visit, rule: str) -> None:
    seen.page.fill("#search-text", rule)
    seen.page.press("#search-text", "Enter")
    seen.wait_heading("R07.4 镇街为每个重点村募集资金")


def test_the_search_goes_to_a_subject_or_else_lists_what_matches(seen: Visit) -> None:
    village = next(one["subject"] for one in seen.file.json["outcomes"] if one["subject"]["kind"] == "village")
    seen.page.fill("#search-text", village["name"])
    seen.page.press("#search-text", "Enter")
    seen.wait_heading(village["name"])
    seen.page.fill("#search-text", village["name"].split("/")[1])
    seen.page.press("#search-text", "Enter")
    seen.wait_heading("事项")
    rows = all_rows(seen)
    assert rows
    assert all(village["name"].split("/")[1] in row[1] for row in rows)


def test_problems_are_filtered_by_level_and_words(seen: Visit) -> None:
    seen.go("/problems")
    problems = sorted(seen.file.json["problems"], key=lambda one: ["error", "warning", "note"].index(one["level"]))
    assert len({one["level"] for one in problems}) > 1
    assert [row[3] for row in seen.rows("#problems")] == [one["code"] for one in problems]
    seen.page.select_option("#problem-filters [name=level]", "error")
    assert [row[3] for row in seen.rows("#problems")] == [one["code"] for one in problems if one["level"] == "error"]
    seen.page.fill("#problem-filters [name=q]", "2022.1")
    assert [row[3] for row in seen.rows("#problems")] == ["bad-date"]


# --- the heat map by keys -----------------------------------------------------------------------


def focused(seen: Visit) -> tuple[str, str]:
    """Return the line and the rule of the cell in focus."""
    found: list[str] = seen.page.evaluate(
        """() => { const cell = document.activeElement, row = cell.parentElement;
                   return [row.dataset.name ?? "", cell.closest("table").rows[1].cells[cell.cellIndex].dataset.rule ?? ""]; }"""
    )
    return found[0], found[1]


def test_the_heat_map_is_walked_by_keys(seen: Visit) -> None:
    seen.go("/map")
    names = [row[0] for row in seen.rows("[data-map=local]")]
    rules = [one.strip() for one in seen.page.locator("[data-map=local] thead tr").nth(1).locator("th").all_inner_texts()[1:]]
    seen.page.locator("[data-map=local] [tabindex='0']").focus()
    assert focused(seen) == (names[0], rules[0])
    steps = [
        ("ArrowRight", (names[0], rules[1])),
        ("ArrowDown", (names[1], rules[1])),
        ("End", (names[1], rules[-1])),
        ("ArrowRight", (names[1], rules[-1])),
        ("Home", (names[1], "")),
        ("ArrowUp", (names[0], "")),
        ("ArrowUp", ("", "")),
        ("Control+End", (names[-1], rules[-1])),
        ("PageUp", (names[-11], rules[-1])),
        ("Control+Home", ("", "")),
    ]
    for key, place in steps:
        seen.page.keyboard.press(key)
        assert focused(seen) == place, key
        assert seen.page.locator("[data-map=local] [tabindex='0']").count() == 1


def test_the_cell_in_focus_is_read_out_and_enter_shows_its_items(seen: Visit) -> None:
    behind = next(one for one in seen.file.json["outcomes"] if one["status"] == "behind" and one["rule"] == "R07.4")
    team = behind["subject"]["team"]
    seen.go("/map")
    column = seen.page.evaluate("document.querySelector('[data-map=local] [data-rule=\"R07.4\"]').cellIndex")
    cell = seen.page.locator(f"[data-map=local] tr.reporter[data-name='{team}'] > *").nth(column)
    of_cell = [one for one in seen.file.json["outcomes"] if one["rule"] == "R07.4" and one["subject"]["team"] == team]
    late = sum(one["status"] == "behind" for one in of_cell)
    assert cell.get_attribute("aria-label") == f"滞后 {late} 项，共 {len(of_cell)} 项"
    cell.focus() if cell.get_attribute("tabindex") else cell.evaluate("cell => { cell.tabIndex = 0; cell.focus(); }")
    readout = seen.page.locator("#map-readout").inner_text()
    assert f"{team} · R07.4" in readout
    assert behind["subject"]["name"] in readout
    seen.page.keyboard.press("Enter")
    seen.wait_heading("事项")
    assert {(row[0], row[1].split("\n")[0]) for row in all_rows(seen)} == {("R07.4", one["subject"]["name"]) for one in of_cell}


def test_the_heat_map_shows_counties_alone_or_one_of_them_or_what_is_open(seen: Visit) -> None:
    seen.go("/map")
    before = seen.rows("[data-map=local]")
    seen.page.uncheck("#map-filters [name=reporters]")
    counties = [row[0] for row in seen.rows("[data-map=local]")]
    assert set(counties) == {one["subject"]["county"] for one in seen.file.json["outcomes"]} - {None}
    seen.page.check("#map-filters [name=reporters]")
    seen.page.select_option("#map-filters [name=region]", counties[0])
    assert seen.rows("[data-map=local]")[0][0] == counties[0]
    assert len(seen.rows("[data-map=local]")) < 10
    seen.page.check("#map-filters [name=open]")
    grave = {SIGNS[status].zh for status in ("shortfall", "undetermined", "behind")}
    shown = seen.page.locator("[data-map=local] tbody tr:visible")
    for row in shown.all():
        assert {text[:1] for text in row.locator("td:visible").all_inner_texts()} & grave
    assert len(before) > shown.count()


# --- paper --------------------------------------------------------------------------------------


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("view", ["overview", "map", "items", "rule/R07.4"])
def test_a_view_prints_without_the_controls(seen: Visit, view: str) -> None:
    seen.go(f"/{view}")
    seen.page.evaluate("window.print = () => {}")
    seen.page.click("#print")
    seen.page.emulate_media(media="print")
    assert seen.page.locator(".view:visible").count() == 1
    assert seen.page.locator("nav:visible, form:visible, .readout:visible").count() == 0
    pdf = seen.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF-")
    assert pages_of(pdf) >= 1
    if view == "map":
        widths = {tuple(map(float, found)) for found in re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)", pdf)}
        assert any(width > height for width, height in widths)  # the heat map lies across


def test_paper_is_white_whatever_the_screen(browser: Browser, chinese: Written) -> None:
    seen = visit(browser, chinese, "/map", color_scheme="dark")
    colours = (
        "() => ['--sheet', '--paper', '--ink'].map((name) => getComputedStyle(document.body).getPropertyValue(name).trim())"
    )
    dark = seen.page.evaluate(colours)
    seen.page.emulate_media(media="print")
    assert seen.page.evaluate(colours) == ["#ffffff", "#f4f5f7", "#18212d"] != dark
    seen.page.context.close()


def test_all_items_are_printed_though_the_screen_shows_a_part(seen: Visit) -> None:
    seen.go("/items?status=all&kind=village")
    assert len(seen.rows("#items")) == 200
    seen.page.pdf(prefer_css_page_size=True)
    assert len(seen.rows("#items")) == sum(one["subject"]["kind"] == "village" for one in seen.file.json["outcomes"])
