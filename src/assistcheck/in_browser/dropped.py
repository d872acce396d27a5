"""Files that were dropped onto the page: where each is put, whatever it is called, and what it is called in reports."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistcheck.i18n import LocalizedText
from assistcheck.sanitize import visible

_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]|^[A-Za-z]:(?! )")
"""What no part of a path is made of here, though some systems would take it."""
_LONGEST = 240  # bytes of UTF-8 of one part: with a number still less than the 255 that file systems take
_DEEPEST = 1_000
"""Bytes of a whole path; of a longer one the last folders are kept."""
_LEFT_OUT = "…"
_ENDING = 20  # characters that may be the ending of a name
_SHOWN = 80  # characters of a name in a sentence
_RENAMED = LocalizedText(
    "“{given}”在这里称为“{path}”：原名不能照用，或另一个文件也叫这个名称",
    "“{given}” is called “{path}” here: its name cannot be used as it is, or another file has it too",
)


class DroppedFiles:
    """The folder of the files that were dropped; no name leads out of it."""

    def __init__(self, folder: Path) -> None:
        """Keep files in ``folder``, which is emptied first."""
        self.folder = folder
        self._files: dict[str, list[str]] = {}
        """Path as it was dropped -> what its files are called here, one for each time that it was dropped at once."""
        self._folders: dict[str, str] = {}
        """Folder as it was dropped -> what it is called here."""
        self._taken: set[str] = set()
        """What files and folders are called here."""
        self.clear()

    def clear(self) -> None:
        """Forget every file; the folder itself stays, since a browser's system removes no working folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self.folder.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
        self._files.clear()
        self._folders.clear()
        self._taken.clear()

    def place_all(self, given: Iterable[str]) -> list[str]:
        """Return what files that were dropped together are called in this run, and make their folders.

        Each is a relative path that stays in :attr:`folder`, is no option and no address, and is no other file's. A file that
        was dropped before has the place that it had.
        """
        seen: Counter[str] = Counter()
        found = []
        for one in given:
            known = self._files.setdefault(one, [])
            if seen[one] == len(known):
                known.append(self._placed(one))
            found.append(known[seen[one]])
            seen[one] += 1
        return found

    def _placed(self, given: str) -> str:
        *folders, name = parts_of(given)
        parent = ""
        for at, folder in enumerate(folders, start=1):
            dropped = "/".join(folders[:at])
            if dropped not in self._folders:
                self._folders[dropped] = self._free(parent + folder)
            parent = f"{self._folders[dropped]}/"
        stem, ending = _ending_of(name)
        path = self._free(parent + stem, ending)
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        return path

    def _free(self, start: str, ending: str = "") -> str:
        """Take the first path that nothing has: ``start`` and ``ending``, with a number between them if need be."""
        path, number = start + ending, 1
        while path in self._taken:
            number += 1
            path = f"{start} ({number}){ending}"
        self._taken.add(path)
        return path

    def paths(self, given: str) -> list[str]:
        """Return what is meant here by a path as it was dropped: files, a folder, or what is not there."""
        plain = "/".join(parts_of(given))
        found = [*self._files.get(given, []), *([self._folders[plain]] if plain in self._folders else [])]
        return found or [plain]

    def renamed(self) -> Iterator[tuple[str, str, LocalizedText]]:
        """Yield what each file was dropped as that is called otherwise, what it is called, and a sentence on it."""
        for given, paths in self._files.items():
            for path in paths:
                if path != given:
                    yield given, path, _RENAMED.format(given=visible(given)[:_SHOWN], path=path)


def parts_of(given: str) -> list[str]:
    """Return the parts of a path by which a file can be found here; at least one, none of them ``.`` or ``..``."""
    found = [_part(part) for part in given.split("/") if part.strip() not in {"", ".", ".."}] or ["_"]
    while len("/".join(found).encode()) > _DEEPEST:
        del found[0]
    return ["_"] if found == ["-"] else found


def _part(text: str) -> str:
    """Return one part of a path as it can be one here."""
    kept = _NOT_IN_NAMES.sub("_", text)
    if len(kept.encode()) <= _LONGEST:
        return kept
    stem, ending = _ending_of(kept)
    return _without_middle(stem.encode(), _LONGEST - len(ending.encode())) + ending


def _without_middle(name: bytes, room: int) -> str:
    """Return both ends of a name, since its end may say which sheet a .csv is, and its beginning what a lock file is."""
    half = (room - len(_LEFT_OUT.encode())) // 2
    return _LEFT_OUT.join(end.decode(errors="ignore") for end in (name[:half], name[-half:]))


def _ending_of(name: str) -> tuple[str, str]:
    """Return a name and its ending: ``a`` and ``.xlsx``; no ending where there is none."""
    stem, dot, suffix = name.rpartition(".")
    return (stem, dot + suffix) if stem and len(suffix) <= _ENDING else (name, "")
