"""The nearest known names to one that is unknown: by writing, by sound (pinyin), by ending. Only ever suggested."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_LIMIT = 3
_MAX_DISTANCE = 0.45
_MAX_WORD_DISTANCE = 0.67
_NO = re.compile(r"(?i)[未不没非无否]|\b(?:no|not|never|non|without)\b")
_SHORT = 2  # characters: fewer name nobody
_ENDINGS = (
    *("股份有限公司", "有限责任公司", "有限公司", "总公司", "分公司", "公司", "控股", "集团", "人民政府", "政府"),
    *("街道办事处", "办事处", "街道办", "街道", "村民委员会", "居民委员会", "村委会", "居委会", "社区", "行政村"),
    *("工作组", "工作队", "管委会", "委员会", "镇", "乡", "村", "县", "区", "市", "局", "办"),
)
"""What a name ends with, and people write another way or leave out, in any programme."""


def prepare() -> None:
    """Load what names are compared by."""
    closest_matches("名", ("称",))


def closest_matches(
    text: str, known: Sequence[str], far: float = _MAX_DISTANCE, endings: Sequence[str] = ()
) -> tuple[str, ...]:
    """Return at most three of ``known`` that are near ``text``, nearest first; ``endings``: further ones of names.

    Near is what differs in few characters (a share of up to ``far``) or sounds, what has all the characters of the other
    in its order (青禾集团 for 青禾集团有限公司), and what differs in its ending alone.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only where a name is unknown

    ending, wanted = _ending(tuple(endings)), _comparable(text)
    sound, core = _pinyin(wanted), ending.sub("", wanted).rstrip()
    scored = []
    for order, (other, other_sound, other_core) in enumerate(_compared(tuple(known), ending)):
        written = Levenshtein.normalized_distance(wanted, other)
        spoken = Levenshtein.normalized_distance(sound, other_sound)
        same_core = bool(core) and core == other_core
        alike = written <= far or (spoken <= _MAX_DISTANCE and len(text) >= _SHORT)
        if same_core or alike or _leaves_out(wanted, other) or _leaves_out(other, wanted):
            scored.append((not same_core, written + spoken, order, known[order]))
    return tuple(name for *_, name in sorted(scored)[:_LIMIT])


@lru_cache(maxsize=64)
def _compared(known: tuple[str, ...], ending: re.Pattern[str]) -> tuple[tuple[str, str, str], ...]:
    """Return names as they are compared: as written, as they sound, and without their endings."""
    others = tuple(map(_comparable, known))
    return tuple((other, _pinyin(other), ending.sub("", other).rstrip()) for other in others)


def closest_words(text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return the nearest of a few allowed ``words``, if any is near; what says no (未开展) is never near to what does not."""
    return closest_matches(
        text, [word for word in words if bool(_NO.search(word)) == bool(_NO.search(text))], _MAX_WORD_DISTANCE
    )[:1]


@lru_cache
def _ending(own: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the ending of a name: 青禾集团有限公司 -> 青禾; ``own``: endings of a programme's own."""
    endings = sorted((*_ENDINGS, *map(_comparable, own)), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, endings))})+$")


def _comparable(text: str) -> str:
    """Return a text as it is compared: one in Latin letters in small ones."""
    return text.casefold() if text.isascii() else text


def _leaves_out(short: str, long: str) -> bool:
    """Whether ``short`` is ``long`` with some characters left out."""
    if not _SHORT <= len(short) <= len(long):
        return False
    rest = iter(long)
    return all(char in rest for char in short)


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
    """Return a name in pinyin without tones: 青禾镇 -> QingHeZhen."""
    from anyascii import anyascii  # noqa: PLC0415 - only where a name is unknown

    return anyascii(text)
