"""Texts that exist in Chinese and in English."""

from __future__ import annotations

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Say(NamedTuple):
    """One text in both languages; Chinese comes first."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """Return the text in ``lang``."""
        return self.en if lang == "en" else self.zh

    def filled(self, **values: Say | str | int) -> Say:
        """Return the text with its ``{names}`` filled in, each in its own language."""
        zh = {k: v.zh if isinstance(v, Say) else v for k, v in values.items()}
        en = {k: v.en if isinstance(v, Say) else v for k, v in values.items()}
        return Say(self.zh.format(**zh), self.en.format(**en))


NOTHING = Say("", "")
"""No words at all."""


def same(text: str) -> Say:
    """Return a text that is the same in both languages (a name, a code)."""
    return Say(text, text)
