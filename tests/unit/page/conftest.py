"""A small workbook to audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.support import TEAM, book, ledger, rosters


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("data") / "data.xlsx"
    path.write_bytes(book({**rosters(), **ledger("media_reports", {"team": TEAM, "title": "一", "date": "2022.1"})}))
    return str(path)
