"""``assistcheck history``: the reports of a year as a trend."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistcheck import api
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG, say
from assistcheck.cli.option_values import pairs_of
from assistcheck.cli.output import STDOUT, console_encoding, echo_err, terminal_width, wants_colour, write_results
from assistcheck.cli.output_format import form_of
from assistcheck.cli.progress import progress_bar
from assistcheck.cli.protected_inputs import Inputs
from assistcheck.exit_codes import ExitCode

if TYPE_CHECKING:
    HistoryFormat = StrEnum
else:
    HistoryFormat = StrEnum("HistoryFormat", {name.upper(): name for name in api.HISTORY_FORMATS})

Folders = Annotated[
    list[str],
    typer.Argument(
        metavar=say("文件夹...", "DIR..."),
        help=say(
            "存放 JSON 报告的文件夹（含子文件夹），或单个文件", "folders of JSON reports, searched through, or single files"
        ),
        show_default=False,
    ),
]
Shape = Annotated[
    HistoryFormat | None,
    typer.Option(
        "--format",
        metavar="|".join(HistoryFormat),
        help=say("输出格式；默认看 -o 的后缀，否则 text", "format of the history; default: as the name of -o ends, else text"),
    ),
]


def history(  # noqa: PLR0913 - one parameter for each option
    folders: Folders,
    *,
    rules: opt.RulesIfAny = None,
    rule: opt.RuleIds = None,
    subject: opt.SubjectNames = None,
    within: opt.Within = None,
    output_format: Shape = None,
    output: opt.Output = STDOUT,
    everything: opt.All = False,
    quiet: opt.Quiet = False,
    lang: opt.Lang = None,  # noqa: ARG001 - read before the options are parsed
    no_progress: opt.NoProgress = False,
) -> None:
    """Show the JSON reports of a year as a trend."""
    form = form_of(output_format, output, api.HISTORY_FORMATS, "text")
    pack = api.load_pack(rules) if rules else None
    selection = api.select(rule, subject, pairs_of(within))
    with progress_bar(wanted=not (quiet or no_progress)) as progress:
        found = api.read_history(folders, pack=pack, selection=selection, progress=progress)
    Inputs(found.files, rules).refuse(output)
    if form != "text" or not found.points:
        echo_err(*(note.words.text(LANG) for note in found.notes))
    if found.points:
        view = api.View(LANG, everything, quiet, terminal_width(output), wants_colour(output), console_encoding(output))
        write_results(api.render_history(found, form, view), output, form)
    raise typer.Exit(ExitCode.FINE if found.complete else ExitCode.INCOMPLETE)
