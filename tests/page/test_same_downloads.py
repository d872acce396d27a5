"""What can be taken along from the page is what the commands write: explanation, marked copies, lists, templates."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from playwright.sync_api import expect

from page.clerk import RESULT_MS, Clerk
from page.inputs import Job, sample
from page.terminal import Terminal
from page.unpacked import parts, tree


@pytest.fixture(scope="module")
def one_team(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Return the audit of one team at mid-year, in which some things are short."""
    return sample(tmp_path_factory.mktemp("downloads") / "files", "one-team.xlsx", "2022-06-30")


@pytest.fixture(scope="module")
def audited(desk: Clerk, one_team: Job) -> Clerk:
    """Return a clerk who has the result before him."""
    desk.audit(one_team)
    return desk


def written(job: Job, command: str, *more: object) -> Mapping[str, object]:
    """Return the files that a command writes into a folder, unpacked."""
    out = job.folder.parent / f"out-{command}"
    ran = Terminal(job.folder).run(command, *more, "-o", out)
    assert ran.returncode in {0, 1, 3}, ran.stderr.decode()
    return tree(out)


def test_a_click_on_a_verdict_explains_it_as_the_command_does(audited: Clerk, one_team: Job) -> None:
    audited.tab("tab_report")
    rule, subject = (audited.verdict().get_attribute(f"data-{name}") for name in ("rule", "subject"))
    audited.verdict().click()
    options = ("--rule", rule, "--subject", subject, "--format", "html", "-o", one_team.folder.parent / "why.html")
    Terminal(one_team.folder).run("explain", *one_team.paths, *one_team.options, *options)
    other = audited.page.context.new_page()
    other.set_content((one_team.folder.parent / "why.html").read_text(encoding="utf-8"))
    expected = other.locator("body").inner_text()
    other.close()
    assert subject in expected
    shown = audited.page.frame_locator("#explanation iframe").locator("body")
    expect(shown).to_have_text(expected, use_inner_text=True, timeout=RESULT_MS)
    audited.page.keyboard.press("Escape")


def test_the_marked_copy_is_that_of_annotate(audited: Clerk, one_team: Job) -> None:
    out = one_team.folder.parent / "marked.xlsx"
    Terminal(one_team.folder).run("annotate", *one_team.paths, *one_team.options, "-o", out)
    assert parts(audited.download("marked_one")[1]) == parts(out.read_bytes())


def test_all_marked_copies_are_the_folder_that_annotate_writes(audited: Clerk, one_team: Job) -> None:
    assert parts(audited.download("marked_all")[1]) == written(one_team, "annotate", *one_team.paths, *one_team.options)


def test_all_lists_are_the_folder_that_shortfalls_writes(audited: Clerk, one_team: Job) -> None:
    more = (*one_team.paths, *one_team.options, "--format", "xlsx")
    assert parts(audited.download("lists_all")[1]) == written(one_team, "shortfalls", *more)


def test_one_list_is_among_those_that_shortfalls_writes(audited: Clerk, one_team: Job) -> None:
    name, content = audited.download("lists_one")
    lists = written(one_team, "shortfalls", *one_team.paths, *one_team.options, "--format", "xlsx")
    assert lists[name] == parts(content)


def test_the_empty_template_is_that_of_the_command(audited: Clerk, one_team: Job) -> None:
    out = one_team.folder.parent / "empty.xlsx"
    Terminal(one_team.folder).run("template", "--rules", one_team.pack, "--lang", one_team.lang, "-o", out)
    assert parts(audited.download("template_empty")[1]) == parts(out.read_bytes())


def test_a_reporters_own_template_is_that_of_the_roster(audited: Clerk, one_team: Job) -> None:
    name, content = audited.download("template_one")
    templates = written(one_team, "template", "--roster", *one_team.paths, "--rules", one_team.pack, "--lang", one_team.lang)
    assert templates[name] == parts(content)
