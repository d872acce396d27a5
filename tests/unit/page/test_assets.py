"""What the scripts of the page say again of the program is what the program says; nothing of theirs is there for nobody."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from assistcheck.api import SOUGHT_ENDINGS, Limits
from assistcheck.audit.outcomes import STATUSES
from assistcheck.i18n import LANGUAGES

ASSETS = resources.files("assistcheck") / "page" / "assets"
SCRIPTS = {one.name: one.read_text(encoding="utf-8") for one in ASSETS.iterdir() if one.name.endswith(".mjs")}
EXPORTED = [
    pytest.param(file, name, id=f"{file}-{name}")
    for file, text in sorted(SCRIPTS.items())
    for name in re.findall(r"^export (?:async )?(?:const|class|function) (\w+)", text, re.MULTILINE)
]


def words_in(file: str, pattern: str) -> list[str]:
    """Return the quoted words of the one list of a script that a pattern finds."""
    (found,) = re.findall(pattern, SCRIPTS[file])
    return re.findall(r"[\w.]+", found)


@pytest.mark.parametrize(("file", "name"), EXPORTED)
def test_what_a_script_offers_another_one_takes(file: str, name: str) -> None:
    imports = (re.findall(r"import {(.*?)} from", text) for other, text in SCRIPTS.items() if other != file)
    assert any(name in re.findall(r"\w+", found) for one in imports for found in one)


def test_a_file_may_be_as_large_as_the_reader_allows() -> None:
    assert words_in("file_limits.mjs", r"fileBytes: (\d+) \* MIB") == [str(Limits().file_size)]


def test_the_file_dialog_offers_all_that_is_read_in_a_folder() -> None:
    assert {*words_in("intake.mjs", r'ENDINGS = "(.*?)"')} >= SOUGHT_ENDINGS - {".rar", ".7z"}


def test_every_status_is_counted_once() -> None:
    assert sorted(words_in("result.mjs", r"STATUSES = \[(.*?)\]")) == sorted(STATUSES)


def test_the_page_speaks_the_languages_of_reports() -> None:
    assert tuple(words_in("words.mjs", r"LANGUAGES = \[(.*?)\]")) == LANGUAGES
