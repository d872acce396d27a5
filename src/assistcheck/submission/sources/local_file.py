"""A file of this machine or of a drive that it sees: regular, within the limits, and read as it was at one moment."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from time import sleep
from typing import BinaryIO, NamedTuple

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.submission.sources.interface import Taken
from assistcheck.submission.sources.system_errors import refused_by_system
from assistcheck.workbook.limits import MIB, Limits

PAUSE_S = 0.2
"""Seconds that a program which is writing a file is given, before the file is read once more."""
_Moment = tuple[int, int, int, int]
"""What a file is at one moment: device, number, size and time of its last change."""


def shown_path(path: str) -> str:
    """Return a path as reports call it: a name in bytes that are not UTF-8 is read as GB18030, as old archives leave it."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return os.fsencode(path).decode(encoding)
        except UnicodeDecodeError:
            continue
    return os.fsencode(path).decode("utf-8", "replace")


class LocalFile(NamedTuple):
    """A file by its path."""

    path: str

    @property
    def shown(self) -> str:
        """The path, as text."""
        return shown_path(self.path)

    @property
    def key(self) -> Hashable:
        """The path without links."""
        return os.path.realpath(self.path)

    @property
    def local(self) -> str:
        """The path."""
        return self.path

    @property
    def can_repeat(self) -> bool:
        """Whether it can be read again: so it can."""
        return True

    def size(self) -> int:
        """Return its size; 0 if the system does not tell."""
        try:
            return os.stat(self.path).st_size  # noqa: PTH116 - before anything else is loaded
        except (OSError, ValueError):
            return 0

    def read(self, limits: Limits) -> bytes:
        """Return its bytes; see :meth:`assistcheck.submission.sources.interface.Source.read`."""

        def whole(stream: BinaryIO) -> bytes:
            size = os.fstat(stream.fileno()).st_size
            if size > limits.file_size * MIB:
                raise limits.limit_error("file-size")
            data = stream.read(size + 1)
            if len(data) != size:
                raise changed()
            return data

        return self.take(whole)

    def take(self, take: Callable[[BinaryIO], Taken]) -> Taken:
        """Return what ``take`` reads of it, where it stays as it is meanwhile; if it changes, that is tried once more.

        Raises:
            WorkbookError: it is no regular file, cannot be read, or changed both times; or ``take`` raises one.
        """
        return once_more_if_changed(lambda: self._taken(take))

    def _taken(self, take: Callable[[BinaryIO], Taken]) -> Taken:
        with _system_errors(), open(self.path, "rb", opener=_opened) as stream:
            before = _moment(os.fstat(stream.fileno()))
            try:
                return take(stream)
            finally:  # whatever was wrong with a file that changed may be wrong with it no more
                if {before} != {_moment(os.fstat(stream.fileno())), _moment(os.stat(self.path))}:  # noqa: PTH116
                    raise changed()


def _opened(path: str, flags: int) -> int:
    """Open a file without waiting for one that is none, such as a pipe to which nobody writes."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


_CHANGED = "changed-while-reading"


def changed() -> WorkbookError:
    """Return the error of a file that changed while it was read."""
    return WorkbookError(_CHANGED, LocalizedText("读取期间不变的文件", "a file that stays as it is while it is read"))


def once_more_if_changed(read: Callable[[], Taken]) -> Taken:
    """Return what ``read`` gives; if the file changed meanwhile, it is read once more, a moment later."""
    try:
        return read()
    except WorkbookError as error:
        if error.code != _CHANGED:
            raise
        sleep(PAUSE_S)
        return read()


@contextmanager
def _system_errors() -> Iterator[None]:
    """Turn what the system says into the error of the file."""
    try:
        yield
    except IsADirectoryError:
        raise _no_regular_file() from None
    except OSError as error:
        raise refused_by_system(error) from None


def _moment(info: os.stat_result) -> _Moment:
    """Return what a file is now; ``WorkbookError`` if it is no regular one."""
    if not stat.S_ISREG(info.st_mode):
        raise _no_regular_file()
    return info.st_dev, info.st_ino, info.st_size, info.st_mtime_ns


def _no_regular_file() -> WorkbookError:
    words = LocalizedText("普通文件，不是文件夹、管道或设备", "a regular file, no folder, pipe or device")
    return WorkbookError(
        "unsupported-file", words, LocalizedText("把工作簿本身放到这里", "put the workbook itself in its place")
    )
