"""Rows are read some at a time, and nothing is lost where one chunk ends."""

from __future__ import annotations

from datetime import date

import pytest

from assistcheck.submission.row_reader import CHUNK
from builders.packs import LEDGERS
from builders.support import TEAM, cell_problems, headers, read_rows

MEDIA_REPORTS = LEDGERS["media_reports"]
DAY = date(2022, 3, 5)
MEDIA = headers("media_reports")
REPORT = [DAY, TEAM, "丰收", "日报", "省", None]


@pytest.mark.parametrize("count", [CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK + 1])
def test_nothing_is_lost_where_one_chunk_ends_and_the_next_begins(count: int) -> None:
    rows: list[list[object]] = [[DAY, TEAM, f"第{n}条", *REPORT[3:]] for n in range(count)]
    rows[-1][0] = "?"
    rows[CHUNK - 2] = ["合计"]
    data = read_rows(MEDIA_REPORTS, [MEDIA, *rows])
    assert data.read == count
    assert data.skipped == 1
    told = cell_problems(data)
    bad = [(one.place.cell, one.value) for one in told if one.code == "bad-date"]
    assert bad == ([(f"A{count + 1}", "?")] if count > CHUNK - 1 else [])
    assert data.columns["title"][: CHUNK - 2] == [f"第{n}条" for n in range(CHUNK - 2)]
    assert len(data.rows) == len(data.columns["link"]) == count - 1
