"""Files that take time or memory without end, a worker that dies, and Stop: each ends in a sentence, and the page lives on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from builders.support import book, ledger, rosters
from page.clerk import RESULT_MS, Clerk
from page.conftest import INTRANET, Windows
from page.inputs import SAMPLES, Job
from page.site import Site, handed_out
from page.terminal import Terminal

SLOW, DEADLY, LARGE = "慢.xlsx", "致命.xlsx", "大.xlsx"
HOOK = f"""
const post = self.postMessage.bind(self);
self.postMessage = (message, ...rest) => {{
  post(message, ...rest);
  if (message.progress?.path === "{SLOW}") for (;;);
  if (message.progress?.path === "{DEADLY}") {{
    post({{ fatal: "RuntimeError: unreachable", why: "died" }});
    for (;;);
  }}
}};
"""
"""In the worker: what reads one file never comes to an end; what reads another one says that it has died."""
BOUND, LITTLE = "2 * 2 ** 30", "80 * 2 ** 20"
"""The bytes that Python may use, and those that it may in these tests."""


@pytest.fixture
def hooked(built: Path) -> Iterator[Site]:
    """Hand the page out with a hook before its worker, and little memory."""
    (worker,), (start,) = built.glob("app-*/worker.mjs"), built.glob("app-*/python_start.mjs")
    assert BOUND in start.read_text(encoding="utf-8")
    with handed_out(built) as site:
        site.replaced["hook.mjs"] = HOOK.encode()
        site.replaced["worker-itself.mjs"] = worker.read_bytes()
        site.replaced["worker.mjs"] = b'import "./hook.mjs"; import "./worker-itself.mjs";'
        site.replaced["python_start.mjs"] = start.read_text(encoding="utf-8").replace(BOUND, LITTLE).encode()
        yield site


@pytest.fixture
def clerk(windows: Windows, hooked: Site) -> Clerk:
    found = windows(hooked.url(INTRANET))
    found.page.clock.install()
    found.open(hooked.url(INTRANET))
    return found


def beside(folder: Path, *names: str) -> Job:
    """Return the audit of a sound workbook and of others beside it, sound too as they lie there."""
    folder.mkdir()
    for name in ("好.xlsx", *names):
        shutil.copy(SAMPLES / "one-team.xlsx", folder / name)
    return Job(folder, ("好.xlsx", *names), "2022-06-30")


def verdicts(report: dict[str, object]) -> object:
    """Return the outcomes of a report, without those files that say where the rows stand."""
    outcomes = report["outcomes"]
    assert isinstance(outcomes, list)
    return [(one["rule"], one["subject"]["name"], one["status"], one["value"]) for one in outcomes]


def check_lost(clerk: Clerk, job: Job, name: str) -> None:
    """Check that one file is not read, with a sentence, and that the rest is judged as the command line judges it alone."""
    report = clerk.json()
    assert {one["path"]: one["status"] for one in report["inputs"]} == {"好.xlsx": "read", name: "unreadable"}
    (told,) = [one for one in report["problems"] if one["path"] == name and one["level"] == "error"]
    assert told["message"]
    assert told["remedy"]
    assert report["summary"]["exit_code"] == 3
    assert verdicts(report) == verdicts(Terminal(job.folder).json(["好.xlsx"], *job.options))


def test_a_file_that_takes_time_without_end_is_ended_and_the_rest_is_judged(clerk: Clerk, tmp_path: Path) -> None:
    job = beside(tmp_path / "files", SLOW)
    clerk.give(job)
    clerk.start()
    expect(clerk.page.locator("#progress-file")).to_have_text(SLOW)
    assert clerk.trace.workers == 1
    clerk.page.clock.run_for(90_000)  # more than the file may take, and less than a new worker has to begin
    clerk.wait_result()
    assert clerk.trace.workers == 2
    check_lost(clerk, job, SLOW)


def test_a_file_that_ends_the_machine_is_left_out_and_the_rest_is_judged(clerk: Clerk, tmp_path: Path) -> None:
    job = beside(tmp_path / "files", DEADLY)
    clerk.audit(job)
    check_lost(clerk, job, DEADLY)


def test_a_file_that_takes_more_memory_than_there_is_is_not_read_and_the_rest_is_judged(clerk: Clerk, tmp_path: Path) -> None:
    job = beside(tmp_path / "files", LARGE)
    gift = {"date": "2022-03-05", "unit": "甲街道", "town": "青禾镇", "village": "东村", "form": "资金", "amount": 1}
    rows = [{**gift, "voucher": f"凭证{number}号"} for number in range(120_000)]
    (job.folder / LARGE).write_bytes(book({**rosters(), **ledger("donations", *rows)}))
    clerk.trace.expected.append("pyodide.asm.mjs")  # it says itself that memory is at its end
    clerk.audit(job)
    check_lost(clerk, job, LARGE)


def test_stop_ends_it_with_a_sentence_and_what_was_put_in_is_still_there(clerk: Clerk, tmp_path: Path) -> None:
    job = beside(tmp_path / "files", SLOW)
    clerk.give(job)
    clerk.start()
    expect(clerk.page.locator("#progress-file")).to_have_text(SLOW)
    clerk.page.locator("#stop").click()
    expect(clerk.page.locator("#list-note")).to_have_text(clerk.say("stopped"))
    clerk.wait_listed(2)
    clerk.page.get_by_role("button", name=clerk.say("remove_file", name=SLOW)).click()
    expect(clerk.page.locator("#start")).to_be_enabled(timeout=RESULT_MS)
    clerk.start()
    clerk.wait_result()
    assert clerk.report("json") == Terminal(job.folder).report(["好.xlsx"], "json", *job.options)


def test_stop_while_python_is_being_loaded_anew_is_no_trouble(clerk: Clerk, tmp_path: Path) -> None:
    job = beside(tmp_path / "files", SLOW)
    clerk.give(job)
    for _ in range(2):
        clerk.start()
        clerk.page.locator("#stop").click()
        expect(clerk.page.locator("#progress")).to_be_hidden()
        expect(clerk.page.locator("#list-note")).to_have_text(clerk.say("stopped"))
    assert clerk.shown("#trouble") == []
