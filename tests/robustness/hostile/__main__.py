"""Run hostile cases by name, or all of them, and tell what differs: ``python -m robustness.hostile [NAME…]`` in ``tests``."""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from robustness.hostile import CASES
from robustness.hostile.case import Case
from robustness.hostile.command import audit, differs, faults
from robustness.hostile.prepared import Prepared
from robustness.hostile.workbooks import roster

WORKERS = 2


def main() -> int:
    """Run the cases whose names begin with an argument; return how many do not hold, at most 100."""
    wanted = sys.argv[1:] or [""]
    chosen = [case for case in CASES if any(case.name.startswith(word) for word in wanted)]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(WORKERS) as pool:
        place = Path(folder)
        roster_file = place / "roster.xlsx"
        roster_file.write_bytes(roster())
        free: Queue[Prepared] = Queue()
        for number in range(WORKERS):
            (place / f"{number}").mkdir()
            free.put(Prepared(place / f"{number}"))
        told = list(pool.map(lambda case: _run(case, place, roster_file, free), chosen))
        while not free.empty():
            free.get().close()
    sys.stdout.writelines(line for line in told if line)
    sys.stdout.write(f"{len(chosen)} cases, {sum(map(bool, told))} do not hold\n")
    return min(sum(map(bool, told)), 100)


def _run(case: Case, folder: Path, roster_file: Path, free: Queue[Prepared]) -> str:
    place = folder / case.name
    place.mkdir()
    case.lay(place)
    prepared = free.get()
    began = time.monotonic()
    try:
        ran = audit(prepared, str(place / case.file), roster_file)
    finally:
        free.put(prepared)
    seconds = time.monotonic() - began
    shutil.rmtree(place)
    found = faults(ran)
    if not found:
        told = [differs(ran, expected) for expected in case.expected]
        found = [] if "" in told else told[:1]
    return f"{case.name} ({seconds:.1f} s): {' | '.join(found)}\n" if found else ""


if __name__ == "__main__":
    sys.exit(main())
