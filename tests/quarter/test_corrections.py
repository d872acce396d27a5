"""What people do wrong is read as they meant it, or they are told so that they can mend it by the words of the remedies."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from .clerk import places_of
from .conftest import TEAMS
from .kinds import KINDS
from .quarter import Quarter, State, Step

RIGHT = State(errors=0, wrong_rows=0, wrong_verdicts=0)


def test_every_kind_of_slip_is_made(small: Quarter) -> None:
    assert [made.kind for _, made in small.made] == list(KINDS)
    assert len(KINDS) >= 18


def test_every_slip_is_said_at_its_place_with_a_remedy(small: Quarter) -> None:
    for paper, made in small.made:
        kind, (sheet, cell) = KINDS[made.kind], made.place
        path = str(small.path_of(paper))
        said = [
            problem
            for problem in small.first_report["problems"]
            if (problem["code"], problem["path"], problem["sheet"]) == (kind.says, path, sheet)
        ]
        if kind.says:
            assert said, made
            assert all(problem["remedy"] and problem["message"] for problem in said)
        if kind.says and cell:
            assert cell in {f"{get_column_letter(one.column)}{one.row}" for p in said for one in places_of(p) if one.row}, made


def test_what_is_forgiven_is_read_as_it_was_meant(tmp_path: Path) -> None:
    forgiven = [name for name, kind in KINDS.items() if kind.forgiven]
    quarter = Quarter.begin(tmp_path, TEAMS, each=2, kinds=forgiven)
    assert quarter.state() == RIGHT
    assert {made.kind for _, made in quarter.made} == {*forgiven}


def test_templates_that_are_filled_in_rightly_are_read_without_a_word(tmp_path: Path) -> None:
    quarter = Quarter.begin(tmp_path, TEAMS, each=0)
    assert quarter.state() == RIGHT
    assert {problem["code"] for problem in quarter.report["problems"] if problem["path"]} <= {"future-date"}


def test_no_error_is_left_after_two_rounds_of_following_the_remedies(small: Quarter, corrections: list[list[Step]]) -> None:
    _follows_to_the_truth(small, corrections)


@pytest.mark.slow
def test_fifty_teams_with_six_slips_of_each_kind(tmp_path: Path) -> None:
    quarter = Quarter.begin(tmp_path, teams=50, each=6, seed=4)
    assert {made.kind for _, made in quarter.made} == {*KINDS}
    _follows_to_the_truth(quarter, quarter.correct_all())


def _follows_to_the_truth(quarter: Quarter, rounds: list[list[Step]]) -> None:
    """No remedy makes anything worse, and in the end all is as it was meant."""
    for step in (step for steps in rounds for step in steps):
        assert all(after <= before for before, after in zip(step.before, step.after, strict=True)), step
    assert quarter.state() == RIGHT, quarter.report["problems"]
    assert quarter.mistyped() == []
    assert rounds[0][0].before.errors > len([kind for kind in KINDS.values() if kind.says]) // 2
