"""A written workbook without the time of its writing, so that the same marks on the same workbook are the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"<dcterms:modified\b.*?</dcterms:modified>", re.DOTALL)
_CREATED = re.compile(rb"<dcterms:created\b.*?</dcterms:created>", re.DOTALL)


def timeless(written: zipfile.ZipFile, original: bytes, others: Mapping[str, bytes]) -> bytes:
    """Return a workbook as ``written`` by openpyxl, but for the times that depend on when that was.

    The day on which the ``original`` was made stays where it says so; entries of the container are of 1980-01-01.
    ``others`` are parts that are not as they were written, or were not written.
    """
    with zipfile.ZipFile(io.BytesIO(original)) as old:
        is_dated = _CORE in old.namelist() and _CREATED.search(old.read(_CORE)) is not None
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for name in dict.fromkeys((*written.namelist(), *others)):
            part = others[name] if name in others else written.read(name)
            if name == _CORE:
                part = _MODIFIED.sub(b"", part)
                part = part if is_dated else _CREATED.sub(b"", part)
            entry = zipfile.ZipInfo(name)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            copy.writestr(entry, part)
    return out.getvalue()
