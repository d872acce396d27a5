"""The quarter of a few teams, with one slip of each kind, made once."""

from __future__ import annotations

import pytest

from .quarter import Quarter

TEAMS = 6


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Quarter:
    """Return the quarter as it comes back, with one slip of each kind."""
    return Quarter.begin(tmp_path_factory.mktemp("quarter"), TEAMS, each=1)
