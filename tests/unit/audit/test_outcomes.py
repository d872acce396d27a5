"""The outcomes of a report: judged as somebody goes through them, counted on the way, and not kept where they are many."""

from __future__ import annotations

import copy
import gc
import pickle
from collections.abc import Iterator, Sequence
from datetime import date

import pytest

from assistcheck import api
from assistcheck.audit import rule_judging
from assistcheck.audit.outcomes import Outcome, Outcomes, Report, Status, Subject, Threshold
from assistcheck.audit.request import Request
from builders.support import TEAM, YEAR_END, pack, submit_one

RULES = [rule for rule in pack().rules if rule.level == "binding"][:2]


def outcome(rule: int, status: Status, name: str = TEAM, *, is_due: bool = True) -> Outcome:
    goal = Threshold("at_least", 4)
    return Outcome(RULES[rule], Subject("team", name), status, 1, goal, 4, 3, date(2022, 12, 31), is_due=is_due)


FOUND = [
    outcome(0, "shortfall"),
    outcome(0, "met", "另一组团"),
    outcome(1, "shortfall"),
    outcome(1, "undetermined", "另一组团", is_due=False),
]


class Judging:
    """Outcomes of two rules, and how many times each rule was judged."""

    def __init__(self) -> None:
        self.times = [0, 0]
        self.outcomes = Outcomes(len(FOUND), self.judged)

    def judged(self) -> Iterator[Sequence[Outcome]]:
        for rule, batch in enumerate((FOUND[:2], FOUND[2:])):
            self.times[rule] += 1
            yield batch


def test_nothing_is_judged_before_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Outcomes, "KEPT", 3)
    judging = Judging()
    assert (len(judging.outcomes), judging.times) == (4, [0, 0])
    next(iter(judging.outcomes))
    assert judging.times == [1, 0]


def test_few_are_judged_once() -> None:
    judging = Judging()
    assert [*judging.outcomes] == [*judging.outcomes] == FOUND
    assert judging.times == [1, 1]


def test_many_are_judged_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Outcomes, "KEPT", 3)
    judging = Judging()
    assert [*judging.outcomes] == [*judging.outcomes] == FOUND
    assert judging.times == [2, 2]


def test_one_by_its_number_keeps_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Outcomes, "KEPT", 3)
    judging = Judging()
    assert (judging.outcomes[-1], judging.outcomes[1:3]) == (FOUND[-1], tuple(FOUND[1:3]))
    assert judging.times == [1, 1]


def test_a_pass_that_ends_early_counts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Outcomes, "KEPT", 3)
    judging = Judging()
    next(judging.outcomes.batches())
    assert judging.outcomes.tally.statuses.total() == len(FOUND)
    assert judging.times == [2, 1]


def test_the_tally_is_made_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Outcomes, "KEPT", 3)
    judging = Judging()
    assert [*judging.outcomes] == FOUND
    tally = judging.outcomes.tally
    assert judging.times == [1, 1]
    assert tally.statuses == {"shortfall": 2, "met": 1, "undetermined": 1}
    assert tally.levels == {"shortfall": {"binding": 2}, "met": {"binding": 1}, "undetermined": {"binding": 1}}
    assert tally.counts["undetermined", "binding", False] == 1
    assert tally.short == {("team", TEAM)}


def test_outcomes_are_equal_where_each_is() -> None:
    assert Outcomes.of(FOUND) == Judging().outcomes
    assert Outcomes.of(FOUND[:-1]) != Outcomes.of(FOUND)
    assert Outcomes.of([*FOUND[:-1], FOUND[0]]) != Outcomes.of(FOUND)


def test_a_report_is_copied_and_sent_judged() -> None:
    report = api.audit(pack(), submit_one({}), Request(YEAR_END))
    copied = copy.deepcopy(report)
    assert (copied.outcomes, copied.exit_code) == (report.outcomes, report.exit_code)
    assert pickle.dumps(report)


def test_an_exit_code_that_does_not_depend_on_outcomes_judges_none() -> None:
    judging = Judging()
    report = api.audit(pack(), submit_one({}), Request(YEAR_END))._replace(outcomes=judging.outcomes)
    assert report._replace(complete=False).exit_code == 3
    assert report._replace(complete=True, inputs=(), fail_on="never").exit_code == 0
    assert judging.times == [0, 0]
    assert report._replace(complete=True, inputs=()).exit_code == 1
    assert judging.times == [1, 1]


@pytest.fixture
def judged_with_collector(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether the garbage collector was at work when each outcome was judged."""
    found: list[bool] = []
    plain = rule_judging.RuleJudge.outcome

    def noted(judge: rule_judging.RuleJudge, subject: Subject) -> Outcome:
        found.append(gc.isenabled())
        return plain(judge, subject)

    monkeypatch.setattr(rule_judging.RuleJudge, "outcome", noted)
    return found


def test_judging_is_not_interrupted_by_the_collector(judged_with_collector: list[bool]) -> None:
    was_enabled = gc.isenabled()
    gc.enable()
    try:
        report: Report = api.audit(pack(), submit_one({}), Request(YEAR_END))
        for _ in report.outcomes:
            assert gc.isenabled()
    finally:
        (gc.enable if was_enabled else gc.disable)()
    assert len(judged_with_collector) == len(report.outcomes)
    assert not any(judged_with_collector)
