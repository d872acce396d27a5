"""The format of a result: from ``--format``, or from how the name of ``-o`` ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.support import TEAM, book, ledger, rosters
from unit.cli.console import Shell

AT = ("--as-of", "2022-12-31", "--no-progress")
ONE = ("explain", "--rule", "R05.2", "--subject", TEAM)
BEGINS = {
    "html": b"<!DOCTYPE html>",
    "htm": b"<!DOCTYPE html>",
    "xlsx": b"PK",
    "docx": b"PK",
    "md": b"#",
    "csv": b"\xef\xbb\xbf",
    "json": b"{",
    "sarif": b'{\n"$schema"',
    "xml": b"<?xml",
}


def run(shell: Shell, command: tuple[str, ...], workbook: Path, *more: str) -> tuple[int, str]:
    ran = shell.run(command[0], str(workbook), *command[1:], *AT, *more)
    assert ran.out == ""
    return ran.code, ran.err


@pytest.mark.parametrize("ending", ["html", "htm", "xlsx", "md", "csv", "json", "sarif", "xml", "JSON", "Xlsx"])
def test_a_report_is_of_the_format_that_its_name_says(ending: str, shell: Shell, workbook: Path, tmp_path: Path) -> None:
    target = tmp_path / f"报告.v1.{ending}"
    assert run(shell, ("audit",), workbook, "-o", str(target))[0] == 1
    assert target.read_bytes().startswith(BEGINS[ending.lower()])


@pytest.mark.parametrize(("name", "begins"), [("报告.txt", "统计截止"), ("报告", "统计截止"), ("报告.2022", "统计截止")])
def test_a_name_that_says_nothing_else_is_a_text(name: str, begins: str, shell: Shell, workbook: Path, tmp_path: Path) -> None:
    assert run(shell, ("audit",), workbook, "-o", str(tmp_path / name))[0] == 1
    assert begins in (tmp_path / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("form", "name", "begins"),
    [
        ("gitlab", "gl-code-quality-report.json", b"["),
        ("sarif", "报告.sarif.json", b'{\n"$schema"'),
        ("github", "报告.txt", b"::"),
    ],
)
def test_a_format_may_have_the_ending_of_what_it_is_made_of(
    form: str, name: str, begins: bytes, shell: Shell, workbook: Path, tmp_path: Path
) -> None:
    assert run(shell, ("audit",), workbook, "--format", form, "-o", str(tmp_path / name))[0] == 1
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.parametrize("ending", ["md", "json"])
def test_an_explanation_is_of_the_format_that_its_name_says(ending: str, shell: Shell, workbook: Path, tmp_path: Path) -> None:
    assert run(shell, ONE, workbook, "-o", str(tmp_path / f"说明.{ending}"))[0] in {0, 3}
    assert (tmp_path / f"说明.{ending}").read_bytes().startswith(BEGINS[ending])


@pytest.mark.parametrize(
    ("command", "more"),
    [
        (("audit",), ("--format", "json", "-o", "报告.xlsx")),
        (("audit",), ("--format", "text", "-o", "报告.csv")),
        (("audit",), ("--format", "html", "-o", "报告.txt")),
        (("audit",), ("--format", "junit", "-o", "报告.json")),
        (("audit",), ("--format", "gitlab", "-o", "报告.sarif")),
        (ONE, ("--format", "md", "-o", "说明.json")),
        (("shortfalls",), ("--format", "xlsx", "-o", "清单.docx")),
    ],
)
def test_an_ending_that_contradicts_the_format_is_wrong_usage(
    command: tuple[str, ...],
    more: tuple[str, ...],
    shell: Shell,
    workbook: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, err = run(shell, command, workbook, *more)
    assert (code, "不一致" in err, list(tmp_path.iterdir())) == (2, True, [])


@pytest.mark.parametrize(
    ("command", "name", "form"),
    [
        (ONE, "说明.sarif", "sarif"),
        (("shortfalls",), "清单.xml", "junit"),
        (ONE, "说明.docx", "docx"),
        (("audit",), "报告.pdf", "pdf"),
        (("audit",), "报告.xls", "xls"),
        (ONE, "说明.csv", "csv"),
        (("shortfalls",), "清单.json", "json"),
    ],
)
def test_a_format_that_there_is_not_is_wrong_usage(
    command: tuple[str, ...], name: str, form: str, shell: Shell, workbook: Path, tmp_path: Path
) -> None:
    code, err = run(shell, command, workbook, "-o", str(tmp_path / name))
    assert (code, f"没有 {form} 格式" in err, list(tmp_path.iterdir())) == (2, True, [])


@pytest.mark.parametrize("words", [("rules", "list"), ("rules", "show", "R05.2"), ("template",), ("sample",)])
def test_what_is_written_in_one_format_is_given_no_other_name(words: tuple[str, ...], shell: Shell, tmp_path: Path) -> None:
    for name in ("a.html", "a.csv"):
        ran = shell.run(*words, "-o", str(tmp_path / name))
        assert (ran.code, "可用" in ran.err, list(tmp_path.iterdir())) == (2, True, [])


def test_a_variable_names_the_format_where_no_name_does(
    shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTCHECK_FORMAT", "json")
    assert shell.run("audit", str(workbook), *AT).out.startswith("{")
    assert "统计截止" in shell.run("audit", str(workbook), *AT, "--format", "text").out
    assert run(shell, ("audit",), workbook, "-o", str(tmp_path / "报告.md"))[0] == 1
    assert (tmp_path / "报告.md").read_bytes().startswith(b"#")
    monkeypatch.setenv("ASSISTCHECK_FORMAT", "yaml")
    ran = shell.run("audit", str(workbook), *AT)
    assert (ran.code, "没有 yaml 格式" in ran.err) == (2, True)


# --- a single list ------------------------------------------------------------------------------


@pytest.fixture
def one_team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook of one team alone."""
    sheets = {title: [row for row in rows if "白露镇组团" not in row] for title, rows in rosters().items()}
    path = tmp_path_factory.mktemp("one") / "data.xlsx"
    news = {"date": date(2022, 3, 1), "team": TEAM, "title": "一", "outlet": "甲报", "level": "市"}
    path.write_bytes(book({**sheets, **ledger("media_reports", news)}))
    return path


