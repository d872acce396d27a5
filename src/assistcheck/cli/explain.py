"""``assistcheck explain``: how one verdict came about."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistcheck import api
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG, say
from assistcheck.cli.option_groups import SourceOptions, TermOptions, with_groups
from assistcheck.cli.output import STDOUT, terminal_width, wants_colour, write_result
from assistcheck.cli.output_format import form_of
from assistcheck.cli.pipeline import gather

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
        help=say("责任主体的名称；只有一个的可不写", "whose verdict; not needed where there is but one"),
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


@with_groups
def explain(  # noqa: PLR0913 - one parameter for each option
    paths: opt.Paths,
    *,
    rule: OneRule,
    subject: OneSubject = None,
    sources: SourceOptions,
    terms: TermOptions,
    output_format: Shape = None,
    output: opt.Output = STDOUT,
    everything: opt.All = False,
) -> None:
    """Show the chain from the document's words to one verdict, and the smallest change that would meet the duty."""

    def request_of(day: date, pack: RulePack) -> Request:
        api.find_rule(pack, rule)
        return terms.of_everything(day)

    form = form_of(output_format, output, api.EXPLANATIONS, "text")
    pack, request, submission, _ = gather(paths, sources, request_of, waivers=terms.waiver_files, output=output)
    explained = api.explain(pack, submission, request, rule, subject)
    view = api.View(LANG, everything, width=terminal_width(output), colour=wants_colour(output))
    write_result(api.render_explanation(explained, form, view), output, form)
    raise typer.Exit(explained.report.exit_code)
