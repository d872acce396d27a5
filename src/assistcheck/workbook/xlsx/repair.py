"""A container that other programs read although it is not as the native reader wants it, written anew as that wants it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.sax.saxutils import quoteattr

from assistcheck.workbook.archive import ArchiveGuard
from assistcheck.workbook.limits import Limits
from assistcheck.workbook.xlsx.package import part_name, part_names, read_index, relations

_READ = (".xml", ".rels")
_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_HEAD = 4096  # bytes of a sheet within which its dimension stands
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\b[^<>]*>(?:</(?:\w+:)?dimension>)?")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^<>]*/>")
_UNLINKED = re.compile(rb"""\bstate\s*=\s*["']veryHidden["']""")
_LINK = re.compile(rb"""\w:id\s*=\s*["'][^"']""")


def put_right(parts: zipfile.ZipFile, limits: Limits) -> bytes:
    """Return the container with plain part names and targets, without dimensions and without hidden sheets that have no part.

    What the native reader does not ask for is left out; nothing is packed, so that each part keeps the limit of inflation by
    what it was.
    """
    unpacking, index, names = ArchiveGuard(parts, limits), read_index(parts, limits), part_names(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for entry in parts.infolist():
            name = part_name(entry.filename)
            content = b"".join(unpacking.chunks(parts, entry)) if name.lower().endswith(_READ) else b""
            if name.lower() == index.root:
                content = _SHEET.sub(
                    lambda tag: tag[0] if not _UNLINKED.search(tag[0]) or _LINK.search(tag[0]) else b"", content
                )
            elif name.lower() in index.titles:
                content = _DIMENSION.sub(b"", content[:_HEAD], count=1) + content[_HEAD:]
            elif name.lower().endswith(".rels"):
                content = _plain_links(parts, names, name, limits)
            new.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _plain_links(parts: zipfile.ZipFile, names: dict[str, str], file: str, limits: Limits) -> bytes:
    """Return a part of relations whose targets begin at the root."""
    folder, _, name = file.removesuffix(".rels").rpartition("_rels/")
    lines = (
        f"<Relationship Id={quoteattr(ident)} Type={quoteattr(_KIND + link.kind)} "
        f"Target={quoteattr(f'/{part_name(names[link.part])}')}/>"
        for ident, link in relations(parts, names, posixpath.join(folder, name).lower(), limits).items()
        if link.part in names
    )
    return f'<Relationships xmlns="{_SPACE}">{"".join(lines)}</Relationships>'.encode()
