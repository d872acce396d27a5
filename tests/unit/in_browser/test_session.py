"""A session: what it tells, what it refuses in words, whatever files are called, and all of it in one process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistcheck import scratch
from assistcheck.errors import AssistCheckError, UsageError
from assistcheck.in_browser import session as session_module
from assistcheck.in_browser import told as told_module
from assistcheck.reports.common.open_items import LISTED
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.workbook.limits import Limits
from builders.support import OTHER, TEAM, YEAR_END, book, declaration, ledger, rosters
from unit.in_browser.page import SECRET, Page, messy_files, sample

SMALL = book({**rosters(), **declaration(TEAM), **ledger("media_reports", {"date": YEAR_END, "team": TEAM, "title": "丰收"})})


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(tmp_path)


# --- what it tells ------------------------------------------------------------------------------


def test_packs_come_with_their_days_and_quarters(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "_today", lambda: date(2026, 1, 5))
    first, second = page.call("about")["packs"]
    assert [first["name"], second["name"]] == ["dongguan-2022", "county-library-grants"]
    assert (first["last_day"], first["default_day"]) == ("2022-12-31", "2022-12-31")
    assert (second["first_day"], second["last_day"], second["default_day"]) == ("2025-07-01", "2026-06-30", "2026-01-05")
    assert [one["value"] for one in first["quarters"]] == ["2022Q1", "2022Q2", "2022Q3", "2022Q4"]
    assert [one["last_day"] for one in second["quarters"]] == ["2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30"]
    assert second["quarters"][0]["title"] == {"zh": "2026财年第1季度", "en": "FY2026 Q1"}
    assert [one["kind"] for one in first["kinds"] if one["reports"]] == ["team"]


@pytest.mark.parametrize(("today", "day"), [(date(2022, 5, 1), "2022-05-01"), (date(2031, 1, 1), "2022-12-31")])
def test_a_run_is_as_of_today_but_never_past_the_year(
    page: Page, today: date, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "_today", lambda: today)
    page.drop({"a.xlsx": SMALL})
    assert page.audit("a.xlsx")["as_of"] == day


def test_what_is_counted_as_open_is_what_a_list_lists() -> None:
    assert {*LISTED} == told_module.OPEN


def test_a_run_tells_its_files_reporters_lists_and_problems(page: Page) -> None:
    page.drop({"甲/a.xlsx": SMALL, "甲/b.xlsx": b"PK\x03\x04 nothing"})
    told = page.audit("甲", as_of="2022-12-31")
    assert [(one["path"], one["status"], one["reporter"], one["counted"]) for one in told["files"]] == [
        ("甲/a.xlsx", "read", TEAM, 14),
        ("甲/b.xlsx", "unreadable", None, 0),
    ]
    assert told["reporters"] == [TEAM, OTHER]
    assert [one["name"] for one in told["lists"] if one["kind"] == "team"] == told["reporters"]
    assert all(one["open"] > 0 for one in told["lists"])
    assert sum(told["counts"].values()) > 50
    assert (told["complete"], told["exit_code"]) == (False, 3)
    (unread,) = [one for one in told["problems"] if one["code"] == "unreadable-file"]
    assert (unread["level"], unread["path"], unread["place"]["en"]) == ("error", "甲/b.xlsx", "甲/b.xlsx")
    assert all({*one[text]} == {"zh", "en"} for one in told["problems"] for text in ("place", "message", "remedy"))


def test_whoever_owes_something_has_a_list_though_they_do_not_report(page: Page) -> None:
    page.drop({"a.xlsx": SMALL})
    others = [one for one in page.audit("a.xlsx", as_of="2022-12-31")["lists"] if one["kind"] != "team"]
    assert {one["kind"] for one in others} == {"programme", "work_group"}
    for one in others:
        assert page.call("lists", by=one["kind"], name=one["name"])["name"].startswith(one["name"])


def test_an_archive_of_lists_says_in_words_whose_they_are(page: Page) -> None:
    page.drop({"a.xlsx": SMALL})
    page.audit("a.xlsx", as_of="2022-12-31")
    assert page.call("lists", by="work_group")["name"] == "督办清单-工作组-dongguan-2022-2022-12-31.zip"
    assert page.call("lists", lang="en")["name"] == "shortfalls-team-dongguan-2022-2022-12-31.zip"


def test_a_problem_is_told_with_its_cells(page: Page) -> None:
    rows = [
        {"date": day, "team": TEAM, "title": day, "outlet": "日报", "level": "省"} for day in ("2022.1", "2022-03-01", "2022.3")
    ]
    page.drop({"a.xlsx": book({**rosters(), **declaration(TEAM), **ledger("media_reports", *rows)})})
    (bad,) = [one for one in page.audit("a.xlsx")["problems"] if one["code"] == "bad-date"]
    assert bad["place"] == {"zh": "a.xlsx 《媒体报道》 A2、A4", "en": "a.xlsx [媒体报道] A2, A4"}
    assert bad["count"] == 2


# --- what it refuses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("nothing of ours", {}),
        ("audit", {"paths": []}),
        ("audit", {"paths": ["gone.xlsx"]}),
        ("audit", {"paths": ["a.xlsx"], "pack": "no-such-pack"}),
        ("audit", {"paths": ["a.xlsx"], "as_of": "2022-02-30"}),
        ("audit", {"paths": ["a.xlsx"], "as_of": "9999-12-31"}),
        ("audit", {"paths": ["a.xlsx"], "quarter": "2022Q7"}),
        ("audit", {"paths": ["a.xlsx"], "quarter": "2022Q2", "as_of": "2022-06-30"}),
        ("audit", {"paths": ["a.xlsx"], "roster": "gone.xlsx"}),
        ("audit", {"paths": ["a.xlsx"], "waivers": ["a.xlsx"]}),
        ("report", {"format": "docx"}),
        ("explain", {"rule": "R99.9"}),
        ("explain", {"rule": "R05.2", "subject": "nobody"}),
        ("annotated", {"path": "gone.xlsx"}),
        ("annotated", {"path": "broken.xlsx"}),
        ("lists", {"by": "nobody"}),
        ("lists", {"name": "nobody"}),
        ("lists", {"format": "docx"}),
        ("template", {"reporter": "nobody"}),
        ("template", {"pack": "county-library-grants", "reporter": TEAM}),
    ],
)
def test_what_cannot_be_done_is_said(page: Page, name: str, args: dict[str, Any]) -> None:
    page.drop({"a.xlsx": SMALL, "broken.xlsx": b"PK\x03\x04 nothing"})
    page.audit("a.xlsx", "broken.xlsx", as_of="2022-12-31")
    with pytest.raises(AssistCheckError) as caught:
        page.call(name, **args)
    assert caught.value.words.zh
    assert caught.value.words.en


@pytest.mark.parametrize("name", ["report", "explain", "annotated", "lists"])
def test_nothing_can_be_had_of_a_run_that_was_cleared_or_failed(page: Page, name: str) -> None:
    page.drop({"a.xlsx": SMALL})
    page.audit("a.xlsx")
    with pytest.raises(UsageError):
        page.audit("a.xlsx", as_of="no day")
    with pytest.raises(UsageError, match="nothing has been checked"):
        page.call(name, format="html", rule="R05.2")


def test_clearing_forgets_the_files(page: Page) -> None:
    (place,) = page.drop({"a.xlsx": SMALL})["places"]
    page.call("clear")
    assert not Path(place).exists()
    with pytest.raises(UsageError, match=r"a\.xlsx: no such file"):
        page.audit("a.xlsx")


# --- files that ended a worker ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("why", "happens", "limits"),
    [
        ("died", lambda: os._exit(9), ()),
        ("time", lambda: threading.Event().wait(60), ("--limit", "seconds=5")),
        ("memory", lambda: bytearray(2**30), ("--limit", "memory=512")),
    ],
)
def test_a_lost_file_is_what_the_command_line_makes_of_one_that_ends_its_process(
    page: Page, why: str, happens: Callable[[], object], limits: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.drop({"甲/1.xlsx": SMALL, "甲/2.xlsx": SMALL, "甲/3.xlsx": SMALL})
    told = page.audit("甲", as_of="2022-12-31", lost=[{"path": "甲/2.xlsx", "why": why}])
    as_it_is = LocalFile.read

    def read(source: LocalFile, limits: Limits) -> bytes:
        if source.path.endswith("2.xlsx"):
            happens()
        return as_it_is(source, limits)

    monkeypatch.setattr(LocalFile, "read", read)
    monkeypatch.chdir(page.native)
    found = session_module.api.start_reading(["甲"], workers=2, limits=session_module.api.parse_limits(limits[1:]))
    with found:
        expected = found.submission(session_module.api.load_pack(), YEAR_END).problems
    (one,) = [one for one in told["problems"] if one["code"] in {"unreadable-file", "too-large"}]
    (other,) = [one for one in expected if one.code in {"unreadable-file", "too-large"}]
    assert (one["code"], one["path"]) == (other.code, other.place.path)
    assert one["remedy"] == other.remedy._asdict()
    if not limits:
        assert one["message"] == {"zh": other.message("zh"), "en": other.message("en")}
    assert [one["code"] for one in told["problems"]] == [one.code for one in expected]
    assert [one["status"] for one in told["files"]].count("unreadable") == 1
    assert [one["progress"]["path"] for one in page.said] == ["甲/1.xlsx", "甲/3.xlsx", ""]


# --- in one process -----------------------------------------------------------------------------


def forbidden(*_: object, **__: object) -> None:
    message = "the page has no threads, processes, sockets or signals"
    raise AssertionError(message)


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Refuse what a browser does not have; its file system has no shell, which would remove temporary files."""
    for owner, name in (
        (threading.Thread, "start"),
        (os, "fork"),
        (os, "posix_spawn"),
        (os, "system"),
        (subprocess, "Popen"),
        (socket, "socket"),
        (signal, "signal"),
        (multiprocessing.Process, "start"),
    ):
        monkeypatch.setattr(owner, name, forbidden)
    monkeypatch.setattr(scratch, "_SHELL", tmp_path / "no shell")


