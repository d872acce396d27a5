"""Drawing for a terminal: Chinese wraps, columns align, and nothing hostile gets through."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from assistcheck.reports import View
from assistcheck.reports.common.escaping import escaped, visible
from assistcheck.reports.terminal.layout import Flow, PlainTable, drawn


def lines(text: str, width: int) -> list[str]:
    return drawn([Flow(text)], View(width=width)).splitlines()


def test_chinese_wraps_between_any_two_characters() -> None:
    assert lines("镇街为每个重点村募集资金", 10) == ["镇街为每个", "重点村募集", "资金"]


def test_an_empty_text_is_an_empty_line() -> None:
    assert drawn([Flow("")], View(width=10)) == "\n"


def test_a_number_stays_whole() -> None:
    assert lines("不少于100,000.00元", 12) == ["不少于", "100,000.00元"]


def test_no_line_begins_with_a_closing_mark() -> None:
    assert lines("第一项，第二项，第三项。", 6) == ["第一", "项，第", "二项，", "第三", "项。"]


def test_no_line_ends_with_an_opening_mark() -> None:
    assert lines("镇街村（折价）", 8) == ["镇街村", "（折价）"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines("abcdefghijkl", 5) == ["abcde", "fghij", "kl"]


def test_english_wraps_at_spaces_without_leading_blanks() -> None:
    assert lines("each team has four reports", 10) == ["each team", "has four", "reports"]


@pytest.mark.parametrize("width", [40, 80, 160])
def test_every_line_fits_and_columns_align(width: int) -> None:
    table = PlainTable("规则", "事项", "差")
    table.spread(None, 3, 1)
    table.add("R05.2", Flow("县级或以上媒体宣传报道不少于四条" * 3), Flow("2条"))
    table.add("R07.4", Flow("short"), Flow("42,000.00元"))
    drawn_lines = drawn([table], View(width=width)).splitlines()
    assert all(cell_len(line) <= width for line in drawn_lines)
    first = next(line for line in drawn_lines if line.startswith("R05.2"))
    last = next(line for line in drawn_lines if line.startswith("R07.4"))
    assert cell_len(first[: first.index("2条")]) == cell_len(last[: last.index("42,000")])


def test_a_table_of_nothing_is_nothing() -> None:
    assert drawn([PlainTable("", "")], View()) == ""


@pytest.mark.parametrize("width", range(1, 30))
def test_nothing_is_lost_where_there_is_no_room(width: int) -> None:
    table = PlainTable("规则", "事项", "差", "到期")
    table.spread(None, 3, 1, None)
    table.add("R05.2", Flow("县级或以上媒体宣传报道"), Flow("2条"), Flow("2022-12-31"))
    shown = "".join(drawn([Flow("东莞市 R01"), table], View(width=width)).split())
    assert all(shown.count(character) >= 1 for character in "东莞市县级或以上媒体宣传报道条")


@pytest.mark.parametrize("hostile", ["\x1b[2J", "a\nb", "\x9b31m", "\u202egnp.exe", "\x07", "a\u200bb", "\ud800"])
def test_terminal_escapes_become_visible(hostile: str) -> None:
    shown = visible(hostile)
    assert not any(character in shown for character in "\x1b\n\x9b\u202e\x07\u200b\ud800")
    shown.encode("utf-8")


def test_markup_in_a_name_is_not_interpreted() -> None:
    assert lines("[bold red]组团[/]", 40) == ["[bold red]组团[/]"]


def test_json_text_keeps_its_value_without_raw_controls() -> None:
    assert escaped('"\x9b\u202e中"') == '"\\u009b\\u202e中"'


@pytest.mark.parametrize("width", [60, 80, 160])
def test_numbers_stand_at_the_right_and_two_columns_apart(width: int) -> None:
    table = PlainTable("状态", "合计", "约束性", numbers=1)
    table.add(Flow("已达标"), "1,234", "5")
    table.add(Flow("短缺"), "6", "78")
    head, first, second = drawn([table], View(width=width)).splitlines()
    assert head.split() == ["状态", "合计", "约束性"]
    assert first == "已达标  1,234       5"
    assert second == "短缺        6      78"


def test_two_closing_marks_stay_with_what_they_close() -> None:
    assert lines("一二三四（五六七）。", 18) == ["一二三四（五六", "七）。"]
