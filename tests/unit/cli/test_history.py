"""``assistcheck history``: what it takes, writes, says and ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders.past_reports import OTHER, TEAM, past_report, write_report
from unit.cli.console import Shell
from unit.cli.test_command import process
from unit.reports.history.samples import sample


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    sample(folder)
    return folder


def test_a_folder_of_reports_is_a_trend_and_ends_with_0(shell: Shell, reports: Path) -> None:
    ran = shell.run("history", str(reports))
    assert (ran.code, ran.err) == (0, "")
    assert "共 3 份报告" in ran.out


@pytest.mark.parametrize(("name", "start"), [("h.html", "<!DOCTYPE html>"), ("h.csv", "\ufeffas_of"), ("h.json", "{")])
def test_the_ending_of_o_says_the_format(shell: Shell, reports: Path, tmp_path: Path, name: str, start: str) -> None:
    ran = shell.run("history", str(reports), "-o", str(tmp_path / name))
    assert (ran.code, ran.out) == (0, "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_file_and_standard_output_have_the_same_bytes(reports: Path, tmp_path: Path) -> None:
    command = ["history", str(reports), "--format", "csv"]
    done = process("-m", "assistcheck", *command, PYTHONIOENCODING="gbk")
    process("-m", "assistcheck", *command, "-o", str(tmp_path / "h.csv"))
    assert done.stdout == (tmp_path / "h.csv").read_bytes()


def test_a_gbk_console_gets_digits_for_the_lines(reports: Path) -> None:
    done = process("-m", "assistcheck", "history", str(reports), PYTHONIOENCODING="gbk")
    assert " 336 " in done.stdout.decode("gbk")
    assert "?" not in done.stdout.decode("gbk")


def test_a_broken_report_is_told_and_ends_with_3(shell: Shell, reports: Path, tmp_path: Path) -> None:
    (reports / "x.json").write_text('{"schema": "assistcheck.report/1"', encoding="utf-8")
    ran = shell.run("history", str(reports), "-o", str(tmp_path / "h.csv"))
    assert ran.code == 3
    assert "x.json：不是本程序写出的 JSON 报告" in ran.err
    assert (tmp_path / "h.csv").stat().st_size > 1_000


def test_broken_reports_alone_write_nothing_and_end_with_3(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    ran = shell.run("history", str(tmp_path), "-o", str(tmp_path / "h.html"))
    assert (ran.code, ran.out, (tmp_path / "h.html").exists()) == (3, "", False)
    assert "x.json" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--county", "无此县"), "这些报告中没有 无此县"),
        (("--within", "village=x"), "county、team"),
        (("--within", "x"), "应写成 类别=名称"),
        (("--rule", "R99.9"), "这些报告中没有规则 R99.9"),
        (("--subject", ""), "--subject 的取值是空的"),
        (("--rules", "none"), "没有规则包 none"),
        (("-o", "h.pdf"), "这里没有 pdf 格式"),
        (("-o", "h.csv", "--format", "json"), "不一致"),
    ],
)
def test_wrong_options_end_with_2(shell: Shell, reports: Path, arguments: tuple[str, ...], words: str) -> None:
    ran = shell.run("history", str(reports), *arguments)
    assert ran.code == 2
    assert words in ran.err


def test_a_folder_without_reports_ends_with_2(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("history", str(tmp_path)).code == 2
    assert shell.run("history", str(tmp_path / "none")).code == 2


def test_options_of_the_pack_and_subjects_narrow_it(shell: Shell, reports: Path) -> None:
    ran = shell.run("history", str(reports), "--county", "翠屏县", "--rule", "r05.2", "--format", "json")
    data = json.loads(ran.out)
    assert [one["name"] for one in data["reporters"]] == [TEAM]
    assert [one["outcomes"]["met"] for one in data["reports"]] == [0, 0, 1]
    data = json.loads(shell.run("history", str(reports), "--subject", OTHER, "--format", "json").out)
    assert [one["outcomes"]["waived"] for one in data["reports"]] == [0, 0, 1]


def test_reports_of_other_packs_are_left_out_where_one_is_chosen(shell: Shell, reports: Path) -> None:
    write_report(reports, "other.json", past_report("2026-01-02", pack="county-library-grants"))
    assert shell.run("history", str(reports)).code == 2
    ran = shell.run("history", str(reports), "--rules", "dongguan-2022", "--format", "csv")
    assert ran.code == 0
    assert "1 份报告用的是另一个规则包 county-library-grants" in ran.err


def test_a_report_is_never_written_over(shell: Shell, reports: Path) -> None:
    path = next(reports.iterdir())
    before = path.read_bytes()
    ran = shell.run("history", str(reports), "-o", str(path))
    assert (ran.code, path.read_bytes()) == (2, before)
    assert "不能覆盖" in ran.err


def test_a_history_that_was_written_into_the_folder_is_no_report_of_the_next(shell: Shell, reports: Path) -> None:
    first = shell.run("history", str(reports), "--format", "csv").out
    shell.run("history", str(reports), "-o", str(reports / "history.json"))
    ran = shell.run("history", str(reports), "--format", "csv")
    assert (ran.code, ran.out) == (0, first)
    assert "不是 JSON 报告，未读取" in ran.err


def test_settings_choose_the_pack_and_narrow_it(
    shell: Shell, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report(reports, "other.json", past_report("2026-01-02", pack="county-library-grants"))
    (tmp_path / "assistcheck.toml").write_text(
        f'rules = "dongguan-2022"\n[history]\nformat = "json"\nsubject = ["{OTHER}"]\n', encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    ran = shell.run("history", str(reports))
    assert ran.code == 0
    assert json.loads(ran.out)["only"]["subjects"] == [OTHER]
    monkeypatch.setenv("ASSISTCHECK_RULES", "county-library-grants")
    assert shell.run("history", str(reports)).code == 2