def everything(page: Page, path: str, rule: str, **audit: Any) -> None:
    """Make every call of a session, about one run."""
    page.call("about")
    told = page.audit(path, **audit)
    for form in ("html", "xlsx", "csv", "json", "md"):
        assert page.call("report", format=form)["bytes"]
    assert page.call("explain", rule=rule, subject=told["lists"][0]["name"])["bytes"]
    assert page.call("annotated", path=told["files"][0]["path"])["bytes"]
    assert page.call("annotated")["bytes"]
    for form in ("xlsx", "html", "md"):
        assert page.call("lists", format=form)["bytes"]
    assert page.call("lists", name=told["lists"][0]["name"])["bytes"]
    assert page.call("template", pack=audit.get("pack"))["bytes"]
    assert page.call("template", pack=audit.get("pack"), reporter=told["reporters"][0])["bytes"]


RUNS = [
    ("one-team.xlsx", "R05.2", {}),
    ("2022-q2.xlsx", "R05.2", {"quarter": "2022Q2"}),
    ("county-library-grants.xlsx", "R01.1", {"pack": "county-library-grants"}),
]


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize(("name", "rule", "audit"), RUNS)
def test_every_call_on_a_sample_is_done_by_one_process(page: Page, name: str, rule: str, audit: dict[str, Any]) -> None:
    page.drop({name: sample(name)})
    everything(page, name, rule, **audit)


