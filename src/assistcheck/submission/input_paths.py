"""The paths that a user gives, to the files they mean."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from errno import ENAMETOOLONG
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from assistcheck.errors import UsageError, WorkbookError, reason
from assistcheck.i18n import LocalizedText
from assistcheck.location import STDIN
from assistcheck.submission.sources.at_hand import StandardInput, Unreadable
from assistcheck.submission.sources.interface import Archive, Source
from assistcheck.submission.sources.local_file import LocalFile, shown_path
from assistcheck.submission.sources.system_errors import refused_by_system
from assistcheck.workbook.detect import SUFFIXES
from assistcheck.workbook.limits import Limits

_ZIP = ".zip"
_ARCHIVES = frozenset({_ZIP, ".rar", ".7z"})
"""Endings of files that may hold submissions; all but the first have to be unpacked by the user."""
SOUGHT_ENDINGS = frozenset({*SUFFIXES, *_ARCHIVES})
"""Endings of the files that are looked at in a folder, small."""
_LOCKS = ("~${}", ".~{}", ".~lock.{}#")
"""What Excel and WPS, WPS on Linux, and LibreOffice call the file that they keep beside one that is open."""
_SHOWN = 5
_ELSEWHERE = WorkbookError(
    "unsupported-file",
    LocalizedText("文件夹本身（链接的文件夹不搜索）", "the folder itself (one that is only linked is not searched)"),
    LocalizedText("需要读取的，在命令中直接给出这个文件夹", "if it holds submissions, name it in the command"),
)
_PACKED = LocalizedText("解压后的工作簿；这是压缩包", "the workbooks themselves; this is an archive")
_EMPTY = LocalizedText("报送的工作簿；这个压缩包中没有表格文件", "a workbook that was sent; there is none in this archive")


NameTest = Callable[[str], bool]


class Found(NamedTuple):
    """What paths mean."""

    files: tuple[Source, ...]
    """The files to read, each once, in the order given; what was found and cannot be read is among them."""
    named: frozenset[Hashable]
    """The keys of those that were named themselves; the others were found in a folder, in an archive or by a pattern."""
    left_out: dict[str, LocalizedText]
    """Archives that were found and are not read, as reports call them, with what would be."""
    open: tuple[str, ...]
    """Files that a program seems to have open, as reports call them."""


def find_files(paths: Iterable[str]) -> list[str]:
    """Return the paths of the files that ``paths`` mean, those in archives as reports call them; see :func:`search`.

    Raises:
        UsageError: a path that is not there, or one that holds no workbook.
    """
    return [source.path if isinstance(source, LocalFile) else source.shown for source in search(paths).files]


def is_address(path: str) -> bool:
    """Whether a path that a user gives is the address of something on a server, of whatever kind."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", path) is not None


def source_of(path: str) -> Source:
    """Return the file that a path or an address names, which need not be there; ``-`` is standard input.

    Raises:
        UsageError: an address that is none.
    """
    if path == STDIN:
        return StandardInput()
    if is_address(path):
        from assistcheck.submission.sources.address import Address  # noqa: PLC0415 - few runs read from servers
        from assistcheck.submission.sources.remote_file import RemoteFile  # noqa: PLC0415

        return RemoteFile(Address.of(path))
    return LocalFile(path)


def search(paths: Iterable[str | os.PathLike[str]], limits: Limits | None = None, *, archives: bool = True) -> Found:
    """Return the files that ``paths`` (files, folders, globs, addresses of servers, ``-``) mean, each once, in the order given.

    A folder is searched for the endings of :data:`assistcheck.workbook.detect.SUFFIXES`; a file that is named itself is taken
    whatever it is called. A .zip is searched like a folder, unless ``archives`` are left out; ``limits`` are its guards.
    Lock and temporary files (``~…``, ``.~…``) and hidden ones are left out of all these. A folder that may not be searched,
    or that lies elsewhere and is only linked, is a file that cannot be read, so that the report says so.

    Raises:
        UsageError: a path that is not there, or one that holds no workbook.
    """
    seeking = Search(limits or Limits(), archives=archives)
    found: dict[Hashable, Source] = {}
    for path in [os.fspath(path) for path in paths]:
        known = len(seeking.left_out)
        files: list[Source] = [StandardInput()] if path == STDIN else _found_by(seeking, path)
        if not files:
            packed = [name for name, expected in list(seeking.left_out.items())[known:] if expected == _PACKED]
            raise UsageError(_nothing_in(path, packed))
        for source in files:
            found.setdefault(source.key, source)
    return Found(tuple(found.values()), frozenset(seeking.named), seeking.left_out, tuple(seeking.open))


