"""The workbook that is marked: opened by openpyxl but for the rows of long sheets, and written with them."""

from __future__ import annotations

import io
import tempfile
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assistcheck.annotate.comment_authors import with_authors
from assistcheck.annotate.long_sheets import LongSheet, put_back, without_rows
from assistcheck.annotate.reproducible import timeless
from assistcheck.annotate.size_check import SHEET_PART
from assistcheck.errors import UsageError, reason
from assistcheck.i18n import LocalizedText
from assistcheck.scratch import scratch_folder
from assistcheck.submission.parsed import RESULT_SHEET

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_NOT_A_DAY = "is marked as a date but the serial value"
"""What openpyxl says of a cell that it turns into #VALUE!."""
_SHARED_TEXTS = "xl/sharedStrings.xml"
_TYPE_OF_TEXTS = (
    b'<Override PartName="/xl/sharedStrings.xml"'
    b' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
_LINK_TO_TEXTS = (
    b'<Relationship Id="sharedTexts" Target="/xl/sharedStrings.xml"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)


@dataclass(frozen=True, slots=True)
class OpenedBook:
    """A workbook as openpyxl has it."""

    book: Workbook
    long: Mapping[str, LongSheet]
    """The sheets whose rows openpyxl does not have, by title."""
    long_parts: frozenset[str]
    """The parts that they are in."""
    shared_texts: bytes
    """The part with texts that their cells refer to."""
    invalid_days: int
    """Cells that opening has changed."""

    def last_row(self, title: str) -> int:
        """Return the last row of a sheet that has a cell."""
        return self.long[title].numbers[-1] if title in self.long else self.book[title].max_row


def is_office_open(content: bytes) -> bool:
    """Whether a file is a workbook of the kind that can be copied, .xlsx or .xlsm, by its parts and not by its name."""
    if not content.startswith(b"PK"):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as parts:  # which has been read, and so is one
        return any(SHEET_PART.fullmatch(name) for name in parts.namelist())


def open_book(content: bytes) -> OpenedBook:
    """Open a workbook; one that was marked before with all its rows, since each cell may have to be cleaned."""
    frame, long = without_rows(content)
    opened = _opened(frame, long)
    if long and any(title in opened.book.sheetnames for title in RESULT_SHEET):
        return _opened(content, {})
    return opened


def _opened(content: bytes, long: Mapping[str, LongSheet]) -> OpenedBook:
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415 - only where a workbook is marked
    from openpyxl.xml.constants import SHARED_STRINGS  # noqa: PLC0415

    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")  # what is lost is told from the parts themselves, changed values from here
        reader = ExcelReader(io.BytesIO(with_authors(content)), rich_text=True)
        reader.read()
    titles = {relation.target: sheet.name for sheet, relation in reader.parser.find_sheets()}
    package: Any = reader.package
    shared = package.find(SHARED_STRINGS) if long else None
    texts = b""
    if shared is not None:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            texts = parts.read(shared.PartName[1:])
    days = sum(_NOT_A_DAY in str(one.message) for one in said)
    by_title = {titles[part]: sheet for part, sheet in long.items() if part in titles}
    return OpenedBook(reader.wb, by_title, frozenset(part for part in long if part in titles), texts, days)


def written_book(opened: OpenedBook, rows: Mapping[str, bytes], original: bytes) -> bytes:
    """Return a workbook as openpyxl writes it, with the ``rows`` of its long sheets, by title.

    Raises:
        UsageError: there is no room for the files that are needed meanwhile.
    """
    with zipfile.ZipFile(io.BytesIO(saved(opened.book))) as draft:
        names = {title: opened.book[title].path.lstrip("/") for title in rows}
        others = {names[title]: put_back(draft.read(names[title]), xml) for title, xml in rows.items()}
        if opened.shared_texts and rows:
            others |= _with_shared_texts(draft, opened.shared_texts)
        return timeless(draft, original, others)


def _with_shared_texts(draft: zipfile.ZipFile, texts: bytes) -> dict[str, bytes]:
    """Return the part with the texts that rows refer to, which openpyxl does not write, and the parts that lead to it."""
    types, links = draft.read("[Content_Types].xml"), draft.read("xl/_rels/workbook.xml.rels")
    return {
        _SHARED_TEXTS: texts,
        "[Content_Types].xml": types.replace(b"</Types>", _TYPE_OF_TEXTS + b"</Types>"),
        "xl/_rels/workbook.xml.rels": links.replace(b"</Relationships>", _LINK_TO_TEXTS + b"</Relationships>"),
    }


def saved(book: Workbook) -> bytes:
    """Return a workbook as openpyxl writes it; the files that this takes meanwhile are gone afterwards, whatever happens."""
    out, before = io.BytesIO(), tempfile.tempdir
    try:
        with scratch_folder() as folder:
            tempfile.tempdir = folder
            book.save(out)
    except Exception as error:
        if not isinstance(error, OSError) and type(error).__name__ != "SerialisationError":  # lxml's own, for a full disk
            raise
        why = reason(error) if isinstance(error, OSError) else LocalizedText("写到一半中断", str(error))
        zh = f"无法写临时文件：{why.zh}；请腾出磁盘空间，或用 TMPDIR 换一个文件夹"
        en = f"cannot write a temporary file: {why.en}; make room, or name another folder by TMPDIR"
        raise UsageError(LocalizedText(zh, en)) from None
    finally:
        tempfile.tempdir = before
    return out.getvalue()
