"""The reports in a folder: which files are taken, and what of each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistcheck.comparison.history.reports import find_reports, in_order, read_report
from assistcheck.errors import UsageError
from builders.past_reports import TEAM, outcome, past_report, write_report


def test_json_files_are_found_in_nested_folders_and_others_are_told(tmp_path: Path) -> None:
    for name in ("a.json", "b/c.JSON", "b/x.html", ".hidden.json", ".git/y.json", "~lock.json"):
        write_report(tmp_path, name, {})
    found = find_reports([str(tmp_path)])
    assert [Path(one).relative_to(tmp_path).as_posix() for one in found.files] == ["a.json", "b/c.JSON"]
    assert [Path(one).name for one in found.others] == ["x.html"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called_and_only_once(tmp_path: Path) -> None:
    path = write_report(tmp_path, "week.txt", {})
    assert find_reports([str(path), str(tmp_path / "*.txt")]).files == (str(path),)


def test_a_path_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file or folder"):
        find_reports([str(tmp_path / "none")])


def test_a_folder_that_is_only_linked_is_not_followed(tmp_path: Path) -> None:
    write_report(tmp_path / "own", "a.json", {})
    (tmp_path / "own" / "loop").symlink_to(tmp_path / "own", target_is_directory=True)
    assert len(find_reports([str(tmp_path / "own")]).files) == 1


def test_of_a_report_only_what_a_trend_takes_is_kept(tmp_path: Path) -> None:
    path = write_report(tmp_path, "a.json", past_report("2022-03-04", [outcome("R05.2", TEAM, "met")]))
    record = read_report(str(path))
    assert record is not None
    assert (record.as_of, record.rules.title.en) == (date(2022, 3, 4), "Key points")
    assert [(one.rule, one.subject["name"], one.status) for one in record.outcomes] == [("R05.2", TEAM, "met")]


@pytest.mark.parametrize("content", [b"{}", b"[]", b'{"schema": "assistcheck.explain/1"}', b'{"name": "package"}', b"7"])
def test_json_that_never_was_a_report_is_another_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    assert read_report(str(tmp_path / "a.json")) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"[" * 100_000, b'{"schema": "assistcheck.report/2"}', b'{"schema": "assistcheck.report/1"}'],
)
def test_a_report_that_is_cut_off_or_of_a_later_version_is_broken(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.json").write_bytes(content)
    with pytest.raises(UsageError, match=r"a\.json: not a JSON report of this tool"):
        read_report(str(tmp_path / "a.json"))


def test_a_report_with_a_wrong_status_is_broken(tmp_path: Path) -> None:
    report = past_report("2022-03-04", [outcome("R05.2", TEAM, "fine")])
    with pytest.raises(UsageError, match="outcomes"):
        read_report(str(write_report(tmp_path, "a.json", report)))


def test_names_are_ordered_by_the_value_of_their_numbers_and_a_copy_comes_later() -> None:
    names = ["w10.json", "w9.json", "w9 (1).json", "w9 - 副本.json", "w９b.json", "a/w9.json"]
    assert sorted(names, key=in_order) == ["a/w9.json", "w9.json", "w9 (1).json", "w9 - 副本.json", "w９b.json", "w10.json"]
