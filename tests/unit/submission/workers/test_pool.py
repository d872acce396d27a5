"""Files read by processes of their own: what they hand back, and what becomes of a file that ends or blocks its reader."""

from __future__ import annotations

import os
import signal
import struct
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.submission import row_reader
from assistcheck.submission.file_reader import read_book
from assistcheck.submission.parsed import ParsedWorkbook
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.submission.workers import pool, split_sheet
from assistcheck.submission.workers.pool import WorkerPool
from assistcheck.submission.workers.protocol import Job
from assistcheck.workbook.cell_values import PackFacts
from assistcheck.workbook.limits import Limits, ReadOptions
from builders.packs import LEDGERS, PROGRAMME
from builders.support import TEAM, TOWN, YEAR_END, book, declaration, ledger
from unit.submission.workers.known import FACTS, SHEETS

NEWS = {"date": YEAR_END, "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(6):
        rows = [{**NEWS, "title": f"{number}-{row}"} for row in range(20)]
        gifts = [
            {"date": YEAR_END, "unit": "甲街道", "town": TOWN, "amount": amount}
            for amount in (Decimal("0.1"), "一百", 99999.99)
        ]
        sheets = {**declaration(TEAM), **ledger("media_reports", *rows), **ledger("donations", *gifts), **ledger("purchases")}
        (tmp_path / f"{number}.xlsx").write_bytes(book(sheets))
    return tmp_path


def jobs(folder: Path) -> list[Job]:
    return [Job(LocalFile(str(path)), roster_only=False) for path in sorted(folder.iterdir())]


def read(folder: Path, workers: int, limits: Limits | None = None) -> list[ParsedWorkbook]:
    with WorkerPool(jobs(folder), SHEETS, workers, ReadOptions(limits or Limits())) as found:
        return list(found.books(FACTS, LEDGERS))


def on_third(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen to whoever reads 3.xlsx."""
    as_it_is = LocalFile.read

    def read(source: LocalFile, limits: Limits) -> bytes:
        if Path(source.path).name == "3.xlsx":
            happens()
        return as_it_is(source, limits)

    monkeypatch.setattr(LocalFile, "read", read)


def codes(books: list[ParsedWorkbook]) -> dict[str, str]:
    return {Path(one.path).name: one.error.code for one in books if one.error}


@pytest.mark.parametrize("workers", [1, 2])
def test_processes_hand_back_what_one_process_would_have_read(folder: Path, workers: int) -> None:
    assert read(folder, workers) == read(folder, 0)


def test_a_long_sheet_comes_in_pieces_and_is_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad = {**NEWS, "date": "2022.1"}
    rows = [{**NEWS, "title": str(row)} for row in range(10)]
    content = book(ledger("media_reports", *rows[:4], bad, *rows[4:], bad))
    (folder / "long.xlsx").write_bytes(content)
    whole = read(folder, 0)
    monkeypatch.setattr(row_reader, "CHUNK", 3)
    monkeypatch.setattr(row_reader, "_PIECE", 3)
    pieces = read(folder, 1)
    for one, other in zip(whole, pieces, strict=True):
        for sheet, same in zip(one.sheets, other.sheets, strict=True):
            for name in ("columns", "rows", "faults", "rejected"):
                assert getattr(same, name) == getattr(sheet, name), name
    assert [sheet.spilled for sheet in pieces[-1].sheets] == [12]
    assert sorted(pieces[-1].sheets[0].faults.by_row) == [4, 11]


# --- a long sheet, read by two ------------------------------------------------------------------

SAME = ("columns", "rows", "faults", "rejected", "skipped", "positions", "problems")


@pytest.fixture
def long_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(row_reader, "LONG", 12)
    monkeypatch.setattr(row_reader, "CHUNK", 3)
    monkeypatch.setattr(row_reader, "_PIECE", 6)
    gift = {"date": YEAR_END, "unit": "甲街道", "town": TOWN, "form": "资金", "amount": 1234.5}
    odd = [
        {**gift, "amount": "一百万元"},
        {**gift, "amount": None},
        {**gift, "date": "3月5日"},
        {"unit": "合计", "amount": 9},
        {},
    ]
    rows = [one | ({"voucher": str(number)} if one else {}) for number, one in enumerate([gift, *odd, gift] * 5)]
    (tmp_path / "long.xlsx").write_bytes(book(ledger("donations", *rows)))
    return tmp_path


def same(folder: Path) -> list[tuple[object, ...]]:
    """Return what is read of each sheet by a process of its own, after a look that it is what this one reads."""
    found, expected = ([s for one in read(folder, workers) for s in one.sheets] for workers in (1, 0))
    told = [tuple(getattr(sheet, name) for name in SAME) for sheet in found]
    assert told == [tuple(getattr(sheet, name) for name in SAME) for sheet in expected]
    return told


def test_a_long_sheet_is_read_by_two_processes_as_by_one(long_file: Path) -> None:
    ((_, rows, faults, rejected, skipped, *_),) = same(long_file)
    assert (len(rows), skipped) == (25, 10)
    assert max(faults.by_row) > 14  # some in the later rows
    assert len(rejected) == 5
    assert len(faults.by_row) == 10


def test_a_sheet_is_read_by_one_process_where_the_second_dies(long_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    died = long_file.parent / "died"
    monkeypatch.setattr(split_sheet, "_child_main", lambda *_: (died.touch(), os._exit(9)))
    same(long_file)
    assert died.exists()


def test_a_sheet_is_read_by_one_where_there_is_no_room_for_two(long_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "setpgid", no_room)
    same(long_file)


def test_both_readers_of_a_sheet_are_ended(long_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = long_file.parent / "process"
    monkeypatch.setattr(split_sheet, "_child_main", lambda *_: (told.write_text(str(os.getpid())), time.sleep(60)))
    assert codes(read(long_file, 1, Limits(seconds=2))) == {"long.xlsx": "too-large"}
    for _ in range(100):  # till the system has cleared it away
        state = Path(f"/proc/{told.read_text()}/stat")
        if not state.exists() or state.read_text().rsplit(")")[1].split()[0] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the second reader lives on")


def test_what_is_wrong_with_a_file_crosses_from_one_process_to_another(folder: Path) -> None:
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 nothing")
    (error,) = [one.error for one in read(folder, 2) if one.error]
    assert (type(error), error.code) == (WorkbookError, "unreadable-file")
    assert isinstance(error.words, LocalizedText)


@pytest.mark.parametrize("end", [lambda: os._exit(9), os.abort])
def test_a_file_that_kills_its_reader_is_unreadable_and_the_rest_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, end: Callable[[], object]
) -> None:
    on_third(monkeypatch, end)
    books = read(folder, 2)
    assert [one.path for one in books] == [job.source.shown for job in jobs(folder)]
    assert codes(books) == {"3.xlsx": "unreadable-file"}


def words_of(books: list[ParsedWorkbook]) -> list[str]:
    """Return why files could not be read, in both languages."""
    return [words for one in books if one.error for words in (one.error.words.zh, one.error.words.en)]


def test_a_file_that_takes_too_long_is_too_large_and_the_rest_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_third(monkeypatch, lambda: time.sleep(60))
    began = time.monotonic()
    books = read(folder, 1, Limits(seconds=2))
    assert codes(books) == {"3.xlsx": "too-large"}
    assert ["--limit seconds=" in words for words in words_of(books)] == [True, True]
    assert time.monotonic() - began < 30


def test_a_file_that_takes_less_than_its_time_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_third(monkeypatch, lambda: time.sleep(2))
    assert codes(read(folder, 1, Limits(seconds=20))) == {}


@pytest.mark.parametrize(("taken", "left"), [(0.5, 9.5), (9.5, 1.0)])
def test_a_file_that_killed_its_reader_is_read_again_in_what_is_left_of_its_time(
    folder: Path, monkeypatch: pytest.MonkeyPatch, taken: float, left: float
) -> None:
    allowed, now = [], time.monotonic()
    as_it_is = pool._Worker._follow

    def follow(reader: object, job: Job, spent: float = 0) -> None:
        as_it_is(reader, job, spent)
        if "3.xlsx" in job.source.shown:
            allowed.append(round(reader.deadline - pool.monotonic(), 1))
            now_is[0] += taken

    now_is = [0.0]
    monkeypatch.setattr(pool, "monotonic", lambda: now + now_is[0])
    monkeypatch.setattr(pool._Worker, "_follow", follow)
    on_third(monkeypatch, lambda: os._exit(9))
    books = read(folder, 1, Limits(seconds=10))
    assert [allowed, list(codes(books))] == [[10.0, left], ["3.xlsx"]]


def test_a_file_that_takes_too_much_memory_is_too_large_and_the_rest_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_third(monkeypatch, lambda: bytearray(2**30))
    books = read(folder, 1, Limits(memory=512))
    assert codes(books) == {"3.xlsx": "too-large"}
    assert ["--limit memory=" in words for words in words_of(books)] == [True, True]


def test_a_file_that_takes_less_than_its_memory_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_third(monkeypatch, lambda: bytearray(2**30))
    assert codes(read(folder, 1, Limits(memory=1500))) == {}


def test_a_fault_of_our_own_in_one_file_does_not_hide_the_others(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_third(monkeypatch, lambda: 1 // 0)
    books = read(folder, 1)
    assert codes(books) == {"3.xlsx": "unreadable-file"}
    (error,) = [one.error for one in books if one.error]
    assert "ZeroDivisionError" in error.words.en


def test_readers_that_nobody_waits_for_are_ended(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_third(monkeypatch, lambda: time.sleep(60))
    with WorkerPool(jobs(folder), SHEETS, 2) as found:
        processes = [reader._process for reader in found._running.values()]
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_few_small_files_have_one_reader_and_many_have_one_for_each_processor(folder: Path) -> None:
    few = jobs(folder)
    assert FITTING(few) == 1
    assert FITTING(few * 2) == os.cpu_count()


FITTING = pool._fitting  # as it is, before the tests replace it


def test_a_sheet_is_read_by_one_process_where_the_second_dies_in_the_middle_of_a_word(
    long_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        split_sheet, "_child_main", lambda _, saying: (os.write(saying, struct.pack("<q", 99) + b"cut"), os._exit(9))
    )
    same(long_file)


def test_two_processes_read_a_sheet_where_whoever_started_the_program_ignores_the_end_of_its_processes(long_file: Path) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        same(long_file)
    finally:
        signal.signal(signal.SIGCHLD, before)


def no_room(*_: object) -> None:
    raise BlockingIOError(11, "Resource temporarily unavailable")


def test_files_are_read_by_this_process_where_the_system_has_no_room_for_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read(folder, 0)
    monkeypatch.setattr(os, "fork", no_room)
    pool.read_ahead(str(folder / "0.xlsx"), SHEETS)
    assert read(folder, 2) == expected


def test_a_file_whose_reader_cannot_be_replaced_is_unreadable(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    on_third(monkeypatch, lambda: os._exit(9))
    with WorkerPool(jobs(folder), SHEETS, 1, ReadOptions(Limits())) as found:
        monkeypatch.setattr(os, "fork", no_room)
        books = list(found.books(FACTS, LEDGERS))
    assert codes(books) == dict.fromkeys(("3.xlsx", "4.xlsx", "5.xlsx"), "unreadable-file")


# --- what the rule pack knows -------------------------------------------------------------------


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_other_spellings_reach_every_reader(tmp_path: Path, workers: int) -> None:
    for number in range(3):
        (tmp_path / f"{number}.xlsx").write_bytes(book(ledger("media_reports", {**NEWS, "level": "省级"})))
    with WorkerPool(jobs(tmp_path), SHEETS, workers) as found:
        books = list(found.books(PackFacts(PROGRAMME, {("media_reports", "level"): {"省级": "省"}}), LEDGERS))
    assert [sheet.columns["level"] for one in books for sheet in one.sheets] == [["省"]] * 3


def test_facts_longer_than_a_usual_pipe_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(book(ledger("media_reports", {**NEWS, "level": "第 9999 级"})))
    many = {f"第 {number} 级": "省" for number in range(10_000)}
    with WorkerPool(jobs(tmp_path), SHEETS, 1) as found:
        (one,) = found.books(PackFacts(PROGRAMME, {("media_reports", "level"): many}), LEDGERS)
    assert one.sheets[0].columns["level"] == ["省"]


def test_a_clean_file_is_read_before_anything_is_known_of_the_pack() -> None:
    def never() -> PackFacts:
        raise AssertionError

    content = book({**declaration(TEAM), **ledger("media_reports", NEWS)})
    assert read_book("a.xlsx", lambda: content, LEDGERS, never).sheets[1].columns["level"] == ["省"]
