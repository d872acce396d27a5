"""What files of each kind are called."""

from __future__ import annotations

from typing import Literal

Kind = Literal["xlsx", "xlsb", "xls", "ods", "text", "xml2003", "html", "encrypted"]
"""``text`` may be a .csv; ``encrypted`` is an .xlsx, .xlsm or .xlsb behind a password."""

ENDINGS: dict[Kind, tuple[str, ...]] = {
    "xlsx": (".xlsx", ".xlsm", ".et"),
    "xls": (".xls", ".et"),
    "xlsb": (".xlsb",),
    "ods": (".ods",),
    "text": (".csv",),
    "xml2003": (".xml",),
    "html": (".html", ".htm"),
}
"""The endings under which each kind is expected, the usual one first; WPS writes .et as one of the first two."""
_OF_MANY_THINGS = (*ENDINGS["xml2003"], *ENDINGS["html"])
SUFFIXES = tuple(
    ending
    for ending in dict.fromkeys(ending for endings in ENDINGS.values() for ending in endings)
    if ending not in _OF_MANY_THINGS
)
"""What a folder is searched for; a page or XML in one is usually no submission, and is read where it is named or an .xls."""
PLAIN_TEXT = (".csv", ".txt", ".tsv")
"""Endings under which text is expected, however many columns it has."""
