"""Files in words: names, not paths; as many folders as tell one from another."""

from __future__ import annotations

import pytest

from assistcheck.reports.common.file_words import FileWords, own_name, shown_files


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["in/a.xlsx"], ["a.xlsx"]),
        (["in/甲/a.xlsx", "in/乙/a.xlsx", "in/b.xlsx"], ["甲/a.xlsx", "乙/a.xlsx", "b.xlsx"]),
        (["x/甲/1/a.xlsx", "x/乙/1/a.xlsx"], ["甲/1/a.xlsx", "乙/1/a.xlsx"]),
        (["甲/a.xlsx", "甲/A.xlsx"], ["甲/a.xlsx", "甲/A.xlsx"]),
        ([r"C:\in\a.xlsx"], ["a.xlsx"]),
        (["-"], ["-"]),
        ([], []),
    ],
)
def test_a_file_is_called_by_its_name_and_what_tells_it_from_others(paths: list[str], expected: list[str]) -> None:
    assert shown_files(paths) == expected


def test_a_name_that_a_terminal_would_act_on_is_harmless() -> None:
    assert own_name("in/a\x1b[31m.xlsx") == "a␛[31m.xlsx"


def test_paths_within_a_text_become_names_and_the_files_own_this_workbook() -> None:
    words = FileWords(["in/a.xlsx", "in/a.xlsx.xlsx", "in/b.xlsx"])
    text = "已计 in/a.xlsx《表》第 2 行，in/a.xlsx.xlsx 和 in/b.xlsx 也有"
    assert words.plain(text, "in/a.xlsx", "zh") == "已计 本工作簿《表》第 2 行，a.xlsx.xlsx 和 b.xlsx 也有"
    assert words.plain("甲 | 一 | 乙", "in/a.xlsx", "zh") == "甲、一、乙"
    assert words.plain("in/b.xlsx, Visits, row 2", "in/b.xlsx", "en") == "this workbook, Visits, row 2"


def test_without_files_a_text_stays_as_it_is() -> None:
    assert FileWords([]).plain("in/a.xlsx", "", "zh") == "in/a.xlsx"
