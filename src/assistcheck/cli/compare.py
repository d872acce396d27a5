"""``assistcheck compare``: what two runs differ in."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from assistcheck import api
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG, say
from assistcheck.cli.option_groups import SourceOptions, TermOptions, with_groups
from assistcheck.cli.output import STDOUT, refuse_on_terminal, terminal_width, wants_colour, write_results
from assistcheck.cli.output_format import form_of
from assistcheck.cli.pipeline import gather
from assistcheck.cli.protected_inputs import Inputs
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from assistcheck.api import ReportRecord, Request, RulePack

if TYPE_CHECKING:
    CompareFormat = StrEnum
else:
    CompareFormat = StrEnum("CompareFormat", {name.upper(): name for name in api.COMPARISONS})

_PEEK = 64
"""Bytes in which a JSON report shows that it is one."""

Old = Annotated[
    str,
    typer.Argument(
        metavar=say("前", "OLD"),
        help=say("前一次：JSON 报告，或工作簿、文件夹", "the former run: a JSON report, or a workbook or folder"),
        show_default=False,
    ),
]
New = Annotated[
    str,
    typer.Argument(
        metavar=say("后", "NEW"),
        help=say("后一次：同上", "the later run: likewise"),
        show_default=False,
    ),
]
OldAsOf = Annotated[
    str | None,
    typer.Option(
        "--old-as-of",
        metavar=say("年-月-日", "YYYY-MM-DD"),
        help=say(
            "“前”为工作簿时的统计截止日或季度（2022Q2）；默认与“后”相同",
            "the day or quarter (2022Q2) that workbooks of OLD are judged as of; default: that of NEW",
        ),
    ),
]
OldWaivers = Annotated[
    list[Path] | None,
    typer.Option(
        "--old-waivers",
        metavar=say("文件", "FILE"),
        help=say("“前”为工作簿时的备案清单；默认与“后”相同", "recorded waivers for workbooks of OLD; default: those of NEW"),
    ),
]
OldRules = Annotated[
    str | None,
    typer.Option(
        "--old-rules",
        metavar=say("规则包", "PACK"),
        help=say("“前”为工作簿时的规则包；默认与“后”相同", "rule pack for workbooks of OLD; default: that of NEW"),
    ),
]
Shape = Annotated[
    CompareFormat | None,
    typer.Option(
        "--format",
        metavar="|".join(CompareFormat),
        help=say(
            "输出格式；docx 为销号清单；默认看 -o 的后缀，否则 text",
            "format; docx is the closing list alone; default: as the name of -o ends, else text",
        ),
    ),
]
FailOn = Annotated[
    opt.FailLevel,
    typer.Option(
        "--fail-on",
        metavar="|".join(opt.FailLevel),
        help=say(
            "新增、再次出现、变差的事项达到哪一级算不通过（退出码 1）；默认不论哪一级，并包括数值回落",
            "from which level on what is new, reopened or worse fails the run (exit code 1); default: all, and falls",
        ),
    ),
]


class _OldOptions(NamedTuple):
    """How workbooks of the former run are judged, where otherwise than those of the later one."""

    as_of: str | None
    waivers: list[Path] | None
    rules: str | None


@with_groups
def compare(  # noqa: PLR0913 - one parameter for each option
    old: Old,
    new: New,
    *,
    old_as_of: OldAsOf = None,
    old_waivers: OldWaivers = None,
    old_rules: OldRules = None,
    sources: SourceOptions,
    terms: TermOptions,
    fail_on: FailOn = opt.FailLevel.ANY,
    output_format: Shape = None,
    output: opt.Output = STDOUT,
    everything: opt.All = False,
    quiet: opt.Quiet = False,
) -> None:
    """Compare two runs."""
    form = form_of(output_format, output, api.COMPARISONS, "text")
    if form in api.BINARY:
        refuse_on_terminal(form, output)
    if old == new == STDOUT:
        raise UsageError(
            LocalizedText("标准输入（-）只能用于“前”“后”之一", "standard input (-) can be one of the two runs, not both")
        )
    older = _OldOptions(old_as_of, old_waivers, old_rules)
    reports = _is_report(old), _is_report(new)
    _refuse_needless(reports, older, sources, terms)
    Inputs((old, new, *terms.waiver_files, *(old_waivers or ()))).refuse(output)
    after = api.read_record(new) if reports[1] else _audited(new, sources, terms, output, shows=not quiet)
    before = (
        api.read_record(old)
        if reports[0]
        else _audited(old, *_of_old(older, sources, terms, after.as_of), output, shows=not quiet)
    )
    compared = api.compare(before, after, fail_on.value)
    view = api.View(LANG, everything, quiet, terminal_width(output), wants_colour(output))
    write_results(api.render_comparison(compared, form, view), output, form)
    raise typer.Exit(compared.exit_code)


def _is_report(path: str) -> bool:
    """Whether a path is a file in JSON; what cannot be read is left to whoever reads it."""
    file = Path(path)
    try:
        if not file.is_file():
            return file.suffix.lower() == ".json"
        with file.open("rb") as stream:
            return stream.read(_PEEK).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") or file.suffix.lower() == ".json"
    except (OSError, ValueError):
        return file.suffix.lower() == ".json"


def _audited(path: str, sources: SourceOptions, terms: TermOptions, output: str, *, shows: bool) -> ReportRecord:
    """Return the report of workbooks, judged whole."""

    def request_of(day: date, _: RulePack) -> Request:
        return terms.of_everything(day)

    pack, request, submission, _ = gather([path], sources, request_of, waivers=terms.waiver_files, output=output, shows=shows)
    return api.record_of(api.audit(pack, submission, request), LANG)


def _of_old(older: _OldOptions, sources: SourceOptions, terms: TermOptions, day: date) -> tuple[SourceOptions, TermOptions]:
    """Return the options for workbooks of the former run, as of ``day`` where nothing else is asked for."""
    given = older.as_of or day.isoformat()
    is_quarter = "Q" in given.upper()
    sources = sources._replace(
        rules=older.rules or sources.rules, as_of=None if is_quarter else given, quarter=given if is_quarter else None
    )
    return sources, terms._replace(waivers=older.waivers or terms.waivers)


def _refuse_needless(reports: tuple[bool, bool], older: _OldOptions, sources: SourceOptions, terms: TermOptions) -> None:
    """Refuse options that a report, which has been judged already, cannot follow.

    Raises:
        UsageError: naming the first of them.
    """
    of_old = {"--old-as-of": older.as_of, "--old-waivers": older.waivers, "--old-rules": older.rules} if reports[0] else {}
    of_new = {"--as-of": sources.as_of, "--quarter": sources.quarter} if reports[1] else {}
    of_both = {"--reading": terms.reading, "--roster": sources.roster, "--aliases": sources.aliases} if all(reports) else {}
    for name, value in {**of_old, **of_new, **of_both}.items():
        if value:
            raise UsageError(
                LocalizedText(
                    f"{name} 只用于工作簿；JSON 报告已按当时的条件判定，请去掉这个选项",
                    f"{name} goes with workbooks; a JSON report has been judged already: leave the option out",
                )
            )
