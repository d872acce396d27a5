"""The empty collection workbook, drawn from the models of the sheets and from the rule pack.

Its files::

hints.py     what to fill into a column, in words
data_validation.py  what Excel lets be typed into it
instructions.py  the sheet 填表说明
workbook.py  all of it to .xlsx
"""

from __future__ import annotations

from pathlib import Path

from assistcheck.atomic_write import write_whole
from assistcheck.rules.model import RulePack
from assistcheck.submission.models import NOTES_SHEET
from assistcheck.template.workbook import workbook_of

__all__ = ["NOTES_SHEET", "write_template"]


def write_template(path: str | Path, pack: RulePack) -> None:
    """Write the empty collection workbook of a pack's programme year; the same pack gives the same bytes.

    Args:
        path: The .xlsx file to write, whole or not at all; one that is there is replaced.
        pack: Its duties are listed in :data:`NOTES_SHEET`; its year, cities and attested duties are offered for choice.

    Raises:
        OSError: the file cannot be written.
    """
    write_whole(workbook_of(pack), path)
