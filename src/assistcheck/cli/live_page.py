"""A file that is written again and again by one program: whole each time, and by no other."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Self

from assistcheck.cli.output import STDOUT, as_bytes, write_results
from assistcheck.drafts import Draft
from assistcheck.errors import UsageError, writing
from assistcheck.file_lock import try_lock
from assistcheck.i18n import LocalizedText


class LivePage:
    """The result of a watch; use it in a ``with`` statement.

    Whoever has written it last keeps it open and locked, so that a second watch sees that it is somebody's.
    """

    def __init__(self, output: str, form: str) -> None:
        """Claim the file ``output``, where it is there; ``form``: the format of what will be written.

        Raises:
            UsageError: another watch writes it.
        """
        self._output, self._form = output, form
        self._held: Draft | int | None = None
        self._digest = b""
        self._left: tuple[int, ...] | None = None
        """What the file is known by that was written last."""
        self._claim()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let others write the file."""
        self._let_go()

    def write(self, pieces: Iterable[str | bytes]) -> bool:
        """Write the page, unless it is there as it would be; whether it has been written.

        Raises:
            UsageError: it cannot be written, or another watch writes it.
        """
        target = Path(os.path.realpath(self._output))
        if self._output == STDOUT or (target.exists() and not target.is_file()):
            write_results(pieces, self._output, self._form)
            return True
        digest = hashlib.sha256()
        with writing(self._output):
            draft = Draft(target.parent)
            try:
                for piece in map(as_bytes, pieces):
                    digest.update(piece)
                    draft.file.write(piece)
                if not self._is_as_left(target):
                    self._claim()
                elif digest.digest() == self._digest:
                    draft.__exit__()
                    return False
                try_lock(draft.file.fileno())
                draft.place(target, stays_open=True)
            except BaseException:
                draft.__exit__()
                raise
        self._let_go()
        self._held, self._digest, self._left = draft, digest.digest(), _stamp(target)
        return True

    def _claim(self) -> None:
        """Lock what stands there."""
        self._let_go()
        if self._output == STDOUT or os.name == "nt" or not Path(self._output).is_file():  # there, nobody could replace it
            return
        with suppress(OSError):  # it went, or may not be read
            self._held = os.open(self._output, os.O_RDONLY)
            if not try_lock(self._held):
                self._let_go()
                words = LocalizedText(
                    f"{self._output}：另一个 watch 正在写这个文件；请用 -o 换一个名称",
                    f"{self._output}: another watch is writing this file; give another name with -o",
                )
                raise UsageError(words)

    def _is_as_left(self, target: Path) -> bool:
        """Whether the file that stands there is the one that was written last, and nobody has touched it."""
        return self._left is not None and self._left == _stamp(target)

    def _let_go(self) -> None:
        if isinstance(self._held, Draft):
            self._held.__exit__()
        elif self._held is not None:
            os.close(self._held)
        self._held = None


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
