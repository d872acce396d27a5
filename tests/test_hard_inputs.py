"""Hard inputs: what once was read wrong, or brought the run down; each stays as a case."""

from __future__ import annotations

import os
import stat
from datetime import date
from pathlib import Path

import pytest

from assistcheck.cli.output import write_text
from assistcheck.workbook.values import CellContext, read_day
from support import TEAM, TOWN, Grid, account, codes, headers, submit_one

DAY = date(2022, 3, 5)


@pytest.mark.parametrize("word", ["（无）", "(已核实)", "（万元）"])
def test_a_first_row_with_words_in_brackets_is_data(word: str) -> None:
    visit: Grid = [headers("visits"), [DAY, "甲街道", "主要负责同志", TOWN, word]]
    submission = submit_one({"调研互访": visit})
    assert account(submission, "visits") == {"read": 1, "counted": 1}
    assert codes(submission.problems) == []


def test_a_first_row_with_a_title_in_brackets_is_data_though_the_header_is_repeated() -> None:
    header = headers("media_reports")[:5]
    rows: Grid = [
        header,
        *([DAY, TEAM, title, "日报", "省"] for title in ("（转载）", "乙")),
        header,
        [DAY, TEAM, "丙", "日报", "省"],
    ]
    assert account(submit_one({"媒体报道": rows}), "media_reports") == {"read": 4, "counted": 3, "skipped": 1}


def test_a_unit_below_a_header_that_is_not_known_is_never_dropped() -> None:
    header = ["日期", "组团", "渠道", "方式", "产品", "产地", "金额"]
    rows: Grid = [header, [*([None] * 6), "(千元)"], [DAY, TEAM, "其他", "采购", "米", "韶关", 30]]
    submission = submit_one({"消费帮扶": rows})
    assert "purchases" not in submission.tables
    assert "missing-column" in [code for code, _ in codes(submission.problems)]


@pytest.mark.parametrize("text", ["2022年3月5日10:30", "2022年3月5日10:30:59", "2022年3月5日10时30分"])
def test_a_time_right_after_the_day_leaves_the_day(text: str) -> None:
    assert read_day(text, CellContext()) == DAY


def test_a_pipe_or_a_device_is_written_to_never_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_text("report", str(pipe))
        assert stat.S_ISFIFO(pipe.stat().st_mode)
        assert os.read(reader, 100) == b"report"
    finally:
        os.close(reader)
