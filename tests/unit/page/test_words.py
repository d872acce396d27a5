"""The words of the page: each in both languages, each said somewhere, and the words of verdicts those of every report."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from importlib import resources
from typing import get_args

import pytest

from assistcheck.audit.outcomes import STATUSES
from assistcheck.i18n import LANGUAGES, LocalizedText
from assistcheck.problem_codes import ProblemLevel
from assistcheck.reports.tabular.messages import GRADES, READ_AS
from assistcheck.sanitize import HARMFUL, visible
from assistcheck.submission.row_accounts import InputStatus

ASSETS = resources.files("assistcheck") / "page" / "assets"
WORDS: dict[str, dict[str, str]] = json.loads((ASSETS / "words.json").read_text(encoding="utf-8"))
SOURCE = "\n".join(
    file.read_text(encoding="utf-8") for file in sorted(ASSETS.iterdir(), key=str) if file.name.endswith((".mjs", ".html"))
)
ASKED = {*re.findall(r'\bsay\("(\w+)"', SOURCE), *re.findall(r'data-word(?:-label)?="(\w+)"', SOURCE)}
"""Keys that are written out where they are said."""
PREFIXES = {*re.findall(r"`(\w+_)\$\{", SOURCE)}
"""The beginnings of those that are put together."""
SUFFIXES = {*re.findall(r"\$\{\w+\}(_\w+)`", SOURCE)}

SAME = {"size_kb", "size_mb", "version"}
"""What is written alike in both languages."""


@pytest.mark.parametrize("key", WORDS)
def test_each_text_is_in_both_languages(key: str) -> None:
    text = WORDS[key]
    assert set(text) - {"en_one"} == set(LANGUAGES)
    assert all(value.strip() == value != "" for value in text.values())
    assert re.search(r"[㐀-鿿]", text["zh"]) or key in SAME
    assert not re.search(r"[㐀-鿿]", text["en"])


@pytest.mark.parametrize("key", WORDS)
def test_both_languages_are_given_the_same_values(key: str) -> None:
    zh, en = (set(re.findall(r"\{(\w+)\}", WORDS[key][lang])) for lang in LANGUAGES)
    assert zh == en
    if "en_one" in WORDS[key]:
        assert {*re.findall(r"\{(\w+)\}", WORDS[key]["en_one"]), "n"} >= en


def test_what_is_said_has_a_text() -> None:
    assert ASKED - set(WORDS) == set()


@pytest.mark.parametrize("key", WORDS)
def test_each_text_is_said_somewhere(key: str) -> None:
    put_together = key.startswith(tuple(PREFIXES)) or key.endswith(tuple(SUFFIXES))
    assert put_together or re.search(rf'["`]{key}["`]', SOURCE)


def test_verdicts_are_called_as_in_every_report() -> None:
    assert {f"status_{status}": text._asdict() for status, text in STATUSES.items()} == {
        key: text for key, text in WORDS.items() if key.startswith("status_")
    }


def test_levels_of_faults_are_called_as_in_every_report() -> None:
    assert {level: WORDS[f"level_{level}"] for level in get_args(ProblemLevel)} == plain(GRADES)


def test_what_became_of_a_file_is_called_as_in_every_report() -> None:
    assert {status: WORDS[f"file_{status}"] for status in get_args(InputStatus)} == plain(READ_AS)


def plain(texts: Mapping[str, LocalizedText]) -> dict[str, dict[str, str]]:
    return {key: text._asdict() for key, text in texts.items()}


def test_what_is_made_visible_on_the_page_is_what_reports_make_visible() -> None:
    written = "".join(re.findall(r'"(\[?\\\\u.*?)"', (ASSETS / "visible.mjs").read_text(encoding="utf-8")))
    pattern = re.sub(r"\\\\u\{(\w+)\}", lambda found: f"\\U{int(found[1], 16):08x}", written).replace("\\\\u", "\\u")
    on_page = re.compile(pattern)
    both = [(bool(on_page.match(chr(code))), bool(HARMFUL.match(chr(code)))) for code in range(0x110000)]
    assert all(page == report for page, report in both)
    assert [visible(character) for character in "\t\x7f\u202e"] == ["␉", "␡", "<U+202E>"]
