"""The commands of the quarter, run as the office runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Commands:
    """The command line in a folder of its own."""

    home: Path

    @property
    def roster(self) -> Path:
        """The office's rosters."""
        return self.home / "名册.xlsx"

    def run(self, *arguments: object, codes: tuple[int, ...] = (0,)) -> str:
        """Run a command, which has to end with one of the exit codes, and return its standard output."""
        command = [sys.executable, "-m", "assistcheck", *map(str, arguments), "--lang", "zh"]
        ran = subprocess.run(command, cwd=self.home, capture_output=True, text=True, check=False)
        assert ran.returncode in codes, (arguments, ran.returncode, ran.stderr[-2000:])
        assert "Traceback" not in ran.stderr
        return ran.stdout

    def audit(self, folder: Path, day: date, *more: object) -> dict[str, Any]:
        """Return the JSON report on the workbooks of a folder."""
        said = self.run(
            "audit", folder, *self.sources(day), "--format", "json", "--cache", self.home / "cache", *more, codes=(0, 1, 3)
        )
        report: dict[str, Any] = json.loads(said)
        return report

    def sources(self, day: date) -> tuple[object, ...]:
        """Return the options that all commands share."""
        return ("--roster", self.roster, "--as-of", day)
