"""Invented names: two-character stems that no town, township, subdistrict, county or city of China bears.

Organisations that are no authorities get two stems, so that no enterprise, school or hospital is meant either.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.sample.dongguan.seeded import Draw

_VERBS = "听枕拂漱照沐闻映栖煮剪拾寻耕濯倚问携醉叩"
_THINGS = "荷雪荻霜笛鹭篁蓼苇鹤舟岫蒲漪萤兰桐杏梅鸥"

TYPOS = {"荷": "河", "篁": "皇", "蓼": "廖", "岫": "秀", "漪": "依", "鹤": "贺"}
"""Characters that a pinyin keyboard offers in place of the right one."""


def stems(topic: str) -> list[str]:
    """Return every stem once, in an order of the topic's own: 听荷, 枕雪, …."""
    return Draw(f"stems of {topic}").shuffled([verb + thing for verb in _VERBS for thing in _THINGS])


def double_stems(topic: str) -> Iterator[str]:
    """Yield four-character stems, none twice: 听荷枕雪, …."""
    for first, second in zip(stems(f"{topic}, first"), stems(f"{topic}, second"), strict=True):
        if first != second:
            yield first + second
