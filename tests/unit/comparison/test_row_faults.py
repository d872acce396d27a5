"""Which faults of the data an earlier report had already."""

from typing import Any

import pytest

from assistcheck.comparison.row_faults import Fault, match


def fault(row: int = 5, mark: bytes | None = b"a", **more: Any) -> Fault:
    """Return a bad date in column A of 媒体报道."""
    known: dict[str, Any] = {"code": "bad-date", "path": "a.xlsx", "sheet": "媒体报道", "column": 1, "ledger": "media_reports"}
    return Fault(**known | {"row": row, "mark": mark} | more)


def new(now: list[Fault], then: list[Fault]) -> list[Fault]:
    return match(now, then).new


def test_a_row_that_moved_in_a_renamed_file_is_known():
    assert match([fault(9, path="b.xlsx", sheet="媒体报道 (2)")], [fault(5)]) == ([], 1, 0)


def test_another_row_in_the_same_place_is_new():
    assert match([fault(mark=b"b")], [fault(mark=b"a")]) == ([fault(mark=b"b")], 0, 1)


def test_another_fault_of_the_same_row_is_new():
    also = fault(code="bad-choice", column=4)
    assert new([fault(), also], [fault()]) == [also]


def test_the_same_row_in_another_ledger_is_new():
    assert new([fault(ledger="visits")], [fault()]) == [fault(ledger="visits")]


def test_a_copy_of_a_faulty_row_is_one_more():
    assert new([fault(5), fault(6)], [fault(5)]) == [fault(6)]


def test_rows_without_marks_are_counted_by_file_sheet_and_column():
    then = [fault(row, mark=None) for row in (5, 6)]
    now = [fault(row, mark=None) for row in (7, 8, 9)]
    assert len(new(now, then)) == 1
    assert new(now[:2], then) == []
    assert len(new([fault(7, mark=None, column=2)], then)) == 1


@pytest.mark.parametrize(("old", "today"), [(None, b"a"), (b"a", None)])
def test_a_row_whose_sheet_had_or_has_no_marks_is_counted(old: bytes | None, today: bytes | None):
    assert new([fault(7, mark=today)], [fault(5, mark=old)]) == []


def test_of_two_faults_of_a_row_that_is_corrected_in_one_the_other_is_known():
    then = [fault(mark=b"a"), fault(mark=b"a", code="bad-choice", column=4)]
    assert match([fault(mark=b"b")], then) == ([], 1, 1)
    moved = fault(6, mark=b"b")
    assert new([moved], then) == [moved]


def test_a_row_corrected_in_one_cell_and_broken_in_another_is_new():
    then = [fault(mark=b"a"), fault(mark=b"a", code="bad-choice", column=4)]
    now = [fault(mark=b"b"), fault(mark=b"b", code="bad-number", column=5)]
    assert new(now, then) == now


def test_a_fault_of_a_whole_sheet_is_known_by_its_place_whatever_it_says():
    then = fault(0, mark=None, code="unknown-sheet", column=0, value="甲")
    assert new([then._replace(value="乙")], [then]) == []
    assert new([then, then._replace(value="乙")], [then]) == [then._replace(value="乙")]
    assert new([fault(1, mark=None, code="unknown-sheet", column=0)], [then]) != []
