"""The empty collection workbook, drawn from the sheets and rules of a pack, in the pack's first language.

Its files::

hints.py     what to fill into a column, in words
data_validation.py  what Excel lets be typed into it
instructions.py  the sheet that explains how to fill in the others
messages.py  every sentence of it, in each language
workbook.py  all of it to .xlsx
"""

from __future__ import annotations

from pathlib import Path

from assistcheck.atomic_write import write_whole
from assistcheck.ledgers.registry import NOTES_SHEET
from assistcheck.rules.model import RulePack
from assistcheck.template.workbook import workbook_of

__all__ = ["NOTES_SHEET", "write_template"]


def write_template(path: str | Path, pack: RulePack) -> None:
    """Write the empty collection workbook of a pack's programme year; the same pack gives the same bytes.

    Args:
        path: The .xlsx file to write, whole or not at all; one that is there is replaced.
        pack: Its sheets stand there; its duties are listed in :data:`NOTES_SHEET`; its periods, listed members of a kind and
            attested duties are offered for choice.

    Raises:
        OSError: the file cannot be written.
    """
    write_whole(workbook_of(pack), path)
