"""A server for the page on this computer alone: it hands out the files of one folder, and answers nobody from elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTP_PORT
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn

from assistcheck.errors import UsageError, reason
from assistcheck.i18n import LocalizedText
from assistcheck.page.contents import INDEX
from assistcheck.page.policy import APP, ASK_AGAIN, FOREVER, MIME_TYPES, headers

_HERE = "127.0.0.1"
_USUAL = 8017
"""The port where none is named: one that stays the same lets a browser keep the page; another one where it is taken."""
_PATIENCE = 30
"""Seconds that a browser may be silent."""
_NO_SUCH = "no such file\n"
_NOT_HERE = "this server answers only to the address that assistcheck page --serve shows\n"


def serve(folder: Path, port: int | None, ready: Callable[[str], None]) -> None:
    """Hand out the page in ``folder`` till the program is stopped; ``ready`` hears its address once it answers.

    Raises:
        UsageError: the port is taken.
    """
    with _server(folder, port) as server:
        ready(f"http://{_HERE}:{server.port}/")
        server.serve_forever()


def _server(folder: Path, port: int | None) -> _Server:
    """Return a server that listens at a port; where none is named, at the usual one or any other."""
    try:
        return _Server(folder, _USUAL if port is None else port)
    except OSError as error:
        if port is not None:
            why = reason(error)
            zh = f"--port {port}：端口无法使用：{why.zh}；请换一个，或不写 --port"
            en = f"--port {port}: the port cannot be used: {why.en}; give another, or leave --port out"
            raise UsageError(LocalizedText(zh, en)) from None
    return _Server(folder, 0)


def _names(port: int) -> frozenset[str]:
    """Return what browsers call this server, who leave the usual port of http out."""
    hosts = (_HERE, "localhost")
    return frozenset(hosts if port == HTTP_PORT else (f"{host}:{port}" for host in hosts))


class _Server(ThreadingMixIn, TCPServer):
    allow_reuse_address = os.name == "posix"  # elsewhere it lets others listen at the same port
    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        """Listen at a port of this computer; 0: any.

        Raises:
            OSError: it is taken.
        """
        super().__init__((_HERE, port), _Answer)
        self.folder = folder
        self.port: int = self.server_address[1]
        self.names = _names(self.port)
        self.headers = headers()

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that went away is no fault."""

    def file_of(self, address: str) -> Path | None:
        """Return the file of an address; only names of files that are there are ever compared with it."""
        wanted = INDEX if address == "/" else address.removeprefix("/")
        for path in self.folder.rglob("*"):
            if path.relative_to(self.folder).as_posix() == wanted and path.suffix in MIME_TYPES:
                return path if path.is_file() and not path.is_symlink() else None
        return None


class _Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = _PATIENCE
    server: _Server
    server_version, sys_version = "assistcheck", ""

    def do_GET(self) -> None:
        """Send a file."""
        self.wfile.write(self._head())

    def do_HEAD(self) -> None:
        """Send what is said of a file."""
        self._head()

    def log_message(self, *_: object) -> None:
        """Say nothing of what is asked for."""

    def _head(self) -> bytes:
        """Send what is said of the answer, and return its content."""
        if self.headers.get("Host", "") not in self.server.names:  # a foreign page whose name leads here
            return self._refused(HTTPStatus.MISDIRECTED_REQUEST, _NOT_HERE)
        address = self.path.partition("?")[0]
        try:
            path = self.server.file_of(address)
            content = path.read_bytes() if path else b""
        except OSError:  # it has gone
            path = None
        if path is None:
            return self._refused(HTTPStatus.NOT_FOUND, _NO_SUCH)
        self._said(HTTPStatus.OK, path.suffix, len(content), FOREVER if address.startswith(f"/{APP}") else ASK_AGAIN)
        return content

    def _refused(self, status: HTTPStatus, words: str) -> bytes:
        content = words.encode("ascii")
        self.close_connection = True
        self._said(status, ".txt", len(content), "no-store")
        return content

    def _said(self, status: HTTPStatus, ending: str, size: int, keeps: str) -> None:
        kind = MIME_TYPES[ending]
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(size))
        self.send_header("Cache-Control", keeps)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.end_headers()
