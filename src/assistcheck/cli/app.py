"""The commands: parse, call, write, exit. Nothing is calculated here."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from assistcheck import __version__
from assistcheck.cli import rules
from assistcheck.cli.annotate import annotate
from assistcheck.cli.audit import audit
from assistcheck.cli.explain import explain
from assistcheck.cli.files import sample, template
from assistcheck.cli.language import LANG, say
from assistcheck.cli.output import prepare_streams, tell
from assistcheck.cli.shortfalls import shortfalls
from assistcheck.cli.usage import is_wrong_usage, usage_words
from assistcheck.errors import AssistCheckError, RulePackError, UsageError

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say(
        "对照文件要求核对帮扶工作填报表：谁差什么、差多少、依据哪几行。",
        "Check submissions: who is short of what, by how much, on which evidence.",
    ),
)
app.command(help=say("核对填报表，列出未达标事项", "check submissions against a rule pack and print the shortfalls"))(audit)
app.command(help=say("说明一项结论的由来：原文、口径、计入与未计入的行", "show how one verdict came about, row by row"))(
    explain
)
app.command(help=say("在填报工作簿的副本上标出问题", "mark the faults in a copy of a submitter's own workbook"))(annotate)
app.command(help=say("按组团（或单位、工作组、县、镇）各写一份督办清单", "write a shortfall list for each team into a folder"))(
    shortfalls
)
app.command(help=say("生成空白填报模板", "write the empty collection workbook"))(template)
app.command(help=say("生成虚构的示例工作簿", "write a synthetic sample workbook"))(sample)
app.add_typer(rules.app, name="rules")

_CLOSED, _INTERNAL, _INTERRUPTED = 1, 3, 130


def _version(wanted: bool) -> None:  # noqa: FBT001 - a Typer callback
    if wanted:
        sys.stdout.write(f"assistcheck {__version__}\n")
        raise typer.Exit


@app.callback()
def _start(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=say("显示版本", "show the version"))
    ] = False,
) -> None:
    """Options that come before a command."""


def run() -> int:
    """Run the command that the arguments name, and return the exit code; a fault is a sentence, never a traceback."""
    prepare_streams()
    try:
        return int(app(standalone_mode=False) or 0)
    except RulePackError as error:
        tell(*error.words.of(LANG).split("\n"))
        return error.exit_code
    except AssistCheckError as error:
        tell(error.words.of(LANG))
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        tell(say("已中断", "interrupted"))
        return _INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CLOSED
    except Exception as error:
        if is_wrong_usage(error):
            tell(*usage_words(error).of(LANG).split("\n"))
            return UsageError.exit_code
        if os.environ.get("ASSISTCHECK_DEBUG"):
            raise
        name = f"{type(error).__name__}: {error}"
        zh = f"程序内部错误（{name}）；结论不完整。请把文件和这句话一并反馈。"
        tell(say(zh, f"internal error ({name}); the verdict is not complete. Please report it."))
        return _INTERNAL
