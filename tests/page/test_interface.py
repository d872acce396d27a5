"""The page as a clerk meets it: by eye, by ear, by keyboard alone, on any screen, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from builders.support import book, declaration, ledger, rosters
from page.clerk import Clerk, words_of
from page.inputs import SAMPLES, Lang
from page.site import Site
from page.trace import follow

SAMPLE = SAMPLES / "one-team.xlsx"
TABS = ("tab_problems", "tab_files", "tab_report", "tab_downloads")
WIDTHS = (320, 390, 768, 1280, 1920)
HOSTILE = "报表\u202e<img src=x>.xlsx"
DAY = date(2022, 4, 1)
TARGET = 44  # pixels that a finger hits
NEVER_READ = "() => { File.prototype.arrayBuffer = () => new Promise(() => {}) }"


@pytest.fixture(scope="module")
def window(browser: Browser, site: Site, built: Path) -> Iterator[Clerk]:
    """Open the page once for all tests here; what axe itself does there is not what the page's policy allows."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN", bypass_csp=True)
    trace = follow(context, site.url().rstrip("/"))
    clerk = Clerk(context.new_page(), trace, words_of(built))
    clerk.page.on("filechooser", lambda _: None)  # from now on, not from a moment before a key is pressed
    clerk.open(site.url())
    yield clerk
    context.close()
    assert trace.elsewhere == []


@pytest.fixture
def clerk(window: Clerk) -> Iterator[Clerk]:
    """Return a clerk before the page as it is first seen."""
    page = window.page
    page.set_viewport_size({"width": 1280, "height": 900})
    window.speak("zh")
    yield window
    page.emulate_media(color_scheme="light", media="screen")
    for over in ("#bar-over", "#start-over"):
        if page.locator(over).is_visible():
            page.locator(over).click()
    expect(page.locator("#list > li")).to_have_count(0)


def audited(clerk: Clerk, *paths: Path) -> None:
    clerk.drop(*(paths or (SAMPLE,)))
    clerk.wait_listed(len(paths) or 1)
    clerk.page.get_by_label(clerk.say("quarter"), exact=True).select_option("2022Q2")
    clerk.start()
    clerk.wait_result()
    expect(clerk.page.locator(".report iframe")).to_be_attached(timeout=60_000)


def grave(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html']}" for one in found if one["impact"] in {"serious", "critical"} for node in one["nodes"]
    ]


def in_each_look(clerk: Clerk, state: str) -> None:
    for scheme in ("light", "dark"):
        clerk.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert grave(clerk.page) == [], (state, scheme)


@pytest.mark.parametrize("lang", get_args(Lang))
def test_no_state_shuts_anybody_out(clerk: Clerk, lang: Lang, tmp_path: Path) -> None:
    clerk.speak(lang)
    in_each_look(clerk, "empty")
    audited(clerk)
    for tab in TABS:
        clerk.tab(tab)
        in_each_look(clerk, tab)
    clerk.tab("tab_report")
    clerk.verdict().click()
    expect(clerk.page.locator("dialog iframe")).to_be_visible()
    in_each_look(clerk, "explanation")
    clerk.page.keyboard.press("Escape")
    clerk.page.locator("#change").click()
    in_each_look(clerk, "listed beside a result")
    wrong = tmp_path / "waivers.yaml"
    wrong.write_text("- nothing", encoding="utf-8")
    clerk.pick("pick_waivers", wrong)
    clerk.start()
    expect(clerk.page.locator("#trouble")).to_be_visible(timeout=60_000)
    in_each_look(clerk, "trouble")


def test_a_run_can_be_seen_and_stopped(clerk: Clerk) -> None:
    clerk.drop(SAMPLE)
    clerk.wait_listed(1)
    clerk.page.evaluate(NEVER_READ)
    clerk.start()
    expect(clerk.page.locator("#progress")).to_be_visible()
    in_each_look(clerk, "running")
    clerk.button("stop").click()
    expect(clerk.page.locator("#list-note")).to_have_text(clerk.say("stopped"))
    expect(clerk.page.locator("#start")).to_be_focused()
    clerk.page.evaluate("() => delete File.prototype.arrayBuffer")
    clerk.start()
    clerk.wait_result()


