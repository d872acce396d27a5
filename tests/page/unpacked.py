"""Files without what differs from one packer to another: the parts of containers, and XML as it is meant."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree.ElementTree import canonicalize
from zipfile import ZipFile

_CONTAINERS = (".xlsx", ".zip")
_XML = (".xml", ".rels", ".vml")


def parts(content: bytes) -> dict[str, object]:
    """Return the unpacked parts of a container; openpyxl writes an empty element otherwise where lxml is installed."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: _unpacked(name, archive.read(name)) for name in archive.namelist()}


def tree(folder: Path) -> dict[str, object]:
    """Return the files of a folder, containers as their parts."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _unpacked(path.name, path.read_bytes()) for path in files}


def _unpacked(name: str, content: bytes) -> object:
    if name.endswith(_CONTAINERS):
        return parts(content)
    return canonicalize(content.decode("utf-8")) if name.endswith(_XML) else content
