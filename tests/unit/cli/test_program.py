"""The program as a process of its own: how it starts and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def python(*words: str, **streams: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=not streams, text=True, check=False, **streams)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(("words", "code"), [(("--version",), 0), (("rules", "list"), 0), (("audit",), 2), (("nothing",), 2)])
def test_the_exit_code_and_all_output_arrive(words: tuple[str, ...], code: int) -> None:
    ran = python("-m", "assistcheck", *words)
    assert ran.returncode == code
    assert ran.stdout if code == 0 else ran.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_output_that_nobody_could_take_is_no_success(unbuffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    with Path("/dev/full").open("w") as full:
        ran = python("-m", "assistcheck", "--version", stdout=full, stderr=subprocess.PIPE)
    assert ran.returncode == 2
    assert "Traceback" not in ran.stderr


def test_a_fault_of_the_program_is_a_traceback_where_it_is_asked_for() -> None:
    code = "import assistcheck.cli.app as app; app.build = 1; from assistcheck.cli import program; program()"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, "ASSISTCHECK_DEBUG": "1"}
    )
    assert ran.returncode == 1
    assert "TypeError" in ran.stderr
