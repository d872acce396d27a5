"""The file systems of servers, opened for reading alone: each is asked as it has to be, and for no longer than it may take."""

from __future__ import annotations

import sys
import sysconfig
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, cast
from urllib.parse import quote

from assistcheck.errors import UsageError, WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.submission.sources.address import Address
from assistcheck.submission.sources.system_errors import CLOSED, IN_USE, refused_by_system

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem
    from httpx import URL

PATIENCE_S = 10
"""Seconds that a server may take to answer."""


@contextmanager
def opened_server(address: Address) -> Iterator[AbstractFileSystem]:
    """Give the file system that an address lies in, and close its connection in the end."""
    server = open_server(address)
    try:
        yield server
    finally:
        client = getattr(server, "client", None)  # of WebDAV and SFTP; the others keep theirs for the whole process
        close = getattr(getattr(client, "http", client), "close", None)
        if close:
            close()


def open_server(address: Address) -> AbstractFileSystem:
    """Return the file system that an address lies in.

    Raises:
        UsageError: the libraries of the extra ``remote`` are not installed.
        Exception: whatever the library raises where the server does not answer or lets nobody in; see :func:`server_errors`.
    """
    programs = sysconfig.get_path("scripts")  # where other packages put files of any name, and no modules
    sys.path[:] = [folder for folder in sys.path if folder != programs]
    try:
        return _OPENERS[address.scheme](address)
    except ImportError:
        raise UsageError(
            LocalizedText(
                f"{address.shown}：读取网络地址需要可选组件 remote；请先运行 pip install 'assistcheck[remote]'",
                f"{address.shown}: reading from servers needs the extra remote; run pip install 'assistcheck[remote]' first",
            )
        ) from None


def path_on(address: Address) -> str:
    """Return what the file system of an address calls it."""
    match address.scheme:
        case "s3":
            return f"{address.host}/{address.path}"
        case "smb" | "sftp":
            return f"/{address.path}"
        case _:
            return address.path


def path_in(address: Address, name: str) -> str:
    """Return a path as the file system calls it as one of an :class:`Address`."""
    return name.removeprefix(f"{address.host}/" if address.scheme == "s3" else "/").strip("/")


def _s3(address: Address) -> AbstractFileSystem:
    del address  # the bucket is a part of each path; keys and server are where Amazon's own tools look for them
    from s3fs import S3FileSystem  # noqa: PLC0415

    timeouts = {"connect_timeout": PATIENCE_S, "read_timeout": PATIENCE_S, "retries": {"max_attempts": 2}}
    return S3FileSystem(config_kwargs=timeouts, use_listings_cache=False, skip_instance_cache=True)


def _webdav(address: Address) -> AbstractFileSystem:
    from webdav4.client import Client  # noqa: PLC0415
    from webdav4.fsspec import WebdavFileSystem  # noqa: PLC0415

    class Escaping(Client):  # type: ignore[misc]  # the library has no types
        """One that takes names for names; the library's own (0.11.0) takes them for parts of a URL, with # and % in it."""

        def join_url(self, path: str, add_trailing_slash: bool = False) -> URL:  # noqa: FBT001, FBT002 - the library's
            return cast("URL", super().join_url(quote(path), add_trailing_slash))

    auth = (address.user, address.password) if address.user else None
    client = Escaping(address.server_url, auth=auth, timeout=PATIENCE_S, retry=False)
    return WebdavFileSystem(address.server_url, client=client, skip_instance_cache=True)


def _smb(address: Address) -> AbstractFileSystem:
    from fsspec.implementations.smb import SMBFileSystem  # noqa: PLC0415

    return SMBFileSystem(
        address.host.strip("[]"),
        port=address.port,
        username=address.user.replace(";", "\\", 1) or None,
        password=address.password or None,
        timeout=PATIENCE_S,
        share_access="rwd",  # a workbook that is open in Excel on somebody's desk is read, and nobody is kept from saving it
        register_session_retries=0,
        skip_instance_cache=True,
    )


