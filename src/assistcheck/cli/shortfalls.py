"""``assistcheck shortfalls``: one shortfall list for each team, unit, work group, county or town, in a folder."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistcheck import DEFAULT_PACK, api
from assistcheck.cli import options as opt
from assistcheck.cli.folder import ready_folder, write_files
from assistcheck.cli.gather import Sources, gather
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import tell

if TYPE_CHECKING:
    ListFormat = StrEnum
else:
    ListFormat = StrEnum("ListFormat", {name.upper(): name for name in api.LIST_FORMATS})


class ListedBy(StrEnum):
    """Whom lists are made for."""

    TEAM = "team"
    UNIT = "unit"
    WORK_GROUP = "work-group"
    COUNTY = "county"
    TOWN = "town"


Folder = Annotated[
    str,
    typer.Option("--output", "-o", metavar="DIR", help=say("写入的文件夹", "the folder to write into"), show_default=False),
]
By = Annotated[
    ListedBy,
    typer.Option(
        "--by",
        help=say("每份清单给谁：组团、单位、工作组、县、镇", "whom each list is for"),
    ),
]
Shape = Annotated[ListFormat, typer.Option("--format", help=say("清单的格式", "format of the lists"))]
_XLSX = next(iter(ListFormat))
OnlyShort = Annotated[
    bool,
    typer.Option(
        "--only-short",
        help=say(
            "只列未达标事项，没有的不出清单；默认还列滞后和无法判定的",
            "only what is short; default: also what is behind or not judged",
        ),
    ),
]
Template = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help=say("docx 清单采用的自有模板（.docx，需装 docxtpl）", "a .docx of your own for docx lists (needs docxtpl)"),
    ),
]


def shortfalls(  # noqa: PLR0913 - one parameter for each option
    paths: opt.Paths,
    *,
    output: Folder,
    by: By = ListedBy.TEAM,
    output_format: Shape = _XLSX,
    only_short: OnlyShort = False,
    template: Template = None,
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
    quiet: opt.Quiet = False,
    no_progress: opt.NoProgress = False,
    fail_on: opt.FailOn = opt.FailLevel.SHORTFALL,
) -> None:
    """Write one shortfall list for each team, and an index of all of them."""
    pack, request, submission = gather(
        Sources(paths, rules, roster, aliases, password_file, limit),
        (as_of, quarter),
        lambda day, _: api.Request(
            as_of=day,
            readings=opt.readings_of(reading),
            selection=api.select(rule, subject, county),
            waivers=api.load_waivers(waivers) if waivers else (),
            fail_on=fail_on.value,
        ),
        shows_progress=not (no_progress or quiet),
    )
    folder = ready_folder(output)
    report = api.audit(pack, submission, request)
    view = api.View(LANG)
    files = api.shortfall_lists(report, by.value, output_format.value, view, only_short=only_short, template=template)
    if write_files(folder, files, (one.path for one in report.inputs)) == 1:
        tell(say("没有清单可出，只写了总表，请看其中各表", "there was no list to make; see the sheets of the index"))
    raise typer.Exit(report.exit_code)
