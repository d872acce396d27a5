"""What lies in folders: what counts as a change, what does not, and when everything is at rest."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from assistcheck.errors import UsageError
from assistcheck.watching.lookout import Change, Rest, Stamp, State, changes, closed_since, look


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "报送"
    inside.mkdir()
    (inside / "甲.xlsx").write_bytes(b"1")
    return inside


def looked(folder: Path, *beside: Path) -> State:
    return look([str(folder)], beside, str(folder / "page.csv"))


def put(path: Path, content: bytes, seconds: int) -> None:
    path.write_bytes(content)
    os.utime(path, (seconds, seconds))


def test_a_file_that_came_went_or_changed_is_a_change(folder: Path) -> None:
    put(folder / "乙.xlsx", b"1", 1)
    before = looked(folder)
    (folder / "甲.xlsx").unlink()
    put(folder / "乙.xlsx", b"1", 2)
    (folder / "新" / "下").mkdir(parents=True)
    (folder / "新" / "下" / "丙.xlsx").write_bytes(b"1")
    found = {(one.kind, Path(one.path).name) for one in changes(before, looked(folder))}
    assert found == {("went", "甲.xlsx"), ("changed", "乙.xlsx"), ("came", "丙.xlsx")}


def test_a_size_alone_is_a_change(folder: Path) -> None:
    put(folder / "甲.xlsx", b"1", 1)
    before = looked(folder)
    put(folder / "甲.xlsx", b"12", 1)
    assert [one.kind for one in changes(before, looked(folder))] == ["changed"]


@pytest.mark.parametrize(
    "name", ["~$甲.xlsx", ".~lock.甲.xlsx#", ".hidden.xlsx", "说明.docx", "page.csv", ".assistcheck-draft-1"]
)
def test_what_is_no_submission_is_no_change(folder: Path, name: str) -> None:
    before = looked(folder)
    (folder / name).write_bytes(b"x")
    assert looked(folder) == before


def test_files_beside_count_and_may_be_missing(folder: Path, tmp_path: Path) -> None:
    waivers, pack = tmp_path / "waivers.yaml", tmp_path / "pack"
    (pack / "clauses").mkdir(parents=True)
    before = looked(folder, waivers, pack)
    waivers.write_bytes(b"x")
    (pack / "clauses" / "a.yaml").write_bytes(b"x")
    (pack / ".a.yaml.swp").write_bytes(b"x")
    assert [one.kind for one in changes(before, looked(folder, waivers, pack))] == ["came", "came"]


def test_a_folder_that_is_gone_or_empty_is_said(folder: Path) -> None:
    (folder / "甲.xlsx").unlink()
    with pytest.raises(UsageError, match="no workbook"):
        looked(folder)
    folder.rmdir()
    with pytest.raises(UsageError, match="no such"):
        looked(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_what_cannot_be_looked_at_is_known_by_nothing(folder: Path, tmp_path: Path) -> None:
    before = looked(folder)
    (folder / "loop.xlsx").symlink_to(folder / "loop.xlsx")
    (tmp_path / "elsewhere").mkdir()
    (folder / "away").symlink_to(tmp_path / "elsewhere")
    now = looked(folder)
    assert [one.kind for one in changes(before, now)] == ["closed", "closed"]
    assert len(closed_since(before, now)) == 2
    assert closed_since(now, now) == []
    assert changes(now, now) == []


def test_a_watched_folder_that_is_closed_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_it_is = Path.stat

    def refused(path: Path, **how: bool) -> os.stat_result:
        if path == folder:
            raise PermissionError(13, os.strerror(13))
        return as_it_is(path, **how)

    monkeypatch.setattr(Path, "stat", refused)
    with pytest.raises(UsageError, match=r"报送: cannot be looked at|Permission|no workbook"):
        looked(folder)


def test_an_archive_counts_as_a_file(folder: Path) -> None:
    put(folder / "乙.zip", b"PK", 1)
    before = looked(folder)
    put(folder / "乙.zip", b"PK", 2)
    assert [one.kind for one in changes(before, looked(folder))] == ["changed"]


def test_a_name_in_other_bytes_is_called_as_reports_call_it() -> None:
    path = os.fsdecode("镇.xlsx".encode("gb18030"))
    assert changes({}, {path: None}) == [Change("closed", "镇.xlsx")]


A, B = {"a": Stamp(1, 10**9)}, {"a": Stamp(2, 10**9)}


def test_rest_is_reached_once_nothing_has_changed_for_its_time() -> None:
    rest = Rest(2.0)
    assert rest.reached(A, 0.0, 100.0)
    assert not rest.reached(B, 1.0, 101.0)
    assert not rest.reached(B, 2.9, 102.9)
    assert rest.reached(B, 3.0, 103.0)
    assert not rest.reached(A, 3.1, 103.1)


def test_at_the_first_look_a_file_that_is_new_is_waited_for() -> None:
    rest = Rest(2.0)
    assert not rest.reached(A, 0.0, 2.5)
    assert not rest.reached(A, 0.4, 2.9)
    assert rest.reached(A, 0.5, 3.0)


def test_a_file_of_tomorrow_is_waited_for_no_longer() -> None:
    rest = Rest(2.0)
    assert not rest.reached(A, 0.0, -100.0)
    assert rest.reached(A, 2.0, -98.0)
