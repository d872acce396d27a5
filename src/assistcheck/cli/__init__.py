"""The command line; its commands stand in :mod:`assistcheck.cli.app`."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from assistcheck.cli.stop_signals import end_at_once, is_stop, stopped_code, unwind_on_signals
from assistcheck.exit_codes import ExitCode

_READING = frozenset({"audit", "explain", "shortfalls"})
"""Commands whose first argument, where it is no option, is a path to read."""
_CHANGING = ("rules", "cache", "engine", "workers")
"""Options with which files are read in another way, or with the sheets of another pack."""


def main() -> None:
    """Run the command line; whatever goes wrong is a sentence and an exit code, never a traceback."""
    from assistcheck import api  # noqa: PLC0415 - a program that is loading can be stopped already

    _keep_streams()
    gc.disable()  # the process is short, and what it makes lives to its end
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for them costs more than reading the rule pack
    command, path = (*sys.argv[1:3], "", "")[:2]
    try:
        if command in _READING and not path.startswith("-") and not _is_changed():
            api.read_ahead(path)  # while the commands, their options and the rule pack are loaded
        from assistcheck.cli.app import run  # noqa: PLC0415 - what is read ahead is not kept waiting

        code = run()
    except KeyboardInterrupt:  # while the program was still loading
        code = stopped_code()
    finally:
        api.end_ahead()
    sys.exit(code)


def _is_changed() -> bool:
    """Whether files are read in another way than usual, perhaps not at all, or with the sheets of a pack that is named."""
    from assistcheck.cli.settings.raw import raw_settings  # noqa: PLC0415 - as above

    flags = {f"--{key}" for key in _CHANGING}
    named = any(argument.partition("=")[0] in flags for argument in sys.argv)
    return named or any(True for _ in raw_settings(_CHANGING, sys.argv[1:], os.environ))


def program() -> NoReturn:
    """Run the command line as a process of its own: nothing that it leaves behind is taken down piece by piece."""
    try:
        try:
            unwind_on_signals()
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else ExitCode.USAGE
        end_at_once()
    except KeyboardInterrupt:  # while it was loading, or had all but ended
        code = stopped_code()
    except RuntimeError as error:
        if not is_stop(error):
            raise
        code = stopped_code()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except BrokenPipeError:
            code = code or ExitCode.FAILED
        except (OSError, ValueError):
            code = code or ExitCode.USAGE
    os._exit(code)


def _keep_streams() -> None:
    """Put nothing in the place of standard streams that are closed, so that no pipe of a reader takes their numbers."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
