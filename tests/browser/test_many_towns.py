"""The heat map of 1,127 towns: cut by county, drawn fast, with every town's cell, beyond 50,000 outcomes too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from assistcheck.audit.outcomes import Report
from browser.conftest import Visit, Written, visit, written
from builders.many_towns import COUNTIES, TOWNS, county, report_of_towns, town


@pytest.fixture(scope="module", params=[20, 77], ids=["22,540 outcomes", "86,779 outcomes"])
def towns(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("towns")
    report: Report = report_of_towns(folder, request.param)
    return written(folder, report, "en")


def lines(seen: Visit) -> list[str]:
    names = "rows => rows.map((row) => row.dataset.name)"
    found: list[str] = seen.page.eval_on_selector_all("[data-map=local] tbody tr", names)
    return found


def towns_of(name: str) -> list[str]:
    return [town(number) for number in range(TOWNS) if county(number) == name]


@pytest.mark.parametrize("width", [390, 1280])
def test_it_opens_at_a_county_and_each_is_drawn_when_chosen(browser: Browser, towns: Written, width: int) -> None:
    seen = visit(browser, towns, "/map", viewport={"width": width, "height": 900})
    chosen = seen.page.locator("#map-filters [name=region]")
    assert chosen.input_value() == "County 1"
    assert lines(seen) == ["County 1", *towns_of("County 1")]
    times = seen.page.evaluate(
        """() => { const next = document.querySelector("#map-filters [name=after]");
             return Array.from({ length: 9 }, () => { const from = performance.now(); next.click(); document.body.offsetHeight;
               return performance.now() - from; }); }"""
    )
    assert min(times) < 200  # milliseconds, on a machine that has nothing else to do
    assert lines(seen) == ["County 10", *towns_of("County 10")]
    assert seen.page.evaluate("document.documentElement.scrollWidth") == width
    sizes = seen.page.eval_on_selector_all(
        "table.map :is(th, td)",
        "all => all.filter((one) => one.checkVisibility()).map((one) => parseFloat(getComputedStyle(one).fontSize))",
    )
    assert min(sizes) >= 12
    seen.page.context.close()


def test_all_counties_are_summed_up_in_a_line_each(browser: Browser, towns: Written) -> None:
    seen = visit(browser, towns, "/map")
    seen.page.select_option("#map-filters [name=region]", label="all, summed up")
    assert lines(seen) == [f"County {number}" for number in range(1, COUNTIES + 1)]
    seen.page.context.close()


def test_every_cell_of_a_county_is_that_of_its_towns(browser: Browser, towns: Written) -> None:
    seen = visit(browser, towns, "/map")
    seen.page.select_option("#map-filters [name=region]", "County 7")
    told = seen.page.eval_on_selector_all(
        "[data-map=local] tbody td[class]",
        "cells => cells.map((one) => [one.parentElement.dataset.name, one.dataset.rule, one.getAttribute('aria-label')])",
    )
    statuses = {(one.subject.name, one.rule.id): one.status for one in towns.report.outcomes}
    words = {"met": "met", "shortfall": "short"}
    own = towns_of("County 7")
    for name, rule, label in told:
        if name in own:
            assert label == f"{words[statuses[name, rule]]}: 1 of 1"
        else:
            short = sum(statuses[one, rule] == "shortfall" for one in own)
            assert label == (f"short: {short} of {len(own)}" if short else f"met: {len(own)} of {len(own)}")
    assert len(told) == (len(own) + 1) * len({rule for _, rule, _ in told})
    seen.page.context.close()


def test_the_page_is_not_larger_than_what_it_says(towns: Written) -> None:
    assert len(towns.html.encode()) < 10_000_000


def test_without_scripts_the_counties_stand_there(browser: Browser, towns: Written) -> None:
    seen = visit(browser, towns, java_script_enabled=False)
    assert seen.page.locator("[data-map=local] tbody tr").count() == COUNTIES
    seen.page.context.close()
