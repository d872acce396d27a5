"""``assistcheck shortfalls``: a folder of lists, whatever the names, and never a file outside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest

from assistcheck.file_lock import folder_lock
from builders.support import OTHER, TEAM, book, ledger
from unit.cli.console import Shell
from unit.cli.test_command import process

AT = ("--as-of", "2022-12-31")
INDEX = "00-督办清单总表.xlsx"
NAMES = ("a/b\\c:d*e?f", "..", "../../etc/passwd", "长" * 200, "CON", "=1+1", "-o", "Team", "TEAM", "<b>&")
FORMATS = ("xlsx", "docx", "md", "html")


def names_in(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


@pytest.mark.parametrize("kind", FORMATS)
def test_each_team_gets_a_list_and_the_index_names_them(shell: Shell, workbook: Path, tmp_path: Path, kind: str) -> None:
    ran = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path / "清单"), "--format", kind)
    assert (ran.code, ran.out) == (1, "")
    assert names_in(tmp_path / "清单") == {f"{TEAM}-督办清单.{kind}", f"{OTHER}-督办清单.{kind}", INDEX}
    assert "3 个文件（新建 3，替换 0，内容未变 0）" in ran.err


def test_a_second_run_changes_nothing_and_a_third_says_what_it_replaced(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    arguments = ("shortfalls", str(workbook), "-o", str(tmp_path), "--format", "docx")
    shell.run(*arguments, *AT)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    assert "新建 0，替换 0，内容未变 3" in shell.run(*arguments, *AT).err
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before
    ran = shell.run(*arguments, "--as-of", "2022-06-30")
    assert "新建 0，替换 3，内容未变 0" in ran.err
    assert "替换了原有文件：" in ran.err
    assert f"{TEAM}-督办清单.docx" in ran.err.splitlines()[1]


def test_what_else_lies_in_the_folder_is_said_and_left_alone(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    (tmp_path / "旧清单.docx").write_bytes(b"old")
    ran = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path))
    assert "另有 1 个文件不是本次写入的：旧清单.docx" in ran.err
    assert (tmp_path / "旧清单.docx").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("by", "count"),
    [("unit", 2), ("work-group", 2), ("work_group", 2), ("county", 2), ("town", 2), ("team", 2), ("village", 3)],
)
def test_lists_are_made_by_whom_is_asked_for(shell: Shell, workbook: Path, tmp_path: Path, by: str, count: int) -> None:
    assert shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path), "--by", by).code == 1
    assert len(names_in(tmp_path)) == count + 1


def test_only_short_makes_lists_of_those_alone_that_are_short(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    ran = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path), "--by", "unit", "--only-short", "--rule", "R05.2")
    assert names_in(tmp_path) == {INDEX}
    assert "没有清单可出，只写了总表" in ran.err
    shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path), "--only-short", "--rule", "R05.2", "--subject", TEAM)
    assert names_in(tmp_path) == {INDEX, f"{TEAM}-督办清单.xlsx"}


def test_debtors_that_no_list_is_for_are_named_with_the_option_that_makes_theirs(
    shell: Shell, workbook: Path, tmp_path: Path
) -> None:
    ran = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path / "a"))
    said = next(line for line in ran.err.splitlines() if line.startswith("不在这些清单之内的责任主体："))
    assert "东莞市" in said
    assert "--by programme" in said
    again = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path / "b"), "--by", "programme")
    assert "东莞市-督办清单.xlsx" in names_in(tmp_path / "b")
    assert "东莞市" not in again.err.partition("不在这些清单之内")[2]
    alone = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path / "c"), "--rule", "R05.2")
    assert "不在这些清单之内" not in alone.err


def test_the_exit_code_is_that_of_the_audit(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    folder = ("-o", str(tmp_path / "out"))
    assert shell.run("shortfalls", str(workbook), *AT, *folder, "--fail-on", "never").code == 0
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"hello")
    assert shell.run("shortfalls", str(workbook), str(broken), *AT, *folder).code == 3
    page = openpyxl.load_workbook(tmp_path / "out" / f"{TEAM}-督办清单.xlsx")["督办清单"]
    assert any("结论不完整" in str(cell.value) for cell in page["A"])
    index = openpyxl.load_workbook(tmp_path / "out" / INDEX)
    assert "坏.xlsx" in str([cell.value for row in index["未归入清单的问题"].iter_rows() for cell in row])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "缺少 --output"),
        (("-o", "-"), "应是文件夹"),
        (("-o", "{file}"), "应是文件夹"),
        (("-o", "{file}/below"), "无法建立文件夹"),
        (("-o", "{folder}", "--format", "pdf"), "可用"),
        (("-o", "{folder}", "--by", "planet"), "可用"),
        (("-o", "{folder}", "--rule", "R99.9"), "没有规则"),
        (("-o", "{folder}", "--subject", "无此镇"), "没有责任主体"),
    ],
)
def test_wrong_usage_writes_nothing(
    shell: Shell, workbook: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    filled = (text.format(file=file, folder=tmp_path / "lists") for text in arguments)
    ran = shell.run("shortfalls", str(workbook), *AT, *filled)
    assert ran.code == 2
    assert words in ran.err
    assert not (tmp_path / "lists").exists()


def test_an_input_is_never_overwritten(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    target = tmp_path / f"{TEAM}-督办清单.xlsx"
    target.write_bytes(workbook.read_bytes())
    ran = shell.run("shortfalls", str(target), *AT, "-o", str(tmp_path))
    assert ran.code == 2
    assert "不能覆盖" in ran.err
    assert target.read_bytes() == workbook.read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_in_the_folder_is_replaced_not_followed(shell: Shell, workbook: Path, tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.txt", tmp_path / "lists"
    outside.write_text("mine", encoding="utf-8")
    folder.mkdir()
    (folder / INDEX).symlink_to(outside)
    shell.run("shortfalls", str(workbook), *AT, "-o", str(folder))
    assert outside.read_text(encoding="utf-8") == "mine"
    assert not (folder / INDEX).is_symlink()


def test_a_list_that_cannot_be_written_is_absent_not_half_there(
    shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("assistcheck.drafts.Draft.place", full)
    ran = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path))
    assert ran.code == 2
    assert "无法写入" in ran.err
    assert names_in(tmp_path) == set()


def contents(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir()}


@pytest.mark.parametrize("fault", [OSError(28, os.strerror(28)), KeyboardInterrupt()], ids=["a full disk", "Ctrl-C"])
def test_what_ends_a_run_before_the_last_list_leaves_the_folder_as_it_was(
    shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    arguments = ("shortfalls", str(workbook), "--as-of", "2022-06-30", "-o")
    shell.run(*arguments, str(tmp_path))
    before = contents(tmp_path)

    def lists(*_: object, **__: object) -> Iterator[tuple[str, bytes]]:
        yield from ((name, b"new") for name in (*before, "新.xlsx"))
        raise fault

    monkeypatch.setattr("assistcheck.api.shortfall_lists", lists)
    assert shell.run(*arguments, str(tmp_path)).code in {2, 130}
    assert contents(tmp_path) == before
    assert shell.run(*arguments, str(tmp_path / "none" / "lists")).code in {2, 130}
    assert contents(tmp_path) == before


def test_more_lists_than_may_be_open_are_written_some_at_a_time(
    shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistcheck.cli.output_folder._AT_ONCE", 2)
    ran = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path / "a" / "b"), "--by", "village")
    assert "4 个文件（新建 4，替换 0，内容未变 0）" in ran.err
    assert len(names_in(tmp_path / "a" / "b")) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
def test_another_run_that_writes_into_the_folder_is_waited_for_and_named(
    shell: Shell, workbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistcheck.cli.output_folder._PATIENCE", 0.2)
    with folder_lock(tmp_path, 0.0):
        ran = shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path))
    assert (ran.code, names_in(tmp_path)) == (2, set())
    assert "另一次运行正在写入" in ran.err
    assert shell.run("shortfalls", str(workbook), *AT, "-o", str(tmp_path)).code == 1


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook of teams whose names no file system likes."""
    teams = [["组团", "牵头单位", "帮扶市", "县（市、区）", "重点镇"]]
    teams += [[name, "甲街道", "韶关市", "翠屏县", f"镇{number}"] for number, name in enumerate(NAMES)]
    news = [{"team": name, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1), "title": "一"} for name in NAMES]
    path = tmp_path_factory.mktemp("hostile") / "data.xlsx"
    path.write_bytes(book({"组团名册": teams, **ledger("media_reports", *news)}))
    return path


