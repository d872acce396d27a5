"""A folder of entries, each a file of its own, known by its key: written whole or not at all, and believed only if whole.

The files are hidden ones, so that whoever reads the folder for workbooks passes them by.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from assistcheck.atomic_write import replace_whole
from assistcheck.errors import UsageError, reason
from assistcheck.i18n import LocalizedText

PREFIX = ".assistcheck-"
"""How the name of each entry begins, as that of a draft does; nothing else in the folder is ever touched."""
LARGEST = 256 * 2**20
"""Bytes of one entry; what would be larger is not kept, and not believed."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_LEFT = 0.9
"""The share of the limit that is left once there is no more room."""


class _Kept(NamedTuple):
    used: int
    size: int
    path: Path


class CacheFolder:
    """Entries in a folder that together take up to ``most`` bytes; the one that was used longest ago goes first."""

    def __init__(self, folder: str | Path, most: int) -> None:
        """Make the folder if it is not there.

        Raises:
            UsageError: it cannot be made or used.
        """
        self._folder, self._most = Path(folder), most
        self._held: int | None = None
        """Bytes of all entries, as far as this run knows; not counted yet: ``None``."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            usable = os.access(self._folder, os.R_OK | os.W_OK | os.X_OK)
            why = LocalizedText("没有读写权限", "it cannot be read and written")
        except (OSError, ValueError) as error:
            usable, why = False, reason(error) if isinstance(error, OSError) else LocalizedText(*[str(error)] * 2)
        if not usable:
            zh, en = f"不能用作缓存文件夹（{why.zh}）", f"no folder for a cache ({why.en})"
            raise UsageError(LocalizedText(f"--cache {folder}：{zh}", f"--cache {folder}: {en}"))

    def load(self, key: str) -> bytes | None:
        """Return what is kept under a key; ``None`` if nothing is, or if it is not as it was written, or not by this user."""
        path = self._path(key)
        try:
            with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123 - what was looked at is what is read
                info = os.fstat(file.fileno())
                if not (stat.S_ISREG(info.st_mode) and info.st_size <= LARGEST and _is_ours(info)):
                    return None
                data = file.read(info.st_size)
        except OSError:
            return None
        start = len(_head(key, b""))
        if data[:start] != _head(key, body := data[start:]):
            return None
        with suppress(OSError):
            os.utime(path)
        return body

    def save(self, key: str, body: bytes) -> None:
        """Keep something under a key; where there is no room, or the folder is gone, it is not kept."""
        data = _head(key, body) + body
        if len(data) > min(LARGEST, self._most * _LEFT):
            return
        with suppress(OSError):
            replace_whole((data,), self._path(key), mode=0o600)
            self._held = self._size() if self._held is None else self._held + len(data)
            if self._held > self._most:
                self._held = self._make_room()

    def _path(self, key: str) -> Path:
        return self._folder / f"{PREFIX}{key}"

    def _entries(self) -> Iterator[_Kept]:
        """Yield each entry and draft; what another run has removed meanwhile is gone."""
        with os.scandir(self._folder) as found:
            for one in found:
                if one.name.startswith(PREFIX):
                    with suppress(FileNotFoundError):
                        info = one.stat(follow_symlinks=False)
                        yield _Kept(info.st_mtime_ns, info.st_size, Path(one.path))

    def _size(self) -> int:
        return sum(one.size for one in self._entries())

    def _make_room(self) -> int:
        """Remove what was used longest ago; return the bytes that are left."""
        entries = sorted(self._entries())
        held = sum(one.size for one in entries)
        for one in entries:
            if held <= self._most * _LEFT:
                break
            with suppress(OSError):
                one.path.unlink(missing_ok=True)
                held -= one.size
        return held


def _head(key: str, body: bytes) -> bytes:
    """Return the line before an entry's body, as long for each: whose entry it is, and the digest of the body."""
    return f"assistcheck-cache {key} {hashlib.sha256(body).hexdigest()}\n".encode()


def _is_ours(info: os.stat_result) -> bool:
    """Whether the file is the user's own: nobody else decides what a workbook says."""
    return not hasattr(os, "geteuid") or info.st_uid == os.geteuid()