def _found_by(seeking: Search, path: str) -> list[Source]:
    try:
        return list(seeking.expand(path))
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno != ENAMETOOLONG:  # the drive, or whoever may see it
            return [Unreadable(shown_path(path), refused_by_system(error), path)]
        why = reason(error) if isinstance(error, OSError) else LocalizedText("名称不合要求", str(error))
        raise UsageError(LocalizedText(f"{path}：{why.zh}", f"{path}: {why.en}")) from None


def _nothing_in(path: str, packed: list[str]) -> LocalizedText:
    zh, en = f"{path}：其中没有表格文件", f"{path}: there is no workbook in it"
    if packed:
        names = "、".join(packed[:_SHOWN])
        zh, en = f"{zh}；压缩包请先解压：{names}", f"{en}; unpack these first: {names}"
    return LocalizedText(zh, en)


class Search:
    """What was found by the paths that have been searched."""

    def __init__(self, limits: Limits, *, archives: bool) -> None:
        self._limits, self._archives = limits, archives
        self.named: set[Hashable] = set()
        self.left_out: dict[str, LocalizedText] = {}
        self.open: dict[str, None] = {}

    def expand(self, path: str) -> Iterator[Source]:
        """Yield the files that a path means."""
        if is_address(path):
            yield from self._on_server(path)
        elif path and Path(path).is_dir():
            yield from self._walk(path)
        elif os.path.lexists(path):
            yield from self.taken(LocalFile(path), Path(path).name, _beside(path), named=True)
        elif (archive := _archive_around(path)) and self._archives:
            inside = f"{shown_path(archive)}/{shown_path(Path(path).relative_to(archive).as_posix())}"
            yield from (one for one in self._members(LocalFile(archive)) if f"{one.shown}/".startswith(f"{inside}/"))
        elif glob.has_magic(path):
            for match in sorted(_matches(path)):
                if Path(match).is_dir():
                    yield from () if is_hidden(Path(match).name) else self._walk(match)
                elif not _left_out(Path(match).name):
                    yield from self.taken(LocalFile(match), Path(match).name, _beside(match))
        else:
            shown = path or "''"
            raise UsageError(LocalizedText(f"{shown}：没有这个文件或文件夹", f"{shown}: no such file or folder"))

    def _on_server(self, address: str) -> Iterator[Source]:
        """Yield the files that an address means, which another process looks for."""
        from assistcheck.submission.sources.server_search import found_on_server  # noqa: PLC0415 - few runs read from servers

        found = found_on_server(address, self._limits, archives=self._archives)
        self.named |= found.named
        self.left_out |= found.left_out
        self.open |= dict.fromkeys(found.open)
        yield from found.files

    def _walk(self, folder: str) -> Iterator[Source]:
        closed: list[Source] = []

        def cannot_search(error: OSError) -> None:
            place = str(error.filename)
            closed.append(Unreadable(shown_path(place), refused_by_system(error, folder=True), place))

        for root, folders, files in os.walk(folder, onerror=cannot_search):
            folders[:] = sorted(name for name in folders if not is_hidden(name))
            links = (link for name in folders if _leads_away(link := str(Path(root, name)), folder))
            closed.extend(Unreadable(shown_path(link), _ELSEWHERE, link) for link in links)
            names = frozenset(files)
            for name in sorted(files):
                if may_hold(name):
                    yield from self.taken(LocalFile(str(Path(root, name))), name, names.__contains__)
        yield from closed

    def taken(self, file: Archive, name: str, is_beside: NameTest, *, named: bool = False) -> Iterator[Source]:
        """Yield a file, or what is in it.

        Args:
            file: Of this machine or of a server.
            name: What it is called in its folder.
            is_beside: Whether its folder has a file of a name.
            named: It was named itself: it is taken whatever it is called.
        """
        if self._archives and name.lower().endswith(_ZIP):
            yield from self._members(file, named=named)
        elif not named and _is_archive(name):
            self.left_out[file.shown] = _PACKED
        else:
            self.named.update({file.key} if named else ())
            self._note_open(file, name, is_beside)
            yield file

    def _members(self, archive: Archive, *, named: bool = False) -> Iterator[Source]:
        """Yield the workbooks in an archive, or the file itself where it is none or cannot be read."""
        from assistcheck.submission.sources.zip_archive import contents_of  # noqa: PLC0415 - few runs have archives

        try:
            contents = contents_of(archive, self._limits, _may_hold_member)
        except WorkbookError as error:
            yield Unreadable(archive.shown, error, archive.local)
            return
        if contents is None:  # its reader says what it is
            self.named.update({archive.key} if named else ())
            yield archive
            return
        found = 0
        for name, member in contents.wanted:
            folder, slash, last = name.rpartition("/")
            if PurePosixPath(last).suffix.lower() in _ARCHIVES - {_ZIP}:
                self.left_out[member.shown] = _PACKED
                continue
            found += 1
            self._note_open(member, last, _inside(contents.names, folder + slash))
            yield member
        if not found:
            self.left_out.setdefault(archive.shown, _EMPTY)

    def _note_open(self, source: Source, name: str, is_beside: NameTest) -> None:
        if any(is_beside(lock.format(name)) for lock in _LOCKS):
            self.open[source.shown] = None


