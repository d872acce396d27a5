"""Where results go: standard output or a file, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from assistcheck.cli.language import say
from assistcheck.errors import UsageError
from assistcheck.language import Say
from assistcheck.visible import visible

STDOUT = "-"
_WIDTH = 100
_LEAST, _MOST = 60, 200


def prepare_streams() -> None:
    """Make standard output and error take every character: what they cannot show gets a substitute."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def terminal_width(output: str) -> int:
    """Return the columns to draw in: the terminal's, ``COLUMNS``, or 100 where nobody says."""
    if output == STDOUT and (sys.stdout.isatty() or os.environ.get("COLUMNS")):
        return max(_LEAST, min(_MOST, shutil.get_terminal_size((_WIDTH, 24)).columns))
    return _WIDTH


def wants_colour(output: str) -> bool:
    """Whether to colour: only on a terminal, and never under ``NO_COLOR``."""
    return output == STDOUT and sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_text(text: str, output: str) -> None:
    """Write a result to standard output or, whole or not at all, to a file.

    Raises:
        UsageError: the file cannot be written.
    """
    if output == STDOUT:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    target = Path(output).resolve()
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
            with target.open("w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        else:
            _write_whole(text, target)
    except OSError as error:
        raise UsageError(Say(f"无法写入 {output}：{error.strerror}", f"cannot write {output}: {error.strerror}")) from None
    tell(say(f"已写入 {output}", f"wrote {output}"))


def _write_whole(text: str, target: Path) -> None:
    """Write a file beside its target and move it there, so that it is never half there."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=target.parent, delete=False) as draft:
        draft.write(text)
    try:
        Path(draft.name).chmod(0o644)
        Path(draft.name).replace(target)
    except OSError:
        Path(draft.name).unlink(missing_ok=True)
        raise


def tell(*lines: str) -> None:
    """Write a message to standard error, each line made harmless: names, paths and arguments stand in it."""
    sys.stderr.write("".join(f"{visible(line)}\n" for line in lines))
