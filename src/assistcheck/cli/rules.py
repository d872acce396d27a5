"""``assistcheck rules``: what the duties are, in the document's own words."""

from __future__ import annotations

from typing import Annotated

import typer

from assistcheck import DEFAULT_PACK, api
from assistcheck.cli import options as opt
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import STDOUT, terminal_width, wants_colour, write_result

app = typer.Typer(
    no_args_is_help=True, rich_markup_mode=None, help=say("查看规则包中的各项要求", "show the duties of a rule pack")
)

RuleId = Annotated[
    str, typer.Argument(metavar="RULE", help=say("规则编号，如 R05.2", "a rule's id, such as R05.2"), show_default=False)
]


@app.command(
    "list", help=say("列出全部要求：有指标的、需佐证的、人工认定的", "list every duty: numeric, attested, and judged by people")
)
def list_rules(*, rules: opt.Rules = DEFAULT_PACK, lang: opt.Lang = None, output: opt.Output = STDOUT) -> None:  # noqa: ARG001
    """List every duty of the pack."""
    view = api.View(LANG, width=terminal_width(output), colour=wants_colour(output))
    write_result(api.render_rules(api.load_pack(rules), view), output)


@app.command("show", help=say("显示一项要求的原文、口径和算法", "show one duty: its words, its reading, how it is measured"))
def show_rule(rule: RuleId, *, rules: opt.Rules = DEFAULT_PACK, lang: opt.Lang = None, output: opt.Output = STDOUT) -> None:  # noqa: ARG001
    """Show one duty of the pack."""
    pack = api.load_pack(rules)
    view = api.View(LANG, width=terminal_width(output), colour=wants_colour(output))
    write_result(api.render_rule(pack, rule, view), output)


@app.command("check", help=say("检查规则包是否有误", "check a rule pack for faults"))
def check_rules(*, rules: opt.Rules = DEFAULT_PACK, lang: opt.Lang = None) -> None:  # noqa: ARG001
    """Load the pack strictly; every fault is named with file:line:column."""
    pack = api.load_pack(rules, checked=True)
    name, count = pack.manifest.name, len(pack.rules)
    write_result(say(f"{name}：{count} 条规则，没有错误。", f"{name}: {count} rules, no faults.") + "\n", STDOUT)
