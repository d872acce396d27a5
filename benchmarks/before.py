"""The build before: a commit or a wheel, beside the libraries that this build uses, so that only its own code differs."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tarfile
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measure import ROOT, environment


def install_before(which: str, work: Path) -> Path:
    """Install a build into a folder of ``work``, unless it is there, and return the folder.

    Args:
        which: A wheel, or a commit, branch or tag of this repository.
        work: Where the folder is kept.
    """
    if which.endswith(".whl"):
        wheel = Path(which).resolve()
        folder = work / f"before-{hashlib.sha256(wheel.read_bytes()).hexdigest()[:12]}"
        if not folder.exists():
            _install(wheel, folder)
    else:
        commit = _git("rev-parse", "--verify", f"{which}^{{commit}}").decode().strip()
        folder = work / f"before-{commit[:12]}"
        if not folder.exists():
            with (
                TemporaryDirectory(prefix="before-") as source,
                tarfile.open(fileobj=io.BytesIO(_git("archive", commit))) as tree,
            ):
                tree.extractall(source, filter="data")
                _install(Path(source), folder)
    _check(folder)
    return folder


def _git(*arguments: str) -> bytes:
    return subprocess.run(("git", *arguments), check=True, stdout=subprocess.PIPE, cwd=ROOT).stdout  # noqa: S607 - the user's git


def _install(source: Path, folder: Path) -> None:
    draft = folder.with_name(f"{folder.name}.part")
    command = (sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade", "--target", str(draft), str(source))
    subprocess.run(command, check=True, stdout=sys.stderr)
    draft.replace(folder)


def _check(folder: Path) -> None:
    """Make sure that it is this build that would be measured."""
    command = (sys.executable, "-c", "import assistcheck; print(assistcheck.__file__)")
    found = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE, env=environment(folder)).stdout.strip()
    if not Path(found).is_relative_to(folder):
        raise SystemExit(f"{found} would be measured in place of {folder}")
