"""Numbers written in Chinese numerals, plain (三十万) or financial (叁拾万元整), as exact decimals."""

from __future__ import annotations

from decimal import Decimal

_DIGIT = {
    c: i
    for i, row in enumerate(("零〇○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in row
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = (("亿億", 10**8), ("万萬", 10**4))


def chinese_number(text: str) -> Decimal | None:
    """Return the number that ``text`` writes in Chinese numerals, or ``None`` if it writes none.

    元, 角, 分 and 整 are understood at the end. Shortened speech such as 三万五 is not a number here.
    """
    text = text.removesuffix("整").removesuffix("正")
    whole, mark, rest = text.replace("圆", "元").partition("元")
    cents = _cents(rest) if mark else Decimal(0) if not rest else None
    value = _decimal(whole)
    return None if value is None or cents is None else value + cents


def _cents(text: str) -> Decimal | None:
    """Return 角 and 分 as 元."""
    total = Decimal(0)
    for unit, worth in (("角", Decimal("0.1")), ("分", Decimal("0.01"))):
        head, mark, tail = text.partition(unit)
        if mark:
            digit = _DIGIT.get(head.lstrip("零"))
            if digit is None:
                return None
            total, text = total + digit * worth, tail
    return None if text else total


def _decimal(text: str) -> Decimal | None:
    """Return a numeral that may have a decimal part and a closing 万 or 亿: 三点五万."""
    whole, mark, rest = text.partition("点")
    if not mark:
        value = _whole(text)
        return None if value is None else Decimal(value)
    factor = 1
    for units, worth in _MYRIADS:
        if rest and rest[-1] in units:
            rest, factor = rest[:-1], worth
    head = _below_myriad(whole)
    if head is None or not rest or any(c not in _DIGIT for c in rest):
        return None
    digits = "".join(str(_DIGIT[c]) for c in rest)
    return Decimal(f"{head}.{digits}") * factor


def _whole(text: str) -> int | None:
    for units, worth in _MYRIADS:
        for unit in units:
            if unit in text:
                head, _, tail = text.rpartition(unit)
                high, low = _whole(head), _tail(tail, worth)
                return None if high is None or low is None else high * worth + low
    return _below_myriad(text)


def _tail(text: str, worth: int) -> int | None:
    """Return what follows 万 or 亿: nothing, or a number whose missing places are marked by 零."""
    if not text:
        return 0
    low = _whole(text)
    if low is None or low >= worth or (low * 10 < worth and text[0] not in "零〇"):
        return None
    return low


def _below_myriad(text: str) -> int | None:
    """Return a numeral below 10,000 in standard form, or plain digits (二〇二二)."""
    if not text:
        return None
    if all(c in _DIGIT for c in text):
        return int("".join(str(_DIGIT[c]) for c in text)) if len(text) == 1 or "零" not in text[:1] else _below_myriad(text[1:])
    total, digit, last, zero = 0, None, 10_000, False
    for c in text:
        if c in _TENS:
            unit = _TENS[c]
            if unit >= last or (digit is None and (unit != 10 or total)):
                return None
            total, last, digit, zero = total + (1 if digit is None else digit) * unit, unit, None, False
        elif c in _DIGIT and digit is None:
            digit = _DIGIT[c] or None
            zero = zero or digit is None
        else:
            return None
    if digit is None:
        return total
    return total + digit if last == 10 or zero else None
