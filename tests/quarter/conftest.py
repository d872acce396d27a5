"""The quarter of a few teams, with one slip of each kind, made once."""

from __future__ import annotations

import pytest

from .quarter import Quarter, Step

TEAMS = 6


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Quarter:
    """Return the quarter as it comes back, with one slip of each kind."""
    quarter = Quarter.begin(tmp_path_factory.mktemp("quarter"), TEAMS, each=1)
    quarter.mark()
    return quarter


@pytest.fixture(scope="session")
def corrections(small: Quarter) -> list[list[Step]]:
    """Return what came of each round of corrections, of two at most."""
    return small.correct_all()
