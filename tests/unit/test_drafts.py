"""Drafts: nothing has a name before it is whole, and what a killed program left is removed, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistcheck import drafts
from assistcheck.drafts import PREFIX, Draft, sweep, undisturbed

posix = pytest.mark.skipif(os.name != "posix", reason="processes and signals of POSIX")


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


@pytest.fixture(autouse=True)
def _not_swept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "_swept", set())


@pytest.mark.skipif(sys.platform != "linux", reason="files without names are Linux's")
def test_a_draft_has_no_name_where_there_are_files_without(tmp_path: Path) -> None:
    with Draft(tmp_path) as draft:
        draft.file.write(b"new")
        assert names(tmp_path) == set()
        draft.place(tmp_path / "a")
    assert names(tmp_path) == {"a"}


def test_a_draft_with_a_name_is_hidden_and_gone_where_it_is_not_placed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "_UNNAMED", 0)
    with Draft(tmp_path) as draft:
        draft.file.write(b"new")
        (name,) = names(tmp_path)
        assert name.startswith(PREFIX)
    assert names(tmp_path) == set()


def test_it_is_placed_in_a_folder_below_that_was_not_there_yet(tmp_path: Path) -> None:
    with Draft(tmp_path) as draft:
        draft.file.write(b"new")
        (tmp_path / "below").mkdir()
        draft.place(tmp_path / "below" / "a")
    assert (tmp_path / "below" / "a").read_bytes() == b"new"


def left_by(number: int | str, machine: str | None = None) -> str:
    return f"{PREFIX}{machine or drafts._machine()}-{number}-0123456789ab"


@posix
def test_what_the_dead_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    stays = {
        left_by(os.getpid()),
        left_by(1),
        left_by(2**70),
        ".assistcheck-0123",
        ".other.tmp",
        left_by(dead.pid, "f" * 8),
        "a",
    }
    for name in (*stays, left_by(dead.pid)):
        (tmp_path / name).write_bytes(b"x")
    sweep(tmp_path)
    assert names(tmp_path) == stays


def test_what_another_machine_left_is_removed_after_a_day(tmp_path: Path) -> None:
    for name, age in ((left_by(7, "f" * 8), 3600), (left_by(8, "f" * 8), 90_000), (left_by("odd"), 90_000)):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    sweep(tmp_path)
    assert names(tmp_path) == {left_by(7, "f" * 8)}


def test_writing_removes_what_was_left(tmp_path: Path) -> None:
    (tmp_path / left_by("odd")).write_bytes(b"x")
    os.utime(tmp_path / left_by("odd"), (0, 0))
    with Draft(tmp_path) as draft:
        draft.place(tmp_path / "a")
    assert names(tmp_path) == {"a"}


@posix
def test_a_signal_waits_till_files_are_placed() -> None:
    done = []

    def place_all() -> None:
        with undisturbed():
            signal.raise_signal(signal.SIGINT)
            done.append("all")

    with pytest.raises(KeyboardInterrupt):
        place_all()
    assert done == ["all"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
