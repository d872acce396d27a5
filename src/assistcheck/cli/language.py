"""The language of a run: ``--lang``, then ``ASSISTCHECK_LANG``, then a file of settings, then the locale, then Chinese."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from assistcheck.cli.settings.raw import raw_settings
from assistcheck.i18n import Lang, LocalizedText


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language that the command line, the environment, a file or the locale asks for; Chinese where none does."""
    return language_asked_for(arguments, environment) or "zh"


def language_asked_for(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang | None:
    """Return the language that the command line, the environment, a file or the locale asks for; ``None`` where none does."""
    for position, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in {"zh", "en"}:
            return "en" if value == "en" else "zh"
    for wanted in raw_settings(("lang",), arguments, environment):
        word = str(wanted).strip().lower()
        if word in {"zh", "en"}:
            return "en" if word == "en" else "zh"
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    if locale.split(".")[0] in {"", "C", "POSIX"}:
        return None
    return "zh" if locale.lower().startswith("zh") else "en"


LANG: Lang = choose_language(sys.argv[1:], os.environ)
"""The language of this process, for help texts and messages."""


def language_of(workbooks: Lang) -> Lang:
    """Return the language of what goes back to those who filled in workbooks: theirs, unless another one is asked for."""
    return language_asked_for(sys.argv[1:], os.environ) or workbooks


def say(zh: str, en: str) -> str:
    """Return the text in the language of this process."""
    return LocalizedText(zh, en).text(LANG)
