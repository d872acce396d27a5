"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from assistcheck.drafts import Draft


def write_whole(content: bytes, path: str | Path, *, follows: bool = True) -> None:
    """Write a file beside its target and move it there; see :func:`write_pieces`.

    Raises:
        OSError: it cannot be written; what stood there before is as it was.
    """
    write_pieces((content,), path, follows=follows)


def write_pieces(pieces: Iterable[bytes], path: str | Path, *, follows: bool = True) -> None:
    """Write a file beside its target and move it there, so that it is never half there; a device or a pipe is written to.

    A link is followed, or else replaced where it ``follows`` none.

    Raises:
        OSError: it cannot be written; what stood there before is as it was.
    """
    target = Path(path)
    if follows or not target.is_symlink():
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                file.writelines(pieces)
            return
        target = Path(os.path.realpath(target))
    replace_whole(pieces, target)


def replace_whole(pieces: Iterable[bytes], target: Path, *, mode: int = 0o644) -> None:
    """Put a file in the place of ``target``, whatever stands there.

    Raises:
        OSError: it cannot be written; what stood there before is as it was.
    """
    with Draft(target.parent) as draft:
        draft.file.writelines(pieces)
        draft.place(target, mode)
