"""What a pack is made of: known by its fields, never changed, checked only where a file is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from pydantic import ValidationError

from assistcheck.rules.ledgers import LedgerSpec, Once
from assistcheck.rules.model import Measure, Target, Year
from assistcheck.rules.vocabulary import Count, OneOf, SameGroup, Sum

COUNT = {"kind": "count"}


def test_left_out_fields_have_their_defaults() -> None:
    made = Measure(ledger="visits", figure=Count(kind="count"))
    assert (made.by, made.where) == ((), ())
    assert SameGroup(test="same_group", column="a", beside="b", group="c").says == {}


@pytest.mark.parametrize("given", [{"ledger": "visits"}, {"ledger": "visits", "figure": Count(kind="count"), "per": "town"}])
def test_a_missing_or_unknown_field_is_refused(given: dict[str, object]) -> None:
    with pytest.raises(TypeError, match=r"Measure: .*(figure|per)"):
        Measure(**given)  # type: ignore[arg-type]


def test_nothing_changes() -> None:
    made = Sum(kind="sum", column="amount")
    with pytest.raises(AttributeError, match=r"Sum\.column cannot be changed"):
        made.column = "other"  # type: ignore[misc]
    with pytest.raises(AttributeError, match=r"Sum\.column cannot be changed"):
        del made.column
    assert made.column == "amount"


def test_equal_fields_are_equal_and_other_kinds_are_not() -> None:
    made = Sum(kind="sum", column="amount")
    assert made == Sum(kind="sum", column="amount")
    assert hash(made) == hash(Sum(kind="sum", column="amount"))
    assert made != Sum(kind="sum", column="other")
    assert made != "amount"
    assert repr(made) == "Sum(kind='sum', column='amount')"


def test_a_copy_differs_in_what_is_said_alone() -> None:
    made = Measure(ledger="visits", by=("team",), figure=Count(kind="count"))
    copy = made.model_copy(update={"by": ("town",)})
    assert (copy.ledger, copy.by, copy.figure, made.by) == ("visits", ("town",), made.figure, ("team",))


def test_fields_are_told_without_those_left_out() -> None:
    made = Target(at_least=Decimal(3))
    assert made.model_dump(exclude_none=True) == {"at_least": 3}
    assert made.model_dump(exclude=("at_least", "per", "within")) == {"more_than": None, "exactly": None, "between": None}
    condition = SameGroup(test="same_group", column="a", beside="b", group="c")
    assert condition.model_dump(exclude={"test", "column"}, exclude_defaults=True) == {"beside": "b", "group": "c"}


def test_what_a_file_says_is_checked_to_the_last_part() -> None:
    where = [{"test": "one_of", "column": "form", "values": [" 采购 "]}]
    made = Measure.model_validate({"ledger": "visits", "where": where, "figure": COUNT})
    assert made.where == (OneOf(test="one_of", column="form", values=("采购",)),)
    with pytest.raises(ValidationError) as caught:
        Measure.model_validate({"ledger": "visits", "where": [{**where[0], "values": []}], "figure": COUNT, "more": 1})
    assert [(fault["loc"], fault["type"]) for fault in caught.value.errors()] == [
        (("where", 0, "one_of", "values"), "too_short"),
        (("more",), "extra_forbidden"),
    ]


def test_fields_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(ValidationError, match="a target is one of at_least, more_than, exactly, between"):
        Target.model_validate({"at_least": "1", "exactly": "2"})


def test_a_year_without_a_first_day_begins_in_january() -> None:
    assert Year.model_validate({"number": "2022"}).first_day == date(2022, 1, 1)


def test_a_class_within_another_keeps_the_checks_of_its_names() -> None:
    with pytest.raises(ValidationError, match="string_pattern_mismatch"):
        Once.model_validate({"key": ["No"], "says": ["team"]})
    assert "columns" in LedgerSpec.model_json_schema()["required"]