def test_the_keyboard_alone_is_enough(clerk: Clerk) -> None:
    page, press = clerk.page, clerk.page.keyboard.press
    page.locator("#pick-files").focus()
    with page.expect_file_chooser() as chosen:
        press("Enter")
    chosen.value.set_files(SAMPLE)
    clerk.wait_listed(1)
    for _ in range(20):
        press("Tab")
        if page.locator("#start").evaluate("e => e === document.activeElement"):
            break
    press("Enter")
    clerk.wait_result()
    expect(page.locator("#result-title")).to_be_focused()
    press("Tab")
    expect(page.locator("#tab-problems")).to_be_focused()
    press("ArrowRight")
    press("ArrowRight")
    expect(page.locator("#panel-report")).to_be_visible()
    verdict = clerk.verdict()
    verdict.focus()
    press("Enter")
    expect(page.locator("dialog")).to_be_visible()
    expect(page.frame_locator("dialog iframe").locator("h1")).to_be_visible()
    press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(verdict).to_be_focused()


def test_a_report_that_fills_the_window_still_explains(clerk: Clerk) -> None:
    audited(clerk)
    clerk.tab("tab_report")
    clerk.button("report_full").click()
    report, window = clerk.page.locator(".report iframe").bounding_box(), clerk.page.viewport_size
    assert report
    assert window
    assert report["width"] > window["width"] - 40
    assert report["height"] > window["height"] - 100
    clerk.verdict().click()
    expect(clerk.page.locator("dialog iframe")).to_be_visible()
    clerk.button("close").click()
    expect(clerk.page.locator("dialog")).to_be_hidden()
    clerk.button("report_small").click()
    expect(clerk.page.locator("#bar-over")).to_be_enabled()
    assert clerk.page.locator("[inert]").count() == 0


def test_another_language_keeps_files_and_result(clerk: Clerk) -> None:
    audited(clerk)
    clerk.tab("tab_files")
    assert "未达标" in clerk.page.locator("#result").inner_text()
    clerk.speak("en")
    expect(clerk.page.locator("html")).to_have_attribute("lang", "en")
    expect(clerk.page).to_have_title(re.compile("^Workbook check"))
    expect(clerk.page.locator("#panel-files")).to_be_visible()
    assert "short" in clerk.page.locator(".verdict").first.inner_text()
    assert "未达标" not in clerk.page.locator("#page").inner_text()
    title = clerk.page.frame_locator(".report iframe").locator("html[lang=en] h1")
    expect(title).to_be_attached(timeout=60_000)
    clerk.page.locator("#change").click()
    clerk.wait_listed(1)


STORED = "async () => [localStorage.length, sessionStorage.length, document.cookie, (await indexedDB.databases()).length]"


def test_nothing_is_stored_unless_asked_for(clerk: Clerk) -> None:
    audited(clerk)
    assert clerk.page.evaluate(STORED) == [0, 0, "", 0]
    clerk.page.locator("#change").click()
    clerk.page.get_by_label(clerk.say("remember")).check()
    assert clerk.page.evaluate("() => JSON.parse(localStorage.assistcheck)") == {
        "pack": "dongguan-2022",
        "when": "quarter",
        "quarter": "2022Q2",
        "day": "2022-12-31",
        "lang": "zh",
    }
    clerk.page.get_by_label(clerk.say("remember")).uncheck()
    assert clerk.page.evaluate(STORED) == [0, 0, "", 0]


def test_a_result_says_that_it_is_of_other_choices(clerk: Clerk) -> None:
    audited(clerk)
    expect(clerk.page.locator("#stale")).to_be_hidden()
    clerk.page.locator("#change").click()
    clerk.page.get_by_label(clerk.say("quarter"), exact=True).select_option("2022Q3")
    expect(clerk.page.locator("#stale")).to_be_visible()
    clerk.page.locator("#stale button").click()
    clerk.wait_result()
    expect(clerk.page.locator("#stale")).to_be_hidden()
    expect(clerk.page.locator("#bar-text")).to_contain_text("2022-09-30")


def test_starting_over_leaves_nothing(clerk: Clerk) -> None:
    audited(clerk)
    clerk.page.locator("#bar-over").click()
    expect(clerk.page.locator("#result")).to_be_empty()
    expect(clerk.page.locator("#list > li")).to_have_count(0)
    expect(clerk.page.locator("#start")).to_be_disabled()
    expect(clerk.page.locator("#files-title")).to_be_focused()


