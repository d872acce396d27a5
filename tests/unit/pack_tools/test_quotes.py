"""What a quote says in numbers, and where a rule disagrees with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assistcheck.pack_tools.quote_check import remarks
from assistcheck.pack_tools.quotes import days_in, goal_years, quantities
from assistcheck.rules.loader import load_pack
from assistcheck.rules.model import ByDate, Currency, Deadline, Rule, RulePack, Target
from unit.pack_tools.packs import GRANTS, KEY_POINTS

PACKS = {folder.name: load_pack(folder) for folder in (GRANTS, KEY_POINTS)}
YUAN = PACKS["dongguan-2022"].manifest.currency
DOLLARS = PACKS["county-library-grants"].manifest.currency

SAID: dict[str, tuple[str, Currency, list[tuple[str, str, str, str | None]]]] = {
    "arabic": ("宣传报道不少于4条", YUAN, [("4", "count", "条", "at_least")]),
    "chinese": ("至少听取一次汇报，走访两次以上", YUAN, [("1", "count", "次", "at_least"), ("2", "count", "次", "at_least")]),
    "tens": ("组建二十五对学校", YUAN, [("25", "count", "对", None)]),
    "a_range": ("打造一至两个示范项目", YUAN, [("1", "count", "", None), ("2", "count", "个", None)]),
    "ten_thousands": ("募集不少于10万元", YUAN, [("100000", "money", "", "at_least")]),
    "chinese_money": ("募集三十万元以上", YUAN, [("300000", "money", "", "at_least")]),
    "hundred_millions": ("投入超过 1.5 亿元", YUAN, [("150000000", "money", "", "more_than")]),
    "strict": ("年收入超过15万元", YUAN, [("150000", "money", "", "more_than")]),
    "not_above": ("每年不超过3次", YUAN, [("3", "count", "次", "at_most")]),
    "percent": ("不低于上限标准的60%", YUAN, [("60", "percent", "", "at_least")]),
    "percent_in_words": ("达到百分之六十", YUAN, [("60", "percent", "", "at_least")]),
    "percentage_points": ("提高2个百分点", YUAN, [("2", "percent", "", None)]),
    "days": ("预算通过后的三十日内拨付", YUAN, [("30", "days", "", "at_most")]),
    "no_ordinals_years_and_words": ("2022年第一季度，一般由第3条所列单位统一安排，万企兴万村", YUAN, []),
    "no_days_of_the_calendar": ("6月30日前完成", YUAN, []),
    "english_words": ("hold at least three public programs", DOLLARS, [("3", "count", "", "at_least")]),
    "english_hundreds": ("no fewer than two hundred and fifty visits", DOLLARS, [("250", "count", "", "at_least")]),
    "english_strict": ("be more than 500 in the year", DOLLARS, [("500", "count", "", "more_than")]),
    "twice": ("visit each branch twice", DOLLARS, [("2", "count", "", None)]),
    "dollars": ("spend at least $24,000 on books", DOLLARS, [("24000", "money", "", "at_least")]),
    "millions_of_dollars": ("a fund of 1.2 million dollars", DOLLARS, [("1200000", "money", "", None)]),
    "percent_in_english": ("no less than 25 percent of its award", DOLLARS, [("25", "percent", "", "at_least")]),
    "english_days": ("within 60 days of signing", DOLLARS, [("60", "days", "", "at_most")]),
    "exactly": ("reach exactly eight districts", DOLLARS, [("8", "count", "", "exactly")]),
    "no_english_years_and_clauses": (
        "in fiscal year 2026, under clause 5, by December 31, 2025, one of the districts",
        DOLLARS,
        [],
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_a_quote_says(name: str) -> None:
    sentence, currency, wanted = SAID[name]
    found = [
        (str(one.value.normalize().quantize(1)) if one.value == one.value.to_integral() else str(one.value), *one[1:4])
        for one in quantities(sentence, currency)
    ]
    assert found == wanted


def test_days_and_years_of_goals_are_found() -> None:
    assert [one.is_on(date(2025, 12, 31)) for one in days_in("by December 31, 2025 and 30 June")] == [True, False]
    assert [one.is_on(date(2022, 6, 30)) for one in days_in("2022年6月30日前，7月1日起")] == [True, False]
    for words in (
        "by 30 September 2025",
        "30 September 2025",
        "the 30th of September, 2025",
        "September 30, 2025",
        "September 30th 2025",
    ):
        assert [one[:3] for one in days_in(words)] == [(9, 30, 2025)]
        assert list(quantities(words, DOLLARS)) == []
    assert days_in("in September 2025") == []
    assert goal_years("围绕到2025年的目标") == [2025]
    assert goal_years("by 2028, more than half") == [2028]


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS.keys())
def test_no_rule_that_ships_is_doubted(pack: RulePack) -> None:
    assert list(remarks(pack)) == []


DOUBTED: dict[str, tuple[str, str, dict[str, Any], str, str]] = {
    "another_number": ("dongguan-2022", "R05.2", {"target": Target(at_least=Decimal(5))}, "4条", "the target is 5"),
    "strict_instead_of_not": ("dongguan-2022", "R05.2", {"target": Target(more_than=Decimal(4))}, "≥ 4", "the rule > 4"),
    "not_strict": ("dongguan-2022", "R10.2", {"target": Target(at_least=Decimal(150_000))}, "> 15", "the rule ≥ 150000"),
    "exact_instead_of_least": ("county-library-grants", "R04.1", {"target": Target(exactly=Decimal(3))}, "≥", "the rule = 3"),
    "money_in_the_wrong_unit": ("dongguan-2022", "R07.4", {"target": Target(at_least=Decimal(10))}, "10", "the target is 10"),
    "a_share_in_the_wrong_unit": ("dongguan-2022", "R04.3", {"target": Target(at_least=Decimal("0.06"))}, "60%", "is 0.06"),
    "more_than_one_where_one_is_owed": (
        "dongguan-2022",
        "R05.6",
        {"target": Target(at_least=Decimal(1))},
        "2条",
        "the target is 1",
    ),
    "counted_in_something_else": (
        "dongguan-2022",
        "R05.2",
        {"unit": load_pack(KEY_POINTS).rules[1].unit},
        "4条",
        "is not in the rule's unit",
    ),
    "words_without_a_number": (
        "dongguan-2022",
        "R12.1",
        {"target": Target(more_than=Decimal(1))},
        "≥",
        "the rule > 1",
    ),
    "another_deadline": (
        "dongguan-2022",
        "R06.3",
        {"period": Deadline(kind="deadline", column="approved_on", days=60), "measure": load_pack(KEY_POINTS).rules[0].measure},
        "三十",
        "30|三十",
    ),
    "another_day": (
        "county-library-grants",
        "R04.4",
        {"period": ByDate(kind="by", date=date(2026, 12, 31))},
        "December 31, 2025",
        "the rule 2026-12-31",
    ),
    "another_year": (
        "dongguan-2022",
        "R10.1",
        {"period": ByDate(kind="by", date=date(2026, 12, 31))},
        "2025",
        "the quote says 2025",
    ),
}


@pytest.mark.parametrize("name", DOUBTED)
def test_a_rule_is_doubted_for(name: str) -> None:
    pack, ident, update, zh, en = DOUBTED[name]
    own = next(rule for rule in PACKS[pack].rules if rule.id == ident)
    found = [one.words for one in remarks(_with(PACKS[pack], own.model_copy(update=update))) if one.rule == ident]
    assert found
    assert any(zh in words.zh and any(part in words.en for part in en.split("|")) for words in found), found


def _with(pack: RulePack, rule: Rule) -> RulePack:
    clauses = tuple(
        clause.model_copy(update={"rules": tuple(rule if one.id == rule.id else one for one in clause.rules)})
        for clause in pack.clauses
    )
    return pack.model_copy(update={"clauses": clauses})
