"""Run the command line in this process, as a user's shell would."""

from __future__ import annotations

import gc
import sys
from dataclasses import dataclass

import pytest

from assistcheck.cli import main


@dataclass(frozen=True)
class Ran:
    """What one run left behind."""

    code: int
    out: str
    err: str


@dataclass
class Shell:
    """A shell whose commands run in this process."""

    monkeypatch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def run(self, *arguments: str) -> Ran:
        """Run ``assistcheck`` with ``arguments``."""
        self.monkeypatch.setattr(sys, "argv", ["assistcheck", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        gc.enable()  # a real process ends here
        gc.unfreeze()
        captured = self.capture.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)
