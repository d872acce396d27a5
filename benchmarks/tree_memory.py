"""The memory of a process and all its children together, by samples: in a run of its own, since looking costs time."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

_EVERY = 0.02  # seconds
_KIB_TO_MIB = 1024


def peak_of_tree(command: Sequence[str], cwd: Path, env: Mapping[str, str]) -> float | None:
    """Run a command and return the most MiB that it and its children held at one moment; ``None``: not on this system.

    Pages that processes share are counted once (PSS), as they are in the machine's memory.
    """
    if not Path(f"/proc/{os.getpid()}/smaps_rollup").exists():
        return None
    void = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=cwd, env=env, stdin=void, stdout=void, stderr=void) as process:
        most = 0
        while process.poll() is None:
            most = max(most, sum(map(_proportional, _tree(process.pid))))
            time.sleep(_EVERY)
    return most / _KIB_TO_MIB


def _tree(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):  # it may have ended
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text().split():
                yield from _tree(int(child))


def _proportional(pid: int) -> int:
    """Return the KiB of a process, a shared page by its share."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
