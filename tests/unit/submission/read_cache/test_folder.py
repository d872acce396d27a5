"""Entries in a folder: whole, one's own, of their key, and as many as there is room for."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from assistcheck import drafts
from assistcheck.errors import UsageError
from assistcheck.submission.read_cache import folder as module
from assistcheck.submission.read_cache.folder import PREFIX, CacheFolder

MIB = 2**20
KEY, OTHER = "a" * 64, "b" * 64
BODY = b'["body"]'


@pytest.fixture
def kept(tmp_path: Path) -> CacheFolder:
    made = CacheFolder(tmp_path / "cache", MIB)
    made.save(KEY, BODY)
    return made


def entry(tmp_path: Path, key: str = KEY) -> Path:
    return tmp_path / "cache" / f"{PREFIX}{key}"


def names(tmp_path: Path) -> list[str]:
    return sorted(path.name.removeprefix(PREFIX)[:1] for path in (tmp_path / "cache").iterdir())


def test_what_was_kept_is_there(kept: CacheFolder) -> None:
    assert kept.load(KEY) == BODY
    assert kept.load(OTHER) is None


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_only_the_user_may_read_it(kept: CacheFolder, tmp_path: Path) -> None:
    assert kept.load(KEY)
    assert stat.S_IMODE(entry(tmp_path).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700


def test_nothing_but_the_entry_is_left(kept: CacheFolder, tmp_path: Path) -> None:
    kept.save(KEY, BODY * 2)
    assert kept.load(KEY) == BODY * 2
    assert names(tmp_path) == ["a"]


def test_an_entry_that_is_changed_anywhere_is_not_believed(kept: CacheFolder, tmp_path: Path) -> None:
    whole = entry(tmp_path).read_bytes()
    for at in range(len(whole)):
        entry(tmp_path).write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept.load(KEY) is None
        entry(tmp_path).write_bytes(whole[:at])
        assert kept.load(KEY) is None
    entry(tmp_path).write_bytes(whole + b" ")
    assert kept.load(KEY) is None
    entry(tmp_path).write_bytes(whole)
    assert kept.load(KEY) == BODY


def test_an_entry_under_another_name_is_not_believed(kept: CacheFolder, tmp_path: Path) -> None:
    entry(tmp_path).rename(entry(tmp_path, OTHER))
    assert kept.load(OTHER) is None


def test_an_entry_that_is_too_large_is_not_read(kept: CacheFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGEST", entry(tmp_path).stat().st_size - 1)
    assert kept.load(KEY) is None
    kept.save(OTHER, BODY)
    assert names(tmp_path) == ["a"]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners here")
def test_an_entry_of_another_user_is_not_believed(kept: CacheFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert kept.load(KEY) is None


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are followed here")
def test_an_entry_that_is_only_linked_is_not_believed_but_replaced(kept: CacheFolder, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    entry(tmp_path).rename(target)
    before = target.read_bytes()
    entry(tmp_path).symlink_to(target)
    assert kept.load(KEY) is None
    kept.save(KEY, b"[]")
    assert target.read_bytes() == before
    assert not entry(tmp_path).is_symlink()
    assert kept.load(KEY) == b"[]"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_or_a_folder_in_the_place_of_an_entry_holds_nobody_up(kept: CacheFolder, tmp_path: Path) -> None:
    entry(tmp_path).unlink()
    os.mkfifo(entry(tmp_path))
    assert kept.load(KEY) is None
    entry(tmp_path, OTHER).mkdir()
    assert kept.load(OTHER) is None
    kept.save(OTHER, BODY)
    assert kept.load(OTHER) is None


def test_a_folder_that_goes_away_ends_nothing(kept: CacheFolder, tmp_path: Path) -> None:
    entry(tmp_path).unlink()
    (tmp_path / "cache").rmdir()
    kept.save(KEY, BODY)
    assert kept.load(KEY) is None


def test_a_full_disk_ends_nothing_and_leaves_no_draft(
    kept: CacheFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(drafts.Draft, "place", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")))
        kept.save(OTHER, BODY)
    assert names(tmp_path) == ["a"]
    assert kept.load(KEY) == BODY


@pytest.mark.parametrize("at", ["file", "file/below", "loop", "a\0b"])
def test_what_can_be_no_folder_is_wrong_usage(tmp_path: Path, at: str) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(UsageError, match="no folder for a cache") as caught:
        CacheFolder(tmp_path / at, MIB)
    assert "缓存文件夹" in caught.value.words.zh


def test_a_folder_that_cannot_be_written_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _, mode: not mode & os.W_OK)
    with pytest.raises(UsageError):
        CacheFolder(tmp_path, MIB)


def test_a_linked_folder_is_used(tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "cache")
    CacheFolder(tmp_path / "link", MIB).save(KEY, BODY)
    assert entry(tmp_path).is_file()


# --- how much -----------------------------------------------------------------------------------


def size_of_entry(tmp_path: Path) -> int:
    made = CacheFolder(tmp_path / "measured", MIB)
    made.save(KEY, BODY)
    (path,) = (tmp_path / "measured").iterdir()
    return path.stat().st_size


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    made = CacheFolder(tmp_path / "cache", size_of_entry(tmp_path) * 4)
    own = tmp_path / "cache" / "mine.xlsx"
    own.write_bytes(b"x" * 10_000)
    os.utime(own, (0, 0))
    for seconds, letter in enumerate("abcd"):
        made.save(letter * 64, BODY)
        os.utime(entry(tmp_path, letter * 64), (seconds, seconds))
    assert names(tmp_path) == ["a", "b", "c", "d", "m"]
    assert made.load("a" * 64) == BODY  # used just now
    made.save("e" * 64, BODY)
    assert names(tmp_path) == ["a", "d", "e", "m"]
    assert own.read_bytes() == b"x" * 10_000


def test_an_entry_larger_than_the_room_is_not_kept_and_moves_nothing_out(tmp_path: Path) -> None:
    made = CacheFolder(tmp_path / "cache", size_of_entry(tmp_path) * 2)
    made.save(KEY, BODY)
    made.save(OTHER, BODY * 1_000)
    assert names(tmp_path) == ["a"]


def test_the_room_that_other_runs_have_taken_counts(tmp_path: Path) -> None:
    for letter in "abcd":
        CacheFolder(tmp_path / "cache", size_of_entry(tmp_path) * 2).save(letter * 64, BODY)
    assert len(names(tmp_path)) <= 2


def _fill(folder: Path) -> int:
    made = CacheFolder(folder, 20_000)
    found = 0
    for number in range(200):
        key = f"{number % (3 if number % 2 else 40):064d}"  # some often, and more than there is room for
        body = made.load(key)
        assert body in {None, key.encode() * 10}, body
        found += body is not None
        made.save(key, key.encode() * 10)
    return found


def test_two_runs_at_once_believe_nothing_that_is_half_written(tmp_path: Path) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as runs:
        assert all(found > 0 for found in runs.map(_fill, [tmp_path / "cache"] * 2))
    assert not list((tmp_path / "cache").glob(f"{drafts.PREFIX}*"))
    assert sum(path.stat().st_size for path in (tmp_path / "cache").iterdir()) <= 40_000
