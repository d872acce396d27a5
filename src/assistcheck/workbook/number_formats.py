"""What a number format shows beside the number that is stored: a percentage, a unit, fewer digits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import log10

# Patterns that few formats need are compiled when one does.
_LITERAL = r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]'  # what a number format shows as it stands, or as space
PIECE = (
    r'(?s)"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|[_*].|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<bracket>[^\]]*)\]|(?P<bare>.)'
)
"""One piece of a number format, by the group that matches."""
_TELLING = re.compile(r"[万萬亿億元圆%]|[0#?],+(?!,*[0#?])|[0#?](?:[\\!]\.|\"\.\")")
_GENERAL = "General"
_DIGITS = "0#?"
_SCALING = r",+(?=\.|$)"
_UNIT = r"([十百千]?)([万萬]?[亿億]|[万萬])|([十百千]?)[元圆]"
_WRITTEN = r"(?a)\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,300}(?:\.\d+)?"
_POWERS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_LATIN = {"k": 3, "m": 6, "b": 9}
_LARGEST_POWER = 12


@dataclass(slots=True)
class _Section:
    """One of the parts of a format between semicolons."""

    text: str = ""
    """What it shows as it stands."""
    shape: str = ""
    """Its digits, commas, points and percent signs; ``'`` is a point that is shown as it stands."""
    condition: bool = False


def is_percent_format(code: str) -> bool:
    """Whether a number format shows percentages; a literal percent sign scales nothing."""
    return "%" in code and "%" in re.sub(_LITERAL, "", code)


def is_date_format(code: str) -> bool:
    """Whether a number format shows a day or a time."""
    first = re.sub(r"(?i)General|G/通用格式", "", code).partition(";")[0]
    return re.search(r"(?i)[ymdhs]", re.sub(rf"{_LITERAL}|!.", "", first)) is not None


def unit_shown(code: str) -> int | None:
    """Return how many 元 a stored 1 is by what a number format shows.

    ``0.00"万元"`` gives 10,000, ``0!.0,"万"`` gives 1; 0: it shows another number than the one stored, under any
    header; ``None``: it shows the number as it is stored and no unit.
    """
    if not _TELLING.search(code):
        return None
    sections = _sections(code)
    if not any(section.condition for section in sections):
        del sections[1:]  # the others are for what is no amount: negative numbers, zero, text
    shown = {unit for section in sections if (unit := _unit(section)) is not None}
    return None if not shown else shown.pop() if len(shown) == 1 else 0


FOREIGN = -1
"""Stands for a unit of another currency than that of the amounts."""
IsForeign = Callable[[str], bool]
"""Whether a text names another currency than the one that amounts are in."""


def unit_in(code: str, is_foreign: IsForeign | None) -> int | None:
    """Return the same as :func:`unit_shown`; :data:`FOREIGN` where the format shows another currency."""
    if is_foreign is not None and code != _GENERAL and is_foreign("".join(section.text for section in _sections(code))):
        return FOREIGN
    return unit_shown(code)


def unit_said(text: str, stored: float, *, scales: bool = False) -> int | None:
    """Return the same as :func:`unit_shown` by the text that a cell shows for a stored number, which may be rounded.

    ``scales``: whether a text without a unit may show another number too.
    """
    if text.isascii() and not scales:  # as nearly every number is shown
        return None
    unit = re.search(_UNIT, text)
    if not (unit or scales) or not (digits := re.search(_WRITTEN, text)):
        return None
    shown = float(digits[0].replace(",", "")) * 10.0 ** (_power(unit) if unit else 0)
    if not (shown and stored):
        return None
    power = round(log10(shown / abs(stored)))
    if not unit:
        return 0 if power else None
    return 10**power if 0 <= power <= _LARGEST_POWER else 0


def _sections(code: str) -> list[_Section]:
    sections = [_Section()]
    for token in re.finditer(PIECE, code):
        now = sections[-1]
        literal = next((text for kind in ("quoted", "escaped", "currency") if (text := token[kind]) is not None), None)
        if literal is not None:
            now.text += literal
            now.shape += "'" if literal == "." else ""
        elif token["bracket"]:
            now.condition = now.condition or token["bracket"][0] in "<>="
        elif token["bare"] == ";":
            sections.append(_Section())
        elif token["bare"]:
            bare = token["bare"]
            if bare in "0#?,.%":
                now.shape += bare
            else:
                now.text += bare
    return sections


def _unit(section: _Section) -> int | None:
    """Return how many 元 a stored 1 is by what one section shows."""
    scaled = _power_scaled(section.shape)
    power = _power_named(section.text) if (found := re.search(_UNIT, section.text)) is None else _power(found)
    if power is None:
        return None if not scaled else 0
    return 10 ** (power - scaled) if 0 <= power - scaled <= _LARGEST_POWER else 0


def _power_scaled(shape: str) -> int:
    """Return by how many powers of ten the number that is shown is smaller than the one that is stored."""
    digits = shape.replace("%", "")
    power = -2 * (len(shape) - len(digits))
    if not any(digit in digits for digit in _DIGITS):
        return power
    power += 3 * sum(len(commas) for commas in re.findall(_SCALING, digits.replace("'", "")))
    whole, point, rest = digits.partition("'")
    return power + (sum(map(rest.partition(".")[0].count, _DIGITS)) if point and whole.strip(",") else 0)


def _power(unit: re.Match[str]) -> int:
    letters = unit[0].rstrip("元圆")
    return sum(_POWERS[letter] for letter in letters)


def _power_named(text: str) -> int | None:
    return _LATIN.get(text.strip().lower())
