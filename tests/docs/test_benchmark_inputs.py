"""The inputs of the benchmarks have the faults that they are measured for, and no others."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assistcheck import api

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # the benchmarks stand beside the tests and are not installed

from benchmarks.ledgers import VARIANTS  # noqa: E402
from benchmarks.write import WRITERS  # noqa: E402

PACK = api.load_pack("dongguan-2022")
YEAR_END = date(2022, 12, 31)
ROWS = 100
FAULTS = {
    "ledger": {"bad-amount": 1},
    "clean": {},
    "bad": {"bad-date": ROWS, "unknown-name": ROWS},
    "percent": {"suspicious-amount": ROWS},
    "unknown": {"unknown-name": ROWS},
    "formula": {},
    "unitformat": {},
    "same": {"duplicate-row": ROWS - 1},
    "wide30": {"unknown-column": 30},
}
"""How many cells have which fault."""


def faults(path: Path, roster: Path | None = None) -> dict[str, int]:
    """Return how many cells have which fault, but for what is said of a workbook that holds one ledger only."""
    submission = api.read_submissions([path], PACK, as_of=YEAR_END, roster=roster)
    report = api.audit(PACK, submission, api.Request(YEAR_END))
    read = [sheet.rows["read"] for book in report.inputs for sheet in book.sheets if sheet.title == "消费帮扶"]
    assert read == [ROWS]
    found: dict[str, int] = {}
    for problem in report.problems:
        if problem.code != "missing-sheet":
            found[problem.code] = found.get(problem.code, 0) + problem.count
    return found


def test_every_kind_of_ledger_is_looked_at() -> None:
    assert FAULTS.keys() == VARIANTS.keys()


@pytest.mark.parametrize("kind", FAULTS)
def test_a_ledger_has_its_own_faults_and_no_others(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    WRITERS[kind](path, ROWS)
    assert faults(path) == FAULTS[kind]


def test_the_other_formats_have_no_fault(tmp_path: Path) -> None:
    WRITERS["ods"](tmp_path / "ledger.ods", ROWS)
    WRITERS["csv"](tmp_path / "csv", ROWS)
    assert faults(tmp_path / "ledger.ods") == {}
    assert faults(tmp_path / "csv" / "消费帮扶.csv", tmp_path / "csv" / "rosters.xlsx") == {}


def test_amounts_are_formulas_and_formats_where_they_should_be(tmp_path: Path) -> None:
    found = {}
    for kind in ("formula", "percent", "unitformat"):
        path = tmp_path / f"{kind}.xlsx"
        WRITERS[kind](path, 3)
        found[kind] = load_workbook(path)["消费帮扶"]["G3"]
    assert (found["formula"].data_type, found["percent"].data_type) == ("f", "n")
    assert (found["percent"].number_format, found["unitformat"].number_format) == ("0%", '0.00"元"')
    whole, known = (
        load_workbook(tmp_path / "formula.xlsx", data_only=known)["消费帮扶"]["G3"].value for known in (False, True)
    )
    first, second = whole.removeprefix("=").split("*")
    assert float(first) * float(second) == pytest.approx(known)
