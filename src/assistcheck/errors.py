"""The errors that end a run, each with its exit code.

Faults in the data never end a run: they are collected as :class:`assistcheck.problems.Problem`.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import EMPTY_TEXT, LocalizedText

_SYSTEM = {
    errno.ENOENT: LocalizedText("没有这个文件或文件夹", "No such file or directory"),
    errno.EEXIST: LocalizedText("已有同名的文件", "File exists"),
    errno.ENOTDIR: LocalizedText("路径中有一段不是文件夹", "Not a directory"),
    errno.EISDIR: LocalizedText("是文件夹", "Is a directory"),
    errno.ENOTEMPTY: LocalizedText("文件夹不是空的", "Directory not empty"),
    errno.EACCES: LocalizedText("没有权限", "Permission denied"),
    errno.EPERM: LocalizedText("没有权限", "Operation not permitted"),
    errno.EROFS: LocalizedText("磁盘只读", "Read-only file system"),
    errno.ENOSPC: LocalizedText("磁盘已满", "No space left on device"),
    errno.EDQUOT: LocalizedText("磁盘配额已满", "Disk quota exceeded"),
    errno.EFBIG: LocalizedText("超过文件大小的限制", "File too large"),
    errno.ENAMETOOLONG: LocalizedText("名称太长", "File name too long"),
    errno.ELOOP: LocalizedText("链接成环", "Too many levels of symbolic links"),
    errno.EXDEV: LocalizedText("不在同一个磁盘上", "Invalid cross-device link"),
    errno.EIO: LocalizedText("读写出错", "Input/output error"),
    errno.ENXIO: LocalizedText("没有这个设备", "No such device or address"),
    errno.ENODEV: LocalizedText("没有这个设备", "No such device"),
    errno.EINVAL: LocalizedText("名称或内容不合要求", "Invalid argument"),
    errno.EBADF: LocalizedText("已经关闭", "Bad file descriptor"),
    errno.EAGAIN: LocalizedText("暂时不能读写", "Resource temporarily unavailable"),
    errno.EPIPE: LocalizedText("另一端已经关闭", "Broken pipe"),
    errno.EADDRINUSE: LocalizedText("正被别的程序占用", "Another program has it"),
    errno.EBUSY: LocalizedText("正被占用", "Device or resource busy"),
    errno.ETXTBSY: LocalizedText("正被占用", "Text file busy"),
    errno.EMFILE: LocalizedText("打开的文件太多", "Too many open files"),
    errno.ENFILE: LocalizedText("打开的文件太多", "Too many open files in system"),
    errno.ENOMEM: LocalizedText("内存不足", "Cannot allocate memory"),
    errno.ESTALE: LocalizedText("网络盘上的文件已失效", "Stale file handle"),
    errno.ETIMEDOUT: LocalizedText("网络没有响应", "Connection timed out"),
    errno.EHOSTDOWN: LocalizedText("网络盘的主机没有响应", "Host is down"),
    errno.EHOSTUNREACH: LocalizedText("连不上网络盘的主机", "No route to host"),
    errno.ENETUNREACH: LocalizedText("网络不通", "Network is unreachable"),
    errno.ENETDOWN: LocalizedText("网络不通", "Network is down"),
    errno.ENOTCONN: LocalizedText("网络连接已断开", "Transport endpoint is not connected"),
    errno.ECONNRESET: LocalizedText("网络连接已断开", "Connection reset by peer"),
    errno.ECONNABORTED: LocalizedText("网络连接已断开", "Software caused connection abort"),
    errno.ECONNREFUSED: LocalizedText("对方拒绝连接", "Connection refused"),
    errno.ENOTSUP: LocalizedText("这里不支持", "Operation not supported"),
    errno.ENOSYS: LocalizedText("这里不支持", "Function not implemented"),
}
"""What the system says most often, in words: its own are in its own language, whatever that of the run is."""


class RefusedFileError(OSError):
    """A file that is refused though the system would give it; ``words`` say why."""

    def __init__(self, number: int, words: LocalizedText) -> None:
        """Keep why, under the number that the system has for such."""
        super().__init__(number, words.en)
        self.words = words


def reason(error: OSError) -> LocalizedText:
    """Return why the system would not do something."""
    if isinstance(error, RefusedFileError):
        return error.words
    said = error.strerror or type(error).__name__
    return _SYSTEM.get(error.errno or 0, LocalizedText(said, said))


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


@contextmanager
def writing(output: str | Path) -> Iterator[None]:
    """Make a sentence of whatever keeps a file or folder from being written.

    Raises:
        UsageError: it cannot be written.
    """
    try:
        yield
    except OSError as error:
        why = reason(error)
        raise UsageError(LocalizedText(f"无法写入 {output}：{why.zh}", f"cannot write {output}: {why.en}")) from None
