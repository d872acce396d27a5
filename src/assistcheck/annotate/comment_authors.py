"""Comments whose author is not listed: other programs show them, openpyxl reads none of the workbook."""

from __future__ import annotations

import io
import re
import zipfile

_PART = re.compile(r"(?!.*threaded).*comment[^/]*\.xml", re.IGNORECASE)
_ROOT = re.compile(rb"<(\w+:)?comments\b[^>]*>")
_LIST = re.compile(rb"<(?:\w+:)?authors\s*(?:/>|>(.*?)</(?:\w+:)?authors\s*>)", re.DOTALL)
_AUTHOR = re.compile(rb"<(?:\w+:)?author\b")
_NAMELESS = re.compile(rb"<((?:\w+:)?author)\s*(?:/>|></(?:\w+:)?author\s*>)")
_ID = re.compile(rb"""(\sauthorId\s*=\s*["'])([^"']*)""")


def with_authors(content: bytes) -> bytes:
    """Return a workbook in which each comment has an author, if only a blank one; the same bytes where each has."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        found = {name: parts.read(name) for name in parts.namelist() if _PART.fullmatch(name)}
        mended = {name: part for name, xml in found.items() if (part := _mended(xml)) != xml}
        if not mended:
            return content
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in dict.fromkeys(parts.namelist()):
                copy.writestr(name, mended[name] if name in mended else parts.read(name))
    return out.getvalue()


def _mended(xml: bytes) -> bytes:
    root, listed = _ROOT.search(xml), _LIST.search(xml)
    if root is None:
        return xml
    authors = (listed[1] or b"") if listed else b""
    named = _NAMELESS.sub(rb"<\1> </\1>", authors)  # of a name that is empty, openpyxl makes None
    number = len(_AUTHOR.findall(authors))
    known = {b"%d" % at for at in range(number)}
    if listed and named == authors and all(one[2] in known for one in _ID.finditer(xml)):
        return xml
    prefix = root[1] or b""
    grown = b"<%bauthors>%b<%bauthor> </%bauthor></%bauthors>" % (prefix, named, prefix, prefix, prefix)
    xml = xml[: listed.start()] + grown + xml[listed.end() :] if listed else xml[: root.end()] + grown + xml[root.end() :]
    return _ID.sub(lambda one: one[0] if one[2] in known else one[1] + b"%d" % number, xml)
