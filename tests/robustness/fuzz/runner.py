"""Runs mutants in forked children with little memory and little time, and attributes whatever goes wrong to its mutant."""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

from assistcheck.errors import WorkbookError
from assistcheck.submission.file_reader import read_book
from builders.packs import LEDGERS
from builders.support import facts
from robustness.fuzz.bases import bases
from robustness.fuzz.mutate import mutated
from robustness.fuzz.second import differences

MEMORY = 3 * 2**30
SECONDS = 10
BATCH = 50
_SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong with one mutant."""

    base: str
    seed: int
    what: str


def run(base: str, seeds: range) -> Iterator[Fault]:
    """Yield what goes wrong with the mutants of one base; a child that dies is followed by another."""
    first = seeds.start
    while first < seeds.stop:
        at, told = _batch(base, range(first, min(first + BATCH, seeds.stop)))
        yield from told
        first = at + 1


def _batch(base: str, seeds: range) -> tuple[int, list[Fault]]:
    """Return the last seed that was tried, and what went wrong; ``seeds`` are tried until the child dies."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _become_small()
        _try_all(base, seeds, writing)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as lines:
        told = [line.rstrip("\n").partition(" ")[::2] for line in lines]
    _, status = os.waitpid(child, 0)
    last = max((int(seed) for seed, _ in told), default=seeds.start)
    faults = [Fault(base, int(seed), what.replace("\\n", "\n")) for seed, what in told if what]
    if code := os.waitstatus_to_exitcode(status):
        faults.append(Fault(base, last, f"the process ended with {code}"))
        return last, faults
    return seeds.stop - 1, faults


def _become_small() -> None:
    for stream in (1, 2):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _try_all(base: str, seeds: range, writing: int) -> None:
    data = bases()[base]
    for seed in seeds:
        os.write(writing, f"{seed} \n".encode())
        signal.alarm(SECONDS)
        if what := fault_of(base, mutated(data, seed)):
            os.write(writing, f"{seed} {what}\n".replace("\n", "\\n").encode("utf-8", "replace")[:-2] + b"\n")
        signal.alarm(0)


def fault_of(base: str, data: bytes) -> str:
    """Return what is wrong with how one file is read; empty: nothing."""
    try:
        made = read_book(base, lambda: data, LEDGERS, facts)
        if made.error is not None or not base.endswith(".xlsx"):
            return ""
        return "; ".join(differences(data)[:_SEVERAL])
    except WorkbookError:
        return ""
    except BaseException:  # noqa: BLE001 - whatever comes out of the reader is what is looked for
        return "".join(traceback.format_exception(*sys.exc_info())[-6:])
