"""The Python interface: load a pack, read submissions, audit. The command line uses nothing else.

Example:
    >>> from assistcheck import api
    >>> pack = api.load_pack("dongguan-2022")
    >>> len(pack.rules)
    77

``docs/example.py`` reads the sample year, audits it and makes frames of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistcheck import DEFAULT_PACK
from assistcheck.audit import outcomes
from assistcheck.audit.run import Request, Selection, check_rules, programme_of, run_audit
from assistcheck.audit.run import find_rule as _find_rule
from assistcheck.audit.waivers import Waiver
from assistcheck.errors import UsageError, WorkbookError
from assistcheck.language import Lang, Say
from assistcheck.programme import quarter_end
from assistcheck.reports import BINARY, EXPLANATIONS, FORMATS, LIST_FORMATS, View, explainer_of, writer_of
from assistcheck.rules.check import KnownColumn
from assistcheck.rules.load import load_pack as _load_pack
from assistcheck.rules.load import pack_folder
from assistcheck.rules.model import Rule, RulePack
from assistcheck.submission import load
from assistcheck.submission.fields import NameKind, columns
from assistcheck.submission.models import TABLES
from assistcheck.submission.paths import find_files, is_same
from assistcheck.submission.pool import Job, read_books
from assistcheck.workbook.open import digest_of, read_bytes
from assistcheck.workbook.values import fold

if TYPE_CHECKING:
    import pandas as pd

    from assistcheck.annotate import Annotated
    from assistcheck.audit.explain import Explained
    from assistcheck.reports.lists import By
    from assistcheck.sample import Kind

Progress = Callable[[int, int, str], None]
"""Called before each file is read: how many are done, how many there are, and the file's path."""

__all__ = [
    "BINARY",
    "DEFAULT_PACK",
    "Report",
    "Request",
    "RulePack",
    "Selection",
    "Submission",
    "UsageError",
    "View",
    "annotate",
    "audit",
    "check_rules",
    "default_as_of",
    "explain",
    "find_files",
    "find_rule",
    "fold",
    "load_pack",
    "load_waivers",
    "quarter_end",
    "read_submissions",
    "render",
    "render_explanation",
    "render_rule",
    "render_rules",
    "select",
    "shortfall_lists",
    "write_sample",
    "write_template",
]


class Submission(load.Submission):
    """Everything that was sent, matched with the rosters: roster, tables, coverage, inputs, problems."""

    __slots__ = ()

    def frame(self, ledger: str) -> pd.DataFrame:
        """Return the rows of a ledger or roster as pandas, with fate and place; see :func:`assistcheck.frames.ledger_frame`.

        Raises:
            UsageError: nobody supplied this ledger.
        """
        from assistcheck.frames import ledger_frame  # noqa: PLC0415 - pandas is loaded where a frame is wanted

        return ledger_frame(self, ledger)


class Report(outcomes.Report):
    """One audit: what was audited, as of when, by which pack, and everything found."""

    __slots__ = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row for each outcome as pandas; see :func:`assistcheck.frames.outcomes_frame`."""
        from assistcheck.frames import outcomes_frame  # noqa: PLC0415

        return outcomes_frame(self)


@cache
def _known() -> dict[str, dict[str, KnownColumn]]:
    return {
        model.sheet.id: {column.name: KnownColumn(column.kind, column.words) for column in columns(model)} for model in TABLES
    }


def load_pack(name: str = DEFAULT_PACK) -> RulePack:
    """Return a rule pack by the name of a shipped one, or by the path of its folder or ``pack.yaml``.

    Raises:
        UsageError: there is no such pack.
        RulePackError: the pack is wrong; the text names file:line:column, key and remedy.
    """
    return _load_pack(pack_folder(name), _known())


def find_rule(pack: RulePack, rule_id: str) -> Rule:
    """Return one rule of a pack by its id, in any case.

    Raises:
        UsageError: the pack has no such rule; the words suggest the nearest.
    """
    return _find_rule(pack, rule_id)


def default_as_of(pack: RulePack, today: date) -> date:
    """Return the day an audit is as of when none is given: ``today``, but never past the pack's last due date."""
    return min(today, pack.last_due)


