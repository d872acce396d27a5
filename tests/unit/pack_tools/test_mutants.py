"""Broken rules: of every one some case says so, or the cases say why none can."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistcheck.pack_tools.cases.reader import CASES, Casebook
from assistcheck.pack_tools.mutants import mutants_of
from assistcheck.pack_tools.rule_tests import is_noticed, try_rules
from assistcheck.rules.loader import load_pack
from assistcheck.rules.model import Rule, Target
from assistcheck.rules.vocabulary import Count, Distinct, Figure
from unit.pack_tools.packs import GRANTS, KEY_POINTS, change, copy_of

BOOKS = {folder.name: Casebook(load_pack(folder), folder / CASES) for folder in (GRANTS, KEY_POINTS)}
MEASURED = [(name, rule) for name, book in BOOKS.items() for rule in book.pack.rules if not rule.attested]


def rule_of(pack: str, ident: str) -> Rule:
    return next(rule for rule in BOOKS[pack].pack.rules if rule.id == ident)


def words_of(pack: str, ident: str) -> list[str]:
    return [one.words for one in mutants_of(rule_of(pack, ident), BOOKS[pack].pack)]


@pytest.mark.parametrize(("pack", "rule"), MEASURED, ids=lambda one: getattr(one, "id", one))
def test_some_case_notices_each_mutant_of(pack: str, rule: Rule) -> None:
    (found,) = try_rules(BOOKS[pack], [rule], mutate=True)
    assert found.mutants
    assert (found.failed, found.lacks, found.survivors, found.wrongly_excused) == ((), (), (), ())


@pytest.mark.parametrize(("pack", "rule"), MEASURED, ids=lambda one: getattr(one, "id", one))
def test_no_case_notices_what_is_left_out_as_the_same(pack: str, rule: Rule) -> None:
    """A figure or a target that is left out, since it says the same, is no mutant that the cases lack."""
    book = BOOKS[pack]
    told = {one.words for one in mutants_of(rule, book.pack)}
    for words, changed in _counted_otherwise(rule, book):
        if words not in told:
            assert not is_noticed(changed, book.cases_of(rule), book.pack), words


def _counted_otherwise(rule: Rule, book: Casebook) -> Iterator[tuple[str, Rule]]:
    measure, figure = rule.measure, rule.measure.figure
    spec = next(one for one in book.pack.ledgers if one.id == measure.ledger)
    others: list[tuple[str, Figure]] = []
    if figure.kind == "count":
        columns = [column.id for column in spec.columns if column.id not in measure.by]
        others = [(f"figure count -> distinct {one}", Distinct(kind="distinct", columns=(one,))) for one in columns]
    elif figure.kind == "distinct":
        others = [(f"figure distinct {' '.join(figure.columns)} -> count", Count(kind="count"))]
    for words, other in others:
        yield words, rule.model_copy(update={"measure": measure.model_copy(update={"figure": other})})
    if (least := rule.target.at_least) is not None:
        yield f"target at_least -> exactly {least}", rule.model_copy(update={"target": Target(exactly=least)})


BROKEN = {
    "target_one_more_and_one_less": (
        "dongguan-2022",
        "R05.2",
        ["target at_least 4 -> 5", "target at_least 4 -> 3", "target at_least -> more_than 4", "target at_least -> exactly 4"],
    ),
    "both_ends_of_a_range": ("dongguan-2022", "R14.1", ["target between 1 to 2 -> 2 to 2", "target between 1 to 2 -> 1 to 3"]),
    "a_cent_of_money": ("county-library-grants", "R02.1", ["target at_least 24000 -> 24000.01"]),
    "owed_once_instead_of_for_each": (
        "county-library-grants",
        "R02.1",
        ["reading per-branch: target per removed", "read as per-branch", "reading per-branch: read as the default"],
    ),
    "another_day": (
        "county-library-grants",
        "R04.4",
        ["period by 2025-12-31 -> by 2026-01-01", "period by 2025-12-31 -> year"],
    ),
    "another_deadline": ("county-library-grants", "R01.2", ["period deadline 60 -> 61", "period deadline from match_paid_on"]),
    "days_of_a_condition": (
        "county-library-grants",
        "R01.2",
        ["figure part_where within_days match_paid_on 60 -> 61 days", "figure part match_paid -> award"],
    ),
    "months_instead_of_quarters": ("county-library-grants", "R04.1", ["period quarter -> month"]),
    "another_first_month": ("county-library-grants", "R04.2", ["period month -> quarter"]),
    "another_pace": ("county-library-grants", "R02.1", ["pace quarterly -> none"]),
    "whom_it_binds": ("dongguan-2022", "R05.6", ["subject says removed", "subject says -> 县"]),
    "a_city_instead_of_another": ("dongguan-2022", "R15.2", ["subject is -> 揭阳市"]),
    "to_each_team": ("dongguan-2022", "R01.4", ["subject per removed", "where own town removed"]),
    "whose_rows": ("county-library-grants", "R03.1", ["by grantee removed", "by branch removed"]),
    "a_choice_more_or_less": ("dongguan-2022", "R05.2", ["where one_of level without 县", "where one_of level with 县级以下"]),
    "one_of_several_choices": ("county-library-grants", "R04.2", ["where contains audience -> Teens"]),
    "where_a_place_is": ("dongguan-2022", "R11.3", ["where names_place origin without town"]),
    "units_of_another_group": ("dongguan-2022", "R07.4", ["where same_group unit says anything"]),
    "blank_and_filled": ("dongguan-2022", "R08.3", ["where blank village -> filled"]),
    "the_newest_of_several": ("dongguan-2022", "R10.1", ["figure newest -> sum", "figure newest minus removed"]),
    "every_row": ("dongguan-2022", "R06.1", ["figure every 是 -> 否", "figure every -> count"]),
    "the_best_ratio": ("dongguan-2022", "R20.2", ["figure best_ratio -> ratio"]),
    "pairs": ("dongguan-2022", "R16.1", ["figure paired_once -> count"]),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_rule_is_broken_by(name: str) -> None:
    pack, rule, words = BROKEN[name]
    assert set(words) <= set(words_of(pack, rule))


def test_mutants_that_say_the_same_are_left_out() -> None:
    assert not [
        words for words in words_of("dongguan-2022", "R15.2") if words.startswith("figure distinct home partner -> count")
    ]
    assert not [words for words in words_of("dongguan-2022", "R16.1") if "exactly" in words]


def test_a_mutant_that_no_case_notices_is_named(tmp_path: Path) -> None:
    pack = change(
        copy_of(GRANTS, tmp_path), "cases/R04.3.yaml", "[Story Time, Open House, Talk, Other]", "[Story Time, Talk, Other]"
    )
    book = Casebook(load_pack(pack), pack / CASES)
    (found,) = try_rules(book, [next(rule for rule in book.pack.rules if rule.id == "R04.3")], mutate=True)
    assert found.survivors == ("where one_of kind with Open House",)
    assert not found.passed


def test_a_mutant_is_not_excused_that_a_case_notices(tmp_path: Path) -> None:
    pack = copy_of(GRANTS, tmp_path)
    change(pack, "cases/R04.3.yaml", "cases:\n", "equivalent: {pace: nobody asks, price: there is none}\ncases:\n")
    book = Casebook(load_pack(pack), pack / CASES)
    (found,) = try_rules(book, [next(rule for rule in book.pack.rules if rule.id == "R04.3")], mutate=True)
    assert found.wrongly_excused == ("pace", "price")
