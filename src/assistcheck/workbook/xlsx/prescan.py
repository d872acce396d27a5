"""A first pass over a sheet's XML: whether anything in it gives reason to look at each cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assistcheck.workbook.xlsx.close_look import CloseLook


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

    @property
    def any_cell(self) -> bool:
        """Whether there is a sign of anything in a row or a cell."""
        return self.doubtful or self.hidden or self.styled


# Patterns of the first pass begin with letters of their own, so that the search runs at the speed of memory. Where few sheets
# hold a letter of one, that letter is looked for first, which takes next to nothing.
_BEYOND_Z = re.compile(rb'r="(?![A-Z][0-9]{1,6}+")(?![0-9]{1,6}")')
"""Finds few addresses but those that the next looks for closely."""
_WIDE = re.compile(
    rb'r="(?:(?:[B-Zb-z][A-Za-z]|[Aa][V-Zv-z]|[A-Za-z]{3,})[0-9]|[A-Za-z]{0,2}[0-9]{7}(?:[0-9]|(?<!10[0-4][0-9]{4})))'
)  # row 1,050,000 and on
_FORMULA_TAG = re.compile(rb"<f[\s>/]")
_UNUSUAL = re.compile(rb"""xmlns:\w+\s*=\s*["'][^"']*spreadsheetml/(?:2006/)?main["']""")
_SPACED = re.compile(rb"=\s")
_FEW_STYLES = 20
"""Formats up to which they are searched for at once; beyond, any cell may have one of them."""
_OVERLAP = 128
_ROW_END = b"</row>"
_MANY_CHUNKS = 16
"""Chunks without the end of a row, of a MiB each, from which a sheet is looked at as one."""


class Prescan:
    """Passes once over a sheet's XML that comes in chunks; unusual writing of XML counts as every sign."""

    def __init__(self, styles: Collection[int]) -> None:
        """Look for ``styles``, the cell formats that show something else than the number, beside the other signs."""
        anywhere = len(styles) > _FEW_STYLES or 0 in styles  # the format 0 need not be told
        self.signs = PrescanFlags(styled=anywhere)
        self._marks = [] if anywhere else [b's="%d"' % style for style in styles]
        self._tail = b""

    def take(self, chunk: bytes) -> None:
        """Look at a chunk."""
        signs = self.signs
        if signs.unusual:
            return
        text = self._tail + chunk
        self._tail = chunk[-_OVERLAP:]
        if _is_unusual(text):
            self.signs = PrescanFlags(wide=True, doubtful=True, hidden=True, styled=True, unusual=True)
            return
        self.signs = PrescanFlags(
            signs.wide or (_BEYOND_Z.search(text) is not None and _WIDE.search(text) is not None),
            signs.doubtful or b'="e"' in text or (b"f" in text and _FORMULA_TAG.search(text) is not None),
            signs.hidden or (b"h" in text and b"hidden=" in text),
            signs.styled or any(mark in text for mark in self._marks),
        )


class WholeRows:
    """Puts the chunks of a sheet's XML together in pieces that end where a row ends."""

    def __init__(self) -> None:
        """Nothing has come yet."""
        self._waiting: list[bytes] = []

    def take(self, chunk: bytes) -> bytes:
        """Return what has come up to the end of the last whole row; nothing, if no row ends in ``chunk``."""
        end = chunk.rfind(_ROW_END)
        if end < 0:
            self._waiting.append(chunk)
            return b""
        end += len(_ROW_END)
        piece = b"".join([*self._waiting, chunk[:end]])
        self._waiting = [chunk[end:]]
        return piece

    def rest(self) -> bytes:
        """Return what has come since."""
        return b"".join(self._waiting)

    def waiting(self) -> int:
        """Return how many chunks wait for the end of a row."""
        return len(self._waiting)


class FirstPass:
    """One pass over a sheet's XML that comes in chunks: its signs, and from the first of them on, a look at its cells."""

    def __init__(self, styles: Collection[int], begin: Callable[[], CloseLook]) -> None:
        """Look for ``styles``, the cell formats that show something else than the number; ``begin`` gives a new look."""
        self._scan = Prescan(styles)
        self._rows = WholeRows()
        self._begin = begin
        self._look: CloseLook | None = None
        self.is_plain = True
        """Whether all that was looked at is written as spreadsheet programs write it."""

    @property
    def signs(self) -> PrescanFlags:
        """What there is reason to look at closely."""
        return self._scan.signs

    def take(self, chunk: bytes, *, plain: bool) -> None:
        """Look at a chunk; ``plain``: the sheet so far begins as usual, and holds no comment, instruction or CDATA."""
        self._scan.take(chunk)
        self.is_plain = self.is_plain and plain and not self.signs.unusual and self._rows.waiting() < _MANY_CHUNKS
        if self.is_plain:
            self._look_on(self._rows.take(chunk))

    def end(self) -> None:
        """Look at what stands behind the last row."""
        if self.is_plain:
            self._look_on(self._rows.rest())

    def _look_on(self, rows: bytes) -> None:
        if rows and self.signs.any_cell:
            self._look = self._look or self._begin()
            self.is_plain = self._look.take(rows, self.signs)

    def look_at(self, whole: Callable[[], bytes]) -> CloseLook | None:
        """Return what the cells tell, where there is a sign of anything; ``whole`` gives all XML once more, if need be."""
        if self.is_plain or not self.signs.any_cell:
            return self._look
        look = self._begin()
        look.take_whole(whole(), self.signs)
        return look


def _is_unusual(text: bytes) -> bool:
    if b"'" in text or b' ="' in text or _SPACED.search(text) or (b"x" in text and _UNUSUAL.search(text)):
        return True
    return any(space in text and space + b"=" in text for space in (b"\t", b"\n", b"\r"))


def without_comments(xml: bytes) -> bytes:
    """Return a sheet's XML without its comments: what stands in one is no cell.

    Beside CDATA, in which a comment is none, they are left in: a cell too many is told, a cell too few is not.
    """
    if b"<!--" not in xml or b"<![CDATA[" in xml:
        return xml
    before, *after = xml.split(b"<!--")
    return b"".join([before, *(part.partition(b"-->")[2] for part in after)])