def _sftp(address: Address) -> AbstractFileSystem:
    import paramiko  # noqa: PLC0415
    from fsspec.implementations.sftp import SFTPFileSystem  # noqa: PLC0415

    class KnownHosts(SFTPFileSystem):  # type: ignore[misc]  # the library has no types
        """One that talks to servers whose keys are on record, as ssh does."""

        def _connect(self) -> None:
            self.client = paramiko.SSHClient()
            self.client.load_system_host_keys()
            self.client.set_missing_host_key_policy(paramiko.RejectPolicy())
            self.client.connect(self.host, **self.ssh_kwargs)
            self.ftp = self.client.open_sftp()
            self.ftp.get_channel().settimeout(PATIENCE_S)

    how = dict.fromkeys(("timeout", "banner_timeout", "auth_timeout", "channel_timeout"), PATIENCE_S)
    user, password = address.user or None, address.password or None
    return KnownHosts(
        address.host.strip("[]"), port=address.port or 22, username=user, password=password, **how, skip_instance_cache=True
    )


_OPENERS: dict[str, Callable[[Address], AbstractFileSystem]] = {
    "s3": _s3,
    "webdav+https": _webdav,
    "webdav+http": _webdav,
    "smb": _smb,
    "sftp": _sftp,
}


@contextmanager
def server_errors() -> Iterator[None]:
    """Turn whatever a library says of a server into the error of the file; its own words may hold credentials."""
    try:
        yield
    except (UsageError, WorkbookError, MemoryError):
        raise
    except Exception as error:  # noqa: BLE001 - each library has errors of its own
        raise _error_of(error) from None


class _Why(NamedTuple):
    """Why a server does not give a file, and what to do about it."""

    words: LocalizedText
    remedy: LocalizedText


_UNKNOWN_KEY = _Why(
    LocalizedText("不认识服务器的密钥，或连接被拒绝", "the server's key is not known, or it refused to talk"),
    LocalizedText(
        "先用 ssh 连接一次，核对并记下服务器的密钥，然后重新运行",
        "connect once with ssh, check and record the server's key, and run again",
    ),
)
_NO_LOGIN = _Why(
    LocalizedText("登录被拒绝", "the login was refused"),
    LocalizedText("核对地址中的用户和密码，或密钥的变量，然后重新运行", "check user and password, or the keys, and run again"),
)
_ABSENT = _Why(
    LocalizedText("服务器上没有", "it is not on the server"),
    LocalizedText("核对地址，然后重新运行", "check the address, and run again"),
)
_FORBIDDEN = _Why(LocalizedText("没有权限", "there is no permission"), CLOSED)
_TAKEN = _Why(LocalizedText("正被另一个程序占用", "another program keeps it to itself"), IN_USE)
_KINDS = {
    "SSHException": _UNKNOWN_KEY,
    "BadHostKeyException": _UNKNOWN_KEY,
    "AuthenticationException": _NO_LOGIN,
    "SMBAuthenticationError": _NO_LOGIN,
    "LogonFailure": _NO_LOGIN,
    "NoCredentialsError": _NO_LOGIN,
    "PartialCredentialsError": _NO_LOGIN,
    "FileNotFoundError": _ABSENT,
    "ResourceNotFound": _ABSENT,
    "NoSuchBucket": _ABSENT,
    "AccessDenied": _FORBIDDEN,
    "SharingViolation": _TAKEN,
}
"""What the libraries call their errors; the class that is nearest to the error counts."""
_HTTP = {401: _NO_LOGIN, 403: _FORBIDDEN, 404: _ABSENT, 407: _NO_LOGIN, 423: _TAKEN}
_NT = {
    0xC000000F: _ABSENT,
    0xC0000022: _FORBIDDEN,
    0xC0000034: _ABSENT,
    0xC000003A: _ABSENT,
    0xC0000043: _TAKEN,
    0xC00000CC: _ABSENT,
}
"""Windows' own numbers, which SMB servers give."""


def _error_of(error: Exception) -> WorkbookError:
    """Return the error of the file that an error of a library stands for."""
    http, windows = getattr(getattr(error, "response", None), "status_code", None), getattr(error, "ntstatus", None)
    kinds = (_KINDS[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in _KINDS)
    why = _HTTP.get(http or 0) or _NT.get(windows or 0) or next(kinds, None)
    if why is None and isinstance(error, OSError) and error.errno:
        return refused_by_system(error)
    name = type(error).__name__
    words, remedy = why or _Why(
        LocalizedText(f"未能从服务器取得：{name}", f"it could not be had from the server: {name}"),
        LocalizedText("检查网络、地址和服务器，然后重新运行", "check the network, the address and the server, and run again"),
    )
    expected = LocalizedText(f"可以读取的文件（{words.zh}）", f"a file that can be read ({words.en})")
    return WorkbookError("unreadable-file", expected, remedy)
