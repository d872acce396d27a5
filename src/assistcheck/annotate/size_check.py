"""What is too large to be copied cell by cell, told before it is tried."""

from __future__ import annotations

import io
import re
import zipfile

from assistcheck.errors import WorkbookError
from assistcheck.i18n import LocalizedText
from assistcheck.location import column_number

MAX_CELLS = 2_000_000
"""Cells of all sheets; each takes some 500 bytes of memory while it is copied."""
MAX_COVERED = 1_000_000
"""Cells that merged ranges and links cover; each of them becomes a cell."""
SHEET_PART = re.compile(r"xl/worksheets/[^/]*\.xml", re.IGNORECASE)
_CELL = re.compile(rb"<c[\s>/]")
_PREFIXED_CELL = re.compile(rb"<\w+:c[\s>/]")
_COVERING = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?ref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']""")


def check_size(content: bytes) -> None:
    """Refuse a workbook whose copy would not fit into memory.

    Raises:
        WorkbookError: ``too-large``.
    """
    cells = covered = 0
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if SHEET_PART.fullmatch(name):
                xml = parts.read(name)
                cells += sum(1 for _ in _CELL.finditer(xml))
                if b":c" in xml:
                    cells += sum(1 for _ in _PREFIXED_CELL.finditer(xml))
                if b"mergeCell" in xml or b"hyperlink" in xml:
                    covered += sum(map(_area, _COVERING.findall(xml)))
    if cells > MAX_CELLS or covered > MAX_COVERED:
        raise WorkbookError(
            "too-large",
            LocalizedText(
                f"可以标注的工作簿（不超过 {MAX_CELLS:,} 个单元格）", f"a workbook of no more than {MAX_CELLS:,} cells"
            ),
        )


def _area(corners: tuple[bytes, bytes, bytes, bytes]) -> int:
    left, top, right, bottom = corners_of(corners)
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def corners_of(reference: tuple[bytes, bytes, bytes, bytes]) -> tuple[int, int, int, int]:
    """Return the left column, the top row, the right column and the bottom row of a range: A1:C4 -> 1, 1, 3, 4."""
    left, top, right, bottom = reference
    return column_number(left), int(top), column_number(right), int(bottom)
