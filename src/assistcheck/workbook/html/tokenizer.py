"""A web page to its tags and texts, in one pass whose time grows with the page alone, however badly it is written.

What ends a tag, a comment or a value is what ends it in a browser. Nothing is run, followed or fetched.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_VALUE = r"""(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[^\s>"'][^\s>]*+)"""
_TOKEN = re.compile(
    r"(?P<text>[^<]++)"
    r"|<!--.*?(?:--!?>|\Z)"
    rf"|<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*+)(?P<rest>(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE}?)?)*+)(?:>|\Z)"
    r"|<[!?/][^>]*+(?:>|\Z)"
    r"|<",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rf"([^\s/>][^\s/>=]*+)(?:\s*+=\s*+({_VALUE})?)?")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements whose content has no tags."""


class Start(NamedTuple):
    """A tag that begins an element."""

    name: str
    attributes: dict[str, str]


class End(NamedTuple):
    """A tag that ends an element."""

    name: str


class Raw(NamedTuple):
    """The content of an element that has no tags within."""

    name: str
    text: str


Token = Start | End | Raw | str


def tokens(page: str) -> Iterator[Token]:
    """Yield the tags and texts of a page in their order; names in lower case, texts with their entities resolved."""
    at, end = 0, len(page)
    while at < end:
        found = _TOKEN.match(page, at)
        if found is None:  # every letter matches
            return
        at = found.end()
        kind = found.lastgroup
        if kind == "text":
            text = found[0]
            yield html.unescape(text) if "&" in text else text
        elif kind is None:
            if found[0] == "<":
                yield "<"
        elif found["end"]:
            yield End(found["name"].lower())
        else:
            name = found["name"].lower()
            yield Start(name, _attributes(found["rest"]))
            if name in _RAW:
                close = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, at)
                stop = close.start() if close else end
                yield Raw(name, page[at:stop])
                at = stop


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag; of one given twice the first stands."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(text) if text and not text.isspace() else ():
        plain = value[1:].removesuffix(value[0]) if value[:1] in {'"', "'"} else value
        found.setdefault(name.lower(), html.unescape(plain) if "&" in plain else plain)
    return found
