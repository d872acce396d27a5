"""The command line on the files that the page gets, run from the folder in which they lie."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Terminal:
    """A terminal in a folder of files."""

    folder: Path

    def run(self, *arguments: object) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end, whatever its exit code is, and never with a traceback."""
        command = [sys.executable, "-m", "assistcheck", *map(str, arguments)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTCHECK_")}
        ran = subprocess.run(command, cwd=self.folder, capture_output=True, check=False, env=kept)
        assert b"Traceback" not in ran.stderr, ran.stderr.decode()
        return ran

    def report(self, paths: Sequence[str], form: str, *options: object) -> bytes:
        """Return the report on some paths, as ``assistcheck audit`` writes it to a file."""
        out = self.folder.parent / f"{self.folder.name}-report.{form}"
        ran = self.run("audit", *paths, *options, "--format", form, "--no-progress", "-o", out)
        assert ran.returncode in {0, 1, 3}, ran.stderr.decode()
        content = out.read_bytes()
        out.unlink()
        return content

    def json(self, paths: Sequence[str], *options: object) -> dict[str, Any]:
        """Return the JSON report on some paths."""
        found: dict[str, Any] = json.loads(self.report(paths, "json", *options))
        return found
