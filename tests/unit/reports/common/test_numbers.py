"""Exact figures as text: never rounded towards the target."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from assistcheck.calendar import Number
from assistcheck.reports.common.numbers import plain, readable
from assistcheck.reports.common.phrases import runs
from assistcheck.rules.model import Quantity
from builders.support import pack


@pytest.mark.parametrize(
    ("value", "quantity", "down", "up"),
    [
        (3, "count", 3, 3),
        (Decimal("99999.999"), "money", "99999.99", "100000.00"),
        (Decimal(100000), "money", "100000.00", "100000.00"),
        (0, "money", "0.00", "0.00"),
        (Fraction(300000, 7), "money", "42857.14", "42857.15"),
        (Fraction(3, 5), "ratio", "0.600000", "0.600000"),
        (Fraction(2, 3), "ratio", "0.666666", "0.666667"),
        (Fraction(-1, 3), "points", "-0.333334", "-0.333333"),
        (Decimal("1.2"), "points", "1.200000", "1.200000"),
    ],
)
def test_figures_round_down_and_gaps_up(value: Number, quantity: Quantity, down: object, up: object) -> None:
    assert plain(value, quantity) == down
    assert plain(value, quantity, up=True) == up


@pytest.mark.parametrize(
    ("rule", "value", "text"),
    [
        ("R07.4", Decimal(42000), "42,000"),
        ("R07.4", Decimal("99999.994"), "99,999.99"),
        ("R04.3", Fraction(5999999, 10000000), "59.9999%"),
        ("R04.3", Fraction(3, 5), "60%"),
        ("R04.4", Fraction(1), "100%"),
        ("R10.1", Fraction(12, 10), "1.2"),
        ("R17.1", 2000, "2,000"),
    ],
)
def test_people_read_figures_in_their_own_form(rule: str, value: Number, text: str) -> None:
    assert readable(value, next(one for one in pack().rules if one.id == rule)) == text


def test_months_in_a_row_are_one_run() -> None:
    assert runs(("2022-03", "2022-04", "2022-06"), "zh", pack()) == ["2022-03至2022-04", "2022-06"]
    assert runs(("2022Q1", "2022Q2", "2022Q4"), "en", pack()) == ["2022Q1 to 2022Q2", "2022Q4"]
