"""Wall time, processor time and peak memory of whole processes, run in turn."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
"""Where every process is started, so that ``-m benchmarks.peers.…`` is found."""

_LAUNCH = str(Path(__file__).with_name("launch.py"))
_OWN_SETTINGS = "ASSISTCHECK_"


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end."""

    wall: float
    cpu: float
    """Seconds of user and system time, its own children included."""
    peak: float
    """MiB of the largest process: it or one of its children."""
    exit_code: int


@dataclass(frozen=True, slots=True)
class Medians:
    """The medians of some runs."""

    wall: float
    cpu: float
    peak: float

    @classmethod
    def of(cls, runs: Sequence[Run]) -> Medians:
        """Return the medians of at least one run."""
        return cls(*(median(getattr(run, name) for run in runs) for name in ("wall", "cpu", "peak")))


def environment() -> Mapping[str, str]:
    """Return the environment of every process: without settings that would change what assistcheck does."""
    return {name: value for name, value in os.environ.items() if not name.startswith(_OWN_SETTINGS)}


def run_once(command: Sequence[str], *, one_core: bool = False) -> Run:
    """Run a process to its end; what it prints is thrown away.

    Args:
        command: The program and its arguments.
        one_core: Whether it may use one core only, where the system can do that.
    """
    cores = "one" if one_core else "all"
    launched = subprocess.run(
        (sys.executable, "-I", "-S", _LAUNCH, cores, *command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        cwd=ROOT,
        env=environment(),
    )
    wall, cpu, peak, exit_code = launched.stdout.split()
    return Run(float(wall), float(cpu), int(peak) / 2**20, int(exit_code))


def run_in_turn(
    commands: Mapping[str, tuple[Sequence[str], bool]], rounds: int, tell: Callable[[str], None]
) -> dict[str, list[Run]]:
    """Run every command once in each round, so that they share the machine's good and bad moments.

    Args:
        commands: By name: the command, and whether it may use one core only.
        rounds: How often each is run.
        tell: Told what is about to run.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(1, rounds + 1):
        for name, (command, one_core) in commands.items():
            tell(f"round {number} of {rounds}: {name}")
            runs[name].append(run_once(command, one_core=one_core))
    return runs
