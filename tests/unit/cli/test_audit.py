"""``assistcheck audit``: options, outputs and exit codes."""

from __future__ import annotations

import io
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from assistcheck import api
from builders.support import TEAM, pack
from unit.cli.console import Shell

AT = ("--as-of", "2022-12-31")


def test_the_text_report_says_who_is_short_and_by_how_much(shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", str(workbook), *AT, "--rule", "R05.2")
    assert ran.code == 1
    assert "统计截止 2022-12-31" in ran.out
    assert f"{TEAM} (翠屏县)" in ran.out
    row = next(line for line in ran.out.splitlines() if "R05.2" in line and "未达标" in line)
    assert "2 / ≥4条" in row
    assert row.split()[-2:] == ["2条", "2022-12-31"]
    assert "A5" in ran.out
    assert "“2022.1”" in ran.out


def test_the_json_report_keeps_its_published_schema(shell: Shell, workbook: Path) -> None:
    schema = json.loads((files("assistcheck.reports.json") / "report-1.schema.json").read_text(encoding="utf-8"))
    ran = shell.run("audit", str(workbook), *AT, "--format", "json")
    report = json.loads(ran.out)
    jsonschema.Draft202012Validator(schema).validate(report)
    found = next(o for o in report["outcomes"] if o["rule"] == "R05.2" and o["subject"]["name"] == TEAM)
    assert (found["status"], found["value"], found["target"], found["gap"]) == ("shortfall", 2, {"at_least": 4}, 2)
    assert found["evidence"] == [{"path": str(workbook), "sheet": "媒体报道", "rows": [[2, 2], [4, 4]]}]
    assert [(e["rows"], e["reason"]) for e in found["excluded"]] == [([[3, 3]], "level=县级以下"), ([[5, 5]], "rejected")]
    assert report["summary"]["exit_code"] == ran.code == 1


def test_the_same_input_gives_the_same_bytes(shell: Shell, workbook: Path) -> None:
    arguments = ("audit", str(workbook), *AT, "--format", "json")
    assert shell.run(*arguments).out == shell.run(*arguments).out


def test_a_report_goes_to_a_file_whole(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    target = tmp_path / "报告.json"
    ran = shell.run("audit", str(workbook), *AT, "--format", "json", "-o", str(target))
    assert ran.out == ""
    assert str(target) in ran.err
    assert json.loads(target.read_text(encoding="utf-8"))["as_of"] == "2022-12-31"
    assert [one.name for one in tmp_path.iterdir()] == ["报告.json"]


def test_a_file_that_cannot_be_written_is_wrong_usage(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    ran = shell.run("audit", str(workbook), *AT, "-o", str(tmp_path / "none" / "x.txt"))
    assert ran.code == 2
    assert "无法写入" in ran.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name")
def test_a_pipe_or_a_device_is_written_to_never_replaced(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as other_end:
        reading = other_end.submit(pipe.read_text, encoding="utf-8")
        assert shell.run("audit", str(workbook), *AT, "--format", "json", "-o", str(pipe)).code == 1
        assert json.loads(reading.result(timeout=30))["as_of"] == "2022-12-31"
    assert pipe.is_fifo()


def test_a_link_is_written_through(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    target, link = tmp_path / "报告.txt", tmp_path / "link.txt"
    target.write_text("old", encoding="utf-8")
    link.symlink_to(target)
    shell.run("audit", str(workbook), *AT, "-q", "-o", str(link))
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("未达标")


def test_a_folder_as_output_is_wrong_usage_and_leaves_nothing_behind(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    ran = shell.run("audit", str(workbook), *AT, "-o", str(folder))
    assert ran.code == 2
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


def test_quiet_says_the_conclusion_alone(shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", str(workbook), *AT, "--quiet")
    assert len(ran.out.splitlines()) == 1
    assert ran.out.startswith("未达标 ")


def test_long_lists_are_cut_and_say_so(shell: Shell, workbook: Path) -> None:
    cut = shell.run("audit", str(workbook), *AT).out
    assert "加 --all 查看全部" in cut
    whole = shell.run("audit", str(workbook), *AT, "--all").out
    assert "未列出" not in whole
    assert len(whole.splitlines()) > len(cut.splitlines())


def test_a_quarter_means_its_last_day(shell: Shell, workbook: Path) -> None:
    assert "统计截止 2022-06-30" in shell.run("audit", str(workbook), "--quarter", "2022Q2").out


def test_without_a_day_the_programme_year_is_not_passed(shell: Shell, workbook: Path) -> None:
    assert "统计截止 2022-12-31" in shell.run("audit", str(workbook)).out


@pytest.mark.parametrize(("today", "day"), [(date(2022, 5, 1), date(2022, 5, 1)), (date(2024, 1, 1), date(2022, 12, 31))])
def test_the_default_day_is_today_within_the_programme_year(today: date, day: date) -> None:
    assert api.default_as_of(pack(), today) == day


def test_standard_input_is_one_workbook(shell: Shell, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(workbook.read_bytes()))
    monkeypatch.setattr(sys, "stdin", stream)
    ran = shell.run("audit", "-", *AT, "--format", "json")
    assert json.loads(ran.out)["inputs"][0]["path"] == "-"


def test_a_reading_is_printed_where_it_is_used(shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", str(workbook), *AT, "--reading", "R05.2=distinct-title")
    assert "口径：R05.2 按“distinct-title”" in ran.out


def test_a_roster_file_stands_for_all(shell: Shell, workbook: Path) -> None:
    ran = shell.run("audit", str(workbook), *AT, "--roster", str(workbook), "--format", "json")
    inputs = json.loads(ran.out)["inputs"]
    assert inputs[0]["sheets"][0]["rows"]["counted"] == 2
    assert inputs[1]["sheets"][0]["rows"]["superseded"] == 2


def test_waivers_are_taken_from_a_file(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    file = tmp_path / "waivers.yaml"
    entry = {
        "rule": "R05.2",
        "subject": TEAM,
        "document": "一号",
        "reason": "汛期",
        "approved_by": "某办",
        "expires": "2023-01-01",
    }
    file.write_text(json.dumps([entry]), encoding="utf-8")
    ran = shell.run("audit", str(workbook), *AT, "--waivers", str(file), "--format", "json")
    assert json.loads(ran.out)["summary"]["outcomes"]["waived"] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--as-of", "2022-13-01"), "不是日期"),
        (("--as-of", "9999-12-31"), "不是日期"),
        (("--quarter", "2022Q5"), "不是日期或季度"),
        (("--as-of", "2022-01-01", "--quarter", "2022Q1"), "只能用一个"),
        (("--rule", "R99.9"), "没有规则 R99.9"),
        (("--subject", "无此镇"), "没有责任主体"),
        (("--reading", "R07.4"), "应写成"),
        (("--reading", "R07.4=none"), "没有口径"),
        (("--reading", "R07.4=town-total", "--reading", "R07.4=any-donor"), "两种口径"),
        (("--rules", "no-such-pack"), "没有规则包"),
        (("--roster", "none.xlsx"), "没有这个文件"),
        (("--waivers", "none.yaml"), "无法读取"),
        (("--format", "pdf"), "--format 的取值“pdf”不对；可用"),
        (("--fail-on", "sometimes"), "可用"),
        (("--no-such-option",), "没有选项"),
        (("--as-of",), "缺少取值"),
    ],
)
def test_wrong_usage_is_one_sentence_and_exit_code_2(
    shell: Shell, workbook: Path, arguments: tuple[str, ...], words: str
) -> None:
    ran = shell.run("audit", str(workbook), *arguments)
    assert ran.code == 2
    assert words in ran.err
    assert "Traceback" not in ran.err
    assert ran.out == ""


def test_no_path_is_wrong_usage(shell: Shell) -> None:
    ran = shell.run("audit")
    assert (ran.code, ran.out) == (2, "")
    assert "缺少 路径" in ran.err


def test_a_folder_without_workbooks_is_wrong_usage(shell: Shell, tmp_path: Path) -> None:
    ran = shell.run("audit", str(tmp_path))
    assert ran.code == 2
    assert "没有表格文件" in ran.err


@pytest.mark.skipif(sys.platform != "linux", reason="names in bytes")
def test_a_name_in_gbk_bytes_is_shown_in_chinese(shell: Shell, tmp_path: Path, workbook: Path) -> None:
    file = os.path.join(os.fsencode(tmp_path), "填报表.xlsx".encode("gbk"))  # noqa: PTH118 - bytes
    with open(file, "wb") as target:  # noqa: PTH123
        target.write(workbook.read_bytes())
    ran = shell.run("audit", str(tmp_path), *AT, "--format", "json")
    assert json.loads(ran.out)["inputs"][0]["path"].endswith("填报表.xlsx")


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600])
def test_a_file_that_is_no_workbook_is_exit_code_3(shell: Shell, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "坏.xlsx"
    file.write_bytes(content)
    ran = shell.run("audit", str(file), *AT)
    assert ran.code == 3
    assert "坏.xlsx" in ran.out
    assert "Traceback" not in ran.out + ran.err


def test_a_hostile_name_reaches_the_terminal_harmless(shell: Shell, tmp_path: Path, workbook: Path) -> None:
    file = tmp_path / "\x1b[2J\u202e.xlsx"
    file.write_bytes(workbook.read_bytes())
    ran = shell.run("audit", str(file), str(workbook), *AT)
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert "␛[2J" in ran.out


def test_an_internal_fault_is_a_sentence_not_a_traceback(shell: Shell, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("assistcheck.api.audit", broken)
    monkeypatch.delenv("ASSISTCHECK_DEBUG", raising=False)
    ran = shell.run("audit", str(workbook))
    assert ran.code == 3
    assert "程序内部错误（ZeroDivisionError: boom）" in ran.err
    monkeypatch.setenv("ASSISTCHECK_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        Shell(monkeypatch, shell.capture).run("audit", str(workbook))


def test_an_interruption_is_exit_code_130(shell: Shell, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistcheck.api.audit", interrupted)
    assert shell.run("audit", str(workbook)).code == 130


@pytest.mark.skipif(os.name == "nt", reason="a pipe of this platform")
def test_progress_is_shown_on_a_terminal_only(shell: Shell, workbook: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shell.run("audit", str(workbook), *AT, "-q").err == ""
    monkeypatch.setattr("assistcheck.cli.progress._PATIENCE", 0.0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert shell.run("audit", str(workbook), *AT).code == 1
