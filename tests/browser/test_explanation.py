"""An explanation as a page: read by everybody, on every width and on paper, and hostile texts run nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from assistcheck import api
from assistcheck.i18n import Lang
from browser.test_access import grave
from builders.support import TEAM, YEAR_END, book, ledger, pack, rosters, submit, submit_one

LIBRARY = Path(__file__).parents[2] / "sample_data" / "county-library-grants.xlsx"
HOSTILE = '"><img src=x onerror=alert(1)></script><script>alert(2)</script>'


def news(number: int) -> list[dict[str, object]]:
    found = [
        {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1), "title": f"第{k}条"} for k in range(number)
    ]
    late = {"team": TEAM, "outlet": "甲报" * 30, "level": "县级以下", "date": "2022.1", "title": "x" * 200}
    return [*found, *({**late, "title": f"{k}{late['title']}"} for k in range(number))]


@pytest.fixture(scope="module", params=["zh", "en"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the pages of a duty with many rows, of one owed to two, and of one of another pack."""
    lang: Lang = request.param
    day, rules = date(2026, 3, 31), api.load_pack("county-library-grants")
    library = api.read_submissions([str(LIBRARY)], rules, day, workers=0)
    branch = "Rennelbeck Branch (Norvelbeck Library District)"
    found = [
        api.explain(pack(), submit_one(ledger("media_reports", *news(30))), api.Request(YEAR_END), "R05.2", TEAM),
        api.explain(pack(), submit_one({}), api.Request(YEAR_END), "R01.4", "乙局"),
        api.explain(rules, library, api.Request(day), "R04.1", branch),
    ]
    folder = tmp_path_factory.mktemp("explained")
    return [written(folder / f"{number}.html", one, lang) for number, one in enumerate(found)]


def written(path: Path, explained: api.Explained, lang: Lang) -> Path:
    path.write_text(str(api.render_explanation(explained, "html", api.View(lang))), encoding="utf-8")
    return path


def opened(browser: Browser, path: Path, **options: object) -> tuple[Page, list[str]]:
    """Return a window on a page, and everything that it says or asks for."""
    page = browser.new_context(**options).new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: said.append(request.url))
    page.goto(path.as_uri())
    return page, said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_explanation_shuts_anybody_out(browser: Browser, pages: list[Path], scheme: Literal["light", "dark"]) -> None:
    for path in pages:
        for width in (390, 1280):
            view = {"width": width, "height": 900}
            page, _ = opened(browser, path, color_scheme=scheme, bypass_csp=True, viewport=view)
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            assert grave(Axe(), page) == [], path.name
            page.context.close()


@pytest.mark.parametrize("width", [320, 390, 760, 880, 1920])
def test_no_width_has_to_be_scrolled_sideways(browser: Browser, pages: list[Path], width: int) -> None:
    for path in pages:
        page, said = opened(browser, path, viewport={"width": width, "height": 900})
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert page.evaluate("document.documentElement.scrollWidth") == width, path.name
        boxes = page.eval_on_selector_all(".wide", "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length")
        assert boxes == 0, path.name
        assert said == [path.as_uri()]
        page.context.close()


def test_a_narrow_screen_names_each_cell_of_a_row(browser: Browser, pages: list[Path]) -> None:
    page, _ = opened(browser, pages[0], viewport={"width": 390, "height": 900})
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    told = page.eval_on_selector_all(
        ".rows tbody tr:first-child td:not(:first-child)",
        "all => all.map((one) => getComputedStyle(one, '::before').content)",
    )
    assert told
    assert all(one.startswith('"') and len(one) > 3 for one in told)
    page.context.close()


def test_paper_has_the_folded_rows_too(browser: Browser, pages: list[Path]) -> None:
    page, _ = opened(browser, pages[0])
    row = page.locator("details tbody tr").last
    assert not row.is_visible()
    page.emulate_media(media="print")
    assert row.is_visible()
    page.context.close()


def test_hostile_names_are_shown_and_never_run(browser: Browser, tmp_path: Path) -> None:
    sheets = {title: [[HOSTILE if cell == TEAM else cell for cell in row] for row in rows] for title, rows in rosters().items()}
    row = {"team": HOSTILE, "outlet": HOSTILE, "level": "市", "date": date(2022, 3, 1), "title": "=1+1"}
    more = ledger("media_reports", row, {**row, "date": HOSTILE})
    submission = submit({f"{HOSTILE}.xlsx": book({**sheets, **more}), "b.xlsx": book(ledger("media_reports", row))})
    explained = api.explain(pack(), submission, api.Request(YEAR_END), "R05.2", HOSTILE)
    page, said = opened(browser, written(tmp_path / "page.html", explained, "zh"))
    assert HOSTILE in page.title()
    assert HOSTILE in page.locator("h1").inner_text()
    assert page.evaluate("[document.images.length, document.scripts.length]") == [0, 0]
    assert said == [page.url]
    page.context.close()
