"""The formats for CI on the command line: the same bytes and exit code everywhere, and the step summary of GitHub."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from unit.cli.console import Shell
from unit.cli.test_command import process

AT = ("--as-of", "2022-12-31", "--no-progress")
FORMATS = ("junit", "sarif", "github", "gitlab")


@pytest.fixture
def summary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


@pytest.mark.parametrize("form", FORMATS)
def test_standard_output_and_a_file_have_the_same_bytes_whatever_the_console_shows(
    form: str, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "gbk")
    target = tmp_path / "out"
    shown = process("-m", "assistcheck", "audit", str(workbook), *AT, "--format", form)
    written = process("-m", "assistcheck", "audit", str(workbook), *AT, "--format", form, "-o", str(target))
    assert (shown.returncode, written.returncode) == (1, 1)
    assert shown.stdout == target.read_bytes()
    assert "青禾镇组团" in shown.stdout.decode("utf-8")


@pytest.mark.parametrize("form", ["json", *FORMATS])
@pytest.mark.parametrize(("level", "code"), [("shortfall", 1), ("never", 0)])
def test_every_format_ends_with_the_same_code(form: str, level: str, code: int, shell: Shell, workbook: Path) -> None:
    assert shell.run("audit", str(workbook), *AT, "--format", form, "--fail-on", level).code == code


def test_github_gets_a_summary_of_the_step(shell: Shell, workbook: Path, summary: Path) -> None:
    ran = shell.run("audit", str(workbook), *AT, "--format", "github")
    assert ran.code == 1
    assert ran.out.startswith("::error file=")
    assert summary.read_text(encoding="utf-8").startswith("## ")


def test_what_the_step_has_said_before_stays(shell: Shell, workbook: Path, summary: Path) -> None:
    summary.write_text("before\n", encoding="utf-8")
    shell.run("audit", str(workbook), *AT, "--format", "github")
    assert summary.read_text(encoding="utf-8").startswith("before\n## ")


def test_a_step_that_has_used_up_its_room_gets_nothing_more(shell: Shell, workbook: Path, summary: Path) -> None:
    summary.write_bytes(b"x" * (2**20 - 100))
    shell.run("audit", str(workbook), *AT, "--format", "github")
    assert summary.stat().st_size == 2**20 - 100


@pytest.mark.parametrize("form", ["text", "sarif", "junit"])
def test_no_other_format_writes_it(form: str, shell: Shell, workbook: Path, summary: Path) -> None:
    shell.run("audit", str(workbook), *AT, "--format", form)
    assert not summary.exists()


@pytest.mark.skipif(os.name == "nt", reason="no such path on Windows")
def test_a_summary_that_cannot_be_written_is_told(shell: Shell, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "/nowhere/summary.md")
    ran = shell.run("audit", str(workbook), *AT, "--format", "github")
    assert ran.code == 2
    assert "/nowhere/summary.md" in ran.err


def test_an_empty_variable_asks_for_nothing(shell: Shell, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "")
    assert shell.run("audit", str(workbook), *AT, "--format", "github").code == 1
