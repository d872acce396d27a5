"""What was read of the one file that is to be marked, if it can be."""

from __future__ import annotations

from pathlib import Path

from assistcheck.errors import UsageError, WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.submission.assemble import Submission
from assistcheck.submission.row_accounts import InputAccount


def account_of(path: Path, submission: Submission) -> InputAccount:
    """Return the account of the workbook at ``path``, the last of a submission.

    Raises:
        UsageError: the path is no file, or no roster names anybody whose workbook comes in.
        WorkbookError: the file could not be read.
    """
    if not path.is_file():
        raise UsageError(
            LocalizedText(f"{path}：没有这个文件，或不是单个工作簿", f"{path}: no such file, or not a single workbook")
        )
    account = submission.inputs[-1]
    check_readable(account, submission)
    check_reporters(submission)
    return account


def check_readable(account: InputAccount, submission: Submission) -> None:
    """Refuse a file that could not be read.

    Raises:
        WorkbookError: it could not; the words say why.
    """
    if account.status == "unreadable":
        path, problem = account.path, next(one for one in submission.problems if one.place.path == account.path)
        raise WorkbookError(
            problem.code, LocalizedText(*(f"{path}：{problem.message('zh')}", f"{path}: {problem.message('en')}"))
        )


def check_reporters(submission: Submission) -> None:
    """Refuse a submission without a roster, if anything of it could be read.

    Raises:
        UsageError: no roster names anybody whose workbook comes in.
    """
    readable = any(one.status != "unreadable" for one in submission.inputs)
    if readable and not submission.roster.reporters:
        subjects = submission.roster.subjects
        title = submission.ledgers[subjects.kind(subjects.roles.reporting).roster or ""].title
        zh = f"没有{title}，无法核对名称；用 --roster 给出名册工作簿"
        raise UsageError(LocalizedText(zh, f"there is no {title} to match names with; give --roster"))
