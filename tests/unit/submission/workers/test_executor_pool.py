"""Files read on an executor: what comes back, in which order, and what becomes of what an executor does not deliver."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from assistcheck.errors import UsageError
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.submission.workers import executor_pool, guarded_reader
from assistcheck.submission.workers.executor_pool import ExecutorPool
from assistcheck.submission.workers.fingerprint import fingerprint
from assistcheck.submission.workers.pool import Before, WorkerPool
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.limits import Limits, ReadOptions
from builders.packs import LEDGERS
from builders.support import TEAM, YEAR_END, book, declaration, ledger
from unit.submission.workers.known import FACTS, SHEETS

NEWS = {"date": YEAR_END, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
FILES = 12


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> list[Job]:
    folder = tmp_path_factory.mktemp("files")
    for number in range(FILES):
        rows = [{**NEWS, "title": f"{number}-{row}", "date": YEAR_END if row % 5 else "2022.1"} for row in range(20)]
        (folder / f"{number:02}.xlsx").write_bytes(book({**declaration(TEAM), **ledger("media_reports", *rows)}))
    (folder / "05.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "07.xlsx").unlink()
    return [Job(LocalFile(str(folder / f"{number:02}.xlsx")), roster_only=number == 3, found=True) for number in range(FILES)]


def here(jobs: list[Job]) -> list[ParsedWorkbook]:
    with WorkerPool(jobs, SHEETS, 0) as pool:
        return list(pool.books(FACTS, LEDGERS))


def told(books: list[ParsedWorkbook]) -> list[tuple[Any, ...]]:
    """Return all that is told of workbooks; errors are compared by what they say."""
    return [
        (one.path, one.sha256, one.error and (one.error.code, one.error.words), one.reporters, one.sheets, one.problems)
        for one in books
    ]


def there(jobs: list[Job], executor: Executor, before: Before | None = None) -> list[ParsedWorkbook]:
    with ExecutorPool(jobs, SHEETS, executor) as pool:
        return list(pool.books(FACTS, LEDGERS, before))


EXECUTORS: dict[str, Callable[[], Executor]] = {
    "threads": lambda: ThreadPoolExecutor(2),
    "spawned": lambda: ProcessPoolExecutor(2, multiprocessing.get_context("spawn")),
    "from a server": lambda: ProcessPoolExecutor(2, multiprocessing.get_context("forkserver")),
}


@pytest.mark.parametrize("kind", EXECUTORS)
def test_any_executor_gives_what_this_process_would_have_read(kind: str, jobs: list[Job]) -> None:
    with EXECUTORS[kind]() as executor:
        assert told(there(jobs, executor)) == told(here(jobs))


def test_a_process_pool_that_loses_a_worker_in_mid_run_loses_no_file(jobs: list[Job]) -> None:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as executor:

        def kill(number: int, _: str) -> None:
            if number == 4:
                os.kill(next(iter(executor._processes)), signal.SIGKILL)

        many = jobs * 4
        assert told(there(many, executor, kill)) == told(here(many))
        with pytest.raises(BrokenExecutor):
            executor.submit(os.getpid).result()


class Odd(Executor):
    """An executor that does what it is told to with each task."""

    def __init__(self, does: Callable[[Future[Any], Callable[[], Any]], object]) -> None:
        self.does = does
        self.given: list[tuple[Any, ...]] = []
        self.futures: list[Future[Any]] = []

    def submit(self, task: Callable[..., Any], /, *args: Any, **_: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.does(future, partial(task, *args))
        self.given.append(args)
        self.futures.append(future)
        return future


def refuse(*_: object) -> None:
    raise RuntimeError("cannot schedule new futures after shutdown")


@pytest.mark.parametrize(
    "does",
    [
        refuse,
        lambda future, _: future.set_exception(BrokenExecutor("a worker died")),
        lambda future, _: future.set_exception(CancelledError()),
        lambda future, _: (future.cancel(), future.set_running_or_notify_cancel()),
    ],
    ids=["takes nothing", "its worker dies", "says that it is cancelled", "cancels"],
)
def test_what_an_executor_does_not_deliver_is_read_here(does: Callable[..., object], jobs: list[Job]) -> None:
    assert told(there(jobs, Odd(does))) == told(here(jobs))


def test_an_executor_that_is_silent_is_given_up_and_what_it_was_given_is_cancelled(
    jobs: list[Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executor_pool, "_SILENCE", -29.9)
    odd = Odd(lambda *_: None)
    assert told(there(jobs, odd)) == told(here(jobs))
    assert {future.cancelled() for future in odd.futures} == {True}


def test_a_file_that_cannot_be_read_here_either_is_one_problem(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(job: Job, *_: Any) -> bytes:
        if job.source.shown.endswith("02.xlsx"):
            raise ZeroDivisionError
        return as_it_is(job, *_)

    as_it_is = guarded_reader.read_guarded
    monkeypatch.setattr(executor_pool, "read_guarded", fail)
    with ThreadPoolExecutor(1) as threads:
        books = there(jobs, threads)
    found = {Path(one.path).name: one.error.words.en for one in books if one.error}
    assert sorted(found) == ["02.xlsx", "05.xlsx", "07.xlsx"]
    assert "ZeroDivisionError" in found["02.xlsx"]


@pytest.mark.parametrize(
    ("does", "said"),
    [
        (lambda future, _: future.set_result("assistcheck 0.0, Python 3.9"), "assistcheck 0.0, Python 3.9"),
        (lambda future, _: future.set_exception(ModuleNotFoundError("No module named 'assistcheck'")), "No module named"),
    ],
    ids=["another version", "none"],
)
def test_a_worker_with_another_program_ends_the_run_with_a_sentence(
    does: Callable[..., object], said: str, jobs: list[Job]
) -> None:
    with pytest.raises(UsageError) as caught:
        there(jobs, Odd(does))
    for words in caught.value.words:
        assert said in words
        assert fingerprint() in words


def test_a_worker_opens_no_order_of_another_program() -> None:
    assert executor_pool.read_task("another", b"", [b"no pickle"]) == fingerprint()


def test_leaving_early_cancels_what_is_left_and_the_executor_stays_open(jobs: list[Job]) -> None:
    odd = Odd(lambda future, task: future.set_result(task()) if not odd.futures else None)
    with ExecutorPool(jobs, SHEETS, odd) as pool:
        next(pool.books(FACTS, LEDGERS))
    assert [future.cancelled() for future in odd.futures] == [False] + [True] * (len(odd.futures) - 1)
    assert len(odd.futures) == FILES - 1  # one cannot be opened


def test_no_more_files_are_under_way_than_there_is_room_for(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    under_way: list[int] = []
    monkeypatch.setattr(executor_pool, "_MOST_TASKS", 3)
    odd = Odd(lambda future, task: future.set_result(task()))

    def look(number: int, _: str) -> None:
        under_way.append(len(odd.futures) - number)

    assert told(there(jobs, odd, look)) == told(here(jobs))
    assert 0 < max(under_way) <= 3 + 3


def test_the_more_files_there_are_the_more_are_in_a_task(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor_pool, "_GROWS", 4)
    odd = Odd(lambda future, task: future.set_result(task()))
    assert told(there(jobs * 4, odd)) == told(here(jobs * 4))
    sizes = [len(orders) for _, _, orders in odd.given]
    assert sizes[:5] == [1, 1, 1, 1, 2]
    assert max(sizes) == 8
    assert sum(sizes) == 4 * (FILES - 1)
    odd.given.clear()
    monkeypatch.setattr(executor_pool, "_TASK_BYTES", 1)
    there(jobs * 4, odd)
    assert {len(orders) for _, _, orders in odd.given} == {1}


def test_large_files_are_under_way_one_by_one(jobs: list[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[int] = []
    monkeypatch.setattr(executor_pool, "_MOST_BYTES", 1)
    odd = Odd(lambda future, task: (sent.append(len(odd.futures)), future.set_result(task())))
    pool = ExecutorPool(jobs, SHEETS, odd)
    monkeypatch.setattr(pool, "_receive", lambda ledgers: (sent.append(-1), ExecutorPool._receive(pool, ledgers)))
    assert told(list(pool.books(FACTS, LEDGERS))) == told(here(jobs))
    assert sent[:4] == [0, -1, 1, -1]


@pytest.mark.parametrize(("head", "passwords"), [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ("secret",)), (b"PK\x03\x04", ())])
def test_passwords_go_with_files_that_may_be_locked_alone(head: bytes, passwords: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(head + b"nothing")
    odd = Odd(lambda future, task: future.set_result(task()))
    with ExecutorPool([Job(LocalFile(str(path)), roster_only=False)], SHEETS, odd, ReadOptions(Limits(), ("secret",))) as pool:
        list(pool.books(FACTS, LEDGERS))
    ((_, _, (order,)),) = odd.given
    assert pickle.loads(order)[1].passwords == passwords  # noqa: S301 - its own
    assert (b"secret" in order) == bool(passwords)


def test_the_fingerprint_names_this_program_and_its_readers() -> None:
    assert fingerprint().startswith("assistcheck ")
    assert "python-calamine " in fingerprint()


@pytest.fixture(autouse=True)
def _no_reader_is_kept() -> Iterator[None]:
    yield
    guarded_reader._kept.reader = None
