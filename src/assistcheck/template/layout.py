"""How the sheets of a template look, are protected, and print: A4 landscape, one page wide, in letters of 10 points or more."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, fsum
from typing import Any
from unicodedata import east_asian_width

from assistcheck.rules.model import RulePack

PAGE_WIDTH = 138
"""What the columns of a sheet may be wide together, in characters, to print at full size on an A4 page that lies."""
_PADDING = 0.75
"""What each column takes beside its width."""
LINE_HEIGHT = 15.6
"""Points of a line of Chinese text, in whatever font a program has for it."""
_HIGHEST = 400  # points; Excel has rows of 409
_A4 = 9
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.4, "bottom": 0.8}  # inches
_FOOTER = '&C&"微软雅黑,Regular"&10&A  &P/&N'
"""The sheet and its pages; in a font without Chinese LibreOffice gives a line too little height, and cuts it at its foot."""
_FOOTER_PLACE = {"margin": 0.3, "scale_with_doc": False}  # inches
_WIDE, _NARROW = 2.05, 0.96
"""How many digits a Chinese character and a letter are wide, at the most."""
_MARGIN = 1.2  # characters beside the text of a cell

_ENTRY: dict[str, Any] = {"locked": False, "text_wrap": True, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "text_wrap": True, "valign": "vcenter"},
    "section": {"bold": True, "font_color": "#1F4E78", "font_size": 12, "valign": "vcenter"},
    "text": {"text_wrap": True, "valign": "vcenter"},
    "cells": {"text_wrap": True, "valign": "vcenter", "border": 1},
    "header": {"bold": True, "bg_color": "#BDD7EE", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "required": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": "#1F4E78",
        "border": 1,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "optional": {"bg_color": "#DDEBF7", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "entry": _ENTRY,
    "date": {**_ENTRY, "num_format": "yyyy-mm-dd", "align": "left"},
    "amount": _ENTRY,
    "field": {"border": 1, "locked": False, "align": "left"},
    "day_field": {"border": 1, "locked": False, "align": "left", "num_format": "yyyy-mm-dd"},
    "fixed": {"border": 1, "text_wrap": True, "valign": "vcenter"},
    "example": {"italic": True, "font_color": "#7F7F7F"},
}
_ALLOWED = (
    *("format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows", "insert_hyperlinks"),
    *("delete_columns", "delete_rows", "sort", "autofilter", "objects", "scenarios"),
)
"""What may be done in a protected sheet: all but changing the cells that are locked."""


def looks_in(book: Any, pack: RulePack) -> dict[str, Any]:  # noqa: ANN401 - XlsxWriter's own
    """Return the formats of a workbook by what they are for; amounts have the decimals of the pack's currency.

    All other cells of the workbook are unlocked, however far to the right: a row with one that is locked cannot be deleted.
    """
    book.formats[0].set_locked(False)
    decimals = pack.manifest.currency.decimals
    amount = {"num_format": f"#,##0.{'0' * decimals}" if decimals else "#,##0"}
    return {name: book.add_format({**look, **(amount if name == "amount" else {})}) for name, look in _LOOKS.items()}


def set_page(page: Any, *, header_row: int | None = 0) -> None:  # noqa: ANN401
    """Let a sheet print on A4 that lies, one page wide, its header on every page; and lock what may not be changed."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(**_MARGINS)
    page.fit_to_pages(1, 0)
    page.set_footer(_FOOTER, _FOOTER_PLACE)
    page.hide_gridlines(0)
    if header_row is not None:
        page.repeat_rows(header_row)
    page.protect("", dict.fromkeys(_ALLOWED, True))


def text_width(text: str) -> float:
    """Return how wide a text is, in digits of the usual font; the same on each version of Python, whose own sums differ."""
    return fsum(_WIDE if east_asian_width(char) in "WFA" else _NARROW for char in text)


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return the points that a row needs to show texts whole that are wrapped in columns of ``widths``."""
    lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=False)), default=1)
    return min(lines * LINE_HEIGHT + 2, _HIGHEST)


def _lines(text: str, width: float) -> int:
    room = max(width - _MARGIN, 1)
    return sum(max(ceil(text_width(line) / room), 1) for line in text.split("\n"))


def fitted(wanted: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return the widths of columns that fit on a page: those wanted, or of each as much less as it can spare."""
    over = fsum(wanted) - (PAGE_WIDTH - _PADDING * len(wanted))
    spare = [max(wide - small, 0) for wide, small in zip(wanted, least, strict=True)]
    share = min(over / fsum(spare), 1) if over > 0 and any(spare) else 0
    return [round(wide - share * part, 1) for wide, part in zip(wanted, spare, strict=True)]
