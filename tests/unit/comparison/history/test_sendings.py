"""Who sent when: beside the report before, and over all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from assistcheck.comparison.history.reports import TrendRecord
from assistcheck.comparison.history.sendings import Habit, Sending, Workbook, habit_of, sendings_of, workbooks_of
from builders.past_reports import OTHER, TEAM, past_report, stale, workbook

Inputs = list[dict[str, Any]]


def books(inputs: Inputs, *problems: Mapping[str, Any]) -> Mapping[str, tuple[Workbook, ...]]:
    report = TrendRecord.model_validate(past_report("2022-04-01", (), inputs, problems))
    return workbooks_of(report, {TEAM, OTHER})


def states(*reports: Inputs) -> list[str]:
    return [one.state for one in sendings_of(TEAM, [books(inputs) for inputs in reports])]


ANOTHER = workbook("o.xlsx", OTHER, "row")


def test_nothing_then_a_first_workbook_then_the_same() -> None:
    one = workbook("t.xlsx", TEAM, "row")
    assert states([ANOTHER], [ANOTHER, one], [ANOTHER, one]) == ["missing", "first", "same"]


def test_a_workbook_that_only_moved_or_got_another_name_is_the_same() -> None:
    assert states([workbook("t.xlsx", TEAM, "row")], [workbook("b/第2周.xlsx", TEAM, "row")]) == ["first", "same"]


def test_other_bytes_that_say_the_same_are_saved_again_wherever_their_rows_stand() -> None:
    before, after = workbook("t.xlsx", TEAM, "a", "b"), workbook("t.xlsx", TEAM, "b", "a", saved="later")
    assert states([before], [after]) == ["first", "resaved"]


@pytest.mark.parametrize("rows", [("a",), ("a", "b", "c"), ("a", "c"), ("a", "b", "b"), ()])
def test_a_row_that_came_went_or_says_otherwise_is_a_change(rows: tuple[str, ...]) -> None:
    assert states([workbook("t.xlsx", TEAM, "a", "b")], [workbook("t.xlsx", TEAM, *rows)]) == ["first", "changed"]


def test_without_marks_of_rows_other_bytes_are_a_change() -> None:
    before, after = workbook("t.xlsx", TEAM, "a"), workbook("t.xlsx", TEAM, "a", saved="later")
    for one in (before, after):
        del one["sheets"][0]["row_marks"]
    assert states([before], [after]) == ["first", "changed"]


def test_a_workbook_without_a_row_has_no_marks_and_is_known_by_that() -> None:
    before, after = workbook("t.xlsx", TEAM), workbook("t.xlsx", TEAM, saved="later")
    filled = workbook("t.xlsx", TEAM, "a")
    for one in (before, after):
        del one["sheets"][0]["row_marks"]
    assert states([ANOTHER, before], [ANOTHER, after], [ANOTHER, filled]) == ["first", "resaved", "changed"]


def test_a_sheet_too_long_for_marks_is_not_taken_for_the_same() -> None:
    before, after = workbook("t.xlsx", TEAM, "a"), workbook("t.xlsx", TEAM, "a", saved="later")
    long = {"name": "长表", "ledger": "purchases", "rows": {"read": 10_001, "counted": 10_001}}
    for one in (before, after):
        one["sheets"].append(long)
    assert states([before], [after]) == ["first", "changed"]


def test_one_that_comes_back_is_held_against_what_it_was_before_it_was_missing() -> None:
    one = workbook("t.xlsx", TEAM, "a")
    assert states([ANOTHER, one], [ANOTHER], [ANOTHER, one]) == ["first", "missing", "same"]


def test_where_no_workbook_says_whose_it_is_nobody_is_missing() -> None:
    assert states([workbook("all.xlsx", "东莞市", "a")], [workbook("all.xlsx", None, "a")]) == ["untold", "untold"]


def test_an_unreadable_file_is_nobodys_workbook() -> None:
    assert states([ANOTHER, workbook("t.xlsx", TEAM, status="unreadable")]) == ["missing"]


def test_of_two_workbooks_the_one_that_counts_comes_first_and_they_are_in_conflict() -> None:
    old, new = workbook("a.xlsx", TEAM, "a", status="superseded"), workbook("b.xlsx", TEAM, "b")
    (found,) = sendings_of(TEAM, [books([old, new])])
    assert [book.path for book in found.workbooks] == ["b.xlsx", "a.xlsx"]
    assert found.is_conflicting


def test_a_conflict_is_no_change_while_the_same_workbook_counts() -> None:
    counts, copy = workbook("b.xlsx", TEAM, "b"), workbook("b - 副本.xlsx", TEAM, "b", status="superseded")
    assert states([counts], [counts, copy]) == ["first", "same"]


def test_a_workbook_of_an_earlier_quarter_is_late_and_one_of_a_later_one_is_not() -> None:
    one = workbook("t.xlsx", TEAM, "a")
    (late,) = sendings_of(TEAM, [books([one], stale("t.xlsx", "2022-03-31"))])
    assert (late.is_late, late.workbooks[0].until) == (True, "2022-03-31")
    (early,) = sendings_of(TEAM, [books([one], {**stale("t.xlsx", "2022-09-30"), "level": "note"})])
    assert not early.is_late


def test_a_habit_counts_what_is_to_be_asked_about() -> None:
    one, two = workbook("a.xlsx", TEAM, "a"), workbook("b.xlsx", TEAM, "b")
    over = workbook("c.xlsx", TEAM, "c", status="superseded")
    reports = [
        books([ANOTHER]),
        books([one]),
        books([two, over]),
        books([ANOTHER]),
        books([two], stale("b.xlsx", "2022-03-31")),
    ]
    days = [date(2022, 4, 1) + timedelta(7 * at) for at in range(5)]
    assert habit_of(days, [*sendings_of(TEAM, reports)]) == Habit(days[1], missing=2, late=1, conflicting=1, changes=1)


def test_who_never_sent_has_no_first_day() -> None:
    assert habit_of([date(2022, 4, 1)], [Sending("missing")]) == Habit(None, 1, 0, 0, 0)
