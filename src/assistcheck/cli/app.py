"""The commands: parse, call, write, exit. Nothing is calculated here."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from assistcheck import __version__
from assistcheck.cli.command import Group
from assistcheck.cli.failures import failure_of
from assistcheck.cli.language import say
from assistcheck.cli.output import echo_err, prepare_streams
from assistcheck.cli.pack_options import PackCommand
from assistcheck.cli.settings.search import wanted
from assistcheck.cli.stop_signals import is_stop, stopped_code
from assistcheck.cli.usage_errors import is_wrong_usage
from assistcheck.errors import AssistCheckError
from assistcheck.exit_codes import ExitCode

_COMMANDS = {
    "audit": ("audit", say("核对填报表，列出未达标事项", "check submissions against a rule pack and print the shortfalls")),
    "explain": (
        "explain",
        say("说明一项结论的由来：原文、口径、计入与未计入的行", "show how one verdict came about, row by row"),
    ),
    "annotate": ("annotate", say("在填报工作簿的副本上标出问题", "mark the faults in a copy of a submitter's own workbook")),
    "shortfalls": (
        "shortfalls",
        say(
            "给每个报送主体（或另一类主体）各写一份督办清单",
            "write a shortfall list for each reporter into a folder",
        ),
    ),
    "watch": (
        "watch",
        say("文件夹有改动就重新核对，更新报告", "audit a folder whenever something in it has changed, and rewrite the report"),
    ),
    "compare": (
        "compare",
        say(
            "对比两次核对：新增、销号、再次出现、变差、好转，各因何而变",
            "two runs: what is new, closed, reopened, worse or better, and why each changed",
        ),
    ),
    "replies": (
        "replies",
        say(
            "读取发回的督办清单：谁答复了什么、承诺何时完成、谁没有答复、是否兑现",
            "read the shortfall lists that came back: who answered what, by when, who did not, and whether it was kept",
        ),
    ),
    "history": ("history", say("把一年的 JSON 报告合成走势", "show the JSON reports of a year as a trend")),
    "config": (
        "config",
        say(
            "列出全部设置、取值和出处；可同时给出别的命令的选项",
            "show every setting, its value, and where it came from; options of other commands may be given as well",
        ),
    ),
    "template": (
        "template",
        say("生成空白填报模板，或按名册每个报送主体一份", "write the empty collection workbook, or one for each reporter"),
    ),
    "page": (
        "page",
        say("生成网页文件夹，在浏览器中核对", "write the page with which people audit in a browser, without a terminal"),
    ),
    "sample": ("generate", say("生成虚构的示例工作簿", "write a synthetic sample workbook")),
    "rules": ("rules_authoring", ""),
}
"""Every command: the module of this folder that has it, and what it does; ``rules`` is a family that says so itself."""


def _version(wanted: bool) -> None:  # noqa: FBT001 - a Typer callback
    if wanted:
        sys.stdout.write(f"assistcheck {__version__}\n")
        raise typer.Exit


def _start(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=say("显示版本", "show the version"))
    ] = False,
) -> None:
    """Options that come before a command."""


def build(arguments: Sequence[str]) -> typer.Typer:
    """Return the program with the command that the arguments begin with, or with all of them where they begin otherwise."""
    app = typer.Typer(
        cls=Group,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=_start,
        help=say(
            "对照文件要求核对填报表：谁差什么、差多少、依据哪几行。",
            "Check submissions: who is short of what, by how much, on which evidence.",
        ),
    )
    asked = [name for name in arguments[:1] if name in _COMMANDS]
    for name in asked or _COMMANDS:
        home, words = _COMMANDS[name]
        module = import_module(f"assistcheck.cli.{home}")
        if name == "rules":
            app.add_typer(module.app, name=name)
        else:
            app.command(name, cls=getattr(module, "COMMAND", PackCommand), help=words)(getattr(module, name))
    return app


def run() -> int:
    """Run the command that the arguments name, and return the exit code; a fault is a sentence, never a traceback."""
    prepare_streams()
    try:
        arguments = wanted(sys.argv[1:], os.environ).rest
        code = int(build(arguments)(args=arguments, standalone_mode=False) or 0)
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.FAILED
    except Exception as error:
        if is_stop(error):
            return _interrupted()
        failure = failure_of(error)
        if os.environ.get("ASSISTCHECK_DEBUG") and not (isinstance(error, AssistCheckError) or is_wrong_usage(error)):
            raise
        echo_err(*failure.lines)
        return failure.exit_code
    return _interrupted() if code == ExitCode.INTERRUPTED else code  # so newer parsers say that somebody stopped them


def _interrupted() -> int:
    echo_err(say("已中断", "interrupted"))
    return stopped_code()
