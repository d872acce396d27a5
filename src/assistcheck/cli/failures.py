"""What a user is told where a run failed: sentences and an exit code, never a traceback."""

from __future__ import annotations

import errno
from typing import NamedTuple

from assistcheck.cli.language import LANG, say
from assistcheck.cli.usage_errors import is_wrong_usage, usage_words
from assistcheck.errors import AssistCheckError, RulePackError, SideFileError, reason
from assistcheck.exit_codes import ExitCode

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


class Failure(NamedTuple):
    """What went wrong."""

    lines: tuple[str, ...]
    exit_code: ExitCode


def failure_of(error: Exception) -> Failure:
    """Return what is said of an error, and how a run ends by it."""
    match error:
        case RulePackError() | SideFileError():
            return Failure(tuple(error.words.text(LANG).split("\n")), error.exit_code)
        case AssistCheckError():
            return Failure((error.words.text(LANG),), error.exit_code)
    if is_wrong_usage(error):
        return Failure(tuple(usage_words(error).text(LANG).split("\n")), ExitCode.USAGE)
    if isinstance(error, OSError) and error.filename:
        return _unwritten(f"{error.filename}：{reason(error).zh}", f"{error.filename}: {reason(error).en}")
    if isinstance(error, OSError) and error.errno in _NO_ROOM:
        return _unwritten(f"无法写出：{reason(error).zh}", f"cannot write: {reason(error).en}")
    name = f"{type(error).__name__}: {error}"
    zh = f"程序内部错误（{name}）；结论不完整。请把文件和这句话一并反馈。"
    en = f"internal error ({name}); the verdict is not complete. Please report it."
    return Failure((say(zh, en),), ExitCode.INCOMPLETE)


def _unwritten(zh: str, en: str) -> Failure:
    return Failure((say(zh, en),), ExitCode.USAGE)