@pytest.mark.usefixtures("_alone")
def test_every_call_on_a_messy_folder_is_done_by_one_process(page: Page) -> None:
    page.drop(messy_files())
    waivers = ["备案.xlsx", "备案.yaml"]
    everything(page, "报送", "R05.2", roster="名册.xlsx", waivers=waivers, passwords=[SECRET], as_of="2022-12-31")


ABSENT = ("pandas", "numpy", "rich", "typer", "click", "docx", "lxml", "docxtpl", "fsspec", "distributed")
"""Packages that the page does not have."""
PROGRAM = """
import sys
from pathlib import Path
sys.modules |= dict.fromkeys({absent!r})
sys.path[:] = {path!r}
from unit.in_browser.page import Page, sample
from unit.in_browser.test_session import everything
page = Page(Path({folder!r}))
page.drop({{"a.xlsx": sample("one-team.xlsx")}})
everything(page, "a.xlsx", "R05.2")
"""


def test_nothing_is_needed_that_the_page_does_not_have(tmp_path: Path) -> None:
    program = PROGRAM.format(absent=ABSENT, path=sys.path, folder=str(tmp_path))
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr


def test_what_was_loaded_beforehand_leaves_nothing_and_changes_nothing(page: Page) -> None:
    page.drop({"a.xlsx": SMALL})
    told = page.audit("a.xlsx", as_of="2022-12-31")
    made = page.call("report", format="html")
    assert page.call("warm") is None
    assert [path.name for path in page.session.folder.iterdir()] == ["inputs"]
    assert page.call("report", format="html") == made
    assert page.audit("a.xlsx", as_of="2022-12-31") == told


