"""Where time and memory go: the stages of a run, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import NamedTuple

from assistcheck.cli.language import say
from assistcheck.cli.output import echo_err

_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
"""In how many bytes the system counts the memory of a process."""


class _Peak(NamedTuple):
    """The most memory ever held, in MiB; ``None``: this system does not say."""

    own: float | None
    readers: float | None
    """That of the largest process that read files and has ended; 0: there was none."""


class Timings:
    """Notes how long each stage takes, and how much memory the program has held by then; says so where it is wanted."""

    def __init__(self, *, wanted: bool) -> None:
        """Start the clock."""
        self._wanted = wanted
        self._began = perf_counter()
        self._stages: list[tuple[str, float, float | None]] = []

    @contextmanager
    def stage(self, zh: str, en: str) -> Iterator[None]:
        """Time one stage."""
        began = perf_counter()
        yield
        if self._wanted:
            self._stages.append((say(zh, en), perf_counter() - began, _peak().own))

    def report(self) -> None:
        """Write every stage in milliseconds and MiB, their sum, and the memory of the largest process that read files."""
        if self._wanted:
            own, readers = _peak()
            whole = (say("合计", "in all"), perf_counter() - self._began, own)
            for name, seconds, peak in (*self._stages, whole):
                echo_err(f"{seconds * 1000:8.0f} ms{_mib(peak)}  {name}")
            if readers:
                echo_err(f"{'':11}{_mib(readers)}  {say('最大的读取进程', 'the largest reading process')}")


def _mib(peak: float | None) -> str:
    return "" if peak is None else f"{peak:7.0f} MiB"


def _peak() -> _Peak:
    """Ask the system for the peaks."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return _Peak(None, None)
    own, readers = (
        resource.getrusage(who).ru_maxrss * _PEAK_UNIT / 2**20 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return _Peak(own, readers)
