"""The tables of marks: what stands for nothing, in every writing of it, and what does not."""

from __future__ import annotations

import pytest

from assistcheck.workbook.cell_markers import PLACEHOLDERS, STROKES, is_placeholder
from assistcheck.workbook.cell_values import normalize
from builders.packs import LEDGERS

WRITTEN = [
    "Ｎ／Ａ",
    "N / A",
    "n/a",
    "Na",
    "NULL",
    "Null",
    "－－",
    "——",
    "--",
    "— —",
    "／",
    "＼",
    "/ /",
    "(无)",
    "（暂无）",
    "无。",
    "【待补】",
]
OTHERS = [
    "一",
    "空",
    "无锡",
    "无人机",
    "NA001",
    "-5",
    "—号",
    "3-",
    "N",
    "A",
    "√",
    "×",
    "()",
    "〃",
    '"',
    "同上",
    "None",
    "nan",
    "?",
    "0",
]


@pytest.mark.parametrize("word", sorted(PLACEHOLDERS | STROKES))
def test_each_mark_stands_for_nothing_in_any_case_and_with_spaces(word: str) -> None:
    for text in (word, word.upper(), word.title(), " ".join(word), f"{word}。", f"({word})"):
        assert is_placeholder(normalize(text)), text


@pytest.mark.parametrize("text", WRITTEN)
def test_other_writings_of_a_mark_stand_for_nothing(text: str) -> None:
    assert is_placeholder(normalize(text))


@pytest.mark.parametrize("text", OTHERS)
def test_what_holds_more_than_a_mark_is_a_value(text: str) -> None:
    assert not is_placeholder(normalize(text))


def test_a_longer_counter_stands_before_its_own_end() -> None:
    for counters in {column.counters for sheet in LEDGERS for column in sheet.columns}:
        for at, counter in enumerate(counters):
            assert not any(counter.endswith(earlier) for earlier in counters[:at])
