"""Where the time goes: the stages of a run, on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from assistcheck.cli.language import say
from assistcheck.cli.output import echo_err


class Timings:
    """Notes how long each stage takes; says so where it is wanted."""

    def __init__(self, *, wanted: bool) -> None:
        """Start the clock."""
        self._wanted = wanted
        self._began = perf_counter()
        self._stages: list[tuple[str, float]] = []

    @contextmanager
    def stage(self, zh: str, en: str) -> Iterator[None]:
        """Time one stage."""
        began = perf_counter()
        yield
        self._stages.append((say(zh, en), perf_counter() - began))

    def report(self) -> None:
        """Write every stage in milliseconds, and their sum."""
        if self._wanted:
            whole = (say("合计", "in all"), perf_counter() - self._began)
            for name, seconds in (*self._stages, whole):
                echo_err(f"{seconds * 1000:8.0f} ms  {name}")
