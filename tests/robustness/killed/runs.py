"""One run that is killed, and whatever is wrong with what it leaves behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from assistcheck.drafts import PREFIX
from robustness.killed.commands import Command

MARK = "ASSISTCHECK_KILLED_RUN"
"""The variable by which every process of a run is known."""
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
_SOON = 2.0
"""Seconds in which everything that belongs to a run has ended after it."""
Contents = dict[str, bytes]


def contents(folder: Path) -> Contents:
    """Every file in a folder and below, and every folder that is empty."""
    found = {str(one.relative_to(folder)): one for one in folder.rglob("*")}
    return {
        name: one.read_bytes() if one.is_file() else b"/"
        for name, one in found.items()
        if one.is_file() or not any(one.iterdir())
    }


class Place(NamedTuple):
    """Where runs take place."""

    submissions: Path
    reports: Path
    out: Path
    temporary: Path

    def fill(self, before: Contents) -> None:
        """Let nothing but ``before`` lie where the run writes."""
        for one in sorted(self.out.rglob("*"), reverse=True):
            one.rmdir() if one.is_dir() and not one.is_symlink() else one.unlink()
        for name, content in before.items():
            (self.out / name).parent.mkdir(parents=True, exist_ok=True)
            (self.out / name).write_bytes(content)

    def start(self, command: Command, options: tuple[str, ...], mark: str) -> subprocess.Popen[bytes]:
        """Start a run."""
        folders = {"{in}": self.submissions, "{reports}": self.reports, "{}": self.out}
        words = list(command.words)
        for name, folder in folders.items():
            words = [word.replace(name, str(folder)) for word in words]
        return subprocess.Popen(
            [sys.executable, "-m", "assistcheck", *words, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, MARK: mark, "TMPDIR": str(self.temporary), "ASSISTCHECK_LANG": "en"},
        )


class Whole(NamedTuple):
    """What a command writes where nobody stops it."""

    old: Contents
    new: Contents
    seconds: float
    """How long the run takes that is to be killed."""


def run_whole(command: Command, place: Place) -> Whole:
    """Let a command run to its end, twice."""
    place.fill({})
    found = []
    for options in (command.old, command.new):
        began = time.monotonic()
        run = place.start(command, options, "whole")
        if not command.ends:
            _hear(run, b"audit:")
            run.terminate()
        run.communicate()
        found.append((contents(place.out), time.monotonic() - began))
    (old, _), (new, seconds) = found
    assert old
    assert old != new
    return Whole(old, new, seconds)


def _hear(run: subprocess.Popen[bytes], words: bytes) -> None:
    """Wait till a run has said something."""
    assert run.stderr
    while words not in (line := run.stderr.readline()):
        assert line, "it has ended"


def kill_once(command: Command, place: Place, whole: Whole, chance: random.Random) -> list[str]:
    """Kill a run at a random moment; return what is wrong with what it leaves."""
    before = chance.choice((whole.old, {}))
    number = chance.choice(SIGNALS)
    after = chance.uniform(0.0, whole.seconds * 1.1)
    mark = f"{os.getpid()}-{chance.getrandbits(64):x}"
    place.fill(before)
    sent = contents(place.submissions)
    run = place.start(command, command.new, mark)
    time.sleep(after)
    run.send_signal(number)
    _, said = run.communicate(timeout=30)
    killed = number == signal.SIGKILL
    faults = [*_not_whole(place, before, whole.new, killed=killed), *_left_alive(mark)]
    if killed and command.ends and contents(place.out) not in (before, whole.new):
        place.start(command, command.new, "again").communicate(timeout=30)
        faults += [f"the next run leaves it so: {one}" for one in _not_whole(place, whole.new, whole.new)]
    if not killed and b"Traceback" in said and b"in program" in said:  # before that, Python itself is starting
        faults.append(f"a traceback: {said.decode(errors='replace')}")
    if contents(place.submissions) != sent:
        faults.append("the submissions have changed")
    faults += [f"a temporary file: {name}" for name in contents(place.temporary)]
    return [
        f"{command.name}, {number.name} after {after:.3f} s, {'old' if before else 'nothing'} before: {one}" for one in faults
    ]


def _not_whole(place: Place, before: Contents, new: Contents, *, killed: bool = False) -> Iterator[str]:
    """Yield each file that is neither as it was nor as it should be, and what is missing.

    Nothing can hinder that a ``killed`` run leaves a whole draft, and lists of which some are in their places (docs/guards.md).
    """
    found = contents(place.out)
    for name, content in found.items():
        if killed and Path(name).name.startswith(PREFIX) and content in new.values():
            continue
        if content not in (before.get(name), new.get(name)) and not (name == "cache" and content == b"/"):
            yield f"{name} of {len(content)} bytes is neither old nor new"
    yield from (f"{name} is gone" for name in before if name not in found)
    lists = [name for name in new if name.startswith("lists")]
    states = {"new" if found.get(name) == new[name] else "old" for name in lists if before.get(name) != new[name]}
    if len(states) > 1 and not killed:
        yield "some lists are new and some are not"


def _left_alive(mark: str) -> list[str]:
    """Return the processes of a run that go on living."""
    end = time.monotonic() + _SOON
    while (alive := list(_marked(mark))) and time.monotonic() < end:
        time.sleep(0.02)
    return [f"a process lives on: {one}" for one in alive]


def _marked(mark: str) -> Iterator[str]:
    wanted = f"{MARK}={mark}".encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (process / "environ").read_bytes().split(b"\0"):
                yield process.name
        except OSError:
            continue
