"""Invented names: two-character stems that no town, township, subdistrict, county or city of China bears.

Organisations that are no authorities get two stems, so that no enterprise, school or hospital is meant either.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistcheck.sample.invented_names import chinese_stems

TYPOS = {"荷": "河", "篁": "皇", "蓼": "廖", "岫": "秀", "漪": "依", "鹤": "贺"}
"""Characters that a pinyin keyboard offers in place of the right one."""


def double_stems(topic: str) -> Iterator[str]:
    """Yield four-character stems, none twice: 听荷枕雪, …."""
    for first, second in zip(chinese_stems(f"{topic}, first"), chinese_stems(f"{topic}, second"), strict=True):
        if first != second:
            yield first + second
