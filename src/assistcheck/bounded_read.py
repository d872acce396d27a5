"""Small files beside the workbooks: passwords, waivers, templates, rule packs. Reading one always ends."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from assistcheck.errors import RefusedFileError
from assistcheck.i18n import LocalizedText

MAX_BYTES = 16 * 2**20
"""Bytes that such a file may have."""
PIPE_TIMEOUT_S = 10
"""Seconds to wait for a pipe, as ``--password-file <(…)`` gives one, to go on."""
_PIECE = 2**16
_NO_FILE = LocalizedText("不是普通文件", "Not a regular file")
_TOO_LARGE = LocalizedText("超过 {most} MiB", "More than {most} MiB")
_SILENT = LocalizedText("管道中没有内容", "Nothing comes from the pipe")


def read_side_file(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return the bytes of a regular file or a pipe.

    Raises:
        OSError: it cannot be read, is a device or a folder, has more than ``most`` bytes, or is a pipe that is silent.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        kind = os.fstat(descriptor).st_mode
        if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind)):
            raise RefusedFileError(errno.EINVAL, _NO_FILE)
        found = bytearray()
        while piece := _next_piece(descriptor, is_pipe=stat.S_ISFIFO(kind)):
            found += piece
            if len(found) > most:
                raise RefusedFileError(errno.EFBIG, _TOO_LARGE.format(most=most // 2**20))
        return bytes(found)
    finally:
        os.close(descriptor)


def _next_piece(descriptor: int, *, is_pipe: bool) -> bytes:
    if is_pipe:
        import select  # noqa: PLC0415 - hardly ever

        if not select.select([descriptor], [], [], PIPE_TIMEOUT_S)[0]:
            raise RefusedFileError(errno.ETIMEDOUT, _SILENT)
    return os.read(descriptor, _PIECE)
