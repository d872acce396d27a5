"""``assistcheck rules``: what the duties of a pack are, and how its rules stand to its document."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from assistcheck import DEFAULT_PACK, api, pack_api
from assistcheck.cli import options as opt
from assistcheck.cli.command import Command, Group
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import STDOUT, terminal_width, wants_colour, write_result
from assistcheck.cli.output_format import form_of
from assistcheck.cli.protected_inputs import Inputs
from assistcheck.exit_codes import ExitCode

app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=say("查看、检查、测试和新建规则包", "show, check, test and start rule packs"),
)

CoverageFormat = StrEnum("CoverageFormat", {name.upper(): name for name in pack_api.COVERAGE_FORMATS})  # type: ignore[misc]

RuleId = Annotated[
    str,
    typer.Argument(
        metavar=say("编号", "RULE"), help=say("规则编号，如 R05.2", "a rule's id, such as R05.2"), show_default=False
    ),
]
Pack = Annotated[
    str | None,
    typer.Argument(
        metavar=say("规则包", "PACK"),
        help=say("规则包：名称或路径；默认看 --rules", "rule pack: a name or a path; default: that of --rules"),
        show_default=False,
    ),
]
Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar=say("规则包", "PACK"),
        help=say(
            "与这个规则包的文件逐句对照；默认与复制前的文件对照",
            "compare the document with that of this pack; default: with the one it was copied from",
        ),
    ),
]
Confirm = Annotated[
    bool,
    typer.Option(
        "--confirm",
        help=say("引文在新文件中的规则标为已确认", "mark rules confirmed whose quotes stand in the document"),
    ),
]
OldPack = Annotated[
    str,
    typer.Argument(metavar=say("原规则包", "OLD"), help=say("名称或路径", "a pack's name or path"), show_default=False),
]
NewPack = Annotated[
    str,
    typer.Argument(metavar=say("新规则包", "NEW"), help=say("名称或路径", "a pack's name or path"), show_default=False),
]
OfCoverage = Annotated[
    CoverageFormat | None,
    typer.Option(
        "--format",
        metavar="|".join(pack_api.COVERAGE_FORMATS),
        help=say("输出格式；默认看 -o 的后缀，否则 text", "format; default: as the name of -o ends, else text"),
    ),
]


@app.command(
    "list",
    cls=Command,
    help=say("列出全部要求：有指标的、需佐证的、人工认定的", "list every duty: numeric, attested, and judged by people"),
)
def list_rules(*, rules: opt.Rules = DEFAULT_PACK, lang: opt.Lang = None, output: opt.Output = STDOUT) -> None:  # noqa: ARG001
    """List every duty of the pack."""
    pack = _pack(rules, output)
    write_result(api.render_rules(pack, view_of(output)), output)


@app.command(
    "show", cls=Command, help=say("显示一项要求的原文、口径和算法", "show one duty: its words, its reading, how it is measured")
)
def show_rule(rule: RuleId, *, rules: opt.Rules = DEFAULT_PACK, lang: opt.Lang = None, output: opt.Output = STDOUT) -> None:  # noqa: ARG001
    """Show one duty of the pack."""
    pack = _pack(rules, output)
    write_result(api.render_rule(pack, rule, view_of(output)), output)


@app.command(
    "check",
    cls=Command,
    help=say(
        "检查规则包：有无错误，与原文是否一致，还有哪些未确认（退出码 1）",
        "check a pack: its faults, where it disagrees with its document, what is not confirmed (exit code 1)",
    ),
)
def check_rules(
    pack: Pack = None,
    *,
    against: Against = None,
    confirm: Confirm = False,
    rules: opt.Rules = DEFAULT_PACK,
    lang: opt.Lang = None,  # noqa: ARG001
) -> int:
    """Load the pack strictly, and compare its rules with its document; every fault is named with file:line:column."""
    check = pack_api.check_pack(pack or rules, against=against, confirm=confirm)
    write_result(pack_api.render_check(check, view_of(STDOUT)), STDOUT)
    return ExitCode.FAILED if check.unconfirmed else ExitCode.FINE


@app.command(
    "coverage",
    cls=Command,
    help=say("逐句标出文件：哪句有规则、佐证、人工认定，哪句没有", "show the document with what stands behind each sentence"),
)
def show_coverage(
    pack: Pack = None,
    *,
    form: OfCoverage = None,
    rules: opt.Rules = DEFAULT_PACK,
    lang: opt.Lang = None,  # noqa: ARG001
    output: opt.Output = STDOUT,
) -> None:
    """Show the document, sentence by sentence."""
    wanted = form_of(form, output, pack_api.COVERAGE_FORMATS, "text")
    Inputs((), pack or rules).refuse(output)
    coverage = pack_api.rule_coverage(pack or rules)
    write_result(pack_api.render_coverage(coverage, wanted, view_of(output)), output, wanted)


@app.command(
    "diff",
    cls=Command,
    help=say("比较两个规则包：规则逐键、文件逐句", "compare two packs: key by key, their documents sentence by sentence"),
)
def diff_packs(old: OldPack, new: NewPack, *, lang: opt.Lang = None, output: opt.Output = STDOUT) -> None:  # noqa: ARG001
    """Show how two packs differ."""
    form_of(None, output, ("text",), "text")
    for name in (old, new):
        Inputs((), name).refuse(output)
    write_result(pack_api.render_comparison(pack_api.compare_packs(old, new), view_of(output)), output)


def _pack(rules: str, output: str) -> api.RulePack:
    """Return the pack, once it is known that the result is a text and is none of its files."""
    form_of(None, output, ("text",), "text")
    Inputs((), rules).refuse(output)
    return api.load_pack(rules)


def view_of(output: str) -> api.View:
    """Return how a text for ``output`` is drawn."""
    return api.View(LANG, width=terminal_width(output), colour=wants_colour(output))
