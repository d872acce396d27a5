"""Wall time, processor time and peak memory of whole processes, run in turn."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.competitor import Competitor
from benchmarks.tree_memory import peak_of_tree

ROOT = Path(__file__).resolve().parents[1]
"""Where every process is started, so that ``-m benchmarks.peers.…`` is found."""

_LAUNCH = str(Path(__file__).with_name("launch.py"))
_OWN_SETTINGS = "ASSISTCHECK_"
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end."""

    wall: float
    cpu: float
    """Seconds of user and system time, its own children included."""
    peak: float
    """MiB of the largest process: it or one of its children."""
    exit_code: int
    report: float | None = None
    """MB of the file that it has written, if it was to write one."""


@dataclass(frozen=True, slots=True)
class Medians:
    """The medians of some runs."""

    wall: float
    cpu: float
    peak: float
    report: float | None = None

    @classmethod
    def of(cls, runs: Sequence[Run]) -> Medians:
        """Return the medians of at least one run."""
        reports = [run.report for run in runs if run.report is not None]
        wall, cpu, peak = (median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "peak"))
        return cls(wall, cpu, peak, median(reports) if reports else None)


def environment(code: Path | None = None) -> Mapping[str, str]:
    """Return the environment of every process: without settings that would change what assistcheck does.

    Args:
        code: The folder that assistcheck is imported from; ``None``: this build.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN_SETTINGS)}
    if code:
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, (str(code), kept.get("PYTHONPATH"))))
    return kept


def run_once(one: Competitor) -> Run:
    """Run a contestant to its end; what it prints is thrown away, what it writes is weighed."""
    _make_ready(one)
    cores = "one" if one.one_core else "all"
    launched = subprocess.run(
        (sys.executable, "-I", "-S", _LAUNCH, cores, *one.command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        cwd=ROOT,
        env=environment(one.code),
    )
    wall, cpu, peak, exit_code = launched.stdout.split()
    report = one.output.stat().st_size / _MB if one.output and one.output.exists() else None
    return Run(float(wall), float(cpu), int(peak) / 2**20, int(exit_code), report)


def tree_of(one: Competitor) -> float | None:
    """Run a contestant once more, and return the most MiB that all its processes held together, if the system can tell."""
    _make_ready(one)
    return peak_of_tree(one.command, ROOT, environment(one.code))


def run_in_turn(able: Sequence[Competitor], rounds: int, tell: Callable[[str], None]) -> dict[str, list[Run]]:
    """Run everybody once in each round, so that they share the machine's good and bad moments.

    Args:
        able: Who is run.
        rounds: How often each is run.
        tell: Told what is about to run.
    """
    runs: dict[str, list[Run]] = {one.key: [] for one in able}
    for number in range(1, rounds + 1):
        for one in able:
            tell(f"round {number} of {rounds}: {one.key}")
            runs[one.key].append(run_once(one))
    return runs


def _make_ready(one: Competitor) -> None:
    if one.output:
        one.output.parent.mkdir(parents=True, exist_ok=True)
        one.output.unlink(missing_ok=True)
    if one.prepare:
        one.prepare()
