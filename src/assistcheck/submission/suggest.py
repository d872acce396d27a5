"""The nearest known names to one that is unknown: by edit distance, and by sound (pinyin). Only ever suggested."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

_LIMIT = 3
_FAR = 0.45


def prepare() -> None:
    """Load what names are compared by."""
    nearest("名", ("称",))


def nearest(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return at most three of ``known`` that are near ``text`` in writing or in sound, nearest first."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only where a name is unknown

    sound = _sound(text)
    scored = []
    for order, name in enumerate(known):
        written = Levenshtein.normalized_distance(text, name)
        spoken = Levenshtein.normalized_distance(sound, _sound(name))
        if min(written, spoken) <= _FAR:
            scored.append((written + spoken, order, name))
    return tuple(name for _, _, name in sorted(scored)[:_LIMIT])


def nearest_header(wanted: str, found: Sequence[str]) -> tuple[str, ...]:
    """Return at most three of the headers found that are near ``wanted`` or hold its words, remarks in brackets aside."""
    bare = _bare(wanted)
    holding = [text for text in found if bare in text or (len(_bare(text)) > 1 and _bare(text) in bare)]
    near = [text for name in nearest(bare, [_bare(text) for text in found]) for text in found if _bare(text) == name]
    return tuple(dict.fromkeys([*holding, *near]))[:_LIMIT]


def _bare(header: str) -> str:
    return header.partition("(")[0] or header


@lru_cache(maxsize=20_000)
def _sound(text: str) -> str:
    """Return a name in pinyin without tones: 石碣镇 -> ShiJieZhen."""
    from anyascii import anyascii  # noqa: PLC0415 - only where a name is unknown

    return anyascii(text)
