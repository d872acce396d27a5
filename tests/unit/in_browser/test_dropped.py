"""Names of dropped files, whatever they are: none leads out of the session's folder, none is lost, none is another's."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest

from assistcheck.in_browser.dropped import DroppedFiles

HOSTILE = [
    "../x.xlsx",
    "../../../../etc/passwd",
    "/etc/passwd",
    "a/../../b.xlsx",
    "./.././x",
    "C:\\Users\\x.xlsx",
    "C:x.xlsx",
    "c:/x.xlsx",
    "\\\\server\\share\\x.xlsx",
    "http://example.org/x.xlsx",
    "",
    " ",
    "/",
    "//",
    ".",
    "..",
    " .. /x.xlsx",
    "-",
    "--rules",
    "a\x00b.xlsx",
    "a\nb\x1b[31m.xlsx",
    "\ud800.xlsx",
    "\u202exslx.a",
    "长" * 300 + ".xlsx",
    "长" * 300,
    "/".join(["很深的文件夹"] * 400) + "/x.xlsx",
    "x." + "y" * 500,
    "~",
    "*.xlsx",
    "CON.xlsx",
]


@pytest.fixture
def dropped(tmp_path: Path) -> DroppedFiles:
    return DroppedFiles(tmp_path / "session" / "inputs")


def written(dropped: DroppedFiles, *given: str) -> list[str]:
    """Drop files together, write into each what it is, and return what they are called."""
    paths = dropped.place_all(given)
    for path, text in zip(paths, given, strict=True):
        (dropped.folder / path).write_text(text.encode("utf-8", "replace").decode(), encoding="utf-8")
    return paths


@pytest.mark.parametrize("given", HOSTILE)
def test_no_name_leads_out_of_the_folder(dropped: DroppedFiles, tmp_path: Path, given: str) -> None:
    (path,) = written(dropped, given)
    inside = (dropped.folder / path).resolve()
    assert inside.is_relative_to(dropped.folder.resolve())
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [dropped.folder / path]
    assert path not in {"-", ""}
    assert not path.startswith("/")
    assert "://" not in path
    assert path.isprintable() or given.startswith("\u202e")
    assert dropped.paths(given) == [path]


def test_all_hostile_names_together_are_files_of_their_own(dropped: DroppedFiles) -> None:
    paths = written(dropped, *HOSTILE)
    assert len({*paths}) == len(HOSTILE)
    assert len([one for one in dropped.folder.rglob("*") if one.is_file()]) == len(HOSTILE)


@pytest.mark.parametrize(
    "given", ["2022.xlsx", "报送/甲 (1) & “乙”.xlsx", "报送/~$甲.xlsx", ".hidden.xlsx", "a: b.xlsx", "-x.xlsx"]
)
def test_a_usual_name_stays_as_it_is(dropped: DroppedFiles, given: str) -> None:
    assert written(dropped, given) == [given]
    assert [*dropped.renamed()] == []


def test_two_files_of_one_path_are_told_apart_with_words(dropped: DroppedFiles) -> None:
    assert written(dropped, "a.xlsx", "b/a.xlsx", "a.xlsx", "a.xlsx") == ["a.xlsx", "b/a.xlsx", "a (2).xlsx", "a (3).xlsx"]
    assert dropped.paths("a.xlsx") == ["a.xlsx", "a (2).xlsx", "a (3).xlsx"]
    given, path, words = next(dropped.renamed())
    assert (given, path) == ("a.xlsx", "a (2).xlsx")
    assert "a (2).xlsx" in words.zh
    assert "a (2).xlsx" in words.en


def test_a_file_that_is_dropped_again_takes_its_own_place(dropped: DroppedFiles) -> None:
    first = written(dropped, "a.xlsx", "a.xlsx")
    assert written(dropped, "a.xlsx", "a.xlsx") == first


def test_names_that_become_equal_are_told_apart(dropped: DroppedFiles) -> None:
    assert written(dropped, "../x.xlsx", "x.xlsx", "y\x00.xlsx", "y\x01.xlsx") == [
        "x.xlsx",
        "x (2).xlsx",
        "y_.xlsx",
        "y_ (2).xlsx",
    ]


def test_a_folder_of_the_name_of_a_file_is_told_apart(dropped: DroppedFiles) -> None:
    assert written(dropped, "a", "a/b.xlsx", "a/c.xlsx", "d/e", "d") == ["a", "a (2)/b.xlsx", "a (2)/c.xlsx", "d/e", "d (2)"]
    assert dropped.paths("a") == ["a", "a (2)"]
    assert dropped.paths("d") == ["d (2)", "d"]


def test_a_long_name_keeps_both_ends_since_what_a_csv_is_stands_at_its_end(dropped: DroppedFiles) -> None:
    (path,) = written(dropped, "~$" + "长" * 300 + "-媒体报道.csv")
    assert path.startswith("~$长")
    assert path.endswith("长-媒体报道.csv")
    assert len(path.encode()) <= 240


def test_of_long_names_that_become_equal_each_still_fits_with_its_number(dropped: DroppedFiles) -> None:
    paths = written(dropped, *(f"{'长' * 100}{number}{'长' * 100}.xlsx" for number in range(100)))
    assert len({*paths}) == 100
    assert max(len(path.encode()) for path in paths) <= 255


@pytest.mark.parametrize("given", ["长" * 78 + ".xlsx", "a" * 235 + ".xlsx", "长" * 80 + "/a.xlsx"])
def test_a_name_that_any_system_takes_is_not_shortened(dropped: DroppedFiles, given: str) -> None:
    assert written(dropped, given) == [given]


def test_what_is_cleared_is_empty_and_the_same_folder_since_it_may_be_the_working_one(dropped: DroppedFiles) -> None:
    written(dropped, "a.xlsx", "a.xlsx", "b/c.xlsx")
    before = dropped.folder.stat().st_ino
    dropped.clear()
    assert [*dropped.folder.iterdir()] == []
    assert dropped.folder.stat().st_ino == before
    assert written(dropped, "a.xlsx") == ["a.xlsx"]


def test_thousands_of_files_of_one_folder_are_placed_at_once(dropped: DroppedFiles) -> None:
    given = [f"报送/{number // 100}/{number}.xlsx" for number in range(5_000)]
    began = process_time()
    assert dropped.place_all(given) == given
    assert process_time() - began < 5
