"""What the docs show is run: commands, transcripts, the sample rule, the tables of options, statuses and exit codes."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from assistcheck.audit.outcomes import STATUSES
from assistcheck.rules.model import Rule
from assistcheck.submission.models import SHEETS
from builders.support import pack

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh.md")
CUT = "..."


def blocks(name: str, language: str = "") -> list[list[str]]:
    found = re.findall(rf"^```{language}\n(.*?)^```", (ROOT / name).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return [block.splitlines() for block in found]


def transcripts() -> list[tuple[str, list[str]]]:
    shown = [block for name in READMES for block in blocks(name) if block[0].startswith("$ ")]
    return [(block[0].removeprefix("$ "), block[1:]) for block in shown]


def run(command: str) -> list[str]:
    name, *arguments = shlex.split(command)
    assert name == "assistcheck"
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("ASSISTCHECK", "LC_", "LANG", "COLUMNS"))}
    done = subprocess.run(
        [sys.executable, "-m", "assistcheck", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**plain, "PYTHONUTF8": "1"},
        check=False,
        timeout=120,
    )
    return done.stdout.splitlines()


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


def test_there_is_a_transcript_in_each_language() -> None:
    assert len(transcripts()) == len(READMES)


@pytest.mark.parametrize("name", READMES)
def test_the_gate_finds_its_two_commands(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    assert "pip install . && assistcheck audit sample_data/2022-q2.xlsx --as-of 2022-06-30" in lines
    assert "pip install '.[test]' && pytest" in lines


def test_the_rule_shown_is_the_packs_own() -> None:
    text = "\n".join(blocks("README.md", "yaml")[0])
    (data,) = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - text only
    shown = Rule.model_validate(data)
    assert shown.measure == next(rule for rule in pack().rules if rule.id == shown.id).measure
    assert "".join(shown.quote.split()) in "".join(
        (ROOT / "rules/dongguan-2022/source.txt").read_text(encoding="utf-8").split()
    )


@pytest.mark.parametrize("name", READMES)
def test_every_sheet_and_status_is_explained(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for model in SHEETS:
        assert model.sheet.title in text
    for word in STATUSES.values():
        assert f"| {word.zh if name == 'README.zh.md' else word.en} |" in text


@pytest.mark.parametrize("name", READMES)
def test_every_option_of_audit_is_listed(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    options = set(re.findall(r"(--[a-z-]+)", "\n".join(run("assistcheck audit --help")))) - {"--help", "--output"}
    assert options
    assert {option for option in options if option not in text} == set()


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "CHANGELOG.md", "docs/decisions.md", "sample_data/README.md"])
def test_links_to_files_lead_somewhere(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / name).parent / link).exists(), link
