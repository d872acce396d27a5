"""A folder for temporary files that is gone afterwards, even where the program is killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_SHELL = Path("/bin/sh")
_REMOVE = 'read -r nothing; rm -rf -- "$1"'
"""Waits till nobody holds the other end of its standard input, and removes a folder."""


@contextmanager
def scratch_folder() -> Iterator[str]:
    """Yield the path of an empty folder.

    A process of next to no size waits for the end of the program, to remove the folder if the program could not (not on
    Windows).

    Raises:
        OSError: there is no room for it.
    """
    folder = Path(_place(), f"assistcheck-{os.urandom(8).hex()}")
    waiting = _waiting_to_remove(folder)
    try:
        folder.mkdir(mode=0o700)
        yield str(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if waiting:
            waiting.communicate()


def _place() -> str:
    """Return where temporary files go, without the trial file by which Python finds out: a killed program would leave it."""
    named = (os.environ.get(name) for name in ("TMPDIR", "TEMP", "TMP"))
    usable = (one for one in filter(None, named) if Path(one).is_dir() and os.access(one, os.W_OK | os.X_OK))
    return tempfile.gettempdir() if tempfile.tempdir else next(usable, None) or tempfile.gettempdir()


def _waiting_to_remove(folder: Path) -> subprocess.Popen[bytes] | None:
    """Start what removes a folder after this program; ``None``: nothing can be started."""
    with suppress(OSError):
        if _SHELL.exists():
            return subprocess.Popen(  # noqa: S603 - nothing of it is anybody's but ours
                [_SHELL, "-c", _REMOVE, "sh", folder],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
    return None
