"""What decides what is read of a file beside the file itself: this code, the readers it uses, and Python."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import assistcheck

_READERS = ("python-calamine", "xlrd", "msoffcrypto-tool", "anyascii", "rapidfuzz")


@cache
def fingerprint() -> str:
    """Return versions, and a digest of the code, as one line; two processes of one fingerprint read the same of a file."""
    root = Path(assistcheck.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    python = ".".join(map(str, sys.version_info[:2]))
    names = [f"assistcheck {assistcheck.__version__} ({digest.hexdigest()[:16]})", f"Python {python}"]
    return ", ".join([*names, *(f"{name} {_version(name)}" for name in _READERS)])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
