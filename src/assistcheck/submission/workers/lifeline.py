"""Ties a reading process to whoever started it: when that one ends, however it does, the system ends the reading process.

Each hangs on a pipe that nothing is ever written to. Its other end is held by nobody but whoever started it, so that it closes
with that program; the system then sends a signal to those who hang on it, whatever they are doing. Only Linux does so:
elsewhere, a reading process ends when it wants to hand on what it has read, and nobody is there.
"""

from __future__ import annotations

import os
import select
import signal
from contextlib import suppress

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_held: set[int] = set()
"""The ends that this program holds; whatever it forks lets go of them."""
_tied: list[int] = []
"""The end that this process hangs on, if it does on any."""


def lifeline() -> tuple[int, int]:
    """Return a new pipe: the end for a reading process, which :func:`tie` takes, and the one to hold."""
    end, held = os.pipe()
    _held.add(held)
    return end, held


def cut(held: int) -> None:
    """Let go of a pipe: the process that hangs on it ends."""
    _held.discard(held)
    os.close(held)


def _let_go() -> None:
    """Close, in a process that was forked, what only the one that forked it is to hold."""
    while _held:
        with suppress(OSError):
            os.close(_held.pop())


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def fork() -> int:
    """Fork a process in which the signals that end a program end it on the spot: the handlers are those of whoever forks it.

    Raises:
        OSError: the system has no room for one.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        process = os.fork()
        if not process:
            for number in _ENDING:
                signal.signal(number, signal.SIG_DFL)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return process


def tie(end: int) -> None:
    """Let this process end when the other end of a pipe is closed."""
    _tied[:] = [end]
    _ask_for_signal(os.getpid())


def tie_group() -> None:
    """Let all processes of this one's group end with it."""
    for _ in _tied:
        _ask_for_signal(-os.getpgrp())


def _ask_for_signal(whom: int) -> None:
    import fcntl  # noqa: PLC0415 - where processes fork, it is there

    (end,) = _tied
    if hasattr(os, "O_ASYNC"):
        signal.signal(signal.SIGIO, signal.SIG_DFL)
        with suppress(OSError):  # a system that does not do so for pipes
            fcntl.fcntl(end, fcntl.F_SETOWN, whom)
            fcntl.fcntl(end, fcntl.F_SETFL, os.O_ASYNC)
    if select.select([end], [], [], 0)[0]:  # it has been closed already
        os._exit(1)
