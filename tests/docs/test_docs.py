"""What the docs show is run: commands, transcripts, examples; what they list is complete, and links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from assistcheck import api
from assistcheck.audit.outcomes import STATUSES
from assistcheck.comparison.kinds import KINDS
from assistcheck.comparison.what_if import FACTORS
from assistcheck.i18n import Lang

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md")
OPTIONS = ("docs/options.md", "docs/zh/options.md")
OTHERS = ("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "sample_data/README.md")
PAGES = (*READMES, *OTHERS, *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")))
CUT = "..."


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str = "") -> list[list[str]]:
    found = re.findall(rf"^```{language}\n(.*?)^```", text_of(name), re.DOTALL | re.MULTILINE)
    return [block.splitlines() for block in found]


def transcripts() -> list[tuple[str, list[str]]]:
    shown = [block for name in PAGES for block in blocks(name) if block[0].startswith("$ ")]
    return [(block[0].removeprefix("$ "), block[1:]) for block in shown]


def commands() -> list[tuple[str, str]]:
    """Every command of this tool that a page shows, with the page."""
    lines = [(name, line) for name in PAGES for block in blocks(name) for line in block]
    return [(name, line.removeprefix("$ ")) for name, line in lines if line.removeprefix("$ ").startswith("assistcheck ")]


@cache
def run(command: str, lang: str = "") -> list[str]:
    name, *arguments = shlex.split(command)
    assert name == "assistcheck"
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("ASSISTCHECK", "LC_", "LANG", "COLUMNS"))}
    done = subprocess.run(
        [sys.executable, "-m", "assistcheck", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**plain, "PYTHONUTF8": "1", "ASSISTCHECK_LANG": lang},
        check=False,
        timeout=120,
    )
    return done.stdout.splitlines()


def names_under(command: str, title: str) -> list[str]:
    """The first words of the indented lines under a title of a command's English help."""
    listed = re.search(rf"^{title}:\n((?:  .*\n|\n)*)", "\n".join(run(f"{command} --help", "en")) + "\n", re.MULTILINE)
    return re.findall(r"^  (\S+)", listed[1], re.MULTILINE) if listed else []


def all_commands() -> list[str]:
    found = []
    for name in names_under("assistcheck", "Commands"):
        inner = names_under(f"assistcheck {name}", "Commands")
        found += [f"assistcheck {name} {one}" for one in inner] or [f"assistcheck {name}"]
    return found


def options_of(command: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", "\n".join(run(f"{command} --help", "en"))))


@pytest.mark.parametrize(("command", "shown"), transcripts(), ids=[command for command, _ in transcripts()])
def test_a_transcript_is_what_the_command_prints(command: str, shown: list[str]) -> None:
    printed = run(command)
    at = 0
    for number, line in enumerate(shown):
        if line == CUT:
            continue
        cut_before = number > 0 and shown[number - 1] == CUT
        at = printed.index(line, at) if cut_before else at
        assert printed[at] == line
        at += 1
    assert at == len(printed) or shown[-1] == CUT


@pytest.mark.parametrize("name", [*READMES, "docs/tutorial.md", "docs/zh/tutorial.md"])
def test_a_page_that_begins_with_a_run_shows_one(name: str) -> None:
    assert any(block[0].startswith("$ assistcheck audit") for block in blocks(name))


@pytest.mark.parametrize("name", READMES)
def test_the_gate_finds_its_two_commands(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert "pip install . && assistcheck audit sample_data/2022-q2.xlsx --as-of 2022-06-30" in lines
    assert "pip install '.[test]' && pytest" in lines


def test_the_program_shown_is_the_example_that_runs() -> None:
    (shown,) = blocks("docs/api.md", "python")
    example = {line.strip() for line in text_of("docs/example.py").splitlines()}
    own = {line for line in shown if "load_pack" not in line and "read_submissions" not in line}
    assert own <= example
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(shown)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "counted" in done.stdout


@pytest.mark.parametrize("name", ["docs/workbook.md", "docs/zh/workbook.md"])
def test_every_sheet_is_listed(name: str) -> None:
    titles = {spec.title.zh for spec in api.load_pack().ledgers}
    assert len(titles) > 20
    assert {title for title in titles if title not in text_of(name)} == set()


@pytest.mark.parametrize(("name", "lang"), [("docs/statuses.md", "en"), ("docs/zh/statuses.md", "zh")])
def test_every_status_is_explained(name: str, lang: Lang) -> None:
    rows = [line for line in text_of(name).splitlines() if line.startswith("| ")]
    for status, word in STATUSES.items():
        assert any(row.startswith(f"| {word.text(lang)} | `{status}` |") for row in rows), status


@pytest.mark.parametrize("name", ["docs/compare.md", "docs/zh/compare.md"])
def test_every_kind_and_cause_of_a_change_is_explained(name: str) -> None:
    rows = [line for line in text_of(name).splitlines() if line.startswith("| ")]
    assert {word for word in (*KINDS, *FACTORS) if not any(f"`{word}`" in row for row in rows)} == set()


@pytest.mark.parametrize("name", OPTIONS)
def test_every_command_has_a_section_that_names_its_options(name: str) -> None:
    sections = dict(re.findall(r"^## (assistcheck .*?)\n(.*?)(?=^## |\Z)", text_of(name), re.DOTALL | re.MULTILINE))
    assert set(sections) == set(all_commands())
    for command, section in sections.items():
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", section))
        assert options_of(command) - {"--help"} - named == set(), command


def test_the_commands_shown_have_the_options_shown() -> None:
    known = all_commands()
    for name, line in commands():
        command = next((one for one in known if line.startswith(one)), "assistcheck")
        assert set(re.findall(r" (--[a-z][a-z-]*)", line)) <= options_of(command), (name, line)


@pytest.mark.parametrize("name", PAGES)
def test_links_to_files_lead_somewhere(name: str) -> None:
    for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text_of(name)):
        assert ((ROOT / name).parent / link).exists(), link


@pytest.mark.parametrize("name", OPTIONS)
def test_the_settings_shown_are_taken(name: str, tmp_path: Path) -> None:
    (shown,) = blocks(name, "toml")
    (tmp_path / "assistcheck.toml").write_text("\n".join(shown), encoding="utf-8")
    listed = run(f"assistcheck --settings {tmp_path / 'assistcheck.toml'} config", "en")
    taken = {line.split()[0] for line in listed if "assistcheck.toml:" in line}
    keys = {line.split(" = ")[0].replace("county", "within") for line in shown if " = " in line}
    assert keys - {"lang"} <= taken
