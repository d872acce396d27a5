"""Locks between programs: they hold nothing but an open file or folder, and are gone with whoever held them.

Where there are none (Windows, some network drives), everybody has the lock: files are whole all the same.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

_AGAIN = 0.05
"""Seconds after which a lock is asked for once more."""


def try_lock(descriptor: int) -> bool:
    """Take the lock of an open file or folder; ``False``: another program has it."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return True


@contextmanager
def folder_lock(folder: Path, patience: float) -> Iterator[None]:
    """Be the only one that writes a set of files into ``folder``; another one is waited for, up to ``patience`` seconds.

    Raises:
        TimeoutError: it has the folder still.
        OSError: there is no such folder.
    """
    if not hasattr(os, "O_DIRECTORY"):
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        end = monotonic() + patience
        while not try_lock(descriptor):
            if monotonic() > end:
                raise TimeoutError
            sleep(_AGAIN)
        yield
    finally:
        os.close(descriptor)
