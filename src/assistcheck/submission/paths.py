"""The paths that a user gives, to the files they mean."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistcheck.errors import UsageError
from assistcheck.language import Say
from assistcheck.places import STDIN
from assistcheck.workbook.endings import SUFFIXES

LIST_ENDING = Say("-督办清单", "-shortfalls")
"""How the name of a shortfall list ends, before its suffix."""
LIST_INDEX = Say("00-督办清单总表", "00-index-of-shortfalls")
"""The name of the index of shortfall lists, without its suffix."""


def find_files(paths: Iterable[str]) -> list[str]:
    """Return the files that ``paths`` (files, folders, globs, ``-``) mean, each once, in the order given.

    A folder is searched for the endings of :data:`assistcheck.workbook.endings.SUFFIXES`; a file that is named itself is taken
    whatever it is called. Lock files (``~$…``, ``.~…``), hidden files and shortfall lists, which hold no evidence, are left out
    of folders and globs. A folder that may not be searched, or that lies elsewhere and is only linked, is given as it is, so
    that reading it says so.

    Raises:
        UsageError: a path that is not there, or one that holds no workbook.
    """
    found: dict[str, str] = {}
    for path in paths:
        try:
            files = [path] if path == STDIN else list(_expand(path))
        except (OSError, ValueError) as error:  # as for a path that is too long, or a pattern that is none
            why = getattr(error, "strerror", None) or str(error)
            raise UsageError(Say(f"{path}：{why}", f"{path}: {why}")) from None
        if not files:
            raise UsageError(Say(f"{path}：其中没有表格文件", f"{path}: there is no workbook in it"))
        for file in files:
            found.setdefault(file if file == STDIN else os.path.realpath(file), file)
    return list(found.values())


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
            if not _left_out(Path(match).name):
                yield from _walk(match) if Path(match).is_dir() else [match]
    else:
        shown = path or "''"
        raise UsageError(Say(f"{shown}：没有这个文件或文件夹", f"{shown}: no such file or folder"))


def _matches(pattern: str) -> list[str]:
    """Return what a pattern means; ``**`` follows no link, since two links to one folder make paths without end."""
    parts = Path(pattern).parts
    if "**" not in parts:
        return glob.glob(pattern)  # noqa: PTH207 - a pattern may be absolute
    known = next(at for at, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:known])
    found = (match.relative_to(base).parts for match in base.glob("/".join(parts[known:])))
    return [str(base.joinpath(*match)) for match in found if not any(map(_left_out, match))]


def _walk(folder: str) -> Iterator[str]:
    closed: list[str] = []
    for root, folders, files in os.walk(folder, onerror=lambda error: closed.append(str(error.filename))):
        folders[:] = sorted(name for name in folders if not _left_out(name))
        closed.extend(link for name in folders if _leads_away(link := str(Path(root, name)), folder))
        for name in sorted(files):
            if not _left_out(name) and Path(name).suffix.lower() in SUFFIXES:
                yield str(Path(root, name))
    yield from closed


def _leads_away(path: str, folder: str) -> bool:
    """Whether a folder is only linked and lies neither in ``folder``, where it is found, nor around it, as in a circle."""
    if not Path(path).is_symlink():
        return False
    target, home = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    return not (target.is_relative_to(home) or home.is_relative_to(target))


def _left_out(name: str) -> bool:
    return name.startswith((".", "~$")) or Path(name).stem.endswith((*LIST_ENDING, *LIST_INDEX))
