"""A process that has the program loaded already, and runs its command line in a child of its own for each command.

Each child is what ``python -m assistcheck`` is after its imports, with little memory and little time; that it dies
or hangs is told of it alone. Run as a module, this is the process; :class:`Prepared` is how it is spoken to.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

MEMORY = 2**30
"""Address space of a child in bytes, 1 GiB: the interpreter and its libraries map about a third of it."""
SECONDS = 10
"""Time that a child may compute; a machine that is busy with other things does not count."""
PATIENCE = 40
"""Seconds that a child may take in all, as one that waits for a pipe would without end."""
HUNG = 124


class Prepared:
    """The loaded process; one command at a time."""

    def __init__(self, folder: Path) -> None:
        """Start it; what its children write is kept in ``folder``, which must be empty."""
        self._files = (folder / "out", folder / "err")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "robustness.hostile.prepared"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            env={**os.environ, "ASSISTCHECK_LANG": "en", "PYTHONIOENCODING": "utf-8", "COLUMNS": "160"},
        )

    def run(self, words: Sequence[str]) -> tuple[int, bytes, bytes]:
        """Return the exit code of ``assistcheck`` with ``words``, its output and its messages.

        The code is negative for the signal that ended it, and :data:`HUNG` where it did not end in time.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = json.dumps({"words": [os.fsencode(word).hex() for word in words], "files": [str(file) for file in self._files]})
        self._process.stdin.write(order.encode() + b"\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        return code, *(file.read_bytes() for file in self._files)  # type: ignore[return-value]

    def close(self) -> None:
        """End it."""
        self._process.communicate()


def _serve() -> None:
    from assistcheck import api, cli  # noqa: PLC0415 - what is to be loaded once
    from assistcheck.reports.json import v1  # noqa: F401, PLC0415
    from assistcheck.reports.terminal import report  # noqa: F401, PLC0415

    api.load_pack()
    for line in sys.stdin.buffer:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _become([os.fsdecode(bytes.fromhex(word)) for word in order["words"]], order["files"])
            cli.main()
        sys.stdout.write(f"{_wait(child)}\n")
        sys.stdout.flush()


def _become(words: Sequence[str], files: Sequence[str]) -> None:
    """Be a process that was started with ``words``, writes to ``files`` and has little memory."""
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, file in enumerate(files, 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.argv = ["assistcheck", *words]


def _wait(child: int) -> int:
    """Return how a child ended; one that takes too long is ended with all of its own."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(PATIENCE)
    try:
        _, status = os.waitpid(child, 0)
    except TimeoutError:
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return HUNG
    finally:
        signal.alarm(0)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    _serve()
