"""Locks: one at a time, waited for, and never left behind."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from assistcheck import file_lock
from assistcheck.file_lock import folder_lock, try_lock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")


def test_a_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    with folder_lock(tmp_path, 0.0), pytest.raises(TimeoutError), folder_lock(tmp_path, 0.1):
        pytest.fail("both have it")
    with folder_lock(tmp_path, 0.0):
        assert list(tmp_path.iterdir()) == []


def test_whoever_lets_go_in_time_is_waited_for(tmp_path: Path) -> None:
    held, gone = threading.Event(), []

    def hold() -> None:
        with folder_lock(tmp_path, 0.0):
            held.set()
            time.sleep(0.2)
            gone.append(True)

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    with folder_lock(tmp_path, 10.0):
        assert gone
    other.join()


def test_where_there_are_no_locks_everybody_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(9, os.strerror(9))

    monkeypatch.setattr("fcntl.flock", none)
    with folder_lock(tmp_path, 0.0), folder_lock(tmp_path, 0.0):
        pass
    monkeypatch.setitem(sys.modules, "fcntl", None)
    assert try_lock(0)


def test_a_system_that_opens_no_folder_has_no_lock_on_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(file_lock.os, "O_DIRECTORY")
    with folder_lock(tmp_path / "none", 0.0):
        pass
