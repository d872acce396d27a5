"""The server on this computer: the files of one folder, and nobody from elsewhere."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from assistcheck.errors import UsageError
from assistcheck.page import server
from assistcheck.page.policy import headers

APP = "app-0123456789abcdef"
FILES = {
    "index.html": b"<!doctype html>",
    "service-worker.js": b"1;",
    f"{APP}/main.mjs": b"2;",
    f"{APP}/python/a.wasm": b"\0asm",
    f"{APP}/wheels/a-1.0-py3-none-any.whl": b"PK",
}


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Hand out a small folder at a port."""
    around = tmp_path_factory.mktemp("around")
    folder = around / "page"
    for name, content in {**FILES, "SHA256SUMS": b"x", "web.config": b"x", "../secret.txt": b"x"}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "link.txt").symlink_to(around / "secret.txt")
    (folder / "out").symlink_to(around, target_is_directory=True)
    with server._server(folder, 0) as made:
        threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield made.port
        made.shutdown()


def asked(port: int, path: str, method: str = "GET", **said: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers=said)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer, content


@pytest.mark.parametrize(
    ("path", "kind", "keeps"),
    [
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        ("service-worker.js", "text/javascript; charset=utf-8", "no-cache"),
        (f"{APP}/main.mjs", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        (f"{APP}/python/a.wasm", "application/wasm", "public, max-age=31536000, immutable"),
        (f"{APP}/wheels/a-1.0-py3-none-any.whl", "application/octet-stream", "public, max-age=31536000, immutable"),
    ],
)
def test_a_file_comes_with_its_type_and_how_long_it_may_be_kept(port: int, path: str, kind: str, keeps: str) -> None:
    answer, content = asked(port, f"/{path}")
    assert (answer.status, content) == (200, FILES[path])
    assert (answer.getheader("Content-Type"), answer.getheader("Cache-Control")) == (kind, keeps)


@pytest.mark.parametrize("path", ["/", "/?lang=en", "/index.html?x=../.."])
def test_the_page_comes_for_the_folder_and_whatever_is_asked_after_it(port: int, path: str) -> None:
    assert asked(port, path)[1] == FILES["index.html"]


@pytest.mark.parametrize("path", ["/", "/nothing.html"])
def test_every_answer_has_the_headers_of_other_servers(port: int, path: str) -> None:
    answer, _ = asked(port, path)
    assert {name: answer.getheader(name) for name in headers()} == headers()


@pytest.mark.parametrize(
    "path",
    [
        f"/{APP}",
        f"/{APP}/",
        "/../secret.txt",
        f"/{APP}/../index.html",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..\\secret.txt",
        "/./index.html",
        "/index.html%00",
        "/link.txt",
        "/out/secret.txt",
        "/SHA256SUMS",
        "/web.config",
        "/INDEX.HTML",
        "*",
        "/" + "a" * 5_000,
    ],
)
def test_nothing_but_a_file_of_the_page_by_its_name_is_found(port: int, path: str) -> None:
    answer, content = asked(port, path)
    assert (answer.status, content) == (404, b"no such file\n")


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example:{port}"]
)
def test_a_name_of_elsewhere_that_leads_here_gets_nothing(port: int, host: str) -> None:
    answer, content = asked(port, "/", Host=host.format(port=port))
    assert answer.status == 421
    assert b"doctype" not in content


def test_both_names_of_this_computer_are_answered(port: int) -> None:
    assert asked(port, "/", Host=f"localhost:{port}")[0].status == 200
    assert asked(port, "/", Host=f"127.0.0.1:{port}")[0].status == 200


def test_at_the_usual_port_of_http_it_is_called_without_one(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HTTP_PORT", port)
    with server._server(Path(), 0) as made:
        assert made.names == {f"127.0.0.1:{made.port}", f"localhost:{made.port}"}
    assert server._names(port) == {"127.0.0.1", "localhost"}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_nothing_can_be_done_but_asking_for_files(port: int, method: str) -> None:
    assert asked(port, "/index.html", method)[0].status == 501


def test_what_is_said_of_a_file_can_be_asked_alone(port: int) -> None:
    answer, content = asked(port, "/index.html", "HEAD")
    assert (answer.status, content, answer.getheader("Content-Length")) == (200, b"", str(len(FILES["index.html"])))
    assert asked(port, "/nothing.html", "HEAD")[0].status == 404


def test_a_request_without_a_host_or_without_sense_gets_nothing_and_the_server_goes_on(port: int) -> None:
    for request in (b"GET / HTTP/1.0\r\n\r\n", b"\0\xff\r\n\r\n", b"GET\r\n\r\n", b""):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as one:
            one.sendall(request)
            one.shutdown(socket.SHUT_WR)
            assert b"doctype" not in b"".join(iter(lambda one=one: one.recv(4096), b""))  # type: ignore[misc]
    assert asked(port, "/")[0].status == 200


def test_only_this_computer_is_listened_to(port: int) -> None:
    with server._server(Path(), 0) as made:
        assert made.server_address[0] == "127.0.0.1"
    assert port


def test_a_port_that_is_named_and_taken_is_told_and_the_usual_one_gives_way(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError) as caught:
        server._server(Path(), port)
    assert str(caught.value) == (
        f"--port {port}: the port cannot be used: Another program has it; give another, or leave --port out"
    )
    monkeypatch.setattr(server, "_USUAL", port)
    with server._server(Path(), None) as made:
        assert made.port != port
