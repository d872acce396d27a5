"""Which cells of an .xlsx hold formulas; what is read of them is the stored result, which nothing here calculates."""

from __future__ import annotations

import io
import struct
import zipfile

from assistcheck.workbook.archive import ArchiveGuard, archive_errors
from assistcheck.workbook.cell_runs import Place
from assistcheck.workbook.limits import Limits
from assistcheck.workbook.xlsx.cell_issues import find_formulas
from assistcheck.workbook.xlsx.package import part_names, read_index


def formula_cells(data: bytes, limits: Limits) -> dict[str, frozenset[Place]]:
    """Return the cells with formulas by the title of their sheet, as one-based (row, column).

    Raises:
        WorkbookError: the file is damaged, or beyond a limit.
    """
    found: dict[str, frozenset[Place]] = {}
    with archive_errors(struct.error), zipfile.ZipFile(io.BytesIO(data)) as parts:
        guard, index = ArchiveGuard(parts, limits), read_index(parts, limits)
        for name, written in part_names(parts).items():
            if title := index.titles.get(name):
                found[title] = find_formulas(b"".join(guard.chunks(parts, parts.getinfo(written))))
    return found
