"""Files without what differs from one packer to another: the parts of containers, each with its bytes."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

_CONTAINERS = (".xlsx", ".zip")


def parts(content: bytes) -> dict[str, bytes]:
    """Return the unpacked parts of a container."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def plain(content: bytes) -> dict[str, object]:
    """Return the files of an archive, and of those that are containers themselves their parts."""
    return {name: _unpacked(name, part) for name, part in parts(content).items()}


def tree(folder: Path) -> dict[str, object]:
    """Return the files of a folder likewise."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _unpacked(path.name, path.read_bytes()) for path in files}


def _unpacked(name: str, content: bytes) -> object:
    return parts(content) if name.endswith(_CONTAINERS) else content
