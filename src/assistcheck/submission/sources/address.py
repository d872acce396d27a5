"""Addresses of folders and files on servers: ``s3://…``, ``webdav+https://…``, ``smb://…``, ``sftp://…``."""

from __future__ import annotations

import glob
import os
import re
from dataclasses import dataclass, field, replace
from itertools import takewhile
from urllib.parse import unquote

from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText

SCHEMES = ("s3", "webdav+https", "webdav+http", "smb", "sftp")
"""The kinds of server whose files are read."""
PASSWORD_VARIABLE = "ASSISTCHECK_REMOTE_PASSWORD"  # noqa: S105 - the name of a variable
"""The password of an address that names a user and no password."""
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://(?:([^/]*)@)?([^/@]*)(/.*)?", re.DOTALL)
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^:\[\]\s]+)(?::(\d{1,5}))?")


@dataclass(frozen=True, slots=True)
class Address:
    """One folder or file on a server."""

    scheme: str
    host: str
    """Of a server, or the bucket."""
    port: int | None
    path: str
    """As the server calls it: no escapes of an address in it, no slash before or behind it."""
    shown: str
    """What the user gave, without any credentials: as reports call it."""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, given: str) -> Address:
        """Return what an address means.

        Raises:
            UsageError: it is not of a kind that is read, or names no server; the words show no credentials.
        """
        parts = _ADDRESS.fullmatch(given)
        scheme, userinfo, server, path = parts.groups("") if parts else (given.partition("://")[0], "", "", "")
        scheme, path = scheme.lower(), re.sub("/{2,}", "/", path)
        shown = f"{scheme}://{server}{path}"
        if scheme not in SCHEMES:
            known = "、".join(f"{one}://" for one in SCHEMES)
            zh, en = f"{shown}：不支持这种地址；可用 {known}", f"{shown}: no such kind of address; there are {known}"
            raise UsageError(LocalizedText(zh, en))
        host = _HOST.fullmatch(server)
        if host is None or int(host[2] or 0) > 0xFFFF or (scheme == "s3" and (userinfo or host[2])):
            raise UsageError(_malformed(shown, scheme))
        user, _, password = userinfo.partition(":")
        user, password = unquote(user), unquote(password)
        if scheme.startswith("webdav"):
            path = unquote(path)
        if user and not password:
            password = os.environ.get(PASSWORD_VARIABLE, "")
        return cls(scheme, host[1], int(host[2]) if host[2] else None, path.strip("/"), shown, user, password)

    def member(self, path: str) -> Address:
        """Return the address of what lies in this folder, under ``path`` as the server calls it."""
        below = path[len(self.path) :].strip("/")
        return replace(self, path=path, shown=f"{self.shown.rstrip('/')}/{below}")

    def fixed_part(self) -> Address:
        """Return the folder that a pattern begins with, before its first wildcard."""
        fixed = [*takewhile(lambda part: not glob.has_magic(part), self.path.split("/"))]
        shown = [*takewhile(lambda part: not glob.has_magic(part), self.shown.split("/"))]
        return replace(self, path="/".join(fixed), shown="/".join(shown))

    @property
    def key(self) -> tuple[str, str, int | None, str]:
        """What two addresses of one file have in common."""
        return self.scheme, self.host, self.port, self.path

    @property
    def server_url(self) -> str:
        """The address of a WebDAV server by itself, without credentials: ``https://host:port``."""
        port = f":{self.port}" if self.port else ""
        return f"{self.scheme.removeprefix('webdav+')}://{self.host}{port}"


def _malformed(shown: str, scheme: str) -> LocalizedText:
    if scheme == "s3":
        return LocalizedText(
            f"{shown}：应写成 s3://存储桶/文件夹；密钥写在 AWS_ACCESS_KEY_ID 等变量中，服务地址写在 AWS_ENDPOINT_URL 中",
            f"{shown}: write s3://BUCKET/FOLDER; keys go into AWS_ACCESS_KEY_ID and others, the server into AWS_ENDPOINT_URL",
        )
    return LocalizedText(
        f"{shown}：应写成 {scheme}://主机:端口/文件夹，主机前可写“用户@”；密码可写在 {PASSWORD_VARIABLE} 中",
        f"{shown}: write {scheme}://HOST:PORT/FOLDER, the host after USER@; the password may stand in {PASSWORD_VARIABLE}",
    )
