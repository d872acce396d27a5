"""A synthetic programme year: invented teams, units and villages, and what they might have sent.

Nobody and nothing in it is real. The same kind gives the same bytes, so that it can be compared::

    names.py     invented names
    seeded.py    seeded draws, working days, and who falls short of which duty
    rows.py      what a row is
    rosters.py   who takes part
    people.py, publicity.py, money.py, growth.py, regions.py, duties.py    the ledgers, clause by clause
    year.py      all of them as one year, and its first half
    faults.py    the faults that such workbooks have
    one_team.py  a single team, small enough to be checked by eye
    workbook.py  rows to .xlsx
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from assistcheck.atomic_write import write_whole
from assistcheck.sample.one_team import one_team
from assistcheck.sample.workbook import workbook_of
from assistcheck.sample.year import mid_year, whole_year

Kind = Literal["year", "mid-year", "team"]
"""``year``: 2022 to its end; ``mid-year``: the same year up to June; ``team``: one team up to June."""

_SHEETS = {"year": whole_year, "mid-year": mid_year, "team": one_team}

KINDS: tuple[Kind, ...] = ("year", "mid-year", "team")
FILE_NAMES: dict[Kind, str] = {"year": "2022.xlsx", "mid-year": "2022-q2.xlsx", "team": "one-team.xlsx"}
"""What each kind is called in the folder of samples."""

__all__ = ["FILE_NAMES", "KINDS", "Kind", "write_sample"]


def write_sample(path: str | Path, kind: Kind = "year") -> None:
    """Write a synthetic workbook; the same ``kind`` gives the same bytes.

    Args:
        path: The .xlsx file to write, whole or not at all; one that is there is replaced.
        kind: Which workbook, see :data:`Kind`.

    Raises:
        OSError: the file cannot be written.
    """
    write_whole(workbook_of(_SHEETS[kind]()), path)
