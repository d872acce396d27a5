"""Local files: whole and of one moment, once more if they change, and whatever the system says in words."""

from __future__ import annotations

import errno
import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from assistcheck.errors import WorkbookError
from assistcheck.submission.sources import local_file
from assistcheck.submission.sources.local_file import LocalFile, shown_path
from assistcheck.submission.sources.system_errors import refused_by_system
from assistcheck.workbook.limits import MIB, Limits

GOOD = b"PK whole"


@pytest.fixture(autouse=True)
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_file, "sleep", lambda _: None)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    path.write_bytes(GOOD)
    return path


def refusal(path: Path, limits: Limits | None = None) -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        LocalFile(str(path)).read(limits or Limits())
    return caught.value


def test_a_regular_file_is_read_whole(file: Path) -> None:
    assert LocalFile(str(file)).read(Limits()) == GOOD


def test_a_fifo_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")
    assert refusal(tmp_path / "a.xlsx").code == "unsupported-file"


@pytest.mark.parametrize("target", ["/dev/zero", "/dev/random"])
def test_a_link_to_a_device_is_refused(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.xlsx").symlink_to(target)
    assert refusal(tmp_path / "a.xlsx").code == "unsupported-file"


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path).code == "unsupported-file"


@pytest.mark.parametrize("target", ["missing.xlsx", "a.xlsx"])
def test_a_link_that_leads_nowhere_or_to_itself_is_unreadable(tmp_path: Path, target: str) -> None:
    (tmp_path / "a.xlsx").symlink_to(tmp_path / target)
    assert refusal(tmp_path / "a.xlsx").code == "unreadable-file"


def test_a_sparse_file_that_is_too_large_is_never_read(tmp_path: Path) -> None:
    with (tmp_path / "a.xlsx").open("wb") as file:
        file.truncate(Limits().file_size * MIB + 1)
    assert refusal(tmp_path / "a.xlsx").code == "too-large"


@pytest.mark.parametrize("extra", [0, 1])
def test_a_file_keeps_the_limit_of_its_size(tmp_path: Path, extra: int) -> None:
    path, limits = tmp_path / "a.bin", Limits(file_size=1)
    path.write_bytes(bytes(MIB + extra))
    if extra:
        assert "file-size=" in refusal(path, limits).words.en
    else:
        assert len(LocalFile(str(path)).read(limits)) == MIB


# --- changes ------------------------------------------------------------------------------------

CHANGES: dict[str, Callable[[Path], object]] = {
    "grown": lambda path: path.write_bytes(path.read_bytes() + b"x"),
    "shrunk": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "touched": lambda path: os.utime(path, ns=(0, path.stat().st_mtime_ns - 10**9)),
    "replaced": lambda path: (path.with_name("b").write_bytes(path.read_bytes()), path.with_name("b").replace(path)),
}


def changing(path: Path, change: str, times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file change after it was opened, the first few times."""
    real, opened = local_file._opened, []

    def meanwhile(name: str, flags: int) -> int:
        descriptor = real(name, flags)
        real_stat = os.fstat
        opened.append(name)

        def after_first_look(looked_at: int) -> os.stat_result:
            monkeypatch.setattr(local_file.os, "fstat", real_stat)
            found = real_stat(looked_at)
            if len(opened) <= times:
                CHANGES[change](path)
            return found

        monkeypatch.setattr(local_file.os, "fstat", after_first_look)
        return descriptor

    monkeypatch.setattr(local_file, "_opened", meanwhile)


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_while_it_is_read_is_read_once_more(
    change: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changing(file, change, 1, monkeypatch)
    assert LocalFile(str(file)).read(Limits()) == file.read_bytes()


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changes_again_is_never_half_read(change: str, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changing(file, change, 2, monkeypatch)
    assert refusal(file).code == "changed-while-reading"


def test_a_file_that_vanishes_while_it_is_read_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    CHANGES["vanished"] = Path.unlink
    try:
        changing(file, "vanished", 1, monkeypatch)
        error = refusal(file)
    finally:
        del CHANGES["vanished"]
    assert (error.code, "移走" in error.remedy.zh) == ("unreadable-file", True)


def test_what_was_wrong_with_a_file_that_changed_is_not_said(file: Path) -> None:
    """An archive that is being written looks damaged."""
    attempts = []

    def take(stream: object) -> str:
        attempts.append(stream)
        if len(attempts) == 1:
            file.write_bytes(b"more than before")
            raise WorkbookError("unreadable-file", local_file.changed().words)
        return "whole"

    assert LocalFile(str(file)).take(take) == "whole"


# --- what the system says -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "why", "remedy"),
    [
        (errno.EACCES, "没有权限", "权限"),
        (errno.EPERM, "没有权限", "权限"),
        (errno.EBUSY, "正被占用", "关闭正在占用它的程序"),
        (errno.ENOENT, "没有这个文件", "移走"),
        (errno.ENAMETOOLONG, "名称太长", "缩短"),
        (errno.ESTALE, "网络盘", "重新连接网络盘"),
        (errno.EIO, "读写出错", "重新连接网络盘"),
        (errno.ETIMEDOUT, "没有响应", "重新连接网络盘"),
        (errno.EDOM, "", "检查权限、网络和磁盘"),
    ],
)
def test_what_the_system_says_is_told_in_words_with_what_to_do(
    number: int, why: str, remedy: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(local_file, "_opened", refused)
    error = refusal(file)
    assert error.code == "unreadable-file"
    assert (why in error.words.zh, os.strerror(number) in error.words.en) == (True, True)
    assert remedy in error.remedy.zh
    assert error.remedy.en


@pytest.mark.parametrize(
    ("number", "taken_for", "why", "remedy"),
    [
        (32, errno.EACCES, "另一个程序", "close the program"),
        (33, errno.EACCES, "另一个程序", "close the program"),
        (206, errno.ENOENT, "路径太长", "shorten"),
        (53, errno.ENOENT, "网络盘", "connect the network drive"),
        (5, errno.EACCES, "没有权限", "allow it"),
    ],
)
def test_windows_has_reasons_of_its_own(number: int, taken_for: int, why: str, remedy: str) -> None:
    error = OSError(taken_for, "as Windows puts it")
    error.winerror = number  # type: ignore[attr-defined]
    found = refused_by_system(error)
    assert (why in found.words.zh, remedy in found.remedy.en) == (True, True)


def test_the_error_of_a_file_crosses_whole_to_another_process() -> None:
    error = refused_by_system(OSError(errno.EBUSY, "busy"), folder=True)
    arrived = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
    assert (arrived.code, arrived.words, arrived.remedy) == (error.code, error.words, error.remedy)


# --- names --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("数据.xlsx".encode(), "数据.xlsx"),
        ("数据.xlsx".encode("gb18030"), "数据.xlsx"),
        (b"\xff\xff", "\ufffd\ufffd"),
    ],
)
def test_a_name_in_another_encoding_is_shown_as_it_was_meant(name: bytes, shown: str) -> None:
    assert shown_path(os.fsdecode(name)) == shown
