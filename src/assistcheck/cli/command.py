"""What every command is: its help in the language of the run, and no option with an empty value."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from enum import Enum
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from assistcheck.cli.language import say
from assistcheck.cli.output import screen_width as _width
from assistcheck.cli.plain_parameters import as_given, parameter_name
from assistcheck.cli.settings.raw import is_anything_set
from assistcheck.cli.settings.search import FILE_FLAG, NO_FILE_FLAG
from assistcheck.cli.usage_errors import is_wrong_usage
from assistcheck.errors import RulePackError, UsageError
from assistcheck.i18n import LocalizedText

if TYPE_CHECKING:
    from assistcheck.cli.settings.run import RunSettings

_LEFT = 28
"""Columns that names take before their words stand on a line of their own."""
HELP = frozenset({"-h", "--help"})
ARGUMENTS, _SETTINGS = "assistcheck.arguments", "assistcheck.settings"
"""Under which names the parser's context keeps what a command is given, and the settings of its run."""
_FILE_LINES = (
    (
        f"{FILE_FLAG} {say('文件', 'FILE')}",
        say("设置文件；默认从当前文件夹向上查找", "file of settings; default: the nearest from here upward"),
    ),
    (NO_FILE_FLAG, say("不读设置文件", "read no file of settings")),
)
"""The options that stand with any command, before or after its name, and what each is for."""
_PIECES = r"\s*(?:[^\W\u2e80-\uffff]|[!-~])+[，。；：、）”…]*|\s*.[，。；：、）”…]*"


