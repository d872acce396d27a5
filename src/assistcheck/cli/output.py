"""Where results go: standard output or a file, written whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from assistcheck.cli.language import say
from assistcheck.errors import UsageError
from assistcheck.language import Say
from assistcheck.visible import visible

STDOUT = "-"
_BOM = "\ufeff"
_WIDTH = 100
_LEAST, _MOST = 60, 200


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


def wants_colour(output: str) -> bool:
    """Whether to colour: only on a terminal, and never under ``NO_COLOR``."""
    return output == STDOUT and _on_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def refuse_on_terminal(kind: str, output: str) -> None:
    """Refuse to send a format that is no text to a terminal, before any work is done.

    Raises:
        UsageError: standard output is a terminal; the words say to give ``-o``.
    """
    if output == STDOUT and _on_terminal():
        raise UsageError(
            Say(
                f"{kind} 格式不能显示在终端上；请用 -o 指定文件，如 -o 报告.{kind}",
                f"{kind} cannot be shown on a terminal; name a file, such as -o report.{kind}",
            )
        )


def refuse_to_replace(output: str, inputs: Iterable[str | None]) -> None:
    """Refuse to write over what is read, by whatever link, before any work is done.

    Raises:
        UsageError: the target is one of the inputs.
    """
    target = Path(output)
    if output != STDOUT and target.is_file():
        for path in map(Path, filter(None, inputs)):
            if path.exists() and target.samefile(path):
                words = f"-o {output}：这是要读取的文件，不能覆盖；请换一个文件名"
                raise UsageError(Say(words, f"-o {output}: this file is an input, which is never touched; name another"))


def write_result(result: str | bytes, output: str) -> None:
    """Write a result to standard output or, whole or not at all, to a file; text goes to files as UTF-8.

    Raises:
        UsageError: the file cannot be written.
    """
    if output == STDOUT:
        _write_out(result)
        return
    content = result.encode("utf-8") if isinstance(result, str) else result
    target = Path(output).resolve()
    try:
        if target.exists() and not target.is_file():  # a device or a pipe is written to, never replaced
            target.write_bytes(content)
        else:
            write_whole(content, target)
    except OSError as error:
        raise UsageError(Say(f"无法写入 {output}：{error.strerror}", f"cannot write {output}: {error.strerror}")) from None
    tell(say(f"已写入 {output}", f"wrote {output}"))


def _write_out(result: str | bytes) -> None:
    """Write to standard output; bytes, and text that begins with a byte order mark, go as they are where nobody looks on."""
    if sys.stdout is None:  # the program was started without one
        raise UsageError(Say("没有标准输出；请用 -o 指定文件", "there is no standard output; name a file with -o"))
    if isinstance(result, str) and result.startswith(_BOM) and not _on_terminal():
        result = result.encode("utf-8")
    try:
        if isinstance(result, bytes):
            sys.stdout.flush()
            sys.stdout.buffer.write(result)
        else:
            sys.stdout.write(result.removeprefix(_BOM))
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise UsageError(
            Say(f"无法写到标准输出：{error.strerror}", f"cannot write to standard output: {error.strerror}")
        ) from None


def write_whole(content: bytes, target: Path) -> None:
    """Write a file beside its target and move it there, so that it is never half there."""
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
        pass
    try:
        Path(draft.name).write_bytes(content)
        Path(draft.name).chmod(0o644)
        Path(draft.name).replace(target)
    except OSError:
        Path(draft.name).unlink(missing_ok=True)
        raise


def tell(*lines: str) -> None:
    """Write a message to standard error, each line made harmless: names, paths and arguments stand in it."""
    if sys.stderr is not None:  # the program may be started without one
        sys.stderr.write("".join(f"{visible(line)}\n" for line in lines))
