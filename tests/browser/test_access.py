"""The HTML report for everybody: axe-core finds nothing serious, by day and by night, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from assistcheck import api
from browser.conftest import Written, visit, written
from builders.support import TEAM, book, declaration, ledger, pack, rosters, submit

MID_YEAR = date(2022, 6, 30)
VIEWS = ("/overview", "/map", "/items?status=all", "/subjects", "/rules", "/rule/R05.2", "/problems", "/accounts", "/run")


@pytest.fixture(scope="module", params=["zh", "en"])
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Return the page of two teams, one of which has sent nothing, with every kind of part on it."""
    news = [{"team": TEAM, "title": f"第{n}条", "outlet": "甲报", "level": "市", "date": date(2022, n, 1)} for n in (1, 2)]
    bad = {"team": TEAM, "title": "二", "outlet": "甲报", "level": "市", "date": "2022.1"}
    sheets = {**rosters(), **declaration(), **ledger("media_reports", *news, bad)}
    request_for = api.Request(MID_YEAR, {"R05.2": "distinct-title"})
    report = api.audit(pack(), submit({"data.xlsx": book(sheets)}, MID_YEAR), request_for)
    assert report.absent
    return written(tmp_path_factory.mktemp("small"), report, request.param)


def grave(axe: Axe, page: object) -> list[str]:
    found = axe.run(page).response["violations"]
    return [
        f"{one['id']}: {node['html']}" for one in found if one["impact"] in {"serious", "critical"} for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_view_shuts_anybody_out(browser: Browser, small: Written, scheme: Literal["light", "dark"]) -> None:
    # what axe itself does in the page is not what the page's policy allows
    seen = visit(browser, small, color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900})
    axe = Axe()
    for route in VIEWS:
        seen.go(route)
        assert grave(axe, seen.page) == [], route
    seen.subject(TEAM)
    seen.page.locator(".view:visible summary").first.click()
    assert grave(axe, seen.page) == []
    seen.page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_heat_map_of_fifty_teams_shuts_nobody_out(
    browser: Browser, chinese: Written, scheme: Literal["light", "dark"]
) -> None:
    seen = visit(browser, chinese, "/map", color_scheme=scheme, bypass_csp=True)
    assert grave(Axe(), seen.page) == []
    seen.page.context.close()


def test_the_check_would_find_something(browser: Browser, small: Written) -> None:
    seen = visit(browser, small, bypass_csp=True)
    seen.page.evaluate("document.querySelector('#search-text').previousElementSibling.remove()")
    seen.page.evaluate("document.querySelector('#search-text').removeAttribute('placeholder')")
    assert any(one.startswith("label:") for one in grave(Axe(), seen.page))
    seen.page.context.close()
