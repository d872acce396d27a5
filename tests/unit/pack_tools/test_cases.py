"""Cases are read from a pack's folder, strictly, and say in both languages how an outcome differs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistcheck.errors import RulePackError
from assistcheck.pack_tools.cases.reader import CASES, Casebook, TypedFile
from assistcheck.pack_tools.rule_tests import try_rules
from assistcheck.rules.loader import load_pack
from unit.pack_tools.packs import GRANTS, KEY_POINTS, change, copy_of

WRONG = {
    "a_sheet_that_is_not_there": ("sheets: {agreements: [{}]}", "sheets: {agrements: [{}]}", "perhaps agreements"),
    "a_column_that_is_not_there": ("{award: 0}", "{awards: 0}", "agreements has no column awards; perhaps award"),
    "an_unknown_key": ("expect: {status: met, value: 1/4", "expect: {status: met, valeu: 1/4", "perhaps value"),
    "an_unknown_status": ("expect: {status: met, value: 1/4", "expect: {status: mett, value: 1/4", "perhaps met"),
    "a_reading_that_is_not_there": ("sheets: {agreements: [{}]}", "reading: loose\n    sheets: {}", "has no reading loose"),
}


def book_of(folder: Path) -> Casebook:
    return Casebook(load_pack(folder), folder / CASES)


def rule_of(book: Casebook, ident: str):
    return next(rule for rule in book.pack.rules if rule.id == ident)


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_file_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    old, new, words = WRONG[name]
    pack = copy_of(GRANTS, tmp_path)
    (pack / "cases" / "R01.1.yaml").write_text(
        "subject: Quillfen Library District\n"
        "template:\n"
        "  agreements: {grantee: Quillfen Library District, fiscal_year: 2026, award: 96000, match_committed: 24000}\n"
        "cases:\n"
        "  - name: a_quarter_meets_it\n"
        "    sheets: {agreements: [{}]}\n"
        "    expect: {status: met, value: 1/4}\n"
        "  - name: none_cannot_be_judged\n"
        "    sheets: {agreements: [{award: 0}]}\n"
        "    expect: {status: undetermined}\n"
    )
    book = book_of(change(pack, "cases/R01.1.yaml", old, new))
    with pytest.raises(RulePackError) as caught:
        book.cases_of(rule_of(book, "R01.1"))
    assert words in caught.value.words.en
    assert "R01.1.yaml:" in caught.value.words.zh


def test_a_file_of_no_rule_is_refused(tmp_path: Path) -> None:
    pack = copy_of(GRANTS, tmp_path)
    (pack / "cases" / "R99.1.yaml").write_text("")
    with pytest.raises(RulePackError, match="no rule has this name"):
        book_of(pack)


def test_two_cases_of_one_name_are_refused(tmp_path: Path) -> None:
    pack = change(copy_of(GRANTS, tmp_path), "cases/R00.1.yaml", "seven_districts_are_short", "eight_districts_are_met")
    change(pack, "cases/R00.1.yaml", "eight_districts_are_met_when_the_year_has_ended", "eight_districts_are_met")
    book = book_of(pack)
    with pytest.raises(RulePackError, match="two cases have this name"):
        book.cases_of(rule_of(book, "R00.1"))


def test_cases_of_one_rule_may_stand_in_a_folder_of_its_own(tmp_path: Path) -> None:
    pack = copy_of(GRANTS, tmp_path)
    folder = pack / "cases" / "R00.1"
    folder.mkdir()
    (pack / "cases" / "R00.1.yaml").rename(folder / "districts.yaml")
    book = book_of(pack)
    assert len(book.cases_of(rule_of(book, "R00.1"))) > 3


def test_attested_duties_share_cases_for_the_first_subject_that_each_binds() -> None:
    book = book_of(KEY_POINTS)
    shared = [case for case in book.cases_of(rule_of(book, "R02.2")) if case.path.endswith("attested.yaml")]
    assert shared
    assert {wanted.subject for case in shared for wanted in case.expect} == {"青禾镇组团"}
    assert {row["duty"] for case in shared for row in case.sheets.get("attestations", [])} == {"R02.2"}


def test_a_case_that_does_not_hold_says_what_is_and_what_should_be(tmp_path: Path) -> None:
    pack = change(copy_of(GRANTS, tmp_path), "cases/R00.1.yaml", "{status: met, value: 8", "{status: over, value: 9")
    book = book_of(pack)
    (found,) = try_rules(book, [rule_of(book, "R00.1")])
    assert not found.passed
    (failed,) = found.failed
    assert [fault.en.partition(": ")[2] for fault in failed.faults][:2] == ["status is met, not over", "value is 8, not 9"]
    assert "应为 9" in failed.faults[1].zh


def test_a_failed_case_names_the_rows_that_were_rejected(tmp_path: Path) -> None:
    pack = copy_of(GRANTS, tmp_path)
    (pack / "cases" / "R05.1.yaml").write_text(
        "subject: Quillfen Library District\n"
        "template:\n"
        "  partnerships: {since: 2025-08-15, grantee: Quillfen Library District, partner: 'Partner {n}', kind: Skool}\n"
        "cases:\n"
        "  - name: four_partners_are_met\n"
        "    sheets: {partnerships: [{times: 7}]}\n"
        "    expect: {status: met, value: 4}\n"
    )
    book = book_of(pack)
    (found,) = try_rules(book, [rule_of(book, "R05.1")])
    told = [fault.en for fault in found.failed[0].faults if fault.en.startswith("the case's data: ")]
    assert "Community Partners!C2" in told[0]
    assert '"Skool"; expected' in told[0]
    assert told[-1] == "the case's data: 2 more errors"


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "true", "False", "007", "12:30"])
def test_a_word_that_older_yaml_takes_for_something_else_is_a_text(word: str, tmp_path: Path) -> None:
    (tmp_path / "world.yaml").write_text(f"schools:\n  - {{school: {word}, pupils: 7, since: 2025-01-02}}\n")
    assert TypedFile(tmp_path / "world.yaml").data == {"schools": [{"school": word, "pupils": 7, "since": date(2025, 1, 2)}]}


LACKING = {
    "a_rule_without_cases": ("", ["no cases"]),
    "no_case_that_falls_short": ("four_partners_are_met", ["no case falls short of it"]),
    "no_case_at_the_boundary": ("three_partners_are_short five_partners_are_met", ["no case stands exactly at 4"]),
}


@pytest.mark.parametrize("name", LACKING)
def test_a_rule_that_lacks_cases_is_told(name: str, tmp_path: Path) -> None:
    kept, lacks = LACKING[name]
    pack = copy_of(GRANTS, tmp_path)
    path = pack / "cases" / "R05.1.yaml"
    cases = {
        "four_partners_are_met": "[{times: 4}]}\n    expect: {status: met, value: 4}",
        "three_partners_are_short": "[{times: 3}]}\n    expect: {status: shortfall, value: 3}",
        "five_partners_are_met": "[{times: 5}]}\n    expect: {status: met, value: 5}",
    }
    path.unlink()
    if kept:
        row = "{since: 2025-08-15, grantee: Quillfen Library District, partner: 'Partner {n}', kind: School}"
        head = f"subject: Quillfen Library District\ntemplate: {{partnerships: {row}}}\ncases:\n"
        path.write_text(head + "".join(f"  - name: {one}\n    sheets: {{partnerships: {cases[one]}\n" for one in kept.split()))
    book = book_of(pack)
    (found,) = try_rules(book, [rule_of(book, "R05.1")])
    assert found.failed == ()
    assert [words.en for words in found.lacks] == lacks
