"""The closing list (销号清单) as a document: an official one, or a plain letter, as its programme's lists are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time

from assistcheck.comparison.changes import Comparison
from assistcheck.reports import View
from assistcheck.reports.comparison.closing_list import outline
from assistcheck.reports.comparison.phrases import Phrases
from assistcheck.reports.shortfalls import docx_letter, docx_official
from assistcheck.reports.shortfalls.docx_package import fill, saved
from assistcheck.reports.shortfalls.notice_blocks import Table

_OFFICIAL = (9, 26, 40, 18, 26, 37)
"""Widths of the table's columns in mm: 156 in all."""
_LETTER = (560, 1700, 2700, 1100, 1500, 1800)
"""The same in twips: 6.5 inches in all."""
_ROOM, _TWIPS = 10, 480
"""The least height of a row, in mm and in twips."""


def to_docx(compared: Comparison, view: View) -> Iterator[bytes]:
    """Yield the closing list as a document; the same comparison gives the same bytes.

    Of a programme whose workbooks are in Chinese it has the layout of an official document (公文), of another that of a letter.
    """
    rules = compared.new.rules
    words = Phrases(compared, view.lang, briefly=True)
    parts: list[str] = []
    if "zh" in rules.languages:
        document = docx_official.official_document()
        for block in outline(compared, words):
            if isinstance(block, Table):
                parts += (docx_official.table(block.titles, block.rows, _OFFICIAL, _ROOM), docx_official.END)
            else:
                parts += docx_official.drawn(block)
            if block[0] == "title":
                parts.append(docx_official.paragraph("", indent=False))
    else:
        document = docx_letter.letter(american=rules.dates == "mdy")
        for block in outline(compared, words):
            if isinstance(block, Table):
                parts += (docx_letter.table(block.titles, block.rows, _LETTER, _TWIPS), docx_letter.END)
            else:
                parts += docx_letter.drawn(block)
    fill(document, parts)
    core = document.core_properties
    core.author, core.title, core.comments = "assistcheck", f"{words.say('list')} {compared.after.day.isoformat()}", ""
    core.created = core.modified = datetime.combine(compared.after.day, time())
    yield saved(document)