@pytest.mark.parametrize("kind", FORMATS)
def test_every_list_is_written_whatever_the_name(shell: Shell, hostile: Path, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "inside" / "lists"
    ran = shell.run("shortfalls", str(hostile), *AT, "-o", str(folder), "--format", kind, "--rule", "R05.2")
    assert ran.code == 1
    files = sorted(one for one in tmp_path.rglob("*") if one.is_file())
    assert len(files) == len(NAMES) + 1
    assert {one.parent for one in files} == {folder}
    assert len({one.name.casefold() for one in files}) == len(files)
    for one in files:
        assert len(one.name.encode()) <= 200
        assert not set(one.name) & set('\\/:*?"<>|')
        assert one.stat().st_size > 500


def test_the_index_links_each_hostile_list_by_its_own_name(shell: Shell, hostile: Path, tmp_path: Path) -> None:
    shell.run("shortfalls", str(hostile), *AT, "-o", str(tmp_path), "--rule", "R05.2")
    page = openpyxl.load_workbook(tmp_path / INDEX)["清单总表"]
    linked = {cell.value for row in page.iter_rows() for cell in row if cell.hyperlink}
    assert linked == names_in(tmp_path) - {INDEX}


def test_english_from_the_folder_to_its_lists(workbook: Path, tmp_path: Path) -> None:
    ran = process("-m", "assistcheck", "shortfalls", str(workbook), *AT, "-o", str(tmp_path), "--format", "md", "--lang", "en")
    assert ran.returncode == 1
    assert "wrote 3 files" in ran.stderr.decode()
    assert names_in(tmp_path) == {f"{TEAM}-shortfalls.md", f"{OTHER}-shortfalls.md", "00-index-of-shortfalls.xlsx"}
    text = (tmp_path / f"{TEAM}-shortfalls.md").read_text(encoding="utf-8")
    assert "# Subject: Assistance duties to be completed: 2022Q4" in text
    assert "| 2 reports | at least 4 reports | 2 reports |" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--format", "docx", "--template", "none.docx"), "无法读取模板"),
        (("--format", "xlsx", "--template", "{file}"), "只用于 --format docx"),
        (("--format", "docx", "--template", "{file}"), "模板不能用"),
    ],
)
def test_a_template_that_cannot_be_used_writes_no_list(
    shell: Shell, workbook: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    folder = tmp_path / "lists"
    filled = (text.format(file=workbook) for text in arguments)
    ran = shell.run("shortfalls", str(workbook), *AT, "-o", str(folder), *filled)
    assert (ran.code, words in ran.err) == (2, True)
    assert not folder.exists()


def test_lists_in_the_folder_of_the_submissions_are_not_read_as_submissions(
    shell: Shell, workbook: Path, tmp_path: Path
) -> None:
    (tmp_path / "报送.xlsx").write_bytes(workbook.read_bytes())
    arguments = ("shortfalls", str(tmp_path), *AT, "-o", str(tmp_path))
    shell.run(*arguments)
    assert "新建 0，替换 0，内容未变 3" in shell.run(*arguments).err
    assert "unknown-sheet" not in shell.run("audit", str(tmp_path), *AT, "--format", "json").out


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_list_that_somebody_has_answered_is_never_replaced(shell: Shell, workbook: Path, tmp_path: Path, kind: str) -> None:
    arguments = ("shortfalls", str(workbook), "-o", str(tmp_path / "清单"), "--format", kind)
    answered = tmp_path / "清单" / f"{TEAM}-督办清单.{kind}"
    shell.run(*arguments, *AT)
    if kind == "xlsx":
        openpyxl.load_workbook(answered).save(answered)
    else:
        document = docx.Document(str(answered))
        document.core_properties.modified = datetime(2023, 1, 5, 8, 0)  # noqa: DTZ001 - as Word leaves it
        document.save(str(answered))
    before = {one.name: one.read_bytes() for one in answered.parent.iterdir()}
    ran = shell.run(*arguments, "--as-of", "2022-06-30")
    assert ran.code == 2
    assert "写出后有人填写、另存过，不会替换" in ran.err
    assert {one.name: one.read_bytes() for one in answered.parent.iterdir()} == before
