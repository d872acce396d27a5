"""``assistcheck template --roster``: a folder of workbooks, one for each who reports, or one file where there is but one."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from builders import library
from builders.support import OTHER, TEAM, Grid, book, headers, rosters
from unit.cli.console import Shell

ONE: dict[str, Grid] = {
    "组团名册": rosters()["组团名册"][:2],
    "单位名册": rosters()["单位名册"][:2],
    "重点村名册": rosters()["重点村名册"][:3],
}
FILES = {f"{TEAM}-填报模板.xlsx", f"{OTHER}-填报模板.xlsx"}


@pytest.fixture
def roster(tmp_path: Path) -> str:
    path = tmp_path / "名册.xlsx"
    path.write_bytes(book(rosters()))
    return str(path)


def names_in(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def saved(path: Path, sheets: dict[str, Grid]) -> str:
    path.write_bytes(book(sheets))
    return str(path)


def test_each_who_reports_gets_a_workbook_in_a_folder(shell: Shell, roster: str, tmp_path: Path) -> None:
    ran = shell.run("template", "--roster", roster, "-o", str(tmp_path / "模板" / "二季度"))
    assert (ran.code, ran.out) == (0, "")
    assert names_in(tmp_path / "模板" / "二季度") == FILES
    assert ran.err.endswith("2 个文件（新建 2，替换 0，内容未变 0）\n")


def test_a_second_run_changes_nothing_and_what_else_lies_there_is_left(shell: Shell, roster: str, tmp_path: Path) -> None:
    folder = tmp_path / "模板"
    shell.run("template", "--roster", roster, "-o", str(folder))
    (folder / "旧.xlsx").write_bytes(b"old")
    ran = shell.run("template", "--roster", roster, "-o", str(folder))
    assert "新建 0，替换 0，内容未变 2" in ran.err
    assert "旧.xlsx" in ran.err
    assert (folder / "旧.xlsx").read_bytes() == b"old"


def test_a_workbook_that_nobody_touched_is_replaced_and_a_filled_in_one_never(
    shell: Shell, roster: str, tmp_path: Path
) -> None:
    folder, file = tmp_path / "模板", tmp_path / "模板" / f"{TEAM}-填报模板.xlsx"
    shell.run("template", "--roster", roster, "-o", str(folder))
    saved(tmp_path / "名册.xlsx", rosters() | {"重点村名册": rosters()["重点村名册"][:2]})
    ran = shell.run("template", "--roster", roster, "-o", str(folder))
    assert "替换 2" in ran.err
    filled_in = openpyxl.load_workbook(file)
    filled_in["媒体报道"]["C3"] = "一条报道"
    filled_in.save(file)
    before = {one.name: one.read_bytes() for one in folder.iterdir()}
    for target in (folder, file):
        ran = shell.run("template", "--roster", roster, "-o", str(target))
        assert (ran.code, "写出后有人填写" in ran.err) == (2, True)
    assert "写出后有人填写" in shell.run("template", "-o", str(file)).err
    assert {one.name: one.read_bytes() for one in folder.iterdir()} == before


def test_a_file_is_refused_where_there_are_several(shell: Shell, roster: str, tmp_path: Path) -> None:
    ran = shell.run("template", "--roster", roster, "-o", str(tmp_path / "模板.xlsx"))
    assert ran.code == 2
    assert "报送主体不止一个；请给出文件夹" in ran.err
    assert names_in(tmp_path) == {"名册.xlsx"}


def test_the_only_one_may_be_a_file(shell: Shell, tmp_path: Path) -> None:
    target = tmp_path / "模板.xlsx"
    ran = shell.run("template", "--roster", saved(tmp_path / "名册.xlsx", ONE), "-o", str(target))
    assert (ran.code, ran.err) == (0, f"已写入 {target}\n")
    assert openpyxl.load_workbook(target)["填报信息"]["B2"].value == TEAM


@pytest.mark.parametrize("name", ["已有文件", "模板.docx"])
def test_what_is_no_folder_and_no_workbook_is_refused(shell: Shell, roster: str, tmp_path: Path, name: str) -> None:
    (tmp_path / "已有文件").write_bytes(b"old")
    assert shell.run("template", "--roster", roster, "-o", str(tmp_path / name)).code == 2
    assert (tmp_path / "已有文件").read_bytes() == b"old"


def test_the_roster_itself_is_never_written_over(shell: Shell, tmp_path: Path) -> None:
    path = saved(tmp_path / "名册.xlsx", ONE)
    before = Path(path).read_bytes()
    for target in (path, str(tmp_path)):
        Path(tmp_path, f"{TEAM}-填报模板.xlsx").unlink(missing_ok=True)
        Path(tmp_path, f"{TEAM}-填报模板.xlsx").hardlink_to(path)
        ran = shell.run("template", "--roster", path, "-o", target)
        assert ran.code == 2
        assert "不能覆盖" in ran.err
    assert Path(path).read_bytes() == before


def test_faults_of_the_roster_are_told_and_the_rest_is_written(shell: Shell, tmp_path: Path) -> None:
    sheets = {**rosters(), "重点村名册": [headers("villages"), ("无此镇", "东村", TEAM)]}
    ran = shell.run("template", "--roster", saved(tmp_path / "名册.xlsx", sheets), "-o", str(tmp_path / "模板"))
    assert ran.code == 3
    assert names_in(tmp_path / "模板") == FILES
    (line,) = [line for line in ran.err.splitlines() if "无此镇" in line]
    assert line.startswith(f"{tmp_path}/名册.xlsx 《重点村名册》 A2：")
    assert "名称不在名册中" in line


def test_a_missing_roster_is_told(shell: Shell, tmp_path: Path) -> None:
    sheets = {title: rows for title, rows in rosters().items() if title not in {"重点村名册", "工作组名册"}}
    path = saved(tmp_path / "r.xlsx", sheets)
    ran = shell.run("template", "--roster", path, "-o", str(tmp_path / "t"))
    assert ran.code == 3
    (line,) = [line for line in ran.err.splitlines() if "缺少工作表" in line]
    assert "重点村名册" in line
    assert line.endswith("在名册工作簿中补上这张名册。")
    assert "工作组名册" not in ran.err
    assert names_in(tmp_path / "t") == FILES


@pytest.mark.parametrize("sheets", [{}, {"媒体报道": [headers("media_reports")]}, {"组团名册": [headers("teams")]}])
def test_a_roster_without_anybody_who_reports_is_refused(shell: Shell, tmp_path: Path, sheets: dict[str, Grid]) -> None:
    ran = shell.run("template", "--roster", saved(tmp_path / "名册.xlsx", sheets or {"表": []}), "-o", str(tmp_path / "模板"))
    assert ran.code == 2
    assert "名册中没有组团" in ran.err
    assert not (tmp_path / "模板").exists()


@pytest.mark.parametrize(("content", "code"), [(b"PK\x03\x04 broken", 3), (None, 2)])
def test_a_roster_that_cannot_be_read_writes_nothing(shell: Shell, tmp_path: Path, content: bytes | None, code: int) -> None:
    if content:
        (tmp_path / "名册.xlsx").write_bytes(content)
    ran = shell.run("template", "--roster", str(tmp_path / "名册.xlsx"), "-o", str(tmp_path / "模板"))
    assert (ran.code, ran.out) == (code, "")
    assert "名册.xlsx" in ran.err
    assert "Traceback" not in ran.err
    assert not (tmp_path / "模板").exists()


def test_a_roster_that_is_set_for_audits_leaves_the_one_template_as_it_is(
    shell: Shell, roster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSISTCHECK_ROSTER", roster)
    ran = shell.run("template", "-o", str(tmp_path / "模板.xlsx"))
    assert ran.code == 0
    assert "组团名册" in openpyxl.load_workbook(tmp_path / "模板.xlsx").sheetnames


def test_the_words_of_the_workbooks_are_the_packs_whatever_the_language(shell: Shell, tmp_path: Path) -> None:
    path = saved(tmp_path / "r.xlsx", library.rosters())
    words = ("template", "--rules", "county-library-grants", "--roster", path, "--lang", "zh")
    assert shell.run(*words, "-o", str(tmp_path / "t")).code == 0
    assert names_in(tmp_path / "t") == {f"{library.DISTRICT}-template.xlsx", f"{library.OTHER}-template.xlsx"}
