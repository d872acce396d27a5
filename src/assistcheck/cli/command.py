"""What every command is: its help in the language of the run, and no option with an empty value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import Any
from unicodedata import east_asian_width

from typer.core import TyperCommand, TyperGroup

from assistcheck.cli.language import say
from assistcheck.cli.plain_parameters import as_given
from assistcheck.errors import UsageError
from assistcheck.i18n import LocalizedText

_LEFT = 28
"""Columns that names take before their words stand on a line of their own."""
_PIECES = r"\s*(?:[^\W\u2e80-\uffff]|[!-~])+[，。；：、）”…]*|\s*.[，。；：、）”…]*"


class Command(TyperCommand):
    """A command."""

    def __init__(self, *args: Any, params: Iterable[Any] = (), **settings: Any) -> None:  # noqa: ANN401 - Typer's own
        """Take what Typer makes of the function of a command, its parameters by plainer rules."""
        super().__init__(*args, params=[as_given(one) for one in params], **settings)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """Return the option for help, by the plainer rules as well."""
        return as_given(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - the parser's own, which Typer does not name
        """Write usage, words, arguments and options."""
        named = [parameter for parameter in self.get_params(ctx) if parameter.param_type_name == "argument"]
        pieces = [say("[选项]", "[OPTIONS]"), *(str(parameter.metavar) for parameter in named)]
        _head(self, ctx, formatter, " ".join(pieces))
        _section(formatter, say("参数", "Arguments"), [(str(one.metavar), _words(one)) for one in named])
        _section(formatter, say("选项", "Options"), [*self.option_lines(ctx), _help_line(ctx)])

    def option_lines(self, ctx: Any) -> list[tuple[str, str]]:  # noqa: ANN401
        """Return the options and what each is for, but that for help."""
        return _option_lines(self, ctx)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command, unless an option or argument was given an empty value.

        Raises:
            UsageError: it was.
        """
        for parameter in self.get_params(ctx):
            value = ctx.params.get(parameter.name)
            if any(isinstance(one, str) and not one.strip() for one in (value if isinstance(value, list | tuple) else [value])):
                raise empty_value(parameter_name(parameter))
        return super().invoke(ctx)


class Group(TyperGroup):
    """A family of commands."""

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """Return the option for help, by the plainer rules as well."""
        return as_given(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write usage, words, options and commands."""
        _head(self, ctx, formatter, say("[选项] 命令 …", "[OPTIONS] COMMAND …"))
        _section(formatter, say("选项", "Options"), [*_option_lines(self, ctx), _help_line(ctx)])
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


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _words(parameter: Any) -> str:  # noqa: ANN401
    """Return what a parameter is for, and in brackets its variable, its default, and whether it has to be given."""
    default = parameter.default
    notes = [say(f"变量 {parameter.envvar}", f"variable {parameter.envvar}")] if parameter.envvar else []
    if parameter.required:
        notes.append(say("必填", "required"))
    elif isinstance(default, str | Enum):
        word = default.value if isinstance(default, Enum) else default
        notes.append(say(f"默认 {word}", f"default {word}"))
    joined = say("；", "; ").join(notes)
    return f"{parameter.help or ''}{say(f'（{joined}）', f' ({joined})')}" if notes else parameter.help or ""


def parameter_name(parameter: Any) -> str:  # noqa: ANN401
    """Return what a parameter is called: an option by its long name, an argument by what it stands for."""
    is_option = parameter.param_type_name == "option"
    return max(parameter.opts, key=len) if is_option else str(parameter.metavar)


def empty_value(name: str) -> UsageError:
    """Return the error of an option or argument that was given an empty value."""
    return UsageError(LocalizedText(f"{name} 的取值是空的；请写出取值", f"{name} is empty; give it a value"))
