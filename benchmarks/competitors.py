"""What is run at each size, and on which inputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from benchmarks.competitor import BEFORE_ENDING, OWN, RAW, Competitor, audit, python
from benchmarks.goals import IMPORT_PANDAS, IMPORT_TYPER, ONE_CORE
from benchmarks.scenarios import GROUPS, scenario_inputs, scenarios
from benchmarks.sizes import Size


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
    RAW: Peer("raw", ("python_calamine",)),
    "pandas+calamine": Peer("pandas_calamine", ("pandas", "python_calamine")),
    "pandas+openpyxl": Peer("pandas_openpyxl", ("pandas", "openpyxl"), 100_000),
    "pandera": Peer("pandera_pandas", ("pandera", "pandas", "python_calamine"), 100_000),
    "frictionless": Peer("frictionless_rows", ("frictionless", "openpyxl"), 100_000),
    "great_expectations": Peer("gx_pandas", ("great_expectations", "pandas", "python_calamine"), 100_000),
    "polars+fastexcel": Peer("polars_fastexcel", ("polars", "fastexcel")),
    "duckdb excel": Peer("duckdb_excel", ("duckdb",)),
}


def inputs(size: Size, work: Path) -> dict[Path, tuple[str, int]]:
    """Return the inputs of a size: which file or folder, and the kind and number to write it with."""
    found = {work / "year.xlsx": ("year", 0)}
    found |= {work / f"ledger-{number}.xlsx": ("ledger", number) for number in size.rows}
    found |= {work / f"teams-{number}.xlsx": ("teams", number) for number in size.teams}
    found |= {work / f"files-{number}": ("files", number) for number in size.files}
    return found | scenario_inputs(size, work)


def competitors(size: Size, work: Path, before: Path | None = None) -> list[Competitor]:
    """Return everything that is run at a size; ``before`` is the folder of the build before, if it takes part."""
    everybody = [*_ledgers(size, work), *_year(work), *_commands(), *_growth(size, work), *scenarios(size, work)]
    return [one for own in everybody for one in (_beside(own, before) if before else (own,))]


def selected(everybody: list[Competitor], only: list[str]) -> list[Competitor]:
    """Return the competitors of these groups or names, and what they are multiples of; all of them if nothing is asked for."""
    groups = {group for name in only for group in (GROUPS if name == "scenarios" else (name,))}
    chosen = [one for one in everybody if not only or one.group in groups or one.name in only]
    bases = {(one.group, one.number, base) for one in chosen for base in one.bases}
    return [one for one in everybody if one in chosen or (one.group, one.number, one.name) in bases]


def _beside(own: Competitor, before: Path) -> tuple[Competitor, ...]:
    """Return a contestant and, if it is one of this tool on all cores, the same command of the build before."""
    if not own.name.startswith(OWN) or own.one_core:
        return (own,)
    name = f"{own.name}{BEFORE_ENDING}"
    output = own.output and own.output.with_stem(f"{own.output.stem}-before")
    command = tuple(str(output) if word == str(own.output) else word for word in own.command)
    return (
        replace(own, bases=(*own.bases, name)),
        replace(own, name=name, command=command, output=output, code=before),
    )


def _ledgers(size: Size, work: Path) -> Iterator[Competitor]:
    for number in size.rows:
        path = work / f"ledger-{number}.xlsx"
        yield Competitor("ledger", "assistcheck", number, audit(path), (RAW,), codes=(0, 1))
        for name, peer in PEERS.items():
            missing = peer.missing()
            unable = "left out at this size" if number > peer.most_rows else None
            yield Competitor(
                "ledger",
                name,
                number,
                python("-m", f"benchmarks.peers.{peer.module}", str(path)),
                bases=(RAW,) if name != RAW else (),
                unable=f"not installed: {', '.join(missing)}" if missing else unable,
                peer=True,
            )


def _year(work: Path) -> Iterator[Competitor]:
    base = IMPORT_PANDAS
    yield Competitor("year", base, 0, python("-c", base))
    for form in ("text", "json"):
        yield Competitor("year", f"assistcheck {form}", 0, audit(work / "year.xlsx", form), (base,), codes=(0, 1))
    stack = "import pandas, pydantic, typer, rich"
    yield Competitor("year", stack, 0, python("-c", stack), (base,))


def _commands() -> Iterator[Competitor]:
    base = IMPORT_TYPER
    yield Competitor("commands", base, 0, python("-c", base))
    for arguments in (("--help",), ("rules", "list")):
        yield Competitor("commands", f"assistcheck {' '.join(arguments)}", 0, python("-m", "assistcheck", *arguments), (base,))


def _growth(size: Size, work: Path) -> Iterator[Competitor]:
    for number in size.teams:
        yield Competitor("teams", "assistcheck", number, audit(work / f"teams-{number}.xlsx"), codes=(0, 1))
    for number in size.files:
        command = audit(work / f"files-{number}")
        yield Competitor("files", "assistcheck", number, command, (ONE_CORE,), codes=(0, 1))
        yield Competitor("files", ONE_CORE, number, command, codes=(0, 1), one_core=True)
