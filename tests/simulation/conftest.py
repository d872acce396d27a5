"""The simulated year, and the reports of its weeks, made once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .layout import audits
from .year import WEEKS, Year, draw_year

SEED = int(os.environ.get("ASSISTCHECK_YEAR_SEED", "1"))


@pytest.fixture(scope="session")
def year() -> Year:
    """Return the year; ``ASSISTCHECK_YEAR_WEEKS`` takes its last weeks alone."""
    return draw_year(SEED, weeks=int(os.environ.get("ASSISTCHECK_YEAR_WEEKS", WEEKS)))


@pytest.fixture(scope="session")
def reports(year: Year, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the report of each week."""
    return list(audits(year, tmp_path_factory.mktemp("year")))
