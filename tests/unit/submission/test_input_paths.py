"""Paths to files: folders, globs, what is left out, and what is an error."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistcheck.errors import UsageError
from assistcheck.submission.input_paths import find_files

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
