"""The shipped pack against the reading of the document: every rule, its subject, target, period, pace and level."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistcheck import api
from assistcheck.pending import facts_of
from assistcheck.rules.folders import pack_folder
from assistcheck.rules.model import AppliesTo, ByDate, Deadline, Period, Rule, RulePack, Target
from assistcheck.rules.validation import squeezed
from assistcheck.submission.column_reader import ColumnReader
from assistcheck.workbook.cell_markers import is_placeholder
from assistcheck.workbook.cell_values import normalize
from builders.packs import LEDGERS
from unit.rules.targets import ATTESTED, JUDGED, NUMERIC, READINGS

NUMBERED = [line.split() for line in NUMERIC.strip().splitlines()]
WITHOUT = [line.split() for line in ATTESTED.strip().splitlines()]


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return api.load_pack()


@pytest.fixture(scope="module")
def rules(pack: RulePack) -> dict[str, Rule]:
    return {rule.id: rule for rule in pack.rules}


def subject(binds: AppliesTo) -> str:
    found = [binds.kind]
    for test in binds.only_if:
        match test.test:
            case "is":
                found.append(f"is={','.join(test.values)}")
            case "says":
                found.append(f"{test.column}={','.join(test.values)}")
            case "group_says":
                found.append(f"{test.group}.{test.column}={','.join(test.values)}")
            case "has_counted_row":
                found.append("has_counted_row")
    return "/".join(found)


def target(one: Target) -> str:
    if one.between is not None:
        return f"between:{one.between[0]}..{one.between[1]}"
    name = next(name for name in ("at_least", "more_than", "exactly") if getattr(one, name) is not None)
    return f"{name}:{getattr(one, name)}"


def period(one: Period) -> str:
    match one:
        case ByDate():
            return f"by:{one.date}"
        case Deadline():
            return f"deadline:{one.column}+{one.days}"
        case _:
            return one.kind


def test_there_are_forty_four_numeric_and_thirty_three_attested_rules(pack: RulePack) -> None:
    assert (len(NUMBERED), len(WITHOUT)) == (44, 33)
    assert sum(not rule.attested for rule in pack.rules) == 44
    assert sum(rule.attested for rule in pack.rules) == 33
    assert {rule.id for rule in pack.rules} == {line[0] for line in (*NUMBERED, *WITHOUT)}


@pytest.mark.parametrize("line", NUMBERED, ids=lambda line: line[0])
def test_each_numeric_rule_is_as_the_document_was_read(rules: dict[str, Rule], line: list[str]) -> None:
    rule = rules[line[0]]
    told = [
        rule.id,
        subject(rule.subject),
        rule.measure.ledger,
        target(rule.target),
        period(rule.period),
        rule.pace,
        rule.level,
    ]
    assert told == line


@pytest.mark.parametrize("line", WITHOUT, ids=lambda line: line[0])
def test_each_attested_rule_is_as_the_document_was_read(rules: dict[str, Rule], line: list[str]) -> None:
    rule = rules[line[0]]
    assert [rule.id, subject(rule.subject), rule.level] == line
    assert (rule.measure.ledger, rule.measure.by, rule.period.kind, rule.pace) == ("attestations", ("subject",), "year", "none")
    assert rule.target.at_least == 1


def test_rules_come_in_the_order_of_the_document(pack: RulePack) -> None:
    assert [clause.clause for clause in pack.clauses] == list(range(22))
    ids = [rule.id for rule in pack.rules]
    assert ids == sorted(ids, key=lambda one: tuple(map(int, one[1:].split("."))))


def test_only_visits_are_owed_to_each_paired_town(pack: RulePack) -> None:
    assert [rule.id for rule in pack.rules if rule.subject.per] == ["R01.4", "R01.5"]


def test_the_alternative_readings_are_those_named(pack: RulePack) -> None:
    assert {rule.id: [reading.name for reading in rule.readings] for rule in pack.rules if rule.readings} == READINGS


def test_the_reading_of_a_town_counts_its_villages(rules: dict[str, Rule]) -> None:
    whole = rules["R07.4"].under("town-total")
    assert (whole.target.per, whole.target.within) == ("village", "town")
    assert (whole.target.at_least, whole.measure.by) == (Decimal(100_000), ("town",))
    with pytest.raises(KeyError):
        rules["R07.4"].under("in-total")


def test_the_words_of_every_rule_are_there_in_both_languages(pack: RulePack) -> None:
    for rule in pack.rules:
        for words in (rule.title, rule.criterion, rule.unit, *(reading.words for reading in rule.readings)):
            assert words.text("zh") == words.zh
            assert words.text("en") == words.en
            assert words.en != words.zh
        assert (rule.subject.otherwise is None) == (not rule.subject.only_if)


def test_every_quote_stands_verbatim_in_the_source(pack: RulePack) -> None:
    source = squeezed((pack_folder("dongguan-2022") / pack.manifest.source).read_text(encoding="utf-8"))
    quotes = [rule.quote for rule in pack.rules]
    quotes += [item.quote for clause in pack.clauses for item in clause.judged]
    assert len(quotes) >= 77
    assert [quote for quote in quotes if squeezed(quote) not in source] == []


def test_what_people_judge_is_listed_with_its_clause(pack: RulePack) -> None:
    judged = {clause.clause: len(clause.judged) for clause in pack.clauses}
    assert {number: judged[number] for number in JUDGED if judged[number] < JUDGED[number]} == {}


def test_the_manifest_names_the_document_and_its_year(pack: RulePack) -> None:
    manifest = pack.manifest
    assert (manifest.issued, manifest.effective_from) == (date(2022, 3, 22), date(2022, 3, 22))
    assert (manifest.year.number, manifest.year.first_day) == (2022, date(2022, 1, 1))
    assert (pack.subjects.whole, pack.subjects.kind("city").members) == ("东莞市", ("韶关市", "揭阳市"))
    assert manifest.issuer.zh == "中共东莞市委农村工作领导小组"
    assert pack.last_due == date(2025, 12, 31)


def test_the_digest_is_that_of_the_files(pack: RulePack) -> None:
    assert pack.sha256 == api.load_pack(str(pack_folder("dongguan-2022"))).sha256
    assert len(pack.sha256) == 64


def test_no_other_spelling_is_a_mark_that_stands_for_nothing(pack: RulePack) -> None:
    spellings = [written for one in pack.synonyms for written in one.spellings]
    assert len(spellings) > 300
    assert [written for written in spellings if is_placeholder(normalize(written))] == []


def test_every_other_spelling_is_read_as_its_word(pack: RulePack) -> None:
    facts = facts_of(pack)
    for one in pack.synonyms:
        column = LEDGERS.column((one.ledger, one.column))
        reader = ColumnReader(column, 1, lambda: facts)
        expected = (one.word,) if column.kind == "choices" else one.word
        assert {written for written in one.spellings if reader[f" {written}"] != expected} == set()