def read_submissions(  # noqa: PLR0913 - keywords
    paths: Iterable[str],
    pack: RulePack,
    as_of: date,
    *,
    roster: str | None = None,
    aliases: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    workers: int | None = None,
) -> Submission:
    """Read workbooks, folders and globs, and match them with the rosters.

    Args:
        paths: Workbooks, folders, globs; ``-`` is standard input.
        pack: The rule pack, for the programme year and the attested duties.
        as_of: Rows dated after it are not counted.
        roster: A workbook of rosters, which then stand for all others.
        aliases: Recorded spellings -> names of the roster.
        progress: Called before each file.
        workers: How many processes read the files; default: one for each processor where there are many files.

    Raises:
        UsageError: a path that is not there.
    """
    named = list(paths)
    files = [path for path in find_files(named) if path in named or not (roster and is_same(path, roster))]
    if roster and not Path(roster).exists():
        raise UsageError(Say(f"{roster}：没有这个文件", f"{roster}: no such file"))
    jobs = [*([Job(roster, roster_only=True)] if roster else []), *(Job(path, roster_only=False) for path in files)]
    programme = programme_of(pack)
    before = (lambda number, path: progress(number, len(jobs), path)) if progress else None
    books = list(read_books(jobs, programme.year, workers, before))
    duties: dict[str, NameKind] = {rule.id: rule.subject.kind for rule in pack.rules if rule.attested}
    found = load.assemble(books, programme, duties, as_of, aliases)
    return Submission(found.roster, found.tables, found.coverage, found.inputs, found.problems)


def audit(pack: RulePack, submission: load.Submission, request: Request) -> Report:
    """Judge every rule for each of its subjects; see :class:`assistcheck.audit.run.Request`.

    Raises:
        UsageError: a rule, reading, subject or county that does not exist, or nothing left to judge.
    """
    found = run_audit(pack, submission, request)
    return Report(**{field.name: getattr(found, field.name) for field in fields(found)})


def load_waivers(path: str) -> tuple[Waiver, ...]:
    """Return the recorded waivers of a YAML or JSON file.

    Raises:
        UsageError: the file is not there, or an entry is not a waiver.
    """
    import yaml  # noqa: PLC0415 - only where waivers are given
    from pydantic import TypeAdapter, ValidationError  # noqa: PLC0415

    try:
        data: Any = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
        found = TypeAdapter(tuple[Waiver, ...]).validate_python(data or [])
        return tuple(waiver.model_copy(update={"subject": fold(waiver.subject)}) for waiver in found)
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(Say(f"{path}：无法读取：{error}", f"{path} cannot be read: {error}")) from None
    except yaml.YAMLError as error:
        raise UsageError(Say(f"{path}：不是 YAML：{error}", f"{path} is not YAML: {error}")) from None
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors(include_url=False))
        raise UsageError(Say(f"{path}：备案清单有误：{faults}", f"{path} is not a list of waivers: {faults}")) from None


def render(report: outcomes.Report, format_name: str, view: View) -> str | bytes:
    """Return a report in one of the formats of :data:`assistcheck.reports.FORMATS`; bytes for those of :data:`BINARY`.

    Raises:
        UsageError: there is no such format.
    """
    if format_name not in FORMATS:
        raise UsageError(Say(f"没有格式 {format_name}", f"there is no format {format_name}"))
    return writer_of(format_name)(report, view)


def explain(
    pack: RulePack, submission: load.Submission, request: Request, rule_id: str, subject: str | None = None
) -> Explained:
    """Return how the verdict on one duty of one subject came about; see :func:`assistcheck.audit.explain.explain`.

    Raises:
        UsageError: no such rule, or ``subject`` means none or several of its subjects; the words suggest some.
    """
    from assistcheck.audit.explain import explain as chain_of  # noqa: PLC0415 - only where it is asked for

    return chain_of(pack, submission, request, rule_id, None if subject is None else fold(subject))


def render_explanation(explained: Explained, format_name: str, view: View) -> str:
    """Return an explanation in one of the formats of :data:`assistcheck.reports.EXPLANATIONS`.

    Raises:
        UsageError: there is no such format.
    """
    if format_name not in EXPLANATIONS:
        raise UsageError(Say(f"没有格式 {format_name}", f"there is no format {format_name}"))
    return explainer_of(format_name)(explained, view)


