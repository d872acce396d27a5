"""A shortfall list as a notice (督办通知) in the layout of an official document, with a table for the reply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from functools import cache
from typing import TYPE_CHECKING

from assistcheck.reports import View
from assistcheck.reports.shortfalls.docx_layout import END, fill, official_document, paragraph, saved, signature, table
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.notice import Block, Table, outline

if TYPE_CHECKING:
    from docx.document import Document

_COLUMNS = (10, 48, 40, 18, 18, 22)
"""Widths of the reply's columns in mm: 156 in all."""
_ROOM = 16
"""The least height of a row to write in, in mm."""
_EMPTY = paragraph("", indent=False)
_GAP = paragraph("", indent=False, keep=True)
"""An empty line that stays with what follows: no page holds the sender alone."""


def to_docx(one: ShortfallList, view: View) -> bytes:
    """Return a list as a document; the same list gives the same bytes."""
    document = _template()
    fill(document, (part for block in outline(one, view.lang) for part in _drawn(block)))
    core = document.core_properties
    core.author, core.title, core.comments = (
        "assistcheck",
        f"{one.name} {one.report.pack.manifest.notice_title.text(view.lang)}"[:255],
        "",
    )
    core.created = core.modified = datetime.combine(one.as_of, time())
    return saved(document)


@cache
def _template() -> Document:
    """Return the document that all lists of a run are written into, one after the other."""
    return official_document()


def _drawn(block: Block | Table) -> Iterator[str]:
    """Yield what draws a block: paragraphs and tables as XML."""
    match block:
        case Table():
            yield from (table(block.titles, block.rows, _COLUMNS, _ROOM), END)
        case Block("title"):
            yield paragraph(block.text, "Title", indent=False)
        case Block("addressee"):
            yield from (_EMPTY, paragraph(block.text, indent=False))
        case Block("section"):
            yield paragraph(block.text, "Heading1")
        case Block("subsection"):
            yield paragraph(block.text, "Heading2")
        case Block("annexes"):
            yield from (_GAP, paragraph(block.text, keep=True))
        case Block("last"):
            yield paragraph(block.text, keep=True)
        case Block("sender"):
            yield from (_GAP, _GAP, signature(block.text, keep=True))
        case Block("day"):
            yield signature(block.text)
        case Block("annex"):
            yield paragraph("", label=block.text, indent=False, new_page=True)
        case _:
            yield paragraph(block.text, label=block.label)
