"""Texts that exist in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
"""Every language, in the order in which texts give them."""


class LocalizedText(NamedTuple):
    """One text in both languages; Chinese comes first."""

    zh: str
    en: str

    def text(self, lang: Lang) -> str:
        """Return the text in ``lang``."""
        return self.en if lang == "en" else self.zh

    def format(self, **values: LocalizedText | str | int) -> LocalizedText:
        """Return the text with its ``{names}`` filled in, each in its own language."""
        zh = {k: v.zh if isinstance(v, LocalizedText) else v for k, v in values.items()}
        en = {k: v.en if isinstance(v, LocalizedText) else v for k, v in values.items()}
        return LocalizedText(self.zh.format(**zh), self.en.format(**en))


EMPTY_TEXT = LocalizedText("", "")
"""No words at all."""


def untranslated(text: str) -> LocalizedText:
    """Return a text that is the same in both languages (a name, a code)."""
    return LocalizedText(text, text)


def listed(names: Iterable[str], lang: Lang) -> str:
    """Return names side by side, as people join them who write in a language."""
    return ("、" if lang == "zh" else ", ").join(names)
