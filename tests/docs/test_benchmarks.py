"""The benchmarks run: one small round, its JSON, and that every peer that is installed finds what the audit finds."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from shutil import rmtree
from typing import Any
from zipfile import ZipFile

import pytest

from assistcheck import api
from assistcheck.ledgers.registry import ledgers_of

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # the benchmarks stand beside the tests and are not installed

from benchmarks.before import install_before  # noqa: E402
from benchmarks.competitor import BEFORE, OWN, RAW, Competitor, python  # noqa: E402
from benchmarks.competitors import PEERS, competitors, inputs, selected  # noqa: E402
from benchmarks.goals import SCENARIOS  # noqa: E402
from benchmarks.markdown import filled  # noqa: E402
from benchmarks.measure import Run, run_once, tree_of  # noqa: E402
from benchmarks.peers import job  # noqa: E402
from benchmarks.report import Result, as_json, goals, growth, ratios  # noqa: E402
from benchmarks.sizes import SIZES  # noqa: E402
from benchmarks.tables import goal_lines, tables  # noqa: E402
from benchmarks.write import WRITERS  # noqa: E402

GROUPS = ("ledger", "year", "commands", "teams", "files", "bad", "csv", "cache")
"""Those that are run here; one run of each other would say nothing more."""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    target = tmp_path_factory.mktemp("benchmarks") / "report.json"
    only = [argument for group in GROUPS for argument in ("--only", group)]
    command = [sys.executable, "-m", "benchmarks", "--size", "tiny", "--rounds", "1", "--json", str(target), *only]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr + done.stdout
    assert f"x {RAW}" in done.stdout
    found: dict[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return found


def test_the_json_says_what_was_measured_and_where(report: dict[str, Any]) -> None:
    assert report["schema"] == "assistcheck-benchmarks/2"
    assert (report["size"], report["rounds"]) == ("tiny", 1)
    assert report["machine"]["cores"] >= 1
    assert report["machine"]["python"] == ".".join(map(str, sys.version_info[:3]))
    assert report["machine"]["libraries"]["python-calamine"]
    assert {run["group"] for run in report["runs"]} == set(GROUPS)


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
        ("assistcheck", "pandas.read_csv"),
    }
    assert all(row[figure] > 0 for row in report["ratios"] for figure in ("wall", "cpu", "peak"))


def test_every_installed_peer_finds_what_the_audit_finds(report: dict[str, Any]) -> None:
    own, *peers = report["agreement"]
    assert own["name"] == "assistcheck"
    assert own["bad"] == 1
    assert 45 < len(own["sums"]) <= 50
    assert {peer["name"] for peer in peers} >= {"pandas+calamine", "pandas+openpyxl"}
    for peer in peers:
        assert (peer["bad"], peer["sums"]) == (own["bad"], own["sums"]), peer["name"]


def test_the_job_of_the_peers_is_that_of_the_pack() -> None:
    sheet = ledgers_of(api.load_pack("dongguan-2022"))["purchases"]
    found = sheet.by_name
    assert sheet.title == job.SHEET
    assert tuple(column.header for column in found.values()) == job.HEADERS
    assert (found["channel"].words, found["form"].words) == (job.CHANNELS, job.FORMS)


def test_a_report_that_is_written_is_weighed(report: dict[str, Any]) -> None:
    weights = {run["group"]: run["report_mb"] for run in report["runs"] if run["name"] == OWN}
    assert weights["bad"] > 0.1
    assert weights["csv"] > 0.1
    assert weights["ledger"] is None


def result(name: str, *runs: Run, group: str = "commands", number: int = 0, bases: tuple[str, ...] = ()) -> Result:
    return Result(Competitor(group, name, number, (), bases), runs)


def page_of(results: list[Result]) -> dict[str, Any]:
    return {"runs": as_json(results), "ratios": ratios(results), "growth": growth(results), "goals": goals(results)}


def test_growth_is_told_from_one_number_to_the_next() -> None:
    results = [result(OWN, Run(wall, wall, 10.0, 0), group="teams", number=number) for number, wall in ((50, 1.0), (500, 8.0))]
    assert growth(results) == [{"of": "teams", "from": 50, "to": 500, "times": 10, "wall": 8.0, "cpu": 8.0, "peak": 1.0}]
    assert any("50 to 500 teams" in line for line in tables(page_of(results)))


def test_a_ratio_is_of_medians_and_a_failed_run_has_none() -> None:
    base = result("import typer", *(Run(wall, 1.0, 10.0, 0) for wall in (1.0, 2.0, 30.0)))
    good = result("good", Run(4.0, 1.0, 20.0, 0), bases=("import typer",))
    bad = result("bad", Run(4.0, 1.0, 20.0, 3), bases=("import typer",))
    assert [(row["name"], row["wall"], row["peak"]) for row in ratios([base, good, bad])] == [("good", 2.0, 2.0)]
    assert bad.status == "failed with 3"


def test_a_goal_is_met_by_its_figure_at_its_own_number_alone() -> None:
    raw, before = (Run(2.0, 2.0, 100.0, 0), Run(20.0, 20.0, 300.0, 1))
    results = [
        result(OWN, Run(9.0, 6.0, 131.0, 0, report=6.0), group="bad", number=number, bases=(RAW, BEFORE))
        for number in (1_000, 100_000)
    ]
    results += [result(RAW, raw, group="bad", number=100_000), result(BEFORE, before, group="bad", number=100_000)]
    found = {row["figure"]: (row["measured"], row["met"]) for row in goals(results)}
    assert found == {"cpu": (3.0, True), "peak": (1.31, False), "report": (6.0, True)}
    lines = list(goal_lines(goals(results)))
    assert [line.split("   ")[-1] for line in lines[1:]] == ["met", "not met", "met"]


def test_a_goal_whose_run_failed_is_not_met_and_one_that_did_not_take_part_is_not_told() -> None:
    own = result(OWN, Run(1.0, 1.0, 1.0, 3), group="csv", number=100_000, bases=("pandas.read_csv", BEFORE))
    peer = result("pandas.read_csv", Run(1.0, 1.0, 1.0, 0), group="csv", number=100_000)
    assert [(row["base"], row["measured"], row["met"]) for row in goals([own, peer])] == [("pandas.read_csv", None, False)]
    assert list(goal_lines(goals([own, peer])))[1].split()[-3:] == ["failed", "not", "met"]


def test_the_table_names_each_base_once_and_the_report_where_there_is_one() -> None:
    own = result(OWN, Run(6.0, 6.0, 10.0, 0, report=1.5), group="bad", number=10, bases=(RAW,))
    raw = result(RAW, Run(2.0, 3.0, 10.0, 0), group="bad", number=10)
    _, head, first, second = tables(page_of([own, raw]))
    assert " ".join(head.split()) == "bad, 10 rows wall s cpu s MiB MB out x raw calamine (wall, cpu, MiB)"
    assert first.split() == ["assistcheck", "6.000", "6.000", "10", "1.50", "3.00", "2.00", "1.00"]
    assert second.split() == ["raw", "calamine", "2.000", "3.000", "10"]


def test_only_some_are_run_together_with_what_they_are_compared_with() -> None:
    everybody = [
        Competitor("commands", "import typer", 0, ()),
        Competitor("commands", "assistcheck --help", 0, (), ("import typer",)),
        Competitor("year", "import pandas", 0, ()),
    ]
    assert selected(everybody, ["assistcheck --help"]) == everybody[:2]
    assert selected(everybody, ["scenarios"]) == everybody[2:]
    assert selected(everybody, []) == everybody
    assert selected(everybody, ["nobody"]) == []


def test_the_page_has_a_place_for_every_group() -> None:
    page = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    places = re.findall(r"<!-- figures: ([^\n]+) -->\n(?:(?!<!-- figures).)*?<!-- end -->", page, re.DOTALL)
    assert sorted(places) == sorted({"machine", "goals", "growth", *(scenario.group for scenario in SCENARIOS)})


@pytest.mark.parametrize("size", SIZES)
def test_every_group_is_run_and_every_input_can_be_written(size: str, tmp_path: Path) -> None:
    everybody = competitors(SIZES[size], tmp_path)
    assert {one.group for one in everybody} == {scenario.group for scenario in SCENARIOS}
    assert len({one.key for one in everybody}) == len(everybody)
    written = inputs(SIZES[size], tmp_path)
    assert {kind for kind, _ in written.values()} <= set(WRITERS)
    read = {Path(word) for one in everybody for word in one.command if word.startswith(str(tmp_path))}
    made = {one.output for one in everybody} | {tmp_path / "cache"}
    assert all(path in made or path in written or path.parent in written for path in read)


def test_every_goal_is_of_somebody_that_is_run_at_the_large_size(tmp_path: Path) -> None:
    everybody = {(one.group, one.number, one.name): one for one in competitors(SIZES["large"], tmp_path, tmp_path / "before")}
    for scenario in SCENARIOS:
        for goal in scenario.goals:
            own = everybody[scenario.group, scenario.number, goal.of]
            assert goal.base is None or goal.base in own.bases
            assert goal.figure != "report" or own.output


def test_the_build_before_runs_the_same_command_with_its_own_code(tmp_path: Path) -> None:
    code = tmp_path / "before"
    (code / "assistcheck").mkdir(parents=True)
    (code / "assistcheck" / "__init__.py").write_text("")
    (code / "assistcheck" / "__main__.py").write_text("import sys; open(sys.argv[-1], 'w').write('x' * 1000); sys.exit(1)")
    everybody = {one.name: one for one in competitors(SIZES["tiny"], tmp_path, code) if one.group == "bad"}
    own, before = everybody[OWN], everybody[BEFORE]
    assert (own.bases, before.bases) == ((RAW, BEFORE), (RAW,))
    assert own.command[:-1] == before.command[:-1]
    assert own.output != before.output
    run = run_once(before)
    assert (run.exit_code, run.report) == (1, 0.001)


def test_a_wheel_is_installed_once_beside_the_libraries_of_this_build(tmp_path: Path) -> None:
    wheel = tmp_path / "assistcheck-0.0.1-py3-none-any.whl"
    about = "assistcheck-0.0.1.dist-info"
    with ZipFile(wheel, "w") as parts:
        parts.writestr("assistcheck/__init__.py", "")
        parts.writestr(
            f"{about}/METADATA", "Metadata-Version: 2.1\nName: assistcheck\nVersion: 0.0.1\nRequires-Dist: nobody-has-this\n"
        )
        parts.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        parts.writestr(f"{about}/RECORD", "")
    folder = install_before(str(wheel), tmp_path)
    assert (folder / "assistcheck" / "__init__.py").exists()
    (folder / "kept").touch()
    assert install_before(str(wheel), tmp_path) == folder
    assert (folder / "kept").exists()
    rmtree(folder / "assistcheck")
    with pytest.raises(SystemExit, match="in place of"):
        install_before(str(wheel), tmp_path)


def test_figures_go_to_their_places_in_the_page() -> None:
    raw = result(RAW, Run(2.0, 2.0, 100.0, 0), group="percent", number=100_000)
    runs = [
        page_of([result(OWN, Run(1.0, cpu, 100.0, 0), group="percent", number=100_000, bases=(RAW,)), raw])
        for cpu in (7.0, 5.0)
    ]
    machine = {"usable_cores": 2, "cpu": "Some CPU", "memory_mib": 2048, "python": "3.11.7", "libraries": {"pandas": "3.1"}}
    reports = [{**run, "machine": machine, "rounds": 3, "size": "large"} for run in runs]
    places = "".join(f"<!-- figures: {name} -->\nold {name}\n<!-- end -->\n" for name in ("percent", "goals", "machine", "md"))
    page = filled(f"before\n{places}after\n", reports)
    assert "old percent" not in page
    assert "  assistcheck                             1.000    5.000" in page
    assert (
        "| 100,000 rows: amounts formatted as per cent, every one a problem | cpu × raw calamine | ≤ 3 | 2.50 | met |" in page
    )
    assert page.count("raw calamine | ≤ 3") == 1, "the last run of a group counts"
    assert "3 rounds" in page
    assert "Some CPU" in page
    assert "<!-- figures: md -->\nold md\n<!-- end -->\nafter\n" in page, "what was not measured stays"


def test_the_sizes_grow_tenfold() -> None:
    for size in SIZES.values():
        for numbers in (size.rows, size.teams, size.files):
            assert all(many == 10 * few or len(numbers) == 1 for few, many in pairwise(numbers))


def test_a_process_is_measured_by_itself() -> None:
    ballast = bytearray(64 * 2**20)
    run = run_once(
        Competitor("commands", "small", 0, python("-I", "-S", "-c", "import sys; print('thrown away'); sys.exit(7)"))
    )
    assert run.exit_code == 7
    assert run.cpu > 0
    assert run.wall > 0
    assert 2 < run.peak < len(ballast) / 2**20


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system does not tell")
def test_the_memory_of_a_tree_is_that_of_all_its_processes_together() -> None:
    child = "import time; held = b'x' * 40_000_000; time.sleep(0.5)"
    start = f"[subprocess.Popen([sys.executable, '-c', {child!r}]) for _ in range(2)]"
    parent = f"import subprocess, sys; [one.wait() for one in {start}]"
    found = tree_of(Competitor("commands", "two children", 0, python("-I", "-S", "-c", parent)))
    assert found is not None
    assert 2 * 40 < found < 2 * 40 + 60
