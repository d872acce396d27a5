"""The paths that a user gives, to the files they mean."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.location import STDIN
from assistcheck.workbook.detect import SUFFIXES

_ARCHIVES = frozenset({".zip", ".rar", ".7z"})
"""Endings of files that may hold submissions, and have to be unpacked first."""
_SHOWN = 5


class Found(NamedTuple):
    """What paths mean."""

    files: tuple[str, ...]
    """The files to read, each once, in the order given."""
    named: frozenset[str]
    """Those that were named themselves; the others were found in a folder or by a pattern."""
    left_out: tuple[str, ...]
    """Archives that were found, and are not read."""


def find_files(paths: Iterable[str]) -> list[str]:
    """Return the files that ``paths`` mean; see :func:`search`.

    Raises:
        UsageError: a path that is not there, or one that holds no workbook.
    """
    return list(search(paths).files)


def search(paths: Iterable[str]) -> Found:
    """Return the files that ``paths`` (files, folders, globs, ``-``) mean, each once, in the order given.

    A folder is searched for the endings of :data:`assistcheck.workbook.detect.SUFFIXES`; a file that is named itself is taken
    whatever it is called. Lock and temporary files (``~…``, ``.~…``) and hidden ones are left out of folders and globs, and
    so are archives. A folder that may not be searched, or that lies elsewhere and is only linked, is given as it is, so
    that reading it says so.

    Raises:
        UsageError: a path that is not there, or one that holds no workbook.
    """
    found: dict[str, str] = {}
    archives: dict[str, None] = {}
    named: set[str] = set()
    for path in paths:
        try:
            everything = [path] if path == STDIN else list(_expand(path))
        except (OSError, ValueError) as error:  # as for a path that is too long, or a pattern that is none
            why = getattr(error, "strerror", None) or str(error)
            raise UsageError(LocalizedText(f"{path}：{why}", f"{path}: {why}")) from None
        packed = [file for file in everything if file != path and _is_archive(file)]
        files = [file for file in everything if file not in packed]
        if not files:
            raise UsageError(_nothing_in(path, packed))
        archives |= dict.fromkeys(packed)
        named.update(files if files == [path] else ())
        for file in files:
            found.setdefault(file if file == STDIN else os.path.realpath(file), file)
    own = {file if file == STDIN else os.path.realpath(file) for file in named}
    return Found(tuple(found.values()), frozenset(file for key, file in found.items() if key in own), tuple(archives))


def _nothing_in(path: str, packed: list[str]) -> LocalizedText:
    if not packed:
        return LocalizedText(f"{path}：其中没有表格文件", f"{path}: there is no workbook in it")
    names = "、".join(packed[:_SHOWN])
    return LocalizedText(
        f"{path}：其中没有表格文件；压缩包请先解压：{names}", f"{path}: there is no workbook in it; unpack these first: {names}"
    )


def _is_archive(path: str) -> bool:
    return Path(path).suffix.lower() in _ARCHIVES


def is_same(path: str, other: str) -> bool:
    """Whether two paths mean one file."""
    return path != STDIN and os.path.realpath(path) == os.path.realpath(other)


def shown_path(path: str) -> str:
    """Return a path as reports call it: a name in bytes that are not UTF-8 is read as GB18030, as old archives leave it."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return os.fsencode(path).decode(encoding)
        except UnicodeDecodeError:
            continue
    return os.fsencode(path).decode("utf-8", "replace")


def _expand(path: str) -> Iterator[str]:
    if path and Path(path).is_dir():
        yield from _walk(path)
    elif os.path.lexists(path):
        yield path
    elif glob.has_magic(path):
        for match in sorted(_matches(path)):
            if Path(match).is_dir():
                yield from () if _is_hidden(Path(match).name) else _walk(match)
            elif not _left_out(Path(match).name):
                yield match
    else:
        shown = path or "''"
        raise UsageError(LocalizedText(f"{shown}：没有这个文件或文件夹", f"{shown}: no such file or folder"))


def _matches(pattern: str) -> list[str]:
    """Return what a pattern means; ``**`` follows no link, since two links to one folder make paths without end."""
    parts = Path(pattern).parts
    if "**" not in parts:
        return glob.glob(pattern)  # noqa: PTH207 - a pattern may be absolute
    known = next(at for at, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:known])
    found = (match.relative_to(base).parts for match in base.glob("/".join(parts[known:])))
    return [str(base.joinpath(*match)) for match in found if not any(map(_is_hidden, match))]


def _walk(folder: str) -> Iterator[str]:
    closed: list[str] = []
    for root, folders, files in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        closed.extend(link for name in folders if _leads_away(link := str(Path(root, name)), folder))
        for name in sorted(files):
            if not _left_out(name) and (Path(name).suffix.lower() in SUFFIXES or _is_archive(name)):
                yield str(Path(root, name))
    yield from closed


def _leads_away(path: str, folder: str) -> bool:
    """Whether a folder is only linked and lies neither in ``folder``, where it is found, nor around it, as in a circle."""
    if not Path(path).is_symlink():
        return False
    target, home = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    return not (target.is_relative_to(home) or home.is_relative_to(target))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _left_out(name: str) -> bool:
    """Whether a file is hidden, or one that a program keeps while another is open."""
    return name.startswith((".", "~"))
