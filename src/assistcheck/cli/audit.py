"""``assistcheck audit``: check submissions against a rule pack and print the shortfalls."""

from __future__ import annotations

import typer

from assistcheck import DEFAULT_PACK
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG
from assistcheck.cli.output import STDOUT, terminal_width, wants_colour, write_text
from assistcheck.cli.progress import progress_bar
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
    output_format: opt.OutputFormat = opt.Format.TEXT,
    output: opt.Output = STDOUT,
    everything: opt.All = False,
    quiet: opt.Quiet = False,
    no_progress: opt.NoProgress = False,
    timings: opt.ShowTimings = False,
    fail_on: opt.FailOn = opt.FailLevel.SHORTFALL,
) -> None:
    """Check submissions against a rule pack and print the shortfalls."""
    clock = Timings(wanted=timings)
    with clock.stage("载入程序", "loading the program"):
        from assistcheck import api  # noqa: PLC0415 - help must not load it
    with clock.stage("规则包", "rule pack"):
        pack = api.load_pack(rules)
        day = opt.the_day(as_of, quarter, pack)
        request = api.Request(
            as_of=day,
            readings=opt.readings_of(reading),
            selection=api.select(rule, subject, county),
            waivers=api.load_waivers(waivers) if waivers else (),
            fail_on=fail_on.value,
        )
        api.check_rules(pack, request)
        sources = opt.sources_of(roster, aliases, password_file, limit)
    with clock.stage("读取填报表", "reading"), progress_bar(wanted=not (no_progress or quiet)) as progress:
        submission = api.read_submissions(paths, pack, day, progress=progress, **sources)
    with clock.stage("判定", "judging"):
        report = api.audit(pack, submission, request)
    with clock.stage("写出报告", "writing"):
        view = api.View(LANG, everything, quiet, terminal_width(output), wants_colour(output))
        write_text(api.render(report, output_format.value, view), output)
    clock.told()
    raise typer.Exit(report.exit_code)
