"""The page from a real nginx, by the example that is written with it; only the address and the folder are changed."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from assistcheck.page.policy import ASK_AGAIN, FOREVER, MIME_TYPES
from page.clerk import Clerk
from page.conftest import INTRANET
from page.inputs import sample

ROOT = Path(__file__).parents[2]
NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PRIVATE = ("SHA256SUMS", "web.config", "nginx.conf.example")
PATIENCE = 20
"""Seconds in which the server has to answer."""
MAIN = """{user}
pid {home}/pid;
error_log {home}/error.log;
daemon off;
events {{}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    include {home}/assistcheck.conf;
}}
"""

pytestmark = pytest.mark.skipif(NGINX is None, reason="no nginx: install Debian's package nginx")


@pytest.fixture(scope="module")
def nginx(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address at which nginx hands out the built folder."""
    home, port = tmp_path_factory.mktemp("nginx"), free_port()
    example = (built / "nginx.conf.example").read_text(encoding="utf-8")
    example = changed(example, "listen 80;", f"listen 127.0.0.1:{port};")
    (home / "assistcheck.conf").write_text(changed(example, "root /srv/assistcheck;", f"root {built};"), encoding="utf-8")
    user = "user root;" if os.getuid() == 0 else ""  # folders of tests are closed to others
    (home / "nginx.conf").write_text(MAIN.format(user=user, home=home), encoding="utf-8")
    command = [str(NGINX), "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, encoding="utf-8", check=False)
    assert tested.returncode == 0
    assert "[warn]" not in tested.stderr
    with subprocess.Popen(command) as running:
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/"
        finally:
            running.terminate()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def changed(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def asked(url: str, *, packed: bool = False) -> tuple[int, HTTPMessage, bytes]:
    """Return status, headers and content of an answer, as they come."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=PATIENCE)
    try:
        connection.request("GET", parts.path, headers={"Accept-Encoding": "gzip"} if packed else {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def app_of(built: Path) -> str:
    (app,) = built.glob("app-*")
    return app.name


def test_every_file_comes_whole_with_its_type_and_for_how_long_it_keeps(nginx: str, built: Path) -> None:
    files = {path.relative_to(built).as_posix(): path for path in built.rglob("*") if path.is_file()}
    for name in sorted(files.keys() - set(PRIVATE)):
        status, headers, content = asked(nginx + name)
        assert (status, headers["Content-Type"].partition(";")[0]) == (200, MIME_TYPES[files[name].suffix]), name
        assert headers["Cache-Control"] == (FOREVER if "/" in name else ASK_AGAIN), name
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert hashlib.sha256(content).digest() == hashlib.sha256(files[name].read_bytes()).digest(), name


def test_texts_are_utf_8(nginx: str) -> None:
    assert asked(nginx)[1]["Content-Type"] == "text/html; charset=utf-8"


def test_what_is_no_part_of_the_page_is_not_handed_out(nginx: str) -> None:
    assert [asked(nginx + name)[0] for name in PRIVATE] == [404] * len(PRIVATE)


def test_that_a_file_is_missing_is_not_kept_for_a_year(nginx: str, built: Path) -> None:
    """A folder that is still being copied would else be broken for whoever asked too early."""
    status, headers, _ = asked(f"{nginx}{app_of(built)}/missing.mjs")
    assert status == 404
    assert "immutable" not in headers.get("Cache-Control", "")


def test_python_goes_out_in_less_than_half_its_bytes(nginx: str, built: Path) -> None:
    name = f"{app_of(built)}/python/pyodide.asm.wasm"
    _, headers, content = asked(nginx + name, packed=True)
    assert headers["Content-Encoding"] == "gzip"
    assert len(content) < (built / name).stat().st_size / 2


def test_the_command_by_which_an_office_checks_the_folder_finds_every_file_as_it_was_built(built: Path) -> None:
    pages = [ROOT / name for name in ("docs/page.md", "docs/zh/page.md")]
    shown = [re.findall(r"^sha256sum .*$", page.read_text(encoding="utf-8"), re.MULTILINE) for page in pages]
    assert shown[0] == shown[1]
    ran = subprocess.run(shlex.split(shown[0][0]), cwd=built, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_settings_that_were_copied_hold_for_the_next_version(built: Path) -> None:
    """A policy with the digests of one version's report would stop the scripts of the next one's."""
    assert "sha256-" not in (built / "nginx.conf.example").read_text(encoding="utf-8")
    assert app_of(built) not in (built / "nginx.conf.example").read_text(encoding="utf-8")


@pytest.mark.parametrize("host", ["127.0.0.1", INTRANET])
def test_a_sample_is_audited(host: str, nginx: str, windows: Callable[[str], Clerk], tmp_path: Path) -> None:
    url = nginx.replace("127.0.0.1", host)
    clerk = windows(url)
    clerk.open(url)
    clerk.audit(sample(tmp_path / "files", "one-team.xlsx", "2022-06-30"))
    assert clerk.json()["inputs"]
