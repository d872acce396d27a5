"""Rules that are well-formed and cannot be meant are refused, with file, line and key."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistcheck.rules.loader import load_pack
from unit.pack_tools.packs import GRANTS, KEY_POINTS, change, copy_of, refusal

OPEN_HOUSE = "- {test: one_of, column: kind, values: [Open House]}"
PLACE = "- {test: names_place, column: supplier_place, kinds: [region, grantee]}"
COMPUTERS = 'column: public_computers, values: ["Yes"]'

CHANGES = {
    "every_row_counts_for_each_grantee": ("01", "by: [grantee]", "by: []", "measure.by", "every row for each grantee"),
    "by_a_column_that_names_nobody": (
        "05",
        "by: [grantee], figure: {kind: distinct",
        "by: [partner], figure: {kind: distinct",
        "measure.by",
        "does not identify a grantee",
    ),
    "by_half_of_a_name": ("03", "by: [grantee, branch]", "by: [branch]", "measure.by", "its columns grantee, branch"),
    "by_a_column_more": ("06", "by: [region]", "by: [region, date]", "measure.by.1", "date names nothing that a region is"),
    "a_target_below_zero": ("05", "{at_least: 4}", "{at_least: -4}", "target.at_least", "no figure is below 0, so -4"),
    "a_target_that_is_always_met": ("05", "{at_least: 4}", "{at_least: 0}", "target.at_least", "nothing can fail it"),
    "more_returns_a_quarter_than_rows": ("03", "{at_least: 1}", "{at_least: 2}", "target.at_least", "never reaches 2"),
    "more_than_done": ("05", "{at_least: 1}", "{more_than: 1}", "target.more_than", "never reaches 1"),
    "more_kinds_than_there_are": (
        "05",
        "columns: [partner]}}\n    target: {at_least: 4}",
        "columns: [kind]}}\n    target: {at_least: 40}",
        "target.at_least",
        "never reaches 40",
    ),
    "choices_that_exclude_each_other": (
        "04",
        OPEN_HOUSE,
        f"{OPEN_HOUSE}\n        - {{test: one_of, column: kind, values: [Story Time]}}",
        "measure.where.1",
        "no row can meet this: it contradicts the condition one_of on the same column kind",
    ),
    "blank_and_filled": (
        "02",
        PLACE,
        "- {test: filled, column: supplier_place}\n        - {test: blank, column: supplier_place}",
        "measure.where.1",
        "it contradicts the condition filled",
    ),
    "a_required_cell_that_is_blank": (
        "04",
        OPEN_HOUSE,
        "- {test: blank, column: kind}",
        "measure.where.0",
        "has to be filled in",
    ),
    "a_quarter_as_nobody_writes_it": (
        "03",
        "by: [grantee, branch], figure",
        "by: [grantee, branch], where: [{test: one_of, column: quarter, values: [Q1]}], figure",
        "measure.where.0.values.0",
        "quarter holds values such as 2022Q1",
    ),
    "a_part_of_itself": ("01", "part: match_committed", "part: award", "measure.figure.part", "part and whole are one column"),
    "quarters_of_an_undated_sheet": (
        "00",
        "period: {kind: year}",
        "period: {kind: quarter}",
        "period.kind",
        "the rows of grantees are undated and fall in no quarter",
    ),
    "months_of_a_sheet_of_quarters": (
        "03",
        "period: {kind: quarter}",
        "period: {kind: month}",
        "period.kind",
        "dated by a quarter and fall in no month",
    ),
    "owed_for_each_of_what_is_above_it": (
        "02",
        "per: branch, within: grantee",
        "per: grantee, within: branch",
        "target.within",
        "a grantee belongs to no branch",
    ),
    "owed_to_each_of_what_is_below_it": (
        "05",
        "subject: {kind: grantee}",
        "subject: {kind: grantee, per: branch}",
        "subject.per",
        "a grantee belongs to no branch",
    ),
    "owed_to_each_of_what_no_column_tells": (
        "05",
        "subject: {kind: grantee}",
        "subject: {kind: grantee, per: region}",
        "measure.by",
        "owed for each region, and no column says for which",
    ),
    "own_of_a_column_without_names": ("06", "{test: own, column: region}", "{test: own, column: date}", "column", "no subject"),
    "a_roster_that_never_says_so": (
        "04",
        COMPUTERS,
        "column: public_computers, values: [Ja]",
        "subject.only_if.0.values",
        "public_computers never says Ja",
    ),
    "a_roster_without_the_column": (
        "04",
        COMPUTERS,
        'column: public_computer, values: ["Yes"]',
        "subject.only_if.0.column",
        "branches has no column public_computer; perhaps public_computers",
    ),
    "days_after_what_is_no_date": ("01", "after: signed_on", "after: award", "part_where.0.after", "award is no date column"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_refused(name: str, tmp_path: Path) -> None:
    clause, old, new, key, words = CHANGES[name]
    said = refusal(change(copy_of(GRANTS, tmp_path), f"clauses/clause-{clause}.yaml", old, new))
    assert words in said
    assert re.search(rf"clause-{clause}\.yaml:\d+:\d+: rules\.\d+\.(\S+\.)?{re.escape(key)}: ", said), said


def test_a_city_that_is_not_there_is_refused_with_the_nearest(tmp_path: Path) -> None:
    pack = change(copy_of(KEY_POINTS, tmp_path), "clauses/clause-16.yaml", "values: [韶关市]", "values: [韶关]")
    assert "there is no city 韶关; perhaps 韶关市" in refusal(pack)


@pytest.mark.parametrize("pack", [GRANTS, KEY_POINTS], ids=lambda pack: pack.name)
def test_every_rule_that_ships_can_be_meant(pack: Path) -> None:
    assert load_pack(pack, checked=True).rules
