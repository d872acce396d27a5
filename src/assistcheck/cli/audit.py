"""``assistcheck audit``: check submissions against a rule pack and print the shortfalls."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import typer

from assistcheck import api
from assistcheck.cli import options as opt
from assistcheck.cli.again import again_of
from assistcheck.cli.baseline import check_baseline, held_against, update_baseline
from assistcheck.cli.language import LANG
from assistcheck.cli.option_groups import (
    BaselineOptions,
    ScopeOptions,
    SignatureOptions,
    SourceOptions,
    TermOptions,
    with_groups,
)
from assistcheck.cli.output import STDOUT, refuse_on_terminal, terminal_width, wants_colour, write_results
from assistcheck.cli.output_format import form_of
from assistcheck.cli.pipeline import gather
from assistcheck.cli.step_summary import append_step_summary
from assistcheck.cli.timings import Timings

if TYPE_CHECKING:
    from assistcheck.api import Request, RulePack


@with_groups
def audit(  # noqa: PLR0913 - one parameter for each option
    paths: opt.Paths,
    *,
    sources: SourceOptions,
    scope: ScopeOptions,
    terms: TermOptions,
    held: BaselineOptions,
    signature: SignatureOptions,
    output_format: opt.OutputFormat = None,
    output: opt.Output = STDOUT,
    everything: opt.All = False,
    quiet: opt.Quiet = False,
    timings: opt.ShowTimings = False,
) -> None:
    """Check submissions against a rule pack and print the shortfalls."""

    def request_of(day: date, pack: RulePack) -> Request:
        api.load_format(form)
        signature.letter(day)
        return held_against(held, scope.request(terms, day, pack), pack)

    clock = Timings(wanted=timings)
    form = form_of(output_format, output, api.FORMATS, "text")
    check_baseline(held, output)
    if form in api.BINARY:
        refuse_on_terminal(form, output)
    pack, request, submission, inputs = gather(
        paths, sources, request_of, waivers=terms.waiver_files, output=output, clock=clock, shows=not quiet
    )
    with clock.stage("判定并写出报告", "judging and writing"):
        report = api.audit(pack, submission, request)
        shape = api.View(LANG, everything, quiet, terminal_width(output), wants_colour(output))
        view = shape._replace(again=again_of(paths, sources, terms, scope, held), letter=signature.letter(report.as_of))
        write_results(api.render_pieces(report, form, view), output, form)
        if form == "github":
            append_step_summary(report, view)
        update_baseline(held, report, inputs)
        code = report.exit_code
    clock.report()
    raise typer.Exit(code)
