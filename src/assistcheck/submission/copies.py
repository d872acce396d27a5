"""Copies of files, as people and programs that synchronise folders leave them: told by their bytes, and by their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from assistcheck.submission.parsed import ParsedWorkbook

Likeness = Literal["copy", "conflict"]
"""What the name of a file says: that somebody copied it, or that a program kept two versions of it."""

_LONGEST = 255
"""Characters of the longest name that a file can have; one in an archive may be longer."""
_COUNT = r"[ _]?[(（\[]?\d{1,3}[)）\]]?"
_WORD = "副本|复件|复制|拷贝|copy"
_COPIES = (
    rf"(.+?)[ _-]*的?(?:{_WORD})(?:{_COUNT})?",  # X - 副本, X 的副本 2, X - Copy (2)
    rf"(?:{_WORD})(?:{_COUNT})?[ _-]*(?:of )?(.+)",  # 副本 X, 复件 (2) X, Copy of X
    r"(.+?) ?[(（\[]\d{1,3}[)）\]]",  # X (1)
)
"""Compiled when they are first asked for, like those below: a single file is nobody's copy."""
_CONFLICT = "冲突|conflict"
_SEPARATORS = r"[\s._(（\[-]+"
_HOST = r"-(?=.*[A-Z].*[A-Z])[A-Z0-9][A-Z0-9-]{3,14}"
"""The name of a computer, as OneDrive puts it after the name of a file that it has in two versions."""


def originals(name: str) -> Iterator[tuple[str, Likeness]]:
    """Yield the names, in small letters, that a file may have had of which ``name`` is a copy's, the likeliest first."""
    if len(name) > _LONGEST:
        return
    stem, dot, ending = name.rpartition(".")
    small, ending = stem.casefold(), f"{dot}{ending}".casefold()
    if found := re.search(_CONFLICT, small):
        for cut in reversed(list(re.compile(_SEPARATORS).finditer(small, 1, found.start()))):
            yield f"{small[: cut.start()]}{ending}", "conflict"
    for cut in re.finditer("-", stem):
        if re.compile(_HOST).fullmatch(stem, cut.start()):
            yield f"{small[: cut.start()]}{ending}", "conflict"
    for pattern in _COPIES:
        if found := re.fullmatch(pattern, small):
            yield f"{found[1].strip()}{ending}", "copy"


def likeness(path: str, other: str) -> Likeness | None:
    """Return what the name of the file at ``path`` says of the one at ``other``; ``None``: nothing."""
    name = _split(other)[1].casefold()
    return next((kind for original, kind in originals(_split(path)[1]) if original == name), None)


def copies_beside(books: Sequence[ParsedWorkbook]) -> Iterator[tuple[ParsedWorkbook, ParsedWorkbook]]:
    """Yield each workbook that is a copy by its name, with the one in the same folder that it is a copy of."""
    if len(books) < 2:
        return
    known = {(folder, name.casefold()): book for book in books for folder, name in (_split(book.path),)}
    for book in books:
        folder, name = _split(book.path)
        beside = (known.get((folder, original)) for original, _ in originals(name))
        if original := next(filter(None, beside), None):
            yield book, original


def same_files(books: Sequence[ParsedWorkbook]) -> dict[int, ParsedWorkbook]:
    """Return the workbooks that are the same bytes as another one, read as the same sheets: id -> the one that counts.

    The one counts whose name is no copy's, then the one that lies nearest; file order never decides.
    """
    groups: dict[tuple[object, ...], list[ParsedWorkbook]] = {}
    for book in books:
        if book.is_submission and not book.error:
            sheets = tuple(sheet.sheet.id for sheet in book.sheets)  # a .csv is read as its name says
            groups.setdefault((book.sha256, sheets), []).append(book)
    found: dict[int, ParsedWorkbook] = {}
    for same in groups.values():
        if len(same) > 1:
            first = min(same, key=_standing)
            found.update((id(book), first) for book in same if book is not first)
    return found


def _standing(book: ParsedWorkbook) -> tuple[bool, int, int, str]:
    folder, name = _split(book.path)
    return any(True for _ in originals(name)), len(re.findall(r"[/\\]", folder)), len(name), book.path


def _split(path: str) -> tuple[str, str]:
    """Return folder and name of a path as reports call it, of whatever system."""
    at = max(path.rfind("/"), path.rfind("\\"))
    return path[: at + 1], path[at + 1 :]
