"""Marks that people write where a value should stand, one table for each kind; reading and the tests are drawn from these."""

from __future__ import annotations

PLACEHOLDERS = frozenset(
    {
        *("无", "没有", "暂无", "尚无", "暂缺", "暂无数据", "无数据", "无此项", "略"),
        *("待补", "待补充", "待补报", "待定", "待填", "待填写", "待填报", "待报", "待录入"),
        *("未定", "未填", "未填写", "未填报", "未提供", "不适用", "不涉及"),
        *("na", "n/a", "n.a", "null", "tbd"),
    }
)
"""Words that stand for nothing where they stand alone: without white space, in small letters (占位符)."""
STROKES = frozenset("-‐‑‒–—―−─━ー_~/⁄∕\\|")
"""Strokes: a cell of nothing else stands for nothing too (/, ——, --)."""
AROUND = "()[]<>【】〔〕「」《》.。,;、"
"""What may stand around such a word: (无), 无。"""
_WORDS_AND_STROKES = PLACEHOLDERS | STROKES
PLACEHOLDER_FIRST = frozenset(AROUND).union(*((one[0], one[0].upper()) for one in _WORDS_AND_STROKES))
PLACEHOLDER_LAST = frozenset(AROUND).union(*((one[-1], one[-1].upper()) for one in _WORDS_AND_STROKES))
"""The characters that a folded placeholder begins and ends with: a text without them need not be looked at."""


def is_placeholder(text: str) -> bool:
    """Whether a folded text that is not empty stands for nothing (占位符): 无, 暂无, /, ——, N / A."""
    if text[0] not in PLACEHOLDER_FIRST or text[-1] not in PLACEHOLDER_LAST:
        return False
    bare = "".join(text.split()).casefold().strip(AROUND)
    return bare in PLACEHOLDERS or (bare != "" and STROKES.issuperset(bare))


COUNTERS: dict[str, tuple[str, ...]] = {
    "persons": ("人", "名", "位"),
    "computers": ("台(套)", "台/套", "台套", "台", "套", "部"),
}
"""Counters (量词) that may follow a number of the kind that a column counts; a longer one stands before its end."""
