"""The exit codes of the program, each once."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a run ends with."""

    FINE = 0
    """Nothing stands at or above ``--fail-on``."""
    FAILED = 1
    """Something does; also where whoever read the output has gone away."""
    USAGE = 2
    """Options, settings or a rule pack that cannot be followed, or a result that cannot be written."""
    INCOMPLETE = 3
    """Some input could not be judged whole, or the program failed within."""
    INTERRUPTED = 130
    """Somebody stopped it; by another signal than that of Ctrl-C: 128 and its number."""
