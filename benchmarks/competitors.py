"""What is run at each size, and on which inputs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

Group = Literal["ledger", "year", "commands", "teams", "files"]
AS_OF = "2022-12-31"


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    rows: tuple[int, ...]
    teams: tuple[int, ...]
    files: tuple[int, ...]
    rounds: int


SIZES = {
    "tiny": Size((200,), (50,), (2,), 1),
    "small": Size((1_000, 10_000), (50,), (5,), 1),
    "standard": Size((1_000, 10_000, 100_000), (50, 500), (10, 100), 3),
    "large": Size((1_000, 10_000, 100_000, 1_000_000), (50, 500, 5_000), (10, 100, 1_000), 3),
}
HIDDEN_SIZES = {"tiny"}


@dataclass(frozen=True, slots=True)
class Peer:
    """A script of ``benchmarks/peers``."""

    module: str
    needs: tuple[str, ...]
    """The packages without which it counts as not installed."""
    most_rows: int = 1_000_000
    """Above this it would only keep the others waiting."""

    def missing(self) -> list[str]:
        """Return the packages that are not installed."""
        return [name for name in self.needs if find_spec(name) is None]


PEERS = {
    "raw calamine": Peer("raw", ("python_calamine",)),
    "pandas+calamine": Peer("pandas_calamine", ("pandas", "python_calamine")),
    "pandas+openpyxl": Peer("pandas_openpyxl", ("pandas", "openpyxl"), 100_000),
    "pandera": Peer("pandera_pandas", ("pandera", "pandas", "python_calamine"), 100_000),
    "frictionless": Peer("frictionless_rows", ("frictionless", "openpyxl"), 100_000),
    "great_expectations": Peer("gx_pandas", ("great_expectations", "pandas", "python_calamine"), 100_000),
    "polars+fastexcel": Peer("polars_fastexcel", ("polars", "fastexcel")),
    "duckdb excel": Peer("duckdb_excel", ("duckdb",)),
}
RAW = "raw calamine"


@dataclass(frozen=True, slots=True)
class Competitor:
    """One command that is measured."""

    group: Group
    name: str
    number: int
    """How many rows, teams or files; 0: neither."""
    command: tuple[str, ...]
    base: str | None = None
    """The contestant of the same group and number that it is a multiple of."""
    codes: tuple[int, ...] = (0,)
    """The exit codes that are no failure."""
    one_core: bool = False
    unable: str | None = None
    """Why it is not run."""
    peer: bool = False

    @property
    def key(self) -> str:
        """Its name among all others."""
        return f"{self.group} {self.number:,}: {self.name}" if self.number else f"{self.group}: {self.name}"


def inputs(size: Size, work: Path) -> dict[Path, tuple[str, int]]:
    """Return the inputs of a size: which file or folder, and the kind and number to write it with."""
    found = {work / "year.xlsx": ("year", 0)}
    found |= {work / f"ledger-{number}.xlsx": ("ledger", number) for number in size.rows}
    found |= {work / f"teams-{number}.xlsx": ("teams", number) for number in size.teams}
    found |= {work / f"files-{number}": ("files", number) for number in size.files}
    return found


def competitors(size: Size, work: Path) -> list[Competitor]:
    """Return everything that is run at a size."""
    return [*_ledgers(size, work), *_year(work), *_commands(), *_growth(size, work)]


def selected(everybody: list[Competitor], only: list[str]) -> list[Competitor]:
    """Return the competitors of these groups or names, and what they are multiples of; all of them if nothing is asked for."""
    chosen = [one for one in everybody if not only or one.group in only or one.name in only]
    bases = {(one.group, one.number, one.base) for one in chosen}
    return [one for one in everybody if one in chosen or (one.group, one.number, one.name) in bases]


def _python(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, *arguments)


def _audit(path: Path, form: str = "json") -> tuple[str, ...]:
    return _python("-m", "assistcheck", "audit", str(path), "--as-of", AS_OF, "--format", form)


def _ledgers(size: Size, work: Path) -> Iterator[Competitor]:
    for number in size.rows:
        path = work / f"ledger-{number}.xlsx"
        yield Competitor("ledger", "assistcheck", number, _audit(path), RAW, codes=(0, 1))
        for name, peer in PEERS.items():
            missing = peer.missing()
            unable = "left out at this size" if number > peer.most_rows else None
            yield Competitor(
                "ledger",
                name,
                number,
                _python("-m", f"benchmarks.peers.{peer.module}", str(path)),
                base=RAW if name != RAW else None,
                unable=f"not installed: {', '.join(missing)}" if missing else unable,
                peer=True,
            )


def _year(work: Path) -> Iterator[Competitor]:
    base = "import pandas"
    yield Competitor("year", base, 0, _python("-c", base))
    for form in ("text", "json"):
        yield Competitor("year", f"assistcheck {form}", 0, _audit(work / "year.xlsx", form), base, codes=(0, 1))
    stack = "import pandas, pydantic, typer, rich"
    yield Competitor("year", stack, 0, _python("-c", stack), base)


def _commands() -> Iterator[Competitor]:
    base = "import typer"
    yield Competitor("commands", base, 0, _python("-c", base))
    for arguments in (("--help",), ("rules", "list")):
        yield Competitor("commands", f"assistcheck {' '.join(arguments)}", 0, _python("-m", "assistcheck", *arguments), base)


def _growth(size: Size, work: Path) -> Iterator[Competitor]:
    for number in size.teams:
        yield Competitor("teams", "assistcheck", number, _audit(work / f"teams-{number}.xlsx"), codes=(0, 1))
    for number in size.files:
        command = _audit(work / f"files-{number}")
        yield Competitor("files", "assistcheck", number, command, "assistcheck, one core", codes=(0, 1))
        yield Competitor("files", "assistcheck, one core", number, command, codes=(0, 1), one_core=True)
