"""Fuzz the reader by hand: ``python -m robustness.fuzz [--minutes N] [--seed FIRST] [--base NAME]`` in ``tests``."""

from __future__ import annotations

import argparse
import sys
import time

from robustness.fuzz.bases import bases
from robustness.fuzz.runner import BATCH, run


def main() -> int:
    """Try mutants of every base in turn until the time is over, and tell each fault; return 1 if there is any."""
    asked = argparse.ArgumentParser(prog="python -m robustness.fuzz")
    asked.add_argument("--minutes", type=float, default=1)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--base", action="append")
    given = asked.parse_args()
    end, seed, found = time.monotonic() + 60 * given.minutes, given.seed, 0
    while time.monotonic() < end:
        for base in given.base or bases():
            for fault in run(base, range(seed, seed + BATCH)):
                found += 1
                sys.stdout.write(f"{fault.base} --seed {fault.seed}: {fault.what}\n")
                sys.stdout.flush()
        seed += BATCH
    sys.stdout.write(f"seeds {given.seed} to {seed - 1} of each base, {found} faults\n")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
