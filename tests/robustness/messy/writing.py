"""Messes of writing: the same values in other words, digits, units and types."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from itertools import cycle

from assistcheck.ledgers.schema import FieldKind
from assistcheck.workbook.cell_values import CellContext, PackFacts, read_quarter
from builders.packs import PROGRAMME
from builders.random_years import Sheets, Writing, as_it_is, as_text, in_chinese, in_full_width, rewritten, with_wan
from robustness.messy.baseline import DECLARATION, Mess

SUSPICIOUS = frozenset({"suspicious-amount"})
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_FINANCIAL = "零壹贰叁肆伍陆柒捌玖"
_TICKS = {"是": cycle(("√", "✔️", "已", "Y", "yes", "Ｙ", "☑")), "否": cycle(("×", "✘", "未", "N", "no", "Ｎ", "☒"))}
_PLAIN = "〇一二三四五六七八九"


def _rewriting(name: str, writing: Writing, brings: frozenset[str] = frozenset(), *, myriads: bool = False) -> Mess:
    def files(sheets: Sheets) -> list[Sheets]:
        tables = {title: grid for title, grid in sheets.items() if title != DECLARATION}
        return [{**rewritten(tables, writing, myriads=myriads), DECLARATION: sheets[DECLARATION]}]

    return Mess(name, files, brings)


def _days(value: object, kind: FieldKind) -> object:
    """Write each day in one of many forms, as text, number or moment."""
    if kind != "date" or not isinstance(value, date):
        return value
    forms: tuple[object, ...] = (
        f"{value:%Y-%m-%d}",
        f"{value.year}/{value.month}/{value.day}",
        f"{value.year}.{value.month}.{value.day}",
        f"{value.year}年{value.month}月{value.day}日",
        f" {value.year} 年 {value.month} 月 {value.day} 号",
        f"{value:%Y%m%d}",
        int(f"{value:%Y%m%d}"),
        f"{value:%Y-%m-%d} 10:30:00",
        f"{value:%Y/%m/%d} 08:00",
        f"{value:%Y-%m-%d}T00:00:00",
        f"{value:%Y-%m-%d}".translate(_WIDE).replace("-", "－"),
        f"{_digits(value.year)}年{_below_hundred(value.month)}月{_below_hundred(value.day)}日",
        datetime.combine(value, time(9, 45)),
    )
    return forms[value.toordinal() % len(forms)]


def _digits(number: int) -> str:
    return "".join(_PLAIN[int(digit)] for digit in str(number))


def _below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (("" if tens == 1 else _PLAIN[tens]) + "十" if tens else "") + (_PLAIN[ones] if ones else "")


def _yearless(value: object, kind: FieldKind) -> object:
    return f"{value.month}月{value.day}日" if isinstance(value, date) and kind == "date" and value.year == 2022 else value


def _financial(value: object, kind: FieldKind) -> object:
    """Write amounts in Chinese numerals: 叁拾万元整, 壹万零伍拾元伍角."""
    if kind != "amount":
        return value
    cents = int((Decimal(str(value)) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    yuan, tenths, rest = cents // 100, cents // 10 % 10, cents % 10
    words = (_numeral(yuan) or _FINANCIAL[0]) + "元"
    words += f"{_FINANCIAL[tenths]}角" if tenths else _FINANCIAL[0] if rest else ""
    return f"人民币{words}" + (f"{_FINANCIAL[rest]}分" if rest else "" if tenths else "整")


def _numeral(number: int) -> str:
    for worth, mark in ((10**8, "亿"), (10**4, "万")):
        if number >= worth:
            high, low = divmod(number, worth)
            gap = _FINANCIAL[0] if 0 < low < worth // 10 else ""
            return _numeral(high) + mark + gap + _numeral(low)
    words = ""
    for worth, mark in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, number = divmod(number, worth)
        if digit:
            words += _FINANCIAL[digit] + mark
        elif words and number and not words.endswith(_FINANCIAL[0]):
            words += _FINANCIAL[0]
    return words


def _currency(value: object, kind: FieldKind) -> object:
    return f"￥ {Decimal(str(value)):,f} " if kind == "amount" else value


def _booleans(value: object, kind: FieldKind) -> object:
    return {"是": True, "否": False}.get(str(value), value) if kind == "choice" else value


def _ticks(value: object, kind: FieldKind) -> object:
    """Write each yes and no as the next of their listed forms."""
    return next(_TICKS[str(value)]) if kind == "choice" and value in _TICKS else value


def _names(value: object, kind: FieldKind) -> object:
    """Put white space around names, and characters without width inside them."""
    text = str(value)
    middle = len(text) // 2
    return f"\xa0\u3000{text[:middle]}\u200b\u00ad\ufe0f\u2060{text[middle:]}\ufeff " if kind in {"text", "name"} else value


def _names_wide(value: object, kind: FieldKind) -> object:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    return str(value).translate(wide) if kind in {"text", "name", "choice"} else value


def _periods(value: object, kind: FieldKind) -> object:
    """Write quarters and years in words, those of the programme year without it."""
    if kind == "quarter":
        year, quarter = read_quarter(str(value), CellContext(lambda: PackFacts(PROGRAMME))).split("Q")
        forms = {
            "1": "一季度" if year == "2022" else f"{year}年1季度",
            "2": f"{year}年第二季度",
            "3": f"{year}-q３",
            "4": f"{year} 年度 第 四 季",
        }
        return forms[quarter]
    return f"{value} 年度".translate(_WIDE) if kind == "year" else value


def _lists(value: object, kind: FieldKind) -> object:
    if kind != "choices":
        return value
    words = str(value).replace("，", "、").split("、")
    return " " + "；\n".join([*reversed(words), words[0]])


def _percents(value: object, kind: FieldKind) -> object:
    return f" {value} ％".translate(_WIDE) if kind == "percent" else value


WRITING: tuple[Mess, ...] = (
    _rewriting("everything as text", as_text, SUSPICIOUS),
    _rewriting("full-width digits", in_full_width, SUSPICIOUS),
    _rewriting("Chinese dates, amounts and marks", in_chinese, SUSPICIOUS),
    _rewriting("amounts in 万元 in the cell", with_wan, SUSPICIOUS),
    _rewriting("amounts under headers in 万元", as_it_is, SUSPICIOUS, myriads=True),
    _rewriting("amounts in Chinese numerals", _financial, SUSPICIOUS),
    _rewriting("amounts with currency signs and thousands", _currency, SUSPICIOUS),
    _rewriting("days in every form", _days),
    _rewriting("days without their year", _yearless, frozenset({"assumed-year"})),
    _rewriting("yes and no as booleans", _booleans),
    _rewriting("yes and no as ticks", _ticks),
    _rewriting("names among white space and characters without width", _names),
    _rewriting("names in full width", _names_wide),
    _rewriting("years and quarters in words", _periods),
    _rewriting("lists with other marks", _lists),
    _rewriting("percentages with full-width signs", _percents),
)
