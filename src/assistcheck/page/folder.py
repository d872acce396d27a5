"""The folder of the page on a disk: made, or brought up to date while people use it, and nobody else's files touched.

What index.html names is there before it is written, and stays as long as a page may be open that came from the index.html
before it: the folder of the version before goes with the next but one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from assistcheck.atomic_write import replace_whole
from assistcheck.bounded_read import read_side_file
from assistcheck.drafts import undisturbed
from assistcheck.errors import UsageError, reason, writing
from assistcheck.file_lock import folder_lock
from assistcheck.i18n import LocalizedText
from assistcheck.page.contents import INDEX, MANIFEST, SUMS, sha256
from assistcheck.page.hosting import NGINX, WEB_CONFIG
from assistcheck.page.licences import LICENCES
from assistcheck.page.policy import APP, APP_DIGITS

_APP = re.compile(rf"{APP}[0-9a-f]{{{APP_DIGITS}}}")
_INSIDE = re.compile(r"(?:[A-Za-z0-9_][A-Za-z0-9_.-]*/)?[A-Za-z0-9_][A-Za-z0-9_.-]*")
"""A file in the folder of a version."""
_LINE = re.compile(r"([0-9a-f]{64})  ([A-Za-z0-9_./-]+)")
_ADAPTED = frozenset({WEB_CONFIG, NGINX})
"""What an office may adapt: it is kept then."""
_PATIENCE = 10.0
"""Seconds that another run is waited for which is writing into the same folder."""
_MODE = 0o755
"""Of folders: a server is another user."""


class Written(NamedTuple):
    """What has been written."""

    files: int
    size: int
    """Bytes of the files that a browser asks for when it opens the page for the first time."""
    kept: tuple[str, ...]
    """Files that somebody has adapted, and that are as they were."""


def check_target(target: Path) -> None:
    """Refuse a folder that holds anything else than a page that this program wrote.

    Raises:
        UsageError: it does, or is no folder, or cannot be read.
    """
    try:
        if not target.exists() or (target.is_dir() and not any(target.iterdir())):
            return
        if not target.is_dir():
            raise UsageError(LocalizedText(f"-o {target}：应是文件夹", f"-o {target}: give a folder"))
        if not _recorded(target):
            zh = f"{target}：文件夹里有别的文件，不会写入；请给出空的或新的文件夹，或以前由 assistcheck page 写入的文件夹"
            en = (
                f"{target} holds other files, and nothing is written there; give a new or an empty folder, or one that "
                "assistcheck page wrote before"
            )
            raise UsageError(LocalizedText(zh, en))
    except OSError as error:
        why = reason(error)
        raise UsageError(LocalizedText(f"{target}：无法读取：{why.zh}", f"{target} cannot be read: {why.en}")) from None


def check_parts(parts: Path, target: Path) -> None:
    """Refuse to keep what is downloaded inside the folder of the page.

    Raises:
        UsageError: it would be.
    """
    try:
        is_inside = parts.resolve().is_relative_to(target.resolve())
    except (OSError, RuntimeError):  # links in a ring, which whoever reads there tells
        return
    if is_inside:
        zh = f"--parts {parts}：在要发布的文件夹 {target} 里；请换一个文件夹"
        raise UsageError(LocalizedText(zh, f"--parts {parts} lies in what is handed out, {target}; name another folder"))


def write_folder(target: Path, files: Mapping[str, bytes]) -> Written:
    """Write the files of a page into a folder that is new, empty, or holds the page of a version before.

    Raises:
        UsageError: it holds anything else, or cannot be written.
    """
    check_target(target)
    with writing(target):
        is_new = not target.exists()
        target.mkdir(parents=True, exist_ok=True)
        if is_new:
            _open_up(target)
        try:
            with folder_lock(target, _PATIENCE):
                return _write(target, files)
        except TimeoutError:
            zh = f"另一次运行正在写入 {target}，等了 {_PATIENCE:.0f} 秒仍未结束；请稍后再试"
            en = f"another run is writing into {target} and has not ended in {_PATIENCE:.0f} seconds; try again later"
            raise UsageError(LocalizedText(zh, en)) from None


def _write(target: Path, files: Mapping[str, bytes]) -> Written:
    """Write the folder of the version, then what stands at the root, index.html last, then remove what nobody uses."""
    before = _recorded(target)
    kept = _adapted(target, files, before)
    if not before:  # so that the folder is known again, whatever ends the program
        replace_whole((files[SUMS],), target / SUMS)
    apps = {name: content for name, content in files.items() if "/" in name}
    for name, content in apps.items():
        _place(target, name, content)
    with undisturbed():
        at_root = sorted(files.keys() - apps.keys() - {*kept, INDEX, SUMS})
        for name in (*at_root, INDEX):
            _place(target, name, files[name])
        lines = files[SUMS].decode("ascii").splitlines(keepends=True)
        listed = "".join(line for line in lines if line[66:-1] not in kept)
        replace_whole((listed.encode("ascii"),), target / SUMS)
    if (now := _app_of(apps)) != (earlier := _app_of(before)):  # else the version before is still in use
        _remove_others(target, {now, earlier})
    size = sum(len(content) for name, content in files.items() if name not in {SUMS, LICENCES, *_ADAPTED})
    return Written(len(files) - len(kept), size, kept)


def _place(target: Path, name: str, content: bytes) -> None:
    """Write a file, unless it is there already as it would be; a link or a pipe in its place is replaced.

    Raises:
        UsageError: something else stands in its place, or a link in that of its folder.
    """
    path = target / name
    for folder in reversed(path.relative_to(target).parents[:-1]):
        _make_inside(target / folder)
    if path.is_dir() and not path.is_symlink():
        raise _in_the_way(path, LocalizedText("应是文件", "should be a file"))
    with suppress(OSError):
        if path.is_file() and not path.is_symlink() and path.read_bytes() == content:
            return
    replace_whole((content,), path)


def _make_inside(folder: Path) -> None:
    """Make a folder of the page, unless it is there: never a link, which would lead out of what this program may write.

    Raises:
        UsageError: something else stands in its place.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise _in_the_way(folder, LocalizedText("应是文件夹，不是链接或文件", "should be a folder, and no link or file"))
    if not folder.exists():
        folder.mkdir()
        _open_up(folder)


