"""The commands that a terminal report names work as they are printed: each is copied into a shell and run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[3] / "sample_data"
ONE_TEAM, GRANTS = SAMPLE / "one-team.xlsx", SAMPLE / "county-library-grants.xlsx"
SHELL = f'assistcheck() {{ "{sys.executable}" -m assistcheck "$@"; }}\n'
ENDS = {"shortfalls": {0, 1}, "explain": {0}, "rules": {0}, "audit": {1}, "template": {0}, "annotate": {1}}
"""How each command ends where the run that names it ends with 1."""
CASES = {
    "a path with blanks and Chinese": '"交来 的/一 组.xlsx" --as-of 2022-06-30',
    "a path with quotation marks": """'it'"'"'s "x" $HOME.xlsx' --as-of 2022-06-30""",
    "a folder": "交来\\ 的 --as-of 2022-06-30",
    "several paths": '"交来 的/一 组.xlsx" b.xlsx --as-of 2022-06-30',
    "a path like an option": "--as-of 2022-06-30 -- -x.xlsx",
    "a quarter": "b.xlsx --quarter 2022Q2",
    "another pack": "grants.xlsx --rules county-library-grants --as-of 2026-03-31",
    "English": "b.xlsx --as-of 2022-06-30 --lang en",
    "a part, held against a level": "b.xlsx --as-of 2022-06-30 --rule R05.4 --rule R05.5 --fail-on any",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "交来 的").mkdir()
    for name in ("交来 的/一 组.xlsx", 'it\'s "x" $HOME.xlsx', "b.xlsx", "-x.xlsx"):
        shutil.copyfile(ONE_TEAM, tmp_path / name)
    shutil.copyfile(GRANTS, tmp_path / "grants.xlsx")
    return tmp_path


def bash(folder: Path, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a folder."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("ASSISTCHECK_", "LC_", "LANG"))}
    return subprocess.run(
        ["bash", "-c", SHELL + script],
        cwd=folder,
        env={**bare, "COLUMNS": "80", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def printed(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip().startswith("assistcheck ")]


@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_every_command_that_is_printed_runs_as_it_is_copied(folder: Path, given: str) -> None:
    first = bash(folder, f"assistcheck audit {given}")
    assert first.returncode == 1, first.stderr
    commands = printed(first.stdout)
    assert {command.split()[1] for command in commands} >= {"audit", "rules"}
    for command in commands:
        ran = bash(folder, command)
        assert ran.returncode in ENDS[command.split()[1]], (command, ran.stderr)
        assert "--all" not in command or ran.stdout.startswith(first.stdout.splitlines()[0])
        if "--lang en" in given:
            assert not ran.stderr.startswith("已")
    assert (folder / "报告.json").exists() != ("--lang en" in given)


def test_of_standard_input_no_command_is_printed_that_could_not_work(folder: Path) -> None:
    ran = bash(folder, "assistcheck audit - --as-of 2022-06-30 < b.xlsx")
    assert ran.returncode == 1
    assert printed(ran.stdout) == []
    assert "assistcheck" not in ran.stdout
    assert "--all" in ran.stdout


def test_a_path_that_hides_something_is_in_no_command(folder: Path) -> None:
    (folder / "b.xlsx").rename(folder / "b\x1b[2J.xlsx")
    ran = bash(folder, "assistcheck audit b*.xlsx --as-of 2022-06-30")
    assert "\x1b" not in ran.stdout
    assert [command for command in printed(ran.stdout) if "xlsx" in command] == []
