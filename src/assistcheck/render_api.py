"""The Python interface for what people and programs are given: reports, lists, comparisons and histories in their formats.

Everything of it stands in :mod:`assistcheck.api` too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from assistcheck.bounded_read import read_side_file
from assistcheck.errors import UsageError, reason
from assistcheck.i18n import LANGUAGES, Lang, LocalizedText
from assistcheck.reports import (
    BINARY,
    COMPARISONS,
    EXPLANATIONS,
    FORMATS,
    HISTORY_FORMATS,
    LIST_FORMATS,
    REPLY_FORMATS,
    View,
    Writer,
    comparer_of,
    explainer_of,
    historian_of,
    reply_writer_of,
    writer_of,
)

if TYPE_CHECKING:
    from assistcheck.audit import outcomes
    from assistcheck.audit.explanation import Explained
    from assistcheck.comparison.changes import Comparison
    from assistcheck.comparison.history.trend import History
    from assistcheck.problems import Problem
    from assistcheck.replies.model import Replies
    from assistcheck.reports.common.letter import Letter


def load_format(format_name: str) -> None:
    """Load what :func:`render` will need for a format, while files are still being read.

    Raises:
        UsageError: there is no such format.
    """
    _writer_of(format_name)


def _writer_of(format_name: str) -> Writer:
    if format_name not in FORMATS:
        raise UsageError(_no_format(format_name))
    return writer_of(format_name)


def render(report: outcomes.Report, format_name: str, view: View) -> str | bytes:
    """Return a report in one of the formats of :data:`assistcheck.reports.FORMATS`; bytes for those of :data:`BINARY`.

    Raises:
        UsageError: there is no such format.
    """
    from assistcheck.gc_pause import without_collecting

    with without_collecting():
        pieces = [*render_pieces(report, format_name, view)]
    return b"".join(pieces) if format_name in BINARY else "".join(pieces)


def render_pieces(report: outcomes.Report, format_name: str, view: View) -> Iterator[str] | Iterator[bytes]:
    """Return a report as :func:`render` does, piece by piece: where it is large, it is never in memory as a whole.

    Raises:
        UsageError: there is no such format.
    """
    return _writer_of(format_name)(report, view)


def conclusion(report: outcomes.Report) -> LocalizedText:
    """Return the conclusion of a report in one sentence, as reports open with it."""
    from assistcheck.reports.common.headlines import Gathered, headlines

    return headlines(report, Gathered.of(report, items=0)).conclusion


def problem_places(problem: Problem) -> LocalizedText:
    """Return where a problem stands as people name it: file, sheet, and the first of its cells."""
    from assistcheck.reports.common.faulty_cells import cells_shown
    from assistcheck.reports.common.phrases import where

    sheet = problem.place._replace(row=0) if problem.place.cell else problem.place
    return LocalizedText(*(f"{where(sheet, lang)} {cells_shown(problem, lang)}".strip() for lang in LANGUAGES))


def render_step_summary(report: outcomes.Report, view: View, limit: int) -> str:
    """Return what GitHub shows on the page of a run, beside the format ``github``: Markdown of at most ``limit`` bytes."""
    from assistcheck.reports.ci.github_summary import to_summary

    return to_summary(report, view, limit)


def baseline_pieces(report: outcomes.Report, lang: Lang, *, grows: bool = False) -> Iterator[str]:
    """Return the baseline of later runs as JSON text, piece by piece.

    Where it ``grows``, or the report was held against none, it is the whole report; else the baseline of the report without
    what is closed, with what is better as it is now, and with nothing that is new or worse.

    Raises:
        UsageError: the baseline of the report has changed since that was held against it.
    """
    from assistcheck.comparison.baseline import HeldReport
    from assistcheck.reports.json.baseline_file import shrunk_baseline, whole_baseline

    held = report.baseline
    if isinstance(held, HeldReport) and not grows:
        return shrunk_baseline(report, held, lang)
    return whole_baseline(report, lang)


def render_explanation(explained: Explained, format_name: str, view: View) -> str:
    """Return an explanation in one of the formats of :data:`assistcheck.reports.EXPLANATIONS`.

    Raises:
        UsageError: there is no such format.
    """
    if format_name not in EXPLANATIONS:
        raise UsageError(_no_format(format_name))
    return explainer_of(format_name)(explained, view)


def render_comparison(compared: Comparison, format_name: str, view: View) -> Iterator[str] | Iterator[bytes]:
    """Return what two reports differ in, piece by piece, in one of the formats of :data:`assistcheck.reports.COMPARISONS`.

    Raises:
        UsageError: there is no such format.
    """
    if format_name not in COMPARISONS:
        raise UsageError(_no_format(format_name))
    return comparer_of(format_name)(compared, view)


def render_history(history: History, format_name: str, view: View) -> Iterator[str]:
    """Return a history in one of the formats of :data:`assistcheck.reports.HISTORY_FORMATS`, piece by piece.

    Raises:
        UsageError: there is no such format.
    """
    if format_name not in HISTORY_FORMATS:
        raise UsageError(_no_format(format_name))
    return historian_of(format_name)(history, view)


def render_replies(found: Replies, format_name: str, view: View) -> Iterator[str] | Iterator[bytes]:
    """Return what came back of lists, piece by piece, in one of the formats of :data:`assistcheck.reports.REPLY_FORMATS`.

    Raises:
        UsageError: there is no such format.
    """
    if format_name not in REPLY_FORMATS:
        raise UsageError(_no_format(format_name))
    return reply_writer_of(format_name)(found, view)


def shortfall_lists(  # noqa: PLR0913 - keywords
    report: outcomes.Report,
    by: str | None = None,
    format_name: str = "xlsx",
    view: View | None = None,
    *,
    only_short: bool = False,
    template: str | None = None,
    letter: Letter | None = None,
    only_of: str | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of a shortfall list for each who reports (or each of ``by``), and last of their index.

    Args:
        report: The audit.
        by: The kind of subject that lists are made for, by its id, with hyphens or underscores; default: who reports.
        format_name: One of :data:`assistcheck.reports.LIST_FORMATS`; the index is always a workbook.
        view: The language.
        only_short: List only what is short, and only those that are short of something.
        template: The path of a .docx of one's own to draw lists in the format ``docx`` in.
        letter: Who sends the lists, and by when to answer; default: as ``view`` has it.
        only_of: Whose list alone is made, by the name in the roster; there is no index then.

    Raises:
        UsageError: there is no such kind, format or list, the template cannot be used, or the answer is due before the letter.
    """
    from assistcheck.audit.request import find_kind
    from assistcheck.reports.shortfalls.files import list_files

    kind = find_kind(report.pack, by)
    if format_name not in LIST_FORMATS:
        raise UsageError(LocalizedText(f"清单没有格式 {format_name}", f"there is no list format {format_name}"))
    own = _own_template(template, format_name) if template else None
    view = view or View()
    if letter is not None:
        view = view._replace(letter=letter)
    view.letter.check(report.as_of)
    return list_files(report, kind, format_name, view, only_short=only_short, template=own, only_of=only_of)


