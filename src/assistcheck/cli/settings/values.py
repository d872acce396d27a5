"""What a text of the environment or a value of a file means for an option."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assistcheck.cli.plain_parameters import choices_of, least_of, number_of
from assistcheck.cli.settings.keys import Option, key_of, takes_pairs
from assistcheck.cli.settings.search import NO_WORDS
from assistcheck.cli.usage_errors import is_wrong_usage, value_words
from assistcheck.errors import UsageError
from assistcheck.i18n import EMPTY_TEXT, LocalizedText, listed
from assistcheck.sanitize import without_credentials
from assistcheck.suggest import closest_matches

_YES_WORDS = frozenset({"1", "true", "yes", "on", "y", "t"})
_FILES = ("文件", "FILE", "DIR", "FOLDER")
"""How the value of an option is called that is a path."""
_PACKS = ("规则包", "PACK")
"""How the value of an option is called that is a shipped pack's name or a path."""
_NAMES = ("名称", "NAME")
"""How the value of an option is called that may hold white space."""
_COMMAS = re.compile(r"[,;，；、\n]")
_BETWEEN_PAIRS = re.compile(r"[,;，；、\n]|\s+(?=[^\s=]+=)")
_BETWEEN_FILES = re.compile(rf"\n|{re.escape(os.pathsep)}(?!//)")
_BETWEEN_NAMES = re.compile(r"[,;，；、\n]|(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")


class MisfitError(UsageError):
    """A value that is none of an option's; the words say what was expected, not where it stands."""


def from_text(option: Option, text: str, context: Any, kind: str = "") -> Any:  # noqa: ANN401 - the parser's own, and any value
    """Return what the text of a variable means; several values are separated by commas, or by blanks where they hold none.

    ``kind``: for a pack's short option, the kind of subject that it chooses by.

    Raises:
        MisfitError: it is no value of the option.
    """
    text = text.strip()
    if option.is_flag:
        word = text.lower()
        if word not in NO_WORDS | _YES_WORDS:
            raise MisfitError(LocalizedText("应为 1 或 0", "write 1 or 0"))
        return word in _YES_WORDS
    if not option.multiple:
        return _checked(option, text, context)
    pieces: Iterable[str]
    if kind or option.metavar in _NAMES:
        pieces = _BETWEEN_NAMES.split(text)
    elif _is_file(option):
        pieces = _BETWEEN_FILES.split(text)
    elif takes_pairs(option):
        pieces = _BETWEEN_PAIRS.split(text)
    else:
        pieces = (piece for part in _COMMAS.split(text) for piece in part.split())
    return [f"{kind}={piece.strip()}" if kind else piece.strip() for piece in pieces if piece.strip()]


def from_toml(option: Option, value: Any, folder: str, context: Any, kind: str = "") -> Any:  # noqa: ANN401 - any value
    """Return what a value of a file means; paths in it are relative to the ``folder`` of the file.

    ``kind``: for a pack's short option, the kind of subject that it chooses by.

    Raises:
        MisfitError: it is no value of the option.
    """
    if option.is_flag:
        if not isinstance(value, bool):
            raise MisfitError(LocalizedText("应为 true 或 false，不加引号", "write true or false, without quotation marks"))
        return value
    if option.multiple:
        if isinstance(value, dict) and takes_pairs(option) and not kind:
            return list(_pairs(value))
        texts = [_text(option, one) for one in (value if isinstance(value, list) else [value])]
        return [f"{kind}={text}" if kind else _path(option, text, folder) for text in texts]
    if isinstance(value, list):
        raise MisfitError(LocalizedText("只能有一个取值", "it takes one value"))
    return _checked(option, _path(option, _text(option, value), folder), context)


