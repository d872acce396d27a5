"""One file to its marked copy, if it is still what was read."""

from __future__ import annotations

from pathlib import Path

from assistcheck.annotate import Annotated, annotate
from assistcheck.errors import UsageError, WorkbookError
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.submission.assemble import Submission
from assistcheck.workbook.raw_sheet import digest_of, read_bytes


def annotate_file(path: Path, submission: Submission, lang: Lang) -> Annotated:
    """Return a copy of the workbook at ``path`` with its faults marked; see :func:`assistcheck.api.annotate`."""
    if not path.is_file():
        raise UsageError(
            LocalizedText(f"{path}：没有这个文件，或不是单个工作簿", f"{path}: no such file, or not a single workbook")
        )
    account = submission.inputs[-1]
    if account.status == "unreadable":
        problem = next(one for one in submission.problems if one.place.path == account.path)
        raise WorkbookError(
            problem.code, LocalizedText(*(f"{path}：{problem.message('zh')}", f"{path}: {problem.message('en')}"))
        )
    content = read_bytes(path)
    if account.sha256 != digest_of(content):
        raise UsageError(LocalizedText(f"{path} 在读取时被改动，请重试", f"{path} changed while it was read; try again"))
    if not submission.roster.reporters:
        subjects = submission.roster.subjects
        title = submission.ledgers[subjects.kind(subjects.roles.reporting).roster or ""].title
        zh = f"没有{title}，无法核对名称；用 --roster 给出名册工作簿"
        raise UsageError(LocalizedText(zh, f"there is no {title} to match names with; give --roster"))
    return annotate(content, account, submission, lang)
