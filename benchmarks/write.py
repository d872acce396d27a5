"""Write one input: ``python -m benchmarks.write KIND NUMBER PATH``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.ledgers import VARIANTS, write_ledger
from benchmarks.other_formats import write_csv, write_ods
from benchmarks.workbooks import write_files, write_teams, write_year

WRITERS: dict[str, Callable[[Path, int], None]] = {
    **{kind: partial(write_ledger, variant=variant) for kind, variant in VARIANTS.items()},
    "csv": write_csv,
    "ods": write_ods,
    "year": write_year,
    "teams": write_teams,
    "files": write_files,
}
"""Every kind of input: what writes it, given a path and how many rows, teams or files."""

if __name__ == "__main__":
    kind, how_many, target = sys.argv[1:]
    WRITERS[kind](Path(target), int(how_many))
