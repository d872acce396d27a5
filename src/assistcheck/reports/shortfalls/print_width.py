"""Columns that fit on one page as they are printed, and how many lines a text takes in one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from assistcheck.i18n import Lang
from assistcheck.reports.tabular.model import Cell, Mark, display_width

FONT: Mapping[str, object] = MappingProxyType({"font_name": "Arial", "font_size": 10})
"""A font that every office program has, or one as wide, so that a page is as wide everywhere; it has no Chinese."""
LINE, _LATIN_LINE = 15.5, 13.5
"""Points of a line, in the tallest of the fonts that programs have for Chinese, and of one without Chinese."""
MARGIN = 0.3
"""Inches on the left and on the right."""
_INCH = 96
"""Pixels."""
_CHARACTER, _PADDING = 7, 5
"""Pixels of a narrow character, and of a column beside its characters."""
_A4, _LETTER = 11.69, 11.0
"""Inches of the longer side of the paper."""
_SAFE = 0.935
"""The part of the page that is used: not every program draws columns equally wide."""
_NARROWEST = 0.6
"""The part of its least width that a column of text keeps beside numbers that are very long."""
_PIECES = re.compile(r"[^\s\u2e80-\uffff]+[ ]?|[\u2e80-\uffff][，。；：、）”》]*|\s")


class Column(NamedTuple):
    """One column of a table."""

    head: str
    """The key of its header in the list of words."""
    most: float
    """How wide it grows, in narrow characters, of which a Chinese one takes two; what is longer wraps."""
    least: float = 6
    room: bool = False
    """Whether it is to be written into: it is as wide as it may be, and takes what is left of the page."""


def fitted(
    columns: Sequence[Column], heads: Sequence[str], rows: Sequence[Sequence[Cell]], lang: Lang, *, american: bool
) -> list[float]:
    """Return the widths of columns, in narrow characters, that fit on a page across; numbers and days are never cut.

    Args:
        columns: What the widths are of.
        heads: Their headers, which wrap between words.
        rows: What stands in them.
        lang: The language of statuses.
        american: The paper is US Letter, else A4.
    """
    room = (((_LETTER if american else _A4) - 2 * MARGIN) * _INCH * _SAFE - _PADDING * len(columns)) / _CHARACTER
    bounds = [_bounds(column, heads[at], [row[at] for row in rows], lang) for at, column in enumerate(columns)]
    least, most = (sum(widths) for widths in zip(*bounds, strict=True))
    if most <= room:
        more = (room - most) / max(1, sum(column.room for column in columns))
        return [wide + more * column.room for column, (_, wide) in zip(columns, bounds, strict=True)]
    if least <= room:
        part = (room - least) / (most - least)
        return [narrow + (wide - narrow) * part for narrow, wide in bounds]
    soft = [narrow if wide > narrow or column.room else 0.0 for column, (narrow, wide) in zip(columns, bounds, strict=True)]
    part = max(_NARROWEST, 1 - (least - room) / (sum(soft) or 1))
    return [narrow * part if gives else narrow for gives, (narrow, _) in zip(soft, bounds, strict=True)]


def _bounds(column: Column, head: str, cells: Sequence[Cell], lang: Lang) -> tuple[float, float]:
    """Return how narrow and how wide a column may be: texts and headers wrap, numbers and days do not."""
    shown = [cell.text(lang) if isinstance(cell, Mark) else cell for cell in cells]
    word = max(map(display_width, re.split(r"[\s\u2e80-\uffff]+", head)), default=0) + 1.5
    whole = max((display_width(cell) for cell in shown if not isinstance(cell, str)), default=-1) + 1
    texts = [cell for cell in shown if isinstance(cell, str)]
    lines = max((display_width(line) for text in texts for line in text.split("\n")), default=0) + 1.5
    narrow = max(column.least, word, whole)
    wide = column.most if column.room else min(column.most, max(lines, min(display_width(head) + 1.5, column.least + 4)))
    return narrow, max(narrow, wide)


@lru_cache(maxsize=20_000)
def height_of(text: str, width: float) -> float:
    """Return how high a text stands in a column of a width in narrow characters, in points; words are kept whole."""
    room = max(2.0, width - 0.5)
    return sum(_wrapped(line, room) for line in text.split("\n")) * (_LATIN_LINE if text.isascii() else LINE)


def _wrapped(line: str, width: float) -> int:
    """Return how many lines a line of text takes."""
    if len(line) * 2.2 < width:
        return 1
    lines, used = 1, 0.0
    for piece in _PIECES.findall(line):
        size = display_width(piece.rstrip())
        if used + size > width and used:
            lines, used = lines + 1, 0.0
        lines += int(size // width) if size > width else 0
        used += display_width(piece) if size <= width else size % width
    return lines
