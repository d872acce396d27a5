"""A shortfall list as a notice (督办通知) with a table for the reply: an official document, or a plain letter."""

from __future__ import annotations

from datetime import datetime, time
from functools import cache
from typing import TYPE_CHECKING

from assistcheck.output_marker import OWN_MARK
from assistcheck.reports import View
from assistcheck.reports.shortfalls import docx_letter, docx_official
from assistcheck.reports.shortfalls.docx_package import fill, saved
from assistcheck.reports.shortfalls.grouping import ShortfallList
from assistcheck.reports.shortfalls.notice import outline, title_of

if TYPE_CHECKING:
    from docx.document import Document


def to_docx(one: ShortfallList, view: View) -> bytes:
    """Return a list as a document; the same list gives the same bytes.

    In Chinese it has the layout of an official document (公文), in English that of a letter, as it has of a programme whose
    workbooks are in English alone.
    """
    manifest = one.report.pack.manifest
    layout = docx_official if view.lang == "zh" and "zh" in manifest.languages else docx_letter
    document = _official() if layout is docx_official else _letter(american=manifest.dates == "mdy")
    fill(document, (part for piece in outline(one, view) for part in layout.drawn(piece)))
    core = document.core_properties
    core.author, core.title, core.comments = "assistcheck", f"{one.name} {title_of(one, view)}"[:255], ""
    core.keywords = OWN_MARK
    core.created = core.modified = datetime.combine(one.as_of, time())
    return saved(document)


@cache
def _official() -> Document:
    """Return the document that all official lists of a run are written into, one after the other."""
    return docx_official.official_document()


@cache
def _letter(*, american: bool) -> Document:
    """Return the document that all letters of a run are written into, one after the other."""
    return docx_letter.letter(american=american)
