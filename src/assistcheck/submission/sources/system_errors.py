"""What the system says of a file that it will not give, as the error of that file: in words, with what to do about it."""

from __future__ import annotations

import errno

from assistcheck.errors import WorkbookError, reason
from assistcheck.i18n import LocalizedText

_FILE = LocalizedText("可以打开的文件", "a file that can be opened")
_FOLDER = LocalizedText("可以查看的文件夹", "a folder that can be searched")
CLOSED = LocalizedText(
    "开放读取权限，或换有权限的账号，然后重新运行", "allow it to be read, or use an account that may, and run again"
)
IN_USE = LocalizedText("关闭正在占用它的程序，然后重新运行", "close the program that keeps it to itself, and run again")
_GONE = LocalizedText(
    "它被移走、改名或删除了；确认放回原处后重新运行", "it was moved, renamed or removed; see that it is there, and run again"
)
_TOO_LONG = LocalizedText(
    "缩短文件夹和文件的名称，或移到较浅的文件夹，然后重新运行",
    "shorten the names of folders and file, or move it to a folder less deep, and run again",
)
_CUT_OFF = LocalizedText(
    "检查网络，重新连接网络盘，然后重新运行", "check the network, connect the network drive anew, and run again"
)
_OTHER = LocalizedText(
    "检查权限、网络和磁盘，关闭正在使用它的程序，然后重新运行",
    "check permissions, network and disk, close what is using it, and run again",
)
_REMEDIES = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), CLOSED),
    **dict.fromkeys((errno.EBUSY, errno.ETXTBSY), IN_USE),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), _GONE),
    errno.ENAMETOOLONG: _TOO_LONG,
    **dict.fromkeys(
        (
            errno.EIO,
            errno.ESTALE,
            errno.ETIMEDOUT,
            errno.ENXIO,
            errno.ENODEV,
            errno.ENETDOWN,
            errno.ENETUNREACH,
            errno.EHOSTDOWN,
            errno.EHOSTUNREACH,
            errno.ENOTCONN,
            errno.ECONNABORTED,
            errno.ECONNRESET,
        ),
        _CUT_OFF,
    ),
}
_WINDOWS = {
    **dict.fromkeys((32, 33), (LocalizedText("正被另一个程序占用", "another program keeps it to itself"), IN_USE)),
    206: (LocalizedText("路径太长", "the path is too long"), _TOO_LONG),
    **dict.fromkeys(
        (53, 59, 64, 67, 121, 1231, 1236), (LocalizedText("网络盘没有响应", "the network drive does not answer"), _CUT_OFF)
    ),
}
"""What Windows says by numbers of its own, of which Python makes errors of permission or of no such file."""


def refused_by_system(error: OSError, *, folder: bool = False) -> WorkbookError:
    """Return the error of a file, or of a ``folder``, that the system will not open or read."""
    usual = reason(error), _REMEDIES.get(error.errno or 0, _OTHER)
    why, remedy = _WINDOWS.get(getattr(error, "winerror", None) or 0, usual)
    zh, en = _FOLDER if folder else _FILE
    return WorkbookError("unreadable-file", LocalizedText(f"{zh}（{why.zh}）", f"{en} ({why.en})"), remedy)
