"""Neighbouring columns that hold each other's values: one problem, not two faults a row."""

from __future__ import annotations

from datetime import date

import pytest

from assistcheck.ledgers.schema import Sheet
from assistcheck.submission.parsed import ParsedSheet
from builders.packs import LEDGERS
from builders.support import OTHER, TEAM, TOWN, codes, fates, headers, outcomes, read_rows, report_of, submit_one

MEDIA_REPORTS = LEDGERS["media_reports"]
PURCHASES = LEDGERS["purchases"]
DONATIONS = LEDGERS["donations"]

DAY = date(2022, 3, 5)
REPORT = [DAY, TEAM, "丰收", "日报", "省", None]
SALE = [DAY, TEAM, "其他", "采购", "米", "韶关市", 50_000, "凭1"]
GIFT = [DAY, "甲街道", TOWN, "东村", "资金", 50_000, "企业", "凭1"]


def swapped(row: list[object], at: int) -> list[object]:
    return [*row[:at], row[at + 1], row[at], *row[at + 2 :]]


def told(data: ParsedSheet) -> list[tuple[str, str]]:
    return [(p.code, p.place.cell) for p in data.problems]


@pytest.mark.parametrize(
    ("sheet", "row", "at"),
    [
        (MEDIA_REPORTS, REPORT, 0),
        (MEDIA_REPORTS, REPORT, 3),
        (PURCHASES, SALE, 2),
        (PURCHASES, SALE, 5),
        (DONATIONS, GIFT, 4),
    ],
    ids=["a day and a name", "a text and a choice", "two choices", "a text and an amount", "a choice and an amount"],
)
def test_exchanged_columns_are_told_once(sheet: Sheet, row: list[object], at: int) -> None:
    rows = [headers(sheet.id), *[swapped(row, at)] * 3]
    data = read_rows(sheet, rows)
    assert told(data) == [("exchanged-columns", f"{'ABCDEFGH'[at]}2")]
    assert [fault for faults in data.faults.by_row.values() for fault in faults] == []
    assert data.rejected == {0, 1, 2}


def test_other_faults_of_the_rows_are_told_too() -> None:
    data = read_rows(MEDIA_REPORTS, [headers("media_reports"), swapped(REPORT, 0), [*swapped(REPORT, 0)[:4], "?", None]])
    assert told(data) == [("exchanged-columns", "A2")]
    assert {at: [f.column for f in faults] for at, faults in data.faults.by_row.items() if faults} == {1: ["level"]}


def test_names_in_a_column_of_days_do_not_become_unknown() -> None:
    submission = submit_one({"媒体报道": [headers("media_reports"), *[swapped(REPORT, 0)] * 2, REPORT]})
    assert codes(submission.problems) == [("exchanged-columns", "A2")]
    assert fates(submission, "media_reports") == ["rejected", "rejected", "counted"]


def test_whose_rows_they_are_is_known_so_nothing_is_taken_for_a_zero() -> None:
    submission = submit_one({"媒体报道": [headers("media_reports"), *[swapped(REPORT, 0)] * 2]})
    found = {name: found[::2] for (rule, name, _), found in outcomes(report_of(submission)).items() if rule == "R05.2"}
    assert found == {TEAM: ("undetermined", "rows-rejected"), OTHER: ("shortfall", None)}


@pytest.mark.parametrize(
    "rows",
    [
        [swapped(REPORT, 0), REPORT],
        [swapped(REPORT, 0), REPORT, REPORT, swapped(REPORT, 0), REPORT],
        [["昨天", *REPORT[1:]], ["前天", *REPORT[1:]]],
        [["昨天", TEAM, "丰收", "省", "日报", None], ["前天", TEAM, "丰收", "日报", "省", None]],
        [["青禾镇组团", None, *REPORT[2:]], ["青禾镇组团", None, *REPORT[2:]]],
    ],
    ids=["one row", "less than half", "no fitting neighbour", "one row of two", "a blank neighbour"],
)
def test_other_faults_stay_as_they_are(rows: list[list[object]]) -> None:
    data = read_rows(MEDIA_REPORTS, [headers("media_reports"), *rows])
    assert told(data) == []
    assert data.faults.by_row


def test_a_text_and_a_choice_that_are_no_neighbours_are_told_once() -> None:
    rows = [[*REPORT[:2], "省", "日报", f"丰收{number}", None] for number in range(3)]
    data = read_rows(MEDIA_REPORTS, [headers("media_reports"), *rows])
    assert told(data) == [("exchanged-columns", "C2")]
    assert "“标题”与“媒体级别”" in data.problems[0].expected.zh
    assert data.rejected == {0, 1, 2}


def test_a_day_and_a_name_that_are_no_neighbours_are_not_compared() -> None:
    header = headers("media_reports")
    rows = [[header[0], "序号", *header[1:]], *[[TEAM, 1, DAY, *REPORT[2:]]] * 2]
    assert "exchanged-columns" not in [code for code, _ in told(read_rows(MEDIA_REPORTS, rows))]
