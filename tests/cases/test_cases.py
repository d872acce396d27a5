"""Every rule against its cases, as the program takes them and as files that are sent."""

from __future__ import annotations

import pytest

from assistcheck.pack_tools.cases.reader import Case
from assistcheck.rules.model import Rule
from builders.packs import PACK, PROGRAMME
from cases.casebook import BOOK, filed

MEASURED = tuple(rule for rule in PACK.rules if not rule.attested)
ATTESTED = tuple(rule for rule in PACK.rules if rule.attested)

BOUND: dict[str, str] = {
    "programme": "东莞市",
    "city": "韶关市",
    "county": "霁川县",
    "work_group": "驻霁川县工作组",
    "team": "青禾镇组团",
    "unit": "柳汀街道",
    "town": "青禾镇",
}
"""A subject of each kind that every duty without a number binds."""

NEVER_SHORT = {"R19.4"}
"""A village stands in this duty only by a pair of its own, so it cannot have fewer than one."""

ALL = tuple(case for rule in PACK.rules for case in BOOK.cases_of(rule))


def named(case: Case) -> str:
    return f"{case.rule}-{case.name}"


@pytest.mark.parametrize("case", ALL, ids=named)
def test_the_outcome_of(case: Case) -> None:
    assert case.faults() == []


@pytest.mark.parametrize("rule", [*MEASURED, ATTESTED[0]], ids=lambda rule: rule.id)
def test_a_case_that_is_sent_as_a_file_has_the_same_outcomes(rule: Rule) -> None:
    cases = BOOK.cases_of(rule)
    assert cases
    assert [case.name for case in cases if filed(case).outcomes() != case.outcomes()] == []


@pytest.mark.parametrize("rule", MEASURED, ids=lambda rule: rule.id)
def test_the_cases_show_every_status_that_applies_to(rule: Rule) -> None:
    seen = {wanted.status for case in BOOK.cases_of(rule) for wanted in case.expect}
    assert statuses_of(rule) - seen == set()


@pytest.mark.parametrize("rule", MEASURED, ids=lambda rule: rule.id)
def test_the_cases_use_every_reading_of(rule: Rule) -> None:
    assert {case.reading for case in BOOK.cases_of(rule)} == {None, *(reading.name for reading in rule.readings)}


@pytest.mark.parametrize("rule", ATTESTED, ids=lambda rule: rule.id)
def test_a_row_attests_its_own_subject_only(rule: Rule) -> None:
    bound = BOUND[rule.subject.kind]
    others = {o.subject.name: o.status for o in attesting([(rule.id, bound)], rule.id).outcomes() if o.subject.name != bound}
    assert set(others.values()) <= {"shortfall", "not_applicable"}
    assert others or rule.subject.kind == "programme"


@pytest.mark.parametrize("rule", ATTESTED, ids=lambda rule: rule.id)
def test_a_row_attests_its_own_duty_only(rule: Rule) -> None:
    rows = [(other.id, BOUND[other.subject.kind]) for other in ATTESTED if other is not rule]
    outcomes = attesting(rows, rule.id).outcomes()
    assert {o.status for o in outcomes} <= {"shortfall", "not_applicable"}
    assert {o.value for o in outcomes if o.status == "shortfall"} == {0}


def test_no_two_cases_of_a_rule_have_one_name() -> None:
    names = [named(case) for case in ALL]
    assert len(names) == len(set(names))


def statuses_of(rule: Rule) -> set[str]:
    """Return the statuses that a rule's outcomes can have."""
    found = {"met", "undetermined"}
    if rule.id not in NEVER_SHORT:
        found.add("shortfall")
    if rule.pace == "quarterly":
        found |= {"on_pace", "behind"}
    elif rule.id not in NEVER_SHORT:
        found.add("not_due")
    if rule.period.kind in {"month", "quarter"}:
        found.add("on_pace")
    if rule.target.exactly is not None or rule.target.between is not None:
        found.add("over")
    if rule.subject.only_if:
        found.add("not_applicable")
    return found


def attesting(rows: list[tuple[str, str]], rule: str) -> Case:
    """Return a case whose task list says that each (duty, subject) is done."""
    done = {"state": "已完成", "date": "2022-06-01", "evidence": "青文〔2022〕1号"}
    sheet = [{"duty": duty, "subject": subject, **done} for duty, subject in rows]
    return Case(PACK, rule, "attested", "", {**BOOK.world, "attestations": sheet}, PROGRAMME.last_day, None, ())
