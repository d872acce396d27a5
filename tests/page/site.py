"""A plain server for a folder: the right types of files and nothing else, so that the page needs no help from its server."""

from __future__ import annotations

import functools
import gzip
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TYPES = {
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".whl": "application/octet-stream",
    ".zip": "application/zip",
}


@dataclass
class Asked:
    """One request that reached the server."""

    path: str
    status: int
    size: int
    """Bytes of the body that was sent."""


@dataclass
class Site:
    """A folder that is being handed out."""

    folder: Path
    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Headers by the beginning of a path; the longest beginning that fits counts."""
    packed: bool = False
    """Whether bodies are sent compressed, as a server does that is set up to."""
    replaced: dict[str, bytes] = field(default_factory=dict)
    """What is sent in place of files, by their names, and of files that there are not."""
    asked: list[Asked] = field(default_factory=list)
    connections: list[socket.socket] = field(default_factory=list)
    """All that were ever open."""
    _server: ThreadingHTTPServer | None = None

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.server_address[1])

    def url(self, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}/"

    def start(self) -> None:
        handler = functools.partial(_Handler, self, directory=str(self.folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        """Be gone: a connection is refused from now on, and those that were kept open are closed."""
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        for connection in self.connections:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def headers_for(self, path: str) -> Mapping[str, str]:
        fitting = [start for start in self.headers if path.startswith(start)]
        return self.headers[max(fitting, key=len)] if fitting else {}


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, site: Site, *request: object, directory: str) -> None:
        self._site = site
        self._status = 0
        super().__init__(*request, directory=directory)  # type: ignore[arg-type]

    def setup(self) -> None:
        super().setup()
        self._site.connections.append(self.connection)

    def guess_type(self, path: object) -> str:
        return TYPES.get(Path(str(path)).suffix, "application/octet-stream")

    def send_response(self, code: int, message: str | None = None) -> None:
        self._status = code
        super().send_response(code, message)

    def end_headers(self) -> None:
        for name, value in self._site.headers_for(self.path).items():
            self.send_header(name, value)
        if self._status == HTTPStatus.NOT_MODIFIED:
            self._site.asked.append(Asked(self.path, self._status, 0))
        super().end_headers()

    def copyfile(self, source: object, outputfile: object) -> None:
        self._site.asked.append(Asked(self.path, self._status, Path(self.translate_path(self.path)).stat().st_size))
        super().copyfile(source, outputfile)  # type: ignore[type-var]

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        content = self._site.replaced.get(file.name)
        if content is None and not (self._site.packed and file.is_file()):
            super().do_GET()
            return
        self._send(file, file.read_bytes() if content is None else content)

    def _send(self, file: Path, content: bytes) -> None:
        body = gzip.compress(content, 6) if self._site.packed else content
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(file))
        if self._site.packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self._site.asked.append(Asked(self.path, self._status, len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing on a terminal."""


@contextmanager
def handed_out(folder: Path, headers: Mapping[str, Mapping[str, str]] | None = None, *, packed: bool = False) -> Iterator[Site]:
    """Hand out a folder for a while."""
    site = Site(folder, headers or {}, packed)
    site.start()
    try:
        yield site
    finally:
        site.stop()
