"""The folder as it is built of the real parts: whole, the same each time, and handed out by the program's own server."""

from __future__ import annotations

import hashlib
import io
import json
import re
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from assistcheck.page.parts import PARTS
from page.built import parts_folder
from page.clerk import Clerk

PAGE = (sys.executable, "-m", "assistcheck", "page", "--lang", "en", "--parts")
BROWSERS = {"sys_platform": "emscripten", "platform_machine": "wasm32", "python_version": "3.14", "extra": ""}


def app_of(built: Path) -> Path:
    (found,) = built.glob("app-*")
    return found


def lying_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def metadata_of(wheel: Path) -> list[Requirement]:
    with ZipFile(wheel) as archive:
        name = next(one for one in archive.namelist() if one.endswith(".dist-info/METADATA"))
        return [Requirement(text) for text in message_from_bytes(archive.read(name)).get_all("Requires-Dist", [])]


def test_every_file_is_named_with_its_digest(built: Path) -> None:
    lines = [line.split("  ") for line in (built / "SHA256SUMS").read_text("ascii").splitlines()]
    found = lying_in(built)
    del found["SHA256SUMS"]
    assert {name: digest for digest, name in lines} == found
    manifest = json.loads((app_of(built) / "manifest.json").read_bytes())
    inside = {name.partition("/")[2]: digest for name, digest in found.items() if "/" in name and "manifest" not in name}
    assert {one["path"]: one["sha256"] for one in manifest["files"]} == inside


def test_it_is_the_same_to_the_byte_when_it_is_built_again(built: Path, tmp_path: Path) -> None:
    subprocess.run([*PAGE, parts_folder(), "-o", tmp_path / "again"], check=True, capture_output=True)
    assert lying_in(tmp_path / "again") == lying_in(built)


def test_every_part_is_named_with_its_licence_and_the_words_of_it(built: Path) -> None:
    folder = parts_folder()
    with tarfile.open(folder / PARTS.pyodide.file) as archive:
        package = archive.extractfile("package/package.json")
        assert package
        assert json.loads(package.read())["license"] == PARTS.pyodide.licence
    pyodide, *wheels = (built / "LICENSES.txt").read_text(encoding="utf-8").split(f"\n{'=' * 80}\n")[1:]
    assert f"pyodide {PARTS.pyodide.version}\nMPL-2.0; " in pyodide
    assert PARTS.pyodide.version in PARTS.pyodide.source
    assert len(wheels) == len(PARTS.wheels)
    for wheel, text in zip(PARTS.wheels, wheels, strict=True):
        named, licence = text.splitlines()[:2]
        assert named.startswith(f"{wheel.project} {wheel.version}")
        assert re.search(r"MIT|BSD|ISC|PSF", licence), wheel
        assert re.search(r"WITHOUT\s+WARRANTY|AS[ -]IS", text), wheel


def test_no_wheel_needs_another_one_or_another_version_than_there_is(built: Path) -> None:
    wheels = {canonicalize_name(path.name.split("-")[0]): path for path in (app_of(built) / "wheels").iterdir()}
    needed = [one for path in wheels.values() for one in metadata_of(path) if not one.marker or one.marker.evaluate(BROWSERS)]
    assert {"pydantic-core", "markupsafe", "et-xmlfile"} <= {canonicalize_name(one.name) for one in needed}
    for one in needed:
        assert one.specifier.contains(wheels[canonicalize_name(one.name)].name.split("-")[1]), one


def test_compiled_modules_are_such_as_browsers_run(built: Path) -> None:
    compiled = []
    for path in (app_of(built) / "wheels").iterdir():
        with ZipFile(io.BytesIO(path.read_bytes())) as archive:
            compiled += [name for name in archive.namelist() if archive.read(name)[:4] in {b"\x7fELF", b"\0asm", b"MZ\x90\0"}]
    assert len(compiled) == 2
    assert all("emscripten" in name for name in compiled)


@pytest.fixture
def served() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Return the program that hands out a page of its own, and the page's address."""
    with subprocess.Popen([*PAGE, parts_folder(), "--serve", "--no-open"], stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr
        found = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())
        yield server, found[0] if found else ""
        server.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_the_programs_own_server_opens_it_under_its_headers(
    windows: Callable[[str], Clerk], served: tuple[subprocess.Popen[str], str]
) -> None:
    server, address = served
    clerk = windows(address)
    answer = clerk.page.goto(address)
    assert answer
    assert "connect-src 'self'" in answer.headers["content-security-policy"]
    clerk.wait_ready()
    server.send_signal(signal.SIGINT)
    assert server.wait(timeout=30) == 130
