"""The files that a run reads, none of which is ever written over, by whatever name."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from assistcheck import api
from assistcheck.cli.output import STDOUT
from assistcheck.cli.settings.search import settings_path
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText

_STDIN = "-"


def _nothing(path: str) -> bytes:
    raise KeyError(path)


class Inputs:
    """Files that are read, known by what the file system says they are: links and other spellings are the same file."""

    def __init__(
        self, paths: Iterable[str | Path | None], pack: str | None = None, content_of: Callable[[str], bytes] = _nothing
    ) -> None:
        """Keep ``paths``, ``-`` for standard input, every file of the rule pack ``pack``, and the file of settings.

        ``content_of`` gives the bytes of a workbook once more, by the path that reports call it.
        """
        self.content_of = content_of
        settings = settings_path(sys.argv[1:], os.environ)[0]
        self._known = {known for path in (*paths, settings) if path and (known := _known_by(path))}
        self._folder = api.pack_folder(pack) if pack else None

    def let_go(self, paths: Iterable[str]) -> None:
        """Take back files that were found and not read, such as a list that was written before."""
        self._known -= {known for path in paths if (known := _known_by(path))}

    def refuse(self, output: str | Path) -> None:
        """Refuse to write over one of the files.

        Raises:
            UsageError: ``output`` is one of them.
        """
        if str(output) != STDOUT and (known := _known_by(output)) and known in self._known | self._own:
            words = f"{output}：这是要读取的文件，不能覆盖；请用 -o 换一个名称"
            raise UsageError(
                LocalizedText(words, f"{output}: this file is an input, which is never touched; give another name with -o")
            )

    @cached_property
    def _own(self) -> set[tuple[int, int]]:
        """The files of the rule pack, which are sought where a file is to be written."""
        found = self._folder.rglob("*") if self._folder else ()
        return {known for path in found if (known := _known_by(path))}


def _known_by(path: str | Path) -> tuple[int, int] | None:
    """Return what a regular file is known by, or ``None`` where there is none."""
    with suppress(OSError):
        found = (
            os.fstat(0) if str(path) == _STDIN else Path(os.path.realpath(path)).stat()
        )  # never an error of a circle of links
        if stat.S_ISREG(found.st_mode):
            return found.st_dev, found.st_ino
    return None
