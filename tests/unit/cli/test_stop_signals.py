"""Signals that ask the program to end: it lets go of everything, says so, and ends with 128 and their number."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistcheck import cli

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

_PROGRAM = """
import os, pathlib, signal, sys, time
import assistcheck.cli.app as app
from assistcheck.atomic_write import write_pieces
from assistcheck.cli import program
from assistcheck import drafts

drafts._UNNAMED = 0

def build(arguments):
    def pieces():
        yield b"half"
        try:
            print("ready", flush=True)
            time.sleep(60)
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                os.kill(os.getpid(), number)  # whoever asks twice is not heard twice
    return lambda **_: write_pieces(pieces(), sys.argv[1])

app.build = build
program()
"""


def stopped_by(number: int, target: Path, *before: str) -> tuple[int, str]:
    """Stop a program that is writing a file; return its exit code and what it said."""
    words = [*before, sys.executable, "-c", _PROGRAM, str(target)]
    environment = {**os.environ, "ASSISTCHECK_LANG": "zh", "PYTHONUTF8": "1"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as started:
        assert started.stdout
        assert started.stdout.readline() == "ready\n"
        began = time.monotonic()
        started.send_signal(number)
        _, said = started.communicate(timeout=30)
        assert time.monotonic() - began < 5
    return started.returncode, said


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["INT", "TERM", "HUP"]
)
def test_a_program_that_is_asked_to_end_leaves_nothing(number: int, code: int, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    assert stopped_by(number, tmp_path / "a") == (code, "已中断\n")
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a", b"old")]


def test_a_signal_that_whoever_started_it_wants_ignored_is_not_heard(tmp_path: Path) -> None:
    program = _PROGRAM.replace("time.sleep(60)", "time.sleep(0.5)").replace("os.kill(os.getpid(), number)", "pass")
    words = ["nohup", sys.executable, "-c", program, str(tmp_path / "a")]
    with subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout
        assert started.stdout.readline() == b"ready\n"
        started.send_signal(signal.SIGHUP)
        started.communicate(timeout=30)
    assert started.returncode == 0
    assert (tmp_path / "a").read_bytes() == b"half"


def test_a_program_that_does_not_let_go_is_ended_by_the_system(tmp_path: Path) -> None:
    program = "import assistcheck.cli.stop_signals as s; s._GRACE = 1\n" + _PROGRAM.replace(
        "os.kill(os.getpid(), number)", "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path / "a")], stdout=subprocess.PIPE) as started:
        assert started.stdout
        assert started.stdout.readline() == b"ready\n"
        started.terminate()
        assert started.wait(timeout=20) == -signal.SIGALRM


def test_a_program_that_is_clearing_up_when_it_is_stopped_hears_of_it_all_the_same(tmp_path: Path) -> None:
    dying = "type('Dying', (), {'__del__': lambda _: (print('ready', flush=True), time.sleep(60))})()"
    waits = f"{dying}\n            time.sleep(60)"
    program = _PROGRAM.replace('print("ready", flush=True)\n', f"{waits}\n")
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path / "a")], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as started:
        assert started.stdout
        assert started.stdout.readline() == b"ready\n"
        began = time.monotonic()
        started.terminate()
        _, said = started.communicate(timeout=20)
    assert (started.returncode, b"Exception ignored" in said) == (143, False)
    assert time.monotonic() - began < 5
    assert list(tmp_path.iterdir()) == []


def test_a_program_that_has_all_but_ended_ends_without_a_traceback() -> None:
    program = """
import signal, sys
import assistcheck.cli as cli

class Code(SystemExit):
    @property
    def code(self):
        signal.raise_signal(signal.SIGTERM)

def main():
    raise Code

cli.main = main
cli.program()
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)
    assert (ran.returncode, ran.stderr) == (143, b"")


def test_an_interruption_while_a_class_is_made_is_one_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python 3.11 makes a RuntimeError of it, seen where a run was killed while it was loading."""

    def stopped() -> None:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    monkeypatch.setattr(cli, "main", stopped)
    ended: list[int] = []
    monkeypatch.setattr("os._exit", ended.append)
    monkeypatch.setattr(cli, "unwind_on_signals", lambda: None)
    monkeypatch.setattr(cli, "end_at_once", lambda: None)
    cli.program()
    assert ended == [130]
