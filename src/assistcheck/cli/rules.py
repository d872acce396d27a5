"""``assistcheck rules``: what the duties are, in the document's own words."""

from __future__ import annotations

from typing import Annotated

import typer

from assistcheck import DEFAULT_PACK, api
from assistcheck.cli import options as opt
from assistcheck.cli.command import Command, Group
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import STDOUT, terminal_width, wants_colour, write_result
from assistcheck.cli.output_format import form_of
from assistcheck.cli.protected_inputs import Inputs

app = typer.Typer(
    cls=Group, no_args_is_help=True, rich_markup_mode=None, help=say("查看规则包中的各项要求", "show the duties of a rule pack")
)

RuleId = Annotated[
    str,
    typer.Argument(
        metavar=say("编号", "RULE"), help=say("规则编号，如 R05.2", "a rule's id, such as R05.2"), show_default=False
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
    write_result(api.render_rules(pack, _view(output)), output)


@app.command(
    "show", cls=Command, help=say("显示一项要求的原文、口径和算法", "show one duty: its words, its reading, how it is measured")
)
def show_rule(rule: RuleId, *, rules: opt.Rules = DEFAULT_PACK, lang: opt.Lang = None, output: opt.Output = STDOUT) -> None:  # noqa: ARG001
    """Show one duty of the pack."""
    pack = _pack(rules, output)
    write_result(api.render_rule(pack, rule, _view(output)), output)


@app.command("check", cls=Command, help=say("检查规则包是否有误", "check a rule pack for faults"))
def check_rules(*, rules: opt.Rules = DEFAULT_PACK, lang: opt.Lang = None) -> None:  # noqa: ARG001
    """Load the pack strictly; every fault is named with file:line:column."""
    pack = api.load_pack(rules, checked=True)
    name, count = pack.manifest.name, len(pack.rules)
    write_result(say(f"{name}：{count} 条规则，没有错误。", f"{name}: {count} rules, no faults.") + "\n", STDOUT)


def _pack(rules: str, output: str) -> api.RulePack:
    """Return the pack, once it is known that the result is a text and is none of its files."""
    form_of(None, output, ("text",), "text")
    Inputs((), rules).refuse(output)
    return api.load_pack(rules)


def _view(output: str) -> api.View:
    return api.View(LANG, width=terminal_width(output), colour=wants_colour(output))
