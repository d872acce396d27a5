"""A first pass over a sheet's XML: whether anything in it gives reason to look at each cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple


class PrescanFlags(NamedTuple):
    """What a first pass over a sheet's XML gives reason to look at closely."""

    wide: bool = False
    """A column beyond AU or a row beyond a grid's last, so that there may be any number of cells between the corners."""
    doubtful: bool = False
    """An error value or a formula."""
    hidden: bool = False
    """Something hidden."""
    styled: bool = False
    """A cell format that shows something else than the number."""
    unusual: bool = False
    """It is written as few programs write XML, so that anything may be in it."""


# Patterns of the first pass begin with letters of their own, so that the search runs at the speed of memory. Where few sheets
# hold a letter of one, that letter is looked for first, which takes next to nothing.
_WIDE = re.compile(
    rb'r="(?:(?:[B-Zb-z][A-Za-z]|[Aa][V-Zv-z]|[A-Za-z]{3,})[0-9]|[A-Za-z]{0,2}[0-9]{7}(?:[0-9]|(?<!10[0-4][0-9]{4})))'
)  # row 1,050,000 and on
_FORMULA_TAG = re.compile(rb"<f[\s>/]")
_UNUSUAL = re.compile(rb"""xmlns:\w+\s*=\s*["'][^"']*spreadsheetml/(?:2006/)?main["']""")
_SPACED = re.compile(rb"=\s")
_FEW_STYLES = 20
"""Formats up to which they are searched for at once; beyond, any cell may have one of them."""
_OVERLAP = 128


def prescan(chunks: Iterable[bytes], styles: Collection[int]) -> PrescanFlags:
    """Pass once over a sheet's XML in ``chunks``; unusual writing of XML counts as every sign.

    ``styles``: the cell formats that show something else than the number.
    """
    signs = PrescanFlags(styled=len(styles) > _FEW_STYLES or 0 in styles)  # the format 0 need not be told
    marks = [] if signs.styled else [b's="%d"' % style for style in styles]
    tail = b""
    for chunk in chunks:
        text = tail + chunk
        if _is_unusual(text):
            return _drained(chunks)
        signs = PrescanFlags(
            signs.wide or _WIDE.search(text) is not None,
            signs.doubtful or b'="e"' in text or (b"f" in text and _FORMULA_TAG.search(text) is not None),
            signs.hidden or (b"h" in text and b"hidden=" in text),
            signs.styled or any(mark in text for mark in marks),
        )
        tail = chunk[-_OVERLAP:]
    return signs


def _is_unusual(text: bytes) -> bool:
    if b"'" in text or b' ="' in text or _SPACED.search(text) or (b"x" in text and _UNUSUAL.search(text)):
        return True
    return any(space in text and space + b"=" in text for space in (b"\t", b"\n", b"\r"))


def _drained(chunks: Iterable[bytes]) -> PrescanFlags:
    """Read the rest, for its checksum, and suspect everything."""
    for _ in chunks:
        pass
    return PrescanFlags(wide=True, doubtful=True, hidden=True, styled=True, unusual=True)


def without_comments(xml: bytes) -> bytes:
    """Return a sheet's XML without its comments: what stands in one is no cell.

    Beside CDATA, in which a comment is none, they are left in: a cell too many is told, a cell too few is not.
    """
    if b"<!--" not in xml or b"<![CDATA[" in xml:
        return xml
    before, *after = xml.split(b"<!--")
    return b"".join([before, *(part.partition(b"-->")[2] for part in after)])