def _own_template(path: str, format_name: str) -> bytes:
    if format_name != "docx":
        raise UsageError(LocalizedText("--template 只用于 --format docx", "--template goes with --format docx"))
    try:
        return read_side_file(Path(path))
    except OSError as error:
        why = reason(error)
        raise UsageError(LocalizedText(f"{path}：无法读取模板：{why.zh}", f"{path}: cannot be read: {why.en}")) from None


def is_as_written(path: str) -> bool:
    """Whether this program wrote a .xlsx, .docx or .csv and nobody has saved it since; ``False`` where it cannot be read."""
    from assistcheck.errors import WorkbookError
    from assistcheck.submission.sources.local_file import LocalFile
    from assistcheck.workbook.file_properties import properties_of
    from assistcheck.workbook.limits import Limits

    try:
        content = LocalFile(path).read(Limits())
    except WorkbookError:
        return False
    return properties_of("text" if path.lower().endswith(".csv") else "xlsx", content).is_as_written


def debtors_without_list(report: outcomes.Report, by: str | None = None, *, only_short: bool = False) -> dict[str, str]:
    """Return who owes something open that no list of :func:`shortfall_lists` is for: each name with the id of its kind.

    Args:
        report: The audit.
        by: The kind of subject that lists are made for; default: who reports.
        only_short: Only who is short of something.

    Raises:
        UsageError: there is no such kind.
    """
    from assistcheck.audit.request import find_kind
    from assistcheck.reports.shortfalls.grouping import debtors_left_out

    return debtors_left_out(report, find_kind(report.pack, by), only_short=only_short)


def _no_format(name: str) -> LocalizedText:
    return LocalizedText(f"没有格式 {name}", f"there is no format {name}")
