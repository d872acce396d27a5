"""``assistcheck replies``: what came back of shortfall lists."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistcheck import api
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG, say
from assistcheck.cli.option_values import day_of, passwords_of
from assistcheck.cli.output import STDOUT, console_encoding, refuse_on_terminal, terminal_width, wants_colour, write_results
from assistcheck.cli.output_format import form_of
from assistcheck.cli.progress import progress_bar
from assistcheck.cli.protected_inputs import Inputs

if TYPE_CHECKING:
    ReplyFormat = StrEnum
else:
    ReplyFormat = StrEnum("ReplyFormat", {name.upper(): name for name in api.REPLY_FORMATS})

Came = Annotated[
    list[str],
    typer.Argument(
        metavar=say("路径...", "PATH..."),
        help=say(
            "发回的督办清单：文件、文件夹、压缩包或通配符",
            "the lists that came back: files, folders, .zip or globs",
        ),
        show_default=False,
    ),
]
Sent = Annotated[
    list[str] | None,
    typer.Option(
        "--sent",
        metavar=say("文件夹", "DIR"),
        help=say(
            "发出的清单和总表，据此找出谁没有答复；默认看发回的文件夹中的，可重复",
            "the lists and the index as they were sent, by which it is known who has not answered; repeatable",
        ),
    ),
]
ReportFile = Annotated[
    str | None,
    typer.Option(
        "--report",
        metavar=say("文件", "FILE"),
        help=say(
            "下一次核对的 JSON 报告，用它的数据核对承诺是否兑现",
            "the JSON report of the next audit: whether promises were kept is told by its figures",
        ),
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar=say("年-月-日", "YYYY-MM-DD"),
        help=say(
            "承诺看到哪一天；默认为 --report 的统计截止日，否则今天",
            "the day by which promises are judged; default: that of --report, else today",
        ),
    ),
]
Shape = Annotated[
    ReplyFormat | None,
    typer.Option(
        "--format",
        metavar="|".join(ReplyFormat),
        help=say("输出格式；默认看 -o 的后缀，否则 text", "format; default: as the name of -o ends, else text"),
    ),
]
_LIKE = date(2022, 7, 31)
"""A day as an error shows one."""


def replies(  # noqa: PLR0913 - one parameter for each option
    paths: Came,
    *,
    sent: Sent = None,
    report: ReportFile = None,
    rules: opt.RulesIfAny = None,
    as_of: AsOf = None,
    password_file: opt.PasswordFile = None,
    limit: opt.LimitTexts = None,
    no_archives: opt.NoArchives = False,
    output_format: Shape = None,
    output: opt.Output = STDOUT,
    everything: opt.All = False,
    quiet: opt.Quiet = False,
    lang: opt.Lang = None,  # noqa: ARG001 - read before the options are parsed
    no_progress: opt.NoProgress = False,
) -> None:
    """Read the shortfall lists that came back, and say who answered what, by when, and whether it was kept."""
    form = form_of(output_format, output, api.REPLY_FORMATS, "text")
    if form in api.BINARY:
        refuse_on_terminal(form, output)
    day = day_of("--as-of", as_of, _LIKE)
    with progress_bar(wanted=not (quiet or no_progress)) as progress:
        found = api.read_replies(
            paths,
            sent=sent or (),
            report=report,
            rules=rules,
            as_of=day,
            limits=api.parse_limits(limit or ()),
            passwords=passwords_of(password_file),
            archives=not no_archives,
            progress=progress,
        )
    Inputs((*found.files, report, password_file), rules).refuse(output)
    view = api.View(LANG, everything, quiet, terminal_width(output), wants_colour(output), console_encoding(output))
    write_results(api.render_replies(found, form, view), output, form)
    raise typer.Exit(found.exit_code)
