"""Hostile files of each kind, dropped together: each fares as with the command line, or ends in a sentence of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from page.conftest import Windows, opened
from page.hostile_folders import ENDLESS, KINDS, folder_of
from page.inputs import Job
from page.site import Site
from page.terminal import Terminal

SLOW = ("bombs", "pages")
"""The kinds that take a minute."""
PATIENCE_MS = 300_000
AS_PATIENT = ("--limit", "seconds=60")
"""The time that the page gives a file: 4 × that of the command line."""


def fares(report: dict[str, Any]) -> dict[str, list[tuple[str, ...]]]:
    """Return what became of the files of each case: their status, and every problem by code and cell.

    A case has a folder of its own, by which it is known: no browser's system takes all names that a file may have.
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for one in report["inputs"]:
        found.setdefault(_case(one["path"]), []).append((one["status"],))
    for problem in report["problems"]:
        found.setdefault(_case(problem["path"] or ""), []).append((problem["code"], problem["cell"] or ""))
    return {case: sorted(told) for case, told in found.items()}


def _case(path: str) -> str:
    return "/".join(path.split("/", 2)[:2])


@pytest.mark.parametrize("kind", [pytest.param(one, marks=[pytest.mark.slow] if one in SLOW else []) for one in KINDS])
def test_a_hostile_file_fares_as_with_the_command_line(kind: str, windows: Windows, site: Site, tmp_path: Path) -> None:
    job = folder_of(kind, tmp_path)
    clerk = opened(windows, site)
    clerk.audit(job, PATIENCE_MS)
    found, expected = fares(clerk.json()), fares(Terminal(job.folder).json(job.paths, *job.options, *AS_PATIENT))
    assert {case: fare for case, fare in found.items() if fare != expected.get(case)} == {}
    assert found.keys() == expected.keys()
    assert clerk.trace.workers == 1


@pytest.mark.parametrize("name", ENDLESS)
def test_a_file_of_a_terabyte_is_refused_before_it_is_read(name: str, windows: Windows, site: Site, tmp_path: Path) -> None:
    case = next(case for cases in KINDS.values() for case in cases if case.name == name)
    case.lay(tmp_path)
    clerk = opened(windows, site)
    clerk.drop(tmp_path / case.file)
    expect(clerk.page.locator("#list-note")).to_contain_text(case.file)
    clerk.wait_listed(0)


def test_what_hostile_names_say_is_shown_and_does_nothing(windows: Windows, site: Site, tmp_path: Path) -> None:
    job = folder_of("places", tmp_path)
    files = [path for path in sorted((tmp_path / "places").rglob("*")) if path.is_file() and "named_by" in path.parent.name]
    clerk = opened(windows, site)
    clerk.drop(*files)
    clerk.give(Job(job.folder, (), job.as_of, roster=job.roster))
    clerk.start()
    clerk.wait_result(PATIENCE_MS)
    assert all(character.isprintable() or character == "\n" for text in clerk.shown("#result") for character in text)
    assert clerk.page.locator("#result img").count() == 0
