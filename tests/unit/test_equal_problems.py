"""Equal faults of one sheet and column are told once, with all their cells."""

from __future__ import annotations

from assistcheck.equal_problems import MOST_KINDS, told_once
from assistcheck.i18n import LocalizedText
from assistcheck.location import NO_LOCATION, Location
from assistcheck.problems import Problem

A_DATE = LocalizedText("日期", "a date")


def fault(row: int, column: int = 1, value: str = "2022.1", code: str = "bad-date", sheet: str = "媒体报道") -> Problem:
    return Problem(code, Location("a.xlsx", sheet, row, column), value, A_DATE)


def unlike(row: int) -> Problem:
    return Problem(
        "duplicate-row", Location("a.xlsx", "媒体报道", row, 1), f"标题{row}", LocalizedText(f"第{row}行", f"row {row}")
    )


def test_a_whole_column_of_one_wrong_form_is_one_problem() -> None:
    (one,) = told_once([fault(row, value=f"2022.{row}") for row in (7, 9, 10, 11)])
    assert (one.value, one.count, one.cells) == ("2022.7", 4, ("A7", "A9:A11"))
    assert [(each.place.cell, each.value) for each in one.each()] == [(f"A{row}", f"2022.{row}") for row in (7, 9, 10, 11)]


def test_the_first_cell_speaks_for_all_in_whatever_order_they_come() -> None:
    (one,) = told_once([fault(row, value=f"2022.{row}") for row in (11, 7, 9)])
    assert (one.place.cell, one.value, [each.value for each in one.each()]) == ("A7", "2022.7", ["2022.7", "2022.9", "2022.11"])


def test_a_message_shows_the_first_three_different_texts() -> None:
    (one,) = told_once([fault(row, value=f"2022.{row // 2}") for row in range(2, 12)])
    assert one.message("zh") == "日期无法识别：“2022.1”、“2022.2”、“2022.3”等；应为日期"
    assert '"2022.1", "2022.2", "2022.3" and others' in one.message("en")
    (two,) = told_once([fault(2), fault(3, value="x")])
    assert "“2022.1”、“x”；" in two.message("zh")
    (same,) = told_once([fault(2), fault(3)])
    assert "“2022.1”；" in same.message("zh")


def test_other_columns_sheets_and_codes_are_problems_of_their_own() -> None:
    assert len(told_once([fault(7), fault(7, 2), fault(7, sheet="消费帮扶"), fault(7, code="error-cell")])) == 4


def test_names_are_looked_up_one_by_one() -> None:
    found = [fault(7, value="甲组", code="unknown-name"), fault(8, value="乙组", code="unknown-name")]
    assert [one.value for one in told_once(found)] == ["甲组", "乙组"]
    assert [(one.value, one.cells) for one in told_once(told_once([*found, fault(9, value="甲组", code="unknown-name")]))] == [
        ("甲组", ("A7", "A9")),
        ("乙组", ("A8",)),
    ]


def test_files_are_told_one_by_one_and_have_no_cells() -> None:
    found = told_once([Problem("not-submitted", Location(""), team) for team in ("甲组", "乙组")])
    assert [(one.value, one.cells, one.count) for one in found] == [("甲组", (), 1), ("乙组", (), 1)]


def test_beyond_a_hundred_kinds_of_one_fault_the_others_are_one_with_all_their_cells() -> None:
    few = told_once(unlike(row) for row in range(2, 2 + MOST_KINDS))
    assert (len(few), {one.count for one in few}) == (MOST_KINDS, {1})
    many = told_once(unlike(row) for row in reversed(range(2, 2 + 10 * MOST_KINDS)))
    assert len(many) == MOST_KINDS + 1
    assert [one.cells for one in many[:2]] == [("A2",), ("A3",)]
    others = many[-1]
    assert (others.cells, others.count) == ((f"A{2 + MOST_KINDS}:A{1 + 10 * MOST_KINDS}",), 9 * MOST_KINDS)
    assert all(str(MOST_KINDS) in text for text in others.expected)
    assert [each.value for each in others.each()] == [f"标题{row}" for row in range(2 + MOST_KINDS, 2 + 10 * MOST_KINDS)]


def test_of_very_many_that_stand_in_no_cell_none_is_lost():
    absent = [Problem("not-submitted", NO_LOCATION, f"第{number}组团") for number in range(MOST_KINDS + 20)]
    found = told_once(absent)
    assert [one.value for one in found] == [one.value for one in absent]
    assert all(one.count == 1 for one in found)
