"""How much of a figure meets a target, and how much falls short of it."""

from __future__ import annotations

from decimal import Decimal

from assistcheck.rules.model import Quantity, Target


def least(target: Target, quantity: Quantity = "count", times: int = 1) -> Decimal:
    """Return the smallest figure that meets a target, of one that has to be passed a little more.

    ``times``: for how many the target is owed, where it says so.
    """
    factor = times if target.per else 1
    if target.between is not None:
        return target.between[0] * factor
    if target.more_than is not None:
        return target.more_than * factor + _STEPS[quantity]
    return (target.exactly if target.exactly is not None else target.at_least or Decimal(0)) * factor


_STEPS = {"count": Decimal(1), "money": Decimal(100), "ratio": Decimal("0.01"), "points": Decimal("0.5")}


def too_little(target: Target, quantity: Quantity, times: int = 1) -> Decimal:
    """Return a figure that does not meet a target, about half of what does; zero of one that everything above it meets."""
    half = least(target, quantity, times) / 2
    return Decimal(int(half)) if quantity == "count" else half
