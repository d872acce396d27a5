"""Files of a run in words for those who sent them: names instead of paths, and no signs of the machine."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.sanitize import visible

_THIS = LocalizedText("本工作簿", "this workbook")
_BETWEEN, _COMMA = " | ", LocalizedText("、", ", ")
"""What stands in messages between the values by which one evidence is known, and what people write there."""


def without_bars(text: str, lang: Lang) -> str:
    """Return a message in which the values by which one evidence is known stand as people write them."""
    return text.replace(_BETWEEN, _COMMA.text(lang))


def own_name(path: str) -> str:
    """Return what a file is called in its folder."""
    return visible(_parts(path)[-1])


def shown_files(paths: Sequence[str]) -> list[str]:
    """Return what each file is called in words: its name, with as many of its folders as tell it from the others."""
    parts = [_parts(path) for path in paths]
    shown = [one[-1] for one in parts]
    for depth in range(2, max(map(len, parts), default=0) + 1):
        common = Counter(map(folded, shown))
        if max(common.values()) == 1:
            break
        shown = ["/".join(one[-depth:]) if common[folded(name)] > 1 else name for one, name in zip(parts, shown, strict=True)]
    return list(map(visible, shown))


def folded(name: str) -> str:
    """Return what two names have in common that differ only by case or width."""
    return unicodedata.normalize("NFKC", name).casefold()


def _parts(path: str) -> tuple[str, ...]:
    return PurePosixPath(path.replace("\\", "/")).parts or (path,)


class FileWords:
    """Puts the files of a run into words."""

    def __init__(self, paths: Sequence[str]) -> None:
        """Know the files by the paths that reports call them."""
        self._names = dict(zip(paths, shown_files(paths), strict=True))
        self._any = re.compile("|".join(map(re.escape, sorted(self._names, key=len, reverse=True))) or r"(?!)")

    def name(self, path: str) -> str:
        """Return what one of the files is called."""
        return self._names[path]

    def plain(self, text: str, own: str, lang: Lang) -> str:
        """Return a text on the file ``own`` with names of files instead of their paths, harmless to show."""
        named = self._any.sub(lambda found: _THIS.text(lang) if found[0] == own else self._names[found[0]], text)
        return visible(without_bars(named, lang))


@lru_cache(maxsize=1)
def words_of_files(paths: tuple[str, ...]) -> FileWords:
    """Return what puts the files of a run into words; that of the last run is kept."""
    return FileWords(paths)
