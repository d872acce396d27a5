"""The mark of a rule: what it asks, whatever its words."""

from decimal import Decimal

import pytest

from assistcheck.i18n import LocalizedText
from assistcheck.rules.model import Rule, Target
from assistcheck.rules.rule_mark import marks_of
from builders.packs import PACK

RULE = next(rule for rule in PACK.rules if rule.id == "R05.2")


def test_other_words_are_the_same_rule():
    other = RULE.model_copy(update={"title": LocalizedText("x", "x"), "quote": "x", "level": "general"})
    assert marks_of(other) == marks_of(RULE)


@pytest.mark.parametrize(
    "other",
    [
        RULE.model_copy(update={"target": Target(at_least=Decimal(5))}),
        RULE.model_copy(update={"target": Target(more_than=Decimal(4))}),
        RULE.model_copy(update={"pace": "none"}),
        RULE.model_copy(update={"measure": RULE.measure.model_copy(update={"where": ()})}),
        RULE.under(RULE.readings[0].name),
    ],
    ids=["target", "strict", "pace", "measure", "reading"],
)
def test_what_it_asks_or_measures_makes_another_one(other: Rule):
    assert marks_of(other).whole != marks_of(RULE).whole


def test_it_is_sixteen_hexadecimal_digits():
    assert len(bytes.fromhex(marks_of(RULE).whole)) == 8


def test_the_mark_of_the_measure_does_not_depend_on_what_is_asked():
    asked = RULE.model_copy(update={"target": Target(at_least=Decimal(5))})
    measured = RULE.under(RULE.readings[0].name)
    assert marks_of(asked).measure == marks_of(RULE).measure != marks_of(measured).measure
