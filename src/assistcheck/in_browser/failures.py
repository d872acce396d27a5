"""What the page is told where a call failed: a sentence in both languages, never a traceback."""

from __future__ import annotations

from assistcheck.errors import AssistCheckError, reason
from assistcheck.i18n import LocalizedText

_MEMORY = LocalizedText(
    "内存不够：文件太大，或一次放入的文件太多。请分几次核对，或在命令行中核对",
    "There is not enough memory: a file is too large, or there are too many. Check fewer at a time, or use the command line",
)
_FAULT = LocalizedText(
    "程序内部错误（{name}）；结论不完整。请把文件和这句话一并反馈。",
    "internal error ({name}); the verdict is not complete. Please report it.",
)


def failure_of(error: BaseException) -> LocalizedText:
    """Return what is said of an error."""
    match error:
        case AssistCheckError():
            return error.words
        case MemoryError():
            return _MEMORY
        case OSError():
            return reason(error)
    return _FAULT.format(name=f"{type(error).__name__}: {error}")
