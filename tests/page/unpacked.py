"""Files without what differs from one machine to another: the parts of containers, and XML as it is meant.

openpyxl writes an empty element otherwise where lxml is installed, and the merges of a sheet in the order of their hashes.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from xml.etree.ElementTree import canonicalize
from zipfile import ZipFile

_CONTAINERS = (".xlsx", ".zip")
_XML = (".xml", ".rels", ".vml")
_MERGE = re.compile("<mergeCell [^>]*></mergeCell>")
_MERGES = re.compile(f"(?:{_MERGE.pattern})+")


def parts(content: bytes) -> dict[str, object]:
    """Return the unpacked parts of a container."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: _unpacked(name, archive.read(name)) for name in archive.namelist()}


def tree(folder: Path) -> dict[str, object]:
    """Return the files of a folder, containers as their parts."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): _unpacked(path.name, path.read_bytes()) for path in files}


def _unpacked(name: str, content: bytes) -> object:
    if name.endswith(_CONTAINERS):
        return parts(content)
    return _MERGES.sub(_in_order, canonicalize(content.decode("utf-8"))) if name.endswith(_XML) else content


def _in_order(merges: re.Match[str]) -> str:
    return "".join(sorted(_MERGE.findall(merges[0])))
