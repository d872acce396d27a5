"""Units of money as people say them: in a header, in a title, in a note above or below a table, in a comment."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

FACTORS = {"元": 1, "万元": 10_000}
"""The units that are honoured: how many 元 each is."""
MYRIAD = "万元"
_SAME = str.maketrans({"萬": "万", "億": "亿", "圓": "元", "圆": "元"})
# Patterns that few texts need are compiled when one does.
_YUAN = frozenset("元圆圓")
_CURRENCY = "人民币|rmb|cny|¥"
"""What 元 are; it tells nothing of how many there are in a unit."""
_FOREIGN = r"(?i)[美港欧日澳加韩][元币金圆]|澳门|台币|外币|外汇|英镑|卢布|[$€£]|(?:usd?|hkd?|eur|gbp|jpy|mop|aud|twd)(?![a-z])"
_OF_MONEY = frozenset("元圆圓百千万萬亿億币金门汇镑布$€£")
"""Each text that names a unit of money has one of these, or a letter."""
_OPEN, _CLOSE = r"[(\[【〔「『{<《]", r"[)\]】〕」』}>》]"
_NUMERALS = "〇零一二三四五六七八九十两几数多余上近超每逾"
_AMOUNT = (
    rf"(?<![统.,\d{_NUMERALS}])[\d{_NUMERALS}][\d.,{_NUMERALS}]*+[百千万亿]*(?:元|[万亿](?!元))(?:整|/\w)?"
    rf"|\d{_OPEN}[百千万亿]*元{_CLOSE}"
    r"|[百千万亿]+元(?:以上|以下|以内|及以|左右|起|级|户|大关)"
)
"""A number with its unit: an amount, which says nothing of other cells."""
_UNIT = r"(?P<unit>[百千万亿]+元|元(?![\u4e00-\u9fff])|[百千万亿](?![\u4e00-\u9fff]))"  # 单位：万江街道 names no unit
_SUBJECT = r"金额|资金|款项|经费|数据|数字|数值|额|款|收入|支出|本表|上表|表内|表中|以上|上述|所列|各项"
_SUBJECT += r"|(?<![\u4e00-\u9fff])(?:均|都|皆|一律|统一|全部)"
_SCALES = frozenset("百千万亿")
_LINK = "[:,为是均都皆系指请填写按以用应]|全部|一律|统一|单位|计量|货币|人民币|的"
_COUNTED_IN = r"[以按用](?P<unit>[百千万亿]*元)(?:为(?:计量)?单位|作单位|计|填|统计|表示|列示|核算)"
_IN_BRACKETS = (
    rf"{_OPEN}(?:单位:?)?(?:人民币|\w{{1,2}}[、,/;]){{0,9}}(?P<unit>[百千万亿]*元)(?:[、,/;]\w{{1,2}}){{0,9}}{_CLOSE}"
)
_ALONE = rf"{_OPEN}?(?:(?:计量|货币|金额)?单位:?)?{_OPEN}?(?:人民币)?([百千万亿]*元){_CLOSE}?{_CLOSE}?"
_LEAD = rf"(?:[:,、均都皆]|全部|一律|统一|{_OPEN})+$"
_WORDS = r"[百千万亿]+元|(?<![单公多])元(?![\u4e00-\u9fff])|[百千万亿](?![\u4e00-\u9fff])"
_RATE = r"元/[\u4e00-\u9fff](?!民币)"
_ONE_MYRIAD = r"1[0,]*0元|1万元"


class Statement(NamedTuple):
    """What a text around a table says of its unit."""

    units: frozenset[str]
    """The units that it states."""
    unclear: bool
    """Whether 万元 stands there, and it cannot be told of what."""


SILENT = Statement(frozenset(), unclear=False)


def plain(text: str) -> str:
    """Return a squeezed text with the characters of money as they are looked for."""
    return text.translate(_SAME)


def is_unit(text: str) -> bool:
    """Whether a squeezed text holds nothing but a unit of money: (万元), 万元, 单位:元."""
    return not _YUAN.isdisjoint(text) and re.fullmatch(_ALONE, plain(text)) is not None


def asks_unit(text: str) -> bool:
    """Whether a squeezed text ends with 单位: and leaves the unit to the next cell."""
    return text.endswith(("单位", "单位:"))


def said_in(text: str, amounts: tuple[str, ...], is_other: Callable[[str], bool], *, titled: bool = True) -> Statement:
    """Return what a squeezed text says.

    Args:
        text: A cell, a comment, a title.
        amounts: What the amounts of the table are called.
        is_other: Whether the words before a statement end with something else than all amounts of the table.
        titled: A unit alone, or in brackets, counts too.
    """
    text = plain(text)
    if "元" not in text and ("单位" not in text or _SCALES.isdisjoint(text)):
        return SILENT
    if titled and (alone := re.fullmatch(_ALONE, text)):
        return Statement(frozenset({alone[1]}), unclear=False)
    rest, units, unclear = re.sub(_AMOUNT, "", text), set[str](), False
    for pattern in (_said(amounts), _COUNTED_IN, *([_IN_BRACKETS] if titled else [])):
        for found in re.finditer(pattern, rest):
            lead = re.sub(_LEAD, "", rest[: found.start()]) + (found.groupdict().get("of") or "")
            if is_other(lead):
                unclear = unclear or found["unit"] == MYRIAD
            else:
                units.add(found["unit"])
        rest = re.sub(pattern, "", rest)
    return Statement(frozenset(units), unclear or MYRIAD in rest)


@cache
def _said(amounts: tuple[str, ...]) -> str:
    """Return what finds a unit that is said of a subject: of the amounts of a table, by their names or in general."""
    subject = "|".join([*map(re.escape, amounts), _SUBJECT])
    between = rf"(?:{_LINK}){{0,9}}{_OPEN}?(?:人民币|\w{{1,2}}[、,/;]){{0,9}}"
    return rf"(?:单位{between}|人民币[:(]?|(?P<of>{subject})(?:{_LINK}){{1,9}}{_OPEN}?){_UNIT}"


def said_of_column(text: str) -> Statement:
    """Return what a comment on the header of an amount says of its unit: the only unit in it, amounts aside."""
    words = frozenset(re.findall(_WORDS, re.sub(_AMOUNT, "", plain(text))))
    return Statement(words, unclear=False) if len(words) < 2 else Statement(frozenset(), unclear=True)


def unit_words(text: str) -> set[str]:
    """Return the units of money that a part of a header names, among them such as are not honoured.

    ``外币`` stands for another currency, ``单价`` for 元/斤, the number itself for a unit such as 10万元.
    """
    if _OF_MONEY.isdisjoint(text) and not any("a" <= letter <= "z" for letter in text.casefold()):
        return set()
    text = re.sub(_CURRENCY, "", plain(text).casefold()).replace("yuan", "元")
    if re.search(_FOREIGN, text):
        return {"外币"}
    if re.search(_RATE, text):
        return {"单价"}
    if re.fullmatch(_AMOUNT, text):
        return {MYRIAD if re.fullmatch(_ONE_MYRIAD, text) else text}
    return set(re.findall(_WORDS, re.sub(_AMOUNT, "", text)))
