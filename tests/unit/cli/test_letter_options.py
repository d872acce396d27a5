"""The options of letters: days as they are written, refused before any file is read; settings like the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from unit.cli.console import Shell

AT = ("--as-of", "2022-06-30")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--reply-by", "2022.7.15"), "--reply-by：“2022.7.15”不是日期；应如 2022-06-30"),
        (("--issued-on", "2022-02-30"), "--issued-on：“2022-02-30”不是日期"),
        (("--issuer", " "), "--issuer"),
        (("--reply-by", "2022-06-29"), "反馈截止日期 2022-06-29 早于统计截止日 2022-06-30"),
        (("--reply-by", "2022-07-01", "--issued-on", "2022-07-02"), "早于成文日期 2022-07-02"),
    ],
)
def test_a_wrong_option_is_said_and_nothing_is_written(
    shell: Shell, workbook: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    ran = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path / "out"), *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert not (tmp_path / "out").exists()


def test_a_wrong_day_of_a_variable_is_said_with_its_name(
    shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTCHECK_REPLY_BY", "15.7.2022")
    ran = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path / "out"))
    assert ran.code == 2
    assert "ASSISTCHECK_REPLY_BY" in ran.err
    assert "15.7.2022" in ran.err


def test_the_terms_of_a_letter_are_settings(shell: Shell, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workbook.parent)
    (workbook.parent / "assistcheck.toml").write_text('issuer = "测试办公室"\nreply-by = 2022-07-15\n', encoding="utf-8")
    monkeypatch.setenv("ASSISTCHECK_CONTACT", "某科")
    lines = {line.split()[0]: line for line in shell.run("config").out.splitlines() if line.strip()}
    assert "测试办公室" in lines["issuer"]
    assert "2022-07-15" in lines["reply-by"]
    assert "某科" in lines["contact"]
    assert {"issued-on", "document-number"} <= set(lines)
