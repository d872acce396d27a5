"""A file that is read before anybody has asked for it: taken over, or given up."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistcheck import cli
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.submission.workers import pool
from assistcheck.submission.workers.pool import WorkerPool, end_ahead, read_ahead
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.limits import Limits, ReadOptions
from builders.packs import LEDGERS
from builders.support import TEAM, YEAR_END, book, declaration, ledger
from unit.submission.workers.known import FACTS, SHEETS


@pytest.fixture
def path(tmp_path: Path) -> str:
    news = {"date": YEAR_END, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
    (tmp_path / "a.xlsx").write_bytes(book({**declaration(TEAM), **ledger("media_reports", news)}))
    return str(tmp_path / "a.xlsx")


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    yield
    end_ahead()
    assert not pool._ahead


def begun(path: str) -> int:
    """Begin to read ``path``; return the process that does."""
    read_ahead(path, SHEETS)
    (reader,) = pool._ahead
    return reader._process


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_file_that_is_asked_for_is_taken_over(path: str) -> None:
    process = begun(path)
    job = Job(LocalFile(path), roster_only=False)
    with WorkerPool([job], SHEETS, 1) as found:
        assert [reader._process for reader in found._running.values()] == [process]
        (ahead,) = found.books(FACTS, LEDGERS)
    with WorkerPool([job], SHEETS, 0) as found:
        assert [ahead] == list(found.books(FACTS, LEDGERS))


def test_a_file_among_others_is_taken_over(path: str) -> None:
    (other := Path(path).with_name("b.xlsx")).write_bytes(Path(path).read_bytes())
    process = begun(path)
    jobs = [Job(LocalFile(str(other)), roster_only=False), Job(LocalFile(path), roster_only=False)]
    with WorkerPool(jobs, SHEETS, 2) as found:
        assert process in {reader._process for reader in found._running.values()}
        assert [one.path for one in found.books(FACTS, LEDGERS)] == [str(other), path]


@pytest.mark.parametrize(
    ("terms", "roster_only"),
    [
        (ReadOptions(Limits(rows=1)), False),
        (ReadOptions(passwords=("secret",)), False),
        (ReadOptions(), True),
    ],
    ids=["limits", "passwords", "roster"],
)
def test_a_file_that_is_to_be_read_otherwise_is_given_up(path: str, terms: ReadOptions, roster_only: bool) -> None:  # noqa: FBT001
    process = begun(path)
    job = Job(LocalFile(path), roster_only=roster_only)
    with WorkerPool([job], SHEETS, 1, terms) as found:
        assert not is_alive(process)
        (told,) = found.books(FACTS, LEDGERS)
    with WorkerPool([job], SHEETS, 0, terms) as found:
        (expected,) = found.books(FACTS, LEDGERS)
    assert (told.sheets, told.problems) == (expected.sheets, expected.problems)


def test_a_file_that_nobody_asks_for_is_given_up(path: str) -> None:
    process = begun(path)
    end_ahead()
    assert not is_alive(process)


@pytest.mark.parametrize("name", ["", "nothing.xlsx", ".", "a\0b", "x" * 5000])
def test_what_is_no_file_is_not_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    read_ahead(name, SHEETS)
    assert not pool._ahead


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["audit", "a.xlsx"], ["a.xlsx"]),
        (["shortfalls", "a.xlsx", "-o", "x"], ["a.xlsx"]),
        (["audit", "--lang", "en", "a.xlsx"], []),
        (["audit", "-"], []),
        (["rules", "list"], []),
        (["annotate", "a.xlsx"], []),
        ([], []),
    ],
)
def test_the_first_argument_is_read_ahead_where_it_is_a_path(
    words: list[str], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr("sys.argv", ["assistcheck", *words])
    monkeypatch.setattr("assistcheck.api.read_ahead", begun.append)
    monkeypatch.setattr("assistcheck.cli.app.run", lambda: 0)
    monkeypatch.delenv("ASSISTCHECK_WORKERS", raising=False)
    monkeypatch.setattr("gc.disable", lambda: None)
    with pytest.raises(SystemExit):
        cli.main()
    assert begun == expected


def test_no_process_is_begun_where_nobody_wants_one(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTCHECK_WORKERS", "0")
    monkeypatch.setattr("sys.argv", ["assistcheck", "audit", path])
    monkeypatch.setattr("assistcheck.cli.app.run", lambda: len(pool._ahead))
    monkeypatch.setattr("gc.disable", lambda: None)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 0
