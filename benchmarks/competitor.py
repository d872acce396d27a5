"""One command that is measured, and what it is compared with."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

AS_OF = "2022-12-31"
OWN = "assistcheck"
BEFORE_ENDING = " before"
"""Ends the names of contestants that are another build."""
BEFORE = f"{OWN}{BEFORE_ENDING}"
RAW = "raw calamine"


@dataclass(frozen=True, slots=True)
class Competitor:
    """One command that is measured."""

    group: str
    name: str
    number: int
    """How many rows, teams or files; 0: neither."""
    command: tuple[str, ...]
    bases: tuple[str, ...] = ()
    """The contestants of the same group and number that it is a multiple of."""
    codes: tuple[int, ...] = (0,)
    """The exit codes that are no failure."""
    one_core: bool = False
    unable: str | None = None
    """Why it is not run."""
    peer: bool = False
    output: Path | None = None
    """The file that it writes."""
    prepare: Callable[[], None] | None = None
    """What is done before each run, and is not timed."""
    code: Path | None = None
    """The folder that another build of assistcheck is imported from; ``None``: it is this one."""

    @property
    def key(self) -> str:
        """Its name among all others."""
        return f"{self.group} {self.number:,}: {self.name}" if self.number else f"{self.group}: {self.name}"


def python(*arguments: str) -> tuple[str, ...]:
    """Return a command of this Python."""
    return (sys.executable, *arguments)


def audit(path: Path, form: str = "json", *options: str) -> tuple[str, ...]:
    """Return an audit of a workbook or folder at the end of the year."""
    return python("-m", "assistcheck", "audit", str(path), "--as-of", AS_OF, "--format", form, *options)
