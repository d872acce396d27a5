"""Lists in which the hidden keys stand in rows of other items, or whose header is not what it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from builders.replies import COLUMNS, answered, folder_of, header_row
from unit.replies.test_reading import WHOLE, by_number, came, codes, sent_list, the_list
from unit.reports.half_year import content_of, team_lists

KEY = COLUMNS["key"]


def foreign_key() -> str:
    """Return the key of an item of another team's list."""
    name, _, _ = sent_list()
    other = next(one for one in team_lists() if one.items and one.name != name)
    keys: list[str] = []
    answered(content_of(other, "xlsx"), {}, lambda page: keys.append(str(page.cell(header_row(page) + 1, KEY).value)))
    return keys[0]


def with_foreign_key(page: Worksheet) -> None:
    page.cell(header_row(page) + 2, KEY).value = foreign_key()


def test_of_keys_that_were_exchanged_the_item_that_a_row_shows_counts(tmp_path: Path) -> None:
    def exchanged(page: Worksheet) -> None:
        first, second = (page.cell(header_row(page) + number, KEY) for number in (1, 2))
        first.value, second.value = second.value, first.value

    answers = {1: {**WHOLE, "measures": "一"}, 2: {**WHOLE, "measures": "二"}}
    found = came(tmp_path, answered(sent_list()[1], answers, exchanged))
    items = by_number(the_list(found))
    assert [items[number].answer.measures for number in (1, 2)] == ["一", "二"]
    assert codes(found) == ["moved-key", "moved-key"]


def test_an_answer_under_a_key_of_another_list_is_shown_and_is_nobody_elses(tmp_path: Path) -> None:
    name, content, _ = sent_list()
    found = came(tmp_path, answered(content, {1: WHOLE, 2: WHOLE}, with_foreign_key))
    assert [one.key.name for one in found.lists] == [name]
    assert codes(found) == ["unknown-row", "dropped-rows"]
    assert ["补报" in row.texts for row in the_list(found).extras] == [True]


def test_beside_the_list_that_was_sent_such_a_row_is_known_by_what_it_shows(tmp_path: Path) -> None:
    name, content, _ = sent_list()
    sent = folder_of(tmp_path / "sent", {"a.xlsx": content})
    found = came(tmp_path, answered(content, {1: WHOLE, 2: WHOLE}, with_foreign_key), sent=[sent])
    assert [one.key.name for one in found.lists] == [name]
    assert by_number(the_list(found))[2].answer.measures == "补报"
    assert codes(found) == ["moved-key"]


@pytest.mark.parametrize("header", ["落实情况", None])
def test_a_list_whose_header_is_not_known_is_an_error_and_not_silence(tmp_path: Path, header: str | None) -> None:
    def renamed(page: Worksheet) -> None:
        page.cell(header_row(page), COLUMNS["measures"]).value = header

    found = came(tmp_path, answered(sent_list()[1], {1: WHOLE}, renamed))
    assert codes(found) == ["list-without-header"]
    assert found.exit_code == 3