class Command(TyperCommand):
    """A command."""

    def __init__(self, *args: Any, params: Iterable[Any] = (), **settings: Any) -> None:  # noqa: ANN401 - Typer's own
        """Take what Typer makes of the function of a command, its parameters by plainer rules."""
        super().__init__(*args, params=[as_given(one) for one in params], **settings)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """Return the option for help, by the plainer rules as well."""
        return as_given(super().get_help_option(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Parse a command line, over what variables and a file of settings say.

        Raises:
            UsageError: something is wrong with one of these.
        """
        ctx.meta.setdefault(ARGUMENTS, tuple(args))
        try:
            return self._parsed(ctx, args)
        except Exception as error:
            if is_wrong_usage(error) and getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined]  # the parser's own, which it leaves out of some
            raise

    def _parsed(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        if not is_anything_set(sys.argv[1:], os.environ):
            return super().parse_args(ctx, args)
        settings = settings_of_run(ctx)
        if not HELP.intersection(args):
            settings.check()
            ctx.default_map = settings.defaults()
        rest = super().parse_args(ctx, args)
        settings.settle()
        return rest

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the parser's own, which Typer does not name
        """Write usage, words, arguments and options."""
        named = [parameter for parameter in self.get_params(ctx) if parameter.param_type_name == "argument"]
        pieces = [say("[选项]", "[OPTIONS]"), *(str(parameter.metavar) for parameter in named)]
        _head(self, ctx, formatter, " ".join(pieces))
        _section(formatter, say("参数", "Arguments"), [(str(one.metavar), _words(one)) for one in named])
        _section(formatter, say("选项", "Options"), [*self.option_lines(ctx), _help_line(ctx)])
        formatter.write(f"\n{_note(formatter.width)}\n")

    def option_lines(self, ctx: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        """Return the options and what each is for, but that for help."""
        return _option_lines(self, ctx)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command, unless an option or argument was given an empty value.

        Raises:
            UsageError: it was; or the command does, about the value of a setting, whose place is then named.
        """
        for parameter in self.get_params(ctx):
            value = ctx.params.get(parameter.name)
            if any(isinstance(one, str) and not one.strip() for one in (value if isinstance(value, list | tuple) else [value])):
                raise empty_value(parameter_name(parameter))
        try:
            return super().invoke(ctx)
        except (UsageError, RulePackError) as error:
            raise (settings_of_run(ctx).located(error) if _SETTINGS in ctx.meta else error) from None


def settings_of_run(ctx: Any) -> RunSettings:  # noqa: ANN401
    """Return the settings of the command that runs, which are read when they are first asked for."""
    from assistcheck.cli.settings.run import RunSettings  # noqa: PLC0415 - only where there are any

    if _SETTINGS not in ctx.meta:
        arguments = ctx.meta[ARGUMENTS]
        ctx.meta[_SETTINGS] = RunSettings(ctx.command, ctx, arguments, lenient=bool(HELP.intersection(arguments)))
    found: RunSettings = ctx.meta[_SETTINGS]
    return found


class Group(TyperGroup):
    """A family of commands."""

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """Return the option for help, by the plainer rules as well."""
        return as_given(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write usage, words, options and commands."""
        _head(self, ctx, formatter, say("[选项] 命令 …", "[OPTIONS] COMMAND …"))
        own = [*_option_lines(self, ctx), *(() if ctx.parent else _FILE_LINES)]
        _section(formatter, say("选项", "Options"), [*own, _help_line(ctx)])
        _section(
            formatter, say("命令", "Commands"), [(name, self.commands[name].help or "") for name in self.list_commands(ctx)]
        )


def _head(command: TyperCommand | TyperGroup, ctx: Any, formatter: Any, pieces: str) -> None:  # noqa: ANN401
    formatter.write_usage(ctx.command_path, pieces, prefix=say("用法：", "Usage: "))
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(command.help or "")


def _option_lines(command: TyperCommand | TyperGroup, ctx: Any) -> list[tuple[str, str]]:  # noqa: ANN401
    found = [parameter for parameter in command.get_params(ctx) if parameter.param_type_name == "option"]
    rows = [(", ".join(sorted(one.opts, key=len)), one) for one in found if one.name != "help"]
    return [(f"{names} {one.metavar}" if one.metavar else names, _words(one)) for names, one in rows]


def _help_line(ctx: Any) -> tuple[str, str]:  # noqa: ANN401
    return ", ".join(ctx.help_option_names), say("显示本说明", "show this help")


def _note(width: int) -> str:
    """Return how options are given otherwise."""
    words = say(
        "选项也可由变量（如 ASSISTCHECK_AS_OF）或设置文件给出，见 assistcheck config。",
        "Options may be variables (ASSISTCHECK_AS_OF) or stand in a file of settings too; see assistcheck config.",
    )
    return "\n".join(_wrapped(words, width))


def _section(formatter: Any, title: str, lines: list[tuple[str, str]]) -> None:  # noqa: ANN401
    """Write a list of names and words, by the width that characters have on a screen."""
    if not lines:
        return
    left = min(_LEFT, max(_width(name) for name, _ in lines)) + 4
    formatter.write(f"\n{title}{say('：', ':')}\n")
    for name, words in lines:
        first, *more = _wrapped(words, max(_LEFT, formatter.width - left))
        gap = left - 2 - _width(name)
        head = f"  {name}{' ' * gap}" if gap > 1 else f"  {name}\n{' ' * left}"
        formatter.write("".join(f"{line.rstrip()}\n" for line in (head + first, *(" " * left + line for line in more))))


def _wrapped(words: str, width: int) -> list[str]:
    """Return lines of no more than ``width`` columns; Chinese breaks anywhere but before a closing mark."""
    lines = [""]
    for piece in re.findall(_PIECES, words):
        if _width(lines[-1]) + _width(piece) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return lines


def _words(parameter: Any) -> str:  # noqa: ANN401
    """Return what a parameter is for, and in brackets its default, or that it has to be given."""
    default, note = parameter.default, ""
    if parameter.required:
        note = say("（必填）", " (required)")
    elif isinstance(default, str | Enum):
        word = default.value if isinstance(default, Enum) else default
        note = say(f"（默认 {word}）", f" (default {word})")
    return f"{parameter.help or ''}{note}"


def empty_value(name: str) -> UsageError:
    """Return the error of an option or argument that was given an empty value."""
    return UsageError(LocalizedText(f"{name} 的取值是空的；请写出取值", f"{name} is empty; give it a value"))
