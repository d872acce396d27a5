"""``--timings``: each stage with its time and the most memory held so far, on standard error."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistcheck.cli import timings
from assistcheck.cli.timings import Timings
from unit.cli.console import Shell

pytest.importorskip("resource", reason="this system does not say how much memory a process has held")

SAMPLE = Path(__file__).parents[3] / "sample_data" / "one-team.xlsx"
LINE = re.compile(r" *(\d+) ms +(\d+) MiB  (.+)")
STAGES = ["loading the program and the rule pack", "waiting for the files", "judging and writing", "in all"]


def run(*arguments: str, workers: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "assistcheck", "audit", str(SAMPLE), "-q", "--lang", "en", *arguments]
    environment = {"ASSISTCHECK_WORKERS": workers, "PYTHONPATH": str(SAMPLE.parents[1] / "src")}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_each_stage_has_its_time_and_the_memory_so_far_and_readers_have_theirs() -> None:
    ran = run("--timings", workers="1")
    *stages, readers = ran.stderr.splitlines()
    found = [LINE.fullmatch(line) for line in stages]
    assert [match and match[3] for match in found] == STAGES
    peaks = [int(match[2]) for match in found if match]
    assert peaks == sorted(peaks), "the most so far never falls"
    assert peaks[0] > 10, "a Python that has loaded the program"
    assert re.fullmatch(r" +[1-9]\d* MiB  the largest reading process", readers)
    assert " ms" not in ran.stdout


def test_there_is_no_reading_process_where_none_is_wanted() -> None:
    assert [match and match[3] for match in map(LINE.fullmatch, run("--timings", workers="0").stderr.splitlines())] == STAGES


def test_nobody_is_told_who_has_not_asked() -> None:
    assert run(workers="0").stderr == ""


def test_the_stages_are_in_the_language_of_the_run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    ran = Shell(monkeypatch, capsys).run("audit", str(SAMPLE), "-q", "--lang", "zh", "--timings")
    assert "MiB  合计" in ran.err
    assert "in all" not in ran.err


def test_memory_is_left_out_where_the_system_does_not_say(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "resource", None)  # as on Windows
    clock = Timings(wanted=True)
    with clock.stage("判定", "judging"):
        pass
    clock.report()
    lines = capsys.readouterr().err.splitlines()
    assert [re.sub(r"\d+", "N", line.strip()) for line in lines] == ["N ms  判定", "N ms  合计"]


@pytest.mark.parametrize(("unit", "expected"), [(1, 0.5), (1024, 512.0)])
def test_the_unit_of_the_system_is_heeded(monkeypatch: pytest.MonkeyPatch, unit: int, expected: float) -> None:
    import resource  # noqa: PLC0415 - Windows has none

    usage = type("Usage", (), {"ru_maxrss": 2**19})()
    monkeypatch.setattr(resource, "getrusage", lambda _: usage)
    monkeypatch.setattr(timings, "_PEAK_UNIT", unit)
    assert timings._peak() == (expected, expected)
