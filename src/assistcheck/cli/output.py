"""Where results go: standard output or a file, written whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from unicodedata import east_asian_width

from assistcheck.atomic_write import write_pieces
from assistcheck.cli.language import say
from assistcheck.errors import UsageError, reason, writing
from assistcheck.i18n import LocalizedText
from assistcheck.sanitize import visible, without_credentials

STDOUT = "-"
_TEXT = "text"
"""The format for a screen."""
_WIDTH = 100
_LEAST, _MOST = 40, 200


def prepare_streams() -> None:
    """Make standard output and error take every character: what they cannot show gets a substitute."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def terminal_width(output: str) -> int:
    """Return the columns to draw in: the terminal's, ``COLUMNS``, or 100 where nobody says."""
    if output == STDOUT and (_on_terminal() or os.environ.get("COLUMNS")):
        return max(_LEAST, min(_MOST, shutil.get_terminal_size((_WIDTH, 24)).columns))
    return _WIDTH


def screen_width(text: str) -> int:
    """Return how many columns a text takes on a screen."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def wants_colour(output: str) -> bool:
    """Whether to colour: only on a terminal, and never under ``NO_COLOR``."""
    return output == STDOUT and _on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def console_encoding(output: str) -> str:
    """Return the encoding that a text will be seen in: the console's, or that of a file."""
    return (sys.stdout.encoding or "ascii") if output == STDOUT and sys.stdout is not None else "utf-8"


def refuse_on_terminal(kind: str, output: str) -> None:
    """Refuse to send a format that is no text to a terminal, before any work is done.

    Raises:
        UsageError: standard output is a terminal; the words say to give ``-o``.
    """
    if output == STDOUT and _on_terminal():
        raise UsageError(
            LocalizedText(
                f"{kind} 格式不能显示在终端上；请用 -o 指定文件，如 -o 报告.{kind}",
                f"{kind} cannot be shown on a terminal; name a file, such as -o report.{kind}",
            )
        )


def write_result(result: str | bytes, output: str, form: str = _TEXT) -> None:
    """Write a result to standard output or, whole or not at all, to a file; see :func:`write_results`.

    Raises:
        UsageError: the file cannot be written.
    """
    write_results((result,), output, form)


def write_results(pieces: Iterable[str | bytes], output: str, form: str = _TEXT) -> None:
    """Write a result that comes piece by piece to standard output or, whole or not at all, to a file.

    Everything but plain text for a screen is the same UTF-8 on standard output as in a file, whatever the console shows.

    Raises:
        UsageError: the file cannot be written.
    """
    if output == STDOUT:
        _write_out(pieces if form == _TEXT else map(as_bytes, pieces))
        return
    with writing(output):
        write_pieces(map(as_bytes, pieces), output)
    echo_err(say(f"已写入 {output}", f"wrote {output}"))


def as_bytes(result: str | bytes) -> bytes:
    """Return a piece of a result as a file has it."""
    return result.encode("utf-8") if isinstance(result, str) else result


def _write_out(pieces: Iterable[str | bytes]) -> None:
    """Write all to standard output; bytes go as they are, text with a substitute for what the console cannot show."""
    if sys.stdout is None:  # the program was started without one
        raise UsageError(LocalizedText("没有标准输出；请用 -o 指定文件", "there is no standard output; name a file with -o"))
    try:
        sys.stdout.flush()
        encoder = codecs.getincrementalencoder(sys.stdout.encoding)(sys.stdout.errors or "strict")
        for piece in pieces:
            _send(encoder.encode(piece) if isinstance(piece, str) else piece)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            LocalizedText(f"无法写到标准输出：{reason(error).zh}", f"cannot write to standard output: {reason(error).en}")
        ) from None


def _send(content: bytes) -> None:
    """Write all of ``content``, of which an unbuffered standard output may take a piece at a time."""
    rest = memoryview(content)
    while rest:
        taken = sys.stdout.buffer.write(rest)
        if not taken:
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
        rest = rest[taken:]


def echo_err(*lines: str) -> None:
    """Write a message to standard error, each line made harmless: names, paths and arguments stand in it."""
    if sys.stderr is not None:  # the program may be started without one
        with suppress(OSError, ValueError):  # nobody can be told
            sys.stderr.write("".join(f"{visible(without_credentials(line))}\n" for line in lines))
