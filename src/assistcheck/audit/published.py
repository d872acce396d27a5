"""Exact figures as they are published: never rounded towards the target."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from assistcheck.audit.outcomes import Outcome
from assistcheck.calendar import Number
from assistcheck.rules.model import Quantity, Rule

_CENT = Decimal("0.01")
_SIX = 10**6


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


def quantity_of(rule: Rule) -> Quantity:
    """Return how a rule's outcomes are counted: month and quarter duties count periods."""
    return "count" if rule.period.kind in {"month", "quarter"} else rule.quantity


def published_gap(outcome: Outcome) -> int | str | None:
    """Return what is missing to the goal of an outcome, as it is published; ``None`` where nothing can be said."""
    quantity = quantity_of(outcome.rule)
    return None if outcome.gap is None else plain(outcome.gap, quantity, up=quantity == "money")
