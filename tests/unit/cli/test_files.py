"""What the command line reads: every kind of file, limits, passwords and recorded spellings."""

from __future__ import annotations

import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from builders.evidence import FILES
from builders.support import TEAM, book, headers, ledger, rosters
from unit.cli.console import Ran, Shell

AT = ("--as-of", "2022-12-31", "--format", "json")
NEWS = {"date": date(2022, 3, 5), "team": TEAM, "title": "丰收", "outlet": "日报", "level": "省"}
PLAIN = book({**rosters(), **ledger("media_reports", NEWS)})
WORD = "合格-7"


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(book(rosters()))
    return path


def piped(shell: Shell, data: bytes, *arguments: str) -> Ran:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        return shell.run("audit", "-", *AT, *arguments)


def value(ran: Ran) -> object:
    return next(o["value"] for o in json.loads(ran.out)["outcomes"] if (o["rule"], o["subject"]["name"]) == ("R05.2", TEAM))


def codes(ran: Ran) -> list[str]:
    return [p["code"] for p in json.loads(ran.out)["problems"] if p["code"] not in {"missing-sheet", "hidden-content"}]


def locked() -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(PLAIN)).encrypt(WORD, out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_standard_input_is_read_by_its_content(shell: Shell, kind: str) -> None:
    ran = piped(shell, (FILES / f"year.{kind}").read_bytes())
    assert value(ran) == 4
    assert "other-kind" not in codes(ran)


def test_a_text_table_on_standard_input_is_refused_with_a_sentence(shell: Shell) -> None:
    ran = piped(shell, "日期,组团\n".encode())
    assert ran.code == 3
    assert codes(ran) == ["unsupported-file"]
    assert "标准输入" in ran.out


def test_standard_input_keeps_the_limit_of_size(shell: Shell) -> None:
    ran = piped(shell, PLAIN + bytes(2**20), "--limit", "file-size=1")
    assert (ran.code, codes(ran)) == (3, ["too-large"])


def test_a_folder_is_searched_for_every_kind(shell: Shell, roster: Path) -> None:
    line = "2022-03-06,青禾镇组团,喜讯,某报,县,\n"
    (roster.parent / "青禾镇-媒体报道.csv").write_text(
        ",".join(map(str, headers("media_reports"))) + f"\n{line}", encoding="utf-8"
    )
    (roster.parent / "旧.xls").write_bytes((FILES / "evidence.xls").read_bytes())
    (roster.parent / "新 表.ods").write_bytes((FILES / "evidence.ods").read_bytes())
    (roster.parent / "甲\n乙.et").write_bytes(PLAIN)
    (roster.parent / ".~锁.csv").write_bytes(b"x")
    (roster.parent / "~$锁.xls").write_bytes(b"x")
    ran = shell.run("audit", str(roster.parent), *AT)
    report = json.loads(ran.out)
    names = {Path(one["path"]).name for one in report["inputs"]}
    assert len(names) == 5
    assert {one["status"] for one in report["inputs"]} == {"read"}
    assert value(ran) == 2


# --- limits ---------------------------------------------------------------------------------------


def test_a_limit_is_an_option_and_a_variable_and_the_option_beats_the_variable(
    shell: Shell, workbook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codes(shell.run("audit", str(workbook), *AT, "--limit", "rows=2")) == ["too-large"]
    monkeypatch.setenv("ASSISTCHECK_LIMIT", "sheets=1000 rows=2")
    assert codes(shell.run("audit", str(workbook), *AT)) == ["too-large"]
    assert codes(shell.run("audit", str(workbook), *AT, "--limit", "rows=1000")) == ["bad-date"]


def test_a_limit_that_there_is_none_of_lists_those_there_are(shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", str(workbook), *AT, "--limit", "rowz=2")
    assert ran.code == 2
    assert "file-size" in ran.err
    assert "memory" in ran.err


# --- passwords ------------------------------------------------------------------------------------


def test_a_password_opens_a_file_and_is_shown_nowhere(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xlsx").write_bytes(locked())
    (tmp_path / "密码.txt").write_text(f"别的\n{WORD}\n", encoding="utf-8")
    path = str(tmp_path / "a.xlsx")
    refused = shell.run("audit", path, *AT)
    assert (refused.code, codes(refused)) == (3, ["encrypted-file"])
    by_file = shell.run("audit", path, *AT, "--password-file", str(tmp_path / "密码.txt"))
    assert value(by_file) == 1
    monkeypatch.setenv("ASSISTCHECK_PASSWORD", WORD)
    by_variable = shell.run("audit", path, *AT)
    assert value(by_variable) == 1
    monkeypatch.setenv("ASSISTCHECK_PASSWORD", "错的")
    wrong = shell.run("audit", path, *AT)
    assert codes(wrong) == ["encrypted-file"]
    assert not any(word in f"{ran.out}{ran.err}" for ran in (by_file, by_variable, wrong) for word in (WORD, "错的"))


def test_a_password_file_that_is_not_there_is_wrong_usage(shell: Shell, workbook: Path) -> None:
    assert shell.run("audit", str(workbook), *AT, "--password-file", "没有.txt").code == 2


# --- recorded spellings ---------------------------------------------------------------------------


def test_recorded_spellings_are_an_option_and_a_variable(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.xlsx").write_bytes(book({**rosters(), **ledger("media_reports", {**NEWS, "team": "青禾组"})}))
    spellings = tmp_path / "写法.csv"
    spellings.write_bytes("写法,正式名称\n青禾组,青禾镇组团\n".encode("gb18030"))
    path = str(tmp_path / "a.xlsx")
    assert "unknown-name" in codes(shell.run("audit", path, *AT))
    assert value(shell.run("audit", path, *AT, "--aliases", str(spellings))) == 1
    monkeypatch.setenv("ASSISTCHECK_ALIASES", str(spellings))
    assert value(shell.run("audit", path, *AT)) == 1
    spellings.write_text("甲,乙\n", encoding="utf-8")
    wrong = shell.run("audit", path, *AT)
    assert (wrong.code, wrong.out) == (2, "")
    assert "第 1 行" in wrong.err


def test_a_folder_that_may_not_be_searched_is_told(shell: Shell, roster: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = roster.parent / "closed"
    closed.mkdir()
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path) == str(closed):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    report = json.loads(shell.run("audit", str(roster.parent), *AT).out)
    assert [(Path(p["path"]).name, p["code"]) for p in report["problems"] if p["path"]] == [("closed", "unreadable-file")]
    assert report["summary"]["exit_code"] == 3


# --- recorded waivers -----------------------------------------------------------------------------


@pytest.mark.parametrize(("lang", "words"), [("zh", "请写成日期"), ("en", "write a day")])
def test_each_fault_of_waivers_is_a_line_in_the_language_of_the_run(
    lang: str, words: str, shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistcheck.cli.failures.LANG", lang)
    path = tmp_path / "备案.yaml"
    lines = ['- rule: "5\\L假行"', f"  subject: {TEAM}", "  reason: 汛期", "  approved_by: 某办", "  expires: 2022-02-30"]
    path.write_text("\n".join(lines), encoding="utf-8")
    ran = shell.run("audit", str(workbook), "--waivers", str(path))
    assert (ran.code, ran.out) == (2, "")
    first, second = ran.err.splitlines()
    assert f"{path}:1:9" in first
    assert f"{path}:5:12" in second
    assert words in second
