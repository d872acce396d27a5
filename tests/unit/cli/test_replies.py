"""``assistcheck replies``: what it takes, says, writes and ends with."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from builders.replies import answered, folder_of
from unit.cli.console import Shell
from unit.reports.half_year import content_of, team_lists

DONE = {"measures": "补报", "finish": date(2022, 12, 31), "person": "科长", "state": "推进中"}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a folder with the one list of a team that has one item, as it was sent."""
    one = next(one for one in team_lists() if len(one.items) == 1)
    return Path(folder_of(tmp_path / "sent", {"list.xlsx": content_of(one, "xlsx")}))


def back(small: Path, tmp_path: Path, **cells: object) -> str:
    content = (small / "list.xlsx").read_bytes()
    return folder_of(tmp_path / "back", {"list.xlsx": answered(content, {1: {**DONE, **cells}})})


def test_all_answered_and_nothing_due_ends_with_0(shell: Shell, small: Path, tmp_path: Path) -> None:
    ran = shell.run("replies", back(small, tmp_path), "--sent", str(small), "--as-of", "2022-07-01")
    assert (ran.code, ran.err) == (0, "")
    assert "已答复 1 份" in ran.out


def test_a_list_that_did_not_come_back_ends_with_1(shell: Shell, small: Path) -> None:
    ran = shell.run("replies", str(small), "--as-of", "2022-07-01")
    assert ran.code == 1
    assert "未答复 1 份" in ran.out


def test_a_promise_whose_day_has_come_ends_with_1(shell: Shell, small: Path, tmp_path: Path) -> None:
    ran = shell.run("replies", back(small, tmp_path, finish=date(2022, 7, 15)), "--as-of", "2022-07-15")
    assert ran.code == 1
    assert "承诺已到期而没有写“已完成”的 1 项" in ran.out


@pytest.mark.parametrize("format_name", ["text", "csv", "xlsx"])
def test_without_figures_nobody_is_said_to_have_broken_a_promise(
    shell: Shell, small: Path, tmp_path: Path, format_name: str
) -> None:
    sent = back(small, tmp_path, finish=date(2022, 7, 15))
    out = tmp_path / f"answers.{format_name}"
    assert shell.run("replies", sent, "--as-of", "2022-07-15", "--format", format_name, "-o", str(out)).code == 1
    if format_name == "xlsx":
        cells = [str(cell.value) for page in openpyxl.load_workbook(out) for row in page for cell in row]
        told = "\n".join(cells)
    else:
        told = out.read_text("utf-8-sig")
    assert "承诺已到期，未写已完成" in told
    assert not [word for word in ("兑现的", "未兑现", "未完成") if word in told.replace("是否兑现", "")]


def test_a_day_that_cannot_be_read_ends_with_3_and_is_told_with_its_cell(shell: Shell, small: Path, tmp_path: Path) -> None:
    ran = shell.run("replies", back(small, tmp_path, finish="尽快"), "--as-of", "2022-07-01")
    assert ran.code == 3
    assert "I6" in ran.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "没有这个文件或文件夹"),
        (["{back}", "--as-of", "2022-7"], "不是日期"),
        (["{back}", "--format", "docx"], "--format"),
        (["{back}", "-o", "a.pdf"], "pdf"),
        (["{back}", "--report", "nowhere.json"], "nowhere.json"),
    ],
)
def test_what_cannot_be_done_ends_with_2_and_says_why(
    shell: Shell, small: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    folder = back(small, tmp_path)
    ran = shell.run("replies", *(one.format(back=folder) for one in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_a_list_that_was_read_is_never_written_over(shell: Shell, small: Path, tmp_path: Path) -> None:
    folder = back(small, tmp_path)
    before = Path(folder, "list.xlsx").read_bytes()
    ran = shell.run("replies", folder, "-o", f"{folder}/list.xlsx")
    assert ran.code == 2
    assert Path(folder, "list.xlsx").read_bytes() == before


@pytest.mark.parametrize(("name", "start"), [("a.json", b"{"), ("a.csv", b"\xef\xbb\xbf"), ("a.xlsx", b"PK")])
def test_the_ending_of_o_says_the_format(shell: Shell, small: Path, tmp_path: Path, name: str, start: bytes) -> None:
    ran = shell.run("replies", back(small, tmp_path), "--as-of", "2022-07-01", "-o", str(tmp_path / name))
    assert ran.code == 0
    assert (tmp_path / name).read_bytes().startswith(start)


def test_the_figures_of_the_next_audit_tell_what_was_kept(shell: Shell, small: Path, tmp_path: Path) -> None:
    sample = str(Path(__file__).parents[3] / "sample_data" / "2022.xlsx")
    shell.run("audit", sample, "--as-of", "2022-12-31", "--format", "json", "-o", str(tmp_path / "next.json"), "-q")
    ran = shell.run(
        "replies",
        back(small, tmp_path, state="已完成", proof="照片"),
        "--report",
        str(tmp_path / "next.json"),
        "--format",
        "json",
    )
    data = json.loads(ran.out)
    (item,) = data["lists"][0]["items"]
    now = {
        (one["rule"], one["subject"]["name"]): one
        for one in json.loads((tmp_path / "next.json").read_text(encoding="utf-8"))["outcomes"]
    }[item["rule"], item["subject"][1]]
    assert data["as_of"] == "2022-12-31"
    assert item["now"] == {"status": now["status"], "value": now["value"], "gap": now["gap"]}
    assert item["verdict"] == {"met": "met", "over": "met", "shortfall": "said_done"}[now["status"]]
