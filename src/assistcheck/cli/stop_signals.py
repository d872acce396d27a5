"""Signals that ask the program to end: it lets go of everything as after Ctrl-C, and ends with 128 and their number."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import TYPE_CHECKING

from assistcheck.exit_codes import ExitCode

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Those that ask so; not every system has all."""
_GRACE = 10
"""Seconds after which a program that should have ended is ended by the system."""
_AGAIN = 0.01
"""Seconds after which the program is interrupted once more where nobody could hear of it the first time."""
_caught: list[int] = []
"""The signal that came first."""


def unwind_on_signals() -> None:
    """Let each of them interrupt the program where it is, unless whoever started it wants it to be ignored (``nohup``)."""
    for number in _numbers():
        if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
            signal.signal(number, _interrupt)
    sys.unraisablehook = _unheard


def _interrupt(number: int, _: FrameType | None) -> None:
    """Interrupt the program, once: a second signal would disturb it in letting go."""
    for one in _numbers():
        signal.signal(one, signal.SIG_IGN)
    if hasattr(signal, "alarm"):
        signal.alarm(_GRACE)
    _caught.append(number)
    raise KeyboardInterrupt


def _unheard(lost: UnraisableHookArgs) -> None:
    """Interrupt the program once more where it was interrupted in the middle of what ends no program, as in clearing up."""
    if not (issubclass(lost.exc_type, KeyboardInterrupt) and _caught and hasattr(signal, "setitimer")):
        sys.__unraisablehook__(lost)
        return
    signal.signal(signal.SIGALRM, _interrupt_again)
    signal.setitimer(signal.ITIMER_REAL, _AGAIN)


def _interrupt_again(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    signal.alarm(_GRACE)
    raise KeyboardInterrupt


def end_at_once() -> None:
    """Let each of them end the program on the spot, which has nothing left to let go of."""
    for number in _numbers():
        if signal.getsignal(number) is _interrupt:
            signal.signal(number, signal.SIG_DFL)


def is_stop(error: Exception) -> bool:
    """Whether an error is what Python 3.11 makes of an interruption while a class is being made."""
    return isinstance(error.__cause__, KeyboardInterrupt)


def stopped_code() -> int:
    """Return what a program that was interrupted ends with."""
    return 128 + _caught[0] if _caught else ExitCode.INTERRUPTED


def _numbers() -> list[int]:
    return [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
