"""The errors that end a run, each with its exit code.

Faults in the data never end a run: they are collected as :class:`assistcheck.problems.Problem`.
"""

from __future__ import annotations

import errno

from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import EMPTY_TEXT, LocalizedText

_SYSTEM = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘只读",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EFBIG: "超过文件大小的限制",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接成环",
    errno.EIO: "读写出错",
    errno.EBUSY: "正被占用",
    errno.ETXTBSY: "正被占用",
    errno.EMFILE: "打开的文件太多",
    errno.ESTALE: "网络盘上的文件已失效",
    errno.ETIMEDOUT: "网络没有响应",
    errno.EHOSTDOWN: "网络盘的主机没有响应",
    errno.EHOSTUNREACH: "连不上网络盘的主机",
    errno.ENETUNREACH: "网络不通",
    errno.ENOTCONN: "网络连接已断开",
    errno.ECONNRESET: "网络连接已断开",
}
"""What the system says most often, in Chinese."""


def reason(error: OSError) -> LocalizedText:
    """Return why the system would not do something."""
    en = error.strerror or type(error).__name__
    return LocalizedText(_SYSTEM.get(error.errno or 0, en), en)


class AssistCheckError(Exception):
    """A run failed; ``words`` is a sentence for the user in both languages, never a traceback."""

    exit_code = ExitCode.USAGE

    def __init__(self, words: LocalizedText) -> None:
        """Keep the sentence; what an error is made of is all in ``args``, so that it crosses whole from process to process."""
        super().__init__(words)
        self.words = words

    def __str__(self) -> str:
        """Return the sentence in English, for programs."""
        return self.words.en


class UsageError(AssistCheckError):
    """Options, settings or arguments that cannot be followed (exit code 2)."""


class SideFileError(UsageError):
    """A file beside the workbooks that is wrong; the words have a line for each fault: file:line:column, and the remedy."""


class RulePackError(AssistCheckError):
    """A rule pack that cannot be used; the words name file:line:column, key and remedy (exit code 2)."""


class WorkbookError(AssistCheckError):
    """A file that cannot be read as a workbook; ``code`` is its problem code, the words say what was expected."""

    exit_code = ExitCode.INCOMPLETE

    def __init__(self, code: str, expected: LocalizedText, remedy: LocalizedText = EMPTY_TEXT) -> None:
        """Keep the problem ``code`` (``unreadable-file`` …), what was ``expected`` of the file, and a ``remedy`` of its own."""
        super().__init__(expected)
        self.args = (code, expected, remedy)
        self.code = code
        self.remedy = remedy
        """What to do about it, where that is not what the code says; else empty."""
