"""Equal faults of one sheet and column are told once, with all their cells."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText
from assistcheck.location import Location
from assistcheck.problems import Problem
from assistcheck.reports.common.problem_groups import alone, grouped

A_DATE = LocalizedText("日期", "a date")


def fault(row: int, column: int = 1, value: str = "2022.1", code: str = "bad-date", sheet: str = "媒体报道") -> Problem:
    return Problem(code, Location("a.xlsx", sheet, row, column), value, A_DATE)


def test_a_whole_column_of_one_wrong_form_is_one_problem() -> None:
    (group,) = grouped([fault(row, value=f"2022.{row}") for row in (7, 9, 10, 11)])
    assert (group.problem.value, group.times, group.cells) == ("2022.7", 4, ("A7", "A9:A11"))


def test_other_columns_sheets_and_codes_are_problems_of_their_own() -> None:
    assert len(grouped([fault(7), fault(7, 2), fault(7, sheet="消费帮扶"), fault(7, code="error-cell")])) == 4


def test_names_are_looked_up_one_by_one() -> None:
    found = [fault(7, value="甲组", code="unknown-name"), fault(8, value="乙组", code="unknown-name")]
    assert [group.problem.value for group in grouped(found)] == ["甲组", "乙组"]


def test_a_group_stands_where_its_first_fault_stood() -> None:
    found = grouped([fault(7), fault(8, 2), fault(9)])
    assert [group.cells for group in found] == [("A7", "A9"), ("B8",)]


def test_files_are_told_one_by_one_and_have_no_cells() -> None:
    found = grouped([Problem("not-submitted", Location(""), team) for team in ("甲组", "乙组")])
    assert [(group.problem.value, group.cells, group.times) for group in found] == [("甲组", (), 1), ("乙组", (), 1)]


def test_of_many_ranges_a_person_is_shown_six_and_the_number() -> None:
    (group,) = grouped([fault(row) for row in range(3, 20, 2)])
    assert group.cells_shown("zh") == "A3、A5、A7、A9、A11、A13 等共 9 处"
    assert group.cells_shown("en") == "A3, A5, A7, A9, A11, A13 and more, 9 in all"
    assert alone(fault(3)).cells_shown("en") == "A3"
