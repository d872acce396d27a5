"""Runs killed at random moments leave what was there or what should be: no half file, no draft, no process."""

from __future__ import annotations

import os
import random
import shutil
import sys
from pathlib import Path

import pytest

from robustness.killed.commands import COMMANDS, Command
from robustness.killed.runs import Place, kill_once, run_whole

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves nothing of a killed program")
KILLS = int(os.environ.get("ASSISTCHECK_KILLS", "200"))
"""How many runs are killed in all."""
SEED = int(os.environ.get("ASSISTCHECK_SEED", "1"))
SAMPLE = Path(__file__).parents[2] / "sample_data" / "one-team.xlsx"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Return folders for submissions, results and temporary files; several workbooks, so that several processes read."""
    root = tmp_path_factory.mktemp("killed")
    place = Place(root / "in", root / "reports", root / "out", root / "tmp")
    for folder in place:
        folder.mkdir()
    for number in range(8):
        shutil.copy(SAMPLE, place.submissions / f"{number}.xlsx")
    report = Command("report", ("audit", "{in}", "--format", "json"))
    for number, day in enumerate(("2022-06-30", "2022-12-31"), start=1):
        place.start(
            report._replace(words=(*report.words, "-o", f"{{reports}}/{number}.json")), ("--as-of", day), ""
        ).communicate()
    assert len(list(place.reports.iterdir())) == 2
    return place


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_run_that_is_killed_leaves_nothing_half_done(command: Command, place: Place) -> None:
    whole, chance = run_whole(command, place), random.Random(f"{SEED} {command.name}")  # noqa: S311
    faults = [fault for _ in range(-(-KILLS // len(COMMANDS))) for fault in kill_once(command, place, whole, chance)]
    assert faults == []