def annotate(
    path: str, pack: RulePack, as_of: date, lang: Lang, *, roster: str | None = None, progress: Progress | None = None
) -> Annotated:
    """Return a copy of one workbook with its faults marked; the file itself is only read.

    Args:
        path: The workbook, .xlsx or .xlsm.
        pack: The rule pack, for the programme year and the attested duties.
        as_of: Rows dated after it do not count.
        lang: The language of the comments and of the first sheet.
        roster: A workbook of rosters, for a workbook that has none of its own.
        progress: Called before each file.

    Raises:
        UsageError: the path is no file, or no roster names a team.
        WorkbookError: the file cannot be read, is of another kind, or cannot be copied.
    """
    from assistcheck.annotate import annotate as marked  # noqa: PLC0415 - only where a workbook is marked

    if not Path(path).is_file():
        raise UsageError(Say(f"{path}：没有这个文件，或不是单个工作簿", f"{path}: no such file, or not a single workbook"))
    content = read_bytes(Path(path))
    submission = read_submissions([path], pack, as_of, roster=roster, progress=progress)
    account = submission.inputs[-1]
    if account.status == "unreadable":
        problem = next(one for one in submission.problems if one.place.path == account.path)
        raise WorkbookError(problem.code, Say(*(f"{path}：{problem.message('zh')}", f"{path}: {problem.message('en')}")))
    if account.sha256 != digest_of(content):
        raise UsageError(Say(f"{path} 在读取时被改动，请重试", f"{path} changed while it was read; try again"))
    if not submission.roster.teams:
        words = Say(
            "没有组团名册，无法核对名称；用 --roster 给出名册工作簿", "there is no 组团名册 to match names with; give --roster"
        )
        raise UsageError(words)
    return marked(content, account, submission, lang)


def shortfall_lists(
    report: outcomes.Report,
    by: By = "team",
    format_name: str = "xlsx",
    view: View | None = None,
    *,
    only_short: bool = False,
    template: str | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of a shortfall list for each team (or each of ``by``), and last of their index.

    Args:
        report: The audit.
        by: Whom each list is for: ``team``, ``unit``, ``work-group``, ``county`` or ``town``.
        format_name: One of :data:`assistcheck.reports.LIST_FORMATS`; the index is always a workbook.
        view: The language.
        only_short: List only what is short, and only those that are short of something.
        template: The path of a .docx of one's own to draw lists in the format ``docx`` in.

    Raises:
        UsageError: there is no such format, or the template cannot be used.
    """
    from assistcheck.reports.list_files import list_files  # noqa: PLC0415 - only where lists are written

    if format_name not in LIST_FORMATS:
        raise UsageError(Say(f"清单没有格式 {format_name}", f"there is no list format {format_name}"))
    if template and format_name != "docx":
        raise UsageError(Say("--template 只用于 --format docx", "--template goes with --format docx"))
    try:
        own = Path(template).read_bytes() if template else None
    except OSError as error:
        words = Say(f"{template}：无法读取模板：{error.strerror}", f"{template}: cannot be read: {error.strerror}")
        raise UsageError(words) from None
    return list_files(report, by, format_name, view or View(), only_short=only_short, template=own)


def render_rules(pack: RulePack, view: View) -> str:
    """Return every duty of a pack as text: numeric, attested, and what people judge."""
    from assistcheck.reports.rules_text import rules_list  # noqa: PLC0415 - drawing is loaded where it is wanted

    return rules_list(pack, view)


def render_rule(pack: RulePack, rule_id: str, view: View) -> str:
    """Return one duty as text: its words, criterion, measure, target, period, pace, level and readings.

    Raises:
        UsageError: the pack has no such rule.
    """
    from assistcheck.reports.rules_text import rule_card  # noqa: PLC0415

    return rule_card(pack, find_rule(pack, rule_id), view)


def write_sample(path: str, kind: Kind = "year") -> None:
    """Write a synthetic sample workbook; every name in it is invented."""
    from assistcheck.sample import write_sample as write  # noqa: PLC0415

    write(path, kind=kind)


def write_template(path: str, pack: RulePack) -> None:
    """Write the empty collection workbook of a pack's year."""
    from assistcheck.template import write_template as write  # noqa: PLC0415

    write(path, pack)


def select(
    rules: Iterable[str] | None = None, subjects: Iterable[str] | None = None, counties: Iterable[str] | None = None
) -> Selection:
    """Return what to audit: rule ids in any case, names in any width; ``None`` or nothing: all."""
    return Selection(
        frozenset(rule.upper() for rule in rules or ()),
        frozenset(fold(name) for name in subjects or ()),
        frozenset(fold(name) for name in counties or ()),
    )