def _in_the_way(path: Path, expected: LocalizedText) -> UsageError:
    zh = f"{path}：{expected.zh}；请把它移走后再运行"
    return UsageError(LocalizedText(zh, f"{path} {expected.en}; move it away and run again"))


def _open_up(folder: Path) -> None:
    """Let a server read a folder that was made here."""
    with suppress(OSError):  # a file system without permissions
        folder.chmod(_MODE)


def _recorded(target: Path) -> dict[str, str]:
    """Return the digests of the files that this program wrote last, by their names; nothing: it wrote none."""
    try:
        text = read_side_file(target / SUMS).decode("ascii")
    except (FileNotFoundError, ValueError):
        return {}
    lines = [_LINE.fullmatch(line) for line in text.splitlines()]
    found = {line[2]: line[1] for line in lines if line}
    return found if all(lines) and INDEX in found and _app_of(found) else {}


def _app_of(names: Iterable[str]) -> str | None:
    """Return the folder of the version among the files of a page."""
    return next((name.partition("/")[0] for name in names if _APP.match(name) and name.endswith(f"/{MANIFEST}")), None)


def _adapted(target: Path, files: Mapping[str, bytes], before: Mapping[str, str]) -> tuple[str, ...]:
    """Return the files at the root that somebody has changed since, and that are to stay as they are.

    Raises:
        UsageError: it is one that the page is made of.
    """
    changed = []
    for name, content in files.items():
        path = target / name
        if "/" in name or name == SUMS or not path.exists():
            continue
        found = read_side_file(path)
        if found != content and sha256(found) != before.get(name):
            changed.append(name)
    if others := [name for name in changed if name not in _ADAPTED]:
        zh = f"{target / others[0]}：写入后有人改过，不会替换；请把它移走后再运行"
        en = f"{target / others[0]} has been changed since it was written, and is not replaced; move it away and run again"
        raise UsageError(LocalizedText(zh, en))
    return tuple(changed)


def _remove_others(target: Path, used: set[str | None]) -> None:
    """Remove the folders of versions that no open page can have come from."""
    for folder in target.iterdir():
        if not _APP.fullmatch(folder.name) or folder.name in used or folder.is_symlink():
            continue
        with suppress(OSError, ValueError, LookupError, TypeError):  # it stays
            listed = [one["path"] for one in json.loads(read_side_file(folder / MANIFEST))["files"]]
            for path in (folder / name for name in listed if _INSIDE.fullmatch(name)):
                if not path.parent.is_symlink():  # it would lead elsewhere
                    path.unlink(missing_ok=True)
            (folder / MANIFEST).unlink()
            for inner in (*(one for one in folder.iterdir() if one.is_dir()), folder):
                inner.rmdir()
