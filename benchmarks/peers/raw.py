"""The limit: calamine reads the sheet, and nothing is done with it."""

from __future__ import annotations

from python_calamine import CalamineWorkbook

from benchmarks.peers.job import SHEET, workbook

CalamineWorkbook.from_path(workbook()).get_sheet_by_name(SHEET).to_python()
