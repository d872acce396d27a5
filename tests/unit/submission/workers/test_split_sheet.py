"""What rows say of their neighbours, where a long sheet is handed on in pieces and read by two processes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from assistcheck.submission import row_reader
from assistcheck.submission.parsed import ParsedSheet
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.submission.workers import pool, split_sheet
from assistcheck.submission.workers.pool import WorkerPool
from assistcheck.submission.workers.protocol import Job
from builders.packs import LEDGERS
from builders.support import TOWN, YEAR_END, Grid, book, headers
from unit.submission.workers.known import FACTS, SHEETS

SAME = ("columns", "rows", "faults", "rejected", "skipped", "lines", "problems", "whole")
GIFT = [YEAR_END, "甲街道", TOWN, "东村", "资金", 1234.5, None, None]
LINES: dict[str, list[object]] = {
    "gift": GIFT,
    "ditto": [YEAR_END, "〃", "同上", "〃", "〃", 2000, None, None],
    "half": [YEAR_END, "甲街道", TOWN, None, None, None, None, None],
    "line": [None, "以上属实"],
    "signed": ["单位负责人：", None, "2022年6月30日"],
    "total": [None, "合计", None, None, None, 9],
    "blank": [],
    "swapped": [YEAR_END, "甲街道", TOWN, None, 1234.5, "资金", None, None],
}


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(pool, "_fitting", lambda _: 1)
    monkeypatch.setattr(row_reader, "LONG", 12)
    monkeypatch.setattr(row_reader, "CHUNK", 3)
    monkeypatch.setattr(row_reader, "_PIECE", 6)
    yield
    pool.end_ahead()


def read(path: Path, workers: int) -> ParsedSheet:
    job = Job(LocalFile(str(path)), roster_only=False)
    with WorkerPool([job], SHEETS, workers) as found:
        (one,) = found.books(FACTS, LEDGERS)
    assert one.error is None
    return one.sheets[0]


def same(folder: Path, rows: Grid, merges: list[tuple[int, int, int, object]]) -> ParsedSheet:
    """Return what two processes read of a sheet, after a look that it is what this one reads at once."""

    def merge(_: Workbook, pages: dict[str, Worksheet]) -> None:
        for top, bottom, column, value in merges:
            pages["募集资金"].merge_range(top, column, bottom, column, value)

    (path := folder / "long.xlsx").write_bytes(book({"募集资金": [headers("donations"), *rows]}, merge))
    found, expected = read(path, 1), read(path, 0)
    for name in SAME:
        assert getattr(found, name) == getattr(expected, name), name
    return found


@pytest.mark.parametrize("seed", range(40))
def test_two_processes_read_what_one_would(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - no secret
    kinds = rng.choices(
        list(LINES)[:-1], weights=rng.choice([(5, 5, 1, 1, 1, 1, 1), (1, 6, 2, 2, 2, 1, 1), (1, 1, 9, 9, 9, 1, 1)]), k=30
    )
    rows = [list(LINES[kind]) for kind in ["gift", *kinds]]
    merges: list[tuple[int, int, int, object]] = []
    top = 1
    while (top := top + rng.randint(0, 6)) < len(rows) - 5:
        bottom = top + rng.randint(1, 4)
        merges.append((top, bottom, 5, 100_000))
        top = bottom + 1
    same(tmp_path, rows, merges)


def test_lines_below_the_earlier_rows_are_below_the_table_if_only_lines_follow(tmp_path: Path) -> None:
    sheet = same(tmp_path, [*[GIFT] * 10, *[LINES["line"]] * 20], [])
    assert (len(sheet.rows), sheet.skipped, sheet.faults.by_row) == (10, 20, {})
    (note,) = sheet.problems
    assert note.place.cell == "B12"
    assert "共 20 行" in note.expected.zh


def test_lines_of_the_earlier_rows_are_faulty_if_a_whole_row_follows_among_the_later(tmp_path: Path) -> None:
    sheet = same(tmp_path, [*[GIFT] * 10, *[LINES["line"]] * 19, GIFT], [])
    assert (len(sheet.rows), len(sheet.rejected), sheet.problems) == (30, 19, [])


def test_a_number_merged_over_the_place_where_a_sheet_is_divided_counts_once(tmp_path: Path) -> None:
    sheet = same(tmp_path, [[*GIFT[:5], None, None, str(at)] for at in range(30)], [(10, 25, 5, 500)])
    assert sheet.columns["amount"][9:25] == [500, *[None] * 15]


def test_a_number_merged_over_all_rows_leaves_a_sheet_whole(tmp_path: Path) -> None:
    sheet = same(tmp_path, [[*GIFT[:5], None, None, str(at)] for at in range(30)], [(1, 30, 5, 500)])
    assert sheet.columns["amount"] == [500, *[None] * 29]


def test_dittos_after_the_place_where_a_sheet_is_divided_repeat_what_is_before(tmp_path: Path) -> None:
    sheet = same(
        tmp_path, [GIFT if at == 15 else LINES["ditto"] if at > 15 else [*GIFT[:3], "西村", *GIFT[4:]] for at in range(30)], []
    )
    assert sheet.columns["village"] == ["西村"] * 15 + ["东村"] * 15
    assert sheet.rejected == set()


def test_a_long_run_of_dittos_is_read_by_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    died = tmp_path / "died"
    as_it_is = split_sheet.SecondHalf.join

    def join(*args: object) -> None:
        try:
            as_it_is(*args)  # type: ignore[arg-type]
        except split_sheet.SplitFailed:
            died.touch()
            raise

    monkeypatch.setattr(split_sheet.SecondHalf, "join", join)
    assert same(tmp_path, [GIFT, *[LINES["ditto"]] * 30], []).columns["village"] == ["东村"] * 31
    assert died.exists()


def test_exchanged_columns_are_told_once_for_all_pieces(tmp_path: Path) -> None:
    sheet = same(tmp_path, [LINES["swapped"]] * 30, [])
    assert [(p.code, p.place.cell) for p in sheet.problems] == [("exchanged-columns", "E2")]
    assert len(sheet.rejected) == 30


@pytest.mark.parametrize(("below", "told"), [(("注：金额均为万元",), ["suspicious-amount"]), ((), [])])
def test_a_note_of_another_unit_below_a_long_sheet_is_heard(tmp_path: Path, below: tuple[str, ...], told: list[str]) -> None:
    full = [YEAR_END, "甲街道", TOWN, "东村", "资金", 500]
    found = same(tmp_path, [*[full] * 20, *([note] for note in below)], [])
    assert [problem.code for problem in found.problems if problem.level != "note"] == told
