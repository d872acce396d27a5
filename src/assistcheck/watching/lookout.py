"""What lies where submissions are expected, by path, size and time: looked at whole each time, since no news of it is sure.

News of the system miss files of new folders, and whatever another machine does on a network drive.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText
from assistcheck.submission.input_paths import search
from assistcheck.submission.sources.local_file import shown_path


class Stamp(NamedTuple):
    """What a file is known to be the same by."""

    size: int
    modified: int
    """Nanoseconds since 1970."""


State = Mapping[str, Stamp | None]
"""Every file by its path; ``None``: what may not be looked at, as a folder that is closed."""
ChangeKind = Literal["came", "went", "changed", "closed"]


class Change(NamedTuple):
    """What became of one file between two looks."""

    kind: ChangeKind
    path: str
    """As reports call it."""


def look(paths: Sequence[str], beside: Iterable[str | Path], output: str) -> State:
    """Return what there is now.

    Args:
        paths: Workbooks, folders and globs, as for :func:`assistcheck.submission.input_paths.search`.
        beside: Other files that a run reads, and folders all of whose files it reads; they may be missing.
        output: The file that a run writes, which is never looked at.

    Raises:
        UsageError: a path that is not there, cannot be looked at, or holds no workbook.
    """
    found = search(paths)
    own = os.path.realpath(output)
    state: dict[str, Stamp | None] = {}
    sought = dict.fromkeys(source.local for source in found.files if source.local)
    for path in (*sought, *found.left_out, *_files(beside)):
        if os.path.realpath(path) == own:
            continue
        try:
            info = Path(path).stat()
        except FileNotFoundError:  # it went while others were looked at
            continue
        except OSError:
            state[path] = None
        else:
            state[path] = None if stat.S_ISDIR(info.st_mode) else Stamp(info.st_size, info.st_mtime_ns)
    for path in paths:
        if path in state and state[path] is None:
            zh, en = f"{shown_path(path)}：无法查看", f"{shown_path(path)}: cannot be looked at"
            raise UsageError(LocalizedText(zh, en))
    return state


def _files(beside: Iterable[str | Path]) -> Iterator[str]:
    for one in map(Path, beside):
        if one.is_dir():
            yield from sorted(str(path) for path in one.rglob("*") if path.is_file() and path.name[0] not in ".~")
        else:
            yield str(one)


def changes(before: State, now: State) -> list[Change]:
    """Return what differs between two looks, by path."""
    found: list[Change] = []
    for path in sorted(before.keys() | now.keys()):
        kind = _kind(path, before, now)
        if kind:
            found.append(Change(kind, shown_path(path)))
    return found


def _kind(path: str, before: State, now: State) -> ChangeKind | None:
    if path not in now:
        return "went"
    if path in before and before[path] == now[path]:
        return None
    if now[path] is None:
        return "closed"
    return "changed" if before.get(path) else "came"


def closed_since(before: State, now: State) -> list[str]:
    """Return what could be looked at before, or was not there, and cannot be looked at now."""
    return [shown_path(path) for path, stamp in now.items() if stamp is None and (path not in before or before[path])]


class Rest:
    """Tells when nothing has changed for some time."""

    def __init__(self, seconds: float) -> None:
        """``seconds``: how long that is."""
        self._seconds = seconds
        self._last: State | None = None
        self._since = 0.0

    def reached(self, state: State, now: float, clock: float) -> bool:
        """Whether ``state``, looked at just now, is as it was for all that time.

        How long files have been at rest at the first look is told by their own times.

        Args:
            state: What there is.
            now: Seconds of a clock that never goes back.
            clock: Seconds since 1970.
        """
        if self._last is None:
            newest = max((stamp.modified for stamp in state.values() if stamp), default=0) / 1e9
            self._last, self._since = state, now - max(0.0, clock - newest)
        elif state != self._last:
            self._last, self._since = state, now
        return now - self._since >= self._seconds
