"""The Python interface for what goes back to those who filled in workbooks: marked copies, and what goes with them.

Everything of it stands in :mod:`assistcheck.api` too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistcheck.errors import UsageError
from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports.common.letter import Letter
from assistcheck.workbook.limits import Limits

if TYPE_CHECKING:
    from assistcheck.annotate import Annotated
    from assistcheck.annotate.folder import ReviewedFolder
    from assistcheck.rules.model import RulePack
    from assistcheck.submission import assemble


def annotate(path: str, submission: assemble.Submission, lang: Lang) -> Annotated:
    """Return a copy of one workbook with its faults marked; the file itself is only read.

    Args:
        path: The workbook, .xlsx or .xlsm.
        submission: What was read of it (alone, or beside a workbook of rosters).
        lang: The language of the comments and of the first sheet.

    Raises:
        UsageError: the path is no file, or no roster names anybody whose workbook comes in.
        WorkbookError: the file cannot be read, is of another kind, or cannot be copied.
    """
    from assistcheck.annotate import account_of
    from assistcheck.annotate import annotate as marked
    from assistcheck.submission.sources.local_file import LocalFile
    from assistcheck.workbook.raw_sheet import digest_of

    account = account_of(Path(path), submission)
    content = LocalFile(path).read(Limits())
    if account.sha256 != digest_of(content):
        raise UsageError(LocalizedText(f"{path} 在读取时被改动，请重试", f"{path} changed while it was read; try again"))
    return marked(content, account, submission, lang)


def annotate_all(  # noqa: PLR0913 - keywords
    pack: RulePack,
    submission: assemble.Submission,
    content_of: Callable[[str], bytes],
    as_of: date,
    *,
    lang: Lang | None = None,
    letter: Letter | None = None,
    only_errors: bool = False,
) -> ReviewedFolder:
    """Return what goes back with all workbooks of a run: marked copies, a message for each, a table for a mail merge, an index.

    Args:
        pack: The rule pack that the workbooks were read with.
        submission: What was read of them.
        content_of: Gives the bytes of a file once more, as its copy is made; :meth:`PendingSubmission.content` does.
        as_of: The day that the submission was read as of.
        lang: The language of all that; default: the workbooks'.
        letter: Who sends it, whom to ask, and by when to answer.
        only_errors: Send nothing back where there are only warnings.

    Raises:
        UsageError: no roster names anybody whose workbook comes in.
    """
    from assistcheck.annotate.folder import ReviewedFolder, Wanted

    wanted = Wanted(as_of, lang or pack.manifest.languages[0], letter or Letter(), only_errors)
    return ReviewedFolder(pack, submission, content_of, wanted)
