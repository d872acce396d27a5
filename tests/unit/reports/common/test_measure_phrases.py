"""How a duty is measured, in words made of the pack's kinds and headers."""

from __future__ import annotations

from assistcheck.i18n import LocalizedText
from assistcheck.reports.common import measure_phrases
from assistcheck.reports.common.exclusion_reasons import reason_words
from assistcheck.reports.common.measure_phrases import figure_words, header_of
from assistcheck.reports.common.rule_phrases import card_lines, measure_words
from assistcheck.rules.model import Rule, RulePack
from builders.support import pack
from unit.reports.library import library


def rule(ident: str, of: RulePack) -> Rule:
    return next(one for one in of.rules if one.id == ident)


def words(ident: str, of: RulePack) -> list[LocalizedText]:
    return list(measure_phrases.tests_words(rule(ident, of), of))


def test_headers_are_those_of_the_pack() -> None:
    assert header_of("expenditures", "supplier_place", library()) == "Supplier Location"
    assert header_of("expenditures", "none_such", library()) == "none_such"


def test_choices_and_lists_of_them() -> None:
    assert words("R02.1", library()) == [
        LocalizedText("“Category”为 Collections、Technology", '"Category" is Collections or Technology')
    ]
    assert words("R04.2", library())[0].en == '"Audience" names Children'


def test_a_place_is_a_member_of_a_kind_with_or_without_its_ending() -> None:
    (found,) = words("R02.3", library())
    assert found.en == (
        '"Supplier Location" is, or begins with the name of, a region (with or without Region) or a grantee (with or without '
        "Library District) of the roster"
    )
    assert found.zh == (
        "“Supplier Location”是名册中的片区（“Region”可省）、受助图书馆区（“Library District”可省），或以其名称开头"
    )


def test_what_is_the_subjects_own() -> None:
    assert words("R06.2", library()) == [LocalizedText("“Region”是该主体自己的片区", '"Region" is the subject\'s own region')]


def test_two_of_one_group_and_what_the_roster_says_of_the_first() -> None:
    found = next(text for one in pack().rules for text in measure_phrases.tests_words(one, pack()) if "同属" in text.zh)
    assert found.zh.startswith("“单位”与“重点镇”同属一个组团")
    assert "belong to the same team" in found.en
    assert 'its "单位类别" in the roster is 镇街' in found.en


def test_an_attested_duty_is_done_as_the_task_list_says() -> None:
    assert words("R02.4", library()) == [
        LocalizedText(
            "“State”为“Done”，“Done On”不晚于统计截止日，“Evidence”不空缺",
            '"State" is "Done", "Done On" is not after the as-of date, and "Evidence" is not blank',
        )
    ]


def test_days_between_two_columns() -> None:
    found = figure_words(rule("R01.2", library()).measure.figure, "agreements", library())
    assert found.en == (
        '"Match Paid (USD)" ÷ "Match Committed (USD)" (of the first only where "Match Paid On" is at most 60 days after '
        '"Signed On")'
    )


def test_a_row_of_another_quarter_is_named_as_the_pack_names_quarters() -> None:
    found = reason_words("period=2026Q4", rule("R03.1", library()), library())
    assert found.en == "of FY2026 Q4, which is not a period that has ended"
    assert found.zh == "属于 2026财年第4季度，不在已到期的时段之内"


def test_a_cell_that_keeps_a_row_out_is_named_by_its_header() -> None:
    found = reason_words("category=Other", rule("R02.1", library()), library())
    assert found.en == '"Category" is "Other", which does not count here'


def test_the_card_of_a_rule_is_in_the_words_of_the_pack() -> None:
    told = rule("R03.1", library())
    clause = next(one for one in library().clauses if told in one.rules)
    lines = dict(card_lines(told, clause, "en", library()))
    assert lines["whom"] == "branch (outside: the branch is not open to the public)"
    assert lines["when"] == "each quarter"
    assert lines["target"] == "≥1 return"


def test_the_vocabulary_of_a_measure_is_shown_as_the_pack_writes_it() -> None:
    assert measure_words(rule("R02.3", library())) == ("expenditures: supplier_place names_place region/grantee -> sum(amount)")
