"""Figures, units, months and quarters as the pack's people write them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistcheck.i18n import Lang, LocalizedText
from assistcheck.reports.common.item_phrases import amount, gap_words, missing_words, need_words
from assistcheck.reports.common.phrases import due_words, gap, have_need, period_words, runs, signed, target_words, unit
from assistcheck.rules.model import Rule
from builders.support import pack
from unit.reports.library import FIRST, MAIN, library, outcome


def rule(ident: str) -> Rule:
    return next(one for one in (*library().rules, *pack().rules) if one.id == ident)


def test_a_sign_of_currency_stands_before_each_amount() -> None:
    found = outcome("R02.1", FIRST)
    assert have_need(found, "en") == "$12,500 / ≥$24,000 (pace $18,000)"
    assert gap(found, "en") == "$11,500"
    assert need_words(found).en == "at least $24,000.00"
    assert gap_words(found).en == "$11,500.00 short"
    assert target_words(found.rule, "en") == "≥$24,000"


def test_a_word_of_currency_stands_behind_the_last_amount() -> None:
    found = outcome("R02.1", FIRST)
    assert have_need(found, "zh") == "12,500 / ≥24,000美元（序时 18,000）"
    assert gap(found, "zh") == "11,500美元"
    assert gap_words(found).zh == "差 11,500.00 美元"


def test_the_minus_of_an_amount_stands_before_its_sign() -> None:
    assert signed("-5", rule("R02.1"), "en") == "-$5"
    assert signed("-5", rule("R02.1"), "zh") == "-5"
    assert amount(rule("R02.1"), Decimal(-5)).en == "-$5.00"


def test_a_unit_of_latin_letters_keeps_its_distance() -> None:
    told = rule("R04.5").model_copy(update={"unit": LocalizedText("people", "people")})
    assert unit(told, "zh") == " people"
    assert amount(told, 3).zh == "3 people"
    assert unit(told, "en", 1) == " person"


def test_month_and_quarter_duties_count_periods_whatever_their_unit() -> None:
    found = outcome("R04.1", MAIN)
    assert have_need(found, "en") == "0 / ≥3 quarters"
    assert have_need(found, "zh") == "0 / ≥3个季度"
    assert target_words(found.rule, "en") == "≥3 programs"


def test_the_target_of_a_period_has_no_unit_where_the_pack_counts_periods() -> None:
    monthly = next(one for one in pack().rules if one.id == "R05.6")
    assert target_words(monthly, "zh") == "≥2"


def test_quarters_are_named_as_the_pack_names_them() -> None:
    found = outcome("R04.1", MAIN)
    assert found.missing == ("2026Q1", "2026Q2", "2026Q3")
    assert missing_words(found, library()) == LocalizedText(
        "缺 2026财年第1季度至2026财年第3季度", "missing FY2026 Q1 to FY2026 Q3"
    )
    assert due_words(found, library()) == "2025-09-30"


@pytest.mark.parametrize(
    ("lang", "expected"), [("zh", ["2025-12至2026-01", "2026-03"]), ("en", ["2025-12 to 2026-01", "2026-03"])]
)
def test_months_run_on_over_the_end_of_a_calendar_year(lang: Lang, expected: list[str]) -> None:
    assert runs(("2025-12", "2026-01", "2026-03"), lang, library()) == expected


def test_the_last_quarter_of_a_year_is_before_the_first_of_the_next() -> None:
    assert runs(("2025Q4", "2026Q1", "2026Q3"), "en", library()) == ["FY2025 Q4 to FY2026 Q1", "FY2026 Q3"]


def test_a_deadline_names_the_column_that_it_runs_from() -> None:
    assert period_words(rule("R01.2"), "en", library()) == 'within 60 days of "Signed On"'
    assert period_words(rule("R01.2"), "zh", library()) == "“Signed On”后 60 日内"
    assert period_words(rule("R04.4"), "en", library()) == f"by {date(2025, 12, 31)}"
