"""The HTML report of another pack in a browser: its kinds head the filters, and its regions the heat map."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from assistcheck import api
from browser.conftest import VIEWS, Visit, Written, visit, written
from unit.reports.library import FELLS, FIRST, OFFICE, SHORE, report


@pytest.fixture(scope="module", params=["zh", "en"])
def library_page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return written(tmp_path_factory.mktemp("library"), api.Report(*report()), request.param)


@pytest.fixture
def open_page(browser: Browser, library_page: Written) -> Iterator[Visit]:
    found = visit(browser, library_page, viewport={"width": 390, "height": 900})
    yield found
    found.page.context.close()


def test_every_view_opens_silently_and_fits_a_telephone(open_page: Visit) -> None:
    for route in [*(f"/{view}" for view in VIEWS), "/rule/R02.1"]:
        open_page.go(route)
        assert open_page.page.locator(".view:visible").count() == 1, route
        assert open_page.page.evaluate("document.documentElement.scrollWidth") == 390, route
    assert open_page.said == []


def test_filters_by_region_and_by_whoever_reports(open_page: Visit) -> None:
    outcomes = open_page.file.json["outcomes"]
    for name, key, value in (("region", "region", SHORE), ("reporter", "grantee", FIRST)):
        open_page.go("/items?status=all")
        open_page.page.select_option(f"#filters [name={name}]", value)
        number = sum(one["subject"][key] == value for one in outcomes)
        open_page.wait_found(number)


def test_a_regions_page_has_what_is_for_it_and_those_that_report_in_it(open_page: Visit) -> None:
    open_page.subject(FELLS)
    outcomes = open_page.file.json["outcomes"]
    assert len(open_page.rows(".view:not([hidden]) .items")) == sum(one["subject"]["name"] == FELLS for one in outcomes)
    assert open_page.words(".view tbody > tr > th[scope=row]") == [FIRST]
    open_page.subject(OFFICE)
    open_page.wait_heading(OFFICE)


def test_a_cell_of_a_region_sums_up_all_that_report_in_it(open_page: Visit) -> None:
    outcomes = open_page.file.json["outcomes"]
    open_page.go("/map")
    column = open_page.page.evaluate("document.querySelector('[data-map=local] [data-rule=\"R05.1\"]').cellIndex")
    cell = open_page.page.locator(f"[data-map=local] tr.region[data-name='{SHORE}'] > *").nth(column)
    cell.click()
    number = sum(one["rule"] == "R05.1" and one["subject"]["region"] == SHORE for one in outcomes)
    open_page.wait_found(number)
    assert len(open_page.rows("#items")) == number > 0
