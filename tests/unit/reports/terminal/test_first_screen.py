"""How long the terminal report is, what its first screen says in which order, and what is left out of it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from assistcheck import api
from assistcheck.audit.outcomes import Report
from assistcheck.i18n import Lang
from unit.reports import library

SAMPLES = Path(__file__).parents[4] / "sample_data"
RUNS = {
    "the year": ("dongguan-2022", "2022.xlsx", date(2022, 12, 31)),
    "the half year": ("dongguan-2022", "2022-q2.xlsx", date(2022, 6, 30)),
    "one team": ("dongguan-2022", "one-team.xlsx", date(2022, 6, 30)),
    "another pack": ("county-library-grants", "county-library-grants.xlsx", date(2026, 3, 31)),
}
PATH = "sample data/交来 的.xlsx"
AGAIN = api.Again(inputs=(PATH, "--as-of", "2022-12-31"))
ANSWERS = {
    "zh": ("须督办", "无法判定", "谁差什么", "谁未报送：", "与上次相比有何变化：", "接下来做三件事"),
    "en": (
        "must act",
        "not judged;",
        "Who is short of what",
        "Who has not sent:",
        "What has changed:",
        "Three things to do next",
    ),
}


@cache
def report(name: str) -> Report:
    rules, file, day = RUNS[name]
    pack = api.load_pack(rules)
    return api.audit(pack, api.read_submissions([str(SAMPLES / file)], pack, day), api.Request(day))


def lines(name: str, lang: Lang, width: int, *, everything: bool = False) -> list[str]:
    view = api.View(lang, everything, width=width, again=AGAIN)
    return str(api.render(report(name), "text", view)).splitlines()


def rows(found: list[str], width: int) -> int:
    """Return how many rows of a screen lines take, of which a terminal wraps the long ones."""
    return sum(max(1, -(-cell_len(line) // width)) for line in found)


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 160])
def test_the_report_has_sixty_lines_at_most(name: str, lang: Lang, width: int) -> None:
    assert 24 < rows(lines(name, lang, width), width) <= 60
    assert rows(lines(name, lang, width, everything=True), width) > 60


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_screen_answers_what_a_superior_asks_in_that_order(name: str, lang: Lang) -> None:
    text = "\n".join(lines(name, lang, 80))
    places = [text.index(words) for words in ANSWERS[lang]]
    assert places == sorted(places)
    above = text[: text.index("\n\n", places[-1])]
    assert rows(above.splitlines(), 80) <= 25
    actions = above[places[-1] :]
    assert re.findall(r"^  (\d)\. ", actions, re.MULTILINE) == ["1", "2", "3"]


@pytest.mark.parametrize("name", RUNS)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [40, 60, 80, 160])
def test_every_line_but_a_command_fits_and_no_column_is_squeezed(name: str, lang: Lang, width: int) -> None:
    found = lines(name, lang, width)
    assert [line for line in found if cell_len(line) > width and not line.strip().startswith("assistcheck ")] == []
    assert rows(found, width) < 105
    letters = [line for line in found if re.fullmatch(r"\s{6,}\S{1,4}", line)]
    assert len(letters) < 8


def test_a_command_stands_in_one_line_however_long_it_is() -> None:
    found = [line.strip() for line in lines("the year", "zh", 40) if "assistcheck" in line]
    assert f'assistcheck audit "{PATH}" --as-of 2022-12-31 --all' in found
    assert f'assistcheck audit "{PATH}" --as-of 2022-12-31 -o 报告.json' in found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_of_a_run_that_cannot_be_repeated_no_command_is_named(lang: Lang) -> None:
    text = str(api.render(report("the year"), "text", api.View(lang, width=80)))
    assert "assistcheck" not in text
    assert "--all" in text


def test_numbers_in_english_agree_with_their_nouns() -> None:
    found = library.report_of(library.library(), reporter=library.FIRST)
    for shown in (found, report("one team"), report("the year")):
        text = str(api.render(shown, "text", api.View("en", everything=True, width=200)))
        assert "(s)" not in text
        assert (
            re.findall(r"\b1 (?:[a-z]+ )?(?:duties|subjects|files|faults|remarks|grantees|debtors|rows|sheets|items)\b", text)
            == []
        )
