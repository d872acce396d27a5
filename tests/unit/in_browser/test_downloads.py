"""What is saved: an archive of the same files is the same bytes, whatever the clock says."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from assistcheck.in_browser.downloads import packed


def test_an_archive_of_the_same_files_is_the_same_at_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"甲/一.xlsx": b"one", "说明.txt": "甲".encode()}
    first = packed(["甲", "2022"], files.items())
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert packed(["甲", "2022"], files.items()) == first
    assert (first["name"], first["type"]) == ("甲-2022.zip", "application/zip")
    with zipfile.ZipFile(io.BytesIO(first["bytes"])) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
