"""Every verdict of the HTML report says which it is, and can be explained where a page around the report asks for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page

from assistcheck import api
from browser.conftest import MID_YEAR, WORDS, Visit, Written, visit, written
from browser.test_access import grave
from builders.support import TEAM, book, ledger, pack, rosters, submit

MARKS = """all => all.filter((one) => one.checkVisibility())
  .map((one) => [one.dataset.rule ?? "", one.dataset.subject ?? "", one.textContent])"""
"""What the verdicts of a view say: rule, subject, and the word for the status."""
ASK = "hint => { document.documentElement.dataset.explains = hint }"
HINT = "说明这个结论"


def verdicts(file: Written) -> Counter[tuple[str, str, str]]:
    """Return rule, subject and status of every outcome as the JSON report says them."""
    return Counter((one["rule"], one["subject"]["name"], WORDS[one["status"]]) for one in file.json["outcomes"])


def shown(seen: Visit, selector: str) -> Counter[tuple[str, str, str]]:
    return Counter(map(tuple, seen.page.eval_on_selector_all(selector, MARKS)))


def test_every_line_of_the_items_is_marked_as_the_outcome_that_it_is(seen: Visit) -> None:
    seen.go("/items?status=all")
    seen.page.evaluate("dispatchEvent(new Event('beforeprint'))")  # what is printed is not cut
    assert shown(seen, "#items tbody .badge") == verdicts(seen.file)


def test_every_line_of_a_rule_and_of_a_subject_is_marked(seen: Visit) -> None:
    every = verdicts(seen.file)
    seen.go("/rule/R05.2")
    assert shown(seen, ".everybody .badge") == Counter({one: n for one, n in every.items() if one[0] == "R05.2"})
    names = {one.subject.name for one in seen.file.report.outcomes if one.subject.reporter == "濯蓼镇组团"}
    assert len(names) > 1
    seen.subject("濯蓼镇组团")
    assert shown(seen, ".of-subject .badge") == Counter({one: n for one, n in every.items() if one[1] in names})


def test_what_the_overview_names_first_is_marked(seen: Visit) -> None:
    found = shown(seen, ".short-of .badge")
    assert found
    assert found <= verdicts(seen.file)


def test_a_cell_of_the_heat_map_is_marked_where_it_stands_for_one_outcome(seen: Visit) -> None:
    seen.go("/map")
    cells = seen.page.eval_on_selector_all(
        ".map-view td[data-rule]",
        "all => all.map((one) => [one.dataset.rule, one.dataset.subject ?? '', one.className, one.getAttribute('aria-label')])",
    )
    status = {(one["rule"], one["subject"]["name"]): one["status"] for one in seen.file.json["outcomes"]}
    single = [cell for cell in cells if cell[1]]
    assert single
    assert all(status[rule, name] == shown for rule, name, shown, _ in single)
    totals = seen.page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).maps.flatMap(({ lines }) => "
        "lines.flatMap(([, , , cells]) => cells.split(',').filter(Boolean).map((cell) => cell.includes('.'))))"
    )
    assert [not cell[1] for cell in cells] == totals


def test_the_report_alone_has_no_button_that_does_nothing(seen: Visit) -> None:
    for route in ("/overview", "/items?status=all", "/map", "/rule/R05.2"):
        seen.go(route)
        assert seen.page.locator("[data-subject]:is([role=button], [tabindex='0'].badge, [title])").count() == 0
    seen.go("/items")
    seen.page.evaluate("addEventListener('explain', () => document.title = 'sent')")
    seen.page.locator("#items .badge").first.click()
    assert seen.page.title() != "sent"


def listen(page: Page | Frame) -> None:
    """Ask for explanations, and keep what is sent."""
    page.evaluate("() => { window.sent = []; document.addEventListener('explain', ({ detail }) => sent.push(detail)); }")
    page.evaluate(ASK, HINT)


def test_a_verdict_is_a_button_once_it_is_asked_for_by_mouse_and_by_keys(seen: Visit) -> None:
    seen.go("/items")
    listen(seen.page)
    first, second = (seen.page.locator("#items tbody .badge").nth(at) for at in (0, 1))
    wanted = [{"rule": one.get_attribute("data-rule"), "subject": one.get_attribute("data-subject")} for one in (first, second)]
    assert first.get_attribute("title") == HINT
    assert seen.page.get_by_role("button", name=f"{first.inner_text()} · {wanted[0]['rule']} · {wanted[0]['subject']}").count()
    first.click()
    second.focus()
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press(" ")
    assert seen.page.evaluate("sent") == [wanted[0], wanted[1], wanted[1]]
    assert seen.page.url.endswith("#/items")
    seen.go("/rule/R05.2")  # what is drawn later is one too
    assert seen.page.locator(".everybody [role=button]").count() == seen.page.locator(".everybody .badge").count() > 0
    seen.page.evaluate("() => { delete document.documentElement.dataset.explains }")
    assert seen.page.locator(".everybody :is([role=button], [title], .badge[tabindex], .badge[aria-label])").count() == 0


def test_the_heat_map_is_explained_cell_by_cell_and_lists_what_stands_for_several(seen: Visit) -> None:
    seen.go("/map")
    listen(seen.page)
    one = seen.page.locator("[data-map=local] td[data-subject]").first
    one.click()
    seen.page.keyboard.press("Enter")
    mark = {"rule": one.get_attribute("data-rule"), "subject": one.get_attribute("data-subject")}
    assert seen.page.evaluate("sent") == [mark, mark]
    assert one.get_attribute("role") is None  # it stays a cell of its grid
    assert seen.page.url.endswith("#/map")
    seen.page.locator("[data-map=local] td[data-rule]:not([data-subject])").first.click()
    seen.page.wait_for_url("**#/items?**")
    assert len(seen.page.evaluate("sent")) == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_buttons_of_verdicts_shut_nobody_out(browser: Browser, chinese: Written, scheme: Literal["light", "dark"]) -> None:
    seen = visit(browser, chinese, color_scheme=scheme, bypass_csp=True, viewport={"width": 1280, "height": 900})
    seen.page.evaluate(ASK, HINT)
    for route in ("/overview", "/map", "/items", "/rule/R05.2"):
        seen.go(route)
        assert grave(Axe(), seen.page) == [], route
    seen.page.context.close()


@pytest.fixture
def odd(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Visit, api.Submission]]:
    """Return a report in which two villages share a name, and nobody can type that of a team."""
    team = "青禾\u0007镇组团"
    sheets = {title: [[team if cell == TEAM else cell for cell in row] for row in rows] for title, rows in rosters().items()}
    submission = submit({"data.xlsx": book({**sheets, **ledger("media_reports", {"team": team, "title": "一"})})}, MID_YEAR)
    file = written(tmp_path_factory.mktemp("odd"), api.audit(pack(), submission, api.Request(MID_YEAR)), "zh")
    found = visit(browser, file, "/items?status=all")
    yield found, submission
    found.page.context.close()


def test_what_a_mark_says_is_what_explain_takes(odd: tuple[Visit, api.Submission]) -> None:
    seen, submission = odd
    marks = {tuple(one[:2]) for one in seen.page.eval_on_selector_all("#items tbody .badge", MARKS)}
    asked = {(rule, name) for rule, name in marks if rule in {"R05.2", "R10.2"}}
    villages = {name for rule, name in asked if rule == "R10.2" and name.endswith("/东村")}
    assert len(villages) == 2
    assert any("␇" in name for _, name in asked)
    for rule, name in asked:
        explained = api.explain(pack(), submission, api.Request(MID_YEAR), rule, name)
        assert {one.outcome.rule.id for one in explained.explanations} == {rule}
