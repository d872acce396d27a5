"""Numeric cells as the exact decimals that the spreadsheet shows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

EXACT_DIGITS = 15
"""The significant digits of a number that a spreadsheet keeps."""
_TOO_LONG = 10**EXACT_DIGITS


def to_decimal(cell: float) -> Decimal | None:
    """Return a numeric cell exactly as the spreadsheet shows it, at most 15 significant digits; ``None`` beyond them."""
    if not -_TOO_LONG < cell < _TOO_LONG:  # not a number, infinite, or too long
        return None
    if cell == (whole := int(cell)):
        return Decimal(whole)
    text = repr(cell)
    return Decimal(text if len(text) <= EXACT_DIGITS + 1 else f"{cell:.{EXACT_DIGITS}g}")  # one for the point


_NOT_NUMBERS = frozenset({"nan", "inf", "-inf", "-0.0"})
"""Texts of floats that are no number, or one with a sign that means nothing."""


def to_decimals(cells: Sequence[float]) -> list[Decimal | None]:
    """Return a run of numeric cells as :func:`to_decimal` would, quicker where none is large or has too many digits."""
    texts = list(map(repr, cells))
    small = not cells or -_TOO_LONG < min(cells) <= max(cells) < _TOO_LONG
    if not small or not _NOT_NUMBERS.isdisjoint(texts):
        return list(map(to_decimal, cells))
    if max(map(len, texts), default=0) <= EXACT_DIGITS + 1:
        return [Decimal(text.removesuffix(".0")) for text in texts]
    pairs = zip(texts, cells, strict=True)
    return [Decimal(text.removesuffix(".0")) if len(text) <= EXACT_DIGITS + 1 else to_decimal(cell) for text, cell in pairs]


def exact(values: list[Any]) -> list[Any]:
    """Return a column of exact numbers; plain ones in it may still be as the file has them."""
    if set(map(type, values)) == {float}:
        return to_decimals(values)
    return [to_decimal(value) if type(value) is float else value for value in values]
