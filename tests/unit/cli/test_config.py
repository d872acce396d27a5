"""``assistcheck config``: each value, and where it came from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistcheck.cli.settings.keys import all_commands, key_options
from unit.cli.console import Shell


def listed(shell: Shell, *words: str) -> dict[tuple[str | None, str], dict[str, Any]]:
    ran = shell.run("config", "--format", "json", *words)
    assert ran.code == 0, ran.err
    return {(one["command"], one["key"]): one for one in json.loads(ran.out)["settings"]}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_value_is_shown_with_the_place_that_it_came_from(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "assistcheck.toml").write_text(
        '# x\nrules = "county-library-grants"\n[shortfalls]\nby = "region"\n', encoding="utf-8"
    )
    monkeypatch.setenv("ASSISTCHECK_FAIL_ON", "behind")
    monkeypatch.setenv("ASSISTCHECK_EXPLAIN_FORMAT", "md")
    text = shell.run("config", "--as-of", "2025-12-31").out
    rows = {tuple(line.split()) for line in text.splitlines()}
    assert text.startswith("设置文件：assistcheck.toml\n")
    assert {
        ("rules", "county-library-grants", "assistcheck.toml:2"),
        ("fail-on", "behind", "变量", "ASSISTCHECK_FAIL_ON"),
        ("as-of", "2025-12-31", "选项", "--as-of"),
        ("quarter", "—", "默认"),
        ("cache-limit", "1024", "默认"),
        ("[shortfalls]",),
        ("by", "region", "assistcheck.toml:4"),
        ("format", "md", "变量", "ASSISTCHECK_EXPLAIN_FORMAT"),
    } <= rows


def test_json_tells_the_same_in_fields(shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "assistcheck.toml").write_text(
        'rule = ["R05.2"]\nas-of = 2022-03-31\n[audit]\nformat = "csv"\n', encoding="utf-8"
    )
    monkeypatch.setenv("ASSISTCHECK_ALL", "1")
    found = listed(shell, "--quarter", "2022Q2")
    nowhere = {"name": None, "path": None, "line": None, "overruled_by": None}
    in_file = {**nowhere, "from": "file", "path": "assistcheck.toml"}
    assert found[None, "rule"] == {"key": "rule", "command": None, "value": ["R05.2"], **in_file, "line": 1}
    assert found[None, "as-of"] == {
        "key": "as-of",
        "command": None,
        "value": "2022-03-31",
        **in_file,
        "line": 2,
        "overruled_by": "quarter",
    }
    assert found["audit", "format"] == {"key": "format", "command": "audit", "value": "csv", **in_file, "line": 4}
    flag, variable = (
        {**nowhere, "from": "flag", "name": "--quarter"},
        {**nowhere, "from": "variable", "name": "ASSISTCHECK_ALL"},
    )
    assert found[None, "quarter"] == {"key": "quarter", "command": None, "value": "2022Q2", **flag}
    assert found[None, "all"] == {"key": "all", "command": None, "value": True, **variable}
    assert found[None, "quiet"] == {"key": "quiet", "command": None, "value": False, **nowhere, "from": "default"}
    assert found["shortfalls", "format"]["value"] is None


def test_what_a_table_says_for_one_command_is_listed_under_it(shell: Shell, folder: Path) -> None:
    (folder / "assistcheck.toml").write_text(
        "quiet = true\n[shortfalls]\nquiet = false\n[rules-list]\nlang = 'en'\n", encoding="utf-8"
    )
    found = listed(shell)
    assert found[None, "quiet"]["value"] is True
    assert found["shortfalls", "quiet"]["value"] is False
    assert found["rules-list", "lang"]["line"] == 5
    assert ("audit", "quiet") not in found


def test_a_flag_is_that_of_every_command_that_it_holds_for(shell: Shell, folder: Path) -> None:
    (folder / "assistcheck.toml").write_text("[shortfalls]\nby = 'county'\nformat = 'docx'\n", encoding="utf-8")
    found = listed(shell, "--by", "team", "--rule", "R05.2")
    assert found["shortfalls", "by"]["name"] == "--by"
    assert found[None, "rule"]["value"] == ["R05.2"]
    assert found["explain", "rule"]["value"] is None
    assert found["shortfalls", "format"]["line"] == 3
    assert found["audit", "format"]["from"] == "default"


def test_every_option_of_every_command_is_listed(shell: Shell) -> None:
    found = listed(shell)
    for table, command in all_commands().items():
        for key in key_options(command):
            assert (None, key) in found or (table, key) in found, (table, key)
    assert {key for _, key in found} >= {"rules", "roster", "workers", "engine", "by", "template", "limit", "all"}


def test_no_password_and_no_credentials_are_shown(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTCHECK_PASSWORD", "geheim")
    monkeypatch.setenv("ASSISTCHECK_SCHEDULER", "tcp://me:geheim@host:1")
    monkeypatch.setenv("ASSISTCHECK_ENGINE", "dask")
    for words in ((), ("--format", "json")):
        ran = shell.run("config", *words)
        assert (ran.code, "geheim" in ran.out + ran.err, "***" in ran.out) == (0, False, True)
    assert listed(shell)[None, "scheduler"]["value"] == "tcp://***@host:1"
    monkeypatch.setenv("ASSISTCHECK_ENGINE", "ftp://me:geheim@host")
    assert "geheim" not in shell.run("config").err


def test_a_variable_that_is_no_setting_is_named_with_the_nearest(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTCHECK_ROOSTER", "x")
    monkeypatch.setenv("ASSISTCHECK_DEBUG", "")
    ran = shell.run("config")
    assert (ran.code, ran.err) == (0, "变量 ASSISTCHECK_ROOSTER 不是设置；是否为 ASSISTCHECK_ROSTER？\n")


def test_whether_a_file_is_read_is_said_first(shell: Shell, folder: Path) -> None:
    assert shell.run("config").out.startswith("设置文件：没有\n")
    (folder / "assistcheck.toml").write_text("rooles = 1\n", encoding="utf-8")
    assert shell.run("config", "--no-settings").out.startswith("设置文件：不读（--no-settings）\n")
    ran = shell.run("config")
    assert (ran.code, ran.out, ran.err) == (2, "", "assistcheck.toml:1：没有 rooles 这个设置；是否为 rules？\n")


def test_it_is_written_into_a_file_by_its_ending(shell: Shell, folder: Path) -> None:
    assert shell.run("config", "-o", "c.json").code == 0
    assert json.loads((folder / "c.json").read_text(encoding="utf-8"))["file"] is None
    assert shell.run("config", "-o", "c.csv").code == 2


def process(folder: Path, *words: str, **environment: str) -> str:
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("ASSISTCHECK", "LC_", "LANG"))}
    ran = subprocess.run(
        [sys.executable, "-m", "assistcheck", *words],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**plain, "PYTHONUTF8": "1", **environment},
        timeout=120,
    )
    return (ran.stdout + ran.stderr).decode()


def test_the_language_of_the_file_is_that_of_help_and_messages(folder: Path) -> None:
    (folder / "assistcheck.toml").write_text("lang = 'en'\n[config]\nlang = 'zh'\n", encoding="utf-8")
    assert process(folder, "--help").startswith("Usage: ")
    assert process(folder, "config").startswith("设置文件：")
    assert process(folder, "audit").startswith("Error: ")
    assert process(folder, "audit", ASSISTCHECK_LANG="zh").startswith("用法有误")
    assert process(folder, "audit", "--lang", "zh").startswith("用法有误")
    assert process(folder, "audit", "--no-settings").startswith("用法有误")
    (folder / "assistcheck.toml").write_text("lang = 'en'\nrooster = 1\n", encoding="utf-8")
    assert "there is no setting rooster; perhaps roster?" in process(folder, "audit", "x")


def test_the_keys_are_the_same_in_both_languages(folder: Path) -> None:
    names = []
    for lang in ("zh", "en"):
        entries = json.loads(process(folder, "config", "--format", "json", "--lang", lang))["settings"]
        names.append([(one["command"], one["key"]) for one in entries])
    assert names[0] == names[1]


def test_where_there_is_no_file_nothing_is_loaded_to_read_one(folder: Path) -> None:
    code = (
        "import sys; sys.argv = ['assistcheck', 'rules', 'list']\n"
        "from assistcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'tomllib', 'assistcheck.cli.settings.toml_lines', 'rapidfuzz'} & sys.modules.keys()\n"
        "sys.exit(f'loaded: {heavy}' if heavy else 0)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=folder)
    assert ran.returncode == 0, ran.stderr.decode()
