"""The view of what has changed since the baseline: the same items as in the JSON report, and open to everybody."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from assistcheck import api
from browser.conftest import Written, visit, written
from browser.test_access import grave
from builders.support import OTHER, TEAM, book, ledger, pack, rosters, submit

END = date(2022, 12, 31)
NEWS = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}


def audited(request: api.Request, *news: Mapping[str, object]) -> api.Report:
    return api.audit(pack(), submit({"data.xlsx": book({**rosters(), **ledger("media_reports", *news)})}, END), request)


@pytest.fixture(scope="module", params=["zh", "en"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    """Return the page of a run in which one duty is worse, one better, a row lost and a subject gone."""
    folder = tmp_path_factory.mktemp("since")
    asked = api.Request(END, selection=api.select(rules=["R05.2"]))
    mine, theirs = ([{**NEWS, "title": str(n), "team": team} for n in range(2)] for team in (TEAM, OTHER))
    old = api.render(audited(asked, *mine, theirs[0]), "json", api.View("zh"))
    assert isinstance(old, str)
    path = folder / "old.json"
    data = json.loads(old)
    first = data["outcomes"][0]
    data["outcomes"].append(first | {"subject": first["subject"] | {"name": "<b>旧</b>"}})
    path.write_text(json.dumps(data), encoding="utf-8")
    asked = asked._replace(baseline=api.load_baseline(str(path), pack(), asked))
    return written(folder, audited(asked, mine[0], *theirs, {**NEWS, "title": "坏", "date": "2022.1"}), request.param)


def test_the_view_lists_what_the_json_report_says(browser: Browser, page: Written) -> None:
    told = page.json["baseline"]
    assert told["outcomes"] == {"new": 0, "worse": 1, "known": 0, "better": 1, "closed": 0, "gone": 1}
    seen = visit(browser, page, "/since")
    tables = seen.page.locator(".view:visible table").all()
    whom = [one.locator("tbody td.whom").all_inner_texts() for one in tables[:2]]
    assert whom == [[TEAM], [OTHER]]
    text = seen.page.locator(".view:visible").inner_text()
    assert "<b>旧</b>" in text
    assert "A5" in text  # the new faulty row
    assert seen.said == []
    seen.page.context.close()


def test_the_view_shuts_nobody_out_and_fits_a_telephone(browser: Browser, page: Written) -> None:
    seen = visit(browser, page, "/since", bypass_csp=True, viewport={"width": 1280, "height": 900})
    assert grave(Axe(), seen.page) == []
    seen.page.set_viewport_size({"width": 380, "height": 800})
    wide = seen.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    seen.page.context.close()


def test_without_a_baseline_there_is_no_such_view(mid_year: api.Report, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert "#/since" not in written(tmp_path_factory.mktemp("none"), mid_year, "zh").html
