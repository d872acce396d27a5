"""The list of what is wrong in a workbook of which no marked copy can be made: a workbook of the first sheet alone."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

from assistcheck.annotate.copying import saved
from assistcheck.annotate.marks import Marks
from assistcheck.annotate.reproducible import timeless
from assistcheck.annotate.summary_sheet import write_list
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.output_marker import with_mark


def fault_list(marks: Marks, lang: Lang, day: date, why: LocalizedText) -> bytes:
    """Return the list as a workbook; ``day`` is what it is dated, ``why`` says why there is no marked copy.

    Raises:
        UsageError: there is no room for the files that are needed meanwhile.
    """
    from openpyxl.workbook import Workbook  # noqa: PLC0415 - only where a list is made

    book = Workbook()
    write_list(book, marks, lang, why)
    for page in book.worksheets[1:]:
        book.remove(page)
    book.properties.creator = "assistcheck"
    book.properties.created = datetime.combine(day, time())
    book.properties.keywords = with_mark(book.properties.keywords)
    content = saved(book)
    with zipfile.ZipFile(io.BytesIO(content)) as written:
        return timeless(written, content, {})
