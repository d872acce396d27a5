"""What no spreadsheet program writes, and programs read in different ways: a cell told twice, a value in pieces.

The fast reader takes the last of two cells, the first of two blocks of rows, the first piece of a value, and tells nobody.
"""

from __future__ import annotations

import re
from collections import Counter

from assistcheck.language import Say
from assistcheck.workbook.doubts import without_comments

# Patterns begin with letters of their own where they can, so that the search runs at the speed of memory.
_PIECES = re.compile(rb"<(?:\w+:)?v\b[^<>]*>[^<]*<[!?]")
_BLOCK = re.compile(rb"sheetData[\s>/]")
_ADDRESS = re.compile(rb""" r="([$A-Za-z]*[0-9]+)\"""")
_ADDRESS_WRITTEN_ODDLY = re.compile(rb"""\br\s*=\s*["']([$A-Za-z]*[0-9]+)["']""")
_SECOND = re.compile(rb"[vs]>\s*<(?:\w+:)?(?:v|is)[\s>/]")
_NO_INDEX = re.compile(rb"""="s"[^<>]*>\s*<(?:\w+:)?v\b[^<>]*>(?!\s*[0-9]+\s*<)""")
_REFERENCE = re.compile(
    rb"""<(?:\w+:)?c\b(?![^<>]*\bt\s*=)[^<>]*>\s*(?:<(?:\w+:)?f\b[^<]*</[^<>]*>\s*)?<(?:\w+:)?v\b[^<>]*>[^<]*&"""
)


def broken_values(xml: bytes) -> bool:
    """Whether a comment, an instruction or CDATA stands within a value of a sheet's XML, as only hand-made files have it."""
    return (b"!" in xml or b"<?" in xml) and _PIECES.search(xml) is not None


def contradiction(xml: bytes) -> Say | None:
    """Return what a sheet's XML tells twice, or in a way that has no one meaning; ``None``: nothing."""
    xml = without_comments(xml)
    _, *blocks = _BLOCK.split(xml)
    if len(blocks) > 2:  # more than one that begins and ends
        return Say("行的部分出现两次", "two blocks of rows")
    pattern = _ADDRESS_WRITTEN_ODDLY if b"'" in xml or b"r =" in xml or b"= " in xml else _ADDRESS
    found = pattern.findall(blocks[0]) if blocks else []
    if len(set(found)) < len(found):
        twice = max(Counter(found).items(), key=lambda one: one[1])[0].decode()
        return Say(f"{twice} 出现两次", f"{twice} stands there twice")
    if _SECOND.search(xml) or _NO_INDEX.search(xml) or (b"&#" in xml and _REFERENCE.search(xml)):
        return Say("有单元格的值没有唯一含义", "a cell whose value has no one meaning")
    return None
