"""What lies in a folder of a server: looked for by a process of its own, which ends with what the libraries begin in it.

They keep connections and threads, which the reading processes must not inherit.
"""

from __future__ import annotations

import glob
import os
import pickle
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, cast

from assistcheck.errors import AssistCheckError, UsageError, WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.submission.input_paths import Found, Search, is_hidden, may_hold
from assistcheck.submission.sources.address import Address
from assistcheck.submission.sources.remote_file import RemoteFile
from assistcheck.submission.sources.server import open_server, path_in, path_on, server_errors

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

    from assistcheck.submission.sources.interface import Source
    from assistcheck.workbook.limits import Limits

MOST_FILES = 100_000
"""Files that a folder of a server may hold."""
LONGEST_S = 300
"""Seconds that looking through it may take."""
_PROGRAM = "import sys; sys.path[:] = {path!r}; from assistcheck.submission.sources.server_search import answer; answer()"


class _Asked(NamedTuple):
    """What the other process is asked."""

    address: Address
    limits: Limits
    archives: bool


def found_on_server(given: str, limits: Limits, *, archives: bool) -> Found:
    """Return the files that an address of a file, a folder or a pattern means, as those of a path are found.

    Raises:
        UsageError: the address is none, the extra ``remote`` is not installed, or the server does not give what is asked for.
    """
    address = Address.of(given)
    run = [sys.executable, "-I", "-c", _PROGRAM.format(path=sys.path)]
    asked = pickle.dumps(_Asked(address, limits, archives))  # through a pipe: arguments of a process are open to all
    try:
        done = subprocess.run(run, input=asked, capture_output=True, check=True, timeout=LONGEST_S)  # noqa: S603
    except (subprocess.SubprocessError, OSError) as error:
        name = type(error).__name__
        zh, en = f"{address.shown}：没有问到服务器（{name}）", f"{address.shown}: the server could not be asked ({name})"
        raise UsageError(LocalizedText(zh, en)) from None
    told = cast("Found | AssistCheckError", pickle.loads(done.stdout))  # noqa: S301 - our own process wrote it
    if isinstance(told, WorkbookError):
        remedy = told.remedy
        zh, en = f"{address.shown}：应为{told.words.zh}", f"{address.shown}: expected {told.words.en}"
        raise UsageError(LocalizedText(f"{zh}；{remedy.zh}", f"{en}; {remedy.en}"))
    if isinstance(told, AssistCheckError):
        raise told
    return told


def answer() -> None:
    """Look for what is asked on standard input; what was found, or why nothing was, goes out."""
    asked: _Asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own process wrote it
    told: Found | AssistCheckError
    try:
        with server_errors():
            told = _found(asked)
    except AssistCheckError as error:
        told = error
    sys.stdout.buffer.write(pickle.dumps(told))
    sys.stdout.buffer.flush()
    os._exit(0)  # threads of a library may still wait for a server


def _found(asked: _Asked) -> Found:
    seeking, address = Search(asked.limits, archives=asked.archives), asked.address
    server, path = open_server(address), path_on(address)
    files: Iterator[Source]
    if address.path and server.isfile(path):
        size = int(server.info(path).get("size") or 0)
        name = PurePosixPath(address.path).name
        files = seeking.taken(RemoteFile(address, size), name, lambda beside: _is_beside(server, address, beside), named=True)
    elif not address.path or server.isdir(path):
        files = _taken(seeking, _listed(address, server.find(path, detail=True).items()))
    elif glob.has_magic(address.path):
        files = _taken(seeking, _listed(address.fixed_part(), server.glob(path, detail=True).items()))
    else:
        raise FileNotFoundError(path)
    taken = tuple(files)
    if not (taken or seeking.left_out):
        zh, en = f"{address.shown}：其中没有表格文件", f"{address.shown}: there is no workbook in it"
        raise UsageError(LocalizedText(zh, en))
    return Found(taken, frozenset(seeking.named), seeking.left_out, tuple(seeking.open))


def _is_beside(server: AbstractFileSystem, address: Address, name: str) -> bool:
    folder = PurePosixPath(address.path).parent
    return bool(server.exists(path_on(replace(address, path=str(folder / name)))))


def _listed(folder: Address, found: Iterable[tuple[str, dict[str, object]]]) -> Sequence[RemoteFile]:
    """Return the files that were found in a folder, by path."""
    files = [(path_in(folder, name), told) for name, told in found if told.get("type") == "file"]
    if len(files) > MOST_FILES:
        most = LocalizedText(f"至多 {MOST_FILES:,} 个文件的文件夹", f"a folder of at most {MOST_FILES:,} files")
        raise WorkbookError("too-large", most)
    known = [RemoteFile(folder.member(path), int(cast("int", told.get("size") or 0))) for path, told in files]
    return sorted(known, key=lambda one: PurePosixPath(one.address.path).parts)


def _taken(seeking: Search, files: Sequence[RemoteFile]) -> Iterator[Source]:
    """Yield those of the files that may be workbooks, and the workbooks in archives among them."""
    beside: dict[PurePosixPath, set[str]] = {}
    for file in files:
        path = PurePosixPath(file.address.path)
        beside.setdefault(path.parent, set()).add(path.name)
    for file in files:
        path = PurePosixPath(file.address.path)
        if may_hold(path.name) and not any(map(is_hidden, path.parent.parts)):
            yield from seeking.taken(file, path.name, beside[path.parent].__contains__)
