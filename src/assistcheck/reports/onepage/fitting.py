"""How much room a text takes on paper: never less than it will, whichever usual font it is written in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

BOLD = 1.06
"""How much broader bold letters are."""
_WIDE = frozenset("WFA")
_PIECES = re.compile(r"[（“《【〔]*(?:[!-~\u00a1-\u1fff]+ *|.)[，。；：、！？）”》】〕…]*", re.DOTALL)
"""What a line is not broken within: words of Latin letters, and single characters of others, with the marks around them."""
_BOUNDARY = 0.25
"""What programs put between a Chinese character and a Latin letter."""
_KEPT = 10_000
"""Characters and texts that are not measured again: a page is tried with fewer and fewer lines, until they fit."""
_HUNDREDTHS = {
    30: " ',.:;ijl",
    35: "!()-I[]`frt",
    40: "/Js\\",
    45: '"cz',
    50: "#*?^_aegkvxy{|}",
    55: "$0123456789bdhnopqu~",
    60: "+<=>FPS",
    65: "ELTZ",
    70: "BCR",
    75: "ADGHKNOQUVXYw",
    85: "%&m",
    95: "@MW",
}
_OF_CHAR = {char: hundredths / 100 for hundredths, chars in _HUNDREDTHS.items() for char in chars}
"""How broad ASCII characters are in Times New Roman and Calibri, whichever is broader."""


def em(text: str) -> float:
    """Return how broad a text is in sizes of its font, at most: Chinese characters are one, Latin letters some half."""
    found, before = 0.0, ""
    for char in text:
        found += _em(char) + (_BOUNDARY if before and _is_wide(before) != _is_wide(char) else 0)
        before = char
    return found


@lru_cache(maxsize=_KEPT)
def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in _WIDE


def _em(char: str) -> float:
    return _OF_CHAR.get(char) or (1.0 if _is_wide(char) else 0.8)


@lru_cache(maxsize=_KEPT)
def lines_of(text: str, room: float) -> int:
    """Return how many lines a text takes in a room of so many sizes of its font, at most."""
    found, line = 1, ""
    for piece in _PIECES.findall(text):
        longer = line + piece
        if em(longer.rstrip(" ")) <= room:
            line = longer
            continue
        found += bool(line)
        line = piece
        while em(line.rstrip(" ")) > room and len(line) > 1:  # a word that no line holds is broken within
            part = len(line) - 1
            while part > 1 and em(line[:part]) > room:
                part -= 1
            found, line = found + 1, line[part:]
    return found


def cut(text: str, room: float, most: int) -> str:
    """Return a text that takes at most so many lines, shortened where it is longer."""
    if lines_of(text, room) <= most:
        return text
    fits, too_long = 0, len(text)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if lines_of(f"{text[:middle]}…", room) <= most:
            fits = middle
        else:
            too_long = middle
    return f"{text[:fits].rstrip()}…"
