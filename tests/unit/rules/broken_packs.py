"""Packs that are wrong in one way each, as changes of the good one; ``broken/*.txt`` lists them.

A case begins with ``# name`` and the file it changes; then come lines of that file (``-``), what stands in their place
(``+``; with no ``-`` at the end of the file), or all that the file holds (``=``); and the fault it is refused with (``!``).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
GOOD = HERE / "good"


class Broken(NamedTuple):
    """One way of being wrong."""

    name: str
    file: str
    """The file that is wrong, in the pack's folder."""
    old: str
    new: str
    fault: str
    """How the first line of the error begins, after the file's path."""
    whole: bool
    """Whether ``new`` is all that the file holds."""

    def make(self, folder: Path) -> Path:
        """Return a copy of the good pack below ``folder`` that is wrong in this way."""
        pack = Path(shutil.copytree(GOOD, folder / "pack"))
        path = pack / self.file
        path.parent.mkdir(exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        if self.old:
            assert text.count(self.old) == 1, f"{self.name}: {self.old!r} stands {text.count(self.old)} times"
            text = text.replace(self.old, self.new)
        else:
            text = self.new if self.whole else text + self.new
        path.write_text(text, encoding="utf-8")
        return pack


def broken_packs() -> Iterator[Broken]:
    """Yield every case of ``broken/*.txt``."""
    for path in sorted((HERE / "broken").glob("*.txt")):
        for block in path.read_text(encoding="utf-8").removeprefix("# ").split("\n# "):
            head, *lines = block.strip("\n").split("\n")
            name, file = head.split()
            parts = {mark: [line[2:] for line in lines if line[:1] == mark] for mark in "-+=!"}
            assert all(line[:1] in parts for line in lines), f"{name}: a line begins with one of - + = !"
            (fault,) = parts["!"]
            old, new = ("".join(f"{line}\n" for line in parts[mark]) for mark in "-+")
            if parts["="]:
                new = "".join(f"{line}\n" for line in parts["="])
            yield Broken(name, file, old, new, fault, whole=bool(parts["="]))
