"""A file is written whole or not at all."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistcheck import drafts
from assistcheck.atomic_write import write_pieces, write_whole

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and devices of POSIX")


@pytest.fixture(autouse=True, params=["unnamed", "named"])
def _either_kind_of_draft(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write in both ways: that of Linux, and that of everywhere else."""
    if request.param == "named":
        monkeypatch.setattr(drafts, "_UNNAMED", 0)


def test_what_stood_there_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"longer than before")
    write_whole(b"new", tmp_path / "a")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"new")]
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o644


def test_what_cannot_be_written_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def full(*_: object) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(b"new", tmp_path / "a")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"old")]


def test_pieces_are_one_file(tmp_path: Path) -> None:
    write_pieces(iter([b"a", b"", b"bc"]), tmp_path / "a")
    assert (tmp_path / "a").read_bytes() == b"abc"


def test_pieces_that_end_in_an_error_leave_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")

    def broken() -> Iterator[bytes]:
        yield b"new"
        assert (tmp_path / "a").read_bytes() == b"old"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_pieces(broken(), tmp_path / "a")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"old")]


def test_an_interruption_leaves_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> Path:
        raise KeyboardInterrupt

    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(b"new", tmp_path / "a")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"old")]


def test_a_file_that_is_new_has_its_mode(tmp_path: Path) -> None:
    write_whole(b"new", tmp_path / "a")
    assert [(one.name, one.read_bytes(), one.stat().st_mode & 0o777) for one in tmp_path.iterdir()] == [("a", b"new", 0o644)]


def test_a_link_is_followed_or_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    write_whole(b"new", tmp_path / "link")
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "link").is_symlink()) == (b"new", True)
    write_whole(b"newer", tmp_path / "link", follows=False)
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "link").read_bytes()) == (b"new", b"newer")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_whole(b"new", tmp_path)


@posix
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    write_whole(b"new", tmp_path / "pipe")
    reader.join()
    assert got == [b"new"]


@posix
def test_a_full_device_says_so() -> None:
    with pytest.raises(OSError, match="No space"):
        write_whole(b"new", "/dev/full")