def test_a_removed_file_is_not_audited(clerk: Clerk, tmp_path: Path) -> None:
    other = tmp_path / "另一份.xlsx"
    other.write_bytes(b"no workbook")
    clerk.drop(SAMPLE, other)
    clerk.wait_listed(2)
    clerk.page.get_by_role("button", name=clerk.say("remove_file", name=other.name)).click()
    clerk.wait_listed(1)
    expect(clerk.page.get_by_role("button", name=clerk.say("remove_file", name=SAMPLE.name))).to_be_focused()
    clerk.start()
    clerk.wait_result()
    assert other.name not in clerk.page.locator("#result").inner_text()


def test_a_long_list_of_faults_is_cut_only_till_somebody_wants_all(clerk: Clerk, tmp_path: Path) -> None:
    news = [{"team": f"无名镇{n}组团", "title": f"第{n}条", "outlet": "甲报", "level": "市", "date": DAY} for n in range(120)]
    file = tmp_path / "无名.xlsx"
    file.write_bytes(book({**rosters(), **declaration(), **ledger("media_reports", *news)}))
    audited(clerk, file)
    faults = clerk.page.locator(".problem-list > li")
    expect(faults).to_have_count(101)
    clerk.page.locator(".more").click()
    total = int(re.findall(r"\d+", clerk.page.locator(".found").inner_text())[-1])
    assert total > 100
    expect(faults).to_have_count(total)
    expect(faults.nth(100)).to_be_focused()
    clerk.page.locator("#level-note").click()
    assert {one.inner_text() for one in clerk.page.locator(".problem-list .badge").all()} <= {clerk.say("level_note")}
    expect(clerk.page.locator("#level-note")).to_be_focused()


def test_of_very_many_files_all_are_listed_only_when_somebody_asks(clerk: Clerk, tmp_path: Path) -> None:
    loose, folder = [tmp_path / f"{n:03}.csv" for n in range(120)], tmp_path / "很多"
    folder.mkdir()
    for path in (*loose, *(folder / path.name for path in loose)):
        path.write_bytes(b"x")
    clerk.drop(*loose, folder)
    listed, more = clerk.page.locator("#list > li"), clerk.page.locator("#list > .rest > .more")
    expect(listed).to_have_count(101)
    expect(more).to_have_text(clerk.say("show_all", n=121))
    more.click()
    expect(listed).to_have_count(121)
    expect(listed.nth(100)).to_be_focused()
    clerk.page.get_by_role("button", name=clerk.say("remove_file", name="110.csv")).click()
    expect(listed).to_have_count(120)
    clerk.page.locator("#list summary").click()
    expect(clerk.page.locator("#list .inside > li")).to_have_count(101)
    clerk.start()
    clerk.wait_result()
    clerk.tab("tab_files")
    expect(clerk.page.locator(".files-read > li")).to_have_count(101)
    clerk.page.locator(".files-read > .rest > .more").click()
    expect(clerk.page.locator(".files-read > li")).to_have_count(239)


def test_a_hostile_name_is_text_in_which_nothing_hides(clerk: Clerk, tmp_path: Path) -> None:
    file = tmp_path / HOSTILE
    file.write_bytes(b"no workbook")
    shown = "报表<U+202E><img src=x>.xlsx"
    clerk.drop(file)
    expect(clerk.page.locator("#list .file-name")).to_have_text(shown)
    clerk.start()
    clerk.wait_result()
    clerk.tab("tab_files")
    expect(clerk.page.locator("#panel-files .file-name")).to_have_text(shown)
    assert "\u202e" not in clerk.page.locator("#page").inner_text()
    assert clerk.page.locator("img[src=x]").count() == 0


