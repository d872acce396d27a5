"""Number formats that show a text of their own around a whole number, as vouchers have it: ``"A-"00`` shows A-01 for 1."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from assistcheck.workbook.number_formats import PIECE, unit_shown

# Patterns that few formats need are compiled when one does.
_GENERAL = r'(?i)("[^"]*")|General|G/通用格式'
_TELLING = ('"', "\\", "!", "00", "0-")
"""What a format in ASCII has that shows letters or zeros before a number; most have none of it."""
_DIGITS = "0#?"
_MOST = 10**15  # a longer number has lost its last digits
_FIRST_DIGITS = frozenset("123456789")
_PLAIN_NUMBER = r"(?a)[+-]?[\s¥￥$(]*[+-]?(?:0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)?(?:\.\d+)?(?:[eE][+-]?\d+)?[%)\s]*"


class _Part(NamedTuple):
    """A place for one digit, or letters that stand as they are."""

    digit: bool
    text: str


@lru_cache(maxsize=1024)
def text_format(code: str) -> tuple[_Part, ...] | None:
    """Return the parts of a format that shows letters, or zeros before a number; ``None``: it is another, as of amounts."""
    if (code.isascii() and not any(map(code.count, _TELLING))) or unit_shown(code) is not None:
        return None
    parts: list[_Part] = []
    for token in re.finditer(PIECE, re.sub(_GENERAL, lambda found: found[1] or "0", code)):
        literal = next((text for kind in ("quoted", "escaped", "currency") if (text := token[kind]) is not None), None)
        bare = token["bare"] or ""
        if bare == ";":
            break
        if literal is not None:
            parts.append(_Part(digit=False, text=literal))
        elif token["bracket"] and (token["bracket"][0] in "<>=" or token["bracket"].startswith("DBNum")):
            return None
        elif bare and bare in _DIGITS:
            parts.append(_Part(digit=True, text=bare))
        elif bare and (bare in ",.%@*" or (bare.isascii() and bare.isalpha())):
            return None
        elif bare:
            parts.append(_Part(digit=False, text=bare))
    whole = [part.text for part in parts if part.digit]
    zeros = len(whole) > 1 and whole[0] == "0"
    lettered = any(re.search(r"\w", part.text) for part in parts if not part.digit)
    return tuple(parts) if whole and (zeros or lettered) else None


def is_own_text(text: str) -> bool:
    """Whether what a cell shows for a number is more than the number, as A-01 and 007 are, and 1,234.50 and 12% are not."""
    if text[:1] in _FIRST_DIGITS and text[-1:].isdecimal():
        return False
    return bool(text) and not re.fullmatch(_PLAIN_NUMBER, text)


def text_shown(code: str, value: float) -> str | None:
    """Return what a cell shows for a whole number by such a format; ``None``: it has none, or the number is none for it."""
    parts = text_format(code)
    if parts is None or not 0 <= value < _MOST or value != int(value):
        return None
    digits = str(int(value)) if value else ""
    places = sum(part.digit for part in parts)
    shown: list[str] = []
    for part in parts:
        if not part.digit:
            shown.append(part.text)
            continue
        more = max(len(digits) - places, 0)  # what is longer than the places stands before the first
        if len(digits) >= places:
            taken, digits = digits[: more + 1], digits[more + 1 :]
        else:
            taken = {"0": "0", "?": " "}.get(part.text, "")
        shown.append(taken)
        places -= 1
    return "".join(shown)
