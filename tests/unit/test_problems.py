"""The one table of problem codes, and the sentences made from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.location import Location
from assistcheck.problem_codes import CODES
from assistcheck.problems import Problem, words_of

ERRORS = [
    "unreadable-file",
    "encrypted-file",
    "unsupported-file",
    "too-large",
    "missing-column",
    "duplicate-column",
    "missing-value",
    "bad-date",
    "bad-number",
    "bad-amount",
    "bad-choice",
    "unknown-name",
    "formula-without-value",
    "error-cell",
    "double-claim",
    "foreign-rows",
    "split-column",
    "unit-unclear",
    "picture-cell",
]
WARNINGS = [
    "suspicious-amount",
    "used-exceeds-allocated",
    "visit-elsewhere",
    "old-template",
    "out-of-period",
    "future-date",
    "duplicate-row",
    "conflicting-submission",
    "unknown-sheet",
    "stale-submission",
    "voucher-shared",
    "near-duplicate",
    "merged-number",
]
NOTES = ["missing-sheet", "unknown-column", "not-submitted", "placeholder", "ditto", "sheet-by-header"]
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize(
    ("code", "level"),
    [*((code, "error") for code in ERRORS), *((code, "warning") for code in WARNINGS), *((code, "note") for code in NOTES)],
)
def test_every_code_of_the_contract_is_in_the_table_at_its_level(code: str, level: str) -> None:
    assert CODES[code].level == level
    assert Problem(code, Location("a.xlsx")).level == level


def test_the_contract_has_thirty_eight_codes() -> None:
    assert len({*ERRORS, *WARNINGS, *NOTES}) == 38


@pytest.mark.parametrize("code", sorted(set(CODES) - {*ERRORS, *WARNINGS, *NOTES}))
def test_codes_beyond_the_contract_are_few_and_described(code: str) -> None:
    docs = Path(__file__).parents[2] / "docs"
    assert any(f"`{code}`" in (docs / page).read_text(encoding="utf-8") for page in ("decisions.md", "guards.md"))


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_title_and_a_remedy_in_both_languages(code: str) -> None:
    for text in (CODES[code].title, CODES[code].remedy):
        assert CHINESE.search(text.zh)
        assert text.en
    assert not CHINESE.search(CODES[code].title.en)
    assert re.fullmatch("[a-z][a-z-]+[a-z]", code)


def test_a_problem_may_be_graver_or_slighter_than_its_code_says() -> None:
    assert Problem("missing-sheet", Location("a.xlsx"), grade="error").level == "error"
    assert Problem("voucher-shared", Location("a.xlsx"), grade="note").level == "note"


def test_titles_are_told_apart() -> None:
    assert len({one.title.zh for one in CODES.values()}) == len({one.title.en for one in CODES.values()}) == len(CODES)


def test_a_message_says_what_is_wrong_what_stands_there_and_what_was_expected() -> None:
    problem = Problem("bad-date", Location("a.xlsx", "媒体报道", 10, 1), "2022.1", LocalizedText("日期", "a date"))
    assert problem.message("zh") == "日期无法识别：“2022.1”；应为日期"
    assert problem.message("en") == 'not a date that can be read: "2022.1"; expected a date'
    assert problem.remedy == words_of("bad-date").remedy


@pytest.mark.parametrize(
    ("value", "expected", "message"),
    [("", untranslated(""), "a required value is missing"), ("x", untranslated(""), 'a required value is missing: "x"')],
)
def test_parts_that_are_not_known_are_left_out(value: str, expected: LocalizedText, message: str) -> None:
    assert Problem("missing-value", Location("a.xlsx"), value, expected).message("en") == message
