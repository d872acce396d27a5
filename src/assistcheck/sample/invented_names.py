"""Invented names: stems that no place, body or person is known by, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.i18n import Lang
from assistcheck.sample.draw import Draw

VERBS = "听枕拂漱照沐闻映栖煮剪拾寻耕濯倚问携醉叩"
THINGS = "荷雪荻霜笛鹭篁蓼苇鹤舟岫蒲漪萤兰桐杏梅鸥"
_FIRST = (
    *("Tansel", "Velmer", "Osmin", "Pellan", "Cressin", "Dovrel", "Ellith", "Farrin", "Gannel", "Hollin", "Ivern", "Kestin"),
    *("Lorrel", "Merrin", "Norvel", "Orrin", "Quillan", "Rennel", "Sorrin", "Thessel", "Ulvin", "Wendrel", "Yarvin", "Zellan"),
)
_SECOND = ("beck", "croft", "dale", "fell", "garth", "holm", "mere", "moor", "shaw", "wick")


def chinese_stems(topic: str) -> list[str]:
    """Return every two-character stem once, in an order of the topic's own: 听荷, 枕雪, …."""
    return Draw(f"stems of {topic}").shuffled([verb + thing for verb in VERBS for thing in THINGS])


def stems(topic: str, lang: Lang) -> Iterator[str]:
    """Yield stems without end, none twice: those of one part, then those of two, then numbered ones."""
    english = Draw(f"stems of {topic}").shuffled([first + second for first in _FIRST for second in _SECOND])
    singles, joint = (english, " ") if lang == "en" else (chinese_stems(topic), "")
    yield from singles
    turned = [*singles[1:], singles[0]]
    yield from (joint.join(pair) for pair in zip(singles, turned, strict=True))
    number = 2
    while True:
        yield from (f"{stem}{joint}{number}" for stem in singles)
        number += 1