@pytest.mark.parametrize("ending", ["docx", "xlsx", "md", "html"])
def test_the_only_list_is_the_file_that_is_named(ending: str, shell: Shell, one_team: Path, tmp_path: Path) -> None:
    target = tmp_path / f"通知.{ending}"
    code, err = run(shell, ("shortfalls",), one_team, "-o", str(target))
    assert (code, str(target) in err, list(tmp_path.iterdir())) == (1, True, [target])
    assert target.read_bytes().startswith(BEGINS[ending])


def test_several_lists_are_no_single_file(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    code, err = run(shell, ("shortfalls",), workbook, "-o", str(tmp_path / "通知.docx"))
    assert (code, "不止一份" in err, list(tmp_path.iterdir())) == (2, True, [])


def test_no_list_is_no_file(shell: Shell, one_team: Path, tmp_path: Path) -> None:
    more = ("--only-short", "--rule", "R10.1", "--as-of", "2022-06-30")
    ran = shell.run("shortfalls", str(one_team), "--no-progress", *more, "-o", str(tmp_path / "通知.docx"))
    assert ("没有清单可出" in ran.err, list(tmp_path.iterdir())) == (True, [])


def test_a_folder_may_be_called_like_a_file(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "清单.docx").mkdir()
    assert run(shell, ("shortfalls",), workbook, "-o", str(tmp_path / "清单.docx"))[0] == 1
    assert run(shell, ("shortfalls",), workbook, "-o", f"{tmp_path / '清单.html'}/")[0] == 1
    assert len(list(tmp_path.glob("*/*.xlsx"))) == 6
