"""Parts of a page that nobody hands out: small, in the form of the real ones."""

from __future__ import annotations

import gzip
import io
import tarfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from assistcheck.page.parts import Archive, Part, Parts, Wheel

MEMBERS = {"pyodide.mjs": b"export {};\n", "pyodide.asm.wasm": b"\0asm\1\0\0\0"}
ANY, FOREIGN = "py3-none-any", "cp314-cp314-manylinux2014_x86_64"


def wheel_of(project: str, files: Mapping[str, bytes], tag: str = ANY, more: str = "") -> tuple[Wheel, bytes]:
    """Return a wheel of version 1.0 with these files, and its bytes; ``more`` are further lines of its metadata."""
    info = f"{project}-1.0.dist-info"
    said = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {project}\nVersion: 1.0\n{more}".encode(),
        f"{info}/WHEEL": f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n".encode(),
        f"{info}/RECORD": b"".join(f"{name},,\n".encode() for name in files),
    }
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in {**files, **said}.items():
            archive.writestr(ZipInfo(name), content)  # of 1980, so that it is the same in every process
    content = packed.getvalue()
    return Wheel(project, "1.0", tag, len(content), sha256(content).hexdigest()), content


def archive_of(*members: tarfile.TarInfo, files: Mapping[str, bytes] = MEMBERS) -> tuple[Archive, bytes]:
    """Return an archive of npm with these files, and whatever other members, and its bytes."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for member in members:
            archive.addfile(member)
    content = gzip.compress(packed.getvalue(), mtime=0)
    bare = Archive("pyodide", "1.0.0", len(content), "", tuple(MEMBERS), "MPL-2.0", "https://example.org/source")
    return bare._replace(sha512=bare.digest_of(content).removeprefix("sha512-")), content


PYTHON = archive_of()
PLAIN = wheel_of("plain", {"plain/__init__.py": b"x = 1\n"})
HALF = wheel_of(
    "half", {"half/__init__.py": b"", "half/fast.cpython-314-x86_64-linux-gnu.so": b"\x7fELF", "half/fast.c": b""}, FOREIGN
)
WHEELS = (PLAIN, HALF)
PARTS = Parts(PYTHON[0], (PLAIN[0], HALF[0]))
COLLECTED = {part.file: content for part, content in (PYTHON, *WHEELS)}


def laid_out(folder: Path, *parts: tuple[Part, bytes]) -> Path:
    """Write parts, or else all of them, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for part, content in parts or (PYTHON, *WHEELS):
        (folder / part.file).write_bytes(content)
    return folder
