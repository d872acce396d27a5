"""The HTML report in a frame of another page, by an address of blob: and under that page's own policy."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Frame, Locator, Page, expect

from assistcheck import api
from assistcheck.reports.html.inline import inline_sources
from browser.conftest import Written, late_context
from browser.test_explanation import written as explanation_page
from browser.test_marks import HINT, listen
from builders.support import TEAM, YEAR_END, pack, submit_one

PAGE = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>外页</title>
<meta http-equiv="Content-Security-Policy" content="{policy}"><link rel="icon" href="data:,">
<link rel="stylesheet" href="page.css"></head><body><main></main><script type="module" src="main.mjs"></script></body></html>"""
SCRIPT = """window.frameOf = async (file) => {
  const text = await (await fetch(file)).text();
  const frame = document.createElement("iframe");
  const loaded = new Promise((done) => frame.addEventListener("load", done));
  frame.src = URL.createObjectURL(new Blob([text], { type: "text/html" }));
  const old = document.querySelector("iframe");
  if (old) old.replaceWith(frame);
  else document.querySelector("main").append(frame);
  if (old) URL.revokeObjectURL(old.src);
  await loaded;
};
document.body.dataset.ready = "yes";"""
STYLE = "body { margin: 0 } iframe { display: block; width: 100%; height: 100vh; border: 0 }"
PRINTS = "window.print = () => { window.printed = [...(window.printed ?? []), document.documentElement.dataset.print ?? '']; };"


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map: ClassVar[dict[str, str]] = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript"}

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site(chinese: Written, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a page that frames what it is told to, under a policy as strict as it can be."""
    folder = tmp_path_factory.mktemp("site")
    found = inline_sources()
    policy = (
        f"default-src 'none'; script-src 'self' {' '.join(found.scripts)}; style-src 'self' {' '.join(found.styles)}; "
        "img-src data:; connect-src 'self'; frame-src blob:; base-uri 'none'; form-action 'none'"
    )
    files = {"index.html": PAGE.format(policy=policy), "main.mjs": SCRIPT, "page.css": STYLE, "report.html": chinese.html}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    explanation_page(folder / "why.html", api.explain(pack(), submit_one({}), api.Request(YEAR_END), "R05.2", TEAM), "zh")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()
    server.server_close()


@pytest.fixture
def outer(browser: Browser, site: str) -> Iterator[Page]:
    """Return a window on the page with the report in its frame; nothing may be said on its console."""
    context = late_context(browser, viewport={"width": 1280, "height": 900}, color_scheme="dark")
    context.add_init_script(PRINTS)
    context.set_default_timeout(10_000)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto("about:blank")
    page.goto(site)
    page.wait_for_selector("body[data-ready]", state="attached")
    page.evaluate("frameOf('report.html')")
    yield page
    assert said == []
    context.close()


def report(page: Page) -> Frame:
    (found,) = (frame for frame in page.frames if frame != page.main_frame)
    return found


def open_view(page: Page, view: str) -> None:
    report(page).locator(f"nav a[href='#/{view}']").click()
    wait_for(page, f"#/{view}")


def wait_for(page: Page, route: str) -> None:
    report(page).wait_for_function("route => location.hash === route", arg=route)
    entry = route.partition("?")[0] or "#/overview"
    expect(report(page).locator("nav a[aria-current=page]")).to_have_attribute("href", entry)


def shown_heading(page: Page) -> Locator:
    return report(page).locator(".view:not([hidden]) h2").first


def test_the_report_is_whole_in_a_frame(outer: Page) -> None:
    frame = report(outer)
    assert frame.evaluate("document.documentElement.classList.contains('scripted')")
    assert frame.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 28)"  # by night
    assert outer.title() == "外页"
    open_view(outer, "items")
    before = outer.evaluate("history.length")
    frame.locator("#filters [name=status]").select_option("met")
    wait_for(outer, "#/items?status=met")
    expect(frame.locator("#items tbody .badge").first).to_have_text("达标")
    assert set(frame.locator("#items tbody .badge").all_inner_texts()) == {"达标"}
    assert outer.evaluate("history.length") == before  # a filter is no view of its own
    open_view(outer, "map")
    cell = frame.locator("[data-map=local] td[data-rule]").first
    cell.focus()
    outer.keyboard.press("ArrowDown")
    assert frame.evaluate("document.activeElement.localName") == "td"
    assert frame.locator("#map-readout .badge").count() > 0


def test_its_buttons_print_the_frame_alone(outer: Page) -> None:
    frame = report(outer)
    frame.locator("#print-one").click()
    frame.locator("#print").click()
    frame.locator("#print-all").click()
    frame.wait_for_function("() => printed.length === 3")
    assert frame.evaluate("printed.slice(0, 2)") == ["one", "view"]
    assert frame.locator(".view:visible").count() > 5
    assert outer.evaluate("window.printed") is None


def test_back_steps_through_the_views_and_then_leaves_the_page(outer: Page) -> None:
    for view in ("items", "map", "subjects"):
        open_view(outer, view)
    report(outer).locator("#subjects tbody a").nth(2).click()
    report(outer).wait_for_function("() => location.hash.startsWith('#/subject/')")
    outer.evaluate("history.back()")
    wait_for(outer, "#/subjects")
    assert report(outer).evaluate("document.activeElement.closest('#subjects') !== null")  # where one left
    for view in ("#/map", "#/items", ""):
        outer.evaluate("history.back()")
        wait_for(outer, view)
    outer.evaluate("history.forward()")
    wait_for(outer, "#/items")
    expect(shown_heading(outer)).to_have_text("事项")
    outer.evaluate("() => { setTimeout(() => history.go(-2)); }")
    outer.wait_for_url("about:blank")


def test_back_after_a_second_report_breaks_nothing(outer: Page) -> None:
    for view in ("items", "map"):
        open_view(outer, view)
    outer.evaluate("frameOf('report.html')")
    open_view(outer, "rules")
    outer.evaluate("history.back()")
    wait_for(outer, "")
    for _ in range(2):  # what was walked in the first report
        outer.evaluate("new Promise((done) => { history.back(); setTimeout(done, 300); })")
        assert shown_heading(outer).inner_text() == "概览"
        assert "blob:" in report(outer).url


def test_a_frame_that_was_hidden_while_it_loaded_measures_itself_when_it_is_shown(outer: Page) -> None:
    outer.evaluate("document.querySelector('main').hidden = true")
    outer.evaluate("frameOf('report.html')")
    outer.evaluate("document.querySelector('main').hidden = false")
    report(outer).wait_for_function("() => parseInt(getComputedStyle(document.documentElement).getPropertyValue('--top')) > 40")


def test_the_page_around_is_told_which_verdict_to_explain_and_has_the_focus_back_there(outer: Page) -> None:
    outer.evaluate(
        """hint => { const { contentDocument } = document.querySelector("iframe");
             window.asked = [];
             contentDocument.addEventListener("explain", ({ target, detail }) => asked.push([target, detail]));
             contentDocument.documentElement.dataset.explains = hint; }""",
        HINT,
    )
    open_view(outer, "items")
    verdict = report(outer).locator("#items tbody .badge").nth(1)
    verdict.click()
    verdict.press("Enter")
    wanted = {"rule": verdict.get_attribute("data-rule"), "subject": verdict.get_attribute("data-subject")}
    assert outer.evaluate("asked.map(([, detail]) => detail)") == [wanted, wanted]
    outer.evaluate("document.activeElement.blur()")
    outer.evaluate("asked[0][0].focus()")
    assert outer.evaluate("document.activeElement.localName") == "iframe"
    assert verdict.evaluate("one => one === document.activeElement")


def test_the_seam_can_be_listened_to_from_within_too(outer: Page) -> None:
    listen(report(outer))
    open_view(outer, "rules")
    report(outer).locator("nav a[href='#/overview']").click()
    report(outer).locator(".short-of .badge").first.click()
    assert len(report(outer).evaluate("sent")) == 1


def test_an_explanation_is_whole_in_a_frame_too(outer: Page) -> None:
    outer.evaluate("frameOf('why.html')")
    frame = report(outer)
    assert frame.locator("section").count() == 7
    assert frame.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(18, 22, 28)"
