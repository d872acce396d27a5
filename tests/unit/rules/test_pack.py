"""The shipped pack against the reading of the document: every rule, its subject, target, period, pace and level."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
from assistcheck.submission.fields import columns
from assistcheck.submission.models import TABLES

from assistcheck import DEFAULT_PACK, api
from assistcheck.errors import RulePackError
from assistcheck.pending import facts_of
from assistcheck.rules import loader
from assistcheck.rules.compiled import KEPT, kept_pack, kept_text
from assistcheck.rules.loader import pack_folder
from assistcheck.rules.model import Binding, ByDate, Deadline, Period, Rule, RulePack, Target
from assistcheck.rules.validation import squeezed
from assistcheck.submission.column_reader import ColumnReader
from assistcheck.workbook.cell_markers import is_placeholder
from assistcheck.workbook.cell_values import normalize
from unit.rules.targets import ATTESTED, JUDGED, NUMERIC, READINGS

NUMBERED = [line.split() for line in NUMERIC.strip().splitlines()]
WITHOUT = [line.split() for line in ATTESTED.strip().splitlines()]


@pytest.fixture(scope="module")
def pack() -> RulePack:
    return api.load_pack()


@pytest.fixture(scope="module")
def rules(pack: RulePack) -> dict[str, Rule]:
    return {rule.id: rule for rule in pack.rules}


def subject(binding: Binding) -> str:
    narrowings = [test.test + (f"={test.value}" if hasattr(test, "value") else "") for test in binding.only]
    return "/".join([binding.kind, *narrowings])


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
    assert [rule.id for rule in pack.rules if rule.subject.per_team] == ["R01.4", "R01.5"]


def test_the_alternative_readings_are_those_named(pack: RulePack) -> None:
    assert {rule.id: [reading.name for reading in rule.readings] for rule in pack.rules if rule.readings} == READINGS


def test_the_reading_of_a_town_counts_its_villages(rules: dict[str, Rule]) -> None:
    whole = rules["R07.4"].under("town-total")
    assert (whole.target.per_village, whole.target.at_least, whole.measure.by) == (True, Decimal(100_000), ("town",))
    with pytest.raises(KeyError):
        rules["R07.4"].under("in-total")


def test_the_words_of_every_rule_are_there_in_both_languages(pack: RulePack) -> None:
    for rule in pack.rules:
        for words in (rule.title, rule.criterion, rule.unit, *(reading.words for reading in rule.readings)):
            assert words.text("zh") == words.zh
            assert words.text("en") == words.en
            assert words.en != words.zh
        assert (rule.subject.outside is None) == (not rule.subject.only)


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
    assert (manifest.issued, manifest.effective_from, manifest.year) == (date(2022, 3, 22), date(2022, 3, 22), 2022)
    assert (manifest.programme, manifest.cities) == ("东莞市", ("韶关市", "揭阳市"))
    assert manifest.issuer == "中共东莞市委农村工作领导小组"
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
    models = {model.sheet.id: model for model in TABLES}
    for one in pack.synonyms:
        column = next(column for column in columns(models[one.ledger]) if column.name == one.column)
        reader = ColumnReader(column, 1, lambda: facts)
        expected = (one.word,) if column.kind == "choices" else one.word
        assert {written for written in one.spellings if reader[f" {written}"] != expected} == set()


# --- what the YAML files say, kept as JSON ------------------------------------------------------


def test_what_is_kept_of_the_shipped_pack_is_what_its_files_say() -> None:
    """If not: ``python -m assistcheck.keep rules/dongguan-2022``."""
    folder = pack_folder(DEFAULT_PACK)
    checked = api.load_pack(checked=True)
    assert kept_pack(folder) == checked
    assert (folder / KEPT).read_text("utf-8") == kept_text(checked)


def test_a_pack_is_kept_by_one_command(tmp_path: Path) -> None:
    copy = tmp_path / DEFAULT_PACK
    copytree(pack_folder(DEFAULT_PACK), copy)
    kept = (copy / KEPT).read_bytes()
    (copy / KEPT).unlink()
    subprocess.run([sys.executable, "-m", "assistcheck.keep", str(copy)], check=True)
    assert (copy / KEPT).read_bytes() == kept


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the pack that counts as shipped."""
    copy = tmp_path / DEFAULT_PACK
    copytree(pack_folder(DEFAULT_PACK), copy)
    monkeypatch.setattr(loader, "_SHIPPED", (tmp_path,))
    return copy


@pytest.mark.parametrize(
    "kept",
    [
        "{}",
        '{".": "RulePack"}',
        '{".": "Rule"}',
        '{".": "Nobody"}',
        '{"number": "x"}',
        '{"day": "today"}',
        "[]",
        "no JSON",
        "[" * 99_999,
        None,
    ],
)
def test_what_is_kept_and_cannot_be_used_is_not_used(kept: str | None, shipped: Path, pack: RulePack) -> None:
    (shipped / KEPT).unlink()
    if kept is not None:
        (shipped / KEPT).write_text(kept)
    assert api.load_pack() == pack


def test_what_is_kept_does_not_count_once_it_was_changed_itself(shipped: Path, pack: RulePack) -> None:
    kept = (shipped / KEPT).read_text("utf-8")
    (shipped / KEPT).write_text(kept.replace("false", "true"), "utf-8")
    assert api.load_pack() == pack


def test_a_file_that_looks_like_a_clauses_is_refused_in_a_shipped_pack_too(shipped: Path) -> None:
    (shipped / "clause-22.yml").write_text("clause: 22\n")
    with pytest.raises(RulePackError, match=r"clause-22\.yml"):
        api.load_pack()


@pytest.mark.parametrize("name", ["clause-05.yaml", "pack.yaml", "source.txt", "synonyms.yaml"])
def test_what_is_kept_does_not_count_once_a_file_has_changed(name: str, shipped: Path, pack: RulePack) -> None:
    (shipped / name).write_bytes((shipped / name).read_bytes() + b"\n")
    found = api.load_pack()
    assert found.sha256 != pack.sha256
    assert found == pack.model_copy(update={"sha256": found.sha256})


def test_what_is_kept_of_a_pack_that_is_not_shipped_is_never_used(tmp_path: Path) -> None:
    copy = tmp_path / DEFAULT_PACK
    copytree(pack_folder(DEFAULT_PACK), copy)
    kept = (copy / KEPT).read_text("utf-8")
    assert '{"number":"4"}' in kept
    (copy / KEPT).write_text(kept.replace('{"number":"4"}', '{"number":"9"}'), "utf-8")
    assert api.load_pack(str(copy)) == api.load_pack()
