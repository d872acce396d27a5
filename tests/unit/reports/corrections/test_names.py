"""The names of what goes back: whose it is and of which file, safe everywhere, and never two the same."""

from __future__ import annotations

import pytest

from assistcheck.reports.corrections.names import COPY, ENDINGS, stems

TEAM = "青禾镇组团"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([("in/二季度.xlsx", TEAM)], ["青禾镇组团-二季度"]),
        ([("in/青禾镇组团二季度.xlsx", TEAM)], ["青禾镇组团二季度"]),
        ([("in/二季度.xlsx", "")], ["二季度"]),
        ([("in/甲/表.xlsx", ""), ("in/乙/表.xlsx", "")], ["in-甲-表.xlsx", "in-乙-表.xlsx"]),
        ([("in/甲/表.xlsx", TEAM), ("in/乙/表.xlsx", TEAM)], ["青禾镇组团-in-甲-表.xlsx", "青禾镇组团-in-乙-表.xlsx"]),
        ([("表.xlsx", ""), ("表.XLS", "")], ["表.xlsx", "表.XLS"]),
        ([("A.xlsx", ""), ("a.xlsx", ""), ("Ａ.xlsx", "")], ["A.xlsx", "a.xlsx-2", "Ａ.xlsx-3"]),
        ([("包.zip/附件/../表.xlsx", "a/b:c")], ["a_b_c-表"]),
        ([("in/con.xlsx", "")], ["_con"]),
        ([("-", "")], ["_"]),
    ],
)
def test_a_name_says_whose_it_is_and_of_which_file(files: list[tuple[str, str]], expected: list[str]) -> None:
    assert stems(files) == expected


def test_long_names_leave_room_for_each_ending_and_stay_apart() -> None:
    found = stems([("in/" + "很长的名称" * 40 + ".xlsx", TEAM), ("in/" + "很长的名称" * 40 + "二.xlsx", TEAM)])
    assert len({*found}) == 2
    assert all(one.startswith(TEAM) for one in found)
    assert all(len((one + ending).encode()) <= 130 for one in found for ending in ENDINGS)


def test_a_name_does_not_depend_on_what_is_wrong_with_the_others() -> None:
    assert stems([("a/表.xlsx", TEAM)]) == stems([("a/表.xlsx", TEAM), ("b/other.xlsx", TEAM)])[:1]
    assert COPY.zh in ENDINGS
