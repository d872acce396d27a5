"""The parts of the page from where they are handed out, by name and digest, into a folder that keeps them."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.error import URLError

from assistcheck.atomic_write import write_whole
from assistcheck.errors import UsageError, reason
from assistcheck.i18n import LocalizedText
from assistcheck.page.parts import PLATFORMS, PYODIDE, PYTHON, WHEELS, Wheel
from assistcheck.scratch import scratch_folder

_REGISTRY = "https://registry.npmjs.org/"
_PATIENCE = 60.0
"""Seconds in which a registry has to answer."""
_LARGEST = 64 * 2**20
"""Bytes that a part may have."""


def parts_in(folder: Path) -> Mapping[str, bytes]:
    """Return every part by the name of its file, from ``folder`` or else downloaded into it; each has its digest.

    Raises:
        UsageError: one cannot be had, or is not what it should be, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        missing = [wheel for wheel in WHEELS if not (folder / wheel.file).is_file()]
        if missing:
            _download_wheels(missing, folder)
        if not (folder / PYODIDE.file).is_file():
            write_whole(_npm_archive(), folder / PYODIDE.file)
        return {name: _checked(name, (folder / name).read_bytes()) for name in _names()}
    except OSError as error:
        why = reason(error)
        raise UsageError(LocalizedText(f"{folder}：{why.zh}", f"{folder}: {why.en}")) from None


def _names() -> Iterable[str]:
    return (PYODIDE.file, *(wheel.file for wheel in WHEELS))


def _checked(name: str, content: bytes) -> bytes:
    """Return the content of a part.

    Raises:
        UsageError: it is not what it should be.
    """
    if name == PYODIDE.file:
        expected, found = PYODIDE.sha512, base64.b64encode(hashlib.sha512(content).digest()).decode("ascii")
    else:
        expected = next(wheel.sha256 for wheel in WHEELS if wheel.file == name)
        found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise UsageError(
            LocalizedText(
                f"{name}：不是应有的文件（应为 {expected}，实为 {found}）",
                f"{name} is not the file that it should be (expected {expected}, found {found})",
            )
        )
    return content


def _download_wheels(wheels: list[Wheel], folder: Path) -> None:
    """Let pip download wheels by name and digest; it knows of the office's own index, proxy and certificates."""
    with scratch_folder() as scratch:
        wanted = Path(scratch, "wanted.txt")
        wanted.write_text("".join(f"{one.project}=={one.version} --hash=sha256:{one.sha256}\n" for one in wheels), "utf-8")
        platforms = [f"--platform={name}" for name in PLATFORMS]
        how = ["--no-deps", "--only-binary=:all:", "--require-hashes", "--implementation=cp", "--abi=cp314", "--abi=abi3"]
        run = subprocess.run(  # noqa: S603 - nothing of it is anybody's but ours
            [
                *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"),
                *(*how, "--abi=none", f"--python-version={PYTHON}", *platforms, "--dest", scratch, f"--requirement={wanted}"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise UsageError(LocalizedText(f"pip 没有下载：{run.stderr}", f"pip has not downloaded: {run.stderr}"))
        for one in wheels:
            write_whole(_checked(one.file, Path(scratch, one.file).read_bytes()), folder / one.file)


def _npm_archive() -> bytes:
    """Return the archive of npm."""
    named = (value for name, value in os.environ.items() if name.upper() == "NPM_CONFIG_REGISTRY" and value)
    registry = next(named, _REGISTRY)
    url = f"{registry.rstrip('/')}/{PYODIDE.project}/-/{PYODIDE.file}"
    if not url.startswith(("https://", "http://")):
        raise UsageError(LocalizedText(f"{url}：不是网址", f"{url}: no address of a registry"))
    try:
        with urllib.request.urlopen(url, timeout=_PATIENCE) as answer:  # noqa: S310 - looked at above
            content: bytes = answer.read(_LARGEST)
    except URLError as error:
        raise UsageError(LocalizedText(f"{url}：无法下载：{error}", f"{url} cannot be downloaded: {error}")) from None
    return _checked(PYODIDE.file, content)
