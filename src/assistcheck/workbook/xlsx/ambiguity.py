"""What no spreadsheet program writes, and programs read in different ways: a cell told twice, a value in pieces.

The fast reader takes the last of two cells, the first of two blocks of rows, the first piece of a value, and tells nobody.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from assistcheck.i18n import LocalizedText
from assistcheck.workbook.xlsx.prescan import without_comments

# Patterns begin with letters of their own where they can, so that the search runs at the speed of memory. Those that few sheets
# need are compiled when one does.
_PIECES = rb"<(?:\w+:)?v\b[^<>]*>[^<]*<[!?]"
_BLOCK = re.compile(rb"sheetData[\s>/]")
_ADDRESS = re.compile(rb' r="([^"]*)"')
_ADDRESS_WRITTEN_ODDLY = rb"""\br\s*=\s*["']([$A-Za-z]*[0-9]+)["']"""
_PREFIXED = re.compile(rb":(?:t|f|r|v|is)[\s>/]")
_UNPLAIN_ENDS = (re.compile(rb"</v>(?!</c>)"), re.compile(rb"</is>(?!</c>)"), _PREFIXED)
_UNPLAIN_INDEX = re.compile(rb'="s"(?!><v>(?:[0-9]+<|</))')
"""These rule out, at the speed of memory, what the next two look for closely."""
_AFTER_VALUE = rb"</(?:\w+:)?(?:v|is)>\s*<(?!/|(?:\w+:)?extLst\b)"
_NO_INDEX = rb"""="s"[^<>]*>\s*<(?:\w+:)?v\b(?:[^<>]*[^<>/])?>(?![0-9]+<|</)"""  # " 5" is read as 0, and nothing as a blank


@cache
def _texts_in_pieces(prefix: bytes) -> tuple[re.Pattern[bytes], ...]:
    """Return the patterns of texts and formulas in pieces, under tags of a ``prefix``."""
    return tuple(
        re.compile(pattern.replace(b"PREFIX:", prefix))
        for pattern in (
            rb"<PREFIX:t(?:\s[^<>]*[^<>/])?>[^<]*<(?!/|!\[CDATA\[)",  # something within it
            rb"<PREFIX:f(?:\s[^<>]*[^<>/])?>[^<]*<(?!/|!\[CDATA\[)",
            rb"</PREFIX:t>\s*<(?!/|(?:\w+:)?(?:rPh|phoneticPr)\b)",  # something beside it
            rb"</PREFIX:r>\s*<PREFIX:t[\s>/]",
        )
    )


_ROW = re.compile(rb"<(?:\w+:)?row(?:[\s/]|>(?!\s*[0-9]+\s*<))")  # one that holds a number is where a button stands
_SPACES = (b" ", b"\n", b"\t", b"\r")
_UNPLAIN_NUMBER = (
    rb"""<(?:\w+:)?c\b(?![^<>]*\bt\s*=)[^<>]*>\s*(?:<(?:\w+:)?f\b[^<]*</[^<>]*>\s*)?"""
    rb"""<(?:\w+:)?v\b[^<>]*>(?:[^<]*&|\s|[^<]*\s<)"""
)


def broken_values(xml: bytes) -> bool:
    """Whether a comment, an instruction or CDATA stands within a value of a sheet's XML, as only hand-made files have it."""
    return re.search(_PIECES, xml) is not None


def texts_in_pieces(xml: bytes) -> bool:
    """Whether something stands within a text or a formula of a sheet or of shared strings, or a second text beside it."""
    prefixed = _PREFIXED.search(xml) is not None
    if not (prefixed or b"<t" in xml or (b"f" in xml and b"<f" in xml)):
        return False
    prefix = rb"(?:\w+:)?" if prefixed else b""
    return any(pattern.search(xml) for pattern in _texts_in_pieces(prefix))


def find_ambiguity(xml: bytes, *, oddly: bool) -> LocalizedText | None:
    """Return what a sheet's XML tells twice, or in a way that has no one meaning; ``None``: nothing.

    ``oddly``: whether it is written as no spreadsheet program writes.
    """
    xml = without_comments(xml)
    before, *blocks = _BLOCK.split(xml)
    if len(blocks) > 2 or any(map(_ROW.search, (before, *blocks[1:]))):  # more than one that begins and ends
        return LocalizedText("行写在两处", "rows in two places")
    pattern = _ADDRESS_WRITTEN_ODDLY if oddly else _ADDRESS
    found = re.findall(pattern, blocks[0]) if blocks else []
    if len(set(found)) < len(found) and (twice := _duplicate_address(found)):
        return LocalizedText(f"{twice} 出现两次", f"{twice} stands there twice")
    if (
        texts_in_pieces(xml)
        or (any(end.search(xml) for end in _UNPLAIN_ENDS) and re.search(_AFTER_VALUE, xml))
        or (_UNPLAIN_INDEX.search(xml) and re.search(_NO_INDEX, xml))
        or ((b"&" in xml or _has_space_at_value(blocks[0] if blocks else xml)) and re.search(_UNPLAIN_NUMBER, xml))
    ):
        return LocalizedText("有单元格的值没有唯一含义", "a cell whose value has no one meaning")
    return None


def _duplicate_address(found: list[bytes]) -> str:
    """Return the address that stands there most often, if one does twice; other values may."""
    addresses = Counter(one for one in found if re.fullmatch(rb"[$A-Za-z]*[0-9]+", one))
    address, times = max(addresses.items(), key=lambda one: one[1], default=(b"", 0))
    return address.decode() if times > 1 else ""


def _has_space_at_value(rows: bytes) -> bool:
    return any(b"v>" + space in rows or space + b"</" in rows for space in _SPACES if space in rows)
