"""How much room a text takes on paper."""

from __future__ import annotations

import pytest

from assistcheck.reports.onepage.fitting import cut, em, lines_of


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("", 5, 1),
        ("一二三四五", 5, 1),
        ("一二三四五六", 5, 2),
        ("一二三四五。", 5, 2),
        ("一二三四（五", 5, 2),
        ("一二三四（五）六", 5, 2),
        ("ten letters", 5.2, 1),
        ("ten letters", 4, 2),
        ("a" * 40, 5, 4),
        ("一 2022年", 4, 2),
    ],
)
def test_a_text_takes_so_many_lines(text: str, room: float, lines: int):
    assert lines_of(text, room) == lines


def test_latin_letters_beside_chinese_ones_take_the_room_between_them():
    assert em("一1一") == pytest.approx(2.55 + 2 * 0.25)


def test_a_text_that_is_too_long_ends_in_dots_and_fits():
    short = cut("某" * 30, 10, 2)
    assert (short, lines_of(short, 10)) == ("某" * 19 + "…", 2)
    assert cut("某" * 20, 10, 2) == "某" * 20