WARMED = """
import sys
from pathlib import Path
sys.path[:] = {path!r}
from unit.in_browser.page import Page, sample
page = Page(Path({folder!r}))
page.call("warm")
page.drop({{"a.xlsx": sample("2022.xlsx")}})
known = {{*sys.modules}}
page.audit("a.xlsx")
page.call("report", format="html")
page.call("report", format="xlsx")
print(*sorted(name for name in {{*sys.modules}} - known if "." not in name or name.startswith("assistcheck")))
"""


def test_a_run_after_that_loads_next_to_nothing(tmp_path: Path) -> None:
    program = WARMED.format(path=sys.path, folder=str(tmp_path))
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stderr
    assert len(ran.stdout.split()) < 8, ran.stdout


@pytest.mark.parametrize(("why", "said"), [("died", "its reader died"), ("time", "seconds"), ("memory", "memory")])
def test_a_lost_file_of_waivers_is_said_to_be_so_and_not_read(page: Page, why: str, said: str) -> None:
    page.drop({"a.xlsx": SMALL, "备案.xlsx": messy_files()["备案.xlsx"]})
    with pytest.raises(UsageError) as caught:
        page.audit("a.xlsx", waivers=["备案.xlsx"], lost=[{"path": "备案.xlsx", "why": why}])
    assert "备案.xlsx" in caught.value.words.en
    assert said in caught.value.words.en
    assert page.said == []


def test_a_file_of_waivers_is_told_before_it_is_read_with_the_time_that_it_may_take(page: Page) -> None:
    page.drop({"a.xlsx": SMALL, "备案.xlsx": messy_files()["备案.xlsx"]})
    page.audit("a.xlsx", waivers=["备案.xlsx"], as_of="2022-12-31")
    told = [one["progress"] for one in page.said]
    assert [one["path"] for one in told] == ["备案.xlsx", "a.xlsx", ""]
    assert told[0]["seconds"] >= Limits().seconds


def test_no_file_is_ended_for_the_time_that_its_marked_copy_takes(page: Page) -> None:
    page.drop({"a.xlsx": SMALL})
    page.audit("a.xlsx", as_of="2022-12-31")
    page.said.clear()
    page.call("annotated")
    assert [(one["progress"]["path"], one["progress"]["seconds"]) for one in page.said] == [("a.xlsx", 0)]


@pytest.mark.parametrize("name", ["about", "report"])
def test_the_working_folder_is_afterwards_what_it_was_whether_a_call_succeeds_or_not(page: Page, name: str) -> None:
    before = Path.cwd()
    with suppress(AssistCheckError):
        page.call(name)
    assert Path.cwd() == before
