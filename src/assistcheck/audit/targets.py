"""What a figure is compared with, and the one table of comparisons; nothing goes through a binary float."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache

from assistcheck.audit.outcomes import Threshold
from assistcheck.calendar import Number
from assistcheck.rules.model import Quantity, Target


@cache
def threshold_for(target: Target, quantity: Quantity, villages: int = 1) -> Threshold:
    """Return a target in the figure's own unit; ``villages``: the key villages it is owed for, where it says so."""
    factor = villages if target.per_village else 1

    def exact(number: Decimal) -> Number:
        match quantity:
            case "count":
                return int(number) * factor
            case "money":
                return number * factor
            case _:
                return Fraction(number) * factor

    if target.between is not None:
        return Threshold("between", exact(target.between[0]), exact(target.between[1]))
    if target.more_than is not None:
        return Threshold("more_than", exact(target.more_than))
    if target.exactly is not None:
        return Threshold("exactly", exact(target.exactly))
    return Threshold("at_least", exact(target.at_least or Decimal(0)))


def meets(value: Number, goal: Threshold) -> bool:
    """Whether a figure reaches a goal; 超过 is strict, 不少于 is not."""
    match goal.kind:
        case "at_least":
            return value >= goal.low
        case "more_than":
            return value > goal.low
        case "exactly":
            return value == goal.low
        case "between":
            return goal.low <= value <= (goal.low if goal.high is None else goal.high)


def exceeds(value: Number, goal: Threshold) -> bool:
    """Whether a figure is above an exact goal or the upper end of a range."""
    match goal.kind:
        case "exactly":
            return value > goal.low
        case "between":
            return goal.high is not None and value > goal.high
        case _:
            return False
