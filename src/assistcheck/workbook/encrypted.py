"""Workbooks behind a password, opened with the passwords of the run where the extra ``encrypted`` is installed."""

from __future__ import annotations

import io

from assistcheck.errors import WorkbookError
from assistcheck.language import Say
from assistcheck.workbook.limits import MIB, Terms

_EVERYBODYS = "VelvetSweatshop"
"""The password with which Excel locks a file that it opens without asking."""
_MOST_ROUNDS = 1_000_000
"""Times that a password is hashed for one file; Excel does so 100,000 times."""
_INSTALL = "pip install 'assistcheck[encrypted]'"


def decrypted(data: bytes, terms: Terms) -> bytes:
    """Return the workbook within an encrypted .xlsx, .xlsm, .xlsb or .xls; only such files may be given.

    Raises:
        WorkbookError: no password fits or none is given, what opens such files is not installed, or the file is damaged.
    """
    try:
        import msoffcrypto  # noqa: PLC0415 - an extra, and only for such files
    except ImportError:
        raise _locked(Say(f"；用密码打开须先安装：{_INSTALL}", f"; to open it with a password, install: {_INSTALL}")) from None
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
                Say(f"；无法解密（{type(error).__name__}）", f"; decrypting it failed ({type(error).__name__})")
            ) from None
        if opened.tell() > terms.limits.file_size * MIB:
            raise terms.limits.refusal("file-size")
        return opened.getvalue()
    if terms.passwords:
        raise _locked(Say("；给出的密码不对", "; no password given fits"))
    raise _locked(
        Say(
            "；也可以用 --password-file 或 ASSISTCHECK_PASSWORD 给出密码",
            "; or give the password with --password-file or ASSISTCHECK_PASSWORD",
        )
    )


def _check_rounds(file: object) -> None:
    """Refuse an encrypted .xlsx that wants a password hashed too often, which it can say to be any number."""
    info = getattr(file, "info", None)
    if isinstance(info, dict) and int(info.get("spinValue", 0)) > _MOST_ROUNDS:
        raise ValueError("spinCount")


def _locked(more: Say) -> WorkbookError:
    return WorkbookError("encrypted-file", Say(f"没有密码的文件{more.zh}", f"a file without a password{more.en}"))
