"""docs/problems.md shows every problem as it is really told; ``cd tests && python -m docs.gallery`` writes it anew."""

from __future__ import annotations

import re

import pytest

from assistcheck.problem_codes import CODES
from docs.gallery.cases import CASES, Case
from docs.gallery.page import COMMAND, PAGE, page


def test_every_code_has_one_case_in_the_tables_order() -> None:
    assert [case.code for case in CASES] == list(CODES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_case_is_told_with_place_and_remedy_in_both_languages(case: Case) -> None:
    problem = case.problem()
    assert problem.place.path or problem.value
    for lang in ("zh", "en"):
        assert problem.message(lang).startswith(problem.title.text(lang))
        assert problem.expected.text(lang)
        assert problem.remedy.text(lang)


def test_the_page_is_what_is_told() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), f"make it again: {COMMAND}"


def test_every_entry_of_the_contents_leads_to_its_heading() -> None:
    text = PAGE.read_text(encoding="utf-8")
    links = re.findall(r"\]\(#([a-z-]+)\)", text)
    assert links == re.findall(r"^### ([a-z-]+)$", text, re.MULTILINE)
    assert sorted(links) == sorted(CODES)
