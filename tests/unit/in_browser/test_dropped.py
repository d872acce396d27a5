"""Where files are put that were dropped onto the page."""

from __future__ import annotations

from pathlib import Path

from assistcheck.in_browser.dropped import DroppedFiles


def test_what_is_cleared_is_empty_and_the_same_folder_since_it_may_be_the_working_one(tmp_path: Path) -> None:
    dropped = DroppedFiles(tmp_path / "inputs")
    for place in dropped.place_all(["a.xlsx", "folder/b.xlsx"]):
        (dropped.folder / place).write_bytes(b"")
    before = dropped.folder.stat().st_ino
    dropped.clear()
    assert list(dropped.folder.iterdir()) == []
    assert dropped.folder.stat().st_ino == before
    assert dropped.place_all(["a.xlsx"]) == ["a.xlsx"]
