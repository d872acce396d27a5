"""A temporary folder: gone afterwards, whatever happens to the program."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistcheck import scratch
from assistcheck.scratch import scratch_folder

posix = pytest.mark.skipif(os.name != "posix", reason="a shell of POSIX")
_PROGRAM = """
import time
from pathlib import Path
from assistcheck.scratch import scratch_folder
with scratch_folder() as folder:
    Path(folder, "a").write_bytes(b"x")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_a_folder_is_the_users_own_and_gone_afterwards(tmp_path: Path) -> None:
    with scratch_folder() as folder:
        (Path(folder) / "a").write_bytes(b"x")
        assert Path(folder).stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


def test_an_error_within_is_nobodys_but_the_callers(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), scratch_folder():
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_started_the_program_removes_it_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "_SHELL", tmp_path / "none")
    with scratch_folder() as folder:
        assert Path(folder).is_dir()
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_killed_program_and_its_group_leave_none(tmp_path: Path) -> None:
    words, environment = [sys.executable, "-c", _PROGRAM], {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment, start_new_session=True) as started:
        assert started.stdout
        folder = Path(started.stdout.readline().strip())
        assert (folder / "a").exists()
        os.killpg(started.pid, signal.SIGKILL)
    end = time.monotonic() + 5
    while folder.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert list(tmp_path.iterdir()) == []


def test_no_trial_file_is_written_where_the_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr("tempfile.gettempdir", pytest.fail)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with scratch_folder() as folder:
        assert Path(folder).parent == tmp_path
