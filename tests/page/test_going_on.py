"""One audit after another on the same page: other files, other choices, another language."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from page.clerk import Clerk
from page.inputs import SAMPLES, sample
from page.terminal import Terminal


def same(clerk: Clerk, form: str, *what: object) -> bool:
    folder, paths, options = what
    return clerk.report(form) == Terminal(folder).report(paths, form, *options)  # type: ignore[arg-type]


def test_a_second_workbook_is_judged_beside_the_first_and_alone_when_all_was_cleared(clerk: Clerk, tmp_path: Path) -> None:
    first = sample(tmp_path / "files", "one-team.xlsx", "2022-06-30")
    clerk.audit(first)
    shutil.copy(SAMPLES / "2022-q2.xlsx", first.folder)
    both = first.of(paths=("one-team.xlsx", "2022-q2.xlsx"))
    clerk.page.locator("#change").click()
    clerk.drop(first.folder / "2022-q2.xlsx")
    clerk.wait_listed(2)
    clerk.start()
    clerk.wait_result()
    assert same(clerk, "json", both.folder, both.paths, both.options)
    clerk.start_over()
    clerk.audit(first)
    assert same(clerk, "json", first.folder, first.paths, first.options)


def test_a_day_is_changed_without_dropping_again(clerk: Clerk, tmp_path: Path) -> None:
    job = sample(tmp_path / "files", "2022-q2.xlsx", "2022-06-30")
    clerk.audit(job)
    clerk.page.locator("#change").click()
    later = job.of(as_of="2022-09-30")
    clerk.choose(later)
    expect(clerk.page.locator("#stale")).to_contain_text(clerk.say("stale"))
    assert same(clerk, "json", job.folder, job.paths, job.options)
    clerk.page.locator("#stale").get_by_role("button").click()
    expect(clerk.page.locator("#stale")).to_be_hidden()
    clerk.wait_result()
    assert same(clerk, "json", later.folder, later.paths, later.options)


@pytest.mark.parametrize("opened", ["none", "window", "explanation"])
def test_a_file_dropped_on_the_report_is_put_in_and_said(clerk: Clerk, tmp_path: Path, opened: str) -> None:
    clerk.audit(sample(tmp_path / "files", "one-team.xlsx", "2022-06-30"))
    clerk.tab("tab_report")
    report = clerk.page.frame_locator(".report iframe")
    expect(report.locator(".badge[data-subject]:visible").first).to_be_visible()
    over = ".report iframe"
    if opened == "window":
        clerk.button("report_full").click()
    if opened == "explanation":
        report.locator(".badge[data-subject]:visible").first.click()
        over = "dialog iframe"
        expect(clerk.page.frame_locator(over).locator("h1")).to_be_visible()
    lock = tmp_path / "~$2022.xlsx"
    lock.write_bytes(b"x" * 165)
    clerk.drop(SAMPLES / "2022.xlsx", lock, over=over)
    clerk.wait_listed(2)
    expect(clerk.page.locator("#list-note:visible")).to_contain_text(lock.name)
    expect(clerk.page.locator("#dropping")).to_be_hidden()
    clerk.start_over()


def test_a_quarter_is_its_last_day(clerk: Clerk, tmp_path: Path) -> None:
    job = sample(tmp_path / "files", "2022-q2.xlsx", "2022-06-30")
    clerk.give(job)
    clerk.page.get_by_label(clerk.say("when_quarter")).check()
    clerk.page.get_by_label(clerk.say("quarter"), exact=True).select_option("2022Q2")
    clerk.start()
    clerk.wait_result()
    assert same(clerk, "json", job.folder, job.paths, job.options)


def test_another_language_in_the_middle_says_everything_in_it(clerk: Clerk, tmp_path: Path) -> None:
    job = sample(tmp_path / "files", "one-team.xlsx", "2022-06-30")
    clerk.audit(job)
    clerk.speak("en")
    english = job.of(lang="en")
    clerk.tab("tab_problems")
    (told,) = [text for text in clerk.shown("#panel-problems .problem-list > li") if "2022.5" in text]
    assert "not a date that can be read" in told
    assert same(clerk, "html", english.folder, english.paths, english.options)
    clerk.speak("zh")
    assert same(clerk, "html", job.folder, job.paths, job.options)


def test_another_language_while_it_runs_gives_the_report_in_it(clerk: Clerk, tmp_path: Path) -> None:
    job = sample(tmp_path / "files", "2022.xlsx", "2022-12-31")
    clerk.give(job)
    clerk.start()
    clerk.speak("en")
    clerk.wait_result()
    english = job.of(lang="en")
    assert same(clerk, "html", english.folder, english.paths, english.options)


def test_a_workbook_that_is_dropped_while_others_are_being_read_is_for_the_next_run(clerk: Clerk, tmp_path: Path) -> None:
    job = sample(tmp_path / "files", "one-team.xlsx", "2022-06-30")
    shutil.copy(SAMPLES / "2022-q2.xlsx", job.folder)
    clerk.give(job)
    clerk.page.evaluate(
        """() => {
          const own = File.prototype.arrayBuffer, gate = new Promise((open) => { window.openGate = open; });
          File.prototype.arrayBuffer = async function () { await gate; return own.call(this); };
        }"""
    )
    clerk.start()
    clerk.drop(job.folder / "2022-q2.xlsx")
    clerk.wait_listed(2)
    clerk.page.evaluate("openGate()")
    clerk.wait_result()
    expect(clerk.page.locator("#bar-text")).to_contain_text(clerk.say("list_count", n=1, size=""))
    expect(clerk.page.locator("#stale")).to_contain_text(clerk.say("stale"))
    assert same(clerk, "json", job.folder, job.paths, job.options)


def test_an_explanation_that_fails_late_is_not_shown_in_place_of_the_next_one(clerk: Clerk) -> None:
    clerk.page.evaluate(
        """async () => {
          const main = document.querySelector("script[src*=main]").src;
          const {ExplainDialog} = await import(main.replace("main", "explain_dialog"));
          const dialog = new ExplainDialog();
          dialog.show(new Promise((_, fail) => { window.fail = fail; }), null);
          const element = document.getElementById("explanation");
          const closed = new Promise((heard) => { element.addEventListener("close", heard, {once: true}); });
          element.close();
          await closed;
          dialog.show(new Promise(() => {}), null);
          fail({text: "late"});
        }"""
    )
    expect(clerk.page.locator("#explanation .waiting")).to_have_text(clerk.say("explaining"))
    assert clerk.shown("#explanation .grave") == []


def test_the_other_programme_refuses_a_day_outside_its_year_in_words(clerk: Clerk, tmp_path: Path) -> None:
    job = sample(tmp_path / "files", "county-library-grants.xlsx", "2022-06-30", "county-library-grants")
    clerk.give(job)
    expect(clerk.page.locator("#start")).to_be_disabled()
    expect(clerk.page.locator("#start-hint")).to_contain_text("2025-07-01")
    clerk.choose(right := job.of(as_of="2026-06-30"))
    clerk.start()
    clerk.wait_result()
    assert same(clerk, "json", right.folder, right.paths, right.options)
