"""What the cells of an answer say: days as people write them, states, and what an answer needs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.replies import answered
from unit.replies.lists import WHOLE, by_number, came, codes, sent_list, the_list


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (date(2022, 8, 5), date(2022, 8, 5)),
        ("2022-08-05", date(2022, 8, 5)),
        ("2022年8月5日前", date(2022, 8, 5)),
        ("8月5日", date(2022, 8, 5)),
        ("7月底前", date(2022, 7, 31)),
        ("7月末", date(2022, 7, 31)),
        ("2022年9月", date(2022, 9, 30)),
        ("2022年三季度", date(2022, 9, 30)),
        ("不晚于2022-08-05", date(2022, 8, 5)),
    ],
)
def test_a_promise_is_read_as_people_write_it(tmp_path: Path, written: object, day: date) -> None:
    found = came(tmp_path, answered(sent_list()[1], {1: {**WHOLE, "finish": written}}))
    assert by_number(the_list(found))[1].answer.finish == day
    assert not [one for one in found.all_remarks() if one.level == "error"]


@pytest.mark.parametrize("written", ["尽快", "2022-02-30", "待定后再报", "下周"])
def test_a_day_that_cannot_be_read_is_told_with_its_cell_and_a_remedy(tmp_path: Path, written: object) -> None:
    found = came(tmp_path, answered(sent_list()[1], {1: {**WHOLE, "finish": written}}))
    remark = next(one for one in found.all_remarks() if one.level == "error")
    assert (remark.code, remark.place.cell[:1]) == ("bad-date", "I")
    assert "日期" in remark.remedy.zh
    item = by_number(the_list(found))[1]
    assert (item.answered, item.lacking, item.answer.finish_text) == ("partly", ("finish",), str(written))
    assert found.exit_code == 3


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("已完成", "done"),
        ("完成。", "done"),
        ("DONE", "done"),
        ("进行中", "in_progress"),
        ("有异议", "disputed"),
        ("未完成", "not_started"),
    ],
)
def test_a_state_is_known_by_its_words(tmp_path: Path, written: str, state: str) -> None:
    found = came(tmp_path, answered(sent_list()[1], {1: {**WHOLE, "state": written}}))
    assert by_number(the_list(found))[1].answer.state == state


def test_another_state_is_said_and_counts_for_none(tmp_path: Path) -> None:
    found = came(tmp_path, answered(sent_list()[1], {1: {**WHOLE, "state": "看情况"}}))
    assert codes(found) == ["bad-choice"]
    assert "从下拉选项中选填" in [one.remedy.zh for one in found.all_remarks() if one.code == "bad-choice"]
    assert by_number(the_list(found))[1].answer.state is None


@pytest.mark.parametrize(
    ("cells", "lacking"),
    [
        ({"state": "已完成"}, ("proof",)),
        ({"state": "已完成", "proof": "无"}, ("proof",)),
        ({"state": "已完成", "proof": "照片"}, ()),
        ({"state": "有异议"}, ("measures",)),
        ({"state": "有异议", "measures": "口径不同"}, ()),
        ({"state": "推进中", "measures": "补报"}, ("finish", "person")),
        ({"measures": "补报", "finish": date(2022, 9, 1), "person": "科长"}, ()),
    ],
)
def test_what_an_answer_needs_depends_on_what_it_says(
    tmp_path: Path, cells: dict[str, object], lacking: tuple[str, ...]
) -> None:
    item = by_number(the_list(came(tmp_path, answered(sent_list()[1], {1: cells}))))[1]
    assert (item.lacking, item.answered) == (lacking, "partly" if lacking else "whole")
