"""The language of a run: ``--lang``, then ``ASSISTCHECK_LANG``, then the locale, then Chinese."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from assistcheck.i18n import Lang, LocalizedText


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """Return the language that the command line, the environment or the locale asks for."""
    for position, argument in enumerate(arguments):
        value = argument.removeprefix("--lang=") if argument.startswith("--lang=") else ""
        if argument == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in {"zh", "en"}:
            return "en" if value == "en" else "zh"
    wanted = environment.get("ASSISTCHECK_LANG", "").lower()
    if wanted in {"zh", "en"}:
        return "en" if wanted == "en" else "zh"
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    plain = locale.split(".")[0] in {"", "C", "POSIX"}
    return "zh" if plain or locale.lower().startswith("zh") else "en"


LANG: Lang = choose_language(sys.argv[1:], os.environ)
"""The language of this process, for help texts and messages."""


def say(zh: str, en: str) -> str:
    """Return the text in the language of this process."""
    return LocalizedText(zh, en).text(LANG)
