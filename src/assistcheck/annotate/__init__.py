"""A submitter's own workbook with its faults marked: a copy with coloured cells, comments, and a first sheet 审核结果.

Its files::

comment_authors.py  comments whose author is not listed
size_check.py  what is too large to be copied
losses.py  what the copy cannot keep, told from the parts of the file
marks.py   which cells and rows are marked, and why
styles.py  colours and comments
summary_sheet.py  the first sheet
reproducible.py  no time of writing in the copy
messages.py  every text, in both languages
"""

from __future__ import annotations

import io
import tempfile
import warnings
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assistcheck.annotate.comment_authors import with_authors
from assistcheck.annotate.losses import Loss, losses_of
from assistcheck.annotate.marks import marks_of
from assistcheck.annotate.reproducible import timeless
from assistcheck.annotate.size_check import check_size
from assistcheck.annotate.styles import paint
from assistcheck.annotate.summary_sheet import write_cover
from assistcheck.errors import UsageError, WorkbookError
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.output_marker import with_mark
from assistcheck.submission.assemble import Submission
from assistcheck.submission.row_accounts import InputAccount

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

__all__ = ["Annotated", "Loss", "annotate"]


_NOT_A_DAY = "is marked as a date but the serial value"
"""What openpyxl says of a cell that it turns into #VALUE!."""
_DAYS_WORDS = LocalizedText(
    "日期格式下不是日期的数字（副本中为 #VALUE!）", "numbers that are no dates under a format of dates (#VALUE! in the copy)"
)


@dataclass(frozen=True, slots=True)
class Annotated:
    """The copy, what it could not keep, and how many rows and cells were marked."""

    content: bytes
    losses: tuple[Loss, ...]
    account: InputAccount
    rows: int
    """Rows that do not count."""
    errors: int
    remarks: int
    """Warnings and notes."""


def annotate(content: bytes, account: InputAccount, submission: Submission, lang: Lang) -> Annotated:
    """Return a copy of the workbook ``content``, which ``account`` is of, with what ``submission`` found wrong in it.

    Formulas stay the submitter's own; nothing else becomes one.

    Raises:
        WorkbookError: the workbook can be read, but is too large to be copied, or cannot be.
        UsageError: there is no room for the files that are needed meanwhile.
    """
    check_size(content)
    marks = marks_of(account, submission)
    book, changed = _opened(content, account)
    losses = (*losses_of(content), *changed)
    try:
        paint(book, marks, lang)
        write_cover(book, marks, losses, lang)
        book.properties.keywords = with_mark(book.properties.keywords)
        copy = timeless(_saved(book), content)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise _not_copied(type(error).__name__) from None
    errors = sum(problem.level == "error" for problem in marks.problems)
    return Annotated(copy, losses, account, len(marks.rows), errors, len(marks.problems) - errors)


def _opened(content: bytes, account: InputAccount) -> tuple[Workbook, tuple[Loss, ...]]:
    """Return the workbook to be marked, and what opening it has changed already."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only where a workbook is marked

    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")  # what is lost is told from the parts themselves, changed values from here
            book = load_workbook(io.BytesIO(with_authors(content)), rich_text=True)
    except Exception as error:  # noqa: BLE001 - a library that fails in many ways on a file that others read
        raise _not_copied(type(error).__name__) from None
    for sheet in account.sheets:
        if sheet.rows["read"] and (sheet.title not in book.sheetnames or book[sheet.title].max_row < sheet.rows["read"]):
            raise _not_copied(sheet.title)
    changed = sum(_NOT_A_DAY in str(one.message) for one in said)
    return book, (Loss(_DAYS_WORDS, changed),) if changed else ()


def _saved(book: Workbook) -> bytes:
    """Return a workbook as openpyxl writes it; the files that this takes meanwhile are gone afterwards, whatever happens."""
    out, before = io.BytesIO(), tempfile.tempdir
    try:
        with TemporaryDirectory() as folder:
            tempfile.tempdir = folder
            book.save(out)
    except Exception as error:
        if not isinstance(error, OSError) and type(error).__name__ != "SerialisationError":  # lxml's own, for a full disk
            raise
        why = getattr(error, "strerror", None) or str(error)
        zh = f"无法写临时文件：{why}；请腾出磁盘空间，或用 TMPDIR 换一个文件夹"
        en = f"cannot write a temporary file: {why}; make room, or name another folder by TMPDIR"
        raise UsageError(LocalizedText(zh, en)) from None
    finally:
        tempfile.tempdir = before
    return out.getvalue()


def _not_copied(name: str) -> WorkbookError:
    return WorkbookError(
        "unsupported-file",
        LocalizedText(
            f"可以另存的工作簿（{name}）；请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再试",
            f"a workbook that can be copied ({name}); open it in Excel or WPS, save it as a new .xlsx and try again",
        ),
    )
