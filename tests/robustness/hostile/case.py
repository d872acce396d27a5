"""What a hostile case is: a name, what is laid into a folder, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from robustness.hostile.workbooks import TOTAL

Place = tuple[str, str]
"""A problem: its code and its A1 address, empty for a file or a sheet."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The file is refused with one of these problem codes, nothing of it counts, and the run is not complete."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """The file is read: the sum of the gifts, the row account (zeros left out) and every problem are these."""

    total: str | None = TOTAL
    rows: tuple[tuple[str, int], ...] = (("read", 3), ("counted", 3))
    problems: tuple[Place, ...] = ()
    """Every problem of the file but the sheets that it does not have."""
    values: tuple[str, ...] = ()
    """Texts that must stand, shortened or not, among what the problems quote."""
    exit_code: int = 1


@dataclass(frozen=True, slots=True)
class Usage:
    """There is nothing to read: a sentence and exit code 2."""


Expected = Refused | Read | Usage


@dataclass(frozen=True, slots=True)
class Case:
    """One hostile input."""

    name: str
    lay: Callable[[Path], None]
    """Puts it into an empty folder, under the name of ``file``."""
    expected: tuple[Expected, ...]
    """What may come of it; any of these."""
    file: str = "data.xlsx"
    """What the command line is given, within the folder."""


def refused(*codes: str) -> Refused:
    """Return a refusal with one of ``codes``."""
    return Refused(codes)


TOO_LARGE = refused("too-large")
UNREADABLE = refused("unreadable-file")
UNSUPPORTED = refused("unsupported-file")
ENCRYPTED = refused("encrypted-file")
READ = Read()


def made(name: str, make: Callable[[], bytes], *expected: Expected, file: str = "data.xlsx") -> Case:
    """Return a case that is one file, whose bytes ``make`` returns."""

    def lay(folder: Path) -> None:
        (folder / file).write_bytes(make())

    return Case(name, lay, expected, file)


def one_more(code: str, cell: str, *values: str) -> Read:
    """Return the expectation of a fourth row that is rejected, for a problem of ``code`` at ``cell``."""
    return Read(rows=(("read", 4), ("counted", 3), ("rejected", 1)), problems=((code, cell),), values=values)


FOUR = Read("76000.50", (("read", 4), ("counted", 4)))
"""A fourth gift of 1,000 元 counts like the three."""