def shown(value: Any) -> str:  # noqa: ANN401 - any value of a file
    """Return a value of a file as a message shows it."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f'"{without_credentials(value)[:60]}"'
        case dict():
            return "{…}"
        case list():
            return "[" + ", ".join(map(shown, value[:3])) + (", …]" if value[3:] else "]")
        case _:
            return str(value)[:60]


def _text(option: Option, value: Any) -> str:  # noqa: ANN401 - any value of a file
    """Return one value as the command line would give it."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if number_of(option):
        if not is_number:
            raise MisfitError(LocalizedText("应为数字，不加引号", "write a number, without quotation marks"))
        return str(value)
    if isinstance(value, datetime):
        day = value.date().isoformat()
        raise MisfitError(LocalizedText(f"只写日期：{day}", f"write the day alone: {day}"))
    if isinstance(value, date):
        return value.isoformat()
    if takes_pairs(option) and not isinstance(value, str):
        zh, en = f'应写成 "{option.metavar}"，或一个表', f'write "{option.metavar}", or a table'
        raise MisfitError(LocalizedText(zh, en))
    if not isinstance(value, str):
        example = f' "{value}"' if is_number else ""
        zh, en = f"应为文字，加引号{example}", f"write a text, in quotation marks{example}"
        raise MisfitError(LocalizedText(zh, en))
    if not value.strip():
        zh, en = "取值是空的；请写出取值，或去掉这一行", "it is empty; give it a value, or take the line out"
        raise MisfitError(LocalizedText(zh, en))
    return value


def _checked(option: Option, text: str, context: Any) -> Any:  # noqa: ANN401 - the parser's own
    """Return a text, once it is known to be a value of the option."""
    if choices := choices_of(option):
        word = next((one for one in choices if one == text or one == text.lower()), None)
        if word is None:
            raise _no_choice(option, text, choices)
        return word
    if kind := number_of(option):
        least = least_of(option)
        if not (re.fullmatch(r"\d{1,15}" if kind is int else r"\d{1,15}(\.\d{1,15})?", text, re.ASCII) and kind(text) >= least):
            noun = LocalizedText("整数", "whole number") if kind is int else LocalizedText("数字", "number")
            raise MisfitError(LocalizedText(f"应为不小于 {least:g} 的{noun.zh}", f"write a {noun.en} of {least:g} or more"))
        return text
    try:
        option.process_value(context, text)
    except Exception as error:
        if is_wrong_usage(error):
            raise MisfitError(value_words(error)) from None
        raise
    return text


def _no_choice(option: Option, text: str, choices: tuple[str, ...]) -> MisfitError:
    """Return the error of a word that is none of those that an option takes."""
    noun = LocalizedText("格式", "format") if key_of(option) == "format" else LocalizedText("取值", "value")
    near = closest_matches(text, choices)[:1]
    hint = LocalizedText(f"；是否为 {near[0]}？", f"; perhaps {near[0]}?") if near else EMPTY_TEXT
    text = without_credentials(text)
    zh = f"没有 {text} {noun.zh}；可用：{listed(choices, 'zh')}{hint.zh}"
    return MisfitError(LocalizedText(zh, f"there is no {noun.en} {text}; there are: {listed(choices, 'en')}{hint.en}"))


def _is_file(option: Option) -> bool:
    return (option.metavar or "").startswith(_FILES)


def _pairs(table: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Yield ``NAME=VALUE`` for each key of a table; a name with a dot in it is a table in a table, which TOML makes of it."""
    for name, value in table.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from _pairs(one, f"{prefix}{name}.")
            elif isinstance(one, str | int) and not isinstance(one, bool) and str(one).strip():
                yield f"{prefix}{name}={one}"
            else:
                zh, en = f"{prefix}{name} 应为文字，加引号", f"write a text for {prefix}{name}, in quotation marks"
                raise MisfitError(LocalizedText(zh, en))


def _path(option: Option, text: str, folder: str) -> str:
    """Return a value of a file, a path in it as it is called from the working folder."""
    metavar = option.metavar or ""
    is_pack = metavar in _PACKS
    if not (is_pack or _is_file(option)) or text == "-" or "://" in text:
        return text
    text = os.path.expanduser(text)  # noqa: PTH111 - a shell does so on the command line
    path = os.path.join(folder, text)  # noqa: PTH118
    if is_pack and not ({"/", "\\"} & set(text) or os.path.lexists(path)):
        return text
    if Path(text).is_absolute():
        return text
    try:
        return os.path.relpath(path)
    except (OSError, ValueError):  # on another drive
        return path
