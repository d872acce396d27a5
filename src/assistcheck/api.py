"""The Python interface: load a pack, read submissions, audit. The command line uses nothing else.

Example:
    >>> from assistcheck import api
    >>> pack = api.load_pack("dongguan-2022")
    >>> len(pack.rules)
    77

``docs/example.py`` reads the sample year, audits it and makes frames of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from assistcheck import DEFAULT_PACK
from assistcheck.errors import UsageError
from assistcheck.reports import (
    BINARY,
    COMPARISONS,
    EXPLANATIONS,
    FORMATS,
    HISTORY_FORMATS,
    LIST_FORMATS,
    REPLY_FORMATS,
    Again,
    View,
)
from assistcheck.reports.common.letter import Letter
from assistcheck.rules.folders import pack_folder, shipped_packs
from assistcheck.submission.input_paths import SOUGHT_ENDINGS, find_files
from assistcheck.workbook.limits import CACHE_LIMIT, MIB, Limits, ReadOptions, parse_limits

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from assistcheck.annotate.folder import ReviewedFolder
    from assistcheck.annotate_api import annotate, annotate_all
    from assistcheck.audit.explanation import Explained
    from assistcheck.audit.request import Request, Selection, check_rules, find_kind, find_rule, select
    from assistcheck.comparison.baseline import load_baseline
    from assistcheck.comparison.compare import compare
    from assistcheck.comparison.history.reading import read_history
    from assistcheck.comparison.record import ReportRecord, read_record
    from assistcheck.dataframes import Report, Submission
    from assistcheck.engines import open_engine
    from assistcheck.ledgers.periods import Quarter, as_of_day, calendar_day, default_as_of, period_end, quarters_of
    from assistcheck.pack_api import render_rule, render_rules
    from assistcheck.page_api import page_parts, serve_page, write_page
    from assistcheck.pending import HowToRead, PendingSubmission, Progress, read_workbook
    from assistcheck.render_api import (
        baseline_pieces,
        conclusion,
        debtors_without_list,
        is_as_written,
        load_format,
        problem_places,
        render,
        render_comparison,
        render_explanation,
        render_history,
        render_pieces,
        render_replies,
        render_step_summary,
        shortfall_lists,
    )
    from assistcheck.reply_api import read_replies
    from assistcheck.reports.json.v1 import record_of
    from assistcheck.roster_api import RosterRead, fault_lines, read_roster
    from assistcheck.rules.loader import load_subjects
    from assistcheck.rules.model import RulePack
    from assistcheck.rules.subjects import Subjects
    from assistcheck.sample import write_sample
    from assistcheck.submission import assemble
    from assistcheck.submission.parsed import ParsedWorkbook
    from assistcheck.submission.read_cache.memory import MemoryEntries
    from assistcheck.submission.read_cache.reader import Entries
    from assistcheck.submission.roster.aliases import load_aliases
    from assistcheck.submission.workers.in_process import Loss
    from assistcheck.template import reporter_templates, template_of, write_template
    from assistcheck.waiver_files import load_waivers, read_waivers
    from assistcheck.workbook.cell_values import normalize
    from assistcheck.workbook.password import load_passwords

__all__ = [
    "BINARY",
    "CACHE_LIMIT",
    "COMPARISONS",
    "DEFAULT_PACK",
    "EXPLANATIONS",
    "FORMATS",
    "HISTORY_FORMATS",
    "LIST_FORMATS",
    "REPLY_FORMATS",
    "SOUGHT_ENDINGS",
    "Again",
    "Letter",
    "Limits",
    "MemoryEntries",
    "ParsedWorkbook",
    "PendingSubmission",
    "Progress",
    "Quarter",
    "Report",
    "ReportRecord",
    "Request",
    "ReviewedFolder",
    "RosterRead",
    "RulePack",
    "Selection",
    "Subjects",
    "Submission",
    "UsageError",
    "View",
    "annotate",
    "annotate_all",
    "as_of_day",
    "audit",
    "baseline_pieces",
    "calendar_day",
    "check_rules",
    "compare",
    "conclusion",
    "debtors_without_list",
    "default_as_of",
    "end_ahead",
    "explain",
    "fault_lines",
    "find_files",
    "find_kind",
    "find_rule",
    "is_as_written",
    "load_aliases",
    "load_baseline",
    "load_format",
    "load_pack",
    "load_passwords",
    "load_subjects",
    "load_waivers",
    "normalize",
    "open_engine",
    "pack_folder",
    "page_parts",
    "parse_limits",
    "period_end",
    "problem_places",
    "quarters_of",
    "read_ahead",
    "read_history",
    "read_record",
    "read_replies",
    "read_roster",
    "read_submissions",
    "read_waivers",
    "read_workbook",
    "record_of",
    "render",
    "render_comparison",
    "render_explanation",
    "render_history",
    "render_pieces",
    "render_replies",
    "render_rule",
    "render_rules",
    "render_step_summary",
    "reporter_templates",
    "select",
    "serve_page",
    "shipped_packs",
    "shortfall_lists",
    "start_reading",
    "template_of",
    "write_page",
    "write_sample",
    "write_template",
]

_HOMES = {
    "MemoryEntries": "assistcheck.submission.read_cache.memory",
    "Progress": "assistcheck.pending",
    "ParsedWorkbook": "assistcheck.submission.parsed",
    "PendingSubmission": "assistcheck.pending",
    "Report": "assistcheck.dataframes",
    "ReportRecord": "assistcheck.comparison.record",
    "ReviewedFolder": "assistcheck.annotate.folder",
    "Request": "assistcheck.audit.request",
    **dict.fromkeys(("RosterRead", "fault_lines", "read_roster"), "assistcheck.roster_api"),
    "RulePack": "assistcheck.rules.model",
    "Selection": "assistcheck.audit.request",
    "Subjects": "assistcheck.rules.subjects",
    "Submission": "assistcheck.dataframes",
    "check_rules": "assistcheck.audit.request",
    "compare": "assistcheck.comparison.compare",
    "find_kind": "assistcheck.audit.request",
    "find_rule": "assistcheck.audit.request",
    "normalize": "assistcheck.workbook.cell_values",
    "open_engine": "assistcheck.engines",
    "load_aliases": "assistcheck.submission.roster.aliases",
    "load_baseline": "assistcheck.comparison.baseline",
    "load_passwords": "assistcheck.workbook.password",
    **dict.fromkeys(
        ("Quarter", "as_of_day", "calendar_day", "default_as_of", "period_end", "quarters_of"), "assistcheck.ledgers.periods"
    ),
    "read_waivers": "assistcheck.waiver_files",
    "read_record": "assistcheck.comparison.record",
    "record_of": "assistcheck.reports.json.v1",
    "read_replies": "assistcheck.reply_api",
    "read_history": "assistcheck.comparison.history.reading",
    "read_workbook": "assistcheck.pending",
    **dict.fromkeys(("annotate", "annotate_all"), "assistcheck.annotate_api"),
    **dict.fromkeys(
        (
            "baseline_pieces",
            "conclusion",
            "is_as_written",
            "debtors_without_list",
            "load_format",
            "problem_places",
            "render",
            "render_comparison",
            "render_explanation",
            "render_history",
            "render_pieces",
            "render_replies",
            "render_step_summary",
            "shortfall_lists",
        ),
        "assistcheck.render_api",
    ),
    "load_subjects": "assistcheck.rules.loader",
    "load_waivers": "assistcheck.waiver_files",
    "render_rule": "assistcheck.pack_api",
    "render_rules": "assistcheck.pack_api",
    "reporter_templates": "assistcheck.template",
    "select": "assistcheck.audit.request",
    "template_of": "assistcheck.template",
    **dict.fromkeys(("page_parts", "serve_page", "write_page"), "assistcheck.page_api"),
    "write_sample": "assistcheck.sample",
    "write_template": "assistcheck.template",
}
"""Names that stand elsewhere; each is loaded when it is first asked for."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class or function
    """Return a name of another module; ``AttributeError`` if there is none."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(_HOMES[name]), name)


def load_pack(name: str = DEFAULT_PACK, *, checked: bool = False) -> RulePack:
    """Return a rule pack by the name of a shipped one, or by the path of its folder or ``pack.yaml``.

    A shipped pack has been checked once; ``checked`` does it again.

    Raises:
        UsageError: there is no such pack.
        RulePackError: the pack is wrong; the text names file:line:column, key and remedy.
    """
    from assistcheck.rules.loader import load_pack

    return load_pack(pack_folder(name), checked=checked)


def read_ahead(path: str) -> None:
    """Begin to read a file that :func:`start_reading` will probably be asked for, while the program is still loading.

    It is read by a process of its own under the usual limits. Where it is not asked for, or otherwise, the process ends.
    """
    from assistcheck.ledgers.source import SheetSource
    from assistcheck.submission.workers.pool import read_ahead

    if sheets := SheetSource.compiled(pack_folder(DEFAULT_PACK)):
        read_ahead(path, sheets)


def end_ahead() -> None:
    """End the reading of a file that nobody has asked for."""
    if readers := sys.modules.get("assistcheck.submission.workers.pool"):
        readers.end_ahead()


def start_reading(  # noqa: PLR0913 - keywords
    paths: Iterable[str],
    *,
    rules: str | RulePack = DEFAULT_PACK,
    roster: str | None = None,
    workers: int | None = None,
    limits: Limits | None = None,
    passwords: Sequence[str] = (),
    cache: str | Path | Entries | None = None,
    cache_limit: int = CACHE_LIMIT,
    executor: Executor | None = None,
    archives: bool = True,
    lost: Mapping[str, Loss] | None = None,
) -> PendingSubmission:
    """Begin to read workbooks, folders and globs while the program does something else.

    Args:
        paths: Workbooks, folders, archives (.zip), globs; ``-`` is standard input.
        rules: The rule pack whose sheets are read, by name or path, or itself.
        roster: A workbook of rosters, which then stand for all others.
        workers: How many processes read the files; 0: none but this one; default: one, or one for each processor where
            there is much to read. A file that kills its process becomes a problem, and the rest is read.
        limits: How large a file may be; see :class:`assistcheck.workbook.limits.Limits`.
        passwords: Tried on encrypted workbooks alone, one after the other.
        cache: A folder that keeps what each workbook says, so that it is read again only once it, the sheets of the pack or
            the program has changed; it is made if it is not there. Or :class:`MemoryEntries` of a program that reads the same
            files again and again. Encrypted workbooks are never kept.
        cache_limit: MiB that the folder may take; what was used longest ago goes first.
        executor: Whose workers read the files, in place of processes of this machine; see :func:`read_workbook`.
        archives: Whether a .zip is searched like a folder; else it is left out, with a note.
        lost: Files that ended this process before it was started anew, by the paths that reports call them, and how; each
            becomes the problem of a file that kills its process, and the others are read by this process alone.

    Raises:
        UsageError: a path that is not there, or a folder that cannot be used.
    """
    from assistcheck.pending import PendingSubmission, sheets_of

    options, kept = ReadOptions(limits or Limits(), tuple(passwords)), _entries(cache, cache_limit)
    where = sheets_of(rules)
    return PendingSubmission(
        paths, options, where, roster=roster, workers=workers, cache=kept, executor=executor, archives=archives, lost=lost
    )


def _entries(cache: str | Path | Entries | None, limit: int) -> Entries | None:
    """Return what keeps what was read; a path is that of a folder, which may take ``limit`` MiB."""
    if not isinstance(cache, str | Path):
        return cache
    from assistcheck.submission.read_cache.folder import CacheFolder

    return CacheFolder(cache, limit * MIB) if cache else None


def read_submissions(
    paths: Iterable[str],
    pack: RulePack,
    as_of: date,
    *,
    aliases: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    **how: Unpack[HowToRead],
) -> Submission:
    """Read workbooks, folders and globs, and match them with the rosters.

    Args:
        paths: Workbooks, folders, globs; ``-`` is standard input.
        pack: The rule pack, for the programme year and the attested duties.
        as_of: Rows dated after it are not counted.
        aliases: Recorded spellings -> names of the roster, or allowed words of choices.
        progress: Called before each file.
        how: ``roster``, ``workers``, ``limits``, ``passwords``, ``cache``, ``cache_limit``, ``executor``, ``archives``,
            ``lost``: those of :func:`start_reading`.

    Raises:
        UsageError: a path that is not there, a folder that cannot be used, or a worker of the executor that has another
            assistcheck than this program.
    """
    with start_reading(paths, rules=pack, **how) as reading:
        return reading.submission(pack, as_of, aliases=aliases, progress=progress)


def audit(pack: RulePack, submission: assemble.Submission, request: Request) -> Report:
    """Judge every rule for each of its subjects; see :class:`assistcheck.audit.pipeline.Request`.

    The report's outcomes are judged as somebody goes through them, few (up to 50,000) once, more each time: ``submission``
    must stay as it is.

    Raises:
        UsageError: a rule, reading, subject or kind of subject that does not exist, or nothing left to judge.
    """
    from assistcheck.audit.pipeline import run_audit
    from assistcheck.dataframes import Report
    from assistcheck.gc_pause import without_collecting

    with without_collecting():
        return Report(*run_audit(pack, submission, request))


def explain(
    pack: RulePack, submission: assemble.Submission, request: Request, rule_id: str, subject: str | None = None
) -> Explained:
    """Return how the verdict on one duty of one subject came about; see :func:`assistcheck.audit.explanation.explain`.

    Raises:
        UsageError: no such rule, or ``subject`` means none or several of its subjects; the words suggest some.
    """
    from assistcheck.audit.explanation import explain as chain_of
    from assistcheck.workbook.cell_values import normalize

    return chain_of(pack, submission, request, rule_id, None if subject is None else normalize(subject))
