"""What files of each kind are called."""

from __future__ import annotations

from typing import Literal

Kind = Literal["xlsx", "xlsb", "xls", "ods", "text", "encrypted"]
"""``text`` may be a .csv; ``encrypted`` is an .xlsx, .xlsm or .xlsb behind a password."""

ENDINGS: dict[Kind, tuple[str, ...]] = {
    "xlsx": (".xlsx", ".xlsm", ".et"),
    "xls": (".xls", ".et"),
    "xlsb": (".xlsb",),
    "ods": (".ods",),
    "text": (".csv",),
}
"""The endings under which each kind is expected, the usual one first; WPS writes .et as one of the first two."""
SUFFIXES = tuple(dict.fromkeys(ending for endings in ENDINGS.values() for ending in endings))
"""What a folder is searched for."""
PLAIN_TEXT = (".csv", ".txt", ".tsv")
"""Endings under which text is expected, however many columns it has."""
