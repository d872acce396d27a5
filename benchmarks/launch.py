"""Run one process and print what it took: ``python -I -S launch.py CORES COMMAND…``.

A child's peak memory counts from what its parent held when it was started. So this parent holds next to nothing: it is a
process of its own, imports three modules that Python has built in, and is smaller than any Python that does something.
CORES is ``all`` or ``one``. What the process prints is thrown away.
"""

import os
import sys
import time

_PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


def main(cores: str, command: list[str]) -> None:
    """Run the command to its end; print wall and processor seconds, the peak in bytes, and the exit code."""
    if cores == "one" and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    void = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in (0, 1, 2)]
    started = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ, file_actions=void)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - started
    print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _PEAK_UNIT, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
