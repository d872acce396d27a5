"""What became of a duty: every pair of statuses is of exactly one kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from assistcheck.audit.outcomes import STATUSES, Status
from assistcheck.comparison.kinds import KINDS, Kind, Side, kind_of
from assistcheck.comparison.record import OutcomeRecord
from builders.support import YEAR_END
from unit.comparison.runs import run

DUE, NOT_DUE = date(2022, 1, 1), date(2023, 1, 1)
SIDE = Side.of(run())
OPEN: list[Status] = ["behind", "shortfall", "undetermined"]
QUIET: list[Status] = ["on_pace", "not_due", "not_applicable"]


def outcome(status: Status, gap: int | None = 0, *, due: date = DUE) -> OutcomeRecord:
    """Return an outcome of a duty that the pack does not have, due by the side's day or not."""
    values = {
        "rule": "R99.1",
        "clause": 99,
        "level": "binding",
        "subject": {"kind": "team", "name": "a"},
        "status": status,
        "value": Decimal(1),
        "target": {"at_least": Decimal(4)},
        "expected": Decimal(4),
        "gap": None if status == "undetermined" else gap,
        "unit": "",
        "due": due,
    }
    return OutcomeRecord.model_validate(values)


def kind(old: OutcomeRecord | None, new: OutcomeRecord | None) -> Kind:
    return kind_of(old, new, SIDE, SIDE)


@pytest.mark.parametrize("now", OPEN)
@pytest.mark.parametrize(
    ("was", "expected"),
    [*((one, "new") for one in QUIET), *((one, "reopened") for one in ("met", "over", "waived"))],
)
def test_what_is_open_and_was_not_is_new_or_reopened(was: Status, now: Status, expected: Kind):
    assert kind(outcome(was), outcome(now, 1)) == expected


@pytest.mark.parametrize("was", OPEN)
@pytest.mark.parametrize("now", ["met", "over", "waived"])
def test_what_was_open_and_is_done_or_excused_is_closed(was: Status, now: Status):
    assert kind(outcome(was, 1), outcome(now)) == "closed"


@pytest.mark.parametrize("was", OPEN)
@pytest.mark.parametrize("now", QUIET)
def test_what_was_open_and_is_neither_open_nor_done_is_better(was: Status, now: Status):
    assert kind(outcome(was, 1), outcome(now)) == "better"


def test_what_cannot_be_judged_is_open_from_the_day_it_is_due():
    unjudged = outcome("undetermined", due=YEAR_END), outcome("undetermined", due=NOT_DUE)
    assert [SIDE.is_open(one) for one in unjudged] == [True, False]
    assert kind(unjudged[1], unjudged[0]) == "new"
    assert kind(unjudged[1], unjudged[1]) == "unchanged"


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("behind", "shortfall", "worse"),
        ("shortfall", "undetermined", "worse"),
        ("undetermined", "shortfall", "worse"),
        ("undetermined", "behind", "worse"),
        ("met", "over", "worse"),
        ("met", "waived", "worse"),
        ("waived", "met", "better"),
        ("on_pace", "met", "better"),
        ("not_due", "on_pace", "better"),
        ("met", "not_due", "worse"),
    ],
)
def test_on_one_side_the_order_of_statuses_decides(was: Status, now: Status, expected: Kind):
    assert kind(outcome(was, 1), outcome(now, 1)) == expected


@pytest.mark.parametrize("status", ["on_pace", "not_due", "behind", "shortfall"])
@pytest.mark.parametrize(("gap", "expected"), [(2, "better"), (3, "unchanged"), (4, "worse")])
def test_under_one_status_what_is_missing_decides(status: Status, gap: int, expected: Kind):
    assert kind(outcome(status, 3), outcome(status, gap)) == expected


@pytest.mark.parametrize("status", ["met", "over", "waived", "not_applicable"])
def test_what_owes_nothing_is_unchanged_whatever_its_gap(status: Status):
    assert kind(outcome(status, 3), outcome(status, 0)) == "unchanged"


@pytest.mark.parametrize("status", STATUSES)
def test_what_only_one_report_has_came_or_left(status: Status):
    assert kind(outcome(status, 1), None) == "left"
    assert kind(None, outcome(status, 1)) == ("new" if status in OPEN else "came")


def test_every_pair_is_of_one_kind():
    found = {kind(outcome(was, 1), outcome(now, 1)) for was in STATUSES for now in STATUSES}
    assert found | {"came", "left"} == set(KINDS)
