"""What the parser of the command line complains of, as a sentence in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assistcheck.cli.plain_parameters import choices_of, least_of, number_of, parameter_name
from assistcheck.exit_codes import ExitCode
from assistcheck.i18n import LocalizedText, untranslated
from assistcheck.sanitize import visible

_SEEN = re.compile(r"'(.*?)' is not |(\S+) is not ")
_NO_COMMAND = re.compile(r"No such command '(.*?)'")
_QUOTED = re.compile(r"'(.*?)'")
_TOO_MANY = re.compile(r"unexpected extra arguments?(?:\(s\))? \((.*)\)")


def is_wrong_usage(error: Exception) -> bool:
    """Whether ``error`` is the parser's: a wrong option, value or argument."""
    return hasattr(error, "format_message") and getattr(error, "exit_code", None) == ExitCode.USAGE


def usage_words(error: Any) -> LocalizedText:  # noqa: ANN401 - the parser's own exceptions, which Typer does not name
    """Return what is wrong and where help is to be had."""
    context = error.ctx
    command = context.command_path if context else "assistcheck"
    if type(error).__name__ == "NoArgsIsHelpError":
        return untranslated(error.format_message())
    english = _plain(error.format_message())
    return LocalizedText(
        f"用法有误：{_chinese(error)}\n查看用法：{command} --help", f"Error: {english}\nTry '{command} --help' for help."
    )


def value_words(error: Any) -> LocalizedText:  # noqa: ANN401
    """Return what is wrong with a value, without the parameter that it was given for."""
    return LocalizedText(_value_words(error, getattr(error, "param", None)), _message(error))


def _message(error: Any) -> str:  # noqa: ANN401
    return _plain(error.message)


def _plain(message: str) -> str:
    """Return a message of the parser without what the library below it puts before some of them."""
    return visible(message).replace("Value error, ", "", 1)


def _value_words(error: Any, parameter: Any) -> str:  # noqa: ANN401
    """Return in Chinese what stands in the place of a value, and what was expected there."""
    seen = _SEEN.match(_message(error))
    stands = f"取值“{seen[1] or seen[2]}”不对" if seen else "取值不对"
    if parameter is None:
        return stands
    if words := choices_of(parameter):
        return f"{stands}；可用：{', '.join(map(repr, words))}"
    if (kind := number_of(parameter)) is None:
        return stands
    number = "整数" if kind is int else "数字"
    least = least_of(parameter)
    return f"{stands}；应为{number}" + (f"，不小于 {least:g}" if least >= 0 else "")


def _chinese(error: Any) -> str:  # noqa: ANN401
    parameter = getattr(error, "param", None)
    name = parameter_name(parameter) if parameter else ""
    message = visible(error.format_message())
    match type(error).__name__:
        case "NoSuchOption":
            return f"没有选项 {visible(error.option_name)}" + _perhaps(error.possibilities or ())
        case "MissingParameter":
            return f"缺少 {name}"
        case "BadOptionUsage":
            return f"选项 {visible(error.option_name)} " + ("不带取值" if "not take" in message else "缺少取值")
        case "BadParameter":
            return f"{name} 的{_value_words(error, parameter)}"
        case _:
            return _chinese_of_command(message)


def _chinese_of_command(message: str) -> str:
    if unknown := _NO_COMMAND.search(message):
        return f"没有命令 {unknown[1]}" + _perhaps(_QUOTED.findall(message[unknown.end() :]))
    if more := _TOO_MANY.search(message):
        return f"多余的参数：{more[1]}"
    return "缺少命令" if message.startswith("Missing command") else "命令行无法识别"


def _perhaps(names: Iterable[str]) -> str:
    found = "、".join(sorted(map(visible, names)))
    return f"；是否为 {found}？" if found else ""
