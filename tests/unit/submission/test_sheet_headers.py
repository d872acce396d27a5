"""Headers that are not whole: what is missing, what stands twice, and what nobody asked for."""

from __future__ import annotations

from datetime import date

import pytest

from builders.packs import LEDGERS
from builders.support import TEAM, headers, read_rows

MEDIA_REPORTS = LEDGERS["media_reports"]
DAY = date(2022, 3, 5)
MEDIA = headers("media_reports")
REPORT = [DAY, TEAM, "丰收", "日报", "省", None]


def test_a_sheet_without_a_required_column_is_not_used_but_its_rows_are_counted() -> None:
    data = read_rows(MEDIA_REPORTS, [MEDIA[1:], REPORT[1:], [], REPORT[1:]])
    assert (data.usable, data.rows) == (False, [])
    assert (data.read, data.skipped, data.unusable) == (3, 1, 2)
    ((code, expected),) = [(p.code, p.expected.zh) for p in data.problems]
    assert (code, expected) == ("missing-column", "日期")


def test_two_columns_of_one_header_are_told_with_their_addresses() -> None:
    data = read_rows(MEDIA_REPORTS, [[], [None, *MEDIA, "日期*"], [None, *REPORT, DAY]])
    (problem,) = data.problems
    assert (problem.code, problem.place.cell, problem.value) == ("duplicate-column", "H2", "日期")
    assert "B2、H2" in problem.expected.zh
    assert not data.usable


def test_extra_columns_are_a_note_at_their_address() -> None:
    data = read_rows(MEDIA_REPORTS, [["序号", *MEDIA, "经办人"], [1, *REPORT, "某某"]])
    assert [(p.code, p.level, p.place.cell, p.value) for p in data.problems] == [
        ("unknown-column", "note", "A1", "序号"),
        ("unknown-column", "note", "H1", "经办人"),
    ]
    assert data.usable


@pytest.mark.parametrize(
    ("found", "near"),
    [
        ("活动日期", "（是否为“活动日期”？）"),
        ("日", ""),
        ("报道日期（年月日）", "（是否为“报道日期(年月日)”？）"),
        ("时间", ""),
    ],
)
def test_a_missing_column_names_the_headers_found_and_the_likeliest(found: str, near: str) -> None:
    (problem,) = read_rows(MEDIA_REPORTS, [[found, *MEDIA[1:]], REPORT]).problems
    assert problem.code == "missing-column"
    assert problem.value.split("、")[1:] == ["组团", "标题", "媒体名称", "媒体级别", "链接"]
    assert problem.expected.zh == f"日期{near}"


def test_headers_that_are_all_of_peoples_own_making_are_named() -> None:
    own = ["报道日期", "所属组团", "报道标题", "媒体", "级别"]
    problems = read_rows(MEDIA_REPORTS, [["统计表"], [*own], REPORT[:5]]).problems
    assert {p.value for p in problems} == {"、".join(own)}
    assert all("是否为" in p.expected.zh for p in problems)
