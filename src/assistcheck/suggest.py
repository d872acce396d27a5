"""The nearest known names to one that is unknown: by writing, by sound (pinyin), by ending. Only ever suggested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_LIMIT = 3
_MAX_DISTANCE = 0.45
_MAX_WORD_DISTANCE = 0.67
_NO = re.compile("[未不没非无否]")
_SHORT = 2  # characters: fewer name nobody
_ENDINGS = re.compile(
    "(?:股份有限公司|有限责任公司|有限公司|总公司|分公司|公司|控股|集团|人民政府|政府|街道办事处|办事处|街道办|街道"
    "|村民委员会|居民委员会|村委会|居委会|社区|行政村|工作组|工作队|组团|管委会|委员会|镇|乡|村|县|区|市|局|办)+$"
)
"""What a name ends with, and people write another way or leave out."""


def prepare() -> None:
    """Load what names are compared by."""
    closest_matches("名", ("称",))


def closest_matches(text: str, known: Sequence[str], far: float = _MAX_DISTANCE) -> tuple[str, ...]:
    """Return at most three of ``known`` that are near ``text``, nearest first.

    Near is what differs in few characters (a share of up to ``far``) or sounds, what has all the characters of the other
    in its order (青禾集团 for 青禾集团有限公司), and what differs in its ending alone.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only where a name is unknown

    sound, core = _pinyin(text), _core(text)
    scored = []
    for order, name in enumerate(known):
        written = Levenshtein.normalized_distance(text, name)
        spoken = Levenshtein.normalized_distance(sound, _pinyin(name))
        same_core = bool(core) and core == _core(name)
        alike = written <= far or (spoken <= _MAX_DISTANCE and len(text) >= _SHORT)
        if same_core or alike or _leaves_out(text, name) or _leaves_out(name, text):
            scored.append((not same_core, written + spoken, order, name))
    return tuple(name for *_, name in sorted(scored)[:_LIMIT])


def closest_words(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the nearest of a few allowed ``words``, if any is near; what says no (未开展) is never near to what does not."""
    return closest_matches(
        text, [word for word in words if bool(_NO.search(word)) == bool(_NO.search(text))], _MAX_WORD_DISTANCE
    )[:1]


def _core(name: str) -> str:
    """Return a name without its ending: 青禾集团有限公司 -> 青禾."""
    return _ENDINGS.sub("", name)


def _leaves_out(short: str, long: str) -> bool:
    """Whether ``short`` is ``long`` with some characters left out."""
    rest = iter(long)
    return len(short) >= _SHORT and all(char in rest for char in short)


def closest_headers(wanted: str, found: Sequence[str]) -> tuple[str, ...]:
    """Return at most three of the headers found that are near ``wanted`` or hold its words, remarks in brackets aside."""
    bare = _bare(wanted)
    holding = [text for text in found if bare in text or (len(_bare(text)) > 1 and _bare(text) in bare)]
    near = [text for name in closest_matches(bare, [_bare(text) for text in found]) for text in found if _bare(text) == name]
    return tuple(dict.fromkeys([*holding, *near]))[:_LIMIT]


def _bare(header: str) -> str:
    return header.partition("(")[0] or header


@lru_cache(maxsize=20_000)
def _pinyin(text: str) -> str:
    """Return a name in pinyin without tones: 石碣镇 -> ShiJieZhen."""
    from anyascii import anyascii  # noqa: PLC0415 - only where a name is unknown

    return anyascii(text)
