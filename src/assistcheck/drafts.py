"""Files that are being written and have no place yet: whatever ends the program, no half of one is left where a file belongs.

Where the system can (Linux, on most of its file systems), a draft has no name before it is whole, and goes with the program.
Elsewhere its name is hidden; one whose program was killed is removed by the next that writes into the folder.
"""

from __future__ import annotations

import os
import signal
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import current_thread, main_thread
from time import time
from typing import IO, Self

PREFIX = ".assistcheck-draft-"
"""How the name of a draft begins, where it has one."""
_UNNAMED = getattr(os, "O_TMPFILE", 0)
_OPEN = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_FOREIGN = 24 * 3600.0
"""Seconds after which a draft of a machine that cannot be asked counts as left behind."""
_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_swept: set[Path] = set()


class Draft:
    """A file that is being written: :attr:`file` takes its bytes, :meth:`place` puts it where it belongs; else it is gone."""

    def __init__(self, folder: Path) -> None:
        """Begin it in ``folder``, from which it can be placed there or in folders below on the same file system.

        Raises:
            OSError: nothing can be written there.
        """
        sweep(folder)
        self._path = folder / f"{PREFIX}{_machine()}-{os.getpid()}-{os.urandom(6).hex()}"
        self._named = False
        try:
            descriptor = _unnamed(folder)
            if descriptor is None:
                self._named = True
                descriptor = os.open(self._path, _OPEN, 0o600)
            self.file: IO[bytes] = os.fdopen(descriptor, "wb")
        except BaseException:
            self._remove()
            raise

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of it; what has not been placed is gone."""
        try:
            with suppress(OSError):  # a full disk, which whoever wrote has been told of
                self.file.close()
        finally:
            self._remove()

    def place(self, target: Path, mode: int = 0o644, *, stays_open: bool = False) -> None:
        """Put the file in the place of ``target``, whatever stands there.

        ``stays_open``: whoever holds a lock on it goes on holding it; not so on Windows, where an open file cannot be moved.

        Raises:
            OSError: it cannot be; what stood there before is as it was.
        """
        self.file.flush()
        with suppress(OSError):  # a file system without permissions
            self._path.chmod(mode) if self._named else os.fchmod(self.file.fileno(), mode)
        if not self._named:
            if _link(self.file.fileno(), target):
                return
            self._named = True
            _link(self.file.fileno(), self._path)
        if not stays_open or os.name == "nt":
            self.file.close()
        self._path.replace(target)
        self._named = False

    def _remove(self) -> None:
        if self._named:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def _unnamed(folder: Path) -> int | None:
    """Return a descriptor of a new file without a name; ``None``: there are none here."""
    if not _UNNAMED:
        return None
    try:
        descriptor = os.open(folder, _UNNAMED | os.O_WRONLY, 0o600)
    except OSError:  # what else is wrong shows where it gets a name
        return None
    if os.path.lexists(_known_as(descriptor)):
        return descriptor
    os.close(descriptor)
    return None


def _link(descriptor: int, path: Path) -> bool:
    """Give an open file a name, unless another has it already; whether it has it now."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.link(_known_as(descriptor), path.name, dst_dir_fd=folder)
    except FileExistsError:
        return False
    finally:
        os.close(folder)
    return True


def _known_as(descriptor: int) -> str:
    return f"/proc/self/fd/{descriptor}"


# --- what others left behind --------------------------------------------------------------------


def sweep(folder: Path) -> None:
    """Remove the drafts in a folder whose programs were killed; once is enough for a program."""
    if folder in _swept:
        return
    _swept.add(folder)
    with suppress(OSError), os.scandir(folder) as found:
        for one in found:
            if one.name.startswith(PREFIX) and _is_left(one):
                with suppress(OSError):
                    Path(one.path).unlink()


def _is_left(draft: os.DirEntry[str]) -> bool:
    """Whether nobody is writing a draft any more."""
    machine, _, rest = draft.name.removeprefix(PREFIX).partition("-")
    number = rest.partition("-")[0]
    if machine != _machine() or os.name == "nt" or not number.isdecimal():
        return time() - draft.stat(follow_symlinks=False).st_mtime > _FOREIGN
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def _machine() -> str:
    """Return a word for this machine, whose processes can be asked for."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return f"{zlib.crc32(name.encode('utf-8', 'replace')):08x}"


@contextmanager
def undisturbed() -> Iterator[None]:
    """Let signals that ask the program to end wait till several files have been placed, which takes no time."""
    if current_thread() is not main_thread():  # no other one hears signals
        yield
        return
    caught: list[int] = []
    heard = {number: found for number in _ENDING if (found := signal.getsignal(number)) not in {signal.SIG_IGN, None}}
    for number in heard:
        signal.signal(number, lambda number, _: caught.append(number))
    try:
        yield
    finally:
        for number, found in heard.items():
            signal.signal(number, found)
        for number in caught:
            signal.raise_signal(number)
