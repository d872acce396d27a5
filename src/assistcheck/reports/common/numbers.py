"""Exact figures as text: never rounded towards the target."""

from __future__ import annotations

from decimal import Decimal

from assistcheck.audit.published import plain, quantity_of
from assistcheck.calendar import Number
from assistcheck.i18n import LocalizedText
from assistcheck.rules.model import InEach, Quantity, Rule

__all__ = ["plain", "quantity_of", "readable", "unit_of"]

_PERIODS = {"month": LocalizedText("个月", "months"), "quarter": LocalizedText("个季度", "quarters")}


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


def unit_of(rule: Rule) -> LocalizedText:
    """Return the unit of a rule's outcomes: of month and quarter duties the period, whatever is owed in each."""
    return _PERIODS[rule.period.kind] if isinstance(rule.period, InEach) else rule.unit
