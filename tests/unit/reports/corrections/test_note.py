"""A message: what it tells of many faults, and what it leaves to the copy."""

from __future__ import annotations

from datetime import date

import pytest

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.reports.common.file_words import FileWords
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.corrections.kinds import kinds_of, seen_words
from assistcheck.reports.corrections.model import Returned, Reviewed
from assistcheck.reports.corrections.note import Terms, to_message
from assistcheck.reports.corrections.table import summary_of

PATH = "in/甲/a.xlsx"


def fault(code: str, sheet: str = "", row: int = 0, value: str = "x", *, expected: str = "") -> Problem:
    words = LocalizedText(expected, expected) if expected else LocalizedText("", "")
    return Problem(code, Location(PATH, sheet, row, 1 if row else 0), value, words)


def returned(*problems: Problem) -> Returned:
    reviewed = Reviewed(
        path=PATH,
        name="a.xlsx",
        file="a.xlsx",
        reporter="青禾镇组团",
        is_roster=False,
        stem="青禾镇组团-a",
        status="read",
        problems=problems,
        words=FileWords([PATH]),
        left_out=0,
    )
    return Returned(reviewed, "青禾镇组团-a-说明.txt", "青禾镇组团-a-标注.xlsx")


def message(*problems: Problem, lang: Lang = "zh") -> list[str]:
    terms = Terms(date(2022, 6, 30), Letter(), lang)
    return to_message(returned(*problems), terms).decode("utf-8-sig").split("\r\n")


def test_what_is_wrong_with_a_file_or_a_sheet_stands_before_cells_and_then_what_there_is_most_of() -> None:
    cells = [fault("bad-date", "表", 2).in_cells((2, 3), ("a", "b")), fault("bad-choice", "表", 9)]
    kinds = kinds_of([*cells, fault("missing-column", "表"), fault("encrypted-file")], "error")
    assert [kind.problems[0].code for kind in kinds] == ["encrypted-file", "missing-column", "bad-date", "bad-choice"]
    assert [kind.places for kind in kinds] == [1, 1, 2, 1]


def test_of_more_than_six_places_the_others_are_left_to_the_copy() -> None:
    six = [fault("bad-choice", f"表{number}", 2) for number in range(6)]
    assert not [line for line in message(*six) if "另有" in line]
    lines = message(*six, fault("bad-choice", "表7", 2).in_cells((2, 3), ("a", "b")))
    assert "   · 另有 2 处，见《青禾镇组团-a-标注.xlsx》第一张表" in lines
    assert len([line for line in lines if line.startswith("   · 【")]) == 6


def test_of_more_than_twelve_kinds_the_others_are_left_to_the_copy() -> None:
    codes = ["bad-date", "bad-number", "bad-amount", "bad-choice", "unknown-name", "error-cell", "missing-value"]
    codes += ["missing-column", "duplicate-column", "split-column", "unit-unclear", "conflicting-row", "foreign-rows"]
    lines = message(*(fault(code, "表", 2) for code in codes))
    assert "…… 另有 1 类问题 1 处，见《青禾镇组团-a-标注.xlsx》第一张表" in lines
    assert len([line for line in lines if line.startswith("   怎么改：")]) == 12


def test_what_was_expected_stands_once_where_it_is_the_same_and_with_each_place_where_not() -> None:
    same = message(fault("bad-choice", "表", 2, expected="是、否"), fault("bad-choice", "乙", 2, expected="是、否"))
    assert same.count("   应为：是、否") == 1
    other = message(fault("bad-choice", "表", 2, expected="是、否"), fault("bad-choice", "乙", 2, expected="市、县"))
    assert [line for line in other if "应为" in line] == ["   · 【表】A2：“x”，应为是、否", "   · 【乙】A2：“x”，应为市、县"]


def test_sections_are_numbered_as_they_come() -> None:
    heads = [line[:2] for line in message(fault("out-of-period", "表", 2)) if line[:2] in {"一、", "二、", "三、"}]
    assert heads == ["一、", "二、"]


def test_long_and_hostile_texts_are_cut_and_harmless() -> None:
    assert seen_words(fault("bad-date", "表", 2, "长" * 50), "zh") == f"“{'长' * 39}…”"
    lines = message(fault("bad-date", "表\x1b[2J", 2, "=cmd\r\n甲：您好"))
    assert not [line for line in lines if "\x1b" in line or line.startswith("甲")]


@pytest.mark.parametrize(("lang", "line"), [("zh", "须改正 1 处：必填项空缺 1 处：【表】A2"), ("en", "1 place to correct: ")])
def test_a_summary_is_one_line(lang: Lang, line: str) -> None:
    found = summary_of(returned(fault("missing-value", "表", 2)), lang)
    assert found.startswith(line)
    assert "\n" not in found
