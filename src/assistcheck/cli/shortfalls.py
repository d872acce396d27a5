"""``assistcheck shortfalls``: one shortfall list for each subject of a kind, in a folder."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from assistcheck import api
from assistcheck.cli import options as opt
from assistcheck.cli.baseline import check_baseline, held_against
from assistcheck.cli.language import LANG, say
from assistcheck.cli.option_groups import BaselineOptions, LetterOptions, ScopeOptions, SourceOptions, TermOptions, with_groups
from assistcheck.cli.output import STDOUT, echo_err
from assistcheck.cli.output_folder import is_file, target_folder, write_files, write_only
from assistcheck.cli.output_format import form_of
from assistcheck.cli.pipeline import gather
from assistcheck.i18n import EMPTY_TEXT, LocalizedText

if TYPE_CHECKING:
    from assistcheck.api import Request, RulePack

    ListFormat = StrEnum
else:
    ListFormat = StrEnum("ListFormat", {name.upper(): name for name in api.LIST_FORMATS})


_NAMED = 5
"""Debtors that are named in a message; of more, the number is said."""

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
    str | None,
    typer.Option(
        "--by",
        metavar=say("类别", "KIND"),
        help=say(
            "每份清单给谁：规则包中的一类责任主体；默认为报送主体",
            "whom each list is for: a kind of subject of the pack; default: those whose workbooks come in",
        ),
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


@with_groups
def shortfalls(  # noqa: PLR0913 - one parameter for each option
    paths: opt.Paths,
    *,
    output: Folder,
    by: By = None,
    output_format: Shape = None,
    only_short: OnlyShort = False,
    template: Template = None,
    sources: SourceOptions,
    scope: ScopeOptions,
    terms: TermOptions,
    letter: LetterOptions,
    baseline: opt.BaselineFile = None,
    quiet: opt.Quiet = False,
) -> None:
    """Write one shortfall list for each subject of a kind, and an index of all of them."""

    def request_of(day: date, pack: RulePack) -> Request:
        api.find_kind(pack, by)
        letter.letter(day)
        return held_against(held, scope.request(terms, day, pack), pack)

    held = BaselineOptions(baseline)
    check_baseline(held, output)
    one_file = is_file(output)
    target = output if one_file else STDOUT
    form = form_of(output_format, target, api.LIST_FORMATS, "xlsx")
    pack, request, submission, inputs = gather(
        paths, sources, request_of, waivers=terms.waiver_files, beside=(template,), output=target, shows=not quiet
    )
    folder = None if one_file else target_folder(output)
    report = api.audit(pack, submission, request)
    view = api.View(LANG, letter=letter.letter(report.as_of))
    files = api.shortfall_lists(report, by, form, view, only_short=only_short, template=template)
    if folder is None:
        write_only(files, output)
    elif write_files(folder, files, inputs) == 1:
        echo_err(say("没有清单可出，只写了总表，请看其中各表", "there was no list to make; see the sheets of the index"))
    _tell_of_others(api.debtors_without_list(report, by, only_short=only_short))
    raise typer.Exit(report.exit_code)


def _tell_of_others(left: dict[str, str]) -> None:
    """Say who owes something that none of the lists is for, and how to make lists for them."""
    if not left:
        return
    names = [*left]
    some = "、".join(names[:_NAMED]), ", ".join(names[:_NAMED])
    more = LocalizedText(f" 等 {len(names)} 个", f" and {len(names) - _NAMED} more") if len(names) > _NAMED else EMPTY_TEXT
    kinds = [f"--by {kind.replace('_', '-')}" for kind in dict.fromkeys(left.values())]
    echo_err(
        say(
            f"不在这些清单之内的责任主体：{some[0]}{more.zh}（见总表“其他责任主体”）；给他们出清单，加 {'、'.join(kinds)} "
            f"{'各' if len(kinds) > 1 else ''}再运行一次，写入另外的文件夹",
            f"debtors that none of these lists is for: {some[1]}{more.en} (on the sheet Others of the index); "
            f"for lists of theirs run it again with {' and once more with '.join(kinds)}, into another folder",
        )
    )
