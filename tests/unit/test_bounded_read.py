"""Passwords, waivers and templates: reading one always ends, whatever stands under its name."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from assistcheck import api, bounded_read
from assistcheck.bounded_read import MAX_BYTES, read_side_file
from assistcheck.errors import UsageError

posix = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and devices of POSIX")


def test_a_regular_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(MAX_BYTES))
    assert len(read_side_file(tmp_path / "a")) == MAX_BYTES


def test_a_file_of_one_byte_more_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bytes(MAX_BYTES + 1))
    with pytest.raises(OSError, match="More than 16 MiB"):
        read_side_file(tmp_path / "a")


@posix
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/"])
def test_a_device_and_a_folder_are_refused(path: str) -> None:
    with pytest.raises(OSError, match=r"regular file|directory"):
        read_side_file(Path(path))


@posix
def test_a_pipe_is_read_to_its_end_however_its_pieces_come(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")

    def write() -> None:
        with (tmp_path / "a").open("wb", buffering=0) as pipe:
            pipe.write(b"one\n")
            pipe.write(b"two\n")

    writer = threading.Thread(target=write)
    writer.start()
    assert read_side_file(tmp_path / "a") == b"one\ntwo\n"
    writer.join()


@posix
def test_a_pipe_that_nobody_writes_into_is_not_waited_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_read, "PIPE_TIMEOUT_S", 0.05)
    os.mkfifo(tmp_path / "a")
    for load in (api.load_passwords, api.load_waivers):
        with pytest.raises(UsageError, match="Nothing comes from the pipe"):
            load(str(tmp_path / "a"))


def test_waivers_that_nest_without_end_or_multiply_are_wrong_usage(tmp_path: Path) -> None:
    lines = [f"- rule: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 15)]
    for text in ("[" * 100_000, "\n".join(["- rule: &a0 [x, x]", *lines])):
        (tmp_path / "备案.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(UsageError):
            api.load_waivers(str(tmp_path / "备案.yaml"))
