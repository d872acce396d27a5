"""``assistcheck explain``: how one verdict came about."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistcheck import DEFAULT_PACK, api
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import STDOUT, terminal_width, wants_colour, write_result
from assistcheck.cli.output_format import form_of
from assistcheck.cli.pipeline import Sources, gather

if TYPE_CHECKING:
    from assistcheck.api import Request, RulePack


if TYPE_CHECKING:
    ExplainFormat = StrEnum
else:
    ExplainFormat = StrEnum("ExplainFormat", {name.upper(): name for name in api.EXPLANATIONS})

OneRule = Annotated[
    str, typer.Option("--rule", metavar="R05.2", help=say("要说明的规则", "the rule to explain"), show_default=False)
]
OneSubject = Annotated[
    str | None,
    typer.Option(
        "--subject",
        metavar=say("名称", "NAME"),
        help=say("责任主体，如 青禾镇组团、青禾镇/东村；只有一个的可不写", "whose verdict; not needed where there is but one"),
    ),
]
Shape = Annotated[
    ExplainFormat | None,
    typer.Option(
        "--format",
        metavar="|".join(ExplainFormat),
        help=say(
            "输出格式；默认看 -o 的后缀，否则 text", "format of the explanation; default: as the name of -o ends, else text"
        ),
    ),
]


def explain(  # noqa: PLR0913 - one parameter for each option
    paths: opt.Paths,
    *,
    rule: OneRule,
    subject: OneSubject = None,
    rules: opt.Rules = DEFAULT_PACK,
    roster: opt.RosterFile = None,
    as_of: opt.AsOf = None,
    quarter: opt.Quarter = None,
    reading: opt.Readings = None,
    waivers: opt.WaiversFile = None,
    aliases: opt.AliasesFile = None,
    password_file: opt.PasswordFile = None,
    limit: opt.LimitTexts = None,
    lang: opt.Lang = None,  # noqa: ARG001 - read before the options are parsed
    output_format: Shape = None,
    output: opt.Output = STDOUT,
    everything: opt.All = False,
    no_progress: opt.NoProgress = False,
) -> None:
    """Show the chain from the document's words to one verdict, and the smallest change that would meet the duty."""

    def request_of(day: date, pack: RulePack) -> Request:
        api.find_rule(pack, rule)
        recorded = api.load_waivers(waivers) if waivers else ()
        return api.Request(as_of=day, readings=opt.readings_of(reading), waivers=recorded)

    form = form_of(output_format, output, api.EXPLANATIONS, "text")
    pack, request, submission, _ = gather(
        Sources(paths, rules, roster, aliases, password_file, limit, (waivers,)),
        (as_of, quarter),
        request_of,
        output=output,
        shows_progress=not no_progress,
    )
    explained = api.explain(pack, submission, request, rule, subject)
    view = api.View(LANG, everything, width=terminal_width(output), colour=wants_colour(output))
    write_result(api.render_explanation(explained, form, view), output, form)
    raise typer.Exit(explained.report.exit_code)
