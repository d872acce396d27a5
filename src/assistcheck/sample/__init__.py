"""A synthetic programme year: invented rosters, and what those in them might have sent.

Nobody and nothing in it is real. The same pack and kind give the same bytes, so that they can be compared::

    any_pack/    a plausible year of any pack
    dongguan/    the samples of the pack dongguan-2022, tuned to its document
    draw.py      seeded draws
    invented_names.py  invented names
    rows.py      what a row is
    workbook.py  rows to .xlsx
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from assistcheck import DEFAULT_PACK
from assistcheck.atomic_write import write_whole
from assistcheck.rules.folders import pack_folder
from assistcheck.rules.loader import load_pack
from assistcheck.rules.model import RulePack
from assistcheck.sample import any_pack, dongguan
from assistcheck.sample.rows import Sheets
from assistcheck.sample.workbook import workbook_of

Kind = Literal["year", "mid-year", "one"]
"""``year``: the programme year to its end; ``mid-year``: the same up to its middle; ``one``: up to there, of one reporter."""

KINDS: tuple[Kind, ...] = ("year", "mid-year", "one")

_TUNED: dict[tuple[str, Kind], Callable[[], Sheets]] = {
    ("dongguan-2022", "year"): dongguan.whole_year,
    ("dongguan-2022", "mid-year"): dongguan.mid_year,
    ("dongguan-2022", "one"): dongguan.one_team,
}
"""The samples that are tuned to a document."""
_ANY: dict[Kind, Callable[[RulePack], Sheets]] = {
    "year": any_pack.whole_year,
    "mid-year": any_pack.mid_year,
    "one": any_pack.one_reporter,
}
"""The samples of every other pack."""
FILE_NAMES: dict[tuple[str, Kind], str] = {
    ("dongguan-2022", "year"): "2022.xlsx",
    ("dongguan-2022", "mid-year"): "2022-q2.xlsx",
    ("dongguan-2022", "one"): "one-team.xlsx",
    ("county-library-grants", "year"): "county-library-grants.xlsx",
}
"""What each pack's sample is called in the folder of samples."""

__all__ = ["FILE_NAMES", "KINDS", "Kind", "write_sample"]


def write_sample(path: str | Path, kind: Kind = "year", pack: RulePack | None = None) -> None:
    """Write a synthetic workbook; the same ``kind`` and ``pack`` give the same bytes.

    Args:
        path: The .xlsx file to write, whole or not at all; one that is there is replaced.
        kind: Which workbook, see :data:`Kind`.
        pack: Whose sheets and duties it is of; default: the pack that everything uses where none is named.

    Raises:
        OSError: the file cannot be written.
    """
    pack = pack or load_pack(pack_folder(DEFAULT_PACK))
    tuned = _TUNED.get((pack.manifest.name, kind))
    write_whole(workbook_of(tuned() if tuned else _ANY[kind](pack), pack), path)
