"""The names of the files that go back: whose each is and of which workbook, safe everywhere, and the same in each run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath

from assistcheck.i18n import LocalizedText
from assistcheck.reports.common.escaping import file_names
from assistcheck.reports.common.file_words import folded

COPY = LocalizedText("-标注.xlsx", "-marked.xlsx")
"""How the name of a marked copy ends."""
FAULTS = LocalizedText("-问题清单.xlsx", "-faults.xlsx")
"""How the name of a list of faults ends, which stands for a copy where none can be made."""
MESSAGE = LocalizedText("-说明.txt", "-message.txt")
"""How the name of a message ends."""
INDEX = LocalizedText("00-审核总表.xlsx", "00-index-of-corrections.xlsx")
MERGE = LocalizedText("00-邮件合并.csv", "00-mail-merge.csv")
ENDINGS = tuple(ending for words in (COPY, FAULTS, MESSAGE) for ending in words)
"""How names end that are given to nothing else."""
_LONGEST = max(ENDINGS, key=lambda ending: len(ending.encode()))
_PARTS = 3
"""Folders that a name shows at the most."""


def stems(files: Sequence[tuple[str, str]]) -> list[str]:
    """Return how the names begin of what goes back with each file, given its path and whom it is from.

    They say both; no two differ only by case or width, and none depends on what is wrong in a file.
    """
    plain = [_label(reporter, PurePosixPath(path.replace("\\", "/")).stem) for path, reporter in files]
    common = Counter(map(folded, plain))
    labels = [
        one if common[folded(one)] == 1 else _label(reporter, _folders(path))
        for one, (path, reporter) in zip(plain, files, strict=True)
    ]
    return [name.removesuffix(_LONGEST) for name in file_names(labels, _LONGEST)]


def _label(reporter: str, name: str) -> str:
    return name if folded(reporter) in folded(name) else f"{reporter}-{name}"


def _folders(path: str) -> str:
    """Return a path as one name: its last folders and its own name, ending and all."""
    parts = [part for part in PurePosixPath(path.replace("\\", "/")).parts if part not in {"/", ".", ".."}]
    return "-".join(parts[-_PARTS:])
