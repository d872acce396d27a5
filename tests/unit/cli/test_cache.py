"""``--cache``: the same report, told once and taken up again, and a folder that cannot be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistcheck import api
from unit.cli.console import Shell

COMMANDS = [("audit", "--format", "json"), ("explain", "--rule", "R05.2", "--subject", "青禾镇组团"), ("shortfalls", "-o")]


def kept(cache: Path) -> list[Path]:
    return list(cache.glob(".assistcheck-*"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_the_same_with_a_cache(
    shell: Shell, workbook: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    name, *options = command
    options += [str(tmp_path / "lists")] if name == "shortfalls" else []
    cache = tmp_path / "cache"

    def written() -> tuple[object, ...]:
        ran = shell.run(name, str(workbook), "--as-of", "2022-12-31", *options, *extra)
        return ran.code, ran.out, {path.name: path.read_bytes() for path in (tmp_path / "lists").glob("*")}

    extra: tuple[str, ...] = ()
    plain = written()
    extra = ("--cache", str(cache))
    assert [written(), written()] == [plain, plain]
    assert len(kept(cache)) == 1


def test_a_marked_copy_is_the_same_with_a_cache(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    copies = []
    for number in range(3):
        extra = ("--cache", str(tmp_path / "cache")) if number else ()
        shell.run("annotate", str(workbook), "-o", str(tmp_path / f"{number}.xlsx"), *extra)
        copies.append((tmp_path / f"{number}.xlsx").read_bytes())
    assert copies[1:] == copies[:1] * 2
    assert len(kept(tmp_path / "cache")) == 1


def test_a_variable_names_the_folder_too(shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTCHECK_CACHE", str(tmp_path / "cache"))
    shell.run("audit", str(workbook), "-q")
    assert len(kept(tmp_path / "cache")) == 1


def test_without_it_nothing_is_kept(shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    shell.run("audit", str(workbook), "-q")
    assert not list(tmp_path.iterdir())


def test_a_file_is_no_folder(shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", str(workbook), "--cache", str(workbook / "below"))
    assert ran.code == 2
    assert f"--cache {workbook / 'below'}" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("limit", ["0", "-1", "much"])
def test_a_limit_that_is_no_size_is_wrong_usage(shell: Shell, workbook: Path, tmp_path: Path, limit: str) -> None:
    ran = shell.run("audit", str(workbook), "--cache", str(tmp_path / "cache"), "--cache-limit", limit)
    assert ran.code == 2
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("given", [("--cache", "kept"), ("--cache=kept",)])
def test_nothing_is_read_ahead_that_may_be_kept(
    shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(api, "read_ahead", pytest.fail)
    assert shell.run("audit", str(workbook), "-q", *given).code in {0, 1}
