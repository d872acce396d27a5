"""Names from workbooks as names of files that are safe on every system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from assistcheck.sanitize import HIDDEN

_LONGEST_NAME = 120  # bytes of UTF-8, suffix included: well below what any file system takes
_NOT_IN_NAMES = rf'[\x00-\x1f{HIDDEN}<>:"/\\|?*]'
_RESERVED = r"(?i:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)"


def file_names(names: Sequence[str], suffix: str) -> list[str]:
    """Return a file name for each of ``names``, in their order, each with ``suffix`` (``.docx``).

    No file name leaves its folder, is hidden, is reserved on Windows, is longer than 120 bytes of UTF-8, or is the same as
    another but for case or width: of names that fall together the later ones are numbered, ``甲-2``.
    """
    taken: set[str] = set()
    found = []
    for name in names:
        stem = _stem(name)
        number, file = 1, _fitted(stem, suffix)
        while (key := unicodedata.normalize("NFKC", file).casefold()) in taken:
            number += 1
            file = _fitted(stem, f"-{number}{suffix}")
        taken.add(key)
        found.append(file)
    return found


def _stem(name: str) -> str:
    """Return ``name`` without what no file name may hold, begin with or end with; ``_`` where nothing is left."""
    kept = re.sub(_NOT_IN_NAMES, "_", unicodedata.normalize("NFC", name)).strip()
    kept = re.sub(r"^[.~\-\s]+", "_", kept).rstrip(". ")
    return f"_{kept}" if re.match(_RESERVED, kept) else kept or "_"


def _fitted(stem: str, ending: str) -> str:
    """Return ``stem`` cut so that it has room for ``ending``; never inside a character, never ending in a dot or space."""
    room = _LONGEST_NAME - len(ending.encode())
    return stem.encode()[:room].decode(errors="ignore").rstrip(". ") + ending