def _beside(path: str) -> NameTest:
    """Return what says whether there is a file of a name in the folder of another one."""
    return lambda name: os.path.lexists(Path(path).with_name(name))


def _inside(names: frozenset[str], folder: str) -> NameTest:
    """Return the same for a folder of an archive."""
    return lambda name: f"{folder}{name}" in names


def _archive_around(path: str) -> str:
    """Return the path of the archive in which a path leads on, or nothing."""
    around = (str(parent) for parent in Path(path).parents if parent.suffix.lower() == _ZIP)
    return next((parent for parent in around if Path(parent).is_file()), "")


def _matches(pattern: str) -> list[str]:
    """Return what a pattern means; ``**`` follows no link, since two links to one folder make paths without end."""
    parts = Path(pattern).parts
    if "**" not in parts:
        return glob.glob(pattern)  # noqa: PTH207 - a pattern may be absolute
    known = next(at for at, part in enumerate(parts) if glob.has_magic(part))
    base = Path(*parts[:known])
    found = (match.relative_to(base).parts for match in base.glob("/".join(parts[known:])))
    return [str(base.joinpath(*match)) for match in found if not any(map(is_hidden, match))]


def _is_archive(name: str) -> bool:
    return Path(name).suffix.lower() in _ARCHIVES


def may_hold(name: str) -> bool:
    """Whether a file that was found is a workbook or an archive, by its name."""
    return not _left_out(name) and Path(name).suffix.lower() in SOUGHT_ENDINGS


def _may_hold_member(name: str) -> bool:
    """Whether a member of an archive is a workbook or an archive, by its path there."""
    *folders, last = name.split("/")
    return may_hold(last) and not any(is_hidden(folder) or folder == "__MACOSX" for folder in folders)


def _leads_away(path: str, folder: str) -> bool:
    """Whether a folder is only linked and lies neither in ``folder``, where it is found, nor around it, as in a circle."""
    if not os.path.islink(path):  # noqa: PTH114 - one that is too long is no link, and raises nothing
        return False
    target, home = Path(os.path.realpath(path)), Path(os.path.realpath(folder))
    return not (target.is_relative_to(home) or home.is_relative_to(target))


def is_hidden(name: str) -> bool:
    """Whether a folder of a name is not searched."""
    return name.startswith((".", "~$"))


def _left_out(name: str) -> bool:
    """Whether a file is hidden, or one that a program keeps while another is open."""
    return name.startswith((".", "~"))
