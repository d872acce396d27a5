"""However files come in, the report is that of the command line on the same names in the same folder."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from page.clerk import Clerk
from page.inputs import SAMPLES, Job, quarter_of_teams, with_slips, zipped
from page.terminal import Terminal

WAIVERS = [{"rule": "R05.4", "subject": "醉蓼镇组团", "reason": "经同意", "approved_by": "某办", "expires": "2022-12-31"}]


def same(clerk: Clerk, job: Job) -> bool:
    """Whether the page's JSON report is the command line's."""
    return clerk.report("json") == Terminal(job.folder).report(job.paths, "json", *job.options)


@pytest.fixture
def clerk(desk: Clerk) -> Clerk:
    """Return a clerk whose page has been cleared."""
    desk.start_over()
    return desk


@pytest.fixture
def in_folders(tmp_path: Path) -> Job:
    """Return the audit of a folder that holds folders, a workbook in each."""
    folder = tmp_path / "files"
    for place, name in (("报送/甲 组", "one-team.xlsx"), ("报送/乙组/六月", "2022-q2.xlsx")):
        (folder / place).mkdir(parents=True)
        shutil.copy(SAMPLES / name, folder / place / name)
    (folder / "报送" / "说明.txt").write_text("甲", encoding="utf-8")
    (folder / "报送" / "~$2022-q2.xlsx").write_bytes(b"x" * 165)
    return Job(folder, ("报送",), "2022-06-30")


def test_a_folder_that_is_dropped(clerk: Clerk, in_folders: Job) -> None:
    clerk.audit(in_folders)
    assert same(clerk, in_folders)
    clerk.tab("tab_files")
    listed = clerk.page.locator(".files-read > li").count()
    assert clerk.page.get_by_role("tab", name=f"{clerk.say('tab_files')} {listed}", exact=True).is_visible()


def test_a_folder_that_is_chosen(clerk: Clerk, in_folders: Job) -> None:
    clerk.pick("pick_folder", in_folders.folder / "报送")
    clerk.choose(in_folders)
    clerk.start()
    clerk.wait_result()
    assert same(clerk, in_folders)


def test_a_file_that_is_chosen_again_once_it_is_corrected(clerk: Clerk, tmp_path: Path) -> None:
    job = Job(tmp_path, ("甲.xlsx",), "2022-06-30")
    told = {"2022-q2.xlsx": clerk.say("put_in", n=1), "one-team.xlsx": clerk.say("replaced", name="甲.xlsx")}
    for sample, note in told.items():
        shutil.copy(SAMPLES / sample, tmp_path / "甲.xlsx")
        clerk.pick("pick_files", tmp_path / "甲.xlsx")
        expect(clerk.page.locator("#list-note")).to_have_text(note)
    clerk.choose(job)
    clerk.start()
    clerk.wait_result()
    assert same(clerk, job)


def test_an_archive_that_is_dropped(clerk: Clerk, in_folders: Job) -> None:
    job = zipped(in_folders, "报送.zip")
    clerk.audit(job)
    assert same(clerk, job)


def test_files_that_are_chosen_with_a_roster_and_waivers(clerk: Clerk, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    shutil.copy(SAMPLES / "one-team.xlsx", folder / "醉蓼.xlsx")
    shutil.copy(SAMPLES / "one-team.xlsx", folder / "名册.xlsx")
    (folder / "备案.json").write_text(json.dumps(WAIVERS, ensure_ascii=False), encoding="utf-8")
    job = Job(folder, ("醉蓼.xlsx",), "2022-06-30", roster="名册.xlsx", waivers=("备案.json",))
    clerk.pick("pick_files", folder / "醉蓼.xlsx")
    clerk.give(job.of(paths=()))
    clerk.start()
    clerk.wait_result()
    assert same(clerk, job)
    assert clerk.json()["summary"]["outcomes"]["waived"] == 1


def test_a_workbook_as_it_was_typed(clerk: Clerk, tmp_path: Path) -> None:
    job = with_slips(tmp_path / "files")
    clerk.audit(job)
    assert same(clerk, job)
    clerk.tab("tab_problems")
    told = clerk.shown("#panel-problems .problem-list > li")
    for typed in ("2022.1", "甲街到", "无此村", "约三万"):
        assert any(typed in text for text in told), typed
    assert not any("30万元" in text for text in told)


def test_fifty_workbooks_that_are_dropped_at_once(clerk: Clerk, tmp_path: Path) -> None:
    job = quarter_of_teams(tmp_path / "office", 50)
    clerk.drop(*(job.folder / path for path in job.paths))
    clerk.wait_listed(50)
    clerk.give(job.of(paths=()))
    clerk.start()
    clerk.wait_result(patience_ms=240_000)
    assert same(clerk, job)
    assert clerk.report("html") == Terminal(job.folder).report(job.paths, "html", *job.options)