def test_a_file_that_cannot_be_called_what_it_was_dropped_as_says_so(clerk: Clerk, tmp_path: Path) -> None:
    for name in ("甲\x1b.xlsx", "甲_.xlsx"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    audited(clerk, tmp_path / "甲\x1b.xlsx", tmp_path / "甲_.xlsx")
    clerk.tab("tab_files")
    told = " ".join(clerk.page.locator(".files-read").inner_text().split())
    assert "“甲␛.xlsx”在这里称为“甲_.xlsx”" in told
    assert "“甲_.xlsx”在这里称为“甲_ (2).xlsx”" in told


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("lang", get_args(Lang))
def test_no_screen_has_to_be_slid_sideways(clerk: Clerk, lang: Lang, tmp_path: Path) -> None:
    clerk.speak(lang)
    long = tmp_path / ("一季度对口帮扶驻镇帮镇扶村工作台账" * 4 + ".xlsx")
    long.write_bytes(SAMPLE.read_bytes())
    audited(clerk, long)
    for width in WIDTHS:
        clerk.page.set_viewport_size({"width": width, "height": 900})
        for tab in TABS:
            clerk.tab(tab)
            assert not sideways(clerk.page), (width, tab)
    clerk.page.locator("#change").click()
    for width in WIDTHS:
        clerk.page.set_viewport_size({"width": width, "height": 900})
        assert not sideways(clerk.page), width


def small_targets(page: Page) -> list[str]:
    return page.locator("button:visible, select:visible, summary:visible, label:visible:has(input), #day:visible").evaluate_all(
        f"all => all.filter(e => e.getBoundingClientRect().height < {TARGET}).map(e => e.outerHTML.slice(0, 120))"
    )


def test_a_finger_hits_everything_on_a_phone(clerk: Clerk) -> None:
    clerk.page.set_viewport_size({"width": 390, "height": 844})
    audited(clerk)
    for tab in TABS:
        clerk.tab(tab)
        assert small_targets(clerk.page) == [], tab
    clerk.page.locator("#change").click()
    assert small_targets(clerk.page) == []


def test_paper_shows_the_result_and_not_the_form(clerk: Clerk) -> None:
    audited(clerk)
    clerk.page.locator("#change").click()
    clerk.page.emulate_media(media="print")
    expect(clerk.page.locator("#desk")).to_be_hidden()
    expect(clerk.page.locator(".verdict").first).to_be_visible()
    expect(clerk.page.locator("#panel-problems")).to_be_visible()
    expect(clerk.page.locator("#panel-files")).to_be_visible()


def test_files_are_not_lost_without_a_question(clerk: Clerk) -> None:
    audited(clerk)
    with clerk.page.expect_event("dialog") as asked:
        clerk.page.evaluate("() => setTimeout(() => location.reload())")
    assert asked.value.type == "beforeunload"
    clerk.page.locator("#bar-over").click()
    clerk.page.reload()
    clerk.wait_ready()
    assert len([one for one in clerk.trace.said if one.startswith("dialog")]) == 1


def test_errors_are_counted_by_place_too_as_the_report_counts_them(clerk: Clerk, tmp_path: Path) -> None:
    news = [{"team": "青禾镇组团", "title": f"第{n}条", "outlet": "甲报", "level": "某级", "date": DAY} for n in range(3)]
    file = tmp_path / "同样.xlsx"
    file.write_bytes(book({**rosters(), **declaration("青禾镇组团"), **ledger("media_reports", *news)}))
    audited(clerk, file)
    (number,) = re.findall(r"涉及 (\d+) 处", clerk.page.locator(".levels").inner_text())
    clerk.tab("tab_report")
    report = clerk.page.frame_locator(".report iframe").locator("body")
    expect(report).to_contain_text(re.compile(rf"填报错误\s+{number}\s"), use_inner_text=True)


def test_several_faults_of_waivers_stand_line_by_line(clerk: Clerk, tmp_path: Path) -> None:
    waivers = tmp_path / "备案.csv"
    waivers.write_text("规则,责任主体,事由,批准人,有效期至\nR05.4,甲,抗洪,,明年\n", encoding="utf-8")
    clerk.drop(SAMPLE)
    clerk.wait_listed(1)
    clerk.pick("pick_waivers", waivers)
    clerk.start()
    told = clerk.page.locator("#trouble p")
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("批准人")
    expect(told.last).to_contain_text("明年")


def test_workbooks_without_a_roster_say_how_to_give_one(clerk: Clerk, tmp_path: Path) -> None:
    file = tmp_path / "无名册.xlsx"
    file.write_bytes(book({**declaration(), **ledger("media_reports", {"date": DAY, "title": "甲"})}))
    hint = clerk.say("no_roster", change=clerk.say("change"), pick=clerk.say("pick_roster"))
    audited(clerk, file)
    expect(clerk.page.get_by_text(hint)).to_be_visible()
    clerk.page.locator("#change").click()
    clerk.pick("pick_roster", SAMPLES / "README.md")
    clerk.start()
    clerk.wait_result()
    wrong = clerk.say("wrong_roster", name="README.md", change=clerk.say("change"))
    expect(clerk.page.get_by_text(wrong)).to_be_visible()
    unread = tmp_path / "空.xlsx"
    unread.write_bytes(b"")
    clerk.page.locator("#bar-over").click()
    audited(clerk, unread)
    expect(clerk.page.get_by_text(hint)).to_have_count(0)
    expect(clerk.page.locator(".problem-list .place").first).to_contain_text(unread.name)
