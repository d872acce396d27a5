"""The benchmarks run: one small round, its JSON, and that every peer that is installed finds what the audit finds."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from assistcheck import api
from assistcheck.ledgers.registry import ledgers_of

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # the benchmarks stand beside the tests and are not installed

from benchmarks.competitors import PEERS, RAW, SIZES, Competitor, selected  # noqa: E402
from benchmarks.measure import Run, run_once  # noqa: E402
from benchmarks.peers import job  # noqa: E402
from benchmarks.report import Result, growth, ratios, table  # noqa: E402


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    target = tmp_path_factory.mktemp("benchmarks") / "report.json"
    command = [sys.executable, "-m", "benchmarks", "--size", "tiny", "--rounds", "1", "--json", str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr + done.stdout
    assert f"x {RAW}" in done.stdout
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return found


def test_the_json_says_what_was_measured_and_where(report: dict[str, Any]) -> None:
    assert report["schema"] == "assistcheck-benchmarks/1"
    assert (report["size"], report["rounds"]) == ("tiny", 1)
    assert report["machine"]["cores"] >= 1
    assert report["machine"]["python"] == ".".join(map(str, sys.version_info[:3]))
    assert report["machine"]["libraries"]["python-calamine"]
    assert {run["group"] for run in report["runs"]} == {"ledger", "year", "commands", "teams", "files"}


def test_whatever_ran_has_figures(report: dict[str, Any]) -> None:
    for run in report["runs"]:
        figures = [run[name] for name in ("wall_s", "cpu_s", "peak_mib")]
        if run["status"] == "ok":
            assert all(figure > 0 for figure in figures), run
            assert len(run["walls_s"]) == 1
        else:
            assert run["name"] in PEERS
            assert figures == [None] * 3


def test_there_is_a_ratio_for_each_goal(report: dict[str, Any]) -> None:
    found = {(row["name"], row["base"]) for row in report["ratios"]}
    assert found >= {
        ("assistcheck", RAW),
        ("assistcheck text", "import pandas"),
        ("assistcheck json", "import pandas"),
        ("assistcheck --help", "import typer"),
        ("assistcheck rules list", "import typer"),
        ("assistcheck", "assistcheck, one core"),
    }
    assert all(row[figure] > 0 for row in report["ratios"] for figure in ("wall", "cpu", "peak"))


def test_every_installed_peer_finds_what_the_audit_finds(report: dict[str, Any]) -> None:
    own, *peers = report["agreement"]
    assert own["name"] == "assistcheck"
    assert own["bad"] == 1
    assert len(own["sums"]) == 50
    assert {peer["name"] for peer in peers} >= {"pandas+calamine", "pandas+openpyxl"}
    for peer in peers:
        assert (peer["bad"], peer["sums"]) == (own["bad"], own["sums"]), peer["name"]


def test_the_job_of_the_peers_is_that_of_the_pack() -> None:
    sheet = ledgers_of(api.load_pack("dongguan-2022"))["purchases"]
    found = sheet.by_name
    assert sheet.title == job.SHEET
    assert tuple(column.header for column in found.values()) == job.HEADERS
    assert (found["channel"].words, found["form"].words) == (job.CHANNELS, job.FORMS)


def test_growth_is_told_from_one_number_to_the_next() -> None:
    results = [
        Result(Competitor("teams", "assistcheck", number, (), codes=(0, 1)), [Run(wall, wall, 10.0, 1)])
        for number, wall in ((50, 1.0), (500, 8.0))
    ]
    assert growth(results) == [{"of": "teams", "from": 50, "to": 500, "times": 10, "wall": 8.0, "cpu": 8.0, "peak": 1.0}]
    assert any("50 to 500 teams" in line for line in table(results))


def test_a_ratio_is_of_medians_and_a_failed_run_has_none() -> None:
    base = Result(Competitor("commands", "import typer", 0, ()), [Run(wall, 1.0, 10.0, 0) for wall in (1.0, 2.0, 30.0)])
    good = Result(Competitor("commands", "good", 0, (), "import typer"), [Run(4.0, 1.0, 20.0, 0)])
    bad = Result(Competitor("commands", "bad", 0, (), "import typer"), [Run(4.0, 1.0, 20.0, 3)])
    assert [(row["name"], row["wall"], row["peak"]) for row in ratios([base, good, bad])] == [("good", 2.0, 2.0)]
    assert bad.status == "failed with 3"


def test_only_some_are_run_together_with_what_they_are_compared_with() -> None:
    everybody = [
        Competitor("commands", "import typer", 0, ()),
        Competitor("commands", "assistcheck --help", 0, (), "import typer"),
        Competitor("year", "import pandas", 0, ()),
    ]
    assert selected(everybody, ["assistcheck --help"]) == everybody[:2]
    assert selected(everybody, []) == everybody
    assert selected(everybody, ["nobody"]) == []


def test_the_sizes_grow_tenfold() -> None:
    for size in SIZES.values():
        for numbers in (size.rows, size.teams, size.files):
            assert all(many == 10 * few or len(numbers) == 1 for few, many in pairwise(numbers))


def test_a_process_is_measured_by_itself() -> None:
    ballast = bytearray(64 * 2**20)
    run = run_once((sys.executable, "-I", "-S", "-c", "import sys; print('thrown away'); sys.exit(7)"))
    assert run.exit_code == 7
    assert run.cpu > 0
    assert run.wall > 0
    assert 2 < run.peak < len(ballast) / 2**20
