"""Hostile texts in a workbook are shown by the HTML report, and never run."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from assistcheck import api
from browser.conftest import VIEWS, Written, all_rows, visit, written
from builders.support import YEAR_END, book, ledger, pack, rosters, submit

SCRIPT = "<script>alert(1)</script>组团"
IMAGE = '"><img src=x onerror=alert(2)>'
BRACES = "{{7*7}}{% raw %}村"
HIDDEN = "青\u202e禾\u0007镇${`x`}"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Written:
    sheets = {title: [list(row) for row in rows] for title, rows in rosters().items()}
    swaps = {"青禾镇组团": SCRIPT, "甲街道": IMAGE, "东村": BRACES, "青禾镇": HIDDEN, "翠屏县": "县'\"&lt;%3Cb%3E#?/县"}
    for rows in sheets.values():
        for row in rows:
            row[:] = [swaps.get(str(cell), cell) for cell in row]
    news = {"date": "2022.1\u202e</script><b>", "team": SCRIPT, "title": "=1+1", "outlet": IMAGE, "level": "市"}
    name = "</script><script>alert(3)</script>.xlsx"
    submission = submit({name: book({**sheets, **ledger("media_reports", news, {**news, "team": "\u2066<i>\x1b[2J"})})})
    report = api.audit(pack(), submission, api.Request(YEAR_END))
    return written(tmp_path_factory.mktemp("hostile"), report, "zh")


def test_hostile_texts_are_shown_and_never_run(browser: Browser, hostile: Written) -> None:
    seen = visit(browser, hostile)
    page = seen.page
    names = {one["subject"]["name"] for one in hostile.json["outcomes"]}
    assert {SCRIPT, IMAGE} <= names
    for route in (*VIEWS, "items?status=all", "rule/R05.2"):
        seen.go(f"/{route}")
    for name in (SCRIPT, IMAGE):
        seen.subject(name)
        seen.wait_heading(name)
    seen.go("/items?status=all")
    text = "".join("".join(row) for row in all_rows(seen))
    for shown in (SCRIPT, IMAGE, BRACES, "青禾␇镇${`x`}"):  # names are folded, which takes the bidirectional mark out
        assert shown in text
    seen.go("/problems")
    values = "".join(row[2] for row in seen.rows("#problems"))
    for shown in ("2022.1<U+202E></script><b>", "<i>␛[2J"):
        assert shown in values
    whole = page.evaluate("document.documentElement.textContent")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]", whole)
    assert "49" not in "".join(seen.words("h2"))
    assert page.evaluate(
        "[document.images.length, document.scripts.length, document.querySelectorAll('b i, main i:not(.sign)').length]"
    ) == [0, 2, 0]
    assert seen.said == []
    assert seen.asked == [hostile.url()]
    page.context.close()


def test_links_to_hostile_names_lead_to_their_pages(browser: Browser, hostile: Written) -> None:
    seen = visit(browser, hostile, "/subjects")
    links = seen.page.locator("#subjects tbody a")
    for number in range(links.count()):
        name = links.nth(number).inner_text()
        links.nth(number).click()
        seen.wait_heading(name)
        seen.page.go_back()
    seen.page.context.close()
