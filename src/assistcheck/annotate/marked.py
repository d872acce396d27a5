"""One workbook with its faults marked: the copy, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass

from assistcheck.annotate.copying import OpenedBook, is_office_open, open_book, written_book
from assistcheck.annotate.losses import Loss, losses_of
from assistcheck.annotate.marks import marks_of
from assistcheck.annotate.size_check import check_size
from assistcheck.annotate.styles import paint
from assistcheck.annotate.summary_sheet import write_cover
from assistcheck.errors import WorkbookError
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.output_marker import COPY_MARK, with_mark
from assistcheck.submission.assemble import Submission
from assistcheck.submission.row_accounts import InputAccount

_KIND = LocalizedText("没有密码的 .xlsx 或 .xlsm 工作簿", "a workbook of the kind .xlsx or .xlsm without a password")
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
    if not is_office_open(content):
        raise WorkbookError("unsupported-file", _KIND)
    check_size(content)
    marks = marks_of(account, submission)
    opened = _opened(content, account)
    book = opened.book
    changed = (Loss(_DAYS_WORDS, opened.invalid_days),) if opened.invalid_days else ()
    losses = (*losses_of(content, opened.long_parts), *changed)
    try:
        painted = paint(opened, marks, lang)
        write_cover(book, marks, losses, lang, uncommented=painted.uncommented)
        book.properties.keywords = with_mark(book.properties.keywords, COPY_MARK)
        copy = written_book(opened, painted.rows, content)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        raise _not_copied(type(error).__name__) from None
    errors = sum(problem.count for problem in marks.problems if problem.level == "error")
    remarks = sum(problem.count for problem in marks.problems) - errors
    return Annotated(copy, losses, account, marks.left_out, errors, remarks)


def _opened(content: bytes, account: InputAccount) -> OpenedBook:
    """Return the workbook to be marked, if it holds the rows that were read of it."""
    try:
        opened = open_book(content)
    except Exception as error:  # noqa: BLE001 - a library that fails in many ways on a file that others read
        raise _not_copied(type(error).__name__) from None
    for sheet in account.sheets:
        if sheet.rows["read"] and (
            sheet.title not in opened.book.sheetnames or opened.last_row(sheet.title) < sheet.rows["read"]
        ):
            raise _not_copied(sheet.title)
    return opened


def _not_copied(name: str) -> WorkbookError:
    return WorkbookError(
        "unsupported-file",
        LocalizedText(
            f"可以另存的工作簿（{name}）；请用 Excel 或 WPS 打开，另存为新的 .xlsx 后再试",
            f"a workbook that can be copied ({name}); open it in Excel or WPS, save it as a new .xlsx and try again",
        ),
    )
