"""Mistakes in settings, and files that are none: a sentence with file and line, or the variable."""

from __future__ import annotations

from pathlib import Path

import pytest

from unit.cli.console import Shell
from unit.cli.settings.conftest import Audit, Write
from unit.cli.settings.test_settings import report


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\nfail_om = 'any'", 2, "没有 fail_om 这个设置；是否为 fail-on？"),
        ("rooster = 'x'", 1, "是否为 roster？"),
        ("xxxxxxxx = 1", 1, "全部键：assistcheck config"),
        ("[shortfal]\nby = 'county'", 1, "是否为 shortfalls？"),
        ("[audit]\n\nonly_shrt = true", 3, "没有 only_shrt 这个设置"),
        ("[audit]\nby = 'county'", 2, "audit 没有 by 这个设置；有它的是 shortfalls"),
        ("as-of = 2022-03-31\nas_of = 2022-03-31", 2, "as_of 与 as-of（第 1 行）是同一个键"),
        ("quiet = 'yes'", 1, 'quiet = "yes"：应为 true 或 false'),
        ("quiet = 1", 1, "应为 true 或 false"),
        ("cache-limit = '5'", 1, "应为数字，不加引号"),
        ("cache_limit = 0", 1, "应为不小于 1 的整数"),
        ("cache-limit = true", 1, "应为数字"),
        ("cache-limit = 1.5", 1, "应为不小于 1 的整数"),
        ("workers = -1", 1, "应为不小于 0 的整数"),
        ("[watch]\ninterval = '1'", 2, "应为数字，不加引号"),
        ("[watch]\ninterval = -0.5", 2, "应为不小于"),
        ("roster = 5", 1, '加引号 "5"'),
        ("roster = ['a', 'b']", 1, "只能有一个取值"),
        ("rule = [1]", 1, '加引号 "1"'),
        ("rule = {a = 1}", 1, "应为文字"),
        ("[rules]\nx = 1", 1, "应为文字"),
        ("reading = [1]", 1, "或一个表"),
        ("limit = {rows = true}", 1, "rows 应为文字"),
        ("as-of = 2022-03-31T10:00:00", 1, "只写日期：2022-03-31"),
        ("as-of = '2022-13-01'", 1, "不是日期或季度"),
        ("\n\nquarter = 'Q9'", 3, "不是日期或季度"),
        ("fail-on = 'behnd'", 1, "没有 behnd 取值；可用：shortfall、behind、any、never；是否为 behind？"),
        ("format = 'pdf'", 1, "没有 pdf 格式；可用：text、"),
        ("[shortfalls]\nformat = 'json'", 2, "没有 json 格式；可用：xlsx、"),
        ("lang = 'fr'", 1, "可用：zh、en"),
        ("roster = ' '", 1, "取值是空的"),
        ("rule = ['']", 1, "取值是空的"),
        ("rule = ['R99.1']", 1, "没有规则 R99.1"),
        ("reading = {R07.4 = 'x'}", 1, "R07.4 没有口径 x"),
        ("limit = {rowz = 2}", 1, "没有这一限制"),
        ("within = {count = 'x'}", 1, "是否为 county？"),
        ("rules = 'dongguan'", 1, "没有规则包 dongguan"),
        ("roster = 'none.xlsx'", 1, "没有这个文件"),
        ("password = 'geheim'", 1, "密码不写在设置文件里"),
        ("confirm = true", 1, "confirm 只能在命令行上给出"),
        ("settings = 'x'", 1, "没有 settings 这个设置"),
        ("a = 1\nrules = dongguan-2022", 2, "“rules = dongguan-2022”不合 TOML 的写法"),
        ("rules = 'a'\nrules = 'b'", 2, "写了两次"),
        ("rules = 'a", 1, "不合 TOML 的写法"),
        ("x = " + "1" * 5_000, 1, "不合 TOML 的写法"),
        ("\na" + ".a" * 50 + " = 1", 2, "层次太深"),
        ("\n\udcff = 1", 2, "不是 UTF-8 文字"),
        ("\x00", 1, "不合 TOML 的写法"),
    ],
)
def test_a_mistake_is_wrong_usage_with_its_line(
    text: str, line: int, said: str, write: Write, audit: Audit, tmp_path: Path
) -> None:
    write(f"{text}\n")
    ran = audit()
    assert (ran.code, ran.out) == (2, "")
    assert f"{tmp_path / 'assistcheck.toml'}:{line}：" in ran.err
    assert said in ran.err
    assert "geheim" not in ran.err


