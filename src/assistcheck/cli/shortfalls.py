"""``assistcheck shortfalls``: one shortfall list for each team, unit, work group, county or town, in a folder."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistcheck import DEFAULT_PACK, api
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import STDOUT, echo_err
from assistcheck.cli.output_folder import is_file, ready_folder, write_files, write_only
from assistcheck.cli.output_format import form_of
from assistcheck.cli.pipeline import Sources, gather

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
    typer.Option(
        "--output",
        "-o",
        metavar=say("文件夹", "DIR"),
        help=say("写入的文件夹；只有一份清单时可以是文件", "the folder to write into; a file where there is but one list"),
        show_default=False,
    ),
]
By = Annotated[
    ListedBy,
    typer.Option(
        "--by",
        metavar="|".join(ListedBy),
        help=say("每份清单给谁：组团、单位、工作组、县、镇", "whom each list is for"),
    ),
]
Shape = Annotated[
    ListFormat | None,
    typer.Option(
        "--format", metavar="|".join(ListFormat), help=say("清单的格式；默认 xlsx", "format of the lists; default: xlsx")
    ),
]
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
        metavar=say("文件", "FILE"),
        help=say("docx 清单采用的自有模板（.docx，需装 docxtpl）", "a .docx of your own for docx lists (needs docxtpl)"),
    ),
]


def shortfalls(  # noqa: PLR0913 - one parameter for each option
    paths: opt.Paths,
    *,
    output: Folder,
    by: By = ListedBy.TEAM,
    output_format: Shape = None,
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
    one_file = is_file(output)
    form = form_of(output_format, output if one_file else STDOUT, api.LIST_FORMATS, "xlsx")
    pack, request, submission, inputs = gather(
        Sources(paths, rules, roster, aliases, password_file, limit, (waivers, template)),
        (as_of, quarter),
        lambda day, _: api.Request(
            as_of=day,
            readings=opt.readings_of(reading),
            selection=api.select(rule, subject, county),
            waivers=api.load_waivers(waivers) if waivers else (),
            fail_on=fail_on.value,
        ),
        output=output if one_file else STDOUT,
        shows_progress=not (no_progress or quiet),
    )
    folder = None if one_file else ready_folder(output)
    report = api.audit(pack, submission, request)
    files = api.shortfall_lists(report, by.value, form, api.View(LANG), only_short=only_short, template=template)
    if folder is None:
        write_only(files, output)
    elif write_files(folder, files, inputs) == 1:
        echo_err(say("没有清单可出，只写了总表，请看其中各表", "there was no list to make; see the sheets of the index"))
    raise typer.Exit(report.exit_code)
