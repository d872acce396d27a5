"""Cells that show more than they store: pictures, comments, texts that a number format makes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from assistcheck.ledgers.schema import Sheet
from assistcheck.submission.parsed import ParsedSheet
from assistcheck.submission.sheet_reader import read_sheet
from assistcheck.workbook.xlsx.cell_issues import CellIssue
from builders.packs import LEDGERS
from builders.support import TEAM, TOWN, Grid, cell_problems, headers, opened

ATTESTATIONS = LEDGERS["attestations"]
DONATIONS = LEDGERS["donations"]
MEDIA_REPORTS = LEDGERS["media_reports"]

DAY = date(2022, 3, 5)
DUTY = ["R02.2", TEAM, "已完成", DAY, None]
GIFT = [DAY, "甲街道", TOWN, "东村", "资金", 50_000, "企业", 1]
PICTURE = CellIssue("picture-cell", "ID_1")


def read(sheet: Sheet, rows: Grid, merges: Mapping[str, object] | None = None, **look: Any) -> ParsedSheet:
    """Return a sheet read as ``sheet``, whose parts tell this besides."""

    def merge(_: object, pages: Mapping[str, Any]) -> None:
        for cells, value in (merges or {}).items():
            pages["表"].merge_range(cells, value)

    raw = opened({"表": [headers(sheet.id), *rows]}, merge).sheet("表")
    raw.look = raw.look._replace(**look)
    return read_sheet(raw, sheet, "data.xlsx", lambda: 2022)


def told(data: ParsedSheet) -> list[tuple[str, str, str, str]]:
    """Return (code, A1 address, value, level) of every fault and remark."""
    found = cell_problems(data)
    return [(p.code, p.place.cell, p.value, p.level) for p in found]


def test_a_picture_is_evidence_that_a_person_has_to_look_at() -> None:
    data = read(ATTESTATIONS, [DUTY], doubts={(2, 5): PICTURE})
    assert data.columns["evidence"] == ["ID_1"]
    assert told(data) == [("picture-cell", "E2", "ID_1", "note")]
    assert data.rejected == set()


def test_a_picture_without_a_name_is_evidence_too_and_is_repeated_down_a_merge() -> None:
    rows = [DUTY, ["R03.1", *DUTY[1:]]]
    data = read(ATTESTATIONS, rows, {"E2:E3": ""}, doubts={(2, 5): CellIssue("picture-cell", "")})
    assert data.columns["evidence"] == ["图片", "图片"]


@pytest.mark.parametrize(("at", "rejects"), [(5, True), (4, True), (8, True), (7, False)])
def test_a_picture_elsewhere_is_an_error(at: int, *, rejects: bool) -> None:
    data = read(DONATIONS, [GIFT], doubts={(2, at): PICTURE})
    assert told(data) == [("picture-cell", f"{'ABCDEFGH'[at - 1]}2", "ID_1", "error")]
    assert data.rejected == ({0} if rejects else set())


def test_a_picture_or_a_comment_beside_a_blank_evidence_is_noted() -> None:
    rows = [DUTY, ["R03.1", *DUTY[1:]], ["R03.2", *DUTY[1:4], "会议纪要"], ["R03.3", *DUTY[1:]]]
    beside = {(3, 5): "见附件", (4, 5): "见附件", (5, 4): "日期待核"}
    data = read(ATTESTATIONS, rows, pictures=frozenset({(2, 5), (5, 1)}), comments=beside)
    assert told(data) == [("unread-evidence", "E2", "", "note"), ("unread-evidence", "E3", "见附件", "note")]
    assert data.columns["evidence"] == [None, None, "会议纪要", None]
    assert data.rejected == set()


def test_pictures_and_comments_of_other_sheets_are_nothing_to_tell() -> None:
    report = [DAY, TEAM, "丰收", "日报", "省", None]
    data = read(MEDIA_REPORTS, [report], pictures=frozenset({(2, 5)}), comments={(2, 6): "见附件"})
    assert data.faults.by_row == {}


def test_the_text_that_a_number_shows_is_the_cell_in_columns_of_texts_alone() -> None:
    data = read(DONATIONS, [GIFT, GIFT], texts={(2, 8): "A-01", (3, 8): "B-01", (2, 6): "约五万"})
    assert data.columns["voucher"] == ["A-01", "B-01"]
    assert data.columns["amount"] == [50_000, 50_000]


def test_a_text_that_is_shown_is_repeated_down_a_merge() -> None:
    data = read(DONATIONS, [GIFT, [*GIFT[:4], "物资折价", *GIFT[5:]]], {"H2:H3": 1}, texts={(2, 8): "A-01"})
    assert data.columns["voucher"] == ["A-01", "A-01"]
