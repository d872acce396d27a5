"""Files read in the process itself: what goes wrong with one becomes the problem that a process of its own would give it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.submission.workers.in_process import InProcessReader, Loss
from assistcheck.submission.workers.pool import WorkerPool
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.limits import Limits, ReadOptions
from builders.packs import LEDGERS
from builders.support import TEAM, YEAR_END, book, declaration, ledger
from unit.submission.workers.known import FACTS, SHEETS

NEWS = {"date": YEAR_END, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}


class Panic(BaseException):
    """What the native reader raises where it panics: no Exception."""


@pytest.fixture
def jobs(tmp_path: Path) -> list[Job]:
    for number in range(4):
        sheets = {**declaration(TEAM), **ledger("media_reports", {**NEWS, "title": str(number)})}
        (tmp_path / f"{number}.xlsx").write_bytes(book(sheets))
    return [Job(LocalFile(str(path)), roster_only=False) for path in sorted(tmp_path.iterdir())]


def by_pool(jobs: list[Job], limits: Limits | None = None) -> list[ParsedWorkbook]:
    with WorkerPool(jobs, SHEETS, 1, ReadOptions(limits or Limits())) as found:
        return list(found.books(FACTS, LEDGERS))


def here(jobs: list[Job], limits: Limits | None = None, lost: Mapping[str, Loss] | None = None) -> list[ParsedWorkbook]:
    with InProcessReader(jobs, SHEETS, ReadOptions(limits or Limits()), lost) as found:
        return list(found.books(FACTS, LEDGERS))


def on_second(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen to whoever reads 1.xlsx."""
    as_it_is = LocalFile.read

    def read(source: LocalFile, limits: Limits) -> bytes:
        if Path(source.path).name == "1.xlsx":
            happens()
        return as_it_is(source, limits)

    monkeypatch.setattr(LocalFile, "read", read)


def raising(error: BaseException) -> Callable[[], object]:
    def happens() -> None:
        raise error

    return happens


def told(books: list[ParsedWorkbook]) -> list[object]:
    """Return what reports tell of files: their problems, and the words of what kept them from being read."""
    return [(one.path, one.problems, one.error and (one.error.code, one.error.words, one.error.remedy)) for one in books]


@pytest.mark.parametrize("error", [MemoryError(), ZeroDivisionError("ours"), RecursionError("too deep"), Panic("index")])
def test_whatever_reading_one_file_raises_is_its_problem_and_the_rest_is_read(
    jobs: list[Job], error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_second(monkeypatch, raising(error))
    found = here(jobs)
    assert [one.error is None for one in found] == [True, False, True, True]
    assert told(found) == told(by_pool(jobs))


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
def test_whoever_stops_the_program_stops_it(jobs: list[Job], error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    on_second(monkeypatch, raising(error))
    with pytest.raises(type(error)):
        here(jobs)


@pytest.mark.parametrize(
    ("how", "happens", "limits"),
    [
        ("died", lambda: os._exit(9), Limits()),
        ("time", lambda: time.sleep(60), Limits(seconds=5)),
        ("memory", lambda: bytearray(2**30), Limits(memory=512)),
    ],
)
def test_a_lost_file_is_the_problem_of_one_that_ends_its_process(
    jobs: list[Job], how: Loss, happens: Callable[[], object], limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        on_second(patched, happens)
        expected = told(by_pool(jobs, limits))
    assert told(here(jobs, limits, {jobs[1].source.shown: how})) == expected


def test_nobody_is_told_that_a_lost_file_is_read(jobs: list[Job]) -> None:
    said: list[tuple[int, str]] = []
    reader = InProcessReader(jobs, SHEETS, lost={jobs[0].source.shown: "died"})
    list(reader.books(FACTS, LEDGERS, lambda number, path: said.append((number, Path(path).name))))
    assert said == [(1, "1.xlsx"), (2, "2.xlsx"), (3, "3.xlsx")]
