"""A column without a mark of a total is told by all of its cells at once."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from assistcheck.submission.line_marks import LineMarks, line_marks
from assistcheck.workbook.cell_values import Cell
from builders.library import SHEETS
from builders.packs import LEDGERS

MARKS = [line_marks(LEDGERS.conventions), line_marks(SHEETS.conventions)]
both = pytest.mark.parametrize("marks", MARKS, ids=["zh", "en"])
PIECES = [
    *(
        "合",
        "计",
        "合计",
        "小 计",
        "总",
        "总计",
        "求",
        "和",
        "求 和",
        "汇总",
        "其中",
        "：采购",
        "金额",
        "3笔",
        "一季度",
        "青禾镇",
        "会",
    ),
    *(
        "T",
        "ｏ",
        "tal",
        "TOTAL",
        "total",
        "Grand ",
        "of",
        "of  which",
        "of\nthese",
        "Thereof",
        "incl",
        "incl.",
        "INCLUDED above",
        ":",
    ),
    *(" ", "\u3000", "\n", "|", "\ufe0f", "\u200b", "\u0301", "№", "(", "books", "X1"),
]
OTHERS: list[Cell] = [None, "", 1.0, True, date(2022, 3, 5)]


@both
def test_a_cell_that_is_marked_is_never_missed(marks: LineMarks) -> None:
    random = Random("marks")  # noqa: S311 - cells, not secrets
    marked = unmarked = 0
    for _ in range(4000):
        cell = "".join(random.choices(PIECES, k=random.randrange(1, 5)))
        others = random.choices(OTHERS, k=4)
        if marks.is_marked(cell):
            marked += 1
            assert marks.may_hold_marked([*others, "书", cell, "\u0301书", *others]), repr(cell)
        unmarked += not marks.may_hold_marked([cell])
    assert marked > 100
    assert unmarked > 100


@both
def test_cells_that_only_make_a_mark_together_hold_none(marks: LineMarks) -> None:
    assert not marks.may_hold_marked(["合", "计", 3.0, None, "to", "tal", "of", "which"])


@pytest.mark.parametrize("cell", ["thereof: books", "Of which", "(of  these)", "included in the above"])
def test_parts_in_english_are_marks_of_english_workbooks_alone(cell: str) -> None:
    chinese, english = MARKS
    assert english.may_hold_marked([cell])
    assert not chinese.may_hold_marked([cell])
