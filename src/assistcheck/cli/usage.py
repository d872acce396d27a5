"""What the parser of the command line complains of, as a sentence in the reader's language."""

from __future__ import annotations

import re
from typing import Any

from assistcheck.language import Say, same
from assistcheck.visible import visible

_ONE_OF = re.compile(r"is not one of (.*?)\.?$")
_NO_COMMAND = re.compile(r"No such command '(.*?)'")


def is_wrong_usage(error: Exception) -> bool:
    """Whether ``error`` is the parser's: a wrong option, value or argument."""
    return hasattr(error, "format_message") and getattr(error, "exit_code", None) == 2


def usage_words(error: Any) -> Say:  # noqa: ANN401 - the parser's own exceptions, which Typer does not name
    """Return what is wrong and where help is to be had."""
    context = error.ctx
    command = context.command_path if context else "assistcheck"
    if type(error).__name__ == "NoArgsIsHelpError":
        return same(error.format_message())
    english = visible(error.format_message())
    chinese = _chinese(error) or english
    return Say(f"用法有误：{chinese}\n查看用法：{command} --help", f"Error: {english}\nTry '{command} --help' for help.")


def _chinese(error: Any) -> str:  # noqa: ANN401
    parameter = getattr(error, "param", None)
    name = "" if parameter is None else str(parameter.human_readable_name if not parameter.opts else parameter.opts[0])
    message = visible(error.format_message())
    match type(error).__name__:
        case "NoSuchOption":
            return f"没有选项 {visible(error.option_name)}"
        case "MissingParameter":
            return f"缺少 {getattr(parameter, 'metavar', None) or name}"
        case "BadOptionUsage":
            return f"选项 {visible(error.option_name)} 缺少取值"
        case "BadParameter":
            allowed = _ONE_OF.search(message)
            return f"{name} 的取值不对" + (f"；可用：{allowed[1]}" if allowed else f"：{message}")
        case _:
            unknown = _NO_COMMAND.search(message)
            return f"没有命令 {unknown[1]}" if unknown else ""
