"""GitHub: commands as the runner reads them, no more than it shows, and a summary that it takes."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

import pytest

from assistcheck.i18n import Lang
from assistcheck.problem_codes import PROBLEM_LEVELS
from assistcheck.reports import View
from assistcheck.reports.ci.github_summary import to_summary
from unit.reports.ci.samples import LANGS, REPORTS, as_json, counts, hostile, shown, silent

_ESCAPED = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


def read(line: str) -> Command:
    """Read a line as the runner does: between the first two ``::``, a name and properties at commas."""
    assert line.startswith("::")
    head, _, data = line[2:].partition("::")
    name, _, given = head.partition(" ")
    properties = {}
    for pair in filter(None, given.split(",")):
        key, _, value = pair.partition("=")
        for code, character in _ESCAPED.items():
            value = value.replace(code, character)
        properties[key] = value
    for code in ("%0D", "%0A", "%25"):
        data = data.replace(code, _ESCAPED[code])
    return Command(name, properties, data)


def commands(name: str, lang: Lang = "zh") -> list[Command]:
    return [read(line) for line in shown(REPORTS[name](), "github", lang).splitlines()]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", REPORTS)
def test_every_line_is_a_command_and_no_more_of_a_sort_than_are_shown(name: str, lang: Lang) -> None:
    text = shown(REPORTS[name](), "github", lang)
    assert re.findall(r"[^\n]\n?", text)
    found = Counter(read(line).name for line in text.split("\n")[:-1])
    assert found.keys() <= {"error", "warning", "notice"}
    assert max(found.values()) <= 10


@pytest.mark.parametrize("name", REPORTS)
def test_shown_and_not_shown_are_all_that_the_json_report_counts(name: str) -> None:
    told = counts(REPORTS[name]())
    *shown_ones, last = commands(name)
    total = sum(told[kind] for kind in ("shortfall", "behind", "undetermined", "error", "warning", "note"))
    more = re.search(r"另有 (\d+) 项（错误 (\d+)，警告 (\d+)，提示 (\d+)）", last.data)
    numbers = [int(number) for number in more.groups()] if more else [0, 0, 0, 0]
    assert numbers[0] == sum(numbers[1:])
    assert len(shown_ones) + numbers[0] == total


def test_the_last_line_is_the_conclusion() -> None:
    *_, last = commands("sample", "en")
    assert last.name == "notice"
    assert last.data.startswith("15 duties short, of 15 subjects; 26 behind; 153 not judged; faults in the data: 4. ")
    assert last.properties == {"title": "assistcheck dongguan-2022 2022-06-30"}


def test_the_gravest_come_first_and_binding_duties_before_goals() -> None:
    first = commands("sample", "en")
    assert [one.name for one in first[:10]] == ["error"] * 10
    assert all(", binding), short" in one.data for one in first[:10])


def test_an_annotation_has_file_line_and_title() -> None:
    first = commands("sample", "en")[0]
    assert set(first.properties) == {"file", "line", "title"}
    assert first.properties["file"] == "data.xlsx"
    assert int(first.properties["line"]) > 1
    assert first.properties["title"].startswith("R05.5 Monthly briefing")


def test_hostile_names_start_no_command_and_leave_their_property() -> None:
    for line in shown(hostile(), "github").split("\n")[:-1]:
        command = read(line)
        assert command.name in {"error", "warning", "notice"}
        assert set(command.properties) <= {"file", "line", "col", "title"}
        assert "\x1b" not in line
    files = {one.properties.get("file") for one in commands("hostile")[:-1]}
    assert files == {"报送 表/]]><a>%0A::error::,{1}<U+202E>#?.xlsx"}


# --- the step summary ---------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", REPORTS)
def test_the_summary_has_the_counts_and_lists_every_finding(name: str, lang: Lang) -> None:
    report = REPORTS[name]()
    text = to_summary(report, View(lang), 2**20)
    listed = [line for line in text.splitlines() if re.match(r"\| (R\d\d\.\d+|[a-z]+(-[a-z]+)+) \| ", line)]
    told = as_json(report)["summary"]
    expected = sum(told["outcomes"][one] for one in ("shortfall", "behind", "undetermined"))
    assert len(listed) == expected + sum(told["problems"].values())
    for number in filter(None, told["outcomes"].values()):
        assert f" {number:,} |" in text


@pytest.mark.parametrize("limit", [0, 600, 2_000, 5_000, 20_000, 40_000])
def test_the_summary_is_never_longer_than_github_takes_and_says_what_it_leaves_out(limit: int) -> None:
    text = to_summary(REPORTS["sample"](), View("zh"), limit)
    assert len(text.encode()) <= limit
    assert (not text) or "此处未列的还有" in text


def test_hostile_names_are_no_markup_in_the_summary() -> None:
    text = to_summary(hostile(), View("zh"), 2**20)
    assert "<b>" not in text
    assert "<a>" not in text
    assert "\x1b" not in text


def test_levels_stand_in_the_order_of_their_weight() -> None:
    text = to_summary(silent(), View("en"), 2**20)
    positions = [text.find(f"### {level}") for level in PROBLEM_LEVELS if f"### {level}" in text]
    assert positions == sorted(positions)
    assert positions
