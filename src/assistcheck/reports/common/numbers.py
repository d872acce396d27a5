"""Exact figures as text: never rounded towards the target."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from assistcheck.calendar import Number
from assistcheck.i18n import LocalizedText
from assistcheck.rules.model import InEach, Quantity, Rule

_CENT = Decimal("0.01")
_SIX = 10**6
_PERIODS = {"month": LocalizedText("个月", "months"), "quarter": LocalizedText("个季度", "quarters")}


def plain(value: Number, quantity: Quantity, *, up: bool = False) -> int | str:
    """Return a figure for data: counts as numbers, money with two decimals, ratios and points with six.

    Figures are rounded down, and gaps (``up``) up, so that a shortfall never looks like none.
    """
    match quantity:
        case "count":
            return int(value)
        case "money" if value == 0:
            return "0.00"
        case "money":
            return str(_decimal(value).quantize(_CENT, ROUND_CEILING if up else ROUND_FLOOR))
        case _:
            above, below = value.as_integer_ratio()
            millionths = -(-above * _SIX // below) if up else above * _SIX // below
            whole, rest = divmod(abs(millionths), _SIX)
            return f"{'-' if millionths < 0 else ''}{whole}.{rest:06d}"


def _decimal(value: Number) -> Decimal:
    return Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)


def readable(value: Number, rule: Rule, *, up: bool = False) -> str:
    """Return a figure of a rule for people; see :func:`readable_as`."""
    return readable_as(value, rule.quantity, up=up)


def readable_as(value: Number, quantity: Quantity, *, up: bool = False) -> str:
    """Return a figure for people, with every digit that the JSON report has: 42,000, 99,999.99, 57.5%, 66.6666%, 3."""
    if quantity == "ratio":
        return f"{(Decimal(plain(value, 'ratio', up=up)) * 100).normalize():f}%"
    if quantity == "points":
        return f"{Decimal(plain(value, 'points', up=up)).normalize():f}"
    if quantity == "money":
        return f"{Decimal(plain(value, 'money', up=up)):,}".removesuffix(".00")
    return f"{int(value):,}"


def quantity_of(rule: Rule) -> Quantity:
    """Return how a rule's outcomes are counted: month and quarter duties count periods."""
    return "count" if rule.period.kind in {"month", "quarter"} else rule.quantity


def unit_of(rule: Rule) -> LocalizedText:
    """Return the unit of a rule's outcomes: of month and quarter duties the period, whatever is owed in each."""
    return _PERIODS[rule.period.kind] if isinstance(rule.period, InEach) else rule.unit
