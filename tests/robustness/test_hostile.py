"""The proof against hostile files: each goes through the real command line, with little memory and little time.

The command line runs in a process of its own for each file, so that one that dies or hangs is told by name. By hand,
a few cases at a time: ``python -m robustness.hostile NAME…`` in ``tests``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from queue import Queue

import pytest

from robustness.hostile import CASES, cells, places
from robustness.hostile.case import Case
from robustness.hostile.command import Ran, audit, differs, faults, words_for
from robustness.hostile.prepared import MEMORY, SECONDS, Prepared
from robustness.hostile.workbooks import packed, roster

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the limits of memory and time are those of POSIX")
AT_ONCE = 1 if os.environ.get("PYTEST_XDIST_WORKER") else 2


class Runs:
    """Runs cases, some at a time, in the order in which they are told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.roster = folder / "roster.xlsx"
        self.roster.write_bytes(roster())
        self._pool = ThreadPoolExecutor(AT_ONCE)
        self._free: Queue[Prepared] = Queue()
        for number in range(AT_ONCE):
            place = folder / f"streams{number}"
            place.mkdir()
            self._free.put(Prepared(place))
        self._runs: dict[str, Future[Ran]] = {}

    def begin(self, case: Case) -> Future[Ran]:
        """Return the run of a case, which begins as soon as there is room."""
        if case.name not in self._runs:
            self._runs[case.name] = self._pool.submit(self._run, case)
        return self._runs[case.name]

    def _run(self, case: Case) -> Ran:
        place = self.folder / case.name
        place.mkdir()
        case.lay(place)
        return self.audit(str(place / case.file))

    def audit(self, path: str, output_format: str = "json") -> Ran:
        """Return what comes of one path."""
        prepared = self._free.get()
        try:
            return audit(prepared, path, self.roster, output_format)
        finally:
            self._free.put(prepared)

    def close(self) -> None:
        """End everything."""
        self._pool.shutdown(cancel_futures=True)
        while not self._free.empty():
            self._free.get().close()


@pytest.fixture(scope="module")
def runs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Return the runs; all cases of this session are begun at once, unless it shares them with other processes."""
    made = Runs(tmp_path_factory.mktemp("hostile"))
    if AT_ONCE > 1:
        for item in request.session.items:
            case = getattr(getattr(item, "callspec", None), "params", {}).get("case")
            if isinstance(case, Case):
                made.begin(case)
    yield made
    made.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_file_is_refused_or_read_right(case: Case, runs: Runs) -> None:
    ran = runs.begin(case).result()
    assert faults(ran) == []
    told = [differs(ran, expected) for expected in case.expected]
    assert "" in told, told


def test_there_are_many_cases_each_with_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 120
    assert all(case.expected for case in CASES)


LEAST = {"text": 4_000, "json": 10_000}
"""Bytes of a report that names many of the files; that of a terminal has 60 lines."""


@pytest.mark.parametrize("output_format", ["text", "json"])
def test_no_report_on_a_folder_of_them_acts_on_a_terminal(output_format: str, runs: Runs) -> None:
    folder = runs.folder / f"all-{output_format}"
    folder.mkdir()
    shown = [case for case in cells.CASES if "_with_" in case.name or "reference" in case.name]
    for number, case in enumerate([*shown, *(one for one in places.CASES if "named_by" in one.name)]):
        place = folder / str(number)
        place.mkdir()
        case.lay(place)
    ran = runs.audit(str(folder), output_format)
    assert faults(ran) == []
    assert ran.code == 3
    assert len(ran.out) > LEAST[output_format]


@pytest.mark.parametrize("name", ["ten_gigabytes_in_rows", "a_pipe", "a_merge_over_the_whole_grid", "encrypted_entries"])
def test_the_command_itself_does_the_same(name: str, runs: Runs) -> None:
    case = next(case for case in CASES if case.name == name)
    place = runs.folder / f"again-{name}"
    place.mkdir()
    case.lay(place)
    limited = f'ulimit -v {MEMORY // 1024}; exec "$@"'
    command = [sys.executable, "-m", "assistcheck", *words_for(str(place / case.file), runs.roster, "json")]
    done = subprocess.run(["/bin/sh", "-c", limited, "sh", *command], capture_output=True, check=False, timeout=6 * SECONDS)
    ran = Ran(done.returncode, done.stdout, done.stderr)
    assert faults(ran) == []
    assert any(not differs(ran, expected) for expected in case.expected), ran


def test_the_workbook_that_is_attacked_is_sound(runs: Runs) -> None:
    (runs.folder / "sound.xlsx").write_bytes(packed())
    ran = runs.audit(str(runs.folder / "sound.xlsx"))
    assert {problem["code"] for problem in ran.report["problems"] if problem["level"] != "note"} <= {"missing-sheet"}
