"""Paths to files: folders, globs, what is left out, and what is an error."""

from __future__ import annotations

import errno
import os
import zipfile
from pathlib import Path

import pytest

from assistcheck.errors import UsageError, WorkbookError
from assistcheck.submission.input_paths import Found, find_files, search
from assistcheck.workbook.limits import Limits

FILES = (
    "b.xlsx",
    "a.XLSX",
    "sub/c.xls",
    "sub/deep/d.ods",
    "sub/e.et",
    "sub/f.xlsm",
    "g.xlsb",
    "i.csv",
    "甲\n 乙.xlsx",
    "notes.txt",
    "scan.pdf",
    "~$b.xlsx",
    ".hidden.xlsx",
    "._b.xlsx",
    ".~lock.b.xlsx#",
    ".~锁.csv",
    "~$i.csv",
    ".cache/h.xlsx",
    "sub/~$c.xls",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def found(folder: Path, *paths: str) -> list[str]:
    return [str(Path(file).relative_to(folder)) for file in find_files([str(folder / path) for path in paths])]


def test_a_folder_is_searched_through_in_order(folder: Path) -> None:
    assert found(folder, "") == [
        "a.XLSX",
        "b.xlsx",
        "g.xlsb",
        "i.csv",
        "甲\n 乙.xlsx",
        "sub/c.xls",
        "sub/e.et",
        "sub/f.xlsm",
        "sub/deep/d.ods",
    ]


def test_files_come_in_the_order_given(folder: Path) -> None:
    assert found(folder, "b.xlsx", "a.XLSX") == ["b.xlsx", "a.XLSX"]


@pytest.mark.parametrize(
    ("pattern", "files"),
    [
        ("*.xlsx", ["b.xlsx", "甲\n 乙.xlsx"]),
        ("?.[xX]*", ["a.XLSX", "b.xlsx", "g.xlsb"]),
        ("**/*.xls", ["sub/c.xls"]),
        ("sub/*.*", ["sub/c.xls", "sub/e.et", "sub/f.xlsm"]),
        ("s*", ["scan.pdf", "sub/c.xls", "sub/e.et", "sub/f.xlsm", "sub/deep/d.ods"]),
    ],
)
def test_a_glob_leaves_out_lock_files_and_hidden_files(folder: Path, pattern: str, files: list[str]) -> None:
    assert found(folder, pattern) == files


def test_a_file_that_is_named_itself_is_taken_whatever_it_is_called(folder: Path) -> None:
    assert found(folder, "notes.txt", "~$b.xlsx", ".hidden.xlsx") == ["notes.txt", "~$b.xlsx", ".hidden.xlsx"]


def test_a_file_whose_name_looks_like_a_glob_is_that_file(folder: Path) -> None:
    (folder / "data[1].xlsx").write_bytes(b"")
    assert found(folder, "data[1].xlsx") == ["data[1].xlsx"]


def test_each_file_is_taken_once(folder: Path) -> None:
    (folder / "link.xlsx").symlink_to(folder / "b.xlsx")
    assert found(folder, "b.xlsx", "sub/../b.xlsx", "[bl]*.xlsx", "link.xlsx") == ["b.xlsx"]


def test_standard_input_is_taken_once(folder: Path) -> None:
    assert find_files(["-", str(folder / "b.xlsx"), "-"]) == ["-", str(folder / "b.xlsx")]


def test_a_link_to_a_folder_inside_is_not_followed(folder: Path) -> None:
    before = found(folder, "")
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    assert found(folder, "") == before


def test_a_link_to_a_folder_elsewhere_is_given_as_it_is_so_that_nothing_in_it_is_left_out_unsaid(folder: Path) -> None:
    (folder / "away").mkdir()
    (folder / "away" / "z.xlsx").write_bytes(b"")
    (folder / "sub" / "link").symlink_to(folder / "away", target_is_directory=True)
    assert "sub/link" in found(folder, "sub")
    assert "sub/link" not in found(folder, "")


@pytest.mark.parametrize("pattern", ["**", "**/*.xls", "sub/**", "**/deep/*"])
def test_a_pattern_for_folders_in_folders_follows_no_link(folder: Path, pattern: str) -> None:
    before = found(folder, pattern)
    for name in "一二三":
        (folder / name).symlink_to(folder, target_is_directory=True)
        (folder / "sub" / name).symlink_to(folder, target_is_directory=True)
    assert found(folder, pattern) == before


def test_a_pattern_for_folders_in_folders_leaves_out_hidden_ones(folder: Path) -> None:
    assert found(folder, "**/*.xlsx") == ["b.xlsx", "甲\n 乙.xlsx"]


def test_a_link_to_itself_is_left_to_the_reader(folder: Path) -> None:
    (folder / "self.xlsx").symlink_to(folder / "self.xlsx")
    assert found(folder, "self.xlsx") == ["self.xlsx"]


def test_a_folder_called_like_a_workbook_is_a_folder(folder: Path) -> None:
    (folder / "x.xlsx").mkdir()
    (folder / "x.xlsx" / "in.xlsx").write_bytes(b"")
    assert found(folder, "x.xlsx") == ["x.xlsx/in.xlsx"]


@pytest.mark.parametrize("path", ["missing.xlsx", "missing", "*.pdf2", "sub/**/*.csv", "empty"])
def test_a_path_without_a_workbook_is_wrong_usage(folder: Path, path: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(UsageError) as caught:
        find_files([str(folder / "b.xlsx"), str(folder / path)])
    assert path in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("path", ["", "x" * 5000, "\0", "**" + "y" * 5000])
def test_what_can_be_no_path_is_wrong_usage(path: str) -> None:
    with pytest.raises(UsageError):
        find_files([path])


# --- a drive that many people use -----------------------------------------------------------------


def archive(path: Path, *names: str) -> str:
    with zipfile.ZipFile(path, "w") as parts:
        for name in names:
            parts.writestr(name, b"PK")
    return str(path)


def shown(sought: Found, folder: Path) -> list[str]:
    return [str(Path(one.shown).relative_to(folder)) for one in sought.files]


def why(sought: Found) -> dict[str, str]:
    """Return the codes of the files that cannot be read, by name."""
    codes = {}
    for one in sought.files:
        try:
            one.read(Limits())
        except WorkbookError as error:
            codes[Path(one.shown).name] = error.code
    return codes


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    (tmp_path / "甲.xlsx").write_bytes(b"PK")
    archive(
        tmp_path / "归档.ZIP",
        "二县/乙.xlsx",
        "二县/~$乙.xlsx",
        "__MACOSX/二县/._乙.xlsx",
        "__MACOSX/丙.xlsx",
        ".git/丁.xlsx",
        "说明.txt",
        "旧.rar",
    )
    return tmp_path


def test_an_archive_is_searched_like_a_folder(drive: Path) -> None:
    sought = search([str(drive)])
    assert shown(sought, drive) == ["归档.ZIP/二县/乙.xlsx", "甲.xlsx"]
    assert [Path(one).name for one in sought.left_out] == ["旧.rar"]
    assert not sought.named


def test_an_archive_is_left_out_where_that_is_asked_for(drive: Path) -> None:
    sought = search([str(drive)], archives=False)
    assert (shown(sought, drive), list(sought.left_out)) == (["甲.xlsx"], [str(drive / "归档.ZIP")])


@pytest.mark.parametrize("path", ["归档.ZIP", "归*", "归档.ZIP/二县", "归档.ZIP/二县/乙.xlsx"])
def test_an_archive_or_what_is_in_it_can_be_named(drive: Path, path: str) -> None:
    assert shown(search([str(drive / path)]), drive) == ["归档.ZIP/二县/乙.xlsx"]


def test_a_member_whose_name_looks_like_a_glob_is_that_member(drive: Path) -> None:
    name = archive(drive / "下载.zip", "台账[1].xlsx", "台账1.xlsx")
    assert shown(search([f"{name}/台账[1].xlsx"]), drive) == ["下载.zip/台账[1].xlsx"]


def test_a_member_is_taken_once_however_it_is_come_by(drive: Path) -> None:
    (drive / "链.zip").symlink_to(drive / "归档.ZIP")
    paths = [str(drive / name) for name in ("归档.ZIP", "", "链.zip", "归档.ZIP/二县/乙.xlsx")]
    assert shown(search(paths), drive) == ["归档.ZIP/二县/乙.xlsx", "甲.xlsx"]


@pytest.mark.parametrize("path", ["空.zip", "归档.ZIP/三县", "归档.ZIP/二", "归档.ZIP/说明.txt"])
def test_an_archive_without_a_workbook_is_wrong_usage_where_it_is_named(drive: Path, path: str) -> None:
    archive(drive / "空.zip", "1.jpg")
    with pytest.raises(UsageError) as caught:
        search([str(drive / path)])
    assert str(drive / path) in caught.value.words.zh


def test_an_archive_without_a_workbook_is_said_where_it_is_found(drive: Path) -> None:
    archive(drive / "空.zip", "1.jpg")
    assert "没有表格文件" in search([str(drive)]).left_out[str(drive / "空.zip")].zh


def test_an_archive_beyond_the_limits_is_a_file_that_cannot_be_read(drive: Path) -> None:
    assert why(search([str(drive)], Limits(parts=2))) == {"归档.ZIP": "too-large"}


def test_a_workbook_called_zip_is_a_workbook(drive: Path) -> None:
    name = archive(drive / "表.zip", "[Content_Types].xml", "xl/workbook.xml")
    sought = search([str(drive)])
    assert "表.zip" in shown(sought, drive)
    assert not sought.named
    assert search([name]).named == {name}


@pytest.mark.parametrize("lock", ["~$甲.xlsx", ".~甲.xlsx", ".~lock.甲.xlsx#"])
@pytest.mark.parametrize("path", ["", "甲.xlsx", "*.xlsx"])
def test_a_file_with_a_lock_beside_it_is_read_and_said_to_be_open(drive: Path, lock: str, path: str) -> None:
    assert str(drive / "甲.xlsx") not in search([str(drive / path)]).open
    (drive / lock).write_bytes("\x04张三".encode())
    sought = search([str(drive / path)])
    assert str(drive / "甲.xlsx") in sought.open
    assert [one for one in sought.files if "~" in one.shown] == []


def test_a_member_with_a_lock_beside_it_was_open_when_it_was_packed(drive: Path) -> None:
    assert search([str(drive)]).open == (str(drive / "归档.ZIP/二县/乙.xlsx"),)


def test_a_lock_without_its_file_says_nothing(drive: Path) -> None:
    (drive / "~$丙.xlsx").write_bytes(b"")
    assert search([str(drive)]) == search([str(drive)])
    assert not [one for one in search([str(drive)]).open if "丙" in one]


@pytest.mark.parametrize("number", [errno.EACCES, errno.ESTALE, errno.EIO])
def test_a_folder_that_cannot_be_searched_is_said_and_the_rest_is_read(
    drive: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    (drive / "closed").mkdir()
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise OSError(number, os.strerror(number), path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    sought = search([str(drive)])
    assert why(sought) == {"closed": "unreadable-file"}
    assert "甲.xlsx" in shown(sought, drive)
    assert why(search([str(drive / "closed")])) == {"closed": "unreadable-file"}


def test_a_path_on_a_drive_that_does_not_answer_is_a_file_that_cannot_be_read(
    drive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.is_dir

    def is_dir(path: Path) -> bool:
        if path.name == "远.xlsx":
            raise OSError(errno.EHOSTDOWN, "Host is down")
        return real(path)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    sought = search([str(drive / "远.xlsx"), str(drive / "甲.xlsx")])
    with pytest.raises(WorkbookError) as caught:
        sought.files[0].read(Limits())
    assert "网络盘" in caught.value.remedy.zh
    assert shown(sought, drive) == ["远.xlsx", "甲.xlsx"]


def test_folders_deeper_than_the_system_can_name_are_said(drive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(drive)
    for _ in range(30):
        deeper = "深" * 80
        os.mkdir(deeper)  # noqa: PTH102 - by its short name
        os.chdir(deeper)
    Path("太深.xlsx").write_bytes(b"PK")
    monkeypatch.chdir(drive)
    sought = search([str(drive)])
    assert list(why(sought).values()) == ["unreadable-file"]
    assert "甲.xlsx" in shown(sought, drive)
