"""The paths that a user gives, to the files they mean."""

from __future__ import annotations

import glob
import os
from collections.abc import Hashable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from assistcheck.errors import UsageError, WorkbookError, reason
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.location import STDIN
from assistcheck.submission.sources.at_hand import StandardInput, Unreadable
from assistcheck.submission.sources.interface import Source
from assistcheck.submission.sources.local_file import LocalFile, shown_path
from assistcheck.submission.sources.system_errors import refused_by_system
from assistcheck.workbook.detect import SUFFIXES

_ARCHIVES = frozenset({".zip", ".rar", ".7z"})
"""Endings of files that may hold submissions, and have to be unpacked first."""
_SHOWN = 5
_ELSEWHERE = WorkbookError(
    "unsupported-file",
    LocalizedText("文件夹本身；链接的文件夹不搜索", "the folder itself; one that is only linked is not searched"),
    LocalizedText("需要读取的，在命令中直接给出这个文件夹", "if it holds submissions, name it in the command"),
)


class Found(NamedTuple):
    """What paths mean."""

    files: tuple[Source, ...]
    """The files to read, each once, in the order given; what was found and cannot be read is among them."""
    named: frozenset[Source]
    """Those that were named themselves; the others were found in a folder or by a pattern."""
    left_out: tuple[str, ...]
    """Archives that were found, and are not read."""


def find_files(paths: Iterable[str]) -> list[str]:
    """Return what reports call the files that ``paths`` mean; see :func:`search`.

    Raises:
        UsageError: a path that is not there, or one that holds no workbook.
    """
    return [source.shown for source in search(paths).files]


def source_of(path: str) -> Source:
    """Return the file that a path names, which need not be there; ``-`` is standard input."""
    return StandardInput() if path == STDIN else LocalFile(path)


def search(paths: Iterable[str]) -> Found:
    """Return the files that ``paths`` (files, folders, globs, ``-``) mean, each once, in the order given.

    A folder is searched for the endings of :data:`assistcheck.workbook.detect.SUFFIXES`; a file that is named itself is taken
    whatever it is called. Lock and temporary files (``~…``, ``.~…``) and hidden ones are left out of folders and globs, and
    so are archives. A folder that may not be searched, or that lies elsewhere and is only linked, is a file that cannot be
    read, so that the report says so.

    Raises:
        UsageError: a path that is not there, or one that holds no workbook.
    """
    found: dict[Hashable, Source] = {}
    archives: dict[str, None] = {}
    named: set[Hashable] = set()
    for path in paths:
        try:
            everything = [source_of(path)] if path == STDIN else list(_expand(path))
        except (OSError, ValueError) as error:  # as for a path that is too long, or a pattern that is none
            why = reason(error) if isinstance(error, OSError) else untranslated(str(error))
            raise UsageError(LocalizedText(f"{path}：{why.zh}", f"{path}: {why.en}")) from None
        is_one = [source.local for source in everything] == [path]
        packed = [] if is_one else [source.shown for source in everything if _is_archive(source.local)]
        files = [source for source in everything if source.shown not in packed]
        if not files:
            raise UsageError(_nothing_in(path, packed))
        archives |= dict.fromkeys(packed)
        for source in files:
            found.setdefault(source.key, source)
        named.update(source.key for source in files if is_one)
    return Found(tuple(found.values()), frozenset(source for key, source in found.items() if key in named), tuple(archives))


def _nothing_in(path: str, packed: list[str]) -> LocalizedText:
    if not packed:
        return LocalizedText(f"{path}：其中没有表格文件", f"{path}: there is no workbook in it")
    names = "、".join(packed[:_SHOWN])
    return LocalizedText(
        f"{path}：其中没有表格文件；压缩包请先解压：{names}", f"{path}: there is no workbook in it; unpack these first: {names}"
    )


def _is_archive(path: str) -> bool:
    return Path(path).suffix.lower() in _ARCHIVES


def _expand(path: str) -> Iterator[Source]:
    if path and Path(path).is_dir():
        yield from _walk(path)
    elif os.path.lexists(path):
        yield source_of(path)
    elif glob.has_magic(path):
        for match in sorted(_matches(path)):
            if Path(match).is_dir():
                yield from () if _is_hidden(Path(match).name) else _walk(match)
            elif not _left_out(Path(match).name):
                yield source_of(match)
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


def _walk(folder: str) -> Iterator[Source]:
    closed: list[Source] = []

    def cannot_search(error: OSError) -> None:
        place = str(error.filename)
        closed.append(Unreadable(shown_path(place), refused_by_system(error, folder=True), place))

    for root, folders, files in os.walk(folder, onerror=cannot_search):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        links = (link for name in folders if _leads_away(link := str(Path(root, name)), folder))
        closed.extend(Unreadable(shown_path(link), _ELSEWHERE, link) for link in links)
        for name in sorted(files):
            if not _left_out(name) and (Path(name).suffix.lower() in SUFFIXES or _is_archive(name)):
                yield source_of(str(Path(root, name)))
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
