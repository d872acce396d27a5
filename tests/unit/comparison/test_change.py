"""What has become of something that was open and is."""

from decimal import Decimal

import pytest

from assistcheck.audit.outcomes import Status
from assistcheck.comparison.change import Change, change_of


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (3, 3, "known"),
        (3, 4, "worse"),
        (3, 2, "better"),
        (None, None, "known"),
        (None, 3, "better"),
        (3, None, "worse"),
        (Decimal("0.125000"), Decimal("0.125"), "known"),
        (Decimal("299750.00"), Decimal("299750.01"), "worse"),
        (Decimal("0.333333"), Decimal("0.333334"), "worse"),
    ],
)
def test_a_larger_gap_is_worse_and_an_equal_one_is_not(old: Decimal | None, new: Decimal | None, change: Change):
    assert change_of(("shortfall", old, ()), ("shortfall", new, ())) == change


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("behind", "shortfall", "worse"),
        ("shortfall", "behind", "better"),
        ("shortfall", "undetermined", "worse"),
        ("undetermined", "shortfall", "worse"),
        ("undetermined", "behind", "worse"),
        ("undetermined", "undetermined", "known"),
    ],
)
def test_a_graver_status_is_worse_and_another_kind_is_new(old: Status, new: Status, change: Change):
    gaps = {"undetermined": None}
    then, now = (old, gaps.get(old, Decimal(1)), ()), (new, gaps.get(new, Decimal(1)), ())
    assert change_of(then, now) == change


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        (["2022-03"], ["2022-03"], "known"),
        (["2022-03"], ["2022-03", "2022-04"], "worse"),
        (["2022-03", "2022-04"], ["2022-04"], "better"),
        (["2022-03"], ["2022-04"], "worse"),
    ],
)
def test_a_further_missing_period_is_worse_even_where_another_one_was_sent(old: list[str], new: list[str], change: Change):
    then, now = (Decimal(len(old)), old), (Decimal(len(new)), new)
    assert change_of(("shortfall", *then), ("shortfall", *now)) == change
