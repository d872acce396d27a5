"""What writes a file of settings, and an audit that is run beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from unit.cli.console import Ran, Shell

Audit = Callable[..., Ran]
"""Audits the small workbook with further words."""
Write = Callable[[str], None]
"""Writes the file of settings."""


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Return what writes the file of settings; the working folder lies two below it."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)

    def written(text: str) -> None:
        (tmp_path / "assistcheck.toml").write_bytes(text.encode("utf-8", "surrogateescape"))

    return written


@pytest.fixture
def audit(shell: Shell, workbook: Path) -> Audit:
    """Return what audits the small workbook."""
    return lambda *words: shell.run("audit", str(workbook), "--no-progress", *words)
