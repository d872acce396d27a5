"""``assistcheck audit``: check submissions against a rule pack and print the shortfalls."""

from __future__ import annotations

import typer

from assistcheck import DEFAULT_PACK, api
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG
from assistcheck.cli.output import STDOUT, refuse_on_terminal, terminal_width, wants_colour, write_result
from assistcheck.cli.output_format import form_of
from assistcheck.cli.pipeline import Sources, gather
from assistcheck.cli.timings import Timings


def audit(  # noqa: PLR0913 - one parameter for each option
    paths: opt.Paths,
    *,
    rules: opt.Rules = DEFAULT_PACK,
    roster: opt.RosterFile = None,
    as_of: opt.AsOf = None,
    quarter: opt.Quarter = None,
    rule: opt.RuleIds = None,
    subject: opt.SubjectNames = None,
    county: opt.CountyNames = None,
    reading: opt.Readings = None,
    waivers: opt.WaiversFile = None,
    aliases: opt.AliasesFile = None,
    password_file: opt.PasswordFile = None,
    limit: opt.LimitTexts = None,
    lang: opt.Lang = None,  # noqa: ARG001 - read before the options are parsed
    output_format: opt.OutputFormat = None,
    output: opt.Output = STDOUT,
    everything: opt.All = False,
    quiet: opt.Quiet = False,
    no_progress: opt.NoProgress = False,
    timings: opt.ShowTimings = False,
    fail_on: opt.FailOn = opt.FailLevel.SHORTFALL,
) -> None:
    """Check submissions against a rule pack and print the shortfalls."""
    clock = Timings(wanted=timings)
    form = form_of(output_format, output, api.FORMATS, opt.default_format())
    if form in api.BINARY:
        refuse_on_terminal(form, output)
    pack, request, submission, _ = gather(
        Sources(paths, rules, roster, aliases, password_file, limit, (waivers,)),
        (as_of, quarter),
        lambda day, _: api.Request(
            as_of=day,
            readings=opt.readings_of(reading),
            selection=api.select(rule, subject, county),
            waivers=api.load_waivers(waivers) if waivers else (),
            fail_on=fail_on.value,
        ),
        output=output,
        form=form,
        clock=clock,
        shows_progress=not (no_progress or quiet),
    )
    with clock.stage("判定", "judging"):
        report = api.audit(pack, submission, request)
    with clock.stage("写出报告", "writing"):
        view = api.View(LANG, everything, quiet, terminal_width(output), wants_colour(output))
        write_result(api.render(report, form, view), output, form)
    clock.report()
    raise typer.Exit(report.exit_code)
