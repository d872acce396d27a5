"""Text from outside made harmless to show: what a terminal would act on, or nobody would see, becomes a visible substitute.

Cells, sheet titles, file names and arguments are written by others. They may hold terminal escapes, marks that turn
the direction of writing, and characters without width; none of them reaches a screen as it is.
"""

from __future__ import annotations

import re

HIDDEN = (
    "\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
"""A regular expression's range of the characters beyond ASCII that act or hide: controls, directions, no width, no meaning."""
HARMFUL = re.compile(f"[\x00-\x1f{HIDDEN}]")
"""One character that acts or hides."""
_PICTURES = 0x2400  # ␀, the first of the pictures of control characters
_CREDENTIALS = re.compile(
    r"(://|\b[A-Za-z][A-Za-z0-9+.-]{1,20}:/)"  # a path has one slash of an address's two
    r"(?:[^/\s]*@|[^/\s:@\[]*:(?!\d{1,5}/)[^\s@]*@)"  # a password may hold a slash; what follows a port is a path
)
_QUERY = re.compile(r"(://[^\s?]*\?)[^\s?]*=\S*")
"""What follows an address that is signed, or has a token in it."""


def without_credentials(text: str) -> str:
    """Return a text in which no address shows who may read what it names."""
    return _QUERY.sub(r"\1***", _CREDENTIALS.sub(r"\1***@", text)) if ":/" in text else text


def visible(text: str) -> str:
    """Return ``text`` in one line, with every character that a terminal would act on or hide shown as a substitute."""
    return text if text.isascii() and text.isprintable() else HARMFUL.sub(_substitute, text)


def _substitute(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"
