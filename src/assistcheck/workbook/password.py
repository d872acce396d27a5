"""Workbooks behind a password, opened with the passwords of the run where the extra ``encrypted`` is installed."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from assistcheck.bounded_read import read_side_file
from assistcheck.errors import UsageError, WorkbookError, reason
from assistcheck.i18n import LocalizedText
from assistcheck.workbook.limits import MIB, ReadOptions

_EVERYBODYS = "VelvetSweatshop"
"""The password with which Excel locks a file that it opens without asking."""
_MOST_ROUNDS = 1_000_000
"""Times that a password is hashed for one file; Excel does so 100,000 times."""
_INSTALL = "pip install 'assistcheck[encrypted]'"
_NOT_HERE = LocalizedText("；网页上不能用密码打开文件", "; files are not opened with a password on this page")
"""What is said in a browser, for which there is no library of ciphers."""


def decrypted(data: bytes, terms: ReadOptions) -> bytes:
    """Return the workbook within an encrypted .xlsx, .xlsm, .xlsb or .xls; only such files may be given.

    Raises:
        WorkbookError: no password fits or none is given, what opens such files is not installed, or the file is damaged.
    """
    if sys.platform == "emscripten":
        raise _locked(_NOT_HERE)
    try:
        import msoffcrypto  # noqa: PLC0415 - an extra, and only for such files
    except ImportError:
        raise _locked(
            LocalizedText(f"；用密码打开须先安装：{_INSTALL}", f"; to open it with a password, install: {_INSTALL}")
        ) from None
    for password in (_EVERYBODYS, *terms.passwords):
        try:
            opened = io.BytesIO()
            file = msoffcrypto.OfficeFile(io.BytesIO(data))
            _check_rounds(file)
            file.load_key(password=password)
            file.decrypt(opened)
        except msoffcrypto.exceptions.DecryptionError:
            continue
        except Exception as error:  # noqa: BLE001 - a damaged file fails in any way
            raise _locked(
                LocalizedText(f"；无法解密（{type(error).__name__}）", f"; decrypting it failed ({type(error).__name__})")
            ) from None
        if opened.tell() > terms.limits.file_size * MIB:
            raise terms.limits.limit_error("file-size")
        return opened.getvalue()
    if terms.passwords:
        raise _locked(LocalizedText("；给出的密码不对", "; no password given fits"))
    raise _locked(
        LocalizedText(
            "；在命令行也可以用 --password-file 或 ASSISTCHECK_PASSWORD 给出密码",
            "; or, on the command line, give the password with --password-file or ASSISTCHECK_PASSWORD",
        )
    )


def _check_rounds(file: object) -> None:
    """Refuse an encrypted .xlsx that wants a password hashed too often, which it can say to be any number."""
    info = getattr(file, "info", None)
    if isinstance(info, dict) and int(info.get("spinValue", 0)) > _MOST_ROUNDS:
        raise ValueError("spinCount")


def _locked(more: LocalizedText) -> WorkbookError:
    return WorkbookError("encrypted-file", LocalizedText(f"没有密码的文件{more.zh}", f"a file without a password{more.en}"))


def load_passwords(path: str) -> tuple[str, ...]:
    """Return the passwords of a text file in UTF-8, one on each line.

    Raises:
        UsageError: the file cannot be read or holds none; the words never show what stands in it.
    """
    try:
        content = read_side_file(Path(path))
    except OSError as error:
        why = reason(error)
        words = LocalizedText(f"密码文件 {path} 无法读取（{why.zh}）", f"the password file {path} cannot be read ({why.en})")
        raise UsageError(words) from None
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        number = content.count(b"\n", 0, error.start) + 1
        zh = f"密码文件 {path} 第 {number} 行不是 UTF-8 文字；请用记事本另存为 UTF-8，每行一个密码"
        en = f"the password file {path}, line {number}, is no text in UTF-8; save it as UTF-8, one password a line"
        raise UsageError(LocalizedText(zh, en)) from None
    passwords = tuple(line for line in lines if line.strip())
    if not passwords:
        zh = f"密码文件 {path} 是空的；请每行写一个密码"
        raise UsageError(LocalizedText(zh, f"the password file {path} is empty; write one password a line"))
    return passwords
