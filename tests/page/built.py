"""The folder of the page, built once by the command for all processes of a test run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from assistcheck.file_lock import folder_lock

PARTS = "ASSISTCHECK_PAGE_PARTS"
"""The variable that names a folder of downloaded parts, which is used again by later runs."""
_PATIENCE = 300
"""Seconds that a process waits for another one that builds or downloads."""


def parts_folder() -> Path:
    """Return where the parts are kept between runs."""
    named = os.environ.get(PARTS)
    folder = Path(named) if named else Path(tempfile.gettempdir()) / f"assistcheck-page-parts-{os.getuid()}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def build(shared: Path) -> Path:
    """Return the built folder within ``shared``, a folder of this run: built here, or by the process that was first.

    Without a network there is nothing to build it of: skipped then, but never in CI.
    """
    out, failed = shared / "page", shared / "page-failed"
    with folder_lock(shared, _PATIENCE), folder_lock(parts := parts_folder(), _PATIENCE):
        if failed.exists():
            _give_up(failed.read_text(encoding="utf-8"))
        if not out.exists():
            ran = _build(out, parts)
            if ran.returncode:
                shutil.rmtree(out, ignore_errors=True)
                failed.write_text(ran.stderr, encoding="utf-8")
                _give_up(ran.stderr)
    return out


def _build(out: Path, parts: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistcheck", "page", "-o", str(out), "--parts", str(parts), "--lang", "en"]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def _give_up(said: str) -> None:
    if os.environ.get("CI") or "Traceback" in said or _reaches_pypi():
        pytest.fail(f"the page was not built: {said}")
    pytest.skip(f"no network, and no parts in the folder that {PARTS} names: {said}")


def _reaches_pypi() -> bool:
    command = [sys.executable, "-c", "import urllib.request as u; u.urlopen('https://pypi.org/simple/xlrd/', timeout=20)"]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0
