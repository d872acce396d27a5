"""A shell, and a small workbook to audit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from builders.support import TEAM, book, ledger, rosters
from unit.cli.console import Shell


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.setenv("COLUMNS", "100")
    return Shell(monkeypatch, capsys)


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workbook of two teams: three media reports, one of them below county level, and a bad date."""
    news = {"team": TEAM, "outlet": "甲报", "level": "市", "date": date(2022, 3, 1)}
    rows = [{**news, "title": "一"}, {**news, "title": "二", "level": "县级以下"}, {**news, "title": "三"}]
    rows.append({**news, "title": "四", "date": "2022.1"})
    path = tmp_path_factory.mktemp("data") / "data.xlsx"
    path.write_bytes(book({**rosters(), **ledger("media_reports", *rows)}))
    return path
