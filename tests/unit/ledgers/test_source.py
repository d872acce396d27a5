"""Where a reading process takes the sheets from, and a reading that was begun with those of another pack."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from assistcheck import DEFAULT_PACK, api
from assistcheck.ledgers.registry import ledgers_of
from assistcheck.ledgers.source import SheetSource
from assistcheck.rules import folders
from assistcheck.rules.compiled import compile_pack
from assistcheck.rules.folders import pack_folder
from assistcheck.submission.sources.local_file import LocalFile
from assistcheck.submission.workers import pool
from assistcheck.submission.workers.pool import WorkerPool
from assistcheck.submission.workers.protocol import Job
from builders.packs import PACK
from builders.support import book
from unit.harbour.world import DAY, FACTS, LEDGERS, YEAR_END, cover, rosters, sheets
from unit.harbour.world import PACK as HARBOUR


@pytest.fixture
def path(tmp_path: Path) -> str:
    repair = {"done_on": DAY, "crew": "Red", "depot": "Alder", "cause": "Wear", "cost": 900}
    (tmp_path / "a.xlsx").write_bytes(book({**rosters(), **cover("Alder"), **sheets(repairs=[repair])}))
    return str(tmp_path / "a.xlsx")


def source() -> SheetSource:
    return SheetSource(HARBOUR.sha256, Path(), LEDGERS)


@pytest.mark.parametrize("workers", [0, 1])
def test_what_comes_from_a_reading_process_is_of_the_packs_own_sheets(path: str, workers: int) -> None:
    with WorkerPool([Job(LocalFile(path), roster_only=False)], source(), workers) as readers:
        (found,) = readers.books(FACTS, LEDGERS)
    assert all(one.sheet is LEDGERS[one.sheet.id] for one in found.sheets)
    assert [one.sheet.id for one in found.sheets][-2:] == ["sender", "repairs"]


@pytest.mark.parametrize("workers", [0, 1])
def test_a_reading_that_was_begun_with_another_packs_sheets_is_done_again(path: str, workers: int) -> None:
    with api.start_reading([path], rules=PACK, workers=workers) as reading:
        submission = reading.submission(HARBOUR, YEAR_END)
    assert list(submission.tables["repairs"].fates) == ["counted"]
    assert [one.value for one in submission.problems if one.code == "unknown-sheet"] == []
    with api.start_reading([path], rules=HARBOUR, workers=workers) as reading:
        same = reading.submission(HARBOUR, YEAR_END)
    assert (same.inputs, same.problems) == (submission.inputs, submission.problems)


def test_a_file_read_ahead_with_another_packs_sheets_is_given_up(path: str) -> None:
    try:
        pool.read_ahead(path, SheetSource(PACK.sha256, Path(), ledgers_of(PACK)))
        (reader,) = pool._ahead
        with WorkerPool([Job(LocalFile(path), roster_only=False)], source(), 1) as readers:
            assert reader not in readers._running.values()
            (found,) = readers.books(FACTS, LEDGERS)
    finally:
        pool.end_ahead()
    assert found.reporter or found.reporters
    assert "repairs" in [one.sheet.id for one in found.sheets]


def test_a_pack_that_is_not_compiled_is_read_by_the_reading_process_too(path: str) -> None:
    with WorkerPool(
        [Job(LocalFile(path), roster_only=False)], SheetSource(HARBOUR.sha256, pack_folder(str(FOLDER))), 1
    ) as readers:
        (found,) = readers.books(FACTS, LEDGERS)
    assert found.error is None
    assert "repairs" in [one.sheet.id for one in found.sheets]


FOLDER = Path(__file__).parents[1] / "harbour" / "pack"


def test_a_process_that_only_reads_files_needs_neither_yaml_nor_pydantic(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = Path(copytree(pack_folder(DEFAULT_PACK), tmp_path / DEFAULT_PACK))
    monkeypatch.setattr(folders, "_SHIPPED", (tmp_path,))
    compile_pack(shipped)
    code = (
        "import sys, pathlib\n"
        "import assistcheck.submission.workers.worker\n"
        "from assistcheck.ledgers.source import SheetSource\n"
        "assert len(SheetSource.compiled(pathlib.Path(sys.argv[1])).load().sheets) == 27\n"
        "heavy = {'yaml', 'pydantic', 'typer', 'openpyxl', 'pandas'} & sys.modules.keys()\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(shipped)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