def test_every_mistake_is_told_at_once_in_the_order_of_lines(write: Write, shell: Shell) -> None:
    write("quiet = 1\nfoo_bar = 2\n[sample]\nkind = 'all'\n[audit]\nall = 'x'\n")
    ran = shell.run("rules", "list")
    assert [line.partition("assistcheck.toml:")[2].partition("：")[0] for line in ran.err.splitlines()] == ["1", "2", "4", "6"]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("FAIL_ON", "behnd", "ASSISTCHECK_FAIL_ON=behnd：没有 behnd 取值"),
        ("CACHE_LIMIT", "abc", "ASSISTCHECK_CACHE_LIMIT=abc：应为不小于 1 的整数"),
        ("WORKERS", "-1", "ASSISTCHECK_WORKERS=-1：应为不小于 0 的整数"),
        ("ALL", "maybe", "ASSISTCHECK_ALL=maybe：应为 1 或 0"),
        ("LANG", "fr", "ASSISTCHECK_LANG=fr：没有 fr 取值"),
        ("AS_OF", "2022-13-01", "ASSISTCHECK_AS_OF：“2022-13-01”不是日期"),
        ("QUARTER", "Q9", "ASSISTCHECK_QUARTER：“Q9”不是日期"),
        ("RULE", "R05.2 R99.1", "ASSISTCHECK_RULE：没有规则 R99.1"),
        ("SUBJECT", "没有", "ASSISTCHECK_SUBJECT：名册中没有责任主体 没有"),
        ("READING", "R07.4", "ASSISTCHECK_READING：--reading R07.4：应写成"),
        ("WAIVERS", "none.yaml", "ASSISTCHECK_WAIVERS：none.yaml：无法读取"),
        ("ROSTER", "none.xlsx", "ASSISTCHECK_ROSTER：none.xlsx：没有这个文件"),
        ("RULES", "none", "ASSISTCHECK_RULES：没有规则包 none"),
        ("SETTINGS", "none.toml", "ASSISTCHECK_SETTINGS：none.toml 无法读取"),
    ],
)
def test_a_variable_with_a_wrong_value_is_named(
    name: str, value: str, said: str, audit: Audit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"ASSISTCHECK_{name}", value)
    ran = audit()
    assert (ran.code, ran.out, said in ran.err) == (2, "", True), ran.err


def test_a_wrong_variable_does_not_matter_where_a_flag_is_given(audit: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTCHECK_AS_OF", "nonsense")
    monkeypatch.setenv("ASSISTCHECK_FAIL_ON", "nonsense")
    assert audit("--as-of", "2022-12-31", "--fail-on", "never").code == 0


def test_help_is_shown_whatever_stands_in_the_file(write: Write, shell: Shell) -> None:
    write("rules = nonsense\n")
    ran = shell.run("audit", "--help")
    assert (ran.code, "--county 名称" in ran.out) == (0, True)
    write("rules = 'county-library-grants'\n")
    assert "--region 名称" in shell.run("audit", "--help").out


# --- files --------------------------------------------------------------------------------------------


def test_a_byte_order_mark_and_windows_lines_are_taken(write: Write, audit: Audit) -> None:
    write("\ufeffas-of = 2022-03-31\r\nformat = 'json'\r\n")
    assert report(audit())["as_of"] == "2022-03-31"
    write("\ufeffas-of = 2022-03-31\r\nfoo-bar = 'json'\r\n")
    assert "assistcheck.toml:2：" in audit().err


def test_a_table_of_a_project_file_holds_settings_with_its_own_lines(
    audit: Audit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    text = '[project]\nname = "x"\n[tool.assistcheck]\nas_of = 2022-03-31\n[tool.assistcheck.audit]\nformat = "json"\n'
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert report(audit())["as_of"] == "2022-03-31"
    (tmp_path / "pyproject.toml").write_text(f"{text}foo_bar = 1\n", encoding="utf-8")
    assert "pyproject.toml:7：没有 foo_bar" in audit().err


def test_a_file_that_is_named_is_taken_and_another_is_not(
    write: Write, audit: Audit, shell: Shell, workbook: Path, tmp_path: Path
) -> None:
    write("foo_bar = 1\n")
    other = tmp_path / "other.toml"
    other.write_text("as-of = 2022-03-31\nformat = 'json'\n", encoding="utf-8")
    assert report(audit("--settings", str(other)))["as_of"] == "2022-03-31"
    assert report(shell.run("--settings", str(other), "audit", str(workbook)))["as_of"] == "2022-03-31"
    assert audit("--no-settings", "--as-of", "2022-12-31").code == 1
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    ran = audit("--settings", str(tmp_path / "pyproject.toml"))
    assert (ran.code, "没有 [tool.assistcheck]" in ran.err) == (2, True)


def test_what_cannot_be_read_is_wrong_usage(audit: Audit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "assistcheck.toml"
    file.mkdir()
    ran = audit()
    assert (ran.code, "assistcheck.toml：无法读取" in ran.err, "--no-settings" in ran.err) == (2, True, True)
    file.rmdir()
    file.symlink_to("gone.toml")
    assert (audit().code, "没有这个文件" in audit().err) == (2, True)
    file.unlink()
    file.write_bytes(b"#" * (256 * 2**10 + 1))
    ran = audit()
    assert (ran.code, "超过 256 KiB" in ran.err) == (2, True)


def test_paths_of_a_linked_file_are_relative_to_the_link(audit: Audit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "s.toml").write_text("waivers = 'w.yaml'\n", encoding="utf-8")
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "assistcheck.toml").symlink_to("../real/s.toml")
    (tmp_path / "work" / "w.yaml").write_text("[]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "work")
    assert audit("--as-of", "2022-12-31").code == 1


def test_what_stands_in_a_file_reaches_no_terminal_as_it_is(write: Write, audit: Audit) -> None:
    write('"\\u001b[31m\\u202e" = 1\n')
    ran = audit()
    assert (ran.code, "\x1b" in ran.err, "\u202e" in ran.err, "␛[31m" in ran.err) == (2, False, False, True)
