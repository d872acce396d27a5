"""The other commands, the language of a run, and what is loaded for help."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistcheck import DEFAULT_PACK, __version__
from assistcheck.cli.language import choose_language
from assistcheck.rules.compiled import compiled_digest
from assistcheck.rules.folders import pack_folder
from unit.cli.console import Shell


def test_rules_list_names_every_duty_of_all_three_parts(shell: Shell) -> None:
    ran = shell.run("rules", "list")
    assert ran.code == 0
    ids = [line.split()[0] for line in ran.out.splitlines() if line.startswith("R") and line[1:3].isdigit()]
    assert len(ids) == len(set(ids)) == 77
    assert sum(line.startswith("- ") for line in ran.out.splitlines()) == 15  # judged by people


def test_rules_show_gives_words_reading_and_level(shell: Shell) -> None:
    ran = shell.run("rules", "show", "r07.4")
    flat = "".join(ran.out.split())
    assert ran.code == 0
    assert "镇街为每个重点村募集不少于10万元" in flat
    for word in ("第7条", "约束性", "≥100,000元", "town-total", "any-donor", "序时进度"):
        assert word in flat


def test_rules_show_of_an_unknown_rule_is_wrong_usage(shell: Shell) -> None:
    ran = shell.run("rules", "show", "R99.1")
    assert ran.code == 2
    assert "没有规则 R99.1" in ran.err


def test_rules_check_passes_the_shipped_pack(shell: Shell) -> None:
    assert shell.run("rules", "check").code == 0


def test_rules_check_names_the_place_of_a_fault(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("name: x\ncolour: red\n", encoding="utf-8")
    (tmp_path / "subjects.yaml").write_text("kinds: []\n", encoding="utf-8")
    ran = shell.run("rules", "check", "--rules", str(tmp_path))
    assert ran.code == 2
    assert "pack.yaml:2:1: colour" in ran.err


def test_version_and_help(shell: Shell) -> None:
    assert shell.run("--version").out == f"assistcheck {__version__}\n"
    ran = shell.run("--help")
    assert ran.code == 0
    assert "audit" in ran.out


def test_an_unknown_command_is_wrong_usage(shell: Shell) -> None:
    ran = shell.run("adit")
    assert ran.code == 2
    assert "没有命令 adit" in ran.err


@pytest.mark.parametrize("command", ["sample", "template"])
def test_a_workbook_is_written_and_said_so(shell: Shell, tmp_path: Path, command: str) -> None:
    target = tmp_path / "book.xlsx"
    ran = shell.run(command, "-o", str(target))
    assert ran.code == 0
    assert target.read_bytes().startswith(b"PK")
    assert str(target) in ran.err


@pytest.mark.parametrize("command", ["sample", "template"])
def test_a_target_that_cannot_be_written_is_wrong_usage(shell: Shell, tmp_path: Path, command: str) -> None:
    assert shell.run(command, "-o", str(tmp_path)).code == 2
    assert shell.run(command, "-o", str(tmp_path / "none" / "x.xlsx")).code == 2
    assert shell.run(command).code == 2


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "POSIX"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "zh_CN.GBK"}, "zh"),
        ([], {"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8", "ASSISTCHECK_LANG": "zh"}, "zh"),
        (["--lang", "en"], {"ASSISTCHECK_LANG": "zh"}, "en"),
        (["audit", "--lang=zh"], {"ASSISTCHECK_LANG": "en"}, "zh"),
        (["--lang"], {}, "zh"),
    ],
)
def test_the_language_is_the_options_then_the_variables_then_the_locales(
    arguments: list[str], environment: dict[str, str], language: str
) -> None:
    assert choose_language(arguments, environment) == language


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("ASSISTCHECK", "LC_", "LANG"))}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, env={**plain, **environment}, check=False, timeout=120
    )


def test_an_interruption_while_the_program_is_loading_is_no_traceback() -> None:
    code = (
        "import sys; sys.argv = ['assistcheck', 'audit', 'book.xlsx']\n"
        "from assistcheck import api, cli\n"
        "def interrupted(path): raise KeyboardInterrupt\n"
        "api.read_ahead = interrupted\n"
        "cli.main()\n"
    )
    ran = process("-c", code)
    assert (ran.returncode, ran.stderr) == (130, b"")


def test_english_is_complete_from_help_to_report(workbook: Path) -> None:
    ran = process("-m", "assistcheck", "audit", str(workbook), "--as-of", "2022-12-31", "--lang", "en", PYTHONUTF8="1")
    text = ran.stdout.decode()
    assert ran.returncode == 1
    assert "duties short" in text
    assert "not a date that can be read" in text
    assert not any(mark in text for mark in "；。：“”（）")


@pytest.mark.parametrize("command", [["--help"], ["audit", "--help"], ["rules", "list"]])
def test_help_and_rules_load_no_frames_and_no_workbook_writers(command: list[str]) -> None:
    code = (
        "import sys; sys.argv = ['assistcheck', *sys.argv[1:]]\n"
        "from assistcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'openpyxl', 'xlsxwriter', 'anyascii', 'rapidfuzz'} & sys.modules.keys()\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)\n"
    )
    ran = process("-c", code, *command)
    assert ran.returncode == 0, ran.stderr.decode()


@pytest.mark.skipif(compiled_digest(pack_folder(DEFAULT_PACK)) is None, reason="the pack is not compiled; run rules compile")
@pytest.mark.parametrize("form", ["text", "json", "csv", "html"])
def test_an_audit_by_a_compiled_pack_loads_no_checks_of_it(form: str, workbook: Path) -> None:
    code = (
        "import sys; sys.argv = ['assistcheck', 'audit', *sys.argv[1:]]\n"
        "from assistcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'pydantic', 'yaml'} & sys.modules.keys()\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)\n"
    )
    ran = process("-c", code, str(workbook), "--as-of", "2022-12-31", "--format", form)
    assert ran.returncode == 0, ran.stderr.decode()


def test_a_console_that_cannot_show_a_character_gets_a_substitute(workbook: Path) -> None:
    ran = process("-m", "assistcheck", "audit", str(workbook), "--as-of", "2022-12-31", PYTHONIOENCODING="gbk")
    assert ran.returncode == 1
    assert "未达标" in ran.stdout.decode("gbk")
    assert process("-m", "assistcheck", "rules", "list", PYTHONIOENCODING="ascii").returncode == 0


@pytest.mark.parametrize("switch", ["NO_COLOR", "GITHUB_ACTIONS", "CI"])
def test_no_colour_is_written_to_a_pipe(workbook: Path, switch: str) -> None:
    ran = process("-m", "assistcheck", "audit", str(workbook), PYTHONUTF8="1", **{switch: "true"})
    assert b"\x1b" not in ran.stdout
