"""The bytes of a file, read in a process that is started for it: what comes back, and what a hostile file does to whom."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistcheck.submission import row_reader
from assistcheck.submission.file_reader import read_book
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.sources.at_hand import GivenBytes
from assistcheck.submission.workers import guarded_reader
from assistcheck.submission.workers.guarded_reader import pack_kit, read_guarded, unpack_book
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import Limits, ReadOptions
from builders.packs import LEDGERS, PROGRAMME
from builders.support import TEAM, YEAR_END, book, declaration, ledger
from unit.submission.workers import deadly
from unit.submission.workers.known import FACTS

NEWS = {"date": YEAR_END, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
CONTENT = book({**declaration(TEAM), **ledger("media_reports", NEWS, {**NEWS, "date": "2022.1"})})


@pytest.fixture(autouse=True)
def _own_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let each test start its process, in which some names are deadly."""
    monkeypatch.setattr(guarded_reader, "_PROGRAM", deadly.PROGRAM)
    guarded_reader._kept.reader = None
    yield
    guarded_reader._kept.reader = None


def read(name: str, content: bytes = CONTENT, limits: Limits | None = None, facts: PackFacts = FACTS) -> ParsedWorkbook:
    job, terms = Job(GivenBytes(name, content), roster_only=False), ReadOptions(limits or Limits())
    return unpack_book(read_guarded(job, terms, pack_kit(LEDGERS, facts)), LEDGERS)


def code(found: ParsedWorkbook) -> str:
    return found.error.code if found.error else ""


def process() -> str:
    """Return the number of the process that reads."""
    return Path(read("process.xlsx").path).stem


def test_what_comes_back_is_what_this_process_would_have_read() -> None:
    assert read("a.xlsx") == read_book("a.xlsx", lambda: CONTENT, LEDGERS, lambda: FACTS)


def test_a_long_sheet_comes_whole() -> None:
    rows = [{**NEWS, "title": str(row), "date": YEAR_END if row % 7 else "2022.1"} for row in range(9_000)]
    content = book(ledger("media_reports", *rows))
    found = read("a.xlsx", content)
    assert found.sheets[0].spilled == row_reader._PIECE
    (expected,) = read_book("a.xlsx", lambda: content, LEDGERS, lambda: FACTS).sheets
    for name in ("columns", "rows", "faults", "rejected"):
        assert getattr(found.sheets[0], name) == getattr(expected, name), name


def test_one_process_reads_one_file_after_another() -> None:
    first = process()
    assert first != str(os.getpid())
    assert process() == first


def test_each_thread_has_a_process_of_its_own_and_leaves_none() -> None:
    with ThreadPoolExecutor(1) as threads:
        other = threads.submit(process).result()
    assert other != process()
    with pytest.raises(ProcessLookupError):
        os.kill(int(other), 0)


def test_other_facts_reach_the_next_file() -> None:
    content = book(ledger("media_reports", {**NEWS, "level": "省级"}))
    facts = PackFacts(PROGRAMME, {("media_reports", "level"): {"省级": "省"}})
    before, after = read("a.xlsx", content), read("a.xlsx", content, facts=facts)
    assert (before.sheets[0].columns["level"] == ["省"], after.sheets[0].columns["level"]) == (False, ["省"])


@pytest.mark.parametrize(
    ("name", "limits", "expected"),
    [
        ("dies.xlsx", Limits(), "unreadable-file"),
        ("dies in haste.xlsx", Limits(), ""),
        ("sleeps.xlsx", Limits(seconds=1), "too-large"),
        ("eats.xlsx", Limits(memory=400), "too-large"),
        ("eats.xlsx", Limits(seconds=120), ""),
        ("a.xlsx", Limits(file_size=0), "too-large"),
        ("broken.xlsx", Limits(), "unreadable-file"),
    ],
)
def test_what_a_file_does_to_its_process_it_does_to_no_other(name: str, limits: Limits, expected: str) -> None:
    content = b"PK\x03\x04 nothing" if name == "broken.xlsx" else CONTENT
    began = time.monotonic()
    found = read(name, content, limits)
    assert (found.path, code(found)) == (name, expected)
    assert time.monotonic() - began < 50
    assert code(read("a.xlsx")) == ""


def test_a_process_that_cannot_be_started_leaves_the_file_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded_reader, "_PROGRAM", "{path!r}")
    assert code(read("a.xlsx")) == "unreadable-file"


def test_a_process_that_nobody_asks_ends_and_another_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    quick = deadly.PROGRAM.replace("main()", "deadly.reader_process._IDLE = 0.2; deadly.main()").replace(
        "from unit.submission.workers.deadly import main", "from unit.submission.workers import deadly"
    )
    monkeypatch.setattr(guarded_reader, "_PROGRAM", quick)
    first = process()
    guarded_reader._kept.reader._process.wait(timeout=30)
    assert process() != first


def test_a_fork_starts_a_process_of_its_own_and_ends_not_its_parents(monkeypatch: pytest.MonkeyPatch) -> None:
    first = process()
    monkeypatch.setattr(os, "getpid", lambda: -1)  # as in a fork
    assert process() != first
    guarded_reader._kept.reader = None
    monkeypatch.undo()
    os.kill(int(first), 0)  # it is still there


def test_what_is_read_can_be_pickled() -> None:
    found = read("a.xlsx")
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - its own
    assert [one.columns for one in again.sheets] == [one.columns for one in found.sheets]
    assert again.problems == found.problems
