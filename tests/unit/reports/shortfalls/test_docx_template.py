"""Lists drawn in a template of the office's own."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import pytest

from assistcheck.errors import UsageError
from assistcheck.reports import View
from assistcheck.reports.common.letter import Letter
from assistcheck.reports.shortfalls.files import list_files
from builders.support import book
from unit.reports.half_year import report, team_lists, text_of


def own(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def in_template(*lines: str) -> str:
    found = list_files(report(), "team", "docx", View(), template=own(*lines))
    return text_of(next(content for name, content in found if name.startswith(team_lists()[0].name)))


def test_a_template_of_ones_own_is_filled_with_every_item() -> None:
    one = team_lists()[0]
    text = in_template(
        "{{ name }}（{{ county }}）{{ day }} {{ counts }}",
        "{%p for item in items %}",
        "{{ item.number }} {{ item.rule }} {{ item.gap }} {{ item.near|join('；') }}",
        "{%p endfor %}",
    )
    assert f"{one.name}（{one.regions[0]}）2022年6月30日 共 " in text
    for number, item in enumerate(one.items, 1):
        assert f"{number} {item.outcome.rule.id} {item.words.gap.zh}" in text


def test_a_template_finds_what_the_letter_says_of_itself_and_the_title() -> None:
    letter = Letter("某办", "甲 & 乙", date(2022, 7, 15), None, "某〔2022〕1号")
    line = "{{ document_number }}/{{ title }}/{{ period }}/{{ issuer }}/{{ contact }}/{{ reply_by }}/{{ issued_on }}/"
    found = list_files(report(), "team", "docx", View(letter=letter), template=own(line))
    text = text_of(next(content for _, content in found))
    title = "关于2022年第二季度帮扶工作事项的督办通知"
    assert text == f"某〔2022〕1号/{title}/2022年第二季度/某办/甲 & 乙/2022年7月15日//"


def test_a_filled_template_has_the_same_bytes_each_time() -> None:
    first, second = (next(list_files(report(), "team", "docx", View(), template=own("{{ name }}"))) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("line", ["{{ nobody }}", "{% for %}", "{{ name.__class__.__mro__ }}", "{{ items.clear() }}"])
def test_a_template_that_asks_for_what_there_is_not_is_wrong_usage(line: str) -> None:
    with pytest.raises(UsageError, match="template") as caught:
        in_template(line)
    assert re.findall("unsafe|undefined|Error|expected", caught.value.words.zh) == []


@pytest.mark.parametrize("content", [b"", b"hello", book({"表": [["a"]]})])
def test_a_template_that_is_no_document_is_wrong_usage(content: bytes) -> None:
    with pytest.raises(UsageError, match=r"it is no \.docx") as caught:
        next(list_files(report(), "team", "docx", View(), template=content))
    assert "BytesIO" not in caught.value.words.en
