"""Money in 元 and its multiples by 百千万亿, as Chinese texts have it: in cells, headers, titles, notes, comments."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from assistcheck.workbook.chinese_numerals import chinese_number
from assistcheck.workbook.money_units import NUMBER, SILENT, YUAN, Factors, IsOther, Statement
from assistcheck.workbook.word_patterns import any_of

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
_UNIT_LAST = r"(.+?)(?:[:\-_—–,、;|]|(?=单位))((?:单位[:为]?)?(?:人民币)?[百千万亿]*元)"
_ONE_MYRIAD = r"1[0,]*0元|1万元"
_MYRIAD = "万元"
_IN_CELL = {"元": 1, "万": 10_000, "万元": 10_000, "亿": 100_000_000, "亿元": 100_000_000}
_SCALED = "[元圆万亿萬億]"


class YuanScript:
    """Reads 元; a unit in a header, or beside a table, is honoured where the pack lists it."""

    def __init__(self, multiples: Mapping[str, int]) -> None:
        """Honour 元 and the ``multiples`` of it: 万元 -> 10,000."""
        self._factors = {YUAN: 1} | {plain(unit): factor for unit, factor in multiples.items() if plain(unit).endswith(YUAN)}
        self.multiples = {unit: factor for unit, factor in self._factors.items() if unit != YUAN}
        self._in_cell = _IN_CELL | self.multiples
        self._amount = rf"(?:人民币)?¥?({NUMBER})({any_of(self._in_cell)})?整?"

    def amount(self, text: str, factor: int) -> Decimal | None:
        """Return the amount in 元 that a squeezed text writes; without a unit it is in units of ``factor`` 元."""
        if found := re.fullmatch(self._amount, text):
            unit = found[2]
            return Decimal(found[1].replace(",", "")) * (self._in_cell[unit] if unit else factor)
        words = text.removeprefix("人民币")
        written = chinese_number(words)
        if written is None:
            return None
        return written if re.search(_SCALED, words) else written * factor

    def names_unit(self, text: str) -> bool:
        """Whether the text of a cell names a unit."""
        return not _YUAN.isdisjoint(text)

    def is_unit(self, text: str) -> bool:
        """Whether a squeezed text holds nothing but a unit of money: (万元), 万元, 单位:元."""
        return not _YUAN.isdisjoint(text) and re.fullmatch(_ALONE, plain(text)) is not None

    def names_larger(self, text: str) -> bool:
        """Whether a larger unit that is honoured stands in a squeezed text."""
        return any(unit in text for unit in self.multiples)

    def said_in(self, text: str, amounts: tuple[str, ...], is_other: IsOther, *, titled: bool) -> Statement:
        """Return what a folded text says; see :meth:`assistcheck.workbook.money_units.Money.said_in`."""
        text = plain("".join(text.split()))
        if YUAN not in text and ("单位" not in text or _SCALES.isdisjoint(text)):
            return SILENT
        if titled and (alone := re.fullmatch(_ALONE, text)):
            return Statement(self._honoured({alone[1]}), unclear=False)
        rest, units, unclear = re.sub(_AMOUNT, "", text), set[str](), False
        for pattern in (_said(amounts), _COUNTED_IN, *([_IN_BRACKETS] if titled else [])):
            for found in re.finditer(pattern, rest):
                lead = re.sub(_LEAD, "", rest[: found.start()]) + (found.groupdict().get("of") or "")
                if is_other(lead):
                    unclear = unclear or found["unit"] in self.multiples
                else:
                    units.add(found["unit"])
            rest = re.sub(pattern, "", rest)
        return Statement(self._honoured(units), unclear or self.names_larger(rest))

    def said_of_column(self, text: str) -> Statement:
        """Return what a folded comment on the header of an amount says of its unit: the only unit in it, amounts aside."""
        words = {*re.findall(_WORDS, re.sub(_AMOUNT, "", plain("".join(text.split()))))}
        return Statement(self._honoured(words), unclear=False) if len(words) < 2 else Statement(frozenset(), unclear=True)

    def factors(self, text: str, *, of_money: bool = True) -> Factors:  # noqa: ARG002 - 元 are money wherever they stand
        """Return the units that a part of a squeezed header names, as how many 元 each is.

        ``None`` is for such as are not honoured: another currency, a price (元/斤), a unit such as 10元.
        """
        if text in self._factors:  # as nearly every header has it
            return frozenset({self._factors[text]})
        if _OF_MONEY.isdisjoint(text) and not any("a" <= letter <= "z" for letter in text.casefold()):
            return frozenset()
        text = re.sub(_CURRENCY, "", plain(text).casefold()).replace("yuan", YUAN)
        if re.search(_FOREIGN, text) or re.search(_RATE, text):
            return frozenset({None})
        if re.fullmatch(_AMOUNT, text):
            return self._honoured({_MYRIAD if re.fullmatch(_ONE_MYRIAD, text) else text})
        return self._honoured({*re.findall(_WORDS, re.sub(_AMOUNT, "", text))})

    def parted(self, text: str) -> tuple[str, str] | None:
        """Return a squeezed header text without the unit at its end, and that unit; ``None`` where there is none."""
        found = re.fullmatch(_UNIT_LAST, text)
        return (found[1], found[2]) if found else None

    def _honoured(self, units: set[str]) -> Factors:
        return frozenset(self._factors.get(unit) for unit in units)


def plain(text: str) -> str:
    """Return a squeezed text with the characters of money as they are looked for."""
    return text.translate(_SAME)


@cache
def _said(amounts: tuple[str, ...]) -> str:
    """Return what finds a unit that is said of a subject: of the amounts of a table, by their names or in general."""
    subject = "|".join([*map(re.escape, amounts), _SUBJECT])
    between = rf"(?:{_LINK}){{0,9}}{_OPEN}?(?:人民币|\w{{1,2}}[、,/;]){{0,9}}"
    return rf"(?:单位{between}|人民币[:(]?|(?P<of>{subject})(?:{_LINK}){{1,9}}{_OPEN}?){_UNIT}"
